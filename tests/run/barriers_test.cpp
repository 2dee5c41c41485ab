// Bunds, walls and dykes by layer, through scenarios.
#include <cmath>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// Level ground of 8 x 6 cells that nothing sinks into, under 60 mm of rain in 6 minutes.
std::string level_ground(const Scratch& s, const std::string& barrier) {
  write_good(s);
  write_raster(s, "dem", 500000, 2500000, [](int row, int) { return row < 5 ? 10.0 : 9.0; });
  return with("rain_mm_per_h = 60\n", "rain_mm_per_h = 600\n") + "[infiltration]\nkind = \"none\"\n" +
         barrier;
}

fs::path run_ok(const Scratch& s, const std::string& text, const std::string& folder,
                const std::string& more = "") {
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml --quiet -o " + folder + " " + more);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  for (const double error : relative_errors(s.path() / folder)) CHECK(std::fabs(error) < 1e-12);
  return s.path() / folder;
}

double water(const fs::path& results, const std::string& what) {
  return std::stod(json_value(text_of(results / "summary.json"), what));
}

/// Around 4 x 3 cells in the middle, its corners beside those of the cells.
void write_paddy(const Scratch& s) {
  write_polygon(s, "paddy.geojson", 500021.0, 2500021.0, 500059.0, 2500052.0, "id", 1);
}

}  // namespace

TEST_CASE("paddies keep the rain within their bunds, all of it below the crest", "[run][barrier]") {
  const Scratch s;
  write_paddy(s);
  const std::string open = level_ground(s, "");
  const double without = water(run_ok(s, open, "open"), "stored_m3");
  const std::string bunds =
      "[[barrier]]\nlayer = \"paddy.geojson\"\nheight_m = 0.2\n"
      "[[gauge]]\nname = \"paddy\"\npoint = [500045.0, 2500035.0]\n";
  const fs::path held = run_ok(s, level_ground(s, bunds), "held");
  CHECK(water(held, "stored_m3") > without);
  const std::string gauges = text_of(held / "gauges.csv");
  const std::size_t last = gauges.rfind("\npaddy,");
  std::string row = gauges.substr(last + 1, gauges.find('\n', last + 1) - last - 1);
  for (int comma = 0; comma < 4; ++comma) row.erase(0, row.find(',') + 1);
  CHECK(std::stod(row) == Approx(0.06).epsilon(1e-6));  // the depth there is the rain
  CHECK(text_of(held / "run.log")
            .find("barrier paddy.geojson: 14 faces, 140 m of them, crest 10.20 to 10.20 m") !=
        std::string::npos);
}

TEST_CASE("a run with barriers has one hash for any number of threads, and over a restart",
          "[run][barrier]") {
  const Scratch s;
  write_paddy(s);
  const std::string low = level_ground(s,
                                       "[[barrier]]\nlayer = \"paddy.geojson\"\nheight_m = 0.02\n"
                                       "[grains]\ndiameter_um = [20, 100]\n[sediment]\n");
  const std::string hash = hash_of(run_ok(s, low, "one", "--threads 1"));
  CHECK(hash_of(run_ok(s, low, "three", "--threads 3")) == hash);
  REQUIRE(program(s.path(), "run s.toml --quiet -o cut --max-steps 30").status == 4);
  REQUIRE(program(s.path(), "run s.toml --restart cut/checkpoint/newest.qlc --quiet").status == 0);
  CHECK(hash_of(s.path() / "cut") == hash);
  CHECK(hash_of(run_ok(s, low, "used", "--set flow.scheme=full")) == hash);
}

TEST_CASE("a wall across the slope holds everything above it back", "[run][barrier]") {
  const Scratch s;
  write_line(s, "wall.geojson", 499990.0, 2500030.0, 500090.0, 2500030.0);
  const std::string wall =
      "[[barrier]]\nlayer = \"wall.geojson\"\ncrest_m = 60\n"
      "[[gauge]]\nname = \"at the wall\"\nsection = [[500000, 2500030], [500080, 2500030]]\n";
  write_good(s);
  const fs::path out = run_ok(s, text() + "[infiltration]\nkind = \"none\"\n" + wall, "out");
  const std::string totals = text_of(out / "totals.csv");
  CHECK(totals.find("\nsubwatershed,at the wall,0.0024,") != std::string::npos);
  // Half of the 4,800 m2 under 6 mm: all of it still stands above the wall.
  CHECK(water(out, "stored_m3") >= 0.006 * 2400.0 * (1.0 - 1e-12));
}

