// Rain by place through scenarios: exact volumes, maps, one answer, findings.
#include <cmath>

#include "layer_case.hpp"
#include "run/output_fields.hpp"
#include "run/world.hpp"

using namespace qingliu::testing;

namespace {

const std::string gauge_rain =
    "[[rain]]\nkind = \"gauges\"\nfile = \"rain.csv\"\nstations = \"stations.csv\"\ntime_column = "
    "\"time_min\"\n";

std::string with_rain(const std::string& rain) { return text().substr(0, text().find("[[rain]]")) + rain; }

/// The good scenario (8 x 6 cells of 10 m) with two gauges, 12 m left and right of the line between its third
/// and fourth column.
void write_gauges(const Scratch& s, const std::string& rain) {
  write_good(s);
  write_text(s.path() / "stations.csv", "name,x_m,y_m,z_m\nwest,500018,2500030,40\neast,500042,2500030,60\n");
  write_text(s.path() / "rain.csv", "time_min,west,east\n0,60,0\n2,120,30\n5,0,0\n");
  write_text(s.path() / "s.toml", with_rain(rain));
}
constexpr double west_mm = 2.0 + 6.0, east_mm = 1.5;

double number(const fs::path& results, const std::string& key) {
  return std::stod(json_value(text_of(results / "summary.json"), key));
}

Outcome run_ok(const Scratch& s, const std::string& arguments) {
  const Outcome run = program(s.path(), "run s.toml " + arguments);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return run;
}

/// rain_total of the whole run on every cell [mm], row by row from the south.
std::vector<double> rain_map(const Scratch& s) {
  const auto scenario = qingliu::scenario::read_scenario(s.path() / "s.toml");
  const auto world = qingliu::run::build_world(scenario);
  const auto rasters =
      qingliu::run::output_rasters(*world, scenario.time.duration, {"rain_total"}, {0, world->grid.ny()});
  std::vector<double> mm;
  for (const auto value : rasters.at(0).values) mm.push_back(1e3 * value);
  return mm;
}

void write_rain_raster(const Scratch& s, const std::string& name, const std::string& cells, double cell = 40,
                       double y = 2500000) {
  write_text(s.path() / name, "ncols 2\nnrows 2\nxllcorner 500000\nyllcorner " + std::to_string(y) +
                                  "\ncellsize " + std::to_string(cell) + "\nNODATA_value -1\n" + cells);
}

const std::string grid_rain =
    "[[rain]]\nkind = \"grid\"\nfile = \"frames.csv\"\nraster_crs = \"EPSG:32650\"\n";

void write_frames(const Scratch& s, const std::string& rain) {
  write_good(s);
  write_rain_raster(s, "a.asc", "60 0\n30 12\n");
  write_rain_raster(s, "b.asc", "0 60\n0 0\n");
  write_rain_raster(s, "none.asc", "0 0\n0 0\n");
  write_text(s.path() / "frames.csv",
             "time,raster\n2026-06-01 00:00,a.asc\n2026-06-01 00:02,b.asc\n2026-06-01 00:05,none.asc\n");
  write_text(s.path() / "s.toml", with_rain(rain));
}

}  // namespace

TEST_CASE("Thiessen gives every cell the rain of its nearest gauge", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain);
  const std::vector<double> map = rain_map(s);
  REQUIRE(map.size() == 48);
  for (int cell = 0; cell < 48; ++cell) CHECK(map[cell] == Approx(cell % 8 < 3 ? west_mm : east_mm));
  const Outcome run = run_ok(s, "-o out");
  CHECK(
      run.output.find("2 gauges by Thiessen; weight of each over the watershed: west 37.5 %, east 62.5 %") !=
      std::string::npos);
  CHECK(number(s.path() / "out", "rain_m3") ==
        Approx(1e-3 * 100.0 * (18 * west_mm + 30 * east_mm)).epsilon(1e-12));
  for (const double error : relative_errors(s.path() / "out")) CHECK(std::fabs(error) < 1e-12);
}

