// The program's own sched_yield, which the MPI library calls while it waits.
#include <dlfcn.h>
#include <sched.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>

namespace {

/// How often this thread has gone to sleep so far.
long sleeps() {
  rusage use{};
  getrusage(RUSAGE_THREAD, &use);
  return use.ru_nvcsw;
}

void yield_for(std::chrono::milliseconds span) {
  const auto end = std::chrono::steady_clock::now() + span;
  while (std::chrono::steady_clock::now() < end) sched_yield();
}

}  // namespace

TEST_CASE("a short wait stays awake, a long one sleeps", "[parallel]") {
  const long before = sleeps();
  for (int call = 0; call < 10; ++call) sched_yield();
  CHECK(sleeps() == before);
  yield_for(std::chrono::milliseconds(200));
  CHECK(sleeps() > before + 10);
}

TEST_CASE("calls of sched_yield in shared libraries come to that of the program", "[parallel]") {
  Dl_info found{};
  REQUIRE(dladdr(dlsym(RTLD_DEFAULT, "sched_yield"), &found) != 0);
  CHECK(std::filesystem::equivalent(found.dli_fname, "/proc/self/exe"));
}
