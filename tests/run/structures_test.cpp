// Check dams in a run: what they promise together with land, streams and reservoirs.
#include <catch2/catch.hpp>
#include <cmath>

#include "io/csv_table.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

constexpr const char* shape =
    "kind = \"check_dam\"\nheight_m = 3\nnotch_width_m = 4\nwing_m = 1\ncrest_length_m = 20\n"
    "valley_width_m = 40\ndrain_m2 = 0.2\ndrain_height_m = 0.5\nbed_slope = 0.02\n";
constexpr const char* place = "reach = \"R50\"\nchainage_m = 500\n";

/// The coarse synthetic catchment with a check dam above a reservoir.
Outcome run_with(const Scratch& scratch, const std::string& place, const std::string& more,
                 const std::string& arguments, const std::string& gauge = "gully") {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(scratch.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n\n"
                 "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 1\n"
                 "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
                 "crest_m = 55\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\n"
                 "start_level_m = 50\nspillway_m = 51\nspillway_width_m = 8\n"
                 "[[structure]]\nkind = \"weir\"\nname = \"low\"\nreach = \"R2\"\nchainage_m = 100\n"
                 "height_m = 0.2\nnotch_width_m = 2\n"
                 "[[gauge]]\nname = \"at the weir\"\ndam = \"low\"\n"
                 "[[structure]]\nname = \"gully\"\n" +
                 place + more + "[[gauge]]\nname = \"below\"\ndam = \"" + gauge + "\"\n");
  return program(scratch.path(),
                 "run s.toml --quiet --overwrite --set time.duration_h=14 --set "
                 "terrain.cell_size_m=480 --set output.every_min=120 " +
                     arguments);
}

}  // namespace

