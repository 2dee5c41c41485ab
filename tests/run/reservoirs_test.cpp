// Reservoirs in a run: what they promise together with land and streams.
#include <catch2/catch.hpp>
#include <cmath>

#include "run_case.hpp"

using namespace qingliu::testing;

namespace {

constexpr const char* levels =
    "crest_m = 55\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\nstart_level_m = 50\n"
    "spillway_m = 51\nspillway_width_m = 8\noutlet_m = 43\noutlet_area_m2 = 0.8\nseepage_m3_per_s = 0.01\n"
    "evaporation_mm_per_h = 0.1\nalarm_m = [51.5, 54]\n";
constexpr const char* storage =
    "level_m,volume_m3,area_m2\n41,0,0\n44,60000,40000\n48,420000,140000\n52,1200000,250000\n55,2050000,"
    "320000\n";

/// The coarse synthetic catchment with one reservoir; `dam` is its place, `levels` its other keys.
Outcome run_with(const Scratch& scratch, const std::string& dam, const std::string& more,
                 const std::string& table, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "pool.csv", table);
  write_text(scratch.path() / "s.toml", text_of(shipped("gongping/scenario.toml")) +
                                            "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n\n"
                                            "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\n" +
                                            dam + more);
  return program(scratch.path(),
                 "run s.toml --quiet --overwrite --set time.duration_h=14 --set "
                 "terrain.cell_size_m=480 --set output.every_min=120 " +
                     arguments);
}

constexpr const char* dam = "reach = \"R50\"\nchainage_m = 1018\n";

}  // namespace

