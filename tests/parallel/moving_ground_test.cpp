// Bedload, gullies and discharges on faces on several ranks: the answer of one, to the bit.
#include <catch2/catch.hpp>
#include <cmath>

#include "parallel/rank_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// The shipped hill of collapsing gullies in an hour of heavy rain, wetter than there, so that walls fall.
std::string hill(const std::string& more) {
  return "run '" + shipped("benggang/scenario.toml").string() +
         "' --quiet --set time.duration_h=1 --set terrain.cell_size_m=5 --set rain.0.duration_h=1 --set "
         "rain.0.depth_mm=90 --set rain.0.block_min=10 --set output.every_min=30 --set "
         "collapsing_gully.0.saturation=0.53 " +
         more;
}

constexpr const char* bedload = "--set sediment.bedload=wong-parker --set sediment.bedload_from_um=300 ";

/// A column of the only line of a table.
double number(const fs::path& file, const std::string& column) {
  std::istringstream text(text_of(file));
  std::string names, values, name, value;
  std::getline(text, names);
  std::getline(text, values);
  std::istringstream of_names(names), of_values(values);
  while (std::getline(of_names, name, ',') && std::getline(of_values, value, ',')) {
    if (name == column) return std::strtod(value.c_str(), nullptr);
  }
  FAIL("no column " << column << " in " << file);
  return 0.0;
}

}  // namespace

TEST_CASE("bedload on a slope: one answer over 1 to 4 ranks, 1 and 2 threads", "[parallel]") {
  const Scratch scratch;
  check_layouts(scratch.path(), slope(std::string("--max-steps 120 ") + bedload), 4);
  REQUIRE(on_ranks(1, scratch.path(), slope("--max-steps 120 -o without")).status == 4);
  CHECK(hash_of(scratch / "without") != hash_of(scratch / "r1t1"));
}

TEST_CASE("deposit that slides across the borders of ranks: one answer, and none is lost", "[parallel]") {
  const Scratch scratch;
  // A plane steeper than its deposit lies: whatever settles slides.
  const std::string steep = slope(
      std::string("--max-steps 150 --set sediment.repose_slope=0.05 --set sediment.active_layer_mm=0.001 ") +
      bedload);
  check_layouts(scratch.path(), steep, 4);
  for (const double error : relative_errors(scratch / "r3t1")) CHECK(std::fabs(error) <= 1e-12);
  REQUIRE(on_ranks(1, scratch.path(), steep + "--set sediment.repose_slope=1 -o flat").status == 4);
  CHECK(hash_of(scratch / "flat") != hash_of(scratch / "r1t1"));
}

TEST_CASE("bedload goes on from a checkpoint on another number of ranks", "[parallel]") {
  const Scratch scratch;
  REQUIRE(on_ranks(1, scratch.path(), slope(std::string("-o straight --max-steps 200 ") + bedload)).status ==
          4);
  REQUIRE(on_ranks(3, scratch.path(), slope(std::string("-o parts --threads 1 --max-steps 100 ") + bedload))
              .status == 4);
  REQUIRE(on_ranks(2, scratch.path(),
                   slope(std::string("--restart parts/checkpoint/newest.qlc --max-steps 100 ") + bedload))
              .status == 4);
  check_same(scratch / "parts", scratch / "straight");
}

TEST_CASE("walls that fall, talus and a gully across the borders of ranks: one answer", "[parallel]") {
  const Scratch scratch;
  const bool moves = GENERATE(false, true);
  const std::string more = moves ? bedload : "";
  check_layouts(scratch.path(), hill("--max-steps 700 " + more), 4);
  CHECK(number(scratch / "r4t1/collapsing_gullies.csv", "gave_kg") > 1e4);
  CHECK(number(scratch / "r4t1/gullies.csv", "cut_kg") > 0.0);
  for (const double error : relative_errors(scratch / "r4t1")) CHECK(std::fabs(error) <= 1e-12);
}

TEST_CASE("walls go on falling from a checkpoint on another number of ranks", "[parallel]") {
  const Scratch scratch;
  REQUIRE(on_ranks(1, scratch.path(), hill("-o straight --max-steps 1000")).status == 4);
  REQUIRE(on_ranks(3, scratch.path(), hill("-o parts --threads 1 --max-steps 400")).status == 4);
  const double before = number(scratch / "parts/collapsing_gullies.csv", "gave_kg");
  REQUIRE(on_ranks(2, scratch.path(), hill("--restart parts/checkpoint/newest.qlc --max-steps 600")).status ==
          4);
  check_same(scratch / "parts", scratch / "straight");
  CHECK(before > 1e4);  // walls fell before the restart and after it
  CHECK(number(scratch / "parts/collapsing_gullies.csv", "gave_kg") > before + 1e4);
}

TEST_CASE("the inertial scheme: one answer over ranks and threads, and after a restart", "[parallel]") {
  const Scratch scratch;
  const std::string inertial = "--set flow.scheme=inertial --set flow.courant=0.5 ";
  check_layouts(scratch.path(), slope("--max-steps 120 " + inertial), 4);
  REQUIRE(on_ranks(3, scratch.path(), slope("-o parts --threads 1 --max-steps 50 " + inertial)).status == 4);
  REQUIRE(
      on_ranks(2, scratch.path(), slope("--restart parts/checkpoint/newest.qlc --max-steps 70 " + inertial))
          .status == 4);
  check_same(scratch / "parts", scratch / "r1t1");
}

TEST_CASE("a rank of a thousand cells", "[parallel]") {
  const Scratch scratch;
  // 4,800 cells on five ranks.
  REQUIRE(on_ranks(1, scratch.path(), slope("-o one --max-steps 100")).status == 4);
  REQUIRE(on_ranks(5, scratch.path(), slope("-o five --threads 1 --max-steps 100")).status == 4);
  CHECK(json_value(text_of(scratch / "five/summary.json"), "ranks") == "5");
  check_same(scratch / "five", scratch / "one");
}
