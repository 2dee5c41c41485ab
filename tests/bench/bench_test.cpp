#include <catch2/catch.hpp>
#include <cmath>

#include "bench/bench.hpp"
#include "bench/bench_report.hpp"
#include "core/error.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::bench;

TEST_CASE("a case is written, run in a process of its own, and closes its books", "[bench]") {
  const testing::ScratchFolder scratch;
  Work work{case_named("R32", false), "full", Parts::sediment};
  work.subject.duration = 600.0;
  REQUIRE(prepare(work.subject, scratch.path()));
  const auto scenario = write_scenario(work, scratch.path());
  const Measurement one = measure(scenario, 1);
  const Measurement two = measure(scenario, 2);
  CHECK(one.active_cells == 1024);
  CHECK(one.steps > 10);
  CHECK(one.model_time == 600.0);
  CHECK(std::fabs(one.water_error) < 1e-12);
  CHECK(one.class_error < 1e-12);
  CHECK(one.state_hash == two.state_hash);
  CHECK(one.peak_memory > 1e6);
}

TEST_CASE("all the rain on the V and on a steep mountain leaves them in the end, with every scheme",
          "[bench]") {
  const testing::ScratchFolder scratch;
  for (const char* name : {"V10", "F128"}) {
    for (const char* scheme : {"full", "lean", "inertial"}) {
      const Work work{case_named(name, true), scheme, Parts::flow};
      REQUIRE(prepare(work.subject, scratch.path()));
      const Measurement m = measure(write_scenario(work, scratch.path()), 1);
      CAPTURE(name, scheme);
      // 10.8 mm/h on 1.62 km2; 60 mm/h on 128 x 128 cells of 10 m
      const double plateau = name[0] == 'V' ? 4.86 : 27.307;
      CHECK(m.peak_discharge == Approx(plateau).epsilon(0.01));
      CHECK(std::fabs(m.water_error) < 1e-12);
    }
  }
}

TEST_CASE("the history finds the last run of the same work on the same machine, and no other", "[bench]") {
  const testing::ScratchFolder scratch;
  const auto file = scratch / "history.jsonl";
  Record record{{case_named("F64", false), "full", Parts::flow}, {}, 0.0};
  record.best.active_cells = 4096;
  record.best.steps = 100;
  record.best.threads = 1;
  record.best.wall = 0.5;
  CHECK_FALSE(last_speed(file, record, "a"));
  append_history(file, {json_line(record, "a", "1")});
  record.best.wall = 0.25;
  append_history(file, {json_line(record, "a", "1"), json_line(record, "b", "1")});
  REQUIRE(last_speed(file, record, "a"));
  CHECK(*last_speed(file, record, "a") == Approx(4096 * 100 / 0.25));
  CHECK(table_line(record, last_speed(file, record, "a")).find("1.00") != std::string::npos);
  record.best.threads = 2;
  CHECK_FALSE(last_speed(file, record, "a"));
}

TEST_CASE("an unknown case or unknown parts are named with what there is", "[bench]") {
  CHECK_THROWS_WITH(case_named("X10", false), Catch::Contains("big-tujunga"));
  CHECK_THROWS_AS(case_named("F8", false), InputError);
  BenchOptions options;
  options.cases = {"F128"};
  options.parts = {"mud"};
  CHECK_THROWS_WITH(works_of(options), Catch::Contains("sediment"));
}
