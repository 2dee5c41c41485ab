// What a run promises: one answer for any number of threads and across restarts, clean ends, no folder
// spoilt.
#include <catch2/catch.hpp>
#include <cmath>

#include <csignal>
#include <limits>
#include <thread>

#include "core/error.hpp"
#include "run/signals.hpp"
#include "run/simulation.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A storm on the coarse synthetic catchment: streams, all soils, all classes, in a second or two.
std::string storm(const std::string& more) {
  return "run '" + shipped("gongping/scenario.toml").string() +
         "' --quiet --set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=120 " +
         more;
}

/// The hillslope, rain and runoff within the first seconds of the run.
std::string slope(const std::string& more) {
  return "run '" + shipped("hillslope/scenario.toml").string() + "' --quiet --set terrain.cell_size_m=1 " +
         more;
}

}  // namespace

TEST_CASE("one hash over 1, 2, 3 and 4 threads", "[run][reliability]") {
  const std::string scheme =
      GENERATE(" --set flow.scheme=full", " --set flow.scheme=lean --set flow.courant=0.3",
               " --set flow.scheme=inertial");
  const Scratch scratch;
  std::string first;
  for (int threads = 1; threads <= 4; ++threads) {
    const std::string out = "t" + std::to_string(threads);
    REQUIRE(program(scratch.path(), storm("-o " + out + " --threads " + std::to_string(threads) + scheme))
                .status == 0);
    if (threads == 1) first = hash_of(scratch.path() / out);
    CHECK(first.size() == 16);
    CHECK(hash_of(scratch.path() / out) == first);
  }
}

TEST_CASE("100 steps, a restart and 100 steps are 200 steps, bit for bit", "[run][reliability]") {
  const std::string scheme =
      GENERATE("--set flow.scheme=full ", "--set flow.scheme=lean --set flow.courant=0.3 ",
               "--set flow.scheme=inertial ");
  const Scratch scratch;
  REQUIRE(program(scratch.path(), slope(scheme + "-o straight --max-steps 200")).status == 4);
  REQUIRE(program(scratch.path(), slope(scheme + "-o parts --max-steps 100")).status == 4);
  const Outcome second =
      program(scratch.path(), slope(scheme + "--restart parts/checkpoint/newest.qlc --max-steps 100"));
  CAPTURE(second.output);
  REQUIRE(second.status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv"}) {
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
  }
  CHECK(text_of(scratch.path() / "parts/checkpoint/newest.qlc").size() ==
        text_of(scratch.path() / "straight/checkpoint/newest.qlc").size());
}

TEST_CASE("with bedload: a restart is bit for bit, and every class closes", "[run][reliability]") {
  const Scratch scratch;
  const auto bed = [](const std::string& more) {
    return storm(
        "--set sediment.bedload=wilcock-crowe --set sediment.bedload_from_um=300 "
        "--set sediment.active_layer_mm=5 " +
        more);
  };
  REQUIRE(program(scratch.path(), bed("-o straight --threads 1")).status == 0);
  const Outcome first = program(scratch.path(), bed("-o parts --threads 2 --max-steps 300"));
  CAPTURE(first.output);
  REQUIRE(first.status == 4);
  REQUIRE(program(scratch.path(), bed("--threads 2 --restart parts/checkpoint/newest.qlc")).status == 0);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  REQUIRE(program(scratch.path(), storm("-o without")).status == 0);
  CHECK(hash_of(scratch.path() / "without") != hash_of(scratch.path() / "straight"));
  for (const double error : relative_errors(scratch.path() / "straight")) CHECK(std::fabs(error) <= 1e-12);
}

TEST_CASE("a restart with a changed scenario is refused with the difference, unless it is a branch",
          "[run][reliability]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), slope("-o parts --max-steps 10")).status == 4);
  const std::string changed = "--restart parts/checkpoint/newest.qlc --max-steps 1 --set flow.courant=0.3";
  const Outcome refused = program(scratch.path(), slope(changed));
  CHECK(refused.status == 2);
  CHECK(refused.output.find("it was 'courant = 0.45', it is 'courant = 0.3") != std::string::npos);
  CHECK(refused.output.find("--branch") != std::string::npos);
  CHECK(program(scratch.path(), slope(changed + " --branch steeper")).status == 4);
  const std::string summary = text_of(scratch.path() / "parts/summary.json");
  CHECK(summary.find("\"branches\": [\"steeper at ") != std::string::npos);
  CHECK(summary.find("; - courant = 0.45; + courant = 0.3") != std::string::npos);
  // A branch of a branch tells of both.
  CHECK(program(scratch.path(), slope(changed + "5 --branch more")).status == 4);
  const std::string second = text_of(scratch.path() / "parts/summary.json");
  CHECK(second.find("\"branches\": [\"steeper at ") != std::string::npos);
  CHECK(second.find("\", \"more at ") != std::string::npos);
}

