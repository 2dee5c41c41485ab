// Ditches that lead water, and works on slopes that are built or taken away within a run, in whole runs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "io/csv_table.hpp"
#include "measure_case.hpp"

using namespace qingliu::testing;

namespace {

/// Across the plot at half its height, and down its eastern side.
const std::string across = "wkt = \"LINESTRING (500000.5 2550010.5, 500004.5 2550010.5)\"\n";
const std::string down = "wkt = \"LINESTRING (500004.5 2550013.5, 500004.5 2550000.5)\"\n";

double in_ditch(const fs::path& results, const std::string& column, std::size_t row = 0) {
  const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "ditches.csv");
  return table.number(row, table.column(column));
}

/// [m3/s] largest discharge half-way down the plot.
double largest_half_way(const fs::path& results) {
  const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "gauges.csv");
  double largest = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (std::ranges::count(table.rows[row], "half-way") > 0)
      largest = std::max(largest, table.number(row, table.column("discharge_m3_per_s")));
  }
  return largest;
}

void closes(const fs::path& results) {
  for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
}

}  // namespace

TEST_CASE("an interceptor ditch leads water into a drain ditch, and the drain off the plot",
          "[run][measures][ditches]") {
  const Scratch s;
  const fs::path bare = run_plot(s, "bare", "");
  const fs::path drained =
      run_plot(s, "drained", measure("A", "ditch_intercept", across) + measure("B", "ditch_drain", down));
  closes(drained);
  const std::string log = text_of(drained / "run.log");
  CAPTURE(log);
  CHECK(log.find("ditch A: 4 m, carries ") != std::string::npos);
  CHECK(log.find("it leads to ditch 'B' at (500004.5, 2550010.5)") != std::string::npos);
  CHECK(log.find("it leads to the edge of the watershed at (500004.5, 2550000.5)") != std::string::npos);
  CHECK(log.find("open ground") == std::string::npos);
  // All that runs off the upper half and the side strip goes along the drain.
  CHECK(in_ditch(drained, "led_m3", 0) > 0.2);
  CHECK(in_ditch(drained, "led_m3", 1) > in_ditch(drained, "led_m3", 0));
  CHECK(in_ditch(drained, "passed_over_m3", 0) == 0.0);
  CHECK(in_ditch(drained, "led_2um_kg", 1) > 0.0);
  CHECK(largest_half_way(drained) < 0.1 * largest_half_way(bare));
  CHECK(water_left(drained) == Approx(water_left(bare)).epsilon(0.03));
}

TEST_CASE("ditches go on from a checkpoint to the same bits, with any number of threads",
          "[run][measures][ditches]") {
  const Scratch s;
  const std::string works = measure("A", "ditch_intercept", across) + measure("B", "ditch_drain", down);
  const std::string straight = hash_of(run_plot(s, "straight", works));
  CHECK(hash_of(run_plot(s, "threads", works, "--threads 3")) == straight);
  write_text(s.path() / "cut.toml", plot(works));
  REQUIRE(program(s.path(), "run cut.toml --quiet -o cut --max-steps 400").status == 4);
  const Outcome second = program(s.path(), "run cut.toml --restart cut/checkpoint/newest.qlc --quiet");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == straight);
  CHECK(text_of(s.path() / "cut/ditches.csv") == text_of(s.path() / "straight/ditches.csv"));
}

