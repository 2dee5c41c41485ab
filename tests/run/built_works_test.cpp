// Measures that build something across a stream, in whole runs.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "measure_case.hpp"
#include "measures/catalogue.hpp"

using namespace qingliu::testing;
using qingliu::io::CsvTable;

namespace {

constexpr const char* pool =
    "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
    "crest_m = 53\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\nstart_level_m = 51\n"
    "spillway_m = 51\nspillway_width_m = 2\noutlet_m = 42\noutlet_area_m2 = 1\nrule_level_m = [41]\n"
    "rule_release_m3_per_s = [0]\n";

/// A storm on the coarse synthetic catchment; `more` are sections, `arguments` begin with the command and its
/// scenario.
Outcome run_with(const Scratch& scratch, const std::string& more, std::string arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(scratch.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\nerodible_depth_m = 0.5\n" + more);
  const std::string usual =
      " --set time.duration_h=14 --set terrain.cell_size_m=480 --set output.every_min=120";
  return program(scratch.path(), arguments.insert(arguments.find(" --"), usual));
}

/// Runs it and returns its folder of results, whose books close.
fs::path results_of(const Scratch& scratch, const std::string& name, const std::string& more,
                    const std::string& arguments = "") {
  const Outcome run = run_with(scratch, more, "run s.toml --quiet --overwrite -o " + name + " " + arguments);
  CAPTURE(name, run.output);
  REQUIRE(run.status == 0);
  for (const double error : relative_errors(scratch.path() / name)) CHECK(std::fabs(error) <= 1e-12);
  return scratch.path() / name;
}

double number_of(const fs::path& file, const std::string& name, const std::string& column) {
  const CsvTable table = qingliu::io::read_csv_table(file);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] == name) return table.number(row, table.column(column));
  }
  FAIL("no row " << name << " in " << file.string());
  return 0.0;
}

std::size_t rows_of(const fs::path& file) { return qingliu::io::read_csv_table(file).rows.size(); }

constexpr const char* at = "reach = \"R50\"\nchainage_m = [500]\n";

}  // namespace

TEST_CASE("a check dam that a measure builds is the structure that a person would describe, bit for bit",
          "[run][measures][structures]") {
  const Scratch s;
  const std::string coefficient = fmt::format("{}", 1.55 / std::sqrt(2.0 * 9.81));
  const fs::path structure = results_of(
      s, "structure",
      "[[structure]]\nname = \"G1\"\nkind = \"check_dam\"\nheight_m = 3\nnotch_width_m = 4\nwing_m = 1\n"
      "crest_length_m = 36\nvalley_width_m = 40\nbed_slope = 0.02\nsilted_slope = 0.01\nreach = \"R50\"\n"
      "chainage_m = 500\nfilled = 0.25\ncoefficient = " +
          coefficient + "\n");
  const std::string of_measure =
      measure("G1", "check_dam",
              std::string(at) +
                  "filled = 0.25\nparameters = { height_m = 3, notch_w_m = 4, wing_m = 1, "
                  "valley_width_m = 40, bed_slope = 0.02, silted_slope = 0.01 }");
  const fs::path built = results_of(s, "built", of_measure);
  CHECK(hash_of(built) == hash_of(structure));
  CHECK(text_of(built / "structures.csv") == text_of(structure / "structures.csv"));
  CHECK(number_of(built / "measure_costs.csv", "G1", "cost_middle_cny") == 20000.0);
  // Before it is built there is none: the run of the bare stream.
  const fs::path bare = results_of(s, "bare", "");
  CHECK(hash_of(results_of(s, "later", measure("G1", "check_dam", at, "2027-06-01"))) == hash_of(bare));
  CHECK(hash_of(bare) != hash_of(built));
}