TEST_CASE("what is wrong with a barrier is named with its remedy", "[run][barrier][errors]") {
  const Scratch s;
  write_good(s);
  write_line(s, "wall.geojson", 500000.0, 2500030.0, 500080.0, 2500030.0);
  write_line(s, "far.geojson", 501000.0, 2500030.0, 501080.0, 2500030.0);
  write_text(s.path() / "s.toml", text() + "[[barrier]]\nlayer = \"wall.geojson\"\n");
  check_refused(
      s, {"s.toml:20:1: [[barrier]] needs either height_m, above the ground, or crest_m, an elevation. "
          "Give one of them"});
  write_text(s.path() / "s.toml", text() +
                                      "[[barrier]]\nlayer = \"wall.geojson\"\ncrest_m = 3\n"
                                      "[[barrier]]\nlayer = \"far.geojson\"\nheight_m = 1\n"
                                      "[[barrier]]\nlayer = \"dem.asc\"\nheight_m = 1\n");
  check_refused(
      s, {"s.toml:20:1: [[barrier]] wall.geojson: crest_m = 3 is nowhere above the ground. Give an "
          "elevation, or height_m above the ground",
          "s.toml:23:1: [[barrier]] far.geojson: no line lies between two cells of the watershed: it lies at "
          "x 501000.0-501080.0 m, y 2500030.0-2500030.0 m, the watershed at x 500000.0-500080.0 m, y "
          "2500000.0-2500060.0 m. Lay it inside, or say in which coordinates it is",
          "[[barrier]] layer: dem.asc"});
}

TEST_CASE("a barrier in other coordinates than its file says is told how to say them",
          "[run][barrier][errors]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "metres.geojson",
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)"
             R"({"type":"LineString","coordinates":[[500000,2500030],[500080,2500030]]}}]})");
  write_line(s, "turned.geojson", 2500030.0, 500000.0, 2500030.0, 500080.0);
  write_text(s.path() / "s.toml", text() + "[[barrier]]\nlayer = \"metres.geojson\"\nheight_m = 1\n" +
                                      "[[barrier]]\nlayer = \"turned.geojson\"\nheight_m = 1\n");
  check_refused(
      s,
      {"metres.geojson is read in the coordinates WGS 84 (EPSG:4326), and its 500000, 2500030 has no place "
       "on the ground of the run then. Say in which it is: { file = \"metres.geojson\", crs = \"",
       "GeoJSON without a crs means degrees of WGS 84",
       "[[barrier]] layer: turned.geojson its x is 2.50003e+06 to 2.50003e+06, its y 500000 to 500080: "
       "longitude "
       "and latitude (x and y) are exchanged"});
  write_text(
      s.path() / "s.toml",
      text() + "[[barrier]]\nlayer = { file = \"metres.geojson\", crs = \"EPSG:32650\" }\nheight_m = 1\n");
  CHECK(program(s.path(), "check s.toml --no-trial").output.find("no doubts") != std::string::npos);
}

TEST_CASE("a crest far above the ground is doubted", "[run][barrier]") {
  const Scratch s;
  write_good(s);
  write_line(s, "wall.geojson", 500000.0, 2500030.0, 500080.0, 2500030.0);
  const auto said = [&](const std::string& crest) {
    write_text(s.path() / "s.toml",
               text() + "[[barrier]]\nlayer = \"wall.geojson\"\ncrest_m = " + crest + "\n");
    return program(s.path(), "check s.toml --no-trial").output;
  };
  CHECK(
      said("570").find("[[barrier]] wall.geojson: its crest, 570.00 m, lies up to 520 m above the ground") !=
      std::string::npos);
  CHECK(said("52").find("no doubts") != std::string::npos);
}
