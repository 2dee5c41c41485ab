#include <catch2/catch.hpp>

#include <cmath>

#include "surfaces.hpp"
#include "terrain/priority_flood.hpp"
#include "terrain/streams.hpp"

using namespace qingliu::terrain;

namespace {

constexpr double pi = 3.14159265358979323846;

/// z = 100 - a x - b y over nx x ny cells of 10 m.
Surface plane(int nx, int ny, double a, double b) {
  Surface s{nx, ny, 10.0, {}};
  for (int j = 0; j < ny; ++j) {
    for (int i = 0; i < nx; ++i) s.elevation.push_back(100.0 - a * i * 10.0 - b * j * 10.0);
  }
  return s;
}

/// Hills without pits, in whole metres so that there are flats.
Surface stepped_hills() {
  Surface s{60, 50, 10.0, {}};
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      s.elevation.push_back(std::floor(10.0 + 4.0 * std::sin(0.31 * i) * std::cos(0.23 * j) + 0.1 * j));
    }
  }
  fill_pits(s);
  return s;
}

std::size_t end_of(const Surface& s, const Directions& d, std::size_t cell) {
  for (std::size_t steps = 0; d[cell] < 8; ++steps) {
    REQUIRE(steps <= d.size());
    cell = s.at(static_cast<int>(cell % s.nx) + step_i[d[cell]],
                static_cast<int>(cell / s.nx) + step_j[d[cell]]);
  }
  return cell;
}

}  // namespace

TEST_CASE("every cell drains to the rim, across flats as well, and nothing runs uphill", "[terrain][flow]") {
  const Surface s = stepped_hills();
  const Directions d = d8_directions(s);
  for (std::size_t cell = 0; cell < d.size(); ++cell) {
    const std::size_t end = end_of(s, d, cell);
    CHECK(d[end] == leaves);
    CHECK(s.elevation[end] <= s.elevation[cell]);
  }
}

TEST_CASE("a flat drains away from its walls, not along them", "[terrain][flow]") {
  // A level floor between walls, open in the middle of the south side: Garbrecht & Martz 1997 let the flow
  // gather in the middle; without the gradient away from higher ground the eastern cells would run along the
  // wall.
  Surface s{9, 12, 1.0, std::vector<double>(9 * 12, 1.0)};
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      if (i == 0 || i == 8 || j == 11 || (j == 0 && i != 4)) s.elevation[s.at(i, j)] = 5.0;
    }
  }
  s.elevation[s.at(4, 0)] = 0.0;
  const auto cells = d8_cells(s, d8_directions(s));
  CHECK(cells[s.at(4, 0)] >= 7 * 10);
  for (int j = 1; j <= 7; ++j) {
    CHECK(cells[s.at(4, j)] > cells[s.at(1, j)]);
    CHECK(cells[s.at(4, j)] > cells[s.at(7, j)]);
  }
}

TEST_CASE("all ways of sharing the water bring all of it to the rim", "[terrain][flow]") {
  const Surface s = stepped_hills();
  const Directions d = d8_directions(s);
  const double whole = static_cast<double>(s.elevation.size());
  double d8 = 0.0, dinf = 0.0, multiple = 0.0;
  const auto cells = d8_cells(s, d);
  const auto infinite = dinf_area(s, dinf_directions(s, d));
  const auto shared = multiple_area(s, d, 1.1);
  const FacetFlow facets = dinf_directions(s, d);
  for (std::size_t cell = 0; cell < d.size(); ++cell) {
    if (d[cell] == leaves) d8 += cells[cell];
    if (facets.facet[cell] == leaves) dinf += infinite[cell] / 100.0;
    if (d[cell] == leaves) multiple += shared[cell] / 100.0;
  }
  CHECK(d8 == whole);
  CHECK(dinf == Approx(whole).epsilon(1e-6));
  CHECK(multiple == Approx(whole).epsilon(1e-6));
}

TEST_CASE("D-infinity has the true direction on a plane", "[terrain][flow]") {
  for (const auto& [a, b] :
       {std::pair{0.1, 0.04}, {0.05, 0.1}, {-0.1, 0.03}, {-0.04, -0.1}, {0.1, 0.0}, {0.1, 0.1}}) {
    const Surface s = plane(7, 7, a, b);
    const FacetFlow flow = dinf_directions(s, d8_directions(s));
    const double truth = std::fmod(std::atan2(b, a) * 180.0 / pi + 360.0, 360.0);
    CHECK(std::fmod(flow.degrees(s.at(3, 3)), 360.0f) == Approx(truth).margin(1e-4));
  }
}

