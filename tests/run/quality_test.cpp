// What streams carry beside water and sediment, in whole runs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "layer_case.hpp"

using namespace qingliu::testing;
using qingliu::io::CsvTable;

namespace {

constexpr const char* pool =
    "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
    "crest_m = 53\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\nstart_level_m = 51\n"
    "spillway_m = 51\nspillway_width_m = 2\n";
constexpr const char* dam =
    "[[structure]]\nname = \"gully\"\nkind = \"check_dam\"\nheight_m = 3\nnotch_width_m = 4\nwing_m = 1\n"
    "crest_length_m = 20\nvalley_width_m = 40\nbed_slope = 0.02\nreach = \"R18\"\nchainage_m = 1000\n";
constexpr const char* litter = "[litter]\nbuildup_days = 20\nstart_kg_per_km = 30\ntravel_m = 3000\n";

std::string village(const std::string& name, const std::string& place, const std::string& rest = "") {
  return "[[village]]\nname = \"" + name + "\"\npopulation = 900\ncollected = 0.4\n" + place + "\n" + rest +
         "\n";
}

std::string measure(const std::string& id, const std::string& type, const std::string& rest,
                    const std::string& built = "2026-05-20") {
  return "[[measure]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\nbuilt = " + built + "\n" + rest + "\n";
}

const std::string two_villages = village("upper", "reach = \"R50\"\nchainage_m = 100") +
                                 village("lower", "reach = \"R4\"\nchainage_m = 2000");

/// A storm on the coarse synthetic catchment; `more` are sections.
Outcome run_with(const Scratch& scratch, const std::string& more, const std::string& arguments,
                 const std::string& command = "run s.toml --quiet --overwrite ") {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(scratch.path() / "s.toml", text_of(shipped("gongping/scenario.toml")) +
                                            "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\n" + more);
  return program(scratch.path(), command +
                                     "--set time.duration_h=14 --set terrain.cell_size_m=480 "
                                     "--set output.every_min=120 " +
                                     arguments);
}

/// A number of the last row with these words in the first columns.
double last_of(const fs::path& file, const std::vector<std::string>& words, const std::string& column) {
  const CsvTable table = qingliu::io::read_csv_table(file);
  double found = std::nan("");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (std::equal(words.begin(), words.end(), table.rows[row].begin()))
      found = table.number(row, table.column(column));
  }
  return found;
}

}  // namespace

TEST_CASE(
    "litter runs from villages to traps, reservoir and outlet, and its books close to the last bit "
    "everywhere",
    "[run][quality][litter]") {
  const Scratch scratch;
  const std::string scenario =
      std::string(litter) + pool + dam + two_villages +
      measure("boom", "trash_boom", "reach = \"R9\"\nchainage_m = [1500]\nparameters = { q_max_m3s = 500 }") +
      measure("clean", "river_clean", "reach = \"R5\"\nparameters = { rounds_per_month = 60 }",
              "2026-05-31T12:00:00") +
      "[[gauge]]\nname = \"brook\"\nreach = \"R4\"\nchainage_m = 4000\n";
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run = run_with(scratch, scenario, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const fs::path results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    const std::vector<double> errors = relative_errors(results);
    for (const double error : errors) CHECK(std::fabs(error) <= 1e-12);
  }
  const fs::path results = scratch.path() / "t1", table = results / "litter.csv";
  const double per_day = 900 * 0.521 * 0.6 * 0.05;
  CHECK(last_of(table, {"village", "upper"}, "come_kg") ==
        Approx(per_day * (20.0 + 14.0 / 24.0)).epsilon(1e-9));
  CHECK(last_of(table, {"village", "upper"}, "gone_kg") > 0.9 * 20.0 * per_day);  // the storm took it
  CHECK(last_of(table, {"reservoir", "pool"}, "there_kg") > 1.0);
  CHECK(last_of(table, {"measure", "boom"}, "come_kg") > 1.0);
  CHECK(last_of(table, {"measure", "clean"}, "gone_kg") > 1.0);
  CHECK(last_of(table, {"gauge", "brook"}, "gone_kg") > 0.0);
  CHECK(last_of(table, {"watershed", "all"}, "there_kg") + last_of(table, {"watershed", "all"}, "gone_kg") ==
        Approx(last_of(table, {"watershed", "all"}, "come_kg")).epsilon(1e-10));
  // From a checkpoint the same bits and tables.
  REQUIRE(run_with(scratch, scenario, "-o cut --max-steps 500").status == 4);
  REQUIRE(run_with(scratch, scenario, "--restart cut/checkpoint/newest.qlc").status == 0);
  CHECK(hash_of(scratch.path() / "cut") == first);
  for (const char* file : {"litter.csv", "litter_reaches.csv"})
    CHECK(text_of(scratch.path() / "cut" / file) == text_of(results / file));
  // Water and sediment do not feel it.
  REQUIRE(run_with(scratch,
                   std::string(pool) + dam +
                       "[[gauge]]\nname = \"brook\"\nreach = \"R4\"\nchainage_m = 4000\n" +
                       measure("clean", "river_clean", "reach = \"R5\""),
                   "-o bare")
              .status == 0);
  CHECK(text_of(scratch.path() / "bare" / "gauges.csv") == text_of(results / "gauges.csv"));
  CHECK_FALSE(fs::exists(scratch.path() / "bare" / "litter.csv"));
}

