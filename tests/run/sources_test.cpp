// [sources]: where sediment comes from, told apart.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "io/csv_table.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A storm on the coarse synthetic catchment, with streams that erode.
std::string storm(const std::string& more) {
  return "run '" + shipped("gongping/scenario.toml").string() +
         "' --quiet --set time.duration_h=12 --set terrain.cell_size_m=480 --set output.every_min=120 "
         "--set streams.begin_km2=3 --set streams.erodible_depth_m=0.5 --set 'grains.diameter_um=[2, 20, "
         "350]' "
         "--set 'streams.bed_fraction=[0.1, 0.3, 0.6]' " +
         more;
}

/// [kg] of every grain and in total, by source, of one target of sources.csv.
std::map<std::string, std::vector<double>> target(const fs::path& results, const std::string& name) {
  const io::CsvTable table = io::read_csv_table(results / "sources.csv");
  std::map<std::string, std::vector<double>> sources;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (table.rows[r][0] != name) continue;
    for (const char* column : {"2um_kg", "20um_kg", "350um_kg", "total_kg", "share"})
      sources[table.rows[r][1]].push_back(table.number(r, table.column(column)));
  }
  return sources;
}

double last_of(const fs::path& results, const std::string& column) {
  const io::CsvTable budget = io::read_csv_table(results / "budget.csv");
  return budget.number(budget.rows.size() - 1, budget.column(column));
}

}  // namespace

TEST_CASE("sediment told apart by land use adds up to the ledger and to totals.csv", "[run][sources]") {
  const Scratch scratch;
  const Outcome run = program(scratch.path(), storm("--set sources.by=landuse -o apart"));
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const fs::path apart = scratch.path() / "apart";
  for (const double error : relative_errors(apart)) CHECK(std::fabs(error) <= 1e-12);

  const auto entered = target(apart, "entered"), left = target(apart, "left"),
             deposited = target(apart, "deposited"), water = target(apart, "in_water"),
             outlet = target(apart, "gauge outlet");
  REQUIRE(entered.count("stream_beds") == 1);
  CHECK(entered.at("stream_beds")[3] > 0.0);
  double share = 0.0;
  for (const auto& [source, mass] : entered) {
    INFO(source);
    for (std::size_t k = 0; k < 4; ++k) {
      const double rest = mass[k] - (left.at(source)[k] + deposited.at(source)[k] + water.at(source)[k]);
      CHECK(std::fabs(rest) <= 1e-12 * mass[k] + 1e-9);
    }
    CHECK(outlet.at(source)[3] == Approx(left.at(source)[3]).epsilon(1e-9).margin(1e-6));
    share += left.at(source)[4];
  }
  CHECK(share == Approx(1.0).epsilon(1e-12));
  // What the cells of a land use have lost is booked cell by cell, whatever classes there are.
  const io::CsvTable totals = io::read_csv_table(apart / "totals.csv");
  int compared = 0;
  for (std::size_t r = 0; r < totals.rows.size(); ++r) {
    std::string part = totals.rows[r][1];
    if (totals.rows[r][0] != "landuse" || part.find(' ') == std::string::npos) continue;
    part = part.substr(part.find(' ') + 1);
    for (char& c : part) c = c == ' ' ? '_' : c;
    if (entered.count(part) == 0) continue;
    INFO(part);
    const double of_land = entered.at(part)[3];
    const double of_cells = totals.number(r, totals.column("eroded_kg"));
    CHECK(of_cells >= of_land * (1.0 - 1e-9));  // cells of streams count their beds as well
    ++compared;
  }
  CHECK(compared >= 5);
}

TEST_CASE("telling sources apart changes the whole by no more than the limiter of each class",
          "[run][sources]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), storm("-o whole")).status == 0);
  REQUIRE(program(scratch.path(), storm("--set sources.by=landuse -o apart")).status == 0);
  const fs::path whole = scratch.path() / "whole", apart = scratch.path() / "apart";
  const std::vector<std::string> grains{"2um", "20um", "350um"};
  for (std::size_t k = 0; k < grains.size(); ++k) {
    double entered = 0.0, left = 0.0;
    for (const auto& [source, mass] : target(apart, "entered")) entered += mass[k];
    for (const auto& [source, mass] : target(apart, "left")) left += mass[k];
    INFO(grains[k]);
    CHECK(entered == Approx(last_of(whole, "eroded_" + grains[k] + "_kg")).epsilon(0.02));
    CHECK(left == Approx(last_of(whole, "outflow_" + grains[k] + "_kg")).epsilon(0.02));
  }
}

TEST_CASE("one source is the run itself, bit for bit", "[run][sources]") {
  const Scratch scratch;
  const std::string run =
      "run '" + shipped("hillslope/scenario.toml").string() + "' --quiet --max-steps 400 ";
  REQUIRE(program(scratch.path(), run + "-o whole").status == 4);
  REQUIRE(program(scratch.path(), run + "-o apart --set sources.by=landuse").status == 4);
  CHECK(hash_of(scratch.path() / "apart") == hash_of(scratch.path() / "whole"));
}

TEST_CASE("sources: one hash for any number of threads, and restarts go on bit for bit", "[run][sources]") {
  const Scratch scratch;
  const std::string by_soil = "--set sources.by=soil ";
  for (const char* threads : {"1", "3"})
    REQUIRE(
        program(scratch.path(), storm(by_soil + "--max-steps 200 -o t" + threads + " --threads " + threads))
            .status == 4);
  CHECK(hash_of(scratch.path() / "t1") == hash_of(scratch.path() / "t3"));
  REQUIRE(program(scratch.path(), storm(by_soil + "--max-steps 100 -o parts")).status == 4);
  REQUIRE(program(scratch.path(), storm(by_soil + "--restart parts/checkpoint/newest.qlc --max-steps 100"))
              .status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "t1"));
  CHECK(text_of(scratch.path() / "parts/sources.csv") == text_of(scratch.path() / "t1/sources.csv"));
}