TEST_CASE(
    "a run with banks, weir, check dam and reservoir closes its books and has one hash for any number of "
    "threads",
    "[run][structures]") {
  const Scratch scratch;
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run =
        run_with(scratch, place, shape, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  CHECK(text_of(scratch.path() / "t1/structure_series.csv").find("\ngully,") != std::string::npos);
  CHECK(text_of(scratch.path() / "t1/structures.csv").find("\ngully,") != std::string::npos);
  CHECK(text_of(scratch.path() / "t1/gauges.csv").find("\nbelow,") != std::string::npos);
  CHECK(text_of(scratch.path() / "t1/run.log").find("structure 'gully': check_dam on R50") !=
        std::string::npos);
}

TEST_CASE(
    "one storm through slopes, gullies, banks, a weir, a check dam and a reservoir closes water and every "
    "class",
    "[run][structures][gullies]") {
  const Scratch scratch;
  const std::string gullies =
      "[[gully]]\nname = \"a\"\nhead = [651000, 2562500]\nhead_height_m = 1\nreach_m = 500\n"
      "[[gully]]\nname = \"b\"\nhead = [646900, 2568380]\nbase_m = 1.5\n";
  // The coarsest class travels along the bed, on the land and in the streams.
  const std::string bedload = " --set sediment.bedload=wong-parker --set sediment.bedload_from_um=1000";
  std::string first;
  for (const char* threads : {"1", "2"}) {
    const Outcome run = run_with(scratch, place, shape + gullies,
                                 std::string("-o t") + threads + " --threads " + threads + bedload);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    const std::vector<double> errors = relative_errors(results);
    REQUIRE(errors.size() >= 6);
    for (const double error : errors) CHECK(std::fabs(error) <= 1e-12);
  }
  // Each of them had its part in it.
  const fs::path results = scratch.path() / "t1";
  const auto sum = [&](const char* file, const std::string& column) {
    const io::CsvTable table = io::read_csv_table(results / file);
    double whole = 0.0;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      whole += std::fabs(table.number(r, table.column(column)));
    return whole;
  };
  CHECK(sum("gullies.csv", "gave_kg") > 1e3);
  CHECK(sum("banks.csv", "gave_kg") > 1e3);
  CHECK(sum("structure_series.csv", "deposit_m3") > 1.0);
  CHECK(sum("reservoir_series.csv", "deposit_m3") > 1.0);
  CHECK(sum("stream_series.csv", "bedload_kg_per_s") > 0.1);
  CHECK(sum("stream_series.csv", "bed_change_m") > 0.1);
  CHECK(json_value(text_of(results / "summary.json"), "negative_masses_clipped") == "0");
  REQUIRE(run_with(scratch, place, shape + gullies, "-o straight --max-steps 300" + bedload).status == 4);
  REQUIRE(run_with(scratch, place, shape + gullies, "-o parts --max-steps 150" + bedload).status == 4);
  REQUIRE(run_with(scratch, place, shape + gullies,
                   "--restart parts/checkpoint/newest.qlc --max-steps 150" + bedload)
              .status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
}

TEST_CASE("a run with a check dam goes on from a checkpoint bit for bit", "[run][structures]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, place, shape, "-o straight --max-steps 300").status == 4);
  REQUIRE(run_with(scratch, place, shape, "-o parts --max-steps 150").status == 4);
  REQUIRE(run_with(scratch, place, shape, "--restart parts/checkpoint/newest.qlc --max-steps 150").status ==
          4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv", "structure_series.csv", "structures.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
}

TEST_CASE("a dam that is part full at the start keeps the books of every class when it fails",
          "[run][structures][sources]") {
  const Scratch scratch;
  const std::string full = std::string(shape) + "filled = 0.5\ndesign_m3_per_s = 0.5\n";
  const std::string given = full + "filled_fraction = [0.1, 0.2, 0.3, 0.4, 0]\n";
  const auto last = [](const io::CsvTable& table, const std::string& column) {
    return table.number(table.rows.size() - 1, table.column(column));
  };
  const auto passed = [&](const fs::path& results) {  // [kg] through the dam
    const io::CsvTable gauges = io::read_csv_table(results / "gauges.csv");
    double sum = 0.0, before = 0.0;
    for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
      if (gauges.rows[r][static_cast<std::size_t>(gauges.column("gauge"))] != "below") continue;
      const double time = gauges.number(r, gauges.column("time_s"));
      sum += (time - before) * gauges.number(r, gauges.column("load_350um_kg_per_s"));
      before = time;
    }
    return sum;
  };
  for (const char* sources : {"", " --set sources.by=landuse"}) {
    const Outcome run = run_with(scratch, place, given, std::string("-o out") + sources);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const fs::path results = scratch.path() / "out";
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
    const io::CsvTable dams = io::read_csv_table(results / "structures.csv");
    CHECK(last(dams, "failed_at_s") > 0.0);
    const io::CsvTable budget = io::read_csv_table(results / "budget.csv");
    const std::string of = sources[0] == '\0' ? "" : "@stream_beds";
    // Half of the wedge, 3000 m3 of B H2/(6 (i - i')), in the shares given: 40 % of it 350 um.
    const double bulk = 0.1 / 500.0 + 0.2 / 1100.0 + 0.7 / 1500.0;
    CHECK(last(budget, "at_start_350um" + of + "_kg") ==
          Approx(0.4 * 0.5 * 40.0 * 9.0 / (6.0 * 0.01) / bulk).epsilon(1e-6));
    CHECK(last(budget, "at_start_1000um" + of + "_kg") == 0.0);
    if (of.empty()) CHECK(passed(results) > 1e4);
    CHECK(text_of(results / "run.log").find("with the grains of filled_fraction") != std::string::npos);
  }
  // Nobody said of which grains it is: those of the soil, and the run says so.
  const Outcome run = run_with(scratch, place, full, "-o out --max-steps 200");
  CAPTURE(run.output);
  REQUIRE(run.status == 4);
  const std::string log = text_of(scratch.path() / "out/run.log");
  CHECK(log.find("with the grains of the topsoil of its cell (an assumption)") != std::string::npos);
  const Outcome check = program(scratch.path(), "check s.toml --set terrain.cell_size_m=480");
  CHECK(check.output.find("nobody said of which grains it is. Give filled_fraction") != std::string::npos);
  // The state is whole in a checkpoint.
  REQUIRE(run_with(scratch, place, full, "-o parts --max-steps 100").status == 4);
  REQUIRE(run_with(scratch, place, full, "--restart parts/checkpoint/newest.qlc --max-steps 100").status ==
          4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "out"));
}

TEST_CASE("faults of a structure are named with place and remedy", "[run][structures]") {
  const Scratch scratch;
  const std::string all = shape;
  const auto refused = [&](const std::string& where, const std::string& more, const std::string& words,
                           const std::string& gauge = "gully") {
    const Outcome run = run_with(scratch, where, more, "-o out", gauge);
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(words) != std::string::npos);
    CHECK(run.output.find("s.toml:") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
  };
  const auto with = [&](const std::string& key, const std::string& value) {
    std::string text = all;
    const std::size_t at = text.find(key + " = ");
    if (at == std::string::npos) return text + key + " = " + value + "\n";
    return text.replace(at, text.find('\n', at) - at, key + " = " + value);
  };
  refused("point = [0, 0]\n", all, "[[structure]] 'gully': the dam stands beside the stream, ");
  refused("reach = \"R50\"\n", all, "give either reach and chainage_m, or point");
  refused(
      "reach = \"R50\"\nchainage_m = 1018\n", all,
      "another dam stands in the same cell, 'pool'. Move one of them, or take it out where it is the same");
  refused("reach = \"R1\"\nchainage_m = 1e6\n", all, "chainage_m is 1e+06, and reach R1 ends at ");
  refused(place, all.substr(0, all.find("wing_m")) + all.substr(all.find("valley_width_m")),
          "[[structure]] crest_length_m is missing");
  refused(place, with("crest_length_m", "0"), "the dam has no crest beside its notch");
  refused(place, with("notch_width_m", "60"), "is wider than the valley");
  refused(place, with("silted_slope", "0.03"), "is not below the bed's slope, 0.02");
  refused(place, with("filled_fraction", "[0.5, 0.5]"), "filled_fraction has 2 shares, [grains] 5 classes");
  refused(place, with("filled_fraction", "[0.5, 0.5, 0.5, 0, 0]"), "filled_fraction adds up to 1.5");
  refused(place, with("kind", "\"polder\""), "kind");
  const std::string weir = "kind = \"weir\"\nnotch_width_m = 2\nheight_m = ";
  refused(place, weir + "9\n", "does not lie below the bank");
  refused(place, "kind = \"weir\"\nnotch_width_m = 90\nheight_m = 0.1\n", "is wider than the stream");
  refused(place, "kind = \"drop\"\nheight_m = 1\nnotch_width_m = 2\n", "height_m belongs to kind");
  refused(place, with("drain_height_m", "4"), "lies above the sill");
  refused(place, with("drain_m2", "50"),
          "drain_m2 = 50, a pipe of 7.98 m about drain_height_m = 0.5, reaches above the dam, 4 m high");
  refused(place, "kind = \"culvert\"\nnotch_width_m = 1\nopening_m = 1\nlength_m = 8\ndeck_m = 0.5\n",
          "deck_m = 0.5 lies below the soffit, 1 m");
  refused(place, "kind = \"bridge\"\nnotch_width_m = 1\nlength_m = 8\ndeck_m = 2\n", "opening_m is missing");
  refused(place, all, "there is no reservoir or structure \"ghost\". There are: pool, low, gully", "ghost");
}
