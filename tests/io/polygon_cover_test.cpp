#include "io/polygon_cover.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

using namespace qingliu::io;

namespace {

Polygon rectangle(double west, double south, double east, double north) {
  return {{{west, south}, {east, south}, {east, north}, {west, north}}};
}

constexpr CellFrame frame{6, 4, 10.0, 100.0, 200.0};

}  // namespace

TEST_CASE("cells whose centre a polygon holds, holes left out", "[layer]") {
  Polygon ring = rectangle(100, 200, 150, 240);
  ring.push_back(rectangle(110, 210, 120, 220)[0]);
  std::vector<int> found(24, 0);
  cells_within(ring, frame, [&](std::size_t cell) { ++found[cell]; });
  CHECK(std::accumulate(found.begin(), found.end(), 0) == 19);
  CHECK(found[1 * 6 + 1] == 0);
  CHECK(found[5] == 0);
}

TEST_CASE("shares are areas: exact for rectangles, once where polygons overlap, close for a disc",
          "[layer]") {
  const std::vector<double> share =
      covered_share({rectangle(103, 205, 125, 210), rectangle(103, 205, 111, 210)}, frame);
  CHECK(share[0] == Approx(0.35));
  CHECK(share[1] == Approx(0.5));
  CHECK(share[2] == Approx(0.25));
  CHECK(share[3] == 0.0);
  CHECK(share[6] == 0.0);
  Polygon disc(1);
  const double pi = std::acos(-1.0);
  for (int k = 0; k < 360; ++k)
    disc[0].emplace_back(130 + 15 * std::cos(k * pi / 180), 220 + 15 * std::sin(k * pi / 180));
  const std::vector<double> of_disc = covered_share({disc}, frame);
  CHECK(100.0 * std::accumulate(of_disc.begin(), of_disc.end(), 0.0) == Approx(pi * 225.0).epsilon(0.005));
  double weighed = 0.0;
  for_each_share(disc, frame, [&](std::size_t, double s) { weighed += s; });
  CHECK(weighed == Approx(std::accumulate(of_disc.begin(), of_disc.end(), 0.0)));
}

TEST_CASE("polygons beyond the cells cover nothing, and what sticks out is cut off", "[layer]") {
  const std::vector<double> none = covered_share({rectangle(0, 0, 50, 50), {}}, frame);
  CHECK(std::accumulate(none.begin(), none.end(), 0.0) == 0.0);
  const std::vector<double> all = covered_share({rectangle(-1e6, -1e6, 1e6, 1e6)}, frame);
  CHECK(std::accumulate(all.begin(), all.end(), 0.0) == Approx(24.0));
}
