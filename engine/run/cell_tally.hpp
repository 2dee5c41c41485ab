#pragma once
#include <fmt/format.h>

#include <string>

#include "grid/grid.hpp"

namespace qingliu::run {

/// How many cells have one fault, and where the first of them is.
struct CellTally {
  std::size_t cells = 0;
  int i = 0, j = 0;

  void add(int cell_i, int cell_j) {
    if (cells++ == 0) i = cell_i, j = cell_j;
  }
  /// "3 cells, the first at row 3, column 6 of ... (x 500055.0 m, y 2500035.0 m)"
  std::string words(const Grid& grid) const {
    return fmt::format(
        "{} cell{}, the first at row {}, column {} of the watershed counted from its "
        "north-west corner (x {:.1f} m, y {:.1f} m)",
        cells, cells == 1 ? "" : "s", grid.ny() - j, i + 1, grid.x_centre(i), grid.y_centre(j));
  }
};

/// f(i, j, cell) of every cell of the watershed, row by row from the north; `cell` counts the rectangle from
/// its south-west corner.
template <class F>
void from_the_north(const Grid& grid, F f) {
  for (int j = grid.ny() - 1; j >= 0; --j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (grid.active(i, j)) f(i, j, static_cast<std::size_t>(j) * grid.nx() + i);
    }
  }
}

/// f(cell of the grid, place among nx*ny) for every cell of the watershed.
template <class F>
void for_each_cell(const Grid& grid, F f) {
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (grid.active(i, j)) f(grid.index(i, j), static_cast<std::size_t>(j) * grid.nx() + i);
    }
  }
}

}  // namespace qingliu::run
