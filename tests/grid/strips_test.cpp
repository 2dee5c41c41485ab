#include "grid/strips.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace qingliu;

namespace {

/// A triangle: row j has j + 1 cells.
Grid triangle(int rows) {
  std::vector<std::uint8_t> active(static_cast<std::size_t>(rows) * rows, 0);
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i <= j; ++i) active[static_cast<std::size_t>(j) * rows + i] = 1;
  }
  return Grid(rows, rows, 1.0, 0.0, 0.0, "", active);
}

int cells(const Grid& grid, Rows rows) {
  int count = 0;
  for (int j = rows.first; j < rows.last; ++j) count += grid.span(j).size();
  return count;
}

}  // namespace

TEST_CASE("strips cover every row once and have equal shares to within a row", "[grid]") {
  const Grid grid = triangle(100);
  for (const int ranks : {1, 2, 3, 4, 7}) {
    const Strips strips(grid, ranks);
    REQUIRE(strips.ranks() == ranks);
    int next = 0;
    for (int r = 0; r < ranks; ++r) {
      CHECK(strips.of(r).first == next);
      next = strips.of(r).last;
      CHECK(std::abs(cells(grid, strips.of(r)) - 5050.0 / ranks) <= 100.0);
      for (int j = strips.of(r).first; j < next; ++j) CHECK(strips.owner(j) == r);
    }
    CHECK(next == 100);
  }
}

TEST_CASE("more ranks than rows: the rest have none, and halos reach over thin strips", "[grid]") {
  const Grid grid = triangle(5);
  const Strips strips(grid, 9);
  std::set<int> owners;
  int rows = 0;
  for (int r = 0; r < 9; ++r) rows += strips.of(r).size();
  CHECK(rows == 5);
  for (int j = 0; j < 5; ++j) owners.insert(strips.owner(j));
  for (const int owner : owners) {
    const Rows own = strips.of(owner);
    std::set<int> got;
    for (int giver = 0; giver < 9; ++giver) {
      for (const int j : strips.halo(giver, owner, 3)) {
        CHECK(strips.owner(j) == giver);
        CHECK(got.insert(j).second);
      }
    }
    for (int j = std::max(0, own.first - 3); j < std::min(5, own.last + 3); ++j)
      CHECK(got.contains(j) == (j < own.first || j >= own.last));
  }
}
