// Earthworks of a scenario in whole runs: rooms for water below the grid.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "measure_case.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

using namespace qingliu::testing;

namespace {

/// The stores of the plot's works at a moment [s], with a type "sealed" that leaves `times` of the soil's
/// conductivity while it is there.
std::vector<qingliu::SlopeStore> stores_at(const Scratch& s, double moment, const std::string& times,
                                           const std::string& sections) {
  write_text(
      s.path() / "types.toml",
      "[sealed]\nzh = \"硬化\"\nen = \"sealed ground\"\ngeom = \"polygon\"\nacts = [\"ksat\"]\np = {}\n"
      "effect = {ksat = {times_by_year = [" +
          times + "]}}\nage = {model = \"none\"}\ncost = {unit = \"CNY/ha\", v = [0, 0, 0]}\n");
  std::string text = plot(sections);
  text.replace(text.find("[scenario]\n"), 11, "[scenario]\ncatalogue = \"types.toml\"\n");
  write_text(s.path() / "s.toml", text);
  const auto world = qingliu::run::build_world(qingliu::scenario::read_scenario(s.path() / "s.toml"));
  qingliu::run::take_cover_stages(moment, *world);
  return world->works.stores;
}

}  // namespace

TEST_CASE("each earthwork keeps water and soil on the plot, the more the more of it there is",
          "[run][measures][earthworks]") {
  const Scratch s;
  const fs::path bare = run_plot(s, "bare", "");
  for (const char* type : {"terrace_level", "terrace_sloping", "terrace_interval", "trench_bamboo",
                           "pits_fishscale", "step_level", "orchard_bund_ditch", "tillage_contour"}) {
    CAPTURE(type);
    const fs::path half =
        run_plot(s, std::string(type) + "-half", measure("M", type, "where = \"elevation_m > 103\""));
    const fs::path whole = run_plot(s, type, measure("M", type));
    for (const fs::path& results : {half, whole}) {
      for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
    }
    CHECK(soil_lost(whole) < soil_lost(half));
    CHECK(soil_lost(half) < soil_lost(bare));
    CHECK(water_left(whole) < water_left(half));
    CHECK(water_left(half) < water_left(bare));
    CHECK(text_of(whole / "measures.csv").find("\nM,") != std::string::npos);
  }
}

TEST_CASE("pits that silt has filled hold nothing, and neglected terraces hold less",
          "[run][measures][earthworks]") {
  const Scratch s;
  const std::string bare = hash_of(run_plot(s, "bare", ""));
  const fs::path clean = run_plot(s, "clean", measure("M", "pits_fishscale"));
  const fs::path half = run_plot(s, "half", measure("M", "pits_fishscale", "filled = 0.5"));
  CHECK(water_left(clean) < water_left(half));
  // All of the room is gone: the same bits as bare ground but for the empty stores in the hash.
  CHECK(water_left(run_plot(s, "full", measure("M", "pits_fishscale", "filled = 1"))) ==
        water_left(s.path() / "bare"));
  const fs::path kept = run_plot(s, "kept", measure("M", "terrace_sloping", "", "2000-06-01"));
  const fs::path left = run_plot(s, "left", measure("M", "terrace_sloping", "upkeep = false", "2000-06-01"));
  CHECK(water_left(kept) < water_left(left));
}

TEST_CASE("earthworks go on from a checkpoint to the same bits, with any number of threads",
          "[run][measures][earthworks]") {
  const Scratch s;
  const std::string works = measure("M", "pits_fishscale", "where = \"elevation_m < 103\"") +
                            measure("N", "terrace_level", "where = \"elevation_m >= 103\"");
  const std::string straight = hash_of(run_plot(s, "straight", works));
  CHECK(hash_of(run_plot(s, "threads", works, "--threads 3")) == straight);
  write_text(s.path() / "cut.toml", plot(works));
  REQUIRE(program(s.path(), "run cut.toml --quiet -o cut --max-steps 400").status == 4);
  const Outcome second = program(s.path(), "run cut.toml --restart cut/checkpoint/newest.qlc --quiet");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == straight);
}

TEST_CASE("two earthworks on the same ground are an error that names both", "[run][measures][earthworks]") {
  const Scratch s;
  write_text(s.path() / "s.toml", plot(measure("A", "pits_fishscale") + measure("B", "terrace_level")));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  CHECK(run.output.find("'B' lies on the ground of 'A' in 100 cells (0.01 ha). Both move its earth") !=
        std::string::npos);
}

TEST_CASE("rain above its design breaks an earthwork, and leaves it half of its room",
          "[run][measures][earthworks]") {
  const Scratch s;  // 60 mm/h for half an hour; silt leaves room for less than runs off
  const auto left = [&](const std::string& name, const std::string& rest) {
    return water_left(run_plot(s, name, measure("M", "terrace_sloping", "filled = 0.9\n" + rest)));
  };
  const double bare = water_left(run_plot(s, "bare", "")), whole = left("whole", "");
  const double broken = left("broken", "design_rain_mm = 10\ndesign_rain_h = 0.25");
  CHECK(broken > whole);
  CHECK(broken < bare);
  CHECK(left("above", "design_rain_mm = 31\ndesign_rain_h = 0.5") == whole);
  CHECK(left("spread", "design_rain_mm = 16\ndesign_rain_h = 0.25") == whole);  // 15 mm in a quarter
  for (const double error : relative_errors(s.path() / "broken")) CHECK(std::abs(error) <= 1e-12);
  CHECK(text_of(s.path() / "broken/run.log").find("exceeds its design, 10 mm in 0.25 h, after 0.18 h") !=
        std::string::npos);
}

TEST_CASE("what seals the ground under pits for a while lets them seep again when it is taken away",
          "[run][measures][earthworks]") {
  const Scratch s;
  const std::string pits = measure("M", "pits_fishscale");
  const std::string sealed = measure("P", "sealed", "retired = 2026-06-01T00:15:00");
  const auto open = stores_at(s, 0.0, "0.0", pits);
  const auto before = stores_at(s, 899.0, "0.0", sealed + pits);
  const auto after = stores_at(s, 900.0, "0.0", sealed + pits);
  REQUIRE(open.size() == 100);
  REQUIRE(after.size() == open.size());
  for (std::size_t n = 0; n < open.size(); ++n) {
    CHECK(open[n].seepage > 0.0);
    CHECK(before[n].seepage == 0.0);
    CHECK(before[n].soil_room == 0.0);
    CHECK(after[n].seepage == open[n].seepage);
    CHECK(after[n].soil_room == open[n].soil_room);
  }
}

TEST_CASE("pits seep through the topsoil of their own ground under every law of infiltration",
          "[run][measures][earthworks]") {
  const Scratch s;  // two horizons: 8 mm/h above 30; the ground below 103 m takes in half
  const std::string works =
      measure("P", "sealed", "where = \"elevation_m < 103\"") + measure("M", "pits_fishscale");
  for (const char* law : {"green-ampt", "smith-parlange"}) {
    CAPTURE(law);
    const auto stores =
        stores_at(s, 0.0, "0.5", "[infiltration]\nkind = \"" + std::string(law) + "\"\n" + works);
    const auto [least, most] = std::ranges::minmax(stores, {}, &qingliu::SlopeStore::seepage);
    CHECK(least.seepage > 0.0);
    CHECK(most.seepage == Approx(2.0 * least.seepage).epsilon(1e-12));
    CHECK(most.seepage == Approx(most.wet_share * 8e-3 / 3600.0).epsilon(1e-12));
  }
}
