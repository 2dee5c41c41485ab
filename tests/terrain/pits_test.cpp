#include <catch2/catch.hpp>

#include "surfaces.hpp"
#include "terrain/noise.hpp"
#include "terrain/terrain.hpp"

using namespace qingliu::terrain;

namespace {
const double none = std::nan("");
}

TEST_CASE("a pit is raised to its lowest spill, corners included", "[terrain]") {
  Surface s = map_of({{9, 9, 9, 9, 9}, {9, 2, 3, 5, 9}, {9, 3, 4, 9, 4}, {9, 9, 9, 9, 9}});
  const PitReport report = fill_pits(s);
  CHECK(s.elevation[s.at(1, 2)] == 5.0);  // spills over (3, 2) and across the corner to (4, 1)
  CHECK(s.elevation[s.at(2, 1)] == 5.0);
  CHECK(s.elevation[s.at(3, 2)] == 5.0);
  CHECK(report.cells_raised == 4);
  CHECK(report.volume_filled == Approx((3 + 2 + 2 + 1) * 100.0));
  CHECK(report.cells_lowered == 0);
}

TEST_CASE("a filled pit with a fall drains cell by cell towards its spill", "[terrain]") {
  Surface s = map_of({{9, 9, 9, 9, 9, 9}, {9, 1, 1, 1, 1, 4}, {9, 9, 9, 9, 9, 9}});
  fill_pits(s, 0.01);
  CHECK(s.elevation[s.at(4, 1)] == Approx(4.01));
  CHECK(s.elevation[s.at(1, 1)] == Approx(4.04));
}

TEST_CASE("a hole in the data is an outlet, and NaN stays NaN", "[terrain]") {
  Surface s = map_of({{9, 9, 9, 9, 9}, {9, 2, 9, none, 9}, {9, 9, 3, 9, 9}, {9, 9, 9, 9, 9}});
  const PitReport report = fill_pits(s);
  CHECK(std::isnan(s.elevation[s.at(3, 2)]));
  CHECK(s.elevation[s.at(2, 1)] == 3.0);  // touches the hole at a corner
  CHECK(s.elevation[s.at(1, 2)] == 3.0);
  CHECK(report.cells_raised == 1);
}

TEST_CASE("a breach goes the way of least rise and only across faces", "[terrain]") {
  Surface s = map_of({{12, 12, 12, 12, 12}, {12, 2, 7, 9, 12}, {12, 9, 9, 6, 1}, {12, 12, 12, 12, 12}});
  const PitReport report = breach_pits(s, 0.5);
  CHECK(s.elevation[s.at(1, 2)] == 2.0);
  CHECK(s.elevation[s.at(2, 2)] == 1.5);
  const double one = s.elevation[s.at(3, 2)];  // from the 7 one of two equal corners is cut, each 9 m high
  const double other = s.elevation[s.at(2, 1)];
  CHECK(std::min(one, other) == 1.0);
  CHECK(std::max(one, other) == 9.0);
  CHECK(s.elevation[s.at(3, 1)] == 0.5);
  CHECK(s.elevation[s.at(4, 1)] == 0.0);
  CHECK(pits_of(s) == 0);
  CHECK(report.cells_raised == 0);
  CHECK(report.volume_filled == 0.0);
}

TEST_CASE("a pit inside a pit is breached without making a new one", "[terrain]") {
  Surface s = map_of({{20, 20, 20, 20, 20, 20, 20}, {20, 5, 8, 1, 9, 12, 3}, {20, 20, 20, 20, 20, 20, 20}});
  const PitReport report = breach_pits(s, 0.1);
  const std::vector<double> expected{20, 5, 4.9, 1, 0.9, 0.8, 0.7};
  for (int i = 0; i < 7; ++i) CHECK(s.elevation[s.at(i, 1)] == Approx(expected[i]));
  CHECK(report.cells_lowered == 4);
  CHECK(report.volume_cut == Approx((3.1 + 8.1 + 11.2 + 2.3) * 100.0));
}

TEST_CASE("rough ground with holes has no pits after breaching or filling with a fall", "[terrain]") {
  Surface rough{90, 70, 10.0, {}};
  for (int j = 0; j < 70; ++j) {
    for (int i = 0; i < 90; ++i) {
      const bool hole = i > 40 && i < 55 && j > 20 && j < 30;
      rough.elevation.push_back(hole ? none : std::floor(4.0 * lattice_value(i, j, 3)));
    }
  }
  REQUIRE(pits_of(rough) > 100);
  Surface breached = rough;
  breach_pits(breached);
  CHECK(pits_of(breached) == 0);
  for (std::size_t c = 0; c < rough.elevation.size(); ++c) {
    if (!std::isnan(rough.elevation[c])) REQUIRE(breached.elevation[c] <= rough.elevation[c]);
  }
  Surface filled = rough;
  fill_pits(filled);
  CHECK(fill_pits(filled).cells_raised == 0);
  for (std::size_t c = 0; c < rough.elevation.size(); ++c) {
    if (!std::isnan(rough.elevation[c])) REQUIRE(filled.elevation[c] >= rough.elevation[c]);
  }
}

TEST_CASE("holes are what a watershed encloses, not the outside that reaches in over a corner", "[terrain]") {
  const std::vector<std::uint8_t> active{1, 1, 1, 1, 1, 0,  //
                                         1, 1, 0, 1, 1, 1,  //
                                         1, 1, 1, 1, 0, 1,  //
                                         1, 0, 1, 0, 1, 1,  //
                                         0, 1, 1, 1, 1, 1};
  CHECK(qingliu::terrain::enclosed_holes(6, 5, active) == std::vector<std::size_t>{8, 16, 21});
}

TEST_CASE("conditioned over faces, every cell drains over a face, and no cut is wider than its limit",
          "[terrain]") {
  Surface s = map_of(
      {{9, 9, 9, 9, 9, 9}, {9, 2, 8, 9, 9, 9}, {9, 8, 9, 3, 9, 9}, {9, 9, 9, 9, 1, 9}, {9, 9, 9, 9, 9, 1}});
  Surface corners = s;
  BreachLimits limits;
  breach_least_cost(corners, limits);
  CHECK(fill_pits(corners, 0.0, true).cells_raised > 0);  // ways over corners, which faces do not see
  limits.over_faces = true;
  const PitReport report = breach_least_cost(s, limits);
  CHECK(report.cells_lowered > 0);
  CHECK(fill_pits(s, 0.0, true).cells_raised == 0);

  Surface deep =
      map_of({{99, 99, 99, 99, 99}, {99, 2, 99, 99, 99}, {99, 99, 99, 99, 99}, {99, 99, 99, 99, 99}});
  CHECK(breach_least_cost(deep, limits).cells_lowered == 0);  // 97 m, above the limit of 20 m
  CHECK(fill_pits(deep, 0.0, true).volume_filled == Approx(97.0 * 100.0));
  Surface spill = map_of({{9, 9, 9, 9}, {9, 2, 8, 9}, {9, 9, 9, 3}, {9, 9, 9, 9}});
  Surface by_corner = spill;
  fill_pits(by_corner);
  fill_pits(spill, 0.0, true);
  CHECK(by_corner.elevation[by_corner.at(1, 2)] == 8.0);
  CHECK(spill.elevation[spill.at(1, 2)] == 9.0);
}
