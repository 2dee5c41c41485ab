// Branches: runs that go on under a scenario with other plans.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "measure_case.hpp"

using namespace qingliu::testing;

namespace {

/// The plot until a step, some minutes, under one list of measures, and on from there as a branch under
/// another.
Outcome branch(const Scratch& s, const std::string& before, const std::string& after,
               const std::string& steps = "200") {
  write_text(s.path() / "before.toml", plot(before));
  write_text(s.path() / "after.toml", plot(after));
  const Outcome first =
      program(s.path(), "run before.toml --quiet --overwrite -o branch --max-steps " + steps);
  CAPTURE(first.output);
  REQUIRE(first.status == 4);
  return program(s.path(),
                 "run after.toml --restart branch/checkpoint/newest.qlc --branch other --quiet --threads 2");
}

constexpr const char* half = "2026-06-01T00:15:00";

}  // namespace

TEST_CASE("a branch that only plans what is to come is the run that had planned it from the first",
          "[run][reliability][measures]") {
  const Scratch s;
  const std::string dry = "[evaporation]\nrate_mm_per_d = 5\n";
  const std::string cover = measure("M", "mulch", "where = \"elevation_m < 103\"", half);
  const std::string pits = measure("P", "pits_fishscale", "where = \"elevation_m > 102\"", half);
  const std::string old = measure("T", "terrace_sloping", "where = \"elevation_m < 102\"");
  const std::string strips = measure("B", "grass_strip", "where = \"elevation_m > 104\"", half);
  const std::string ditch = "wkt = \"LINESTRING (500000 2550010, 500005 2550010)\"";
  const std::string ditches = measure("D", "ditch_intercept", ditch, half);
  const std::string upper =
      measure("U", "ditch_intercept", "wkt = \"LINESTRING (500000 2550014, 500005 2550014)\"");
  for (const std::string& before : {std::string(), dry, old + upper, old + dry}) {
    for (const std::string& planned : {cover, pits, ditches, cover + pits + strips + ditches}) {
      CAPTURE(before, planned);
      const std::string straight = hash_of(run_plot(s, "straight", before + planned, "--overwrite"));
      const Outcome run = branch(s, before, before + planned);
      CAPTURE(run.output);
      REQUIRE(run.status == 0);
      CHECK(hash_of(s.path() / "branch") == straight);
      for (const double error : relative_errors(s.path() / "branch")) CHECK(std::abs(error) <= 1e-12);
    }
  }
}

TEST_CASE("a branch may end a cover that changes what the soil takes in, until it has ended",
          "[run][reliability][measures]") {
  const Scratch s;
  const std::string stays = measure("C", "closure"),
                    ends = measure("C", "closure", "retired = " + std::string(half));
  const std::string straight = hash_of(run_plot(s, "straight", ends));
  CHECK(hash_of(run_plot(s, "stays", stays)) != straight);
  for (const char* steps : {"100", "150"}) {
    CAPTURE(steps);
    const Outcome run = branch(s, stays, ends, steps);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    CHECK(hash_of(s.path() / "branch") == straight);
  }
  // At step 250 the quarter of an hour is over: the closure would have to have ended.
  const Outcome late = branch(s, stays, ends, "250");
  CAPTURE(late.output);
  CHECK(late.status == 2);
  CHECK(late.output.find("it is 'covers changed at 900 s'") != std::string::npos);
}

TEST_CASE("a branch may drop what was planned for later, not what has already acted",
          "[run][reliability][measures]") {
  const Scratch s;
  const std::string planned = measure("P", "pits_fishscale", "", half) + measure("M", "mulch", "", half);
  const std::string bare = hash_of(run_plot(s, "bare", ""));
  const Outcome dropped = branch(s, planned, "");
  CAPTURE(dropped.output);
  REQUIRE(dropped.status == 0);
  CHECK(hash_of(s.path() / "branch") == bare);
  // What has begun by then is in the state.
  for (const char* began : {"2020-06-01", "2026-06-01T00:02:00"}) {
    CAPTURE(began);
    const Outcome gone = branch(s, measure("P", "pits_fishscale", "", began), "");
    CAPTURE(gone.output);
    CHECK(gone.status == 2);
    CHECK(gone.output.find("it was 'works on slopes 100 stores") != std::string::npos);
  }
  const Outcome less =
      branch(s, measure("C", "closure"), measure("C", "closure", "where = \"elevation_m < 103\""));
  CAPTURE(less.output);
  CHECK(less.status == 2);
  CHECK(less.output.find("it was 'conductivity and moisture of the ground ") != std::string::npos);
}

TEST_CASE("a branch may not move, resize or date what has already acted", "[run][reliability][measures]") {
  const Scratch s;
  const auto ditch = [](const char* y, const std::string& more = "") {
    return measure("D", "ditch_intercept",
                   fmt::format("wkt = \"LINESTRING (500000 {0}, 500005 {0})\"\n{1}", y, more));
  };
  const std::string early = "2026-06-01T00:02:00", earlier = "2026-06-01T00:01:00";
  struct Change {
    std::string before, after, told;
  };
  for (const Change& c :
       {Change{ditch("2550010"), ditch("2550012"), "it was 'ditch D of "},
        {ditch("2550010"), ditch("2550010", "parameters = { depth_m = 0.7 }"), "it was 'ditch D of "},
        {ditch("2550010"), ditch("2550010", "retired = " + early), "it was 'ditch D of "},
        {measure("P", "pits_fishscale"), measure("P", "pits_fishscale", "retired = " + early),
         "it was 'works on slopes 100 stores"},
        {measure("P", "pits_fishscale", "", early), measure("P", "pits_fishscale", "", earlier),
         "it was 'works on slopes 100 stores"},
        {"", measure("M", "mulch", "", early), "it is 'covers changed at 120 s'"}}) {
    CAPTURE(c.before, c.after);
    const Outcome run = branch(s, c.before, c.after);
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(c.told) != std::string::npos);
  }
}