TEST_CASE("until the ditch below it is built, a ditch ends on the ground as it would without that one",
          "[run][measures][ditches]") {
  const Scratch s;
  const std::string above = measure("A", "ditch_intercept", across);
  const fs::path alone = run_plot(s, "alone", above);
  // Built after the rain has left: to the end of the run the same water as without it.
  const fs::path at_the_end =
      run_plot(s, "at-the-end", above + measure("B", "ditch_drain", down, "2026-06-01T00:44:59"));
  closes(at_the_end);
  CHECK(in_ditch(at_the_end, "led_m3", 0) == Approx(in_ditch(alone, "led_m3")).epsilon(1e-6));
  CHECK(in_ditch(at_the_end, "led_m3", 1) < 0.01 * in_ditch(at_the_end, "led_m3", 0));
  // Built half-way: until its day it holds and leads nothing, then it leads all that A brings.
  const std::string works = above + measure("B", "ditch_drain", down, "2026-06-01T00:15:00");
  const fs::path late = run_plot(s, "late", works);
  closes(late);
  const fs::path until = run_plot(s, "until", works, "--set time.duration_h=0.249");
  CHECK(in_ditch(until, "led_m3", 0) > 0.01);
  CHECK_FALSE(text_of(until / "ditches.csv").find("\nB,") != std::string::npos);
  CHECK(in_ditch(late, "led_m3", 1) > 0.9 * (in_ditch(late, "led_m3", 0) - in_ditch(until, "led_m3", 0)));
  CHECK(in_ditch(late, "led_m3", 1) <
        in_ditch(run_plot(s, "both", above + measure("B", "ditch_drain", down)), "led_m3", 1));
  const std::string log = text_of(late / "run.log");
  CAPTURE(log);
  CHECK(log.find("ditch 'A': while no ditch that it runs into stands, it ends on open ground at (500004.5, "
                 "2550010.5)") != std::string::npos);
  // The same bits from a checkpoint on either side of that day.
  for (const char* steps : {"200", "900"}) {
    CAPTURE(steps);
    REQUIRE(program(s.path(), std::string("run late.toml --quiet --overwrite -o cut --max-steps ") + steps)
                .status == 4);
    REQUIRE(program(s.path(), "run late.toml --restart cut/checkpoint/newest.qlc --quiet").status == 0);
    CHECK(hash_of(s.path() / "cut") == hash_of(late));
  }
}

TEST_CASE("a silted ditch carries less, and one that is too small lets water pass",
          "[run][measures][ditches]") {
  const Scratch s;
  const std::string small = across + "parameters = { bottom_w_m = 0.02, depth_m = 0.02, side_slope = 0 }";
  const fs::path clean = run_plot(s, "clean", measure("A", "ditch_intercept", across));
  const fs::path silted = run_plot(s, "silted", measure("A", "ditch_intercept", across + "filled = 0.6"));
  const fs::path tiny = run_plot(s, "tiny", measure("A", "ditch_intercept", small));
  CHECK(in_ditch(silted, "capacity_m3_per_s") < in_ditch(clean, "capacity_m3_per_s"));
  CHECK(in_ditch(tiny, "passed_over_m3") > 0.0);
  CHECK(in_ditch(tiny, "peak_m3_per_s") <= in_ditch(tiny, "capacity_m3_per_s") * (1.0 + 1e-9));
  CHECK(in_ditch(tiny, "led_m3") < in_ditch(clean, "led_m3"));
  closes(tiny);
  // The kind that stores holds what the other one leads away.
  const fs::path stored =
      run_plot(s, "stored", measure("A", "ditch_intercept", across + "parameters = { kind = \"store\" }"));
  CHECK_FALSE(fs::exists(stored / "ditches.csv"));
  CHECK(text_of(stored / "measures.csv").find("\nA,") != std::string::npos);
}

