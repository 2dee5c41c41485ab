#pragma once
// What people exchange when they copy coordinates.
#include <string>
#include <utility>

#include "grid/grid.hpp"
#include "run/terrain_builder.hpp"

namespace qingliu::run {

/// A rectangle of ground in the coordinates of a run [m].
struct GroundBox {
  double west = 0.0, east = 0.0, south = 0.0, north = 0.0;
  std::string crs_wkt;
};
GroundBox box_of(const Grid& grid);
GroundBox box_of(const BuiltTerrain& terrain);

/// " Did you mean [x, y]? x and y are exchanged" for a point that would lie in the rectangle, or within 50 km
/// of it, if it were not for the usual slips: exchanged, degrees in place of metres, a zone's number before x
/// that the ground's has not, or the other way round. "" where none explains it.
std::string slip_of_point(const std::pair<double, double>& point, const GroundBox& ground);

/// "x 1.0 m, y 2.0 m": the point as the user gave it.
std::string in_words(const std::pair<double, double>& point);

}  // namespace qingliu::run
