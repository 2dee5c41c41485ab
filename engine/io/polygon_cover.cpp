#include "io/polygon_cover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qingliu::io {
namespace {

using Interval = std::pair<double, double>;  ///< along x, in cells from the west

/// Adds the share of one line through a row of cells; overlapping intervals count once.
void add_line(std::vector<Interval>& intervals, double weight, int nx, double* row) {
  std::sort(intervals.begin(), intervals.end());
  double done = 0.0;
  for (const Interval& interval : intervals) {
    const double from = std::max(interval.first, done);
    const double to = std::min(interval.second, static_cast<double>(nx));
    for (int i = static_cast<int>(std::max(from, 0.0)); i < nx && i < to; ++i)
      row[i] += weight * std::max(0.0, std::min(to, i + 1.0) - std::max(from, static_cast<double>(i)));
    done = std::max(done, to);
  }
}

}  // namespace

std::vector<double> crossings(const Polygon& polygon, double y) {
  std::vector<double> x;
  for (const Ring& ring : polygon) {
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const auto& [ax, ay] = ring[k];
      const auto& [bx, by] = ring[(k + 1) % ring.size()];
      if ((ay <= y) != (by <= y)) x.push_back(ax + (y - ay) / (by - ay) * (bx - ax));
    }
  }
  std::sort(x.begin(), x.end());
  return x;
}

std::pair<int, int> rows_of(const Polygon& polygon, const CellFrame& frame, int rows_per_cell) {
  double south = std::numeric_limits<double>::infinity(), north = -south;
  for (const Ring& ring : polygon) {
    for (const auto& point : ring) {
      south = std::min(south, point.second);
      north = std::max(north, point.second);
    }
  }
  const int rows = frame.ny * rows_per_cell;
  const double height = frame.cell_size / rows_per_cell;
  const auto row = [&](double y) {
    return static_cast<int>(std::clamp((y - frame.y_south) / height, 0.0, static_cast<double>(rows)));
  };
  if (!(south <= north)) return {0, 0};
  return {row(south), std::min(rows, row(north) + 1)};
}

int column_from(const CellFrame& frame, double x) {
  const double column = std::ceil((x - frame.x_west) / frame.cell_size - 0.5);
  return static_cast<int>(std::clamp(column, 0.0, static_cast<double>(frame.nx)));
}

std::vector<double> covered_share(const std::vector<Polygon>& polygons, const CellFrame& frame,
                                  int rows_per_cell) {
  std::vector<std::vector<Interval>> lines(static_cast<std::size_t>(frame.ny) * rows_per_cell);
  const double height = frame.cell_size / rows_per_cell;
  for (const Polygon& polygon : polygons) {
    const auto [first, last] = rows_of(polygon, frame, rows_per_cell);
    for (int row = first; row < last; ++row) {
      const std::vector<double> x = crossings(polygon, frame.y_south + (row + 0.5) * height);
      for (std::size_t k = 0; k + 1 < x.size(); k += 2) {
        lines[row].push_back(
            {(x[k] - frame.x_west) / frame.cell_size, (x[k + 1] - frame.x_west) / frame.cell_size});
      }
    }
  }
  std::vector<double> share(static_cast<std::size_t>(frame.nx) * frame.ny, 0.0);
  for (std::size_t row = 0; row < lines.size(); ++row)
    add_line(lines[row], 1.0 / rows_per_cell, frame.nx, share.data() + row / rows_per_cell * frame.nx);
  for (double& s : share) s = std::min(s, 1.0);
  return share;
}

}  // namespace qingliu::io
