#pragma once
#include <vector>

#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Collapsing gullies, one row each: their walls, what they gave, when the first fell.
io::Table collapse_table(const World& world);
/// Their walls, one row per cell at a rim: height, moisture, the height up to which it stands, how far it
/// went back.
io::Table wall_table(const World& world);
/// Gullies, one row each: length, depth, width, how far the head went, what was cut.
io::Table gully_table(const World& world);

/// Those of them that the world has.
std::vector<io::Table> gully_tables(const World& world);

}  // namespace qingliu::run
