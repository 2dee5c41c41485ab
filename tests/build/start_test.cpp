// How often the program is loaded when it starts: anew for the waiting of threads, but not for one thread.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

#include "support/places.hpp"

namespace {

/// Times that the linker of the GNU C library has loaded the program; 0 where it does not tell.
int loads_of(const std::string& environment, const std::string& arguments) {
  const std::string command = "env -u GOMP_SPINCOUNT -u OMP_WAIT_POLICY -u OMP_NUM_THREADS " + environment +
                              " LD_DEBUG=statistics '" + qingliu::testing::program_file() +
                              "' run no-such-scenario.toml " + arguments + " 2>&1";
  int loads = 0;
  std::array<char, 4096> line{};
  FILE* pipe = popen(command.c_str(), "r");
  while (pipe != nullptr && std::fgets(line.data(), line.size(), pipe) != nullptr)
    loads += std::string(line.data()).find("total startup time") != std::string::npos ? 1 : 0;
  if (pipe != nullptr) pclose(pipe);
  return loads;
}

}  // namespace

TEST_CASE("one thread starts without loading the program again", "[build]") {
  if (loads_of("GOMP_SPINCOUNT=1000", "") != 1) {
    WARN("skipped: the loads of a program are counted with the GNU C library only");
    return;
  }
  CHECK(loads_of("", "--threads 2") == 2);
  CHECK(loads_of("", "--threads 1") == 1);
  CHECK(loads_of("", "--threads=1") == 1);
  CHECK(loads_of("OMP_NUM_THREADS=1", "") == 1);
  CHECK(loads_of("OMP_NUM_THREADS=1", "--threads 2") == 2);
}