TEST_CASE("every type that is built across a stream moves a run, keeps its books and has a cost",
          "[run][measures][structures]") {
  const Scratch s;
  const std::string bare = hash_of(results_of(s, "bare", ""));
  for (const char* type :
       {"check_dam", "sediment_dam", "silt_dam", "gully_plug", "drop_structure", "predam", "wetland"}) {
    CAPTURE(type);
    const std::string slope = std::string(type) == "drop_structure" || std::string(type) == "predam" ||
                                      std::string(type) == "wetland"
                                  ? ""
                                  : "parameters = { bed_slope = 0.05 }\n";
    const fs::path results =
        results_of(s, type, measure("M", type, at + slope) + "[[gauge]]\nname = \"below\"\ndam = \"M\"\n");
    CHECK(hash_of(results) != bare);
    CHECK(number_of(results / "measure_costs.csv", "M", "cost_middle_cny") > 0.0);
    CHECK(text_of(results / "gauges.csv").find("\nbelow,") != std::string::npos);
  }
  // A pre-dam of 50 000 m3 and 3 ha keeps soil, and its pool stands at its weir when the run begins.
  CHECK(number_of(s.path() / "predam/reservoirs.csv", "M", "deposit_m3") > 0.0);
}

TEST_CASE(
    "what comes to a dam's cell passes it, lies behind it or is in its water, whatever the dam, class by "
    "class",
    "[run][measures][structures]") {
  const Scratch s;
  const std::vector<std::string> classes{"2um", "20um", "100um", "350um", "1000um"};
  const auto last_row = [](const CsvTable& table) {
    std::size_t last = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row][0] == "M") last = row;
    }
    return last;
  };
  /// [kg] of each class: what passed the place by its mean loads, what lies there, what is in the water.
  struct Masses {
    std::vector<double> passed, lies, suspended;
  };
  const auto masses = [&](const std::string& type, const std::string& rest) {
    const fs::path results = results_of(
        s, type,
        measure("M", type, at + rest) + "[[gauge]]\nname = \"there\"\nreach = \"R50\"\nchainage_m = 500\n");
    const bool dam = fs::exists(results / "structures.csv");
    const CsvTable gauges = qingliu::io::read_csv_table(results / "gauges.csv");
    const CsvTable table = qingliu::io::read_csv_table(results / (dam ? "structures.csv" : "reservoirs.csv"));
    const CsvTable series =
        qingliu::io::read_csv_table(results / (dam ? "structure_series.csv" : "reservoir_series.csv"));
    Masses of;
    for (const std::string& name : classes) {
      double passed = 0.0, before = 0.0;
      for (std::size_t row = 0; row < gauges.rows.size(); ++row) {
        if (gauges.rows[row][0] != "there") continue;
        const double now = gauges.number(row, gauges.column("time_s"));
        passed += (now - before) * gauges.number(row, gauges.column("load_" + name + "_kg_per_s"));
        before = now;
      }
      of.passed.push_back(passed);
      of.lies.push_back(table.number(last_row(table), table.column("deposited_" + name + "_kg")));
      const std::size_t end = last_row(series);
      of.suspended.push_back(series.number(end, series.column("volume_m3")) *
                             series.number(end, series.column("concentration_" + name + "_kg_per_m3")));
    }
    return of;
  };
  const auto kept = [](const Masses& of, std::size_t k) {  // [-]
    return of.lies[k] / (of.passed[k] + of.lies[k] + of.suspended[k]);
  };
  const std::string slope = "parameters = { bed_slope = 0.05 }\n";
  const Masses plug = masses("gully_plug", slope), check = masses("check_dam", slope),
               trap = masses("sediment_dam", slope), silt = masses("silt_dam", slope),
               wetland = masses("wetland", ""), predam = masses("predam", "");
  for (std::size_t k = 0; k < classes.size(); ++k) {
    CAPTURE(classes[k]);
    const auto came = [&](const Masses& of) { return of.passed[k] + of.lies[k] + of.suspended[k]; };
    REQUIRE(came(plug) > 0.0);
    for (const Masses* of : {&check, &trap, &silt, &wetland, &predam})
      CHECK(came(*of) == Approx(came(plug)).epsilon(1e-6));
    // The higher the dam, the more stays; the larger the basin, too.
    CHECK(plug.lies[k] < check.lies[k]);
    CHECK(check.lies[k] < trap.lies[k]);
    CHECK(trap.lies[k] < silt.lies[k]);
    CHECK(wetland.lies[k] < predam.lies[k]);
    if (k == 0) continue;  // and of coarser grains the larger share
    for (const Masses* of : {&plug, &check, &trap, &silt, &wetland, &predam})
      CHECK(kept(*of, k) > kept(*of, k - 1));
  }
}

