#pragma once
#include <vector>

#include "process/surface/barrier.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::run {

struct World;

/// The faces of a dam's cell toward ground that does not drain into it: the dam and its abutments. What
/// stands on the cell falls into the pool, so its ground is always dry; through these faces the water below
/// the dam would run back into the pool, and round and round.
struct DamWall {
  int segment = -1;
  std::vector<surface::Barrier> faces;
};

/// The walls of every dam and reservoir, also of those that are built within the run. `surface` as the grid.
std::vector<DamWall> dam_walls(const terrain::Surface& surface, const World& world);

/// The barriers of the scenario and the walls of the dams that stand now.
std::vector<surface::Barrier> standing_barriers(const World& world);

}  // namespace qingliu::run
