#pragma once
// Polygons on a grid of cells: which cells have their centre within, and what share of each is covered.
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace qingliu::io {

using Ring = std::vector<std::pair<double, double>>;  ///< closed by itself; x, y [m]
using Polygon = std::vector<Ring>;                    ///< outer ring and holes: inside by the even-odd rule

/// Rectangle of square cells, row 0 the southern row.
struct CellFrame {
  int nx = 0, ny = 0;
  double cell_size = 0.0, x_west = 0.0, y_south = 0.0;  ///< [m]
};

/// Calls fill(cell) for every cell whose centre lies within the polygon, row by row.
template <class F>
void cells_within(const Polygon& polygon, const CellFrame& frame, F fill);

/// Share of every cell that lies within at least one of the polygons, 0-1: exact along x, by `rows_per_cell`
/// lines along y.
std::vector<double> covered_share(const std::vector<Polygon>& polygons, const CellFrame& frame,
                                  int rows_per_cell = 8);

/// Calls add(cell, share) for what one polygon covers of each cell; a cell may come several times.
template <class F>
void for_each_share(const Polygon& polygon, const CellFrame& frame, F add, int rows_per_cell = 8);

/// Where a line of constant y crosses the polygon's rings, in order.
std::vector<double> crossings(const Polygon& polygon, double y);

/// Rows of cell height / rows_per_cell that the polygon can touch: first and one past the last.
std::pair<int, int> rows_of(const Polygon& polygon, const CellFrame& frame, int rows_per_cell);

/// First column whose centre lies at or beyond x.
int column_from(const CellFrame& frame, double x);

template <class F>
void cells_within(const Polygon& polygon, const CellFrame& frame, F fill) {
  const auto [first, last] = rows_of(polygon, frame, 1);
  for (int j = first; j < last; ++j) {
    const std::vector<double> x = crossings(polygon, frame.y_south + (j + 0.5) * frame.cell_size);
    for (std::size_t k = 0; k + 1 < x.size(); k += 2) {
      for (int i = column_from(frame, x[k]); i < column_from(frame, x[k + 1]); ++i)
        fill(static_cast<std::size_t>(j) * frame.nx + i);
    }
  }
}

template <class F>
void for_each_share(const Polygon& polygon, const CellFrame& frame, F add, int rows_per_cell) {
  const double height = frame.cell_size / rows_per_cell;
  const auto [first, last] = rows_of(polygon, frame, rows_per_cell);
  for (int row = first; row < last; ++row) {
    const std::vector<double> x = crossings(polygon, frame.y_south + (row + 0.5) * height);
    for (std::size_t k = 0; k + 1 < x.size(); k += 2) {
      const double from = std::max((x[k] - frame.x_west) / frame.cell_size, 0.0);
      const double to = std::min((x[k + 1] - frame.x_west) / frame.cell_size, static_cast<double>(frame.nx));
      for (int i = static_cast<int>(from); i < frame.nx && i < to; ++i) {
        const double share = std::min(to, i + 1.0) - std::max(from, static_cast<double>(i));
        if (share > 0.0)
          add(static_cast<std::size_t>(row / rows_per_cell) * frame.nx + i, share / rows_per_cell);
      }
    }
  }
}

}  // namespace qingliu::io
