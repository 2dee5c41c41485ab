// `qingliu compare`: figures of plans beside a base, and what each measure of a plan does.
#include <cmath>

#include "io/csv_table.hpp"
#include "measure_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// The figure of run `column` in comparison.csv.
double figure(const io::CsvTable& table, const std::string& indicator, const std::string& column) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] == indicator) return table.number(row, table.column(column));
  }
  return std::nan("");
}

}  // namespace

TEST_CASE("compare tells what a plan changes, and what each of its measures keeps back sums to the whole",
          "[run][compare]") {
  const Scratch s;
  const fs::path base = run_plot(s, "base", "");
  const std::string measures = measure("M", "mulch") +
                               measure("G", "grass_strip", "where = \"elevation_m < 103\"") +
                               measure("L", "forest_mixed", "", "2030-01-01");
  const fs::path plan = run_plot(s, "plan", measures);
  const Outcome run = program(s.path(), "compare base plan -o out --leave-one-out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);

  const io::CsvTable table = io::read_csv_table(s.path() / "out" / "comparison.csv");
  const double before = figure(table, "sediment that leaves", "base"),
               after = figure(table, "sediment that leaves", "plan");
  CHECK(before == Approx(1e-3 * soil_lost(base)).epsilon(1e-12));
  CHECK(after == Approx(1e-3 * soil_lost(plan)).epsilon(1e-12));
  CHECK(figure(table, "sediment that leaves", "plan_change_percent") ==
        Approx(100.0 * (after / before - 1.0)));
  // What gauges.csv sums to is what the ledger booked.
  CHECK(figure(table, "outlet: sediment", "base") == Approx(before).epsilon(1e-9));
  CHECK(figure(table, "outlet: water", "plan") == Approx(water_left(plan)).epsilon(1e-9));
  // Both beds lose what leaves, in the volume of the soil and its deposit: the plan's less.
  const std::string bed = "land use 1 bare granite slope: lost from its bed";
  CHECK(figure(table, bed, "plan") < figure(table, bed, "base"));
  // The plot falls apart into what drains to the gauge half-way and the rest: their yields are what leaves.
  CHECK(figure(table, "sub-watershed half-way: sediment yield", "plan") +
            figure(table, "sub-watershed the rest: sediment yield", "plan") ==
        Approx(after).epsilon(1e-9));
  // 50 m2 of it drain to the gauge.
  CHECK(figure(table, "sub-watershed half-way: sediment yield per area", "plan") ==
        Approx(figure(table, "sub-watershed half-way: sediment yield", "plan") / 5e-5).epsilon(1e-9));
  CHECK(figure(table, "outlet: sediment in its water", "plan") ==
        Approx(1e3 * after / water_left(plan)).epsilon(1e-9));

  const io::CsvTable parts = io::read_csv_table(s.path() / "out" / "measures-plan.csv");
  REQUIRE(parts.rows.size() == 4);  // M, G, remainder, whole: L is not built yet
  const int kept = parts.column("kept_back_t");
  CHECK(parts.number(0, kept) > 0.0);
  CHECK(parts.number(1, kept) > 0.0);
  CHECK(parts.number(0, kept) + parts.number(1, kept) + parts.number(2, kept) ==
        Approx(parts.number(3, kept)).epsilon(1e-12));
  CHECK(parts.number(3, kept) == Approx(before - after).epsilon(1e-12));
  // Without the mulch the plan is the grass alone, to the bit.
  const fs::path grass = run_plot(s, "grass", measure("G", "grass_strip", "where = \"elevation_m < 103\""));
  CHECK(soil_lost(s.path() / "out" / "without-plan" / "M") == soil_lost(grass));
  CHECK(fs::exists(s.path() / "out" / "difference-plan.tif"));
  CHECK(fs::exists(s.path() / "out" / "difference-plan.vtu"));

  // A second time the runs that are there are taken as they are.
  const auto made = fs::last_write_time(s.path() / "out" / "without-plan" / "M" / "summary.json");
  REQUIRE(program(s.path(), "compare base plan -o out --leave-one-out --quiet").status == 0);
  CHECK(fs::last_write_time(s.path() / "out" / "without-plan" / "M" / "summary.json") == made);
}

TEST_CASE("leave-one-out of a plan in gullies, and of one with litter works, sums to the whole",
          "[run][compare]") {
  const Scratch s;
  const auto compare = [&](const fs::path& scenario, const std::string& base, const std::string& measures,
                           const std::string& sets) {
    write_text(s.path() / "base.toml",
               "schema = \"qingliu-scenario/1\"\ninherits = \"" + scenario.string() + "\"\n" + base);
    write_text(s.path() / "plan.toml",
               "schema = \"qingliu-scenario/1\"\ninherits = \"base.toml\"\n" + measures);
    for (const char* name : {"base", "plan"}) {
      fs::remove_all(s.path() / name);
      const Outcome run = program(s.path(), std::string("run ") + name + ".toml --quiet -o " + name + sets);
      CAPTURE(run.output);
      REQUIRE(run.status == 0);
    }
    fs::remove_all(s.path() / "out");
    const Outcome run = program(s.path(), "compare base plan -o out --leave-one-out --quiet");
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const io::CsvTable parts = io::read_csv_table(s.path() / "out" / "measures-plan.csv");
    const int kept = parts.column("kept_back_t");
    double sum = 0.0;
    for (std::size_t row = 0; row + 1 < parts.rows.size(); ++row) sum += parts.number(row, kept);
    const double whole = parts.number(parts.rows.size() - 1, kept);
    const double of_runs = 1e-3 * (soil_lost(s.path() / "base") - soil_lost(s.path() / "plan"));
    CHECK(whole == Approx(of_runs).epsilon(1e-12));
    CHECK(sum == Approx(whole).epsilon(1e-12));
    return parts;
  };
  const io::CsvTable gullies =
      compare(shipped("benggang/scenario.toml"), "[scenario]\ntitle = \"walls\"\n",
              measure("W", "benggang", "gully = \"Benggang\"", "2016-06-01") +
                  measure("H", "gully_head", "gully = \"floor rill\"", "2016-06-01") + measure("M", "mulch"),
              " --set time.duration_h=1 --set terrain.cell_size_m=5 --set rain.0.duration_h=1 --set "
              "rain.0.depth_mm=90 --set rain.0.block_min=10 --set output.every_min=60 --set "
              "collapsing_gully.0.saturation=0.53 --set gully.0.head_threshold=0 --set "
              "gully.0.head_rate_m_per_h=20");
  REQUIRE(gullies.rows.size() == 5);  // W, H, M, remainder, whole
  for (std::size_t row = 0; row < 3; ++row) CHECK(gullies.number(row, gullies.column("kept_back_t")) != 0.0);
  const io::CsvTable litter = compare(
      shipped("gongping/scenario.toml"),
      "[scenario]\ntitle = \"litter\"\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\n[litter]\nbuildup_days = 20\n"
      "[[village]]\nname = \"V\"\nreach = \"R50\"\nchainage_m = 100\npopulation = 900\ncollected = 0.4\n",
      measure("boom", "trash_boom",
              "reach = \"R50\"\nchainage_m = [1018]\nparameters = { q_max_m3s = 500 }") +
          measure("C", "waste_collection", "village = \"*\"") +
          measure("sod", "orchard_sod", "where = \"use == 'orchard'\"") +
          measure("dam", "check_dam",
                  "reach = \"R50\"\nchainage_m = [500]\nparameters = { bed_slope = 0.05 }"),
      " --set time.duration_h=14 --set terrain.cell_size_m=480 --set output.every_min=240");
  REQUIRE(litter.rows.size() == 6);
  const int kept = litter.column("kept_back_t");
  CHECK(litter.rows[0][0] == "sod");  // as measure_costs.csv has them
  CHECK(litter.number(0, kept) > 0.0);
  for (std::size_t row = 0; row < 4; ++row) {
    if (litter.rows[row][0] == "boom" || litter.rows[row][0] == "C") CHECK(litter.number(row, kept) == 0.0);
  }
}

TEST_CASE("leave-one-out takes a dam out of a plan with a gauge and a cleaning at it", "[run][compare]") {
  const Scratch s;
  const std::string sets =
      " --set time.duration_h=14 --set terrain.cell_size_m=480 --set output.every_min=240";
  const std::string dam =
      measure("G", "check_dam", "reach = \"R50\"\nchainage_m = [500]\nparameters = { bed_slope = 0.05 }");
  write_text(s.path() / "base.toml",
             "schema = \"qingliu-scenario/1\"\ninherits = \"" + shipped("gongping/scenario.toml").string() +
                 "\"\n[scenario]\ntitle = \"dam\"\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\n" + dam +
                 "[[gauge]]\nname = \"below G\"\ndam = \"G\"\n" +
                 measure("D", "dredge", "dam = \"G\"", "2026-06-01T10:00:00"));
  write_text(s.path() / "without.toml",
             "schema = \"qingliu-scenario/1\"\ninherits = \"base.toml\"\n[[measure]]\nid = \"G\"\nbuilt = "
             "2090-01-01\n");
  for (const char* name : {"without", "base"}) {
    const Outcome run = program(s.path(), std::string("run ") + name + ".toml --quiet -o " + name + sets);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
  }
  CHECK(text_of(s.path() / "without" / "run.log").find("'G' builds no dam in this run") != std::string::npos);
  const Outcome run = program(s.path(), "compare without base -o out --leave-one-out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const io::CsvTable parts = io::read_csv_table(s.path() / "out" / "measures-base.csv");
  REQUIRE(parts.rows.size() == 4);  // G, D, remainder, whole
  const io::CsvTable table = io::read_csv_table(s.path() / "out" / "comparison.csv");
  CHECK(figure(table, "below G: water", "without") > 0.0);
  CHECK(figure(table, "below G: sediment", "base") != figure(table, "below G: sediment", "without"));
  CHECK(soil_lost(s.path() / "out" / "without-base" / "G") == soil_lost(s.path() / "without"));
}

TEST_CASE("leave-one-out runs again when the plan has changed under the same names", "[run][compare]") {
  const Scratch s;
  run_plot(s, "base", "");
  const std::string strips = measure("G", "grass_strip");
  run_plot(s, "plan", strips + measure("M", "mulch"));
  REQUIRE(program(s.path(), "compare base plan -o out --leave-one-out --quiet").status == 0);
  // Less of the grass: what would leave without the mulch is now that of the plot with this grass alone.
  const std::string half = measure("G", "grass_strip", "where = \"elevation_m < 103\"");
  fs::remove_all(s.path() / "plan");
  run_plot(s, "plan", half + measure("M", "mulch"));
  REQUIRE(program(s.path(), "compare base plan -o out --leave-one-out --quiet").status == 0);
  const double alone = soil_lost(run_plot(s, "half", half));
  CHECK(soil_lost(s.path() / "out" / "without-plan" / "M") == alone);
  const io::CsvTable parts = io::read_csv_table(s.path() / "out" / "measures-plan.csv");
  CHECK(parts.number(1, parts.column("kept_back_t")) ==
        Approx(1e-3 * (alone - soil_lost(s.path() / "plan"))).epsilon(1e-9));
  // The same scenario on other ground: only the run's books tell that it is another plan.
  const std::string before = text_of(s.path() / "out" / "without-plan" / "M.toml");
  CHECK(before.starts_with("# plan "));
}

TEST_CASE("no id of a measure leads leave-one-out out of its folder", "[run][compare]") {
  const Scratch s;
  run_plot(s, "base", "");
  run_plot(s, "plan", measure("M", "mulch"));
  fs::create_directories(s.path() / "out");
  write_text(s.path() / "out" / "kept.txt", "a file of the user\n");
  for (const std::string id : {"..", ".", "a/b", "/tmp", ".hidden"}) {
    CAPTURE(id);
    std::string costs = text_of(s.path() / "plan" / "measure_costs.csv");
    const std::size_t row = costs.find('\n') + 1;
    costs.replace(row, costs.find(',', row) - row, id);
    write_text(s.path() / "plan" / "measure_costs.csv", costs);
    const Outcome run = program(s.path(), "compare base plan -o out --leave-one-out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find("'" + id + "' is no name of a folder") != std::string::npos);
    CHECK(fs::exists(s.path() / "out" / "kept.txt"));
    CHECK(fs::exists(s.path() / "base" / "results.vtkhdf"));
  }
}

TEST_CASE("a plan goes without a measure that it inherits by active = false", "[run][compare]") {
  const Scratch s;
  const fs::path base = run_plot(s, "base", "");
  run_plot(s, "plan", measure("M", "mulch"));
  write_text(
      s.path() / "less.toml",
      "schema = \"qingliu-scenario/1\"\ninherits = \"plan.toml\"\n[[measure]]\nid = \"M\"\nactive = false\n");
  REQUIRE(program(s.path(), "run less.toml --quiet -o less").status == 0);
  const auto hash = [](const fs::path& folder) {
    return json_value(text_of(folder / "summary.json"), "state_hash");
  };
  CHECK(hash(s.path() / "less") == hash(base));
  CHECK(hash(s.path() / "plan") != hash(base));
  // What was resolved runs to the same bits.
  REQUIRE(program(s.path(), "run less/scenario.used.toml --quiet -o again").status == 0);
  CHECK(hash(s.path() / "again") == hash(base));
}

TEST_CASE("runs that cannot be compared are refused with everything in which they differ", "[run][compare]") {
  const Scratch s;
  run_plot(s, "base", "");
  run_plot(s, "other", measure("M", "mulch"), "--set terrain.cell_size_m=2 --set time.duration_h=0.6");
  const Outcome run = program(s.path(), "compare base other -o out");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  CHECK(run.output.find("its grid is") != std::string::npos);
  CHECK(run.output.find("it ends at 2160 s, the other at 2700 s") != std::string::npos);
  CHECK(run.output.find("only measures may differ") != std::string::npos);
  CHECK_FALSE(fs::exists(s.path() / "out"));

  const Outcome stopped = program(s.path(), "run base.toml --quiet -o part --max-steps 5");
  REQUIRE(stopped.status == 4);
  const Outcome unfinished = program(s.path(), "compare base part -o out");
  CHECK(unfinished.status == 2);
  CHECK(unfinished.output.find("Compare runs that have come to their end") != std::string::npos);
  const Outcome none = program(s.path(), "compare base nowhere -o out");
  CHECK(none.status == 2);
  CHECK_FALSE(fs::exists(s.path() / "out"));
}
