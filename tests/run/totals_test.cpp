// totals.csv: what it promises together with the ledger and the gauges.
#include <cmath>

#include "io/csv_table.hpp"
#include "layer_case.hpp"

using namespace qingliu::testing;
using qingliu::io::CsvTable;
using qingliu::io::read_csv_table;

namespace {

/// The coarse synthetic catchment with streams, a dam and three gauges.
std::string storm(const std::string& more) {
  return "run s.toml --quiet --set time.duration_h=12 --set terrain.cell_size_m=480 --set "
         "output.every_min=120 " +
         more;
}

void write_storm(const Scratch& s) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, s.path() / file, fs::copy_options::overwrite_existing);
  write_text(s.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(s.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n"
                 "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
                 "crest_m = 55\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\n"
                 "start_level_m = 50\nspillway_m = 51\nspillway_width_m = 8\nevaporation_mm_per_h = 0.2\n"
                 "[[gauge]]\nname = \"at the dam\"\ndam = \"pool\"\n"
                 "[[gauge]]\nname = \"low\"\nreach = \"R2\"\nchainage_m = 100\n");
}

std::size_t row_of(const CsvTable& table, const std::string& division, const std::string& part) {
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (table.rows[r][0] == division && table.rows[r][1] == part) return r;
  }
  FAIL("no row " << division << ", " << part);
  return 0;
}

double total(const CsvTable& table, const std::string& division, const std::string& part,
             const std::string& column) {
  CAPTURE(column);
  REQUIRE(table.column(column) >= 0);
  return table.number(row_of(table, division, part), table.column(column));
}

/// Sum of the parts of a division.
double sum_of(const CsvTable& table, const std::string& division, const std::string& column) {
  double sum = 0.0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (table.rows[r][0] == division && table.rows[r][1] != "all")
      sum += table.number(r, table.column(column));
  }
  return sum;
}

/// Volume or mass that a gauge has seen.
double passed(const CsvTable& gauges, const std::string& gauge, const std::string& column) {
  double sum = 0.0, before = 0.0;
  for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
    const double time = gauges.number(r, gauges.column("time_s"));
    if (gauges.rows[r][static_cast<std::size_t>(gauges.column("gauge"))] != gauge) continue;
    sum += (time - before) * gauges.number(r, gauges.column(column));
    before = time;
  }
  return sum;
}

fs::path run_ok(const Scratch& s, const std::string& text, const std::string& folder) {
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml --quiet -o " + folder);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return s.path() / folder;
}

/// A section across the slope between its third and fourth row.
constexpr const char* across =
    "[[gauge]]\nname = \"middle\"\nsection = [[500000.0, 2500030.0], [500080.0, 2500030.0]]\n";

}  // namespace

TEST_CASE("totals of land uses and sub-watersheds close with the ledger", "[run][totals]") {
  const Scratch s;
  write_storm(s);
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run = program(s.path(), storm(std::string("-o t") + threads + " --threads " + threads));
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const std::string text = text_of(s.path() / (std::string("t") + threads) / "totals.csv");
    if (first.empty()) first = text;
    CHECK(text == first);
  }
  const CsvTable totals = read_csv_table(s.path() / "t1/totals.csv");
  const CsvTable budget = read_csv_table(s.path() / "t1/budget.csv");
  const auto booked = [&](const std::string& column) {
    return budget.number(budget.rows.size() - 1, budget.column(column));
  };
  const double at_start = total(totals, "landuse", "all", "stored_at_start_m3");
  CHECK(at_start > 1e5);  // the pool's
  const double throughput = booked("rain_m3") + booked("inflow_m3") + at_start;
  for (const char* division : {"landuse", "subwatershed"}) {
    CAPTURE(division);
    for (const char* quantity :
         {"rain_m3", "intercepted_m3", "infiltrated_m3", "evaporated_m3", "reservoir_loss_m3", "stored_m3"}) {
      CHECK(std::fabs(sum_of(totals, division, quantity) - booked(quantity)) <= 1e-12 * throughput);
      CHECK(std::fabs(total(totals, division, "all", quantity) - booked(quantity)) <= 1e-12 * throughput);
    }
    CHECK(std::fabs(sum_of(totals, division, "runoff_m3") - (booked("outflow_m3") - booked("inflow_m3"))) <=
          1e-12 * throughput);
    for (const auto& [name, column] : budget.family("eroded_", "_kg")) {
      const double moved = booked("eroded_" + name + "_kg") + booked("inflow_" + name + "_kg");
      for (const char* quantity : {"eroded_", "deposited_", "suspended_"})
        CHECK(std::fabs(sum_of(totals, division, quantity + name + "_kg") -
                        booked(quantity + name + "_kg")) <= 1e-12 * moved);
      CHECK(std::fabs(sum_of(totals, division, "yield_" + name + "_kg") -
                      (booked("outflow_" + name + "_kg") - booked("inflow_" + name + "_kg"))) <=
            1e-12 * moved);
    }
  }
  for (const char* part : {"at the dam", "low", "the rest"})
    CHECK(total(totals, "subwatershed", part, "area_km2") > 1.0);
  CHECK(total(totals, "subwatershed", "at the dam", "reservoir_loss_m3") > 0.0);
  CHECK(total(totals, "landuse", "streams", "area_km2") == 0.0);
}

