#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "terrain/terrain.hpp"

namespace qingliu::terrain {

/// D8 direction of a cell: 0-7, index into step_i and step_j of priority_flood.hpp, or one of these.
using Directions = std::vector<std::uint8_t>;
inline constexpr std::uint8_t leaves = 254;  ///< on the rim with nothing lower: the water leaves the raster
inline constexpr std::uint8_t undefined = 255;  ///< no elevation

/// Steepest descent among eight neighbours (O'Callaghan & Mark 1984) on a surface without pits; across flats
/// by the gradients away from higher and towards lower ground (Garbrecht & Martz 1997 in the form of Barnes,
/// Lehman & Mulla 2014, "An efficient assignment of drainage direction over flat surfaces"). Ties: the
/// neighbour across a face before one across a corner, then the order of step_i.
Directions d8_directions(const Surface& surface);

/// Cells that drain through each cell, itself included; 0 where undefined.
std::vector<std::uint32_t> d8_cells(const Surface& surface, const Directions& directions);

/// D-infinity (Tarboton 1997): the steepest of eight triangular facets; the water is shared between the two
/// neighbours that bound it.
struct FacetFlow {
  std::vector<std::uint8_t> facet;  ///< 0-7 from east counter-clockwise; 8 + k: the D8 direction k (flats);
                                    ///< leaves and undefined as above
  std::vector<float> turn;          ///< [rad] from the facet's face neighbour towards its corner neighbour
  /// Direction [degrees] counter-clockwise from east; NaN where water leaves or is undefined.
  float degrees(std::size_t cell) const;
};
FacetFlow dinf_directions(const Surface& surface, const Directions& directions);
std::vector<float> dinf_area(const Surface& surface, const FacetFlow& flow);  ///< [m2]; NaN where undefined

/// Area [m2] with the water shared among all lower neighbours by slope^exponent (Freeman 1991: 1.1; Holmgren
/// 1994: 4-6; Quinn et al. 1991: 1, without their contour lengths), along D8 on flats; NaN where undefined.
std::vector<float> multiple_area(const Surface& surface, const Directions& directions, double exponent);

/// 1 where the flow passes the outlet cell.
std::vector<std::uint8_t> d8_watershed(const Surface& surface, const Directions& directions,
                                       std::size_t outlet);

/// The cell with the most cells above it within `reach` [m] of the centre of cell (i, j); nothing when no
/// cell with an elevation lies there.
std::optional<std::size_t> snapped(const Surface& surface, const std::vector<std::uint32_t>& cells, int i,
                                   int j, double reach);

/// The cell with the most cells above it where water leaves the raster.
std::optional<std::size_t> largest_outlet(const Directions& directions,
                                          const std::vector<std::uint32_t>& cells);

/// Slope [degrees] and aspect [degrees clockwise from north, the way downhill; NaN on level ground] by Horn
/// (1981); a missing neighbour continues the slope from the opposite one, and where
/// that is missing too the slopes along the axes.
struct Gradient {
  std::vector<float> slope, aspect;
};
Gradient horn_gradient(const Surface& surface);

}  // namespace qingliu::terrain
