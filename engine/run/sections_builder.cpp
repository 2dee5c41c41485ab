#include "run/sections_builder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <utility>

namespace qingliu::run {
namespace {

struct Corner {
  int i, j;
};

/// Corners of the staircase from a to b, one unit step at a time, never farther than half a cell from the
/// line.
std::vector<Corner> staircase(Corner a, Corner b) {
  std::vector<Corner> path{a};
  const int di = std::abs(b.i - a.i), dj = std::abs(b.j - a.j);
  const int si = b.i > a.i ? 1 : -1, sj = b.j > a.j ? 1 : -1;
  int done_i = 0, done_j = 0;
  while (done_i < di || done_j < dj) {
    // The step after which the point is nearer to the line: compare (done_i + 1/2)/di with (done_j + 1/2)/dj.
    const bool along_i = done_j == dj || (done_i < di && (2L * done_i + 1) * dj <= (2L * done_j + 1) * di);
    if (along_i) {
      ++done_i;
    } else {
      ++done_j;
    }
    path.push_back({a.i + si * done_i, a.j + sj * done_j});
  }
  return path;
}

/// Corners beyond the grid's neighbourhood carry no face: the line is followed a grid's width outside, no
/// farther.
Corner nearest_corner(const Grid& grid, scenario::Point p) {
  const auto nearest = [&](double way, int cells) {
    return static_cast<int>(std::clamp(std::round(way / grid.cell_size()), -1.0 * cells, 2.0 * cells));
  };
  return {nearest(p.first - grid.x_west(), grid.nx()), nearest(p.second - grid.y_south(), grid.ny())};
}

}  // namespace

constexpr double on_edge = 1e-6;  ///< [cells] of a line that lies on the edge between two

int cell_of(double coordinate, double origin, double cell_size) {
  return static_cast<int>(std::clamp(std::floor((coordinate - origin) / cell_size), -1e6, 1e6));
}

std::vector<surface::SectionFace> section_along(const Grid& grid, scenario::Point a, scenario::Point b) {
  using surface::Face;
  std::vector<surface::SectionFace> faces;
  const std::vector<Corner> path = staircase(nearest_corner(grid, a), nearest_corner(grid, b));
  for (std::size_t n = 1; n < path.size(); ++n) {
    const Corner from = path[n - 1], to = path[n];
    const int i = std::min(from.i, to.i), j = std::min(from.j, to.j);
    if (from.j == to.j) {
      if (!grid.active(i, j) || !grid.active(i, j - 1)) continue;
      faces.push_back({{Face::Axis::y, i, j}, to.i > from.i ? -1 : 1});
    } else {
      if (!grid.active(i, j) || !grid.active(i - 1, j)) continue;
      faces.push_back({{Face::Axis::x, i, j}, to.j > from.j ? 1 : -1});
    }
  }
  return faces;
}

std::vector<StreamCrossing> streams_across(const std::vector<surface::SectionFace>& section,
                                           const StreamNetwork& network) {
  using Axis = surface::Face::Axis;
  const auto step = [&](Axis axis, int i, int j, int way) {  // by one cell from (i, j)
    if (way == 0) return 0;
    const int ahead = way > 0 ? 1 : 0;
    for (const surface::SectionFace& f : section) {
      const bool same = f.face.axis == axis && f.face.i == i + (axis == Axis::x ? ahead : 0) &&
                        f.face.j == j + (axis == Axis::y ? ahead : 0);
      if (same) return f.sign * way;
    }
    return 0;
  };
  std::vector<StreamCrossing> crossings;
  for (std::size_t n = 0; n < network.segments.size(); ++n) {
    const Segment& s = network.segments[n];
    if (s.downstream < 0) continue;
    const Segment& below = network.segments[s.downstream];
    const int di = below.i - s.i, dj = below.j - s.j;
    if (std::abs(di) > 1 || std::abs(dj) > 1) continue;
    const int one_way = step(Axis::x, s.i, s.j, di) + step(Axis::y, below.i, s.j, dj);
    const int other = step(Axis::y, s.i, s.j, dj) + step(Axis::x, s.i, below.j, di);
    const int sign = one_way != 0 ? one_way : other;
    if (sign != 0) crossings.push_back({static_cast<int>(n), sign > 0 ? 1 : -1});
  }
  return crossings;
}

std::vector<surface::OutletFace> outlet_along(int nx, int ny, double cell_size, double x_west, double y_south,
                                              const std::vector<std::uint8_t>& active, scenario::Point a,
                                              scenario::Point b, double slope) {
  using surface::Face;
  const auto is_active = [&](int i, int j) {
    return i >= 0 && j >= 0 && i < nx && j < ny && active[static_cast<std::size_t>(j) * nx + i] != 0;
  };
  const double length = std::hypot(b.first - a.first, b.second - a.second);
  const int samples = static_cast<int>(std::clamp(4.0 * length / cell_size, 1.0, 1e7));
  const bool across_y = std::fabs(b.first - a.first) >= std::fabs(b.second - a.second);
  std::set<std::pair<int, int>> touched;  // (j, i): in the order of the cells
  for (int n = 0; n <= samples; ++n) {
    const double t = static_cast<double>(n) / samples;
    const double x = a.first + t * (b.first - a.first), y = a.second + t * (b.second - a.second);
    int i = cell_of(x, x_west, cell_size), j = cell_of(y, y_south, cell_size);
    // On the line between two cells the line touches both: on the north or the east edge the one before it.
    if (!is_active(i, j) && across_y) j = cell_of(y - on_edge * cell_size, y_south, cell_size);
    if (!is_active(i, j) && !across_y) i = cell_of(x - on_edge * cell_size, x_west, cell_size);
    if (is_active(i, j)) touched.insert({j, i});
  }
  std::vector<surface::OutletFace> faces;
  for (const auto& [j, i] : touched) {
    for (const int sign : {-1, 1}) {
      const bool open = across_y ? !is_active(i, j + sign) : !is_active(i + sign, j);
      if (!open) continue;
      const Face face = across_y ? Face{Face::Axis::y, i, sign > 0 ? j + 1 : j}
                                 : Face{Face::Axis::x, sign > 0 ? i + 1 : i, j};
      faces.push_back({face, sign, slope});
      break;
    }
  }
  return faces;
}

}  // namespace qingliu::run
