// Measures in streams and at dams, in whole runs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

#include "io/csv_table.hpp"
#include "run_case.hpp"

using namespace qingliu::testing;

namespace {

constexpr const char* pool =
    "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
    "crest_m = 53\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\nstart_level_m = 51\n"
    "spillway_m = 51\nspillway_width_m = 2\n";
constexpr const char* dam =
    "[[structure]]\nname = \"gully\"\nkind = \"check_dam\"\nheight_m = 3\nnotch_width_m = 4\nwing_m = 1\n"
    "crest_length_m = 20\nvalley_width_m = 40\nbed_slope = 0.02\nreach = \"R50\"\nchainage_m = 500\n";

/// A storm on the coarse synthetic catchment with silted streams of soft banks; `more` are sections.
Outcome run_with(const Scratch& scratch, const std::string& more, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(scratch.path() / "silt.asc",
             "ncols 2\nnrows 2\nxllcorner -100000\nyllcorner -100000\ncellsize 3000000\n"
             "NODATA_value -9999\n0.2 0.2\n0.2 0.2\n");
  write_text(scratch.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\nerodible_depth_m = 0.5\n"
                 "silt_layer = { file = \"silt.asc\", resample = \"nearest\" }\n" +
                 more);
  return program(scratch.path(),
                 "run s.toml --quiet --overwrite --set time.duration_h=14 --set "
                 "terrain.cell_size_m=480 --set output.every_min=120 " +
                     arguments);
}

std::string work(const std::string& id, const std::string& type, const std::string& rest,
                 const std::string& built = "2020-06-01") {
  return "[[measure]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\nbuilt = " + built + "\n" + rest + "\n";
}

using qingliu::io::CsvTable;

/// The number of a column in the row that begins with `name`.
double number_of(const fs::path& file, const std::string& name, const std::string& column) {
  const CsvTable table = qingliu::io::read_csv_table(file);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] == name) return table.number(row, table.column(column));
  }
  FAIL("no row " << name << " in " << file.string());
  return 0.0;
}

/// [m3] of a stretch of a reach that is dug by `depth`, from its segments.
double stretch_volume(const fs::path& results, const std::string& reach, double from, double to,
                      double depth) {
  const CsvTable table = qingliu::io::read_csv_table(results / "streams.csv");
  double volume = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] != reach) continue;
    const auto number = [&](const char* column) { return table.number(row, table.column(column)); };
    const double middle = number("chainage_m"), half = 0.5 * number("length_m");
    const double length = std::min(to, middle + half) - std::max(from, middle - half);
    volume += std::max(0.0, length) * number("width_m") * depth;
  }
  return volume;
}

double sum_of(const fs::path& results, const std::string& key) {
  const std::string json = text_of(results / "summary.json");
  double sum = 0.0;
  for (std::size_t at = json.find("\"" + key + "\""); at != std::string::npos;
       at = json.find("\"" + key + "\"", at + 1))
    sum += std::stod(json_value(json, key, at));
  return sum;
}

}  // namespace

