// What comes down a valley enters the pool behind its dam, however long the steps are.
#include <cmath>

#include "io/csv_table.hpp"
#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// A valley of 20 x 20 cells of 20 m that falls to the south, with a reservoir on its brook.
std::string valley(const Scratch& s) {
  write_good(s);
  std::string dem =
      "ncols 20\nnrows 20\nxllcorner 500000\nyllcorner 2500000\ncellsize 20\nNODATA_value -9999\n";
  for (int row = 0; row < 20; ++row) {
    for (int column = 0; column < 20; ++column)
      dem += std::to_string(120.0 - 0.6 * row + 2.0 * std::abs(column - 10)) + " ";
    dem += "\n";
  }
  write_text(s.path() / "dem.asc", dem);
  write_text(s.path() / "pool.csv",
             "level_m,volume_m3,area_m2\n104,0,0\n106,1000,1500\n109,12000,5000\n112,30000,7000\n");
  std::string text = scenario_text;
  const auto set = [&](const std::string& from, const std::string& until, const std::string& to) {
    const std::size_t at = text.find(from);
    text.replace(at, text.find(until, at) - at, to);
  };
  set("outlet = {", "\n", "outlet = { point = [500210, 2500005], snap_m = 30, slope = 0.02 }");
  set("raster = \"landuse.asc\"", "\n", "uniform = 1");
  set("duration_h = 0.1", "\n", "duration_h = 1");
  set("rain_mm_per_h", "\n", "rain_mm_per_h = 120");
  const std::size_t last = text.rfind("duration_h = 0.1");
  text.replace(last, 16, "duration_h = 0.7");
  return text +
         "[grains]\ndiameter_um = [20, 350]\ndensity_kg_per_m3 = 2650\n[sediment]\n[streams]\nbegin_km2 = "
         "0.02\nerodible_depth_m = 0.2\n"
         "[[reservoir]]\nname = \"pool\"\npoint = [500210, 2500110]\ntable = \"pool.csv\"\ncrest_m = 112\n"
         "crest_length_m = 20\nnormal_level_m = 109\ndead_level_m = 106\nstart_level_m = 104.5\nspillway_m = "
         "109\nspillway_width_m = 4\n";
}

/// A broad flat valley whose brook is soon full: what passes the dam in it floods the ground below.
std::string flat_valley(const Scratch& s) {
  std::string text = valley(s);
  std::string dem =
      "ncols 20\nnrows 20\nxllcorner 500000\nyllcorner 2500000\ncellsize 20\nNODATA_value -9999\n";
  for (int row = 0; row < 20; ++row) {
    for (int column = 0; column < 20; ++column)
      dem += std::to_string(120.0 - 0.04 * row + 0.15 * std::abs(column - 10)) + " ";
    dem += "\n";
  }
  write_text(s.path() / "dem.asc", dem);
  return text.substr(0, text.find("[[reservoir]]")) +
         "[[structure]]\nname = \"dam\"\nkind = \"sediment_dam\"\npoint = [500210, 2500210]\nheight_m = "
         "2\nnotch_width_m = 4\nwing_m = 1\ncrest_length_m = 10\nvalley_width_m = 20\nbed_slope = 0.02\n";
}

double of_pool(const fs::path& results, const char* column) {
  const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "reservoirs.csv");
  REQUIRE(table.rows.size() == 1);
  return table.number(0, table.column(column));
}

}  // namespace

TEST_CASE(
    "a flood enters a reservoir whole, whatever the step, and leaves no bed of its own in the dam's cell",
    "[run][reservoirs]") {
  const Scratch s;
  write_text(s.path() / "s.toml", valley(s));
  double before = 0.0;
  for (const char* courant : {"0.45", "0.1"}) {
    const Outcome run = program(
        s.path(), std::string("run s.toml --quiet -o c") + courant + " --set flow.courant=" + courant);
    CAPTURE(run.output, courant);
    REQUIRE(run.status == 0);
    const fs::path results = s.path() / (std::string("c") + courant);
    const double inflow = of_pool(results, "inflow_m3");
    // 14 of 20 rows lie above the dam; of 84 mm less what the soil takes most comes within the hour.
    const std::string summary = text_of(results / "summary.json");
    const double runoff =
        std::stod(json_value(summary, "rain_m3")) - std::stod(json_value(summary, "infiltrated_m3"));
    CHECK(inflow > 0.55 * runoff);
    CHECK(inflow < 0.80 * runoff);
    if (before > 0.0) CHECK(inflow == Approx(before).epsilon(0.05));
    before = inflow;
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
    const qingliu::io::CsvTable series = qingliu::io::read_csv_table(results / "stream_series.csv");
    const int bed = series.column("bed_change_m"), depth = series.column("depth_m");
    REQUIRE(bed >= 0);
    bool brook = false, at_dam = false;
    for (std::size_t r = 0; r < series.rows.size(); ++r) {
      const bool emptied =
          series.number(r, depth) == 0.0 && series.number(r, series.column("time_s")) > 2400.0;
      if (emptied) CHECK(series.number(r, bed) == 0.0);
      at_dam = at_dam || emptied;
      brook = brook || series.number(r, bed) != 0.0;
    }
    CHECK(at_dam);
    CHECK(brook);
  }
}

TEST_CASE("what has passed a dam does not run back into its pool over the flooded ground below",
          "[run][structures]") {
  const Scratch s;
  write_text(s.path() / "s.toml", flat_valley(s));
  const Outcome run = program(s.path(), "run s.toml --quiet -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const qingliu::io::CsvTable dams = qingliu::io::read_csv_table(s.path() / "out/structures.csv");
  REQUIRE(dams.rows.size() == 1);
  const double watershed = 1e6 * dams.number(0, dams.column("area_km2"));
  const double inflow = dams.number(0, dams.column("inflow_m3")),
               passed = dams.number(0, dams.column("notch_m3")) + dams.number(0, dams.column("over_dam_m3"));
  CHECK(passed > 0.0);
  CHECK(inflow <= 0.084 * watershed);  // the rain on it
  CHECK(inflow > 0.25 * 0.084 * watershed);
  for (const double error : relative_errors(s.path() / "out")) CHECK(std::fabs(error) <= 1e-12);
}