TEST_CASE("a series stands as far apart as its silt reaches, and has one cost for each",
          "[run][measures][structures]") {
  const Scratch s;
  // L = H/(i - i') = 2/(0.02 - 0.015) = 400 m: at 100, 500 and 900 m.
  const fs::path series = results_of(
      s, "series",
      measure("G", "check_dam",
              "reach = \"R50\"\nchainage_m = [100, 900]\nparameters = { height_m = 2, bed_slope = 0.02 }"));
  CHECK(number_of(series / "measure_costs.csv", "G", "cost_middle_cny") == 3 * 20000.0);
  const std::size_t cells = rows_of(series / "structures.csv");
  CHECK(cells >= 2);
  CHECK(cells <= 3);
  // Of dams that stand in one cell, one has the room of all: H B^2/(6 (i - i')) for each triangle.
  double room = 0.0;
  const CsvTable table = qingliu::io::read_csv_table(series / "structures.csv");
  for (std::size_t row = 0; row < cells; ++row) room += table.number(row, table.column("capacity_m3"));
  CHECK(room == Approx(3 * 5.0 * 4.0 / (6.0 * 0.005)).epsilon(1e-9));
}

TEST_CASE("brush plugs rot: without upkeep half of the height is gone in three years",
          "[run][measures][structures]") {
  const Scratch s;
  const std::string slope = "parameters = { bed_slope = 0.05 }\n";
  const auto room = [&](const std::string& name, const std::string& rest) {
    const fs::path results =
        results_of(s, name, measure("P", "gully_plug", at + slope + rest, "2023-06-01T18:00:00"));
    return number_of(results / "structures.csv", "P", "capacity_m3");
  };
  // The room goes with the square of the height.
  CHECK(room("left", "upkeep = false\n") == Approx(0.25 * room("kept", "")).epsilon(2e-3));
}

TEST_CASE("a reservoir is flushed down to its level and closes again", "[run][measures][structures]") {
  const Scratch s;
  const auto flush = [](const std::string& parameters) {
    return pool + measure("F", "reservoir_flush", "dam = \"pool\"\nparameters = { " + parameters + " }",
                          "2026-06-01T01:00:00");
  };
  const fs::path kept = results_of(s, "kept", pool);
  const fs::path flushed = results_of(s, "flushed", flush("level_m = 49, q_m3s = 4, hours = 6"));
  const double released = number_of(flushed / "reservoirs.csv", "pool", "outlet_m3");
  CHECK(number_of(kept / "reservoirs.csv", "pool", "outlet_m3") == 0.0);
  CHECK(released > 0.5 * 4.0 * 6.0 * 3600.0);
  CHECK(released <= 4.0 * 6.0 * 3600.0 * (1.0 + 1e-9));
  CHECK(number_of(flushed / "measure_costs.csv", "F", "cost_middle_cny") == 30000.0);

  // A flushing that was over before the run leaves the rules as they are.
  const std::string with_levels = pool;
  write_text(s.path() / "rules.csv", "from,level_m,release_m3_per_s\n01-01,41,0\n");
  const std::string by_rules =
      with_levels.substr(0, with_levels.find("rule_level_m")) + "rules = \"rules.csv\"\n";
  const fs::path past =
      results_of(s, "past",
                 by_rules + measure("F", "reservoir_flush", "dam = \"pool\"\nparameters = { level_m = 49 }",
                                    "2023-06-01"));
  CHECK(number_of(past / "reservoirs.csv", "pool", "outlet_m3") == 0.0);
}

