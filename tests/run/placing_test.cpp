// Measures placed by WKT, by points, beside reaches and by conditions on streams.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "layer_case.hpp"
#include "measure_case.hpp"

using namespace qingliu::testing;

namespace {

/// [m2] of a measure as measure_costs.csv has it.
double area_of(const fs::path& results, const std::string& id) {
  const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "measure_costs.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] == id) return 1e4 * table.number(row, table.column("area_hm2"));
  }
  FAIL("no row " << id);
  return 0.0;
}

/// The synthetic catchment in cells of 480 m with streams, for a moment.
Outcome on_streams(const Scratch& s, const std::string& measures, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, s.path() / file, fs::copy_options::overwrite_existing);
  write_text(s.path() / "g.toml",
             text_of(shipped("gongping/scenario.toml")) + "\n[streams]\nbegin_km2 = 3\n" + measures);
  return program(s.path(), arguments + " g.toml --set terrain.cell_size_m=480 --set time.duration_h=0.1");
}

}  // namespace

TEST_CASE("a shape written out covers the share of the cells that lies in it", "[run][measures][placing]") {
  const Scratch s;
  const fs::path results = run_plot(
      s, "wkt",
      measure("A", "mulch",
              "wkt = \"POLYGON ((500001 2550002, 500003.5 2550002, 500003.5 2550006, 500001 2550006))\"") +
          measure("B", "grass_strip", "wkt = \"LINESTRING (500000 2550010, 500005 2550010)\"\nwidth_m = 2") +
          measure("C", "orchard_sod", "point = [500002.5, 2550015.5]\nwidth_m = 3"));
  CHECK(area_of(results, "A") == Approx(10.0));
  CHECK(area_of(results, "B") == Approx(10.0).margin(0.2));  // shares are rounded to 2 %
  CHECK(area_of(results, "C") == Approx(0.25 * M_PI * 9.0).margin(0.15));
}

TEST_CASE("a layer may hold points, and its numbers choose among them", "[run][measures][placing]") {
  const Scratch s;
  write_geojson(s, "points.geojson", R"({"type":"Point","coordinates":[500002.5,2550012.5]})", "\"code\":7",
                "EPSG:4547");
  const std::string layer = "layer = { file = \"points.geojson\", column = \"code\" }\nwidth_m = 2\nids = ";
  const fs::path results = run_plot(s, "points", measure("P", "mulch", layer + "[7]"));
  CHECK(area_of(results, "P") == Approx(M_PI).margin(0.15));
  write_text(s.path() / "s.toml", plot(measure("P", "mulch", layer + "[8]")));
  const Outcome wrong = program(s.path(), "check s.toml --no-trial");
  CAPTURE(wrong.output);
  CHECK(wrong.status == 2);
  CHECK(wrong.output.find("no shape with the number 8") != std::string::npos);
}

TEST_CASE("where asks for columns of the layer, shape by shape", "[run][measures][placing]") {
  const Scratch s;
  const auto square = [](int west, int south, int east, int north, const std::string& properties) {
    const auto at = [](int x, int y) {
      return "[" + std::to_string(500000 + x) + "," + std::to_string(2550000 + y) + "]";
    };
    return R"({"type":"Feature","properties":{)" + properties +
           R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(west, south) + "," + at(east, south) +
           "," + at(east, north) + "," + at(west, north) + "," + at(west, south) + "]]}}";
  };
  // 10 m2 of the east village, 15 and 5 m2 of the west one.
  write_text(
      s.path() / "fields.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4547"}},"features":[)" +
          square(0, 0, 5, 2, R"("village":"east","rank":1)") + "," +
          square(0, 4, 5, 7, R"("village":"west","rank":2)") + "," +
          square(0, 10, 5, 11, R"("village":"west","rank":3)") + "]}");
  const std::string layer = "layer = \"fields.geojson\"\nwhere = ";
  const fs::path results = run_plot(s, "columns",
                                    measure("E", "mulch", layer + "\"village == 'east'\"") +
                                        measure("W", "mulch", layer + "\"village == 'west'\"") +
                                        measure("R", "mulch", layer + "\"rank >= 2 and elevation_m > 102\"") +
                                        measure("A", "mulch", layer + "\"rank > 0\""));
  CHECK(area_of(results, "E") == Approx(10.0));
  CHECK(area_of(results, "W") == Approx(20.0));
  CHECK(area_of(results, "R") == Approx(5.0));  // the field at 10 m is above 102 m, the one at 4 m below
  CHECK(area_of(results, "A") == Approx(30.0));
  write_text(s.path() / "s.toml", plot(measure("X", "mulch", layer + "\"vilage == 'east'\"")));
  const Outcome wrong = program(s.path(), "check s.toml --no-trial");
  CAPTURE(wrong.output);
  CHECK(wrong.status == 2);
  CHECK(wrong.output.find("there is no column 'vilage'; did you mean village?") != std::string::npos);
  CHECK(wrong.output.find("; of the layer: village, rank") != std::string::npos);
  write_text(s.path() / "s.toml",
             plot(measure("Y", "mulch", "layer = \"none.geojson\"\nwhere = \"village == 'east'\"")));
  const Outcome absent = program(s.path(), "check s.toml --no-trial");
  CAPTURE(absent.output);
  CHECK(absent.status == 2);
  CHECK(absent.output.find("none.geojson") != std::string::npos);
  CHECK(absent.output.find("no column") == std::string::npos);
}