TEST_CASE(
    "what is dredged in streams, behind dams and in a reservoir is booked by class, and the books close",
    "[run][measures][dredging]") {
  const Scratch scratch;
  const std::string works =
      std::string(pool) + dam +
      work("bed", "dredge", "reach = \"R50\"\nchainage_m = [0, 400]\nparameters = { depth_m = 0.4 }") +
      work("silt", "dredge", "reach = \"R1\"\nparameters = { depth_m = 0.1, resuspend_frac = 0.1 }",
           "2026-06-01T08:00:00") +
      work("behind", "dredge", "dam = \"gully\"", "2026-06-01T10:00:00") +
      work("lake", "reservoir_dredge", "dam = \"pool\"\nparameters = { volume_m3 = 20 }",
           "2026-06-01T12:00:00") +
      work("later", "dredge", "reach = \"R2\"", "2027-06-01");
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run = run_with(scratch, works, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const fs::path results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  const fs::path results = scratch.path() / "t1", table = results / "river_works.csv";
  const double volume = stretch_volume(results, "R50", 0.0, 400.0, 0.4);
  CHECK(number_of(table, "bed", "dredged_m3") == Approx(volume).epsilon(1e-9));
  CHECK(number_of(results / "measure_costs.csv", "bed", "cost_middle_cny") ==
        Approx(60.0 * volume).epsilon(1e-9));
  double removed = 0.0, of_bed = 0.0;
  const CsvTable rows = qingliu::io::read_csv_table(table);
  for (const auto& [name, column] : rows.family("removed_", "_kg")) {
    for (std::size_t row = 0; row < rows.rows.size(); ++row) removed += rows.number(row, column);
    of_bed += number_of(table, "bed", "removed_" + name + "_kg");
  }
  CHECK(of_bed == Approx(volume * 0.6 * 2650.0).epsilon(1e-9));  // porosity 0.4, all classes of quartz
  CHECK(removed == Approx(sum_of(results, "removed_kg")).epsilon(1e-9));
  for (const char* id : {"silt", "behind", "lake"}) {
    CAPTURE(id);
    CHECK(number_of(table, id, "dredged_m3") > 0.0);
  }
  CHECK(number_of(table, "lake", "dredged_m3") <= 20.0);
  CHECK(number_of(table, "later", "dredged_m3") == 0.0);
  // Today's bed is the top of 0.2 m of silt, from which 0.4 m have gone along the dug part of the segment.
  const double length = number_of(results / "streams.csv", "R50", "length_m");
  CHECK(number_of(results / "stream_series.csv", "R50", "time_s") == 0.0);
  CHECK(number_of(results / "stream_series.csv", "R50", "bed_change_m") ==
        Approx(0.2 - 0.4 * std::min(400.0, length) / length).epsilon(1e-6));
  // The same bits from a checkpoint between the works.
  REQUIRE(run_with(scratch, works, "-o cut --max-steps 560").status == 4);
  REQUIRE(run_with(scratch, works, "--restart cut/checkpoint/newest.qlc").status == 0);
  CHECK(hash_of(scratch.path() / "cut") == first);
  for (const char* file :
       {"river_works.csv", "measure_costs.csv", "budget.csv", "structures.csv", "totals.csv"})
    CHECK(text_of(scratch.path() / "cut" / file) == text_of(results / file));
}

TEST_CASE("a revetment holds its banks up to its permissible shear, greened banks as far as they have grown",
          "[run][measures][banks]") {
  const Scratch scratch;
  const std::string soil = "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 40\n";
  const auto gave = [&](const std::string& works, const std::string& name) {
    const Outcome run = run_with(scratch, soil + works, "-o " + name);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const CsvTable table = qingliu::io::read_csv_table(scratch.path() / name / "banks.csv");
    double mass = 0.0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row][0] == "R1") mass += table.number(row, table.column("gave_kg"));
    }
    return mass;
  };
  const double bare = gave("", "bare");
  REQUIRE(bare > 0.0);
  CHECK(gave(work("wall", "revetment", "reach = \"R1\"\nparameters = { tau_c_pa = 600, toe_m = 2 }"),
             "wall") == 0.0);
  const double left =
      gave(work("wall", "revetment",
                "reach = \"R1\"\nparameters = { tau_c_pa = 600, toe_m = 2, side = \"left\", n = 0.045 }"),
           "left");
  CHECK(left > 0.0);
  CHECK(left < bare);
  const std::string green = work("willows", "bank_green", "reach = \"R1\"", "2025-06-01");
  CHECK(gave(green, "green") < bare);
  // 365 days old: from 1 Pa of the soil towards 60 Pa in 0.7 a.
  char words[60];
  std::snprintf(words, sizeof words, "protected up to %.5g",
                1.0 + 59.0 * (1.0 - std::exp(-365.0 / 365.25 / 0.7)));
  CHECK(text_of(scratch.path() / "green/run.log").find(std::string(words).substr(0, 21)) !=
        std::string::npos);
  CHECK(
      number_of(scratch.path() / "green/measure_costs.csv", "willows", "cost_middle_cny") ==
      Approx(50.0 * 3.0 * 2.0 * number_of(scratch.path() / "green/river_works.csv", "willows", "length_m")));
}

