#include <catch2/catch.hpp>

#include <numeric>

#include "surfaces.hpp"
#include "terrain/noise.hpp"
#include "terrain/terrain.hpp"

using namespace qingliu::terrain;

TEST_CASE("water takes the steepest of eight ways", "[terrain]") {
  const Surface s = map_of({{9, 9, 9, 9}, {9, 5, 4, 9}, {9, 4, 3, 2}, {9, 9, 9, 9}});
  const auto receivers = flow_receivers(s);
  CHECK(receivers[s.at(1, 2)] ==
        static_cast<std::int64_t>(s.at(2, 1)));  // 2 m over the diagonal beats 1 m straight
  CHECK(receivers[s.at(2, 2)] == static_cast<std::int64_t>(s.at(3, 1)));  // 2/1.41 beats 1
  CHECK(receivers[s.at(2, 1)] == static_cast<std::int64_t>(s.at(3, 1)));
  CHECK(receivers[s.at(3, 1)] == -1);
  const auto area = upstream_area(s, receivers);
  CHECK(area[s.at(3, 1)] == 16 * 100.0);  // rim cells drain inwards where the ground falls inwards
  CHECK(area[s.at(2, 1)] == 10 * 100.0);  // all but the outlet and its five other neighbours
}

TEST_CASE("every cell finds a way out of pits and flats, and no water is lost or doubled", "[terrain]") {
  Surface s{80, 60, 25.0, {}};
  for (int j = 0; j < 60; ++j) {
    for (int i = 0; i < 80; ++i) {
      const bool hole = (i - 20) * (i - 20) + (j - 30) * (j - 30) < 40;
      s.elevation.push_back(hole ? std::nan("") : std::floor(3.0 * lattice_value(i, j, 9)));
    }
  }
  const auto receivers = flow_receivers(s);
  const auto area = upstream_area(s, receivers);
  double leaving = 0.0;
  double land = 0.0;
  for (std::size_t c = 0; c < receivers.size(); ++c) {
    if (std::isnan(s.elevation[c])) {
      CHECK(area[c] == 0.0);
      continue;
    }
    land += 625.0;
    if (receivers[c] < 0) leaving += area[c];
    std::int64_t here = static_cast<std::int64_t>(c);
    int steps = 0;
    while (receivers[here] >= 0 && steps < 4800) {
      here = receivers[here];
      ++steps;
    }
    REQUIRE(steps < 4800);
  }
  CHECK(leaving == land);
}

TEST_CASE("the watershed of a cell holds exactly its upstream area", "[terrain]") {
  Surface s{50, 50, 10.0, {}};
  for (int j = 0; j < 50; ++j) {
    for (int i = 0; i < 50; ++i) {
      s.elevation.push_back(0.3 * j + 0.02 * (i - 25) * (i - 25) + 0.005 * lattice_value(i, j, 5));
    }
  }
  const auto receivers = flow_receivers(s);
  const auto area = upstream_area(s, receivers);
  for (const std::size_t outlet : {s.at(25, 0), s.at(25, 20), s.at(3, 40)}) {
    const auto inside = watershed_above(s, receivers, outlet);
    CHECK(std::accumulate(inside.begin(), inside.end(), 0.0) * 100.0 == area[outlet]);
    CHECK(inside[outlet] == 1);
  }
  CHECK(watershed_above(s, receivers, s.at(25, 0))[s.at(25, 45)] == 1);
}

TEST_CASE("limited slope is exact on a plane, zero on a ridge line and one-sided at the edge", "[terrain]") {
  Surface plane{6, 5, 10.0, {}};
  Surface ridge{7, 3, 10.0, {}};
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 6; ++i) plane.elevation.push_back(3.0 * i - 4.0 * j);
  }
  for (int j = 0; j < 3; ++j) {
    for (int i = 0; i < 7; ++i) ridge.elevation.push_back(-2.0 * std::abs(i - 3));
  }
  for (const double slope : limited_slope(plane)) CHECK(slope == Approx(0.5));
  const auto slope = limited_slope(ridge);
  CHECK(slope[ridge.at(3, 1)] == 0.0);
  CHECK(slope[ridge.at(2, 1)] == Approx(0.2));
  CHECK(slope[ridge.at(0, 0)] == Approx(0.2));
  ridge.elevation[ridge.at(2, 1)] = std::nan("");
  CHECK(limited_slope(ridge)[ridge.at(2, 1)] == 0.0);
  CHECK(limited_slope(ridge)[ridge.at(3, 1)] == Approx(0.2));
}
