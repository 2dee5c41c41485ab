// What can only be found once the layers meet: exact messages with place and remedy, status 2, no output
// folder. What a scenario alone shows (misspelt keys, types, ranges, dates, tables) is in
// tests/scenario/broken_scenarios_test.cpp.
#include <catch2/catch.hpp>

#include "layer_case.hpp"

using namespace qingliu::testing;

TEST_CASE("the good scenario of this page runs", "[run][errors]") {
  const Scratch s;
  write_good(s);
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  CHECK(run.status == 0);
}

TEST_CASE("a hole in the land use names the layer, the number of cells and the first one", "[run][errors]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 500000, 2500000,
               [](int row, int column) { return row == 2 && column > 4 ? -9999.0 : 1.0; });
  check_refused(s, {"s.toml:11:",
                    "[landuse] raster: landuse.asc has no class inside the watershed in 3 cells, the first "
                    "at row 3, column 6",
                    "x 500055.0 m, y 2500035.0 m", "mask = \"landuse\""});
}

TEST_CASE("a class that the table lacks names the id, the cells and the table", "[run][errors]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 500000, 2500000,
               [](int row, int column) { return row == 1 && column == 1 ? 7.0 : 1.0; });
  check_refused(s, {"s.toml:11:", "[landuse] raster: landuse.asc holds class 7, which is not in the table",
                    "1 cell, the first at row 2, column 2", "Add a row with id 7"});
}

TEST_CASE("layers that do not overlap show both grids", "[run][errors]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 600000, 2500000, ones);
  check_refused(s, {"landuse.asc", "dem.asc", "600000", "500000"});
}

TEST_CASE("a terrain without a coordinate system says how to give it one", "[run][errors]") {
  const Scratch s;
  write_good(s);
  fs::remove(s.path() / "dem.prj");
  check_refused(s, {"s.toml:8:", "names no coordinate system", "crs = \"EPSG:4547\""});
}

TEST_CASE("an outlet outside says where the terrain lies", "[run][errors]") {
  const Scratch s;
  write_good(s);
  std::string text = scenario_text;
  text.replace(text.find("[[500000.0, 2500005.0], [500080.0, 2500005.0]]"), 46,
               "[[700000.0, 2500005.0], [700080.0, 2500005.0]]");
  write_text(s.path() / ("s.toml"), text);
  check_refused(s, {"s.toml:9:",
                    "outlet meets no edge of the watershed: its line begins at x 700000.0 m, y 2500005.0 m",
                    "x 500000.0-500080.0 m"});
}

TEST_CASE("points in other coordinates are told what they may have been meant to be", "[run][errors]") {
  const Scratch s;
  write_good(s);
  std::string text = scenario_text;
  const std::string line = "line = [[500000.0, 2500005.0], [500080.0, 2500005.0]]";
  text.replace(text.find(line), line.size(), "point = [2500005.0, 500045.0], snap_m = 20.0");
  write_text(s.path() / "s.toml", text);
  check_refused(s, {"it is at x 2500005.0 m, y 500045.0 m, the terrain lies at x 500000.0-500080.0 m",
                    "Did you mean [500045.0, 2500005.0]? x and y are exchanged"});
  write_text(s.path() / "s.toml",
             scenario_text + "[[gauge]]\nname = \"zone\"\npoint = [39500045.0, 2500025.0]\n" +
                 "[[gauge]]\nname = \"degrees\"\npoint = [117.0002, 22.6060]\n" +
                 "[[gauge]]\nname = \"turned\"\nsection = [[22.6060, 117.0002], [22.6061, 117.0002]]\n" +
                 "[[inflow]]\nname = \"in\"\npoint = [2500025.0, 500045.0]\ndischarge_m3_per_s = 1\n");
  check_refused(s,
                {"Did you mean [500045.0, 2500025.0]? x begins with the zone number 39, the terrain's with 0",
                 // UTM 50N at its central meridian: x = 500 km + 0.0002 degrees of 102.8 km each.
                 "[[gauge]] 'degrees' at x 117.0 m, y 22.6 m lies outside", "Did you mean [500020.",
                 "The numbers are degrees\n", "The numbers are degrees, with the latitude first",
                 "[[inflow]] 'in' at x 2500025.0 m, y 500045.0 m touches no cell",
                 "Did you mean [500045.0, 2500025.0]? x and y are exchanged"});
}

TEST_CASE("class values that are no whole numbers are found", "[run][errors]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 500000, 2500000,
               [](int row, int column) { return row == 0 && column == 0 ? 1.4 : 1.0; });
  check_refused(s, {"no class numbers in 1 cell, the first at row 1, column 1", "resampled by nearest cell"});
}

TEST_CASE("an outlet cell that is open across a corner only drains through its neighbour", "[run]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000, [](int row, int column) {
    return row == 5 && column == 0 ? -9999.0 : 60.0 - 5.0 * row + 5.0 * column;
  });
  std::string text = scenario_text;
  const std::string line = "line = [[500000.0, 2500005.0], [500080.0, 2500005.0]]";
  text.replace(text.find(line), line.size(), "point = [500015.0, 2500015.0], snap_m = 0.0");
  text.replace(text.find("outlet ="), 8, "mask = \"watershed\"\noutlet =");
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(std::stod(json_value(text_of(s.path() / "out/summary.json"), "outflow_m3")) > 0.0);
}

TEST_CASE("rain before the start of the run is left out, and the note says so", "[run]") {
  const Scratch s;
  write_good(s);
  write_text(
      s.path() / "rain.csv",
      "time,mm_per_h\n2026-05-31 23:30,100\n2026-05-31 23:58,30\n2026-06-01 00:03,60\n2026-06-01 00:05,0\n");
  std::string text = scenario_text.substr(0, scenario_text.find("[[rain]]"));
  text +=
      "[[rain]]\nkind = \"file\"\nfile = \"rain.csv\"\ntime_column = \"time\"\nintensity_column = "
      "\"mm_per_h\"\n";
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(run.output.find("begins 0.50 h before the run") != std::string::npos);
  const double millimetres = 30.0 * 3.0 / 60.0 + 60.0 * 2.0 / 60.0;
  const std::string summary = text_of(s.path() / "out/summary.json");
  const double area = 100.0 * std::stod(json_value(summary, "active_cells"));
  CHECK(std::stod(json_value(summary, "rain_m3")) == Approx(millimetres * 1e-3 * area));
}

TEST_CASE("a gauge outside the watershed and a class unknown are found in one go", "[run][errors]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 500000, 2500000, [](int, int column) { return column == 3 ? 9.0 : 1.0; });
  write_text(s.path() / ("s.toml"),
             scenario_text + "[[gauge]]\nname = \"far\"\npoint = [800000.0, 2500005.0]\n");
  check_refused(
      s, {"class 9, which is not in the table", "6 cells",
          "[[gauge]] 'far' at x 800000.0 m, y 2500005.0 m lies outside the watershed (x 500000.0-500080.0 m",
          "2 things to mend"});
}
