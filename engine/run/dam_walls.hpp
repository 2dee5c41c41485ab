#pragma once
#include <vector>

#include "process/surface/barrier.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::run {

struct World;

/// The faces of a dam's cell as barriers. What stands on the cell falls into the pool, so its ground is dry
/// at every step. Toward ground that does not drain into it there are the dam and its abutments: walls, or
/// the water below the dam would run back into the pool, and round and round. From ground that drains into it
/// the water falls as over a broad crest at the height of the ground: the surface that faces reconstruct from
/// their cells would close them, since a cell that stays dry keeps the slope of its bed.
struct DamWall {
  int segment = -1;
  std::vector<surface::Barrier> faces;
};

/// The walls of every dam and reservoir, also of those that are built within the run. `surface` as the grid.
std::vector<DamWall> dam_walls(const terrain::Surface& surface, const World& world);

/// The barriers of the scenario and the walls of the dams that stand now.
std::vector<surface::Barrier> standing_barriers(const World& world);

}  // namespace qingliu::run