TEST_CASE("beside a reach lies its length times the width of each side", "[run][measures][placing]") {
  const Scratch s;
  const std::string beside = "reach = \"R50\"\nchainage_m = [0, 900]\nwidth_m = 100\n", then = "2010-06-01";
  const Outcome run = on_streams(
      s,
      measure("L", "riparian_buffer", beside + "parameters = { side = \"left\" }", then) +
          measure("R", "mulch", beside, then) +
          measure("N", "orchard_sod", "where = \"stream_distance_m < 400 and stream_order >= 2\"", then) +
          measure("F", "mulch", "where = \"stream_distance_m >= 400\"", then) +
          measure("E", "closure", "where = \"stream_distance_m >= 0\"", then),
      "run --quiet -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const double left = area_of(s.path() / "out", "L"), both = area_of(s.path() / "out", "R");
  CHECK(left == Approx(9e4).epsilon(0.05));  // bends take away what they add on the other side
  CHECK(both == Approx(1.8e5).epsilon(0.05));
  const double near = area_of(s.path() / "out", "N"), far = area_of(s.path() / "out", "F");
  CHECK(near > 0.0);
  CHECK(near + far < area_of(s.path() / "out", "E"));  // streams of the first order are left out of both
}

TEST_CASE("a point moves into the line of the water within its limit, and that is said",
          "[run][measures][placing]") {
  const Scratch s;
  const fs::path results =
      run_plot(s, "snap", measure("P", "mulch", "point = [500002.5, 2550010.5]\nwidth_m = 1\nsnap_m = 4"));
  // The plot falls to the south: the cell four metres below has the largest watershed, 14 cells of a column.
  CHECK(text_of(results / "run.log")
            .find("measure 'P': its point (500002.5, 2550010.5) lies at (500002.5, 2550006.5)") !=
        std::string::npos);
}

TEST_CASE("places that are not there are all told at once, with what to write", "[run][measures][placing]") {
  const Scratch s;
  const Outcome run = on_streams(
      s,
      measure("A", "mulch", "wkt = \"POLYGON ((0 0, 10 0, 10 10))\"") +
          measure("B", "mulch", "wkt = \"POLYGONE ((0 0))\"") + measure("C", "mulch", "point = [0.0, 0.0]") +
          measure("D", "riparian_buffer", "reach = \"R9999\"") +
          measure("E", "riparian_buffer", "reach = \"R1\"\nchainage_m = [0, 1e6]") +
          measure("F", "mulch", "reach = \"R1\"") + measure("G", "mulch", "where = \"village == 3\"") +
          measure("H", "mulch", "parameters = { stem_n = 0.2 }"),
      "check --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* said :
       {"'A' covers no cell of the watershed", "Mend its wkt", "'B': wkt: 'POLYGONE ((0 0))' is no WKT",
        "'C': a point has no size, and mulch no area of its own", "'D': there is no reach 'R9999'",
        "'E': chainage_m ends at 1e+06, reach R1 at", "'F': beside a reach it needs a width",
        "there is no column 'village'",
        "mulch has no parameter 'stem_n' ('stem_n' belongs to grass_strip)"}) {
    CAPTURE(said);
    CHECK(run.output.find(said) != std::string::npos);
  }
}

TEST_CASE("two places for one measure, or keys that belong to another, are told",
          "[run][measures][placing]") {
  const Scratch s;
  write_text(s.path() / "s.toml",
             plot(measure("A", "mulch", "point = [500002.5, 2550012.5]\nreach = \"R1\"") +
                  measure("B", "mulch", "ids = [1]") + measure("C", "mulch", "snap_m = 10") +
                  measure("D", "mulch", "chainage_m = [1, 2]") +
                  measure("E", "mulch", "reach = \"R1\"\nchainage_m = [20, 2]")));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* said : {"'A': point and reach each say where it lies. Keep one",
                           "'B': ids choose shapes of a layer", "'C': snap_m moves points",
                           "'D': chainage_m counts along a reach", "'E': chainage_m wants two numbers"}) {
    CAPTURE(said);
    CHECK(run.output.find(said) != std::string::npos);
  }
  write_text(s.path() / "s.toml", plot(measure("A", "riparian_buffer", "reach = \"R1\"") +
                                       measure("B", "mulch", "where = \"stream_distance_m < 5\"")));
  const Outcome dry = program(s.path(), "check s.toml --no-trial");
  CAPTURE(dry.output);
  CHECK(dry.status == 2);
  CHECK(dry.output.find("'A': reach needs streams. Write a section [streams]") != std::string::npos);
  CHECK(dry.output.find("'B': where asks for streams") != std::string::npos);
}

