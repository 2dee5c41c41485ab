#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "support/places.hpp"
#include "support/scratch_folder.hpp"

TEST_CASE("one hash over -O0, -O2, -O3 -march=native, x86-64-v3 and clang, threads and blocks",
          "[process][reliability][nightly]") {
  const qingliu::testing::ScratchFolder scratch;
  const std::string command = "'" + qingliu::testing::source_folder() +
                              "/tests/programs/bitwise_builds.sh' '" + scratch.path().string() + "' >&2";
  CHECK(std::system(command.c_str()) == 0);
}