TEST_CASE("what gullies and walls give is a source of its own, all the way", "[run][sources][gullies]") {
  const Scratch scratch;
  const auto hill = [&](const std::string& more) {
    return program(
        scratch.path(),
        "run '" + shipped("benggang/scenario.toml").string() +
            "' --quiet --set time.duration_h=1 --set terrain.cell_size_m=5 --set "
            "rain.0.duration_h=1 --set rain.0.depth_mm=90 --set rain.0.block_min=10 --set "
            "output.every_min=30 --set collapsing_gully.0.saturation=0.53 --set sources.by=landuse " +
            more);
  };
  for (const char* threads : {"1", "3"}) {
    const Outcome run = hill(std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
  }
  const fs::path apart = scratch.path() / "t1";
  CHECK(hash_of(apart) == hash_of(scratch.path() / "t3"));
  for (const double error : relative_errors(apart)) CHECK(std::fabs(error) <= 1e-12);
  const std::vector<std::string> grains{"2um", "20um", "100um", "600um", "3000um"};
  const auto total = [&](const std::string& name, const std::string& source) {
    const io::CsvTable table = io::read_csv_table(apart / "sources.csv");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      if (table.rows[r][0] == name && table.rows[r][1] == source)
        return table.number(r, table.column("total_kg"));
    }
    return 0.0;
  };
  for (const auto& [source, file] :
       {std::pair{"gullies", "gullies.csv"}, std::pair{"collapsing_gullies", "collapsing_gullies.csv"}}) {
    INFO(source);
    const io::CsvTable objects = io::read_csv_table(apart / file);
    const double gave = objects.number(0, objects.column("gave_kg")), entered = total("entered", source);
    CHECK(gave > 0.0);
    CHECK(entered == Approx(gave).epsilon(1e-12));
    CHECK(entered == Approx(total("left", source) + total("deposited", source) + total("in_water", source))
                         .epsilon(1e-12));
    CHECK(total("left", source) > 0.0);
    double own = 0.0;  // all of it under its own name
    for (const std::string& grain : grains)
      own += objects.number(0, objects.column("gave_" + grain + "@" + source + "_kg"));
    CHECK(own == Approx(gave).epsilon(1e-12));
  }
}

TEST_CASE("what cannot be told apart is refused with the reason", "[run][sources]") {
  const Scratch scratch;
  const Outcome bedload = program(
      scratch.path(),
      storm("--set sources.by=landuse --set sediment.bedload=wong-parker --set sediment.bedload_from_um=300 "
            "-o out"));
  CHECK(bedload.status != 0);
  CHECK(bedload.output.find("bedload depends on how much there is of each grain") != std::string::npos);
  const Outcome word = program(scratch.path(), storm("--set sources.by=landuses -o out"));
  CHECK(word.status != 0);
  CHECK(word.output.find("Did you mean \"landuse\"?") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_CASE("sediment is told apart by the ground of measures, in a plan and in the base without it",
          "[run][sources][measures]") {
  const Scratch scratch;
  const auto text = [](const std::string& built) {
    return "schema = \"qingliu-scenario/1\"\ninherits = \"" + shipped("gongping/scenario.toml").string() +
           "\"\n[scenario]\ntitle = \"plan\"\n[sources]\nby = \"measures\"\n"
           "[[measure]]\nid = \"A2\"\ntype = \"closure\"\nwhere = \"use == 'bare granite'\"\nbuilt = " +
           built +
           "\n[[measure]]\nid = \"A3\"\ntype = \"orchard_sod\"\nwhere = \"use == 'orchard'\"\nbuilt = " +
           built + "\n";
  };
  const auto run = [&](const std::string& name, const std::string& built) {
    write_text(scratch.path() / (name + ".toml"), text(built));
    const Outcome outcome =
        program(scratch.path(), "run " + name +
                                    ".toml --quiet --set time.duration_h=12 --set terrain.cell_size_m=480 "
                                    "--set 'grains.diameter_um=[2, 20, 350]' --set output.every_min=120 -o " +
                                    name);
    CAPTURE(outcome.output);
    REQUIRE(outcome.status == 0);
    const fs::path results = scratch.path() / name;
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
    return results;
  };
  const fs::path base = run("base", "2099-01-01"), plan = run("plan", "2023-06-01");
  const auto before = target(base, "entered"), after = target(plan, "entered");
  REQUIRE(before.size() == 3);
  REQUIRE(after.size() == 3);
  for (const char* source : {"A2", "A3", "other_ground"}) {
    INFO(source);
    REQUIRE(before.count(source) == 1);
    CHECK(before.at(source)[3] > 0.0);
  }
  CHECK(after.at("A2")[3] < 0.9 * before.at("A2")[3]);
  CHECK(after.at("A3")[3] < before.at("A3")[3]);
  const auto left = target(plan, "left");
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string grain = std::vector<std::string>{"2um", "20um", "350um"}[k];
    double sum = 0.0;
    for (const auto& [source, mass] : left) sum += mass[k];
    double ledger = 0.0;
    for (const char* source : {"A2", "A3", "other_ground"})
      ledger += last_of(plan, "outflow_" + grain + "@" + source + "_kg");
    CHECK(sum == Approx(ledger).epsilon(1e-12));
  }
  const Outcome none = program(scratch.path(), "check '" + shipped("gongping/scenario.toml").string() +
                                                   "' --no-trial --set sources.by=measures");
  CAPTURE(none.output);
  CHECK(none.status == 2);
  CHECK(none.output.find("the scenario has no [[measure]] on land") != std::string::npos);
}
