// Measures of a scenario in whole runs: what they do to the sheet of water and soil, and what is refused.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "measure_case.hpp"

using namespace qingliu::testing;

TEST_CASE("each slope measure keeps soil on the plot, and more of it with more of the measure",
          "[run][measures]") {
  const Scratch s;
  const double bare = soil_lost(run_plot(s, "bare", ""));
  for (const char* type : {"mulch", "grass_strip", "forest_mixed", "closure", "forest_improve", "orchard_sod",
                           "orchard_develop", "riparian_buffer"}) {
    CAPTURE(type);
    const fs::path half =
        run_plot(s, std::string(type) + "-half", measure("M", type, "where = \"elevation_m < 103\""));
    const fs::path whole = run_plot(s, type, measure("M", type));
    for (const fs::path& results : {half, whole}) {
      for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
    }
    CHECK(soil_lost(whole) < soil_lost(half));
    CHECK(soil_lost(half) < bare);
  }
}

TEST_CASE("woods keep more soil back the older they are, and let less water run off", "[run][measures]") {
  const Scratch s;
  const fs::path young = run_plot(s, "young", measure("M", "forest_mixed", "", "2026-01-01"));
  const fs::path old = run_plot(s, "old", measure("M", "forest_mixed", "", "2016-01-01"));
  const fs::path bare = run_plot(s, "bare", "");
  CHECK(soil_lost(old) < soil_lost(young));
  CHECK(water_left(young) < water_left(bare));
}

TEST_CASE("what is not built yet, or gone, changes no bit of the run", "[run][measures]") {
  const Scratch s;
  const std::string bare = hash_of(run_plot(s, "bare", ""));
  CHECK(hash_of(run_plot(s, "later", measure("M", "closure", "", "2026-06-02"))) == bare);
  CHECK(hash_of(run_plot(s, "gone", measure("M", "closure", "retired = 2026-01-01"))) == bare);
  CHECK(hash_of(run_plot(s, "there", measure("M", "closure"))) != bare);
}

TEST_CASE("a measured multiplier of erodibility reaches what drops detach as it does what the flow does",
          "[run][measures]") {
  const Scratch s;
  const auto loss = [&](const std::string& name, const std::string& times, const std::string& soil) {
    write_text(
        s.path() / (name + "-types.toml"),
        "[loosened]\nzh = \"松土\"\nen = \"loosened soil\"\ngeom = \"polygon\"\nacts = [\"erodibility\"]\n"
        "p = {}\neffect = {erodibility = {times_by_year = [" +
            times + "]}}\nage = {model = \"none\"}\ncost = {unit = \"CNY/ha\", v = [0, 0, 0]}\n");
    std::string text = plot(measure("M", "loosened"));
    text.replace(text.find("[scenario]\n"), 11, "[scenario]\ncatalogue = \"" + name + "-types.toml\"\n");
    write_text(s.path() / (name + ".toml"), text);
    const Outcome run = program(s.path(), "run " + name + ".toml --quiet -o " + name + " " + soil);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    return soil_lost(s.path() / name);
  };
  const double one = loss("one", "1.0", ""), more = loss("more", "1.1", "");
  CHECK(more / one > 1.0);
  CHECK(more / one < 1.1 + 1e-9);
}

TEST_CASE("mulch is laid and taken away on its day within a run, a wood felled, a closure ended",
          "[run][measures]") {
  const Scratch s;  // half an hour of rain
  const std::string half = "2026-06-01T00:15:00";
  const auto results = [&](const std::string& name, const std::string& measures) {
    const fs::path run = run_plot(s, name, measures);
    for (const double error : relative_errors(run)) CHECK(std::abs(error) <= 1e-12);
    return run;
  };
  const fs::path bare = results("bare", "");
  const double without = soil_lost(bare);
  const fs::path late = results("late", measure("M", "mulch", "", half));
  const double always = soil_lost(results("always", measure("M", "mulch")));
  const double brief = soil_lost(results("brief", measure("M", "mulch", "retired = " + half)));
  CHECK(always < soil_lost(late));
  CHECK(soil_lost(late) < without);
  CHECK(always < brief);
  CHECK(brief < without);
  CHECK(text_of(late / "run.log").find("0.25 h after the run's begin") != std::string::npos);
  CHECK(text_of(late / "run.log").find("without effect") == std::string::npos);
  // The first half of the storm is that of the run without it.
  CHECK(hash_of(results("never", measure("M", "mulch", "", "2026-06-02"))) == hash_of(bare));
  // Leaves, roughness and the soil's conductivity go with a closure that ends.
  const std::string ended = measure("C", "closure", "retired = " + half + "\nwhere = \"elevation_m < 103\"") +
                            measure("M", "mulch", "where = \"elevation_m >= 103\"", half);
  const fs::path both = results("both", ended);
  const double closed =
      soil_lost(results("closed", measure("C", "closure", "where = \"elevation_m < 103\"")));
  CHECK(closed < soil_lost(both));
  CHECK(water_left(both) < water_left(bare));
  // A wood of the scenario's own cover is felled.
  const fs::path standing = results("standing", measure("E", "eucalyptus_rotation", "", "2024-06-01"));
  const std::string felled = measure("E", "eucalyptus_rotation", "", half);
  CHECK(soil_lost(results("felled", felled)) > soil_lost(standing));
  for (const std::string& works : {ended, felled}) {
    const std::string straight = hash_of(run_plot(s, "straight", works, "--overwrite"));
    CHECK(hash_of(run_plot(s, "threads", works, "--threads 3 --overwrite")) == straight);
    write_text(s.path() / "cut.toml", plot(works));
    for (const char* steps : {"200", "900"}) {
      CAPTURE(steps);
      REQUIRE(program(s.path(), std::string("run cut.toml --quiet --overwrite -o cut --max-steps ") + steps)
                  .status == 4);
      REQUIRE(program(s.path(), "run cut.toml --restart cut/checkpoint/newest.qlc --quiet").status == 0);
      CHECK(hash_of(s.path() / "cut") == straight);
    }
  }
}