TEST_CASE("faults of what is built in streams are found at once, each with place and remedy",
          "[run][measures][structures]") {
  const Scratch s;
  const Outcome run =
      run_with(s,
               pool + measure("A", "check_dam", "reach = \"R999\"\nchainage_m = [5]") +
                   measure("B", "predam", "reach = \"R50\"\nchainage_m = [90000]") +
                   measure("C", "sediment_dam",
                           "reach = \"R50\"\nchainage_m = [500]\nparameters = { bed_slope = 0.01 }") +
                   measure("D", "check_dam",
                           "reach = \"R50\"\nchainage_m = [1018]\nparameters = { bed_slope = 0.1 }") +
                   measure("F", "reservoir_flush", "dam = \"lake\"\nparameters = { level_m = 45 }"),
               "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  for (const char* words :
       {"[[measure]] 'A': there is no reach 'R999'", "[[measure]] 'B': give chainage_m within reach 'R50'",
        "[[measure]] 'C': silted_slope = 0.015 is not below the bed's slope, 0.01",
        "[[measure]] 'D': another dam stands in the same cell", "s.toml:"})
    CHECK(run.output.find(words) != std::string::npos);
  const Outcome later =
      run_with(s,
               pool + measure("F", "reservoir_flush", "dam = \"lake\"\nparameters = { level_m = 45 }") +
                   measure("G", "reservoir_flush", "dam = \"pool\"") +
                   measure("H", "reservoir_flush", "dam = \"pool\"\nparameters = { level_m = 4 }"),
               "check s.toml --no-trial");
  CAPTURE(later.output);
  CHECK(later.output.find("'F': there is no [[reservoir]] 'lake'") != std::string::npos);
  CHECK(later.output.find("'G': say down to which level it is drawn") != std::string::npos);
  CHECK(later.output.find("'H': level_m = 4 lies outside 41 to 53 m of 'pool'") != std::string::npos);
}

TEST_CASE("what is built across a stream within a run is a stream until its day, and then begins empty",
          "[run][measures][structures]") {
  const Scratch s;
  for (const char* type : {"check_dam", "sediment_dam", "silt_dam", "gully_plug", "predam", "wetland"}) {
    CAPTURE(type);
    const bool dam =
        qingliu::measures::type_named(qingliu::measures::shipped_catalogue(), type)->builds != "pool";
    const std::string place = std::string(at) + (dam ? "parameters = { bed_slope = 0.05 }" : "");
    const auto kept = [&](const std::string& name, const std::string& built) {
      const fs::path results = results_of(s, name, measure("W", type, place, built));
      return number_of(results / (dam ? "structures.csv" : "reservoirs.csv"), "W", "inflow_m3");
    };
    const double whole = kept("whole", "2020-06-01"), late = kept("late", "2026-06-01T12:00:00");
    CHECK(late > 0.0);
    CHECK(late < 0.95 * whole);
    const std::string log = text_of(s.path() / "late" / "run.log");
    CHECK(log.find("h after the run's begin") != std::string::npos);
    CHECK(log.find("without effect") == std::string::npos);
  }
  // The same bits with any number of threads, and from checkpoints before and after that day.
  const std::string wetland = measure("W", "wetland", at, "2026-06-01T12:00:00");
  const std::string straight = hash_of(results_of(s, "straight", wetland));
  CHECK(hash_of(results_of(s, "threads", wetland, "--threads 3")) == straight);
  for (const char* steps : {"100", "900"}) {
    CAPTURE(steps);
    REQUIRE(run_with(s, wetland, std::string("run s.toml --quiet --overwrite -o cut --max-steps ") + steps)
                .status == 4);
    REQUIRE(run_with(s, wetland, "run s.toml --quiet --restart cut/checkpoint/newest.qlc").status == 0);
    CHECK(hash_of(s.path() / "cut") == straight);
  }
}

