// What `qingliu check` estimates and doubts.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>

#include "layer_case.hpp"
#include "measure_case.hpp"
#include "run/plausibility_laws.hpp"
#include "support/places.hpp"

using namespace qingliu::testing;

namespace {

/// Most memory of a run of the program [MiB], by the system's account of the process.
double peak_of(const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), qingliu::testing::program_file());
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    if (chdir(folder.c_str()) != 0) _exit(127);
    execv(pointers[0], pointers.data());
    _exit(127);
  }
  int status = -1;
  rusage usage{};
  REQUIRE(wait4(child, &status, 0, &usage) == child);
  REQUIRE(status == 0);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double number_after(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  REQUIRE(at != std::string::npos);
  return std::stod(text.substr(at + word.size()));
}

}  // namespace

TEST_CASE("the memory that check names is the run's within 10 %", "[run][check]") {
  struct Case {
    const char *name, *scenario;
    std::vector<std::string> settings;
  };
  const Case one =
      GENERATE(Case{"flow only",
                    "hillslope/scenario.toml",
                    {"terrain.cell_size_m=0.125", "time.duration_h=0.0005", "sediment.on=false"}},
               Case{"grain classes",
                    "hillslope/scenario.toml",
                    {"terrain.cell_size_m=0.125", "time.duration_h=0.0005"}},
               Case{"streams and reservoir",
                    "gongping/reservoirs-synthetic.toml",
                    {"terrain.cell_size_m=40", "time.duration_h=0.003"}});
  CAPTURE(one.name);
  const Scratch s;
  std::vector<std::string> arguments{shipped(one.scenario).string()};
  std::string words = "'" + arguments[0] + "'";
  for (const std::string& setting : one.settings) {
    arguments.insert(arguments.end(), {"--set", setting});
    words += " --set " + setting;
  }
  const Outcome checked = program(s.path(), "check " + words);
  CAPTURE(checked.output);
  REQUIRE(checked.status == 0);
  const double named = number_after(checked.output, "memory ");
  arguments.insert(arguments.begin(), "run");
  arguments.insert(arguments.end(), {"--quiet", "-o", "out"});
  const double held = peak_of(s.path(), arguments);
  CHECK(held > 100.0);
  CHECK(named == Approx(held).epsilon(0.1));
}

TEST_CASE("soils that do not fit their texture are doubted", "[run][check]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "soil.csv",
             "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
             "sand_percent\n"
             "1,mixed,1,0.2,100,100,0.45,0.3,60,20,20\n"
             "1,mixed,2,0.4,0.1,100,0.45,0.3,10,25,65\n"
             "1,mixed,3,1.0,40,100,0.22,0.22,3,5,92\n");
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 0);
  for (const char* part :
       {"soil.csv:2:1: warning: soil 1 'mixed', horizon 1: Ksat 100 mm/h is high for clay (Rawls et al. "
        "1983: "
        "about 0.3 mm/h). Was it in another unit?",
        "horizon 2: Ksat 0.1 mm/h is low for sandy loam (Rawls et al. 1983: about 10.9 mm/h)",
        "horizon 3: porosity 0.22 is unusual for mineral soil (0.25 to 0.7)",
        "horizon 3: moisture equals porosity"}) {
    CAPTURE(part);
    CHECK(run.output.find(part) != std::string::npos);
  }
}

TEST_CASE("an outlet beside the stream is told where the stream is", "[run][check]") {
  const Scratch s;
  write_good(s);
  // A valley along the third column; the point stands on its western side.
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return 60.0 - 2.0 * row + 3.0 * std::abs(column - 3); });
  write_text(s.path() / "s.toml",
             with("outlet = { line = [[500000.0, 2500005.0], [500080.0, 2500005.0]], boundary = "
                  "\"normal-depth\", slope = 0.1 }",
                  "mask = \"watershed\"\noutlet = { point = [500005.0, 2500005.0], snap_m = 5 }"));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.output.find(
            "km2 passes 20 m from this outlet, at x 500035.0 m, y 2500005.0 m. If that one is meant, "
            "move the point there or enlarge snap_m") != std::string::npos);
}

TEST_CASE("a day's erosivity and a reservoir's yearly trap are those of the papers", "[run][check]") {
  CHECK(qingliu::run::erosivity_of_day(131.6, 7) == Approx(1795.0).margin(1.0));  // Xie et al. 2016
  CHECK(qingliu::run::erosivity_of_day(131.6, 4) == Approx(1795.0 * 0.3101 / 0.3937).margin(1.0));
  CHECK(qingliu::run::erosivity_of_day(9.9, 7) == 0.0);
  CHECK(qingliu::run::brune_trap(127e6, 412e6) == Approx(0.91).margin(0.001));  // C/I = 0.308
  CHECK(qingliu::run::brune_trap(1.0, 1e4) == 0.0);
}

TEST_CASE("check sums erosivity by days of the calendar", "[run][check]") {
  const Scratch s;
  // 30 mm before midnight and 30 mm after it are two days of 30 mm, not one of 60.
  std::string text = plot("");
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("start = 2026-06-01", "start = 2026-06-01T23:30:00");
  put("duration_h = 0.75", "duration_h = 1");
  put("rain_mm_per_h = 60\nduration_h = 0.5", "rain_mm_per_h = 60\nduration_h = 1");
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const double two = 2.0 * 0.3937 * std::pow(30.0, 1.7265);
  CHECK(run.output.find("erosivity " + std::to_string(std::lround(two)) + " MJ mm/(ha h)") !=
        std::string::npos);
}

TEST_CASE("check says when a ditch has too little room for its silt", "[run][check]") {
  const Scratch s;
  const std::string ditch =
      "wkt = \"LINESTRING (500000 2550010, 500005 2550010)\"\nparameters = { kind = \"store\", "
      "erosion_t_ha_a = 40, drained_ha = ";
  const auto said = [&](const std::string& hectares) {
    write_text(s.path() / "s.toml", plot(measure("D", "ditch_intercept", ditch + hectares + " }")));
    const Outcome run = program(s.path(), "check s.toml --no-trial");
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    return run.output;
  };
  // 5 m of 0.3 m (0.5 m less 0.2 m of freeboard) by (0.4 + 0.5 * 0.3) m: 0.825 m3.
  CHECK(said("0.02").find("GB/T 16453.4") != std::string::npos);  // 2.4 t, 1.78 m3
  CHECK(said("0.02").find("its 5 m hold 0.825 m3, three years of silt, 3 Ms F = 2.4 t, are 1.778 m3") !=
        std::string::npos);
  CHECK(said("0.005").find("GB/T 16453.4") == std::string::npos);  // 0.6 t, 0.44 m3
}