TEST_CASE("inverse distance and elevation in a scenario are the weights by hand", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain + "method = \"idw\"\nidw_block_m = 10\nelevation_factor_per_km = 5\n");
  const std::vector<double> map = rain_map(s);
  // Cell (1, 2): 15 m east, 25 m north of the corner; 45 m high. Steps of 0.02 are 4 m of height: 44 m.
  const double d_west = 3.0 * 3.0 + 5.0 * 5.0, d_east = 27.0 * 27.0 + 5.0 * 5.0;
  const double w = (1.0 / d_west) / (1.0 / d_west + 1.0 / d_east);
  const double band = 44.0;
  const double by_hand =
      w * west_mm * (1.0 + 5e-3 * (band - 40.0)) + (1.0 - w) * east_mm * (1.0 + 5e-3 * (band - 60.0));
  CHECK(map[2 * 8 + 1] == Approx(by_hand).epsilon(1e-6));  // the map is in single precision
}

TEST_CASE("gauges that say the same are one series, to the bit", "[run][rain]") {
  const Scratch s;
  write_gauges(
      s,
      "[[rain]]\nkind = \"file\"\nfile = \"rain.csv\"\ntime_column = \"time_min\"\nintensity_column = "
      "\"west\"\n");
  run_ok(s, "--quiet -o one");
  write_text(s.path() / "rain.csv", "time_min,west,east\n0,60,60\n2,120,120\n5,0,0\n");
  write_text(s.path() / "s.toml", with_rain(gauge_rain));
  run_ok(s, "--quiet -o two --threads 2");
  CHECK(hash_of(s.path() / "one") == hash_of(s.path() / "two"));
}

TEST_CASE("the resolved scenario of rain by place runs to the same bits", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain);
  run_ok(s, "--quiet -o one");
  const Outcome again = program(s.path(), "run one/scenario.used.toml --quiet -o two");
  CAPTURE(again.output);
  REQUIRE(again.status == 0);
  CHECK(hash_of(s.path() / "one") == hash_of(s.path() / "two"));
}

TEST_CASE("a run with rain by place goes on from a checkpoint to the same bits", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain + "method = \"idw\"\nidw_block_m = 20\n");
  run_ok(s, "--quiet -o straight");
  const Outcome first = program(s.path(), "run s.toml --quiet -o cut --max-steps 20");
  REQUIRE(first.status == 4);
  const Outcome second = program(s.path(), "run s.toml --restart cut/checkpoint/newest.qlc --quiet");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == hash_of(s.path() / "straight"));
  CHECK(number(s.path() / "cut", "rain_m3") == number(s.path() / "straight", "rain_m3"));
}

TEST_CASE("a long table with a column of gauges, depths and degrees is the same rain", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain);
  const std::vector<double> wide = rain_map(s);
  write_text(s.path() / "rain.csv",
             "time_min,gauge,mm\n0,west,2\n0,east,0\n2,west,6\n2,east,1.5\n5,west,0\n5,east,0\n");
  write_text(s.path() / "s.toml",
             with_rain(gauge_rain + "station_column = \"gauge\"\nintensity_column = \"mm\"\nvalues = "
                                    "\"mm_until_next\"\n"));
  CHECK(rain_map(s) == wide);
  // The two places in degrees, by the projection of zone 50N.
  write_text(s.path() / "stations.csv",
             "name,lon_deg,lat_deg\nwest,117.000174,22.607151\neast,117.000409,22.607151\n");
  CHECK(rain_map(s) == wide);
}

TEST_CASE("areal reduction takes its share of every drop, and several rains add up", "[run][rain]") {
  const Scratch s;
  write_gauges(s, gauge_rain +
                      "areal_reduction = 0.8\n[[rain]]\nkind = \"chicago\"\ndepth_mm = 10\nduration_h = "
                      "0.1\nblock_min = 1\nformula_b_min = 5\nformula_n = 0.6\n");
  const std::vector<double> map = rain_map(s);
  CHECK(map[0] == Approx(10.0 + 0.8 * west_mm));
  CHECK(map[7] == Approx(10.0 + 0.8 * east_mm));
}

TEST_CASE("rasters in another size of cell rain where they lie", "[run][rain]") {
  const Scratch s;
  write_frames(s, grid_rain);
  const std::vector<double> map = rain_map(s);
  REQUIRE(map.size() == 48);
  CHECK(map[0] == Approx(30.0 * 2.0 / 60.0));      // south-west
  CHECK(map[7] == Approx(12.0 * 2.0 / 60.0));      // south-east
  CHECK(map[5 * 8] == Approx(60.0 * 2.0 / 60.0));  // north-west
  CHECK(map[5 * 8 + 7] == Approx(60.0 * 3.0 / 60.0));
  run_ok(s, "--quiet -o out");
  CHECK(number(s.path() / "out", "rain_m3") ==
        Approx(1e-3 * 100.0 * (16 * 1.0 + 16 * 0.4 + 8 * 2.0 + 8 * 3.0)).epsilon(1e-6));
  for (const double error : relative_errors(s.path() / "out")) CHECK(std::fabs(error) < 1e-12);
}

