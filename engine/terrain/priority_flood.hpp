#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "terrain/terrain.hpp"

namespace qingliu::terrain {

enum class Neighbours { four = 4, eight = 8 };

/// Steps to the neighbours: the four across faces first (south, west, east, north), then the four across
/// corners.
inline constexpr std::array<int, 8> step_i{0, -1, 1, 0, -1, 1, -1, 1};
inline constexpr std::array<int, 8> step_j{-1, 0, 0, 1, -1, -1, 1, 1};
inline constexpr double diagonal = 1.41421356237309504880;
inline constexpr std::array<double, 8> step_length{1.0,      1.0,      1.0,      1.0,
                                                   diagonal, diagonal, diagonal, diagonal};

/// Calls visit(neighbour index, direction) for the neighbours of a cell that lie on the raster and are not
/// NaN.
template <class Visit>
void for_neighbours(const Surface& surface, std::size_t cell, Neighbours neighbours, Visit visit) {
  const int i = static_cast<int>(cell % surface.nx);
  const int j = static_cast<int>(cell / surface.nx);
  for (int k = 0; k < static_cast<int>(neighbours); ++k) {
    const int in = i + step_i[k];
    const int jn = j + step_j[k];
    if (in < 0 || jn < 0 || in >= surface.nx || jn >= surface.ny) continue;
    const std::size_t other = surface.at(in, jn);
    if (surface.elevation[other] == surface.elevation[other]) visit(other, k);
  }
}

/// How water reaches every cell from the rim (cells beside the raster's edge or NaN).
struct Flood {
  std::vector<std::uint32_t> order;  ///< cells in the order in which the flood reached them
  std::vector<std::int64_t> parent;  ///< cell it came from, -1 on the rim and where NaN
  std::vector<double> level;         ///< [m] max(elevation, spill level); NaN where NaN
};

enum class Climb {
  over_spill_levels,  ///< levels never fall along the flood's way: depressions come out filled
  over_the_bed        ///< the flood runs down into depressions: its way back is the least rise out
};

/// Priority flood (Barnes, Lehman & Mulla 2014, algorithm 1) from the rim, O(n log n). Among equal levels the
/// lower bed, then the cell found first, goes first: no choice depends on the machine. epsilon [m]: rise
/// demanded per filled cell.
Flood priority_flood(const Surface& surface, Neighbours neighbours, Climb climb, double epsilon = 0.0);

/// Receiver of every cell: the steepest fall of the flood's levels, or the flood's parent on level ground; -1
/// on the rim where nothing is lower, and where NaN.
std::vector<std::int64_t> steepest_receivers(const Surface& surface, const Flood& flood,
                                             Neighbours neighbours);

}  // namespace qingliu::terrain
