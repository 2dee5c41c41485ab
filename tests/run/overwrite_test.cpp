// --overwrite: what a run leaves is what the next one takes away, and nothing else.
#include <algorithm>
#include <catch2/catch.hpp>

#include "run/result_tables.hpp"
#include "run_case.hpp"

using namespace qingliu::testing;

namespace {

std::string storm(const std::string& more) {
  return "run '" + shipped("gongping/scenario.toml").string() +
         "' --quiet -o out --overwrite --max-steps 20 --set terrain.cell_size_m=480 " + more;
}

}  // namespace

TEST_CASE("a run that replaces another takes all of it away and leaves what is not of a run",
          "[run][overwrite]") {
  const Scratch scratch;
  const fs::path out = scratch.path() / "out";
  REQUIRE(program(scratch.path(), storm("--set streams.begin_km2=3")).status == 4);
  REQUIRE(fs::exists(out / "streams.csv"));
  REQUIRE(fs::exists(out / "stream_series.csv"));
  REQUIRE(fs::exists(out / "open-in-paraview.py"));
  const auto known = qingliu::run::result_names();
  for (const fs::directory_entry& entry : fs::directory_iterator(out)) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    if (name.front() != '.') CHECK(std::ranges::count(known, name) == 1);
  }
  write_text(out / "my notes.csv", "kept\n");
  REQUIRE(program(scratch.path(), storm("")).status == 4);
  CHECK_FALSE(fs::exists(out / "streams.csv"));
  CHECK_FALSE(fs::exists(out / "stream_series.csv"));
  CHECK(fs::exists(out / "my notes.csv"));
}