TEST_CASE(
    "a revetment that is built within a run holds from its day on, and one that is taken away until its day",
    "[run][measures][banks]") {
  const Scratch scratch;
  const std::string soil = "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 40\n";
  const auto results_of = [&](const std::string& name, const std::string& works,
                              const std::string& arguments = "") {
    const Outcome run = run_with(scratch, soil + works, "-o " + name + " " + arguments);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    for (const double error : relative_errors(scratch.path() / name)) CHECK(std::fabs(error) <= 1e-12);
    return scratch.path() / name;
  };
  const auto gave = [](const fs::path& results) {
    const CsvTable table = qingliu::io::read_csv_table(results / "banks.csv");
    double mass = 0.0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row][0] == "R1") mass += table.number(row, table.column("gave_kg"));
    }
    return mass;
  };
  const auto wall = [](const std::string& built, const std::string& rest = "") {
    return work("wall", "revetment",
                "reach = \"R1\"\nparameters = { tau_c_pa = 600, toe_m = 2, n = 0.045 }\n" + rest, built);
  };
  const fs::path bare = results_of("bare", "");
  const double until = gave(results_of("until", "", "--set time.duration_h=9")), whole = gave(bare);
  REQUIRE(until > 0.0);
  REQUIRE(until < whole);
  const std::string late_works = wall("2026-06-01T09:00:00");
  const fs::path late = results_of("late", late_works);
  CHECK(gave(late) >= until);
  CHECK(gave(late) < until + 0.1 * (whole - until));
  const std::string log = text_of(late / "run.log");
  CAPTURE(log);
  CHECK(log.find("without effect") == std::string::npos);
  CHECK(log.find("9 h after the run's begin") != std::string::npos);
  const double brief = gave(results_of("brief", wall("2020-06-01", "retired = 2026-06-01T09:00:00\n")));
  CHECK(brief > 0.0);
  CHECK(brief < whole);
  // Not in the run at all: the bits of the run without it.
  CHECK(hash_of(results_of("never", wall("2026-06-02"))) == hash_of(bare));
  // Two walls in turn are one, but that the second stands on the bed of its day.
  const std::string second =
      work("again", "revetment", "reach = \"R1\"\nparameters = { tau_c_pa = 600, toe_m = 2, n = 0.045 }",
           "2026-06-01T09:00:00");
  CHECK(gave(results_of("turns", wall("2020-06-01", "retired = 2026-06-01T09:00:00\n") + second)) == 0.0);
  // The same bits with any number of threads, and from checkpoints before and after that day.
  CHECK(hash_of(results_of("threads", late_works, "--threads 3")) == hash_of(late));
  for (const char* steps : {"300", "1000"}) {
    CAPTURE(steps);
    REQUIRE(run_with(scratch, soil + late_works, std::string("-o cut --max-steps ") + steps).status == 4);
    REQUIRE(run_with(scratch, soil + late_works, "--restart cut/checkpoint/newest.qlc").status == 0);
    CHECK(hash_of(scratch.path() / "cut") == hash_of(late));
    for (const char* file : {"banks.csv", "streams.csv", "gauges.csv"})
      CHECK(text_of(scratch.path() / "cut" / file) == text_of(late / file));
  }
}

TEST_CASE("greening within a run has not grown by its end and says so, and it can be cleared",
          "[run][measures][banks]") {
  const Scratch scratch;
  const std::string soil = "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 40\n";
  const auto hash = [&](const std::string& name, const std::string& works) {
    const Outcome run = run_with(scratch, soil + works, "-o " + name);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    return hash_of(scratch.path() / name);
  };
  const std::string bare = hash("bare", "");
  CHECK(hash("planted", work("W", "bank_green", "reach = \"R1\"", "2026-06-01T06:00:00")) == bare);
  CHECK(
      text_of(scratch.path() / "planted/run.log").find("within the run, which takes measures as they are") !=
      std::string::npos);
  const std::string green = hash("green", work("W", "bank_green", "reach = \"R1\"", "2020-06-01"));
  const std::string cleared =
      hash("cleared", work("W", "bank_green", "reach = \"R1\"\nretired = 2026-06-01T06:00:00", "2020-06-01"));
  CHECK(cleared != green);
  CHECK(cleared != bare);
}

