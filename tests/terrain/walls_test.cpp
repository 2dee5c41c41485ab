#include "terrain/walls.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace qingliu::terrain;

namespace {

Surface made(int nx, int ny, double cell, double (*z)(double, double)) {
  Surface s{nx, ny, cell, {}};
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) s.elevation.push_back(z((i + 0.5) * cell, (j + 0.5) * cell));
  return s;
}

double steep() { return std::tan(50.0 * 3.14159265358979323846 / 180.0); }

}  // namespace

TEST_CASE("walls are found where they stand, with their height, and nowhere else", "[terrain]") {
  // 6 m upright at x = 20, 6 m over three faces of 2 m at x = 60 and a bank of 60 % at x = 90.
  const Surface s = made(60, 4, 2.0, [](double x, double) {
    if (x > 90.0) return 12.0 + 0.6 * (x - 90.0);
    if (x > 60.0) return 6.0 + std::min(6.0, 2.0 * std::ceil((x - 60.0) / 2.0));
    return x > 20.0 ? 6.0 : 0.0;
  });
  const Walls walls = find_walls(s, 4.0, 0.9);
  for (int j = 0; j < 4; ++j) {
    for (int i = 0; i < 60; ++i) {
      const bool upright = i == 9, flight = i >= 29 && i <= 31;
      CAPTURE(i);
      CHECK((walls.below[s.at(i, j)] != 0) == (upright || flight));
      if (upright || flight) CHECK(walls.height[s.at(i, j)] == Approx(6.0));
    }
  }
  const auto groups = wall_groups(s, walls, 0.9, 2);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].cells.size() == 4);
  CHECK(groups[0].length == Approx(8.0));
  CHECK(groups[1].cells.size() == 12);
  CHECK(groups[1].height == Approx(6.0));
  CHECK(groups[1].length == Approx(8.0));
  CHECK(wall_groups(s, walls, 0.9, 5).size() == 1);
  const Walls higher = find_walls(s, 6.5, 0.9);
  for (const auto below : higher.below) CHECK(below == 0);
}

TEST_CASE("walls beside missing ground are no walls", "[terrain]") {
  Surface s = made(10, 3, 2.0, [](double x, double) { return x > 10.0 ? 8.0 : 0.0; });
  for (int j = 0; j < 3; ++j) s.elevation[s.at(5, j)] = std::nan("");
  for (const auto below : find_walls(s, 1.5, steep()).below) CHECK(below == 0);
}