TEST_CASE("a run with measures goes on from a checkpoint to the same bits", "[run][measures]") {
  const Scratch s;
  const std::string treated = measure("M", "closure", "where = \"elevation_m < 103\"");
  const std::string straight = hash_of(run_plot(s, "straight", treated));
  write_text(s.path() / "cut.toml", plot(treated));
  const Outcome first = program(s.path(), "run cut.toml --quiet -o cut --max-steps 40");
  CAPTURE(first.output);
  REQUIRE(first.status == 4);
  const Outcome second = program(s.path(), "run cut.toml --restart cut/checkpoint/newest.qlc --quiet");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == straight);
}

TEST_CASE("slips in measures are all told at once, and no folder is made", "[run][measures]") {
  const Scratch s;
  write_text(s.path() / "s.toml",
             plot(measure("A", "closre") + measure("B", "ditch_drain") +
                  measure("C", "closure", "parameters = { grond = 0.5 }") +
                  measure("D", "mulch", "where = \"village == 3\"") +
                  measure("E", "mulch", "where = \"slope_deg > 80\"") + measure("F", "closure") +
                  measure("G", "forest_mixed") + measure("H", "mulch", "retired = 2019-01-01")));
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* said :
       {"'A': there is no type 'closre'. Did you mean 'closure'?",
        "'B': ditch_drain lies along lines. Give a layer of lines", "Did you mean 'ground'?",
        "there is no column 'village'", "'E' covers no cell of the watershed",
        "'F' lies on the ground of 'C'", "'G' lies on the ground of",
        "'H': retired 2019-01-01T00:00:00 is not after built"}) {
    CHECK(run.output.find(said) != std::string::npos);
  }
  CHECK_FALSE(fs::exists(s.path() / "out"));
}

TEST_CASE("a class that the tables lack is named in every part of a condition", "[run][measures]") {
  const Scratch s;
  const auto output = [&](const std::string& where) {
    write_text(s.path() / "s.toml", plot(measure("M", "mulch", "where = \"" + where + "\"")));
    return program(s.path(), "check s.toml --no-trial").output;
  };
  const std::string near =
      "s.toml:19:1: [[measure]] 'M': where asks for a land use 'gras', and the table has none. Did you mean "
      "'grass'?";
  for (const char* where : {"use != 'gras'", "use == 'gras' or slope_deg > 2", "use in ['grass', 'gras']"}) {
    const std::string said = output(where);
    CAPTURE(where, said);
    CHECK(said.find(near) != std::string::npos);
  }
  const std::string two = output("not (use == 99) and soil != 'xyzxyzxyz'");
  CAPTURE(two);
  CHECK(
      two.find("where asks for a land use of number 99, and the table has none. It has: bare granite slope, "
               "grass") != std::string::npos);
  CHECK(two.find("where asks for a soil 'xyzxyzxyz', and the table has none. It has: ") != std::string::npos);
  CHECK(two.find("2 things to mend") != std::string::npos);
  // In the table, but nowhere on the ground: no slip.
  CHECK(output("use != 'grass'").find("nothing to mend") != std::string::npos);
}

TEST_CASE("check tells quantity, cost by year and limits of the site", "[run][measures]") {
  const Scratch s;
  write_text(s.path() / "s.toml", plot(measure("M", "grass_strip") +
                                       measure("N", "closure", "cost_cny = [250000]", "2027-01-01")));
  const Outcome check = program(s.path(), "check s.toml --no-trial");
  CAPTURE(check.output);
  CHECK(check.status == 0);
  // 100 m2 of strips 8 m apart are 12.5 m of strip at 3, 8, 20 CNY; 100 m2 closed at 25 CNY.
  CHECK(check.output.find("measure     M: grass_strip") != std::string::npos);
  CHECK(check.output.find("cost 37.5 to 250, middle 100 CNY") != std::string::npos);
  CHECK(check.output.find("not built yet: without effect in this run, cost 25 to 25, middle 25 CNY") !=
        std::string::npos);
  CHECK(check.output.find("cost 2020   37.5 to 250") != std::string::npos);
  CHECK(check.output.find("cost 2027   25 to 25") != std::string::npos);
}
