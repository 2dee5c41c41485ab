#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>

#include "io/background_job.hpp"

using qingliu::io::BackgroundJob;

TEST_CASE("a job runs beside its caller, the next one after it", "[background]") {
  BackgroundJob job;
  std::atomic<bool> go = false;
  int done = 0;
  job.start([&] {
    while (!go) std::this_thread::yield();
    done = done * 10 + 1;
  });
  go = true;
  job.start([&] { done = done * 10 + 2; });
  job.wait();
  CHECK(done == 12);
}

TEST_CASE("what a job throws reaches the caller once, at its next call", "[background]") {
  BackgroundJob job;
  const auto fail = [&] { job.start([] { throw std::runtime_error("disk full"); }); };
  fail();
  CHECK_THROWS_WITH(job.wait(), "disk full");
  CHECK_NOTHROW(job.wait());
  fail();
  CHECK_THROWS_WITH(job.start([] {}), "disk full");
  fail();
  const auto until_it_failed = [&] {
    for (int n = 0; n < 5000; ++n) {
      job.check();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
  CHECK_THROWS_WITH(until_it_failed(), "disk full");
  CHECK_NOTHROW(job.check());
}