TEST_CASE("a run with a reservoir closes its books and has one hash for any number of threads",
          "[run][reservoirs]") {
  const Scratch scratch;
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run =
        run_with(scratch, dam, levels, storage, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  CHECK(std::stod(json_value(text_of(scratch.path() / "t1/summary.json"), "reservoir_loss_m3")) > 500.0);
  const std::string series = text_of(scratch.path() / "t1/reservoir_series.csv");
  CHECK(series.find("\npool,") != std::string::npos);
  CHECK(text_of(scratch.path() / "t1/reservoirs.csv").find("\npool,") != std::string::npos);
  CHECK(text_of(scratch.path() / "t1/run.log").find("reservoir 'pool': dam on R50") != std::string::npos);
}

TEST_CASE("a run with a reservoir goes on from a checkpoint bit for bit", "[run][reservoirs]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, dam, levels, storage, "-o straight --max-steps 300").status == 4);
  REQUIRE(run_with(scratch, dam, levels, storage, "-o parts --max-steps 150").status == 4);
  REQUIRE(run_with(scratch, dam, levels, storage, "--restart parts/checkpoint/newest.qlc --max-steps 150")
              .status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv", "reservoir_series.csv", "reservoirs.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
}

TEST_CASE("levels of a reservoir in another datum than the ground are doubted", "[run][reservoirs]") {
  const Scratch scratch;
  const auto said = [&](const std::string& thousands) {
    const std::string& t = thousands;
    run_with(
        scratch, dam,
        "crest_m = " + t + "55\ncrest_length_m = 120\nnormal_level_m = " + t + "51\ndead_level_m = " + t +
            "44\nstart_level_m = " + t + "50\nspillway_m = " + t + "51\nspillway_width_m = 8\n",
        "level_m,volume_m3,area_m2\n" + t + "41,0,0\n" + t + "56,2050000,320000\n", "-o out --max-steps 1");
    return program(scratch.path(), "check s.toml --no-trial --set terrain.cell_size_m=480").output;
  };
  const std::string far = said("10");
  CAPTURE(far);
  CHECK(
      far.find("[[reservoir]] 'pool': its levels, 1041.00 m at the bottom to 1055.00 m at the crest, lie ") !=
      std::string::npos);
  CHECK(far.find("m. Are both in the same datum?") != std::string::npos);
  CHECK(said("").find("its levels, ") == std::string::npos);
}

TEST_CASE("levels of rules in centimetres or another datum are doubted", "[run][reservoirs]") {
  const Scratch scratch;
  const auto said = [&](const std::string& rows) {
    write_text(scratch.path() / "rules.csv", "from,level_m,release_m3_per_s\n" + rows);
    run_with(scratch, dam, std::string(levels) + "rules = \"rules.csv\"\n", storage, "-o out --max-steps 1");
    return program(scratch.path(), "check s.toml --no-trial --set terrain.cell_size_m=480").output;
  };
  const std::string centimetres = said("01-01,44,0\n01-01,5000,2\n07-01,4400,0\n07-01,5000,1\n");
  CAPTURE(centimetres);
  CHECK(centimetres.find("rules.csv:3:") != std::string::npos);
  CHECK(
      centimetres.find("reservoir 'pool': 3 of 4 levels in its rules lie outside 41 to 55 m of the pool, the "
                       "first 5000. Are they in metres, and in the height datum of its storage table?") !=
      std::string::npos);
  CHECK(said("01-01,41,0\n01-01,55,2\n").find("levels in its rules") == std::string::npos);
}

TEST_CASE("faults of a reservoir are named with place and remedy", "[run][reservoirs]") {
  const Scratch scratch;
  const auto refused = [&](const std::string& place, const std::string& more, const std::string& table,
                           const std::string& first, const std::string& second = "",
                           const std::string& third = "") {
    const Outcome run = run_with(scratch, place, more, table, "-o out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    for (const std::string& words : {first, second, third})
      CHECK(run.output.find(words) != std::string::npos);
    CHECK((run.output.find("s.toml:") != std::string::npos || run.output.find(".csv:") != std::string::npos));
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
  };
  const std::string all = levels;
  refused(dam, all.substr(all.find("crest_length_m")), storage, "[[reservoir]] crest_m is missing");
  refused("reach = \"R50\"\n", all, storage, "give either reach and chainage_m, or point");
  refused("reach = \"R999\"\nchainage_m = 1\n", all, storage, "there is no reach 'R999'");
  refused("point = [0, 0]\n", all, storage, "the dam stands beside the stream, ");
  refused("reach = \"R1\"\nchainage_m = 1e6\n", all, storage, "chainage_m is 1e+06, and reach R1 ends at ");
  refused(dam, all, "level_m,volume_m3,area_m2\n41,0,0\n55,9,5\n50,20,6\n", "row 3: level 50 m is not above");
  refused(dam, all, "level_m,volume_m3,area_m2\n41,0,0\n50,9,5\n", "the storage table ends at 50 m, below");
  refused(dam, all, "level_m,volume_m3\n41,0\n50,9\n", "there is no column 'area_m2'");
  refused(dam, all, "level_m,volume_m3,area_m2\n41,0,0\n56,lots,5\n", "'lots' is not a number");
  refused(dam, all + "gate_coefficient = 0.6\nrule_level_m = [50, 45]\nrule_release_m3_per_s = [1]\n",
          storage, "rule_level_m must rise");
  const auto rules = [&](const std::string& text) {
    write_text(scratch.path() / "rules.csv", text);
    return all + "rules = \"rules.csv\"\n";
  };
  refused(dam, rules("from,level_m,release_m3_per_s\n04-31,44,1\n") + "breach_bottom_m = 45\n", storage,
          "'04-31' is no day", "belong to a breach");
  refused(dam, rules("from,level_m,release_m3_per_s\n"), storage, "the table has no rows");
  refused(dam, rules("from,level_m,release_m3_per_s\n2099-08-01,44,0.1\n"), storage,
          "rules.csv:2:1: no rule has begun when the run does");
  refused(dam,
          rules("from,level_m,release_m3_per_s\n04-15,44,1\n04-15,43,2\n") +
              "breach = \"piping\"\nbreach_bottom_m = 20\n",
          storage, "level_m = 43 is not above the row before of the same day",
          "a breach needs one of breach_level_m", "breach_bottom_m = 20 lies outside 41 to 55 m");
  refused(dam, all + "breach = \"piping\"\nbreach_at_h = 1\nbreach_bottom_m = 55\n", storage,
          "breach_bottom_m = 55 is the crest itself: nothing would break");
  refused(dam, all, "level_m,volume_m3,area_m2\n41,0,0\n50,900000,150\n55,2050000,320\n",
          "row 2: the volume grows by 9e+05 m3 over 9 m", "hold 0 to 1350 m3. Look at the units");
  refused(dam, rules("from,level_m\n04-15,44\n") + "rule_level_m = [44]\nrule_release_m3_per_s = [1]\n",
          storage, "there is no column 'release_m3_per_s'", "rule_level_m and rules are both given");
  // Days of every year and days of one year: which of them holds?
  for (const char* rows : {"01-01,44,1\n2026-01-01,44,2\n", "2026-01-01,44,2\n01-01,44,1\n"})
    refused(
        dam, rules("from,level_m,release_m3_per_s\n" + std::string(rows)), storage, "rules.csv:3:",
        std::string("'01-01' (line ") + (rows[4] == '1' ? "2" : "3") + ") comes every year and '2026-01-01'",
        "Write all days with a year, or all without");
  refused(dam, rules("from,level_m,release_m3_per_s\n04-31,44,1\n05-01,x,1\n06-01,44,-1\n"), storage,
          "rules.csv:2: '04-31' is no day", "rules.csv:3: 'x' is not a number",
          "rules.csv:4: a release below 0");
}

TEST_CASE(
    "a dam that breaks under rules by date goes on from a checkpoint bit for bit, on any number of threads",
    "[run][reservoirs]") {
  const Scratch scratch;
  const auto run = [&](const std::string& arguments) {
    const Outcome outcome =
        program(scratch.path(), "run '" + shipped("pinglong/breach.toml").string() +
                                    "' --quiet --overwrite --set time.duration_h=10 --set "
                                    "terrain.cell_size_m=480 --set output.every_min=120 --set "
                                    "'reservoir.0.point=[647920,2572640]' --set reservoir.0.breach_at_h=8 " +
                                    arguments);
    CAPTURE(outcome.output);
    CHECK((outcome.status == 0 || outcome.status == 4));
  };
  run("-o straight --threads 1");
  run("-o parts --threads 3 --max-wall 1e9 --max-steps 560");
  run("--restart parts/checkpoint/newest.qlc --threads 2");
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"reservoir_series.csv", "reservoirs.csv", "reservoir_curves.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
  for (const double error : relative_errors(scratch.path() / "straight")) CHECK(std::fabs(error) <= 1e-12);
  const std::string table = text_of(scratch.path() / "straight/reservoirs.csv");
  CHECK(table.find(",28800,") != std::string::npos);  // breach_began_s: 8 h

  // What is left of the storage is the table of the next run.
  write_text(scratch.path() / "next.toml",
             "schema = \"qingliu-scenario/1\"\ninherits = \"" + shipped("pinglong/scenario.toml").string() +
                 "\"\n[[reservoir]]\nname = \"Pinglong\"\ntable = \"straight/reservoir_curves.csv\"\n");
  const Outcome next = program(scratch.path(),
                               "check next.toml --set terrain.cell_size_m=480 --set "
                               "'reservoir.0.point=[647920,2572640]'");
  CAPTURE(next.output);
  CHECK(next.status == 0);
}

TEST_CASE("a storage table whose areas and volumes hardly go together is doubted", "[run][reservoirs]") {
  const Scratch scratch;
  const char* words =
      "reservoir 'pool': the volumes of its storage table do not grow as its areas say, in row 3";
  const auto log = [&](const std::string& table) {
    const Outcome run = run_with(scratch, dam, levels, table, "-o out --max-steps 1");
    CAPTURE(run.output);
    REQUIRE(run.status == 4);
    return text_of(scratch.path() / "out/run.log");
  };
  CHECK(log("level_m,volume_m3,area_m2\n41,0,0\n48,300000,140000\n55,2050000,320000\n").find(words) ==
        std::string::npos);
  CHECK(log("level_m,volume_m3,area_m2\n41,0,0\n48,300000,140000\n55,2450000,320000\n").find(words) !=
        std::string::npos);
}

TEST_CASE("sizes and levels that nothing of a dam goes with are doubted", "[run][reservoirs]") {
  const Scratch scratch;
  const auto said = [&](const std::string& more, const std::string& table) {
    const std::string all = levels;
    run_with(scratch, dam, all.substr(0, all.find("outlet_m")) + more, table, "-o out --max-steps 1");
    const Outcome check = program(scratch.path(), "check s.toml --no-trial --set terrain.cell_size_m=480");
    CAPTURE(check.output);
    CHECK(check.status == 0);
    return check.output;
  };
  const std::string doubts = said(
      "alarm_m = [54, 200]\noutlet_area_m2 = 900\noutlet_m = 54\nrule_level_m = [44, 500]\n"
      "rule_release_m3_per_s = [0, 1]\nbreach = \"piping\"\nbreach_at_h = 1000\nbreach_bottom_m = 45\n",
      storage);
  for (const char* words :
       {"alarm_m has 200, which lies outside 41 to 55 m", "outlet_area_m2 = 900 is larger than any culvert",
        "outlet_m = 54 lies above spillway_m", "rule_level_m has 500, which lies outside 41 to 55 m",
        "breach_at_h = 1000 lies after the end of the run"})
    CHECK(doubts.find(words) != std::string::npos);
  CHECK(
      said("outlet_area_m2 = 4\noutlet_m = 54\n", storage)
          .find("outlet_area_m2 = 4, a culvert of 2.26 m about outlet_m = 54, reaches above crest_m = 55") !=
      std::string::npos);
  CHECK(said("", "level_m,volume_m3,area_m2\n41,0,0\n56,2.05,0.32\n")
            .find("Are volumes and areas in m3 and m2?") != std::string::npos);
  const std::string none = said("", storage);
  for (const char* words : {"lies outside", "Are volumes", "larger than any", "lies above", "lies after"})
    CHECK(none.find(words) == std::string::npos);
}
