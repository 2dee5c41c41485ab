#include <catch2/catch.hpp>

#include "grid/grid.hpp"

using qingliu::Grid;

TEST_CASE("spans run from the first to the last active cell of a row", "[grid]") {
  const Grid grid(4, 2, 10.0, 0.0, 0.0, "", {0, 1, 0, 1, 0, 0, 0, 0});
  CHECK(grid.span(0).begin == 1);
  CHECK(grid.span(0).end == 4);
  CHECK(grid.span(1).size() == 0);
  CHECK(grid.span(-1).size() == 0);
  CHECK(grid.active_cells() == 2);
  CHECK_FALSE(grid.active(2, 0));
  CHECK_FALSE(grid.active(4, 0));
}