TEST_CASE("collection in villages keeps litter out of the streams, with its cleaners and its cost",
          "[run][quality][litter]") {
  const Scratch scratch;
  const std::string scenario =
      std::string(litter) + two_villages +
      measure("C", "waste_collection", "village = \"upper\"", "2025-01-01") +
      measure("few", "waste_collection", "village = \"lower\"\nparameters = { staff = 1 }",
              "2026-05-30T22:00:00");
  const Outcome run = run_with(scratch, scenario, "-o out --set time.duration_h=1");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const fs::path table = scratch.path() / "out" / "litter.csv";
  const double thrown = 900 * 0.521 * 0.05;
  CHECK(last_of(table, {"village", "upper"}, "come_kg") ==
        Approx(thrown * 0.05 * (20.0 + 1.0 / 24.0)).epsilon(1e-9));
  CHECK(last_of(table, {"measure", "C"}, "come_kg") ==
        Approx(thrown * 0.55 * (20.0 + 1.0 / 24.0)).epsilon(1e-9));
  // One cleaner for 900 people collects 0.95 x 500/900, from 26 h before the run on.
  const double collects = 0.95 * 500.0 / 900.0;
  CHECK(
      last_of(table, {"village", "lower"}, "come_kg") ==
      Approx(thrown * (0.6 * 20.0 - (collects - 0.4) * 26.0 / 24.0 + (1.0 - collects) / 24.0)).epsilon(1e-9));
  const CsvTable costs = qingliu::io::read_csv_table(scratch.path() / "out" / "measure_costs.csv");
  REQUIRE(costs.rows.size() == 2);
  CHECK(costs.number(0, costs.column("cost_middle_cny")) == 2 * 20000.0);  // 900 people need two cleaners
  CHECK(costs.number(1, costs.column("cost_middle_cny")) == 20000.0);
}