TEST_CASE("a restart that is refused touches nothing and makes no folder", "[run][reliability]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), slope("-o parts --max-steps 10")).status == 4);
  const std::string before = text_of(scratch.path() / "parts/steps/static.h5");
  const std::string checkpoint = text_of(scratch.path() / "parts/checkpoint/newest.qlc");
  const auto refused = [&](const std::string& arguments, const std::string& said) {
    const Outcome run = program(scratch.path(), slope(arguments));
    CAPTURE(arguments, run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(said) != std::string::npos);
    CHECK(text_of(scratch.path() / "parts/steps/static.h5") == before);
  };
  refused("--restart parts/checkpoint/newest.qlc --set landuse.uniform=2", "the canopy has changed");
  // Not even a branch may change what the books stand on, or what has fallen.
  const std::string branch = "--restart parts/checkpoint/newest.qlc --branch other ";
  refused(branch + "--set output.every_min=1", "it was 'output.every_min 5', it is 'output.every_min 1'");
  refused(branch + "--set output.gauges_every_min=2", "gauges_every_min");
  refused(branch + "--set gauge.0.name=other", "gauge half-way");
  refused(branch + "--set rain.0.rain_mm_per_h=90", "what has fallen");
  write_text(scratch.path() / "damaged.qlc", checkpoint.substr(0, checkpoint.size() / 2));
  refused("--restart damaged.qlc", "-o");
  refused("--restart damaged.qlc -o new", "damaged.qlc");
  CHECK_FALSE(fs::exists(scratch.path() / "new"));
  // Another run's results are not overwritten.
  REQUIRE(program(scratch.path(), slope("-o other --max-steps 5")).status == 4);
  refused("--restart parts/checkpoint/newest.qlc -o other", "--overwrite");
  // A new folder takes the rest of the run.
  CHECK(
      program(scratch.path(), slope("--restart parts/checkpoint/newest.qlc -o rest --max-steps 5")).status ==
      4);
  fs::remove(scratch.path() / "parts/steps/000000.h5");
  refused("--restart parts/checkpoint/newest.qlc", "000000.h5 is missing");
}

TEST_CASE(
    "TERM ends a run with a checkpoint, valid results and status 4, the restart ends as if nothing had been",
    "[run][reliability]") {
  const Scratch scratch;
  REQUIRE(program(scratch.path(), slope("-o straight")).status == 0);
  const Outcome stopped =
      program(scratch.path(), slope("-o parts & pid=$!; sleep 1; kill -TERM $pid; wait $pid"));
  CAPTURE(stopped.output);
  REQUIRE(stopped.status == 4);
  CHECK(stopped.output.find("stopped by signal 15") != std::string::npos);
  CHECK(fs::exists(scratch.path() / "parts/results.vtkhdf"));
  CHECK(json_value(text_of(scratch.path() / "parts/summary.json"), "status") == "stopped: signal 15");
  REQUIRE(program(scratch.path(), slope("--restart parts/checkpoint/newest.qlc")).status == 0);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  CHECK(text_of(scratch.path() / "parts/gauges.csv") == text_of(scratch.path() / "straight/gauges.csv"));
}

TEST_CASE("the resolved scenario beside the results runs to the same hash", "[run][reliability]") {
  const Scratch scratch;
  const std::string settings = "--set time.duration_h=0.1 --set rain.0.rain_mm_per_h=90";
  fs::copy(shipped("hillslope"), scratch.path() / "hillslope");
  REQUIRE(program(scratch.path(), "run hillslope/scenario.toml --quiet -o hillslope/a " + settings).status ==
          0);
  const Outcome again = program(scratch.path(), "run hillslope/a/scenario.used.toml --quiet -o hillslope/b");
  CAPTURE(again.output);
  REQUIRE(again.status == 0);
  CHECK(hash_of(scratch.path() / "hillslope/a") == hash_of(scratch.path() / "hillslope/b"));
}

TEST_CASE("results are never overwritten unasked, and a run without -o takes a new folder",
          "[run][reliability]") {
  const Scratch scratch;
  const std::string run =
      "run '" + shipped("hillslope/scenario.toml").string() + "' --quiet --set time.duration_h=0.02 ";
  REQUIRE(program(scratch.path(), run + "-o out").status == 0);
  const Outcome refused = program(scratch.path(), run + "-o out");
  CHECK(refused.status == 2);
  CHECK(refused.output.find("--overwrite") != std::string::npos);
  CHECK(program(scratch.path(), run + "-o out --overwrite").status == 0);
  REQUIRE(program(scratch.path(), run).status == 0);
  REQUIRE(program(scratch.path(), run).status == 0);
  CHECK(fs::exists(scratch.path() / "results/hillslope-001/summary.json"));
  CHECK(fs::exists(scratch.path() / "results/hillslope-002/summary.json"));
}

TEST_CASE("not-a-number in the flow or in a concentration stops the run and names the cell",
          "[run][reliability]") {
  const bool in_flow = GENERATE(true, false);
  const Scratch scratch;
  const scenario::Scenario scenario =
      scenario::read_scenario(shipped("hillslope/scenario.toml"), {"time.duration_h=0.1"});
  const auto world = run::build_world(scenario);
  Field<double>& field = in_flow ? world->state.velocity_x : world->state.concentration[1];
  field[world->grid.index(7, 30)] = std::numeric_limits<double>::quiet_NaN();
  world->state.depth[world->grid.index(7, 30)] = 0.01;
  run::RunOptions options;
  options.folder = scratch.path() / "out";
  options.quiet = true;
  fs::create_directories(options.folder);
  std::string message;
  try {
    run::simulate(scenario, *world, options);
  } catch (const NumericalError& error) {
    message = error.what();
  }
  CAPTURE(message);
  CHECK(message.find("cell (") != std::string::npos);
  CHECK(message.find("step 1:") != std::string::npos);
  CHECK(message.find("nan") != std::string::npos);
  CHECK(fs::exists(options.folder / "results.vtkhdf"));
  CHECK_FALSE(fs::exists(options.folder / "checkpoint"));
}
