// Lines and points that cannot be meant: without length, or there twice.
#include "run/shape_faults.hpp"

#include <catch2/catch.hpp>

#include "measure_case.hpp"

using namespace qingliu::testing;
using qingliu::run::line_faults;
using qingliu::run::point_faults;

TEST_CASE("lines without length and lines that are there twice are named by number, place and remedy",
          "[run][layers]") {
  using Lines = std::vector<qingliu::io::Ring>;
  const Lines sound{{{0, 0}, {10, 0}}, {{0, 0}, {10, 0}, {20, 0}}, {{0, 1}, {10, 0}}};
  CHECK(line_faults(sound).empty());
  Lines faulty = sound;
  faulty.push_back({{5.25, 5}, {5.25, 5.0001}});
  faulty.push_back({{10, 0}, {10, 0}, {0, 1}});  // the third, from its other end
  CHECK(line_faults(faulty) ==
        std::vector<std::string>{
            "line 4 at (5.2, 5.0) has no length. Draw it on, or take it out",
            "line 5, from (10.0, 0.0) to (0.0, 1.0), is line 3 again. Take one of them out"});
  CHECK(line_faults(Lines(40, {{1, 1}})).size() == 21);
  CHECK(line_faults(Lines(40, {{1, 1}})).back().rfind("20 more of its shapes are faulty", 0) == 0);
  CHECK(point_faults({{1, 1}, {2, 2}, {1, 1.0004}}) ==
        std::vector<std::string>{"point 3 at (1.0, 1.0) is point 1 again. Take one of them out"});
}

TEST_CASE("ditches and basins that are drawn twice are refused with the remedy", "[run][measures][layers]") {
  const Scratch s;
  const auto said = [&](const std::string& measures) {
    write_text(s.path() / "s.toml", plot(measures));
    const Outcome run = program(s.path(), "run s.toml --quiet -o out");
    CHECK(run.status == 2);
    CHECK_FALSE(fs::exists(s.path() / "out"));
    return run.output;
  };
  const std::string down = "(500002.5 2550015.5, 500002.5 2550001.5)",
                    up = "(500002.5 2550001.5, 500002.5 2550015.5)",
                    dot = "(500001.5 2550003.5, 500001.5 2550003.5)";
  const auto lines = [](const std::string& shapes) { return "wkt = \"MULTILINESTRING (" + shapes + ")\""; };
  const std::string twice = said(measure("D", "ditch_drain", lines(down + ", " + up + ", " + dot)));
  CAPTURE(twice);
  CHECK(twice.find("s.toml:") != std::string::npos);
  CHECK(twice.find(
            "[[measure]] 'D': wkt: line 2, from (500002.5, 2550001.5) to (500002.5, 2550015.5), is line 1 "
            "again. Take one of them out") != std::string::npos);
  CHECK(twice.find("'D': wkt: line 3 at (500001.5, 2550003.5) has no length. Draw it on, or take it out") !=
        std::string::npos);
  const std::string two =
      said(measure("A", "ditch_drain", lines(down)) + measure("B", "ditch_drain", lines(up)));
  CAPTURE(two);
  CHECK(two.find("ditch 'B' lies where 'A' does. Take one of them out, or let one be retired before") !=
        std::string::npos);
  const std::string basins =
      said(measure("P", "basin_silt", "wkt = \"MULTIPOINT ((500002.5 2550008.5), (500002.5 2550008.5))\""));
  CAPTURE(basins);
  CHECK(basins.find("[[measure]] 'P': wkt: point 2 at (500002.5, 2550008.5) is point 1 again") !=
        std::string::npos);
  // One after the other they may lie there.
  const std::string half = "2026-06-01T00:15:00";
  write_text(s.path() / "s.toml", plot(measure("A", "ditch_drain", lines(down) + "\nretired = " + half) +
                                       measure("B", "ditch_drain", lines(down), half)));
  const Outcome renewed = program(s.path(), "check s.toml --no-trial");
  CAPTURE(renewed.output);
  CHECK(renewed.status == 0);
}
