#pragma once
#include <cstdint>
#include <vector>

#include "terrain/terrain.hpp"

namespace qingliu::terrain {

/// Steep walls of a terrain: where collapsing gullies (崩岗) may be.
struct Walls {
  std::vector<std::uint8_t> below;  ///< 1 where a wall rises across a face of the cell
  std::vector<double> height;       ///< [m] of the highest wall there; 0: none
};

/// A wall is a way of faces that each rise by `steep` [-] times the cell size or more and together by
/// `least_height` [m]: from each such face the steepest way up and down counts.
Walls find_walls(const Surface& surface, double least_height, double steep);

/// Cells that touch each other (eight neighbours), as one candidate.
struct WallGroup {
  std::vector<std::size_t> cells;  ///< ascending
  double height = 0.0;             ///< [m] of the highest wall
  double length = 0.0;             ///< [m] of the faces that walls rise across
};

/// In the order of their first cells; groups of fewer cells than `least_cells` are left out.
std::vector<WallGroup> wall_groups(const Surface& surface, const Walls& walls, double steep,
                                   std::size_t least_cells);

}  // namespace qingliu::terrain