TEST_CASE("holes in rain rasters are errors, or what the scenario says fell there", "[run][rain][errors]") {
  const Scratch s;
  write_frames(s, grid_rain);
  write_rain_raster(s, "b.asc", "0 -1\n0 0\n");
  check_refused(s, {"frames.csv:3:",
                    "b.asc: has no value in 1 of the 4 raster cells above the watershed, the first "
                    "at column 2, row 1. Fill them, or say what fell there: missing_mm_per_h = 0"});
  write_text(s.path() / "s.toml", with_rain(grid_rain + "missing_mm_per_h = 20\n"));
  CHECK(rain_map(s)[5 * 8 + 7] == Approx(20.0 * 3.0 / 60.0));
}

TEST_CASE("rain rasters that do not fit are named", "[run][rain][errors]") {
  const Scratch s;
  write_frames(s, grid_rain);
  write_rain_raster(s, "b.asc", "0 0\n0 0\n", 50);
  check_refused(
      s, {"frames.csv:3:", "b.asc: has another grid than a.asc", "All rasters of a rain share one grid"});
  write_rain_raster(s, "a.asc", "0 0\n0 0\n", 40, 2500040);
  check_refused(s, {"frames.csv:2:",
                    "a.asc: does not reach 32 of the 48 cells of the watershed, the first at x "
                    "500005.0 m, y 2500035.0 m"});
  write_text(s.path() / "frames.csv", "time,raster\n2026-06-01 00:00,a.asc\n2026-06-01 00:00,c.asc\n");
  check_refused(s, {"frames.csv:3:1: time 2026-06-01 00:00 is not later than the row before",
                    "frames.csv:3:18: there is no raster c.asc"});
}

TEST_CASE("slips in tables of gauges are told with place and remedy", "[run][rain][errors]") {
  const Scratch s;
  write_gauges(s, gauge_rain);
  write_text(s.path() / "rain.csv", "time_min,west,est\n0,60,0\n5,0,0\n");
  check_refused(s, {"rain.csv:1: no column 'east'. Did you mean 'est'?"});
  write_text(s.path() / "rain.csv", "time_min,west,east\n0,60,-1\n5,0,0\n5,0,0\n");
  check_refused(
      s, {"rain.csv:2: rain of -1 mm/h is below 0", "rain.csv:4: time 5 is not later than the row before"});
  write_text(s.path() / "stations.csv", "name,x_m,y_m\nwest,1,2\nwest,3,n\n");
  check_refused(s, {"stations.csv:3:1: the gauge 'west' stands twice in the table",
                    "stations.csv:3:8: y_m = 'n' is "
                    "not a number"});
  write_text(s.path() / "stations.csv", "name,x_m\nwest,1\n");
  check_refused(s, {"stations.csv:1: the table of gauges has no column y_m"});
  write_text(s.path() / "stations.csv", "name,x_m,y_m\nwest,1,2\n");
  write_text(s.path() / "s.toml", with_rain(gauge_rain + "elevation_factor_per_km = 0.3\n"));
  check_refused(
      s, {"stations.csv:1: the table of gauges has no column z_m, which elevation_factor_per_km needs"});
}

TEST_CASE("keys of rain that exclude or need each other are told", "[run][rain][errors]") {
  const Scratch s;
  write_gauges(s, gauge_rain +
                      "idw_power = 3\nintensity_column = \"west\"\n[[rain]]\nkind = \"chicago\"\n"
                      "duration_h = 0.1\nformula_b_min = 5\nformula_n = 0.6\nblock_min = 1\n[[rain]]\nkind = "
                      "\"alternating-blocks\"\nduration_h = 0.1\nblock_min = 1\n");
  check_refused(
      s, {"[[rain]] idw_power belongs to method = \"idw\"", "[[rain]] intensity_column needs station_column",
          "[[rain]] kind chicago: give either depth_mm", "[[rain]] depth_mm is missing"});
}
