// Earthworks of a scenario in whole runs: rooms for water below the grid.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "measure_case.hpp"

using namespace qingliu::testing;

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