TEST_CASE(
    "constituents run from land and villages through a reservoir, and their books close to the last bit "
    "everywhere",
    "[run][quality]") {
  const Scratch scratch;
  const std::string loads = "sewage_delivery = 0.5\npigs = 200\npig_delivery = 0.2";
  const std::string scenario =
      "[quality]\ntemperature_c = 26\n[[constituent]]\nname = \"TN\"\npool_mg_per_l = 0.8\n"
      "[[constituent]]\nname = \"TP\"\npool_mg_per_l = 0.03\nattached_g_per_kg = [0.9, 0.6, 0.2, 0.1, 0]\n" +
      std::string(pool) + dam + village("upper", "reach = \"R50\"\nchainage_m = 100", loads) +
      village("lower", "reach = \"R4\"\nchainage_m = 2000", loads) +
      measure("pipes", "sewage_intercept", "village = \"lower\"") +
      measure("pigs", "livestock_control", "village = \"*\"") +
      "[[gauge]]\nname = \"brook\"\nreach = \"R4\"\nchainage_m = 4000\n";
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run = run_with(scratch, scenario, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const fs::path results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  const fs::path results = scratch.path() / "t1", table = results / "constituents.csv";
  const double hours = 14.0 / 24.0, people = 900 * 1.8e-3 * 0.5, pigs = 200 * 19.2e-3 * 0.2;
  CHECK(last_of(table, {"TN", "village", "upper"}, "come_kg") ==
        Approx(hours * (people + 0.1 * pigs)).epsilon(1e-9));
  CHECK(last_of(table, {"TN", "village", "lower"}, "come_kg") ==
        Approx(hours * ((1.0 - 0.8 * 0.6) * people + 0.1 * pigs)).epsilon(1e-9));
  CHECK(last_of(table, {"TN", "measure", "pipes"}, "come_kg") ==
        Approx(hours * 0.8 * 0.6 * people).epsilon(1e-9));
  CHECK(last_of(table, {"TN", "measure", "pigs"}, "come_kg") == Approx(hours * 0.9 * 2 * pigs).epsilon(1e-9));
  // What the land gives lies between the least and the largest concentration of its land uses.
  double runoff = 0.0;
  const double land = last_of(table, {"TN", "watershed", "land"}, "come_kg");
  runoff = std::stod(json_value(text_of(results / "summary.json"), "outflow_m3"));
  CHECK(land > 0.001 * 0.5 * runoff);
  CHECK(land < 0.008 * 3.0 * runoff);
  CHECK(last_of(table, {"TN", "watershed", "decayed"}, "gone_kg") > 0.0);
  CHECK(last_of(table, {"TP", "watershed", "settled"}, "gone_kg") > 0.0);
  CHECK(last_of(table, {"TP", "gauge", "brook"}, "on_grains_kg") > 0.0);
  CHECK(last_of(table, {"TN", "reservoir", "pool"}, "concentration_mg_per_l") > 0.5);
  REQUIRE(run_with(scratch, scenario, "-o cut --max-steps 500").status == 4);
  REQUIRE(run_with(scratch, scenario, "--restart cut/checkpoint/newest.qlc").status == 0);
  CHECK(hash_of(scratch.path() / "cut") == first);
  CHECK(text_of(scratch.path() / "cut" / "constituents.csv") == text_of(table));
  // A branch cannot drop one of them.
  const Outcome other = run_with(
      scratch, scenario, "-o b --restart cut/checkpoint/newest.qlc --branch x --set constituent.0.name=COD");
  CHECK(other.status == 2);
}

TEST_CASE("a buffer keeps its share of what runs in, a wetland settles by its own rate", "[run][quality]") {
  const Scratch scratch;
  const std::string constituent = "[[constituent]]\nname = \"TP\"\npool_mg_per_l = 0\n";
  const Outcome bare = run_with(scratch, constituent, "-o bare --set time.duration_h=11");
  CAPTURE(bare.output);
  REQUIRE(bare.status == 0);
  const std::string plan = constituent + measure("B", "riparian_buffer", "reach = \"R1\"", "2010-01-01") +
                           measure("wet", "wetland", "reach = \"R50\"\nchainage_m = [600]", "2025-01-01");
  const Outcome treated = run_with(scratch, plan, "-o plan --set time.duration_h=11");
  CAPTURE(treated.output);
  REQUIRE(treated.status == 0);
  for (const double error : relative_errors(scratch.path() / "plan")) CHECK(std::fabs(error) <= 1e-12);
  const fs::path table = scratch.path() / "plan" / "constituents.csv";
  const double kept = last_of(table, {"TP", "measure", "B"}, "come_kg");
  CHECK(kept > 0.0);
  CHECK(last_of(table, {"TP", "watershed", "land"}, "come_kg") + kept ==
        Approx(last_of(scratch.path() / "bare" / "constituents.csv", {"TP", "watershed", "land"}, "come_kg"))
            .epsilon(0.05));
  CHECK(last_of(table, {"TP", "reservoir", "wet"}, "there_kg") > 0.0);
}

TEST_CASE("constituents ask for what nobody may guess", "[run][quality]") {
  const Scratch scratch;
  const auto told = [&](const std::string& more) {
    const Outcome check = run_with(scratch, more, "--no-trial", "check s.toml ");
    CHECK(check.status == 2);
    return check.output;
  };
  const std::string first = told(std::string(pool) + "[[constituent]]\nname = \"NH3-N\"\n" +
                                 village("A", "reach = \"R1\"\nchainage_m = 5", "pigs = 5"));
  CAPTURE(first);
  for (const char* said :
       {"'NH3-N': give pool_mg_per_l", "give person_g_per_d: no figure was found",
        "give pig_g_per_d: no figure was found", "'A': give sewage_delivery", "'A': give pig_delivery"})
    CHECK(first.find(said) != std::string::npos);
  const std::string second = told("[[constituent]]\nname = \"NH3-N\"\n");
  CAPTURE(second);
  CHECK(second.find("the table of [landuse] gives no nh3n_mg_per_l for 1 dense forest") != std::string::npos);
}

TEST_CASE("slips with villages, litter and traps are all told at once", "[run][quality]") {
  const Scratch scratch;
  const Outcome names =
      run_with(scratch,
               std::string(litter) + village("A", "reach = \"R1\"") +
                   village("A", "point = [650000, 2550000]\nreach = \"R1\"\nchainage_m = 5") +
                   measure("W", "waste_collection", "village = \"B\""),
               "--no-trial", "check s.toml ");
  CAPTURE(names.output);
  CHECK(names.status == 2);
  for (const char* said :
       {"say where on its reach: chainage_m = 340", "the name is given twice",
        "give one of point = [x, y], layer = ", "there is no [[village]] 'B'. There are: A, A"})
    CHECK(names.output.find(said) != std::string::npos);
  const Outcome types =
      run_with(scratch,
               std::string(litter) + village("A", "reach = \"R1\"\nchainage_m = 5") +
                   measure("W", "waste_collection", "") + measure("X", "closure", "village = \"A\"") +
                   measure("Y", "trash_rack", "reach = \"R1\""),
               "--no-trial", "check s.toml ");
  CAPTURE(types.output);
  CHECK(types.status == 2);
  for (const char* said : {"waste_collection is done in a village. Name it",
                           "closure is not done in a village. Take village out",
                           "say where on the reach trash_rack stands: chainage_m = [340]"})
    CHECK(types.output.find(said) != std::string::npos);
  const Outcome places = run_with(scratch,
                                  std::string(litter) + pool + village("A", "point = [100000, 2550000]") +
                                      village("B", "reach = \"R99999\"\nchainage_m = 5") +
                                      village("C", "reach = \"R50\"\nchainage_m = 1e5") +
                                      measure("T", "trash_boom", "reach = \"R50\"\nchainage_m = [1018]"),
                                  "--no-trial", "check s.toml ");
  CAPTURE(places.output);
  CHECK(places.status == 2);
  for (const char* said :
       {"'A': no stream is within snap_m = 500 of its point", "'B': there is no reach 'R99999'",
        "'C': chainage_m is 100000, and reach R50 ends at ", "'T': a dam stands in its place"})
    CHECK(places.output.find(said) != std::string::npos);
  const Outcome idle = run_with(
      scratch,
      village("A", "reach = \"R1\"\nchainage_m = 5") + measure("W", "waste_collection", "village = \"*\""),
      "--no-trial", "check s.toml ");
  CAPTURE(idle.output);
  CHECK(idle.status == 0);
  CHECK(idle.output.find("'W': no litter is carried in this run") != std::string::npos);
}

TEST_CASE("a dam or pond that is built within the run keeps no litter and no constituent before its day",
          "[run][quality]") {
  const Scratch scratch;
  const std::string loads = "sewage_delivery = 0.5";
  const std::string carried = std::string(litter) + "[[constituent]]\nname = \"TP\"\npool_mg_per_l = 0.03\n" +
                              village("upper", "reach = \"R50\"\nchainage_m = 100", loads) +
                              "[[gauge]]\nname = \"there\"\nreach = \"R50\"\nchainage_m = 600\n";
  // At 13:59 of 14 h the flood has passed: what it brought went on as if there were nothing.
  for (const char* type : {"check_dam", "wetland"}) {
    CAPTURE(type);
    const std::string slope = type == std::string("check_dam") ? "\nparameters = { bed_slope = 0.05 }" : "";
    const std::string place = "reach = \"R50\"\nchainage_m = [600]" + slope;
    const auto results = [&](const std::string& name, const std::string& built) {
      const Outcome run = run_with(scratch, carried + measure("W", type, place, built), "-o " + name);
      CAPTURE(run.output);
      REQUIRE(run.status == 0);
      for (const double error : relative_errors(scratch.path() / name)) CHECK(std::fabs(error) <= 1e-12);
      return scratch.path() / name;
    };
    const fs::path late = results("late", "2026-06-01T13:59:00"), never = results("never", "2026-06-02");
    const auto passed = [](const fs::path& run, const std::string& table, std::vector<std::string> words) {
      words.insert(words.end(), {"gauge", "there"});
      return last_of(run / table, words, "gone_kg");
    };
    for (const auto& [table, words] :
         {std::pair<std::string, std::vector<std::string>>{"litter.csv", {}}, {"constituents.csv", {"TP"}}}) {
      CAPTURE(table);
      const double through = passed(never, table, words);
      REQUIRE(through > 0.0);
      CHECK(passed(late, table, words) == Approx(through).epsilon(0.01));
    }
  }
}

TEST_CASE("booms, collection and treatment begin and end on their days within a run",
          "[run][quality][litter]") {
  const Scratch scratch;
  const std::string loads = "sewage_delivery = 0.5\npigs = 200\npig_delivery = 0.2";
  const std::string world = std::string(litter) + "[[constituent]]\nname = \"TN\"\n" +
                            village("upper", "reach = \"R50\"\nchainage_m = 100", loads) +
                            village("lower", "reach = \"R4\"\nchainage_m = 2000", loads);
  const std::string plan =
      world +
      measure("boom", "trash_boom",
              "reach = \"R9\"\nchainage_m = [1500]\nretired = 2026-06-01T12:00:00\n"
              "parameters = { q_max_m3s = 500 }",
              "2026-06-01T06:00:00") +
      measure("C", "waste_collection", "village = \"upper\"\nretired = 2026-06-01T10:00:00",
              "2026-06-01T04:00:00") +
      measure("pipes", "sewage_intercept", "village = \"*\"", "2026-06-01T07:00:00") +
      measure("pigs", "livestock_control", "village = \"lower\"\nretired = 2026-06-01T03:30:00");
  const auto results = [&](const std::string& name, const std::string& sections,
                           const std::string& more = "") {
    const Outcome run = run_with(scratch, sections, "-o " + name + " " + more);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    for (const double error : relative_errors(scratch.path() / name)) CHECK(std::fabs(error) <= 1e-12);
    return scratch.path() / name;
  };
  const fs::path part = results("part", plan);
  const fs::path table = part / "litter.csv", dissolved = part / "constituents.csv";
  const double thrown = 900 * 0.521 * 0.05 / 24.0;  // [kg/h] that nobody would collect
  CHECK(last_of(table, {"village", "upper"}, "come_kg") ==
        Approx(thrown * (0.6 * (20.0 * 24.0 + 8.0) + 0.05 * 6.0)).epsilon(1e-9));
  CHECK(last_of(table, {"measure", "C"}, "come_kg") == Approx(thrown * 0.55 * 6.0).epsilon(1e-9));
  const double people = 900 * 1.8e-3 * 0.5 / 24.0, pigs = 200 * 19.2e-3 * 0.2 / 24.0;  // [kg/h]
  CHECK(last_of(dissolved, {"TN", "village", "upper"}, "come_kg") ==
        Approx(people * (7.0 + 7.0 * (1.0 - 0.8 * 0.6)) + pigs * 14.0).epsilon(1e-9));
  CHECK(last_of(dissolved, {"TN", "village", "lower"}, "come_kg") ==
        Approx(people * (7.0 + 7.0 * (1.0 - 0.8 * 0.6)) + pigs * (3.5 * 0.1 + 10.5)).epsilon(1e-9));
  CHECK(last_of(dissolved, {"TN", "measure", "pipes"}, "come_kg") ==
        Approx(2.0 * people * 7.0 * 0.8 * 0.6).epsilon(1e-9));
  CHECK(last_of(dissolved, {"TN", "measure", "pigs"}, "come_kg") == Approx(0.9 * pigs * 3.5).epsilon(1e-9));
  // A boom catches while it stands, and goes with what is in it.
  CHECK(last_of(table, {"measure", "boom"}, "there_kg") == 0.0);
  CHECK(last_of(table, {"measure", "boom"}, "gone_kg") > 0.0);
  const auto boom = [&](const std::string& name, const std::string& rest, const std::string& built) {
    return last_of(results(name, world + measure("boom", "trash_boom",
                                                 "reach = \"R9\"\nchainage_m = [1500]\n" + rest +
                                                     "parameters = { q_max_m3s = 500 }",
                                                 built)) /
                       "litter.csv",
                   {"measure", "boom"}, "come_kg");
  };
  const double whole = boom("whole", "", "2026-05-20"), late = boom("late", "", "2026-06-01T10:00:00"),
               early = boom("early", "retired = 2026-06-01T10:00:00\n", "2026-05-20");
  CHECK(late > 0.0);
  CHECK(early > 0.0);
  CHECK(late + early == Approx(whole).epsilon(0.05));  // what one lets pass strands, and comes again
  for (const char* steps : {"200", "500", "700"}) {
    CAPTURE(steps);
    REQUIRE(run_with(scratch, plan, std::string("-o cut --max-steps ") + steps).status == 4);
    REQUIRE(run_with(scratch, plan, "--restart cut/checkpoint/newest.qlc").status == 0);
    CHECK(hash_of(scratch.path() / "cut") == hash_of(part));
    for (const char* file : {"litter.csv", "constituents.csv"})
      CHECK(text_of(scratch.path() / "cut" / file) == text_of(part / file));
  }
}

TEST_CASE("a village by its polygons lies where its water leaves them", "[run][quality]") {
  const Scratch scratch;
  const auto square = [](double x, double y, double half, int id) {
    const auto corner = [&](double a, double b) {
      return "[" + std::to_string(x + a * half) + "," + std::to_string(y + b * half) + "]";
    };
    return R"({"type":"Feature","properties":{"code":)" + std::to_string(id) +
           R"(},"geometry":{"type":"Polygon","coordinates":[[)" + corner(-1, -1) + "," + corner(1, -1) + "," +
           corner(1, 1) + "," + corner(-1, 1) + "," + corner(-1, -1) + "]]}}";
  };
  write_text(
      scratch.path() / "houses.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4547"}},"features":[)" +
          square(653680, 2554880, 40, 3) + "," + square(653680, 2554880, 1500, 4) + "," +
          square(100000, 2554900, 40, 5) + "]}");
  const auto layer = [](const std::string& rest) {
    return "layer = { file = \"houses.geojson\", column = \"code\" }\nsnap_m = 5000\n" + rest;
  };
  const auto results = [&](const std::string& name, const std::string& place) {
    const Outcome run = run_with(scratch, std::string(litter) + village("V", place),
                                 "-o " + name + " --set time.duration_h=11");
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    return scratch.path() / name;
  };
  // Houses within one cell are where a point in it is.
  const fs::path small = results("small", layer("ids = [3]"));
  const fs::path point = results("point", "point = [653680, 2554880]\nsnap_m = 5000");
  CHECK(text_of(small / "litter.csv") == text_of(point / "litter.csv"));
  CHECK(
      text_of(small / "run.log").find("village 'V': 0.64 ha within the watershed, whose water leaves at (") !=
      std::string::npos);
  // Of many cells that with the most land above it: no cell of theirs has more.
  const fs::path large = results("large", layer("ids = [4]"));
  const auto below = [](const fs::path& run) {
    const std::string log = text_of(run / "run.log");
    const std::size_t at = log.find(") below ", log.find("village 'V': "));
    return std::strtod(log.substr(at + 8).c_str(), nullptr);
  };
  CHECK(below(large) > below(small));
  const auto told = [&](const std::string& place, const std::string& words) {
    const Outcome check =
        run_with(scratch, std::string(litter) + village("V", place), "--no-trial", "check s.toml ");
    CAPTURE(check.output);
    CHECK(check.status == 2);
    CHECK(check.output.find(words) != std::string::npos);
  };
  told(layer("ids = [5]"), "'V': no polygon of houses.geojson lies in the watershed. Mend layer or ids");
  told(layer("point = [653800, 2554900]"), "'V': give one of point = [x, y], layer = ");
  told("point = [653800, 2554900]\nids = [3]", "'V': ids are of a layer. Give layer, or take ids out");
}