TEST_CASE("dates outside the run are a warning", "[run][measures][placing]") {
  const Scratch s;
  write_text(s.path() / "s.toml",
             plot(measure("A", "mulch", "where = \"elevation_m < 101\"", "2027-01-01") +
                  measure("B", "orchard_sod", "where = \"elevation_m > 104\"", "2026-06-01T00:10:00") +
                  measure("C", "mulch", "retired = 2026-01-01")));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 0);
  CHECK(run.output.find("'A': built 2027-01-01T00:00:00 is after the run") != std::string::npos);
  CHECK(run.output.find("'B': built 2026-06-01T00:10:00 lies within the run") != std::string::npos);
  CHECK(run.output.find("'C': retired 2026-01-01T00:00:00 is before the run") != std::string::npos);
}

TEST_CASE("whatever is wrong with a plan is told at once, each with its place and remedy",
          "[run][measures][placing]") {
  const Scratch s;
  const Outcome run = on_streams(
      s,
      measure("A", "terrace_level", "where = \"use == 'terrace and dry field'\"") +
          measure("B", "trench_bamboo", "where = \"slope_deg >= 0\"") +
          measure("C", "mulch", "wkt = \"POLYGON ((0 0, 500 0, 500 500))\"") +
          measure("D", "check_dam", "point = [0.0, 0.0]") + measure("E", "closure", "", "2031-01-01") +
          measure("F", "orchard_sod", "parameters = { bench_width_m = 5 }") +
          measure("G", "mulch", "where = \"owner == 'village'\"") +
          measure("H", "check_dam", "reach = \"R50\"\nchainage_m = [500]\n", "2031-01-01"),
      "check --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  const std::string text = text_of(s.path() / "g.toml");
  for (const auto& [id, said, remedy] : std::vector<std::array<std::string, 3>>{
           {"B", "[[measure]] 'B' lies on the ground of 'A' in", "part them, or retire one"},
           {"C", "covers no cell of the watershed", "Mend its wkt"},
           {"D", "it stands beside the stream", "Move point to ("},
           {"E", "'E': built 2031-01-01T00:00:00 is after the run", "without effect"},
           {"F", "orchard_sod has no parameter 'bench_width_m'", "belongs to terrace_level"},
           {"G", "there is no column 'owner'", "stream_distance_m"},
           {"H", "'H': built 2031-01-01T00:00:00 is after the run", "without effect"}}) {
    CAPTURE(id);
    // Its place: the line of its section.
    const auto before = text.begin() + static_cast<std::ptrdiff_t>(text.find("[[measure]]\nid = \"" + id));
    const std::string place = "g.toml:" + std::to_string(1 + std::count(text.begin(), before, '\n')) + ":";
    const std::size_t at = run.output.find(said);
    CHECK(at != std::string::npos);
    CHECK(run.output.find(remedy) != std::string::npos);
    // Of F it is that of the parameter, of G that of the section.
    const std::string line =
        id == "F" ? "g.toml:" + std::to_string(5 + std::count(text.begin(), before, '\n')) + ":" : place;
    const std::size_t line_begin = run.output.rfind('\n', at) + 1;
    CHECK(run.output.substr(line_begin, at - line_begin).find(line) != std::string::npos);
  }
}

TEST_CASE("shapes in degrees, and shapes with their coordinates exchanged, are told as such",
          "[run][measures][placing]") {
  const Scratch s;
  write_geojson(s, "turned.geojson",
                R"({"type":"Polygon","coordinates":[[[23.0,113.9],[23.1,113.9],[23.1,114.1],[23.0,113.9]]]})",
                "\"code\":7", "EPSG:4326");
  write_geojson(s, "northing.geojson",
                R"({"type":"LineString","coordinates":[[2550002,500001],[2550009,500003]]})", "\"code\":7",
                "EPSG:4547");
  write_text(
      s.path() / "s.toml",
      plot(measure("A", "mulch", "layer = { file = \"turned.geojson\" }") +
           measure("B", "mulch", "wkt = \"POLYGON ((113.9 23.0, 114.1 23.0, 114.1 23.1))\"") +
           measure("C", "mulch", "wkt = \"POLYGON ((2550002 500001, 2550009 500001, 2550009 500004))\"") +
           measure("D", "ditch_drain", "layer = { file = \"northing.geojson\" }") +
           measure("E", "basin_silt", "point = [2550005, 500002]")));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* said :
       {"[[measure]] 'A' layer: turned.geojson its x is 23 to 23.1, its y 113.9 to 114.1: "
        "longitude and latitude (x and y) are exchanged",
        "'B' covers no cell of the watershed", "these are degrees, it wants metres",
        "'C' covers no cell of the watershed", "x and y are exchanged, write x (east) first",
        "'D' layer: northing.geojson its x is 2.55e+06 to 2.55001e+06",
        "'E' lies in no cell of the watershed"}) {
    CAPTURE(said);
    CHECK(run.output.find(said) != std::string::npos);
  }
}
