#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "grid/field.hpp"
#include "model/gully.hpp"

namespace qingliu::gully {

/// Which collapsing gully the floor of a cell belongs to; -1: none.
using FloorField = Field<std::int32_t>;

/// Steps over the four faces of a cell: south, west, east, north.
std::array<std::ptrdiff_t, 4> face_steps(const Grid& grid);

/// The wall that stands in a cell beside the floor of a gully. Its foot is found down the steepest falls of
/// the terrain, as long as they belong to a wall, or is the floor beside it where the height is given.
/// Nothing when the cell is no crest: floor itself, outside the watershed, or not high enough.
///   height [m]: > 0 in place of what the terrain shows.
std::optional<Wall> wall_at(const Grid& grid, const CollapsingGully& gully, int number,
                            const FloorField& floors, const Field<double>& bed, std::size_t cell,
                            double height);

/// Length [m] of the walls of a gully in a cell: each face towards the floor counts with the share that the
/// way to the floor has across it, so that walls athwart the grid are not too long.
double wall_length(const Grid& grid, int number, const FloorField& floors, const Field<double>& bed,
                   std::size_t cell);

/// The floors of all gullies, and the walls around them in the order of their cells.
FloorField floors_of(const Grid& grid, const std::vector<CollapsingGully>& gullies);
std::vector<Wall> walls_of(const Grid& grid, const std::vector<CollapsingGully>& gullies,
                           const FloorField& floors, const Field<double>& bed);

}  // namespace qingliu::gully