TEST_CASE("what is wrong with ditches is told: circles, open ends, weak linings, deep cuts, short lines",
          "[run][measures][ditches]") {
  const Scratch s;
  const auto check = [&](const std::string& measures) {
    write_text(s.path() / "s.toml", plot(measures));
    return program(s.path(), "check s.toml --no-trial");
  };
  // Two level ditches that each end in the middle of the other one.
  const Outcome circle =
      check(measure("A", "ditch_drain", "wkt = \"LINESTRING (500000.5 2550010.5, 500003.5 2550010.5)\"") +
            measure("B", "ditch_drain",
                    "wkt = \"LINESTRING (500004.5 2550010.5, 500002.5 2550010.5, 500001.5 2550010.5)\""));
  CAPTURE(circle.output);
  CHECK(circle.status == 2);
  CHECK(circle.output.find("ditch 'A' leads back into itself") != std::string::npos);
  const Outcome steep = check(measure(
      "C", "ditch_drain",
      "wkt = \"LINESTRING (500002.5 2550013.5, 500002.5 2550004.5)\"\nparameters = { lining = \"earth\", "
      "drop_h_m = 0 }"));
  CAPTURE(steep.output);
  CHECK(steep.status == 0);
  CHECK(steep.output.find("it ends on open ground at (500002.5, 2550004.5)") != std::string::npos);
  CHECK(steep.output.find("its lining withstands 12 Pa") != std::string::npos);
  const Outcome level = check(measure("D", "ditch_intercept", across + "parameters = { bed_slope = 0.5 }"));
  CAPTURE(level.output);
  CHECK(level.output.find("the ground falls by 0.00 m along it and its bed by 2.00 m") != std::string::npos);
  const Outcome brief =
      check(measure("E", "ditch_drain", "wkt = \"LINESTRING (500002.1 2550013.1, 500002.8 2550013.8)\""));
  CAPTURE(brief.output);
  CHECK(brief.status == 2);
  CHECK(brief.output.find("'E': 1 of its 1 lines lie within one cell of 1 m") != std::string::npos);
}

TEST_CASE("drops take what a drain ditch falls more than its bed", "[run][measures][ditches]") {
  const Scratch s;  // 13 m at 0.268, the bed at 0.02: 3.224 m in drops of half a metre
  const fs::path results = run_plot(s, "drops", measure("B", "ditch_drain", down));
  CHECK(text_of(results / "run.log").find("7 drops; it leads to") != std::string::npos);
}

TEST_CASE("works on slopes are built and taken away on their day within a run", "[run][measures][ditches]") {
  const Scratch s;  // half an hour of rain
  const auto works = [&](const std::string& name, const std::string& built, const std::string& retired) {
    const std::string until = retired.empty() ? "" : "retired = " + retired + "\n";
    const fs::path results =
        run_plot(s, name,
                 measure("P", "pits_fishscale", until + "where = \"elevation_m > 103\"", built) +
                     measure("A", "ditch_intercept", until + across, built) +
                     measure("S", "basin_silt", until + "point = [500002.5, 2550005.5]", built));
    closes(results);
    return results;
  };
  const fs::path always = works("always", "2020-06-01", "");
  const fs::path late = works("late", "2026-06-01T00:15:00", "");
  const fs::path brief = works("brief", "2020-06-01", "2026-06-01T00:15:00");
  const fs::path never = works("never", "2026-06-02", "");
  CHECK(in_ditch(late, "led_m3") < in_ditch(always, "led_m3"));
  CHECK(in_ditch(late, "led_m3") > 0.0);
  CHECK(in_ditch(brief, "led_m3") < in_ditch(always, "led_m3"));
  CHECK(in_ditch(brief, "led_m3") > 0.0);
  CHECK_FALSE(fs::exists(never / "ditches.csv"));
  CHECK(water_left(always) < water_left(late));
  CHECK(water_left(late) < water_left(never));
  CHECK(soil_lost(always) < soil_lost(late));
  CHECK(soil_lost(late) < soil_lost(never));
  const std::string log = text_of(late / "run.log");
  CAPTURE(log);
  CHECK(log.find("without effect") == std::string::npos);
  CHECK(log.find("0.25 h after the run's begin") != std::string::npos);
  CHECK(text_of(never / "run.log").find("is after the run: without effect in it") != std::string::npos);
  // One may stand where another has been taken away.
  const std::string first = "retired = 2026-06-01T00:15:00";
  run_plot(s, "after",
           measure("A", "pits_fishscale", first) + measure("B", "terrace_level", "", "2026-06-01T00:15:00"));
}
