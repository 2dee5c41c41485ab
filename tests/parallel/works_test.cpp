// Works across the borders of ranks, some of them built within the run: the answer of one rank, to the bit.
#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "parallel/rank_case.hpp"
#include "run/layer_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A broad valley of 20 x 20 cells of 20 m that falls to the south; borders of two and four ranks lie at 5,
/// 10 and 15 cells from its southern edge.
void write_broad_valley(const Scratch& s) {
  write_good(s);
  std::string dem =
      "ncols 20\nnrows 20\nxllcorner 500000\nyllcorner 2500000\ncellsize 20\nNODATA_value -9999\n";
  for (int row = 0; row < 20; ++row) {
    for (int column = 0; column < 20; ++column)
      dem += std::to_string(120.0 - 0.04 * row + 0.15 * std::abs(column - 10)) + " ";
    dem += "\n";
  }
  write_text(s.path() / "dem.asc", dem);
  write_text(s.path() / "pool.csv",
             "level_m,volume_m3,area_m2\n115,0,0\n119,3000,2000\n121,10000,5000\n123,22000,7000\n");
  write_text(s.path() / "landuse.csv", "id,name,manning_n,tn_mg_per_l\n1,bare,0.03,2\n");
}

std::string valley() {
  std::string text = scenario_text;
  const auto set = [&](const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    text.replace(at, text.find('\n', at) - at, to);
  };
  set("outlet = {", "outlet = { point = [500210, 2500005], snap_m = 30, slope = 0.02 }");
  set("raster = \"landuse.asc\"", "uniform = 1");
  set("duration_h = 0.1", "duration_h = 1");
  set("rain_mm_per_h", "rain_mm_per_h = 120");
  set("duration_h = 0.1", "duration_h = 0.7");
  return text +
         "[grains]\ndiameter_um = [20, 350]\ndensity_kg_per_m3 = 2650\n[sediment]\n"
         "[streams]\nbegin_km2 = 0.02\nerodible_depth_m = 0.2\n[output]\nevery_min = 15\n";
}

std::string work(const std::string& id, const std::string& type, const std::string& built,
                 const std::string& rest) {
  return "[[measure]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\nbuilt = " + built + "\n" + rest + "\n";
}

constexpr const char* long_ago = "2020-06-01";
constexpr const char* within = "2026-06-01T00:20:00";

/// A pool and a dam whose cells lie at borders of ranks, the dam built within the run.
std::string dams() {
  return "[[reservoir]]\nname = \"pool\"\npoint = [500210, 2500110]\ntable = \"pool.csv\"\ncrest_m = 123\n"
         "crest_length_m = 20\nnormal_level_m = 121\ndead_level_m = 119\nstart_level_m = 119.5\n"
         "spillway_m = 121\nspillway_width_m = 4\n" +
         work("dam", "sediment_dam", within,
              "reach = \"R1\"\nchainage_m = [150]\nparameters = { height_m = 3, spill_w_m = 4, wing_m = 1, "
              "valley_width_m = 20, bed_slope = 0.02 }");
}

/// Ditches, bunds and works on slopes over borders of ranks.
std::string on_slopes(const Scratch& s) {
  write_line(s, "wall.geojson", 500030.0, 2500200.0, 500190.0, 2500200.0);  // along a border
  write_polygon(s, "paddy.geojson", 500261.0, 2500061.0, 500339.0, 2500239.0, "id", 1);
  return "[[barrier]]\nlayer = \"wall.geojson\"\nheight_m = 0.3\n"
         "[[barrier]]\nlayer = \"paddy.geojson\"\nheight_m = 0.05\n" +
         work("drain", "ditch_drain", long_ago,
              "wkt = \"LINESTRING (500050 2500370, 500050 2500150, 500210 2500150)\"\nparameters = { "
              "bed_slope = "
              "0.004 }") +
         work("catch", "ditch_intercept", within,
              "wkt = \"LINESTRING (500390 2500310, 500050 2500290)\"\nparameters = { bed_slope = 0.001 }") +
         work("pits", "pits_fishscale", within, "where = \"elevation_m > 120.6\"") +
         work("strips", "grass_strip", long_ago, "where = \"elevation_m > 120.2 and elevation_m < 120.6\"");
}