TEST_CASE("a boom and a dam may stand in one cell one after the other, not together",
          "[run][quality][litter]") {
  const Scratch scratch;
  const std::string at = "reach = \"R9\"\nchainage_m = [1500]\n";
  const std::string before = "2026-05-20", six = "2026-06-01T06:00:00", eight = "2026-06-01T08:00:00";
  const auto works = [&](const std::string& boom_from, const std::string& boom_to,
                         const std::string& dam_from, const std::string& dam_to) {
    const auto until = [](const std::string& day) { return day.empty() ? "" : "retired = " + day + "\n"; };
    return std::string(litter) + two_villages +
           measure("boom", "trash_boom", at + until(boom_to), boom_from) +
           measure("G", "check_dam", at + until(dam_to) + "parameters = { bed_slope = 0.02 }", dam_from);
  };
  const auto check = [&](const std::string& sections) {
    return run_with(scratch, sections, "", "check s.toml --no-trial ");
  };
  for (const std::string& apart :
       {works(before, six, six, ""), works(eight, "", before, six), works("2027-01-01", "", before, ""),
        works(before, "", "2027-01-01", "")}) {
    const Outcome run = check(apart);
    CAPTURE(apart, run.output);
    CHECK(run.status == 0);
  }
  for (const std::string& together : {works(before, "", before, ""), works(before, "", six, ""),
                                      works(before, eight, six, ""), works(six, "", before, eight)}) {
    const Outcome run = check(together);
    CAPTURE(together, run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find("'boom': a dam stands in its place. Move it up the stream, or let one") !=
          std::string::npos);
  }
  const std::string plan = works(before, six, six, "");
  REQUIRE(run_with(scratch, plan, "-o whole").status == 0);
  for (const double error : relative_errors(scratch.path() / "whole")) CHECK(std::fabs(error) <= 1e-12);
  CHECK(last_of(scratch.path() / "whole/litter.csv", {"measure", "boom"}, "come_kg") > 0.0);
  CHECK(last_of(scratch.path() / "whole/litter.csv", {"measure", "boom"}, "there_kg") == 0.0);
  REQUIRE(run_with(scratch, plan, "-o cut --max-steps 500").status == 4);
  REQUIRE(run_with(scratch, plan, "--restart cut/checkpoint/newest.qlc").status == 0);
  CHECK(hash_of(scratch.path() / "cut") == hash_of(scratch.path() / "whole"));
}