TEST_CASE("a dam that is built within the run begins empty, whatever its plan says of silt",
          "[run][measures][structures]") {
  const Scratch s;
  const auto dam = [](const std::string& filled, const std::string& built) {
    return measure("W", "check_dam", std::string(at) + filled + "parameters = { bed_slope = 0.05 }", built);
  };
  const auto at_start = [](const fs::path& results) {
    const std::string json = text_of(results / "summary.json");
    double sum = 0.0;
    for (std::size_t k = json.find("\"at_start_kg\""); k != std::string::npos;
         k = json.find("\"at_start_kg\"", k + 1))
      sum += std::strtod(json_value(json, "at_start_kg", k).c_str(), nullptr);
    return sum;
  };
  const fs::path empty = results_of(s, "empty", dam("", "2026-06-01T12:00:00"));
  const fs::path silted = results_of(s, "silted", dam("filled = 0.5\n", "2026-06-01T12:00:00"));
  CHECK(hash_of(silted) == hash_of(empty));
  CHECK(at_start(silted) == 0.0);
  CHECK(text_of(silted / "structures.csv") == text_of(empty / "structures.csv"));
  CHECK(text_of(silted / "run.log")
            .find("'W': filled = 0.5: what is built within the run begins empty. Take filled out") !=
        std::string::npos);
  CHECK(at_start(results_of(s, "old", dam("filled = 0.5\n", "2020-06-01"))) > 0.0);
  const fs::path basin =
      results_of(s, "basin", measure("W", "predam", std::string(at) + "filled = 0.5", "2026-06-01T12:00:00"));
  CHECK(hash_of(basin) == hash_of(results_of(s, "clean", measure("W", "predam", at, "2026-06-01T12:00:00"))));
}

TEST_CASE("a drop holds the bed of its cell from its day on and until its day",
          "[run][measures][structures]") {
  const Scratch s;
  const auto drop = [](const std::string& built, const std::string& rest = "") {
    return measure("D", "drop_structure", at + rest, built);
  };
  const auto cut = [](const fs::path& results) {  // [m] that the bed at the drop has gone down by the end
    const CsvTable streams = qingliu::io::read_csv_table(results / "streams.csv");
    double at_drop = -1.0;
    for (std::size_t row = 0; row < streams.rows.size(); ++row) {
      const double off = streams.number(row, streams.column("chainage_m")) - 500.0;
      if (streams.rows[row][0] == "R50" &&
          std::fabs(off) <= 0.5 * streams.number(row, streams.column("length_m")))
        at_drop = streams.number(row, streams.column("segment"));
    }
    const CsvTable series = qingliu::io::read_csv_table(results / "stream_series.csv");
    double change = std::nan("");
    for (std::size_t row = 0; row < series.rows.size(); ++row) {
      if (series.number(row, series.column("segment")) == at_drop)
        change = series.number(row, series.column("bed_change_m"));
    }
    return -change;
  };
  const fs::path bare = results_of(s, "bare", ""), always = results_of(s, "always", drop("2020-06-01"));
  REQUIRE(cut(bare) > cut(always));
  CHECK(text_of(always / "run.log").find("'D': its 1.5 m are less than half of the stream's ") !=
        std::string::npos);
  const fs::path late = results_of(s, "late", drop("2026-06-01T09:00:00"));
  const fs::path until = results_of(s, "until", "", "--set time.duration_h=9");
  CHECK(cut(late) <= cut(until) + 1e-12);  // nothing is taken of the original bed after that day
  CHECK(cut(late) > cut(always));
  CHECK(text_of(late / "run.log").find("9 h after the run's begin") != std::string::npos);
  const std::string brief = drop("2020-06-01", "retired = 2026-06-01T09:00:00\n");
  const fs::path gone = results_of(s, "brief", brief);
  CHECK(cut(gone) > cut(always));
  CHECK(hash_of(results_of(s, "never", drop("2026-06-02"))) == hash_of(bare));
  for (const char* steps : {"300", "1000"}) {
    CAPTURE(steps);
    const std::string plan = drop("2026-06-01T09:00:00");
    REQUIRE(
        run_with(s, plan, std::string("run s.toml --quiet --overwrite -o cut --max-steps ") + steps).status ==
        4);
    REQUIRE(run_with(s, plan, "run s.toml --quiet --restart cut/checkpoint/newest.qlc").status == 0);
    CHECK(hash_of(s.path() / "cut") == hash_of(late));
  }
}