TEST_CASE("totals go on from a checkpoint to the same text", "[run][totals]") {
  const Scratch s;
  write_storm(s);
  REQUIRE(program(s.path(), storm("-o straight --max-steps 300")).status == 4);
  REQUIRE(program(s.path(), storm("-o parts --max-steps 150")).status == 4);
  REQUIRE(program(s.path(), storm("--restart parts/checkpoint/newest.qlc --max-steps 150")).status == 4);
  CHECK(text_of(s.path() / "parts/totals.csv") == text_of(s.path() / "straight/totals.csv"));
}

TEST_CASE("what leaves a sub-watershed is what its gauge sees", "[run][totals]") {
  const Scratch s;
  write_good(s);
  const fs::path out = run_ok(s,
                              with("rain_mm_per_h = 60\n", "rain_mm_per_h = 600\n") +
                                  "[grains]\ndiameter_um = [20, 100]\n[sediment]\n" + across,
                              "out");
  const CsvTable totals = read_csv_table(out / "totals.csv"), gauges = read_csv_table(out / "gauges.csv");
  CHECK(total(totals, "subwatershed", "middle", "area_km2") == Approx(24e-4));
  CHECK(total(totals, "subwatershed", "the rest", "area_km2") == Approx(24e-4));
  const double water = total(totals, "subwatershed", "middle", "runoff_m3");
  CHECK(water > 10.0);
  CHECK(water == Approx(passed(gauges, "middle", "discharge_m3_per_s")).epsilon(1e-9));
  for (const char* name : {"20um", "100um"}) {
    const double kg = total(totals, "subwatershed", "middle", std::string("yield_") + name + "_kg");
    CHECK(kg > 0.0);
    CHECK(kg == Approx(passed(gauges, "middle", std::string("load_") + name + "_kg_per_s")).epsilon(1e-9));
  }
}

TEST_CASE("ways across the corners of a section count as passing it", "[run][totals]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return 90.0 - 5.0 * row - 5.0 * column; });
  // The section runs along the diagonal from the south-west corner; all ways run south-east. Its staircase
  // leaves the cells of the diagonal on one side: 15 cells beyond them, 21 with them.
  const fs::path out = run_ok(s,
                              with("duration_h = 0.1\n[terrain]", "duration_h = 0.01\n[terrain]") +
                                  "[[gauge]]\nname = \"diagonal\"\n"
                                  "section = [[500000.0, 2500000.0], [500060.0, 2500060.0]]\n",
                              "out");
  const CsvTable totals = read_csv_table(out / "totals.csv");
  const double cells = std::round(1e4 * total(totals, "subwatershed", "diagonal", "area_km2"));
  CHECK((cells == 15.0 || cells == 21.0));
}

TEST_CASE("sub-watersheds come by layer", "[run][totals][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "parts", 500000, 2500000, [](int row, int column) {
    return row == 5 ? -9999.0 : column < 2 ? 7.0 : 11.0;
  });
  const std::string layered = text() + "[output]\nsubwatersheds = \"parts.asc\"\n";
  const CsvTable totals = read_csv_table(run_ok(s, layered, "out") / "totals.csv");
  CHECK(total(totals, "subwatershed", "7", "area_km2") == Approx(10e-4));
  CHECK(total(totals, "subwatershed", "11", "area_km2") == Approx(30e-4));
  CHECK(total(totals, "subwatershed", "the rest", "area_km2") == Approx(8e-4));
  CHECK(text_of(s.path() / "out/run.log").find("8 cells lie in no sub-watershed of the layer") !=
        std::string::npos);
  write_text(s.path() / "s.toml",
             text() + "[output]\nsubwatersheds = { file = \"parts.asc\", resample = \"mean\" }\n");
  fs::remove_all(s.path() / "out");
  check_refused(s, {"s.toml:21:",
                    "[output] subwatersheds: resample = \"mean\" would mix class numbers. Write "
                    "resample = \"nearest\""});
}
