// What `qingliu check` estimates and doubts.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// Most memory of a run of the program [MiB], by the system's account of the process.
double peak_of(const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), QINGLIU_PROGRAM);
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