TEST_CASE("what is in the water of a retired pool is let down with it", "[run][quality][litter]") {
  const Scratch scratch;
  const std::string plan = std::string(litter) + "[[constituent]]\nname = \"TN\"\npool_mg_per_l = 2\n" +
                           village("upper", "reach = \"R50\"\nchainage_m = 100", "sewage_delivery = 0.5") +
                           measure("W", "predam",
                                   "reach = \"R50\"\nchainage_m = [500]\nrelease_h = 4\n"
                                   "retired = 2026-06-01T02:00:00");
  REQUIRE(run_with(scratch, plan, "-o whole").status == 0);
  for (const double error : relative_errors(scratch.path() / "whole")) CHECK(std::fabs(error) <= 1e-12);
  // Water of one concentration: of constituents the same share is left as of water.
  const CsvTable table = qingliu::io::read_csv_table(scratch.path() / "whole/constituents.csv");
  const auto in_pool = [&](double hour) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row][0] == "TN" && table.rows[row][2] == "W" &&
          std::fabs(table.number(row, table.column("time_s")) - 3600.0 * hour) < 1.0)
        return table.number(row, table.column("there_kg"));
    }
    return std::nan("");
  };
  REQUIRE(in_pool(2.0) > 0.0);
  CHECK(in_pool(4.0) == Approx(0.5 * in_pool(2.0)).epsilon(1e-6));
  CHECK(in_pool(6.0) == 0.0);
  REQUIRE(run_with(scratch, plan, "-o cut --max-steps 150").status == 4);
  REQUIRE(run_with(scratch, plan, "--restart cut/checkpoint/newest.qlc").status == 0);
  CHECK(text_of(scratch.path() / "cut/constituents.csv") ==
        text_of(scratch.path() / "whole/constituents.csv"));
  CHECK(hash_of(scratch.path() / "cut") == hash_of(scratch.path() / "whole"));
}