TEST_CASE("multiple flow from a summit is shared by slope^1.1 (Freeman 1991)", "[terrain][flow]") {
  Surface s = map_of({{0, 0, 0}, {0, 2, 0}, {0, 0, 0}});
  const auto area = multiple_area(s, d8_directions(s), 1.1);
  const double diagonal_weight = std::pow(2.0, -0.55);
  const double sum = 4.0 + 4.0 * diagonal_weight;
  CHECK(area[s.at(1, 0)] == Approx(100.0 * (1.0 + 1.0 / sum)));
  CHECK(area[s.at(0, 0)] == Approx(100.0 * (1.0 + diagonal_weight / sum)));
}

TEST_CASE("Horn's slope and aspect are exact on a plane, to its edge", "[terrain][flow]") {
  const Surface s = plane(5, 4, 0.3, -0.4);  // falls to the east and to the south
  const Gradient g = horn_gradient(s);
  for (std::size_t cell = 0; cell < g.slope.size(); ++cell) {
    CHECK(g.slope[cell] == Approx(std::atan(0.5) * 180.0 / pi));
    CHECK(g.aspect[cell] == Approx(180.0 - std::atan2(0.3, 0.4) * 180.0 / pi));
  }
}

TEST_CASE("a breach takes the cheapest way within its limits and cuts what geometry says",
          "[terrain][pits]") {
  // pit of 0 behind a wall of 5; lower ground of -3 two steps away
  const std::vector<std::vector<double>> rows{
      {9, 9, 9, 9, 9}, {9, 9, 9, 9, 9}, {9, 0, 5, -3, -4}, {9, 9, 9, 9, 9}, {9, 9, 9, 9, 9}};
  Surface s = map_of(rows, 10.0);
  const PitReport report = breach_least_cost(s, {});
  CHECK(report.cells_lowered == 1);
  CHECK(report.volume_cut == Approx(100.0 * 6.5));  // the wall to half way between 0 and -3
  CHECK(pits_of(s) == 0);
  Surface kept = map_of(rows, 10.0);
  CHECK(breach_least_cost(kept, {.cells = 100, .depth = 4.0}).cells_lowered == 0);
  CHECK(breach_least_cost(kept, {.cells = 1, .depth = 8.0}).cells_lowered == 0);
  CHECK(fill_pits(kept).volume_filled == Approx(100.0 * 5.0));
}

TEST_CASE("streams are a tree with orders, lengths and chainages", "[terrain][streams]") {
  // two valleys in the north meet in the middle and leave in the south; a side brook joins the trunk
  const Surface s = map_of({{90, 20, 90, 20, 90},
                            {90, 18, 90, 18, 90},
                            {90, 90, 15, 90, 90},
                            {90, 90, 12, 90, 90},
                            {90, 90, 9, 14, 16},
                            {90, 90, 6, 90, 90},
                            {90, 90, 3, 90, 90}},
                           10.0);
  const Directions d = d8_directions(s);
  const auto cells = d8_cells(s, d);
  const std::size_t outlet = largest_outlet(d, cells).value();
  CHECK(outlet == s.at(2, 0));
  const auto inside = d8_watershed(s, d, outlet);
  const auto reaches = stream_reaches(s, d, cells, inside, outlet, 2);
  REQUIRE(reaches.size() >= 5);
  CHECK(reaches[0].downstream == 0);
  CHECK(reaches[0].strahler == 2);
  double longest = 0.0;
  for (const StreamReach& r : reaches) {
    longest = std::max(longest, r.chainage_from());
    CHECK(r.slope > 0.0);
    if (r.downstream == 0) continue;
    const StreamReach& below = reaches.at(static_cast<std::size_t>(r.downstream - 1));
    CHECK(r.downstream < r.id);
    CHECK(r.cells.back() == below.cells.front());
    CHECK(r.chainage_to == below.chainage_from());
    CHECK(r.strahler <= below.strahler);
  }
  CHECK(reaches[0].length ==
        Approx(10.0));  // the brook falls steepest across the corner, to the last cell but one
}

TEST_CASE("an outlet snaps to the largest stream within its reach only", "[terrain][streams]") {
  const Surface s = map_of({{9, 9, 9, 9, 9, 9}, {9, 9, 9, 8, 9, 9}, {9, 9, 9, 7, 9, 9}, {9, 9, 9, 6, 9, 9}});
  const auto cells = d8_cells(s, d8_directions(s));
  CHECK(snapped(s, cells, 2, 1, 10.0).value() == s.at(3, 1));
  CHECK(snapped(s, cells, 2, 1, 5.0).value() == s.at(2, 1));
  CHECK(snapped(s, cells, 2, 1, 15.0).value() == s.at(3, 0));
}
