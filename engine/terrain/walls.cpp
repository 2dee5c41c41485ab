#include "terrain/walls.hpp"

#include <algorithm>
#include <optional>

#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {
namespace {

/// The neighbour across a face to which the ground rises most (sign +1) or falls most (-1), at least by
/// `rise`.
std::optional<std::size_t> steepest(const Surface& s, std::size_t cell, double sign, double rise) {
  std::optional<std::size_t> best;
  double most = rise;
  for_neighbours(s, cell, Neighbours::four, [&](std::size_t other, int) {
    const double change = sign * (s.elevation[other] - s.elevation[cell]);
    if (change < most || (best && change == most)) return;
    most = change;
    best = other;
  });
  return best;
}

/// Height [m] at the end of the steepest way up or down.
double end_of(const Surface& s, std::size_t cell, double sign, double rise) {
  while (const auto next = steepest(s, cell, sign, rise)) cell = *next;
  return s.elevation[cell];
}

}  // namespace

Walls find_walls(const Surface& s, double least_height, double steep) {
  Walls walls;
  walls.below.assign(s.elevation.size(), 0);
  walls.height.assign(s.elevation.size(), 0.0);
  const double rise = steep * s.cell_size;
  for (std::size_t cell = 0; cell < s.elevation.size(); ++cell) {
    if (!(s.elevation[cell] == s.elevation[cell])) continue;
    double highest = 0.0;
    for_neighbours(s, cell, Neighbours::four, [&](std::size_t other, int) {
      if (s.elevation[other] - s.elevation[cell] >= rise)
        highest = std::max(highest, end_of(s, other, 1.0, rise) - end_of(s, cell, -1.0, rise));
    });
    if (!(highest >= least_height)) continue;
    walls.below[cell] = 1;
    walls.height[cell] = highest;
  }
  return walls;
}

std::vector<WallGroup> wall_groups(const Surface& s, const Walls& walls, double steep,
                                   std::size_t least_cells) {
  std::vector<WallGroup> groups;
  std::vector<std::uint8_t> seen(walls.below.size(), 0);
  for (std::size_t first = 0; first < walls.below.size(); ++first) {
    if (walls.below[first] == 0 || seen[first] != 0) continue;
    WallGroup group;
    seen[first] = 1;
    group.cells = {first};
    for (std::size_t n = 0; n < group.cells.size(); ++n) {
      const std::size_t cell = group.cells[n];
      group.height = std::max(group.height, walls.height[cell]);
      for_neighbours(s, cell, Neighbours::eight, [&](std::size_t other, int k) {
        if (k < 4 && walls.below[other] == 0 && s.elevation[other] - s.elevation[cell] >= steep * s.cell_size)
          group.length += s.cell_size;
        if (walls.below[other] == 0 || seen[other] != 0) return;
        seen[other] = 1;
        group.cells.push_back(other);
      });
    }
    if (group.cells.size() < least_cells) continue;
    std::ranges::sort(group.cells);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace qingliu::terrain
