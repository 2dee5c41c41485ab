// Streams in a run: what they promise together with the land.
#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A storm on the coarse synthetic catchment with streams from 3 km2 on and an erodible bed.
std::string storm(const std::string& more) {
  return "run '" + shipped("gongping/scenario.toml").string() +
         "' --quiet --set time.duration_h=12 --set terrain.cell_size_m=480 --set output.every_min=120 "
         "--set streams.begin_km2=3 --set streams.erodible_depth_m=0.5 " +
         more;
}

std::string lines_with(const std::string& text, const std::string& start) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    if (line.rfind(start, 0) == 0) found += line + "\n";
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return found;
}

}  // namespace

TEST_CASE("a run with streams closes its books and has one hash for any number of threads",
          "[run][streams]") {
  const Scratch scratch;
  std::string first;
  for (const char* threads : {"1", "2", "3"}) {
    const Outcome run =
        program(scratch.path(), storm(std::string("-o t") + threads + " --threads " + threads));
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  const std::string log = text_of(scratch.path() / "t1/run.log");
  CHECK(log.find("not surveyed") != std::string::npos);
  CHECK_FALSE(lines_with(text_of(scratch.path() / "t1/streams.csv"), "R1,").empty());
  CHECK_FALSE(lines_with(text_of(scratch.path() / "t1/stream_series.csv"), "R1,").empty());
}

TEST_CASE("a run with streams goes on from a checkpoint bit for bit", "[run][streams]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), storm("-o straight --max-steps 400")).status == 4);
  REQUIRE(program(scratch.path(), storm("-o parts --max-steps 200")).status == 4);
  REQUIRE(program(scratch.path(), storm("--restart parts/checkpoint/newest.qlc --max-steps 200")).status ==
          4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv", "stream_series.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
}

TEST_CASE("a gauge stands on a reach by its name and chainage, an unknown reach is named", "[run][streams]") {
  const Scratch scratch;
  const std::string scenario = text_of(shipped("gongping/scenario.toml"));
  const auto with = [&](const std::string& reach, const std::string& chainage) {
    std::string text = scenario + "\n[streams]\nbegin_km2 = 3\n[[gauge]]\nname = \"bridge\"\nreach = \"" +
                       reach + "\"\nchainage_m = " + chainage + "\n";
    for (const char* table : {"landuse.csv", "soil.csv"})
      fs::copy_file(shipped("gongping") / table, scratch.path() / table,
                    fs::copy_options::overwrite_existing);
    write_text(scratch.path() / "s.toml", text);
    return program(scratch.path(),
                   "run s.toml --quiet -o out --overwrite --set time.duration_h=12 --set "
                   "terrain.cell_size_m=480");
  };
  const Outcome beyond = with("R1", "1e6");
  CAPTURE(beyond.output);
  CHECK(beyond.status == 2);
  const std::size_t end =
      beyond.output.find("[[gauge]] 'bridge': chainage_m is 1e+06, and reach R1 ends at ");
  REQUIRE(end != std::string::npos);
  const std::string most = beyond.output.substr(beyond.output.find("Write at most ", end) + 14);
  const Outcome run = with("R1", most.substr(0, most.find('\n')));
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  // R1 ends at the outlet, so its lowest gauge sees what leaves there in the stream; the land carries the
  // rest.
  const std::string gauges = text_of(scratch.path() / "out/gauges.csv");
  CHECK_FALSE(lines_with(gauges, "bridge,").empty());
  fs::remove_all(scratch.path() / "out");
  const Outcome refused = with("R9999", "0");
  CHECK(refused.status == 2);
  CHECK(refused.output.find("there is no reach 'R9999'. The watershed has R1 to R") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_CASE("sections across a valley have the water of land and streams, and a flood passes them in order",
          "[run][streams]") {
  const Scratch scratch;
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file);
  // Right across the watershed, the upper two where every way to the outlet crosses them once.
  const std::vector<std::pair<std::string, int>> lines{
      {"north", 2572800}, {"middle", 2567040}, {"south", 2560320}, {"low", 2554560}};
  std::string gauged = "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n";
  for (const auto& [name, y] : lines) {
    const std::string at = std::to_string(y);
    gauged += "[[gauge]]\nname = \"" + name + "\"\nsection = [[640000, " + at + "], [660000, " + at + "]]\n";
  }
  write_text(scratch.path() / "s.toml", text_of(shipped("gongping/scenario.toml")) + gauged);
  const Outcome run = program(scratch.path(),
                              "run s.toml --quiet -o out --set time.duration_h=20 --set "
                              "terrain.cell_size_m=480 --set output.every_min=120 --set flow.scheme=lean "
                              "--set flow.courant=0.3");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const io::CsvTable totals = io::read_csv_table(scratch.path() / "out/totals.csv"),
                     gauges = io::read_csv_table(scratch.path() / "out/gauges.csv");
  const auto each_row = [&](const std::string& name, const std::string& column, auto f) {
    double before = 0.0;
    for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
      if (gauges.rows[r][0] != name) continue;
      const double time = gauges.number(r, gauges.column("time_s"));
      f(time, time - before, gauges.number(r, gauges.column(column)));
      before = time;
    }
  };
  const auto passed = [&](const std::string& name, const std::string& column) {
    double sum = 0.0;
    each_row(name, column, [&](double, double span, double value) { sum += value * span; });
    return sum;
  };
  double last_peak = 0.0;
  std::string above;
  for (const auto& [name, y] : lines) {
    CAPTURE(name);
    // What the ground between two sections gives is what the lower one sees more than the upper one.
    std::size_t part = 0;
    while (part < totals.rows.size() && totals.rows[part][1] != name) ++part;
    REQUIRE(part < totals.rows.size());
    for (const auto& [column, total] :
         {std::pair{"discharge_m3_per_s", "runoff_m3"}, std::pair{"load_2um_kg_per_s", "yield_2um_kg"},
          std::pair{"load_350um_kg_per_s", "yield_350um_kg"}}) {
      if (name != "north" && name != "middle") continue;
      const double own = passed(name, column) - (above.empty() ? 0.0 : passed(above, column));
      CHECK(totals.number(part, totals.column(total)) > 0.0);
      CHECK(own == Approx(totals.number(part, totals.column(total))).epsilon(1e-9));
    }
    double peak = 0.0, at = 0.0;
    each_row(name, "discharge_m3_per_s", [&](double time, double, double value) {
      if (value > peak) peak = value, at = time;
    });
    CHECK(peak > 20.0);
    CHECK(at > last_peak);
    last_peak = at;
    above = name;
  }
}

TEST_CASE("streams that begin nowhere are explained", "[run][streams]") {
  const Scratch scratch;
  const Outcome run = program(scratch.path(), storm("-o out --set streams.begin_km2=5000"));
  CHECK(run.status == 2);
  CHECK(run.output.find("[streams] no stream begins: the largest watershed has 31") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "out"));
}