TEST_CASE("a reservoir is rebuilt on its day: before, after and within the run",
          "[run][measures][reservoirs]") {
  const Scratch scratch;
  const auto peak = [&](const std::string& works, const std::string& name) {
    const Outcome run = run_with(scratch, pool + works, "-o " + name);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    for (const double error : relative_errors(scratch.path() / name)) CHECK(std::fabs(error) <= 1e-12);
    return number_of(scratch.path() / name / "reservoirs.csv", "pool", "peak_level_m");
  };
  const std::string wider = "dam = \"pool\"\nparameters = { spill_w_m = 12, crest_m = 54 }";
  const double old_dam = peak("", "old");
  const double rebuilt = peak(work("repair", "reservoir_reinforce", wider), "new");
  CHECK(rebuilt < old_dam);
  const double meanwhile =
      peak(work("repair", "reservoir_reinforce", wider, "2026-06-01T04:00:00"), "meanwhile");
  CHECK(meanwhile >= rebuilt - 1e-9);
  CHECK(peak(work("repair", "reservoir_reinforce", wider, "2027-01-01"), "future") == old_dam);
  CHECK(number_of(scratch.path() / "new/measure_costs.csv", "repair", "cost_middle_cny") == 1.3e6);
}

TEST_CASE("faults of works in streams are named all at once with place and remedy", "[run][measures]") {
  const Scratch scratch;
  const Outcome run =
      run_with(scratch,
               pool + work("a", "dredge", "reach = \"R9999\"") + work("b", "dredge", "") +
                   work("c", "closure", "reach = \"R1\"") + work("d", "revetment", "dam = \"pool\"") +
                   work("e", "dredge", "reach = \"R1\"\nchainage_m = [400]") + work("f", "check_dam", "") +
                   work("g", "reservoir_dredge", "dam = \"puddle\""),
               "-o out");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* words :
       {"'b': dredge is done in a stream. Say where: reach", "'c': beside a reach it needs a width",
        "'d': revetment is not done at a dam", "'e': chainage_m wants two numbers",
        "'f': check_dam is done in a stream. Say where: reach"})
    CHECK(run.output.find(words) != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "out"));
  const auto refused = [&](const std::string& works, const std::string& words) {
    const Outcome one = run_with(scratch, pool + works, "-o out");
    CAPTURE(one.output);
    CHECK(one.status == 2);
    CHECK(one.output.find(words) != std::string::npos);
  };
  refused(work("a", "dredge", "reach = \"R9999\""),
          "'a': there is no reach 'R9999'. The watershed has R1 to");
  refused(work("a", "dredge", "reach = \"R1\"\nchainage_m = [0, 1e6]"), "goes beyond reach 'R1', 0 to");
  refused(work("a", "reservoir_dredge", "dam = \"puddle\""),
          "there is no check_dam, sediment_dam or [[reservoir]]");
  refused(work("a", "reservoir_reinforce", "dam = \"pool\"\nparameters = { crest_m = 60 }"),
          "crest_m = 60 m lies outside 41 to 55 m of 'pool'");
  const auto culvert = [](const std::string& numbers) {
    return work("a", "reservoir_reinforce", "dam = \"pool\"\nparameters = { crest_m = 54, " + numbers + " }");
  };
  refused(culvert("culvert_inv_m = 54.5, culvert_d_m = 1"),
          "'a': culvert_inv_m = 54.5 m does not lie below the crest of 'pool', 54 m. Both are elevations");
  refused(
      culvert("culvert_inv_m = 52, culvert_d_m = 3"),
      "'a': culvert_d_m = 3 m from the culvert's invert, 52 m, reaches above the crest of 'pool', 54 m: the "
      "culvert is larger than the dam. Look at both");
}

TEST_CASE("a check dam above its design fails in a run, and the books close", "[run][structures]") {
  const Scratch scratch;
  const Outcome run = run_with(scratch, std::string(dam) + "design_m3_per_s = 0.2\n", "-o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(number_of(scratch.path() / "out/structures.csv", "gully", "failed_at_s") > 0.0);
  for (const double error : relative_errors(scratch.path() / "out")) CHECK(std::fabs(error) <= 1e-12);
}
