// What a run leaves when it is asked to stop, at whatever moment, and what becomes of it.
#include <catch2/catch.hpp>
#include <random>

#include "run/progress.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// Starts the run in `out`, waits until it holds its signals back and has written so many of its seven
/// segments, then `delay` seconds, and sends TERM. (Not by the clock alone: other work on the machine moves
/// the end of the run.) The seconds from then to its end are on the last line of the output.
Outcome terminated(const fs::path& folder, const std::string& out, int segments, double delay) {
  const std::string last = "'" + (folder / out / "steps").string() + "'/00000" + std::to_string(segments - 1);
  const std::string written =
      segments == 0 ? "" : "until [ -e " + last + ".h5 ]; do kill -0 $pid || break; sleep 0.01; done; ";
  return program(folder,
                 rainy_slope("-o " + out) +
                     " & pid=$!; until grep -Eq '^Sig(Blk|Cgt):.*42.3$' /proc/$pid/status; do sleep 0.01; "
                     "done; " +
                     written + "sleep " + std::to_string(delay) +
                     "; date +%s.%N; kill -TERM $pid; wait $pid; status=$?; date +%s.%N; exit $status");
}

}  // namespace

TEST_CASE("TERM at five random moments: a checkpoint within a step and 5 s, status 4, and the same end",
          "[run][reliability]") {
  const Scratch scratch;
  const run::Stopwatch watch;
  REQUIRE(program(scratch.path(), rainy_slope("-o straight")).status == 0);
  const double whole = watch.seconds();
  std::mt19937 random(8);
  std::uniform_int_distribution<int> segments(1, 5);
  std::uniform_real_distribution<double> moment(0.0, 0.1 * whole);
  for (int trial = 0; trial < 5; ++trial) {
    const std::string out = "t" + std::to_string(trial);
    // The first comes before anything is built.
    const int written = trial == 0 ? 0 : segments(random);
    const double delay = trial == 0 ? 0.0 : moment(random);
    const Outcome stopped = terminated(scratch.path(), out, written, delay);
    CAPTURE(trial, written, delay, stopped.output);
    REQUIRE(stopped.status == 4);
    CHECK(stopped.output.find("stopped by signal 15") != std::string::npos);
    CHECK(seconds_to_end(stopped.output) < 5.0);
    const std::string threads = trial % 2 == 0 ? " --threads 1" : " --threads 2";
    REQUIRE(program(scratch.path(), rainy_slope("--restart " + out + "/checkpoint/newest.qlc" + threads))
                .status == 0);
    CHECK(hash_of(scratch.path() / out) == hash_of(scratch.path() / "straight"));
    for (const char* file : {"gauges.csv", "budget.csv"})
      CHECK(text_of(scratch.path() / out / file) == text_of(scratch.path() / "straight" / file));
  }
}

TEST_CASE("200 steps are 100, a restart on another number of threads, and 100", "[run][reliability]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), rainy_slope("-o straight --max-steps 200 --threads 2")).status == 4);
  REQUIRE(program(scratch.path(), rainy_slope("-o parts --max-steps 100 --threads 1")).status == 4);
  REQUIRE(program(scratch.path(),
                  rainy_slope("--restart parts/checkpoint/newest.qlc --max-steps 100 --threads 3"))
              .status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
}

TEST_CASE("the time of --max-wall counts from the start of the program", "[run][reliability]") {
  const Scratch scratch;
  // Less than the world takes to build: the first step is the last.
  REQUIRE(program(scratch.path(), rainy_slope("-o parts --max-wall 1e-9")).status == 4);
  CHECK(json_value(text_of(scratch.path() / "parts/summary.json"), "steps") == "1");
}

TEST_CASE("a damaged newest checkpoint gives way to the one before", "[run][reliability]") {
  const Scratch scratch;
  const fs::path newest = scratch.path() / "parts/checkpoint/newest.qlc";
  REQUIRE(program(scratch.path(), rainy_slope("-o straight --max-steps 60")).status == 4);
  REQUIRE(program(scratch.path(), rainy_slope("-o parts --max-steps 20")).status == 4);
  REQUIRE(
      program(scratch.path(), rainy_slope("--restart parts/checkpoint/newest.qlc --max-steps 20")).status ==
      4);
  write_text(newest, text_of(newest).substr(0, 1000));
  const Outcome rest =
      program(scratch.path(), rainy_slope("--restart parts/checkpoint/newest.qlc --max-steps 40"));
  CAPTURE(rest.output);
  REQUIRE(rest.status == 4);
  CHECK(rest.output.find("the run goes on from parts/checkpoint/previous.qlc") != std::string::npos);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  // The damaged one did not push out the one that was whole.
  fs::remove(newest);
  REQUIRE(
      program(scratch.path(), rainy_slope("--restart parts/checkpoint/newest.qlc --max-steps 40")).status ==
      4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
}