TEST_CASE("a dam that is taken away within the run gives its water to the stream and leaves its silt",
          "[run][measures][structures]") {
  const Scratch s;
  for (const char* type : {"check_dam", "predam"}) {
    CAPTURE(type);
    const bool dam = std::string(type) == "check_dam";
    const std::string place = std::string(at) + (dam ? "parameters = { bed_slope = 0.05 }\n" : "");
    const auto kept = [&](const std::string& name, const std::string& more, const std::string& column,
                          const std::string& arguments = "") {
      const fs::path results = results_of(s, name, measure("W", type, place + more), arguments);
      return number_of(results / (dam ? "structures.csv" : "reservoirs.csv"), "W", column);
    };
    const std::string gone = "retired = 2026-06-01T10:00:00\n";
    const double until = kept("until", "", "deposit_m3", "--set time.duration_h=10");
    CHECK(until > 0.0);
    CHECK(kept("gone", gone, "deposit_m3") == Approx(until).epsilon(1e-9));
    CHECK(kept("gone", gone, "inflow_m3") < kept("stays", "", "inflow_m3"));
    const std::string plan = measure("W", type, place + gone);
    const std::string straight = hash_of(s.path() / "gone");
    CHECK(hash_of(results_of(s, "threads", plan, "--threads 3")) == straight);
    for (const char* steps : {"300", "1000"}) {
      CAPTURE(steps);
      REQUIRE(run_with(s, plan, std::string("run s.toml --quiet --overwrite -o cut --max-steps ") + steps)
                  .status == 4);
      REQUIRE(run_with(s, plan, "run s.toml --quiet --restart cut/checkpoint/newest.qlc").status == 0);
      CHECK(hash_of(s.path() / "cut") == straight);
    }
  }
}

TEST_CASE("what stands behind a retired dam is let down evenly within the hours that the user gives",
          "[run][measures][structures]") {
  const Scratch s;
  const auto plan = [](const std::string& release) {
    return measure("W", "predam", std::string(at) + "retired = 2026-06-01T02:00:00\n" + release);
  };
  const auto held = [](const fs::path& results, double hour) {  // [m3]
    const CsvTable series = qingliu::io::read_csv_table(results / "reservoir_series.csv");
    for (std::size_t row = 0; row < series.rows.size(); ++row) {
      if (std::fabs(series.number(row, series.column("time_s")) - 3600.0 * hour) < 1.0)
        return series.number(row, series.column("volume_m3"));
    }
    return std::nan("");
  };
  const fs::path four = results_of(s, "four", plan("release_h = 4"));
  const double full = held(four, 2.0);
  REQUIRE(full > 1000.0);
  // V (1 - t/T), and nothing after T.
  CHECK(held(four, 3.0) == Approx(0.75 * full).epsilon(1e-9));
  CHECK(held(four, 5.0) == Approx(0.25 * full).epsilon(1e-9));
  CHECK(held(four, 6.0) == 0.0);
  CHECK(held(results_of(s, "day", plan("")), 8.0) == Approx(0.75 * full).epsilon(1e-9));
  CHECK(held(results_of(s, "once", plan("release_h = 0")), 3.0) == 0.0);
  CHECK(text_of(four / "run.log").find("is let down evenly within 4 h (release_h)") != std::string::npos);
  const std::string straight = hash_of(four);
  CHECK(hash_of(results_of(s, "threads", plan("release_h = 4"), "--threads 3")) == straight);
  REQUIRE(
      run_with(s, plan("release_h = 4"), "run s.toml --quiet --overwrite -o cut --max-steps 150").status ==
      4);
  REQUIRE(
      run_with(s, plan("release_h = 4"), "run s.toml --quiet --restart cut/checkpoint/newest.qlc").status ==
      0);
  CHECK(hash_of(s.path() / "cut") == straight);
  for (const auto& [wrong, told] :
       {std::pair{measure("W", "predam", std::string(at) + "release_h = 4"),
                  "'W': release_h belongs to a dam that is retired. Give retired, or take it out"},
        {measure("W", "drop_structure", std::string(at) + "retired = 2026-06-01T02:00:00\nrelease_h = 4"),
         "'W': drop_structure holds no water that could be let down. Take release_h out"}}) {
    const Outcome run = run_with(s, wrong, "check s.toml --no-trial");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(told) != std::string::npos);
  }
}
