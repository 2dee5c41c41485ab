#include "run/measure_site.hpp"

#include <cmath>
#include <numbers>

namespace qingliu::run {
namespace {

/// Rounded, so that no machine's arc tangent decides on which side of a limit a cell lies.
double rounded_degrees(double radians) {
  return std::round(radians * (180.0 / std::numbers::pi) * 1e6) * 1e-6;
}

}  // namespace

measures::CellFacts Site::facts(int i, int j) const {
  measures::CellFacts cell;
  const Landuse& use = land_.landuses[land_.landuse_of_cell[flat(i, j)]];
  cell.use = use.name;
  cell.use_id = use.id;
  if (!land_.soils.empty() && !land_.soil_of_cell.empty()) {
    const Soil& soil = land_.soils[land_.soil_of_cell[flat(i, j)]];
    cell.soil = soil.name;
    cell.soil_id = soil.id;
  }
  cell.slope_deg = rounded_degrees(std::atan(slope(i, j)));
  const double aspect = rounded_degrees(std::atan2(-rise(i, j, 1, 0), -rise(i, j, 0, 1)));
  cell.aspect_deg = aspect < 0.0 ? aspect + 360.0 : aspect;
  cell.elevation_m = height(i, j);
  if (streams_ != nullptr) {
    cell.stream_distance_m = streams_->distance(i, j);
    cell.stream_order = streams_->order(i, j);
  }
  return cell;
}

double Site::watershed(int i, int j) const {
  const int x = window_.first_i + i, y = window_.first_j + j;
  return terrain_.upstream_area[terrain_.surface.at(x, y)];
}

double Site::slope(int i, int j) const {
  const double east = rise(i, j, 1, 0), north = rise(i, j, 0, 1);
  return std::sqrt(east * east + north * north);
}

double Site::height(int i, int j) const {
  const int x = window_.first_i + i, y = window_.first_j + j;
  if (x < 0 || y < 0 || x >= terrain_.surface.nx || y >= terrain_.surface.ny) return std::nan("");
  return terrain_.surface.elevation[terrain_.surface.at(x, y)];
}

/// Central difference along an axis [-], one-sided at the edge.
double Site::rise(int i, int j, int di, int dj) const {
  const double here = height(i, j);
  double before = height(i - di, j - dj), after = height(i + di, j + dj);
  const double cells = std::isnan(before) || std::isnan(after) ? 1.0 : 2.0;
  if (std::isnan(before)) before = here;
  if (std::isnan(after)) after = here;
  return (after - before) / (cells * grid_.cell_size());
}

}  // namespace qingliu::run