std::string carried() {
  return "[litter]\nbuildup_days = 20\nstart_kg_per_km = 26\n[[constituent]]\nname = \"TN\"\n"
         "pool_mg_per_l = 0.8\n[[village]]\nname = \"V\"\nreach = \"R1\"\nchainage_m = 50\npopulation = 900\n"
         "collected = 0.4\nsewage_delivery = 0.5\n" +
         work("boom", "trash_boom", long_ago,
              "reach = \"R1\"\nchainage_m = [100]\nparameters = { q_max_m3s = 300, capacity_m3 = 5 }") +
         work("dug", "dredge", within, "reach = \"R1\"\nparameters = { depth_m = 0.1 }");
}

double in_table(const fs::path& file, const char* column, std::size_t row = 0) {
  const io::CsvTable table = io::read_csv_table(file);
  REQUIRE(table.rows.size() > row);
  return table.number(row, table.column(column));
}

}  // namespace

TEST_CASE("dams, ditches, bunds and works on slopes at the borders of ranks, some built within the run",
          "[parallel]") {
  const std::string scheme = GENERATE("full", "lean --set flow.courant=0.3");
  const Scratch s;
  write_broad_valley(s);
  write_text(s / "s.toml", valley() + dams() + on_slopes(s) + carried());
  const std::string run = "run s.toml --quiet --set flow.scheme=" + scheme;
  check_layouts(s.path(), run, 0);
  const fs::path results = s / "r4t1";
  for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  // All of it does something.
  CHECK(in_table(results / "structures.csv", "inflow_m3") > 1000.0);
  CHECK(in_table(results / "reservoirs.csv", "inflow_m3") > 1000.0);
  for (const std::size_t ditch : {0, 1}) {
    CHECK(in_table(results / "ditches.csv", "led_m3", ditch) > 100.0);
    CHECK(in_table(results / "ditches.csv", "passed_over_m3", ditch) > 100.0);
  }
  CHECK(in_table(results / "measures.csv", "water_m3") > 100.0);
  CHECK(in_table(results / "measures.csv", "silt_350um_kg", 1) +
            in_table(results / "measures.csv", "silt_20um_kg", 1) >
        10.0);
}

TEST_CASE("works are built on their day after a restart, and stand after the next, on other layouts",
          "[parallel]") {
  const Scratch s;
  write_broad_valley(s);
  write_text(s / "s.toml", valley() + dams() + on_slopes(s) + carried());
  const auto run = [&](int ranks, const std::string& more) {
    const Outcome outcome = on_ranks(ranks, s.path(), "run s.toml --quiet " + more);
    CAPTURE(ranks, more, outcome.output);
    return outcome.status;
  };
  const auto come = [&](const char* folder) { return in_table(s / folder / "structures.csv", "inflow_m3"); };
  REQUIRE(run(1, "-o straight") == 0);
  REQUIRE(run(3, "-o parts --threads 1 --max-steps 120") == 4);
  CHECK(come("parts") == 0.0);  // not built yet
  fs::copy(s / "parts", s / "alone", fs::copy_options::recursive);
  REQUIRE(run(4, "--restart parts/checkpoint/newest.qlc --threads 1 --max-steps 160") == 4);
  CHECK(come("parts") > 0.0);
  CHECK(come("parts") < come("straight"));
  REQUIRE(run(2, "--restart parts/checkpoint/newest.qlc --threads 2") == 0);
  check_same(s / "parts", s / "straight");
  if (everyday_program().empty()) return;
  REQUIRE(everyday(s.path(), "run s.toml --quiet --restart alone/checkpoint/newest.qlc") == 0);
  check_same(s / "alone", s / "straight");
}

TEST_CASE("a shipped plan of dams and closed slopes: one answer", "[parallel]") {
  const Scratch s;
  // Two hours of the peak of its storm.
  check_layouts(s.path(),
                "run '" + shipped("gongping/plan-both.toml").string() +
                    "' --quiet --set rain.0.peak=0.05 --max-steps 300",
                4);
  const fs::path results = s / "r4t1";
  for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  CHECK(in_table(results / "structures.csv", "inflow_m3") > 1000.0);
}
