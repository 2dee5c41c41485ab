#pragma once
#include <cstdint>
#include <vector>

namespace qingliu::terrain {

/// Elevations on a plain raster: row 0 the southern row, NaN outside.
struct Surface {
  int nx = 0;
  int ny = 0;
  double cell_size = 0.0;         ///< [m]
  std::vector<double> elevation;  ///< [m]
  std::size_t at(int i, int j) const { return static_cast<std::size_t>(j) * nx + i; }
};

/// Cells out of a watershed that the watershed encloses on all sides (eight neighbours), in the order of the
/// raster: holes in it, not its outside. `active`: 1 in the watershed, by cell of nx x ny.
std::vector<std::size_t> enclosed_holes(int nx, int ny, const std::vector<std::uint8_t>& active);

struct PitReport {
  std::size_t cells_raised = 0;
  std::size_t cells_lowered = 0;
  double volume_filled = 0.0;  ///< [m3]
  double volume_cut = 0.0;     ///< [m3]
};

/// Raises every pit to its spill level (priority flood, Barnes et al. 2014) from the cells beside the edge or
/// NaN. With epsilon > 0 [m] every filled cell is at least that much above its receiver. over_faces: water
/// spills over the four faces alone.
PitReport fill_pits(Surface& surface, double epsilon = 0.0, bool over_faces = false);

/// Cuts a path out of every pit (priority flood along the least rise, Lindsay 2016's breaching without
/// limits), each cell `epsilon` [m] lower than the one above it. D4 paths, so that water flowing over faces
/// finds them.
PitReport breach_pits(Surface& surface, double epsilon = 1e-3);

/// How far and how deep a breach may go.
struct BreachLimits {
  int cells = 100;      ///< steps of the way, at most 65,535
  double depth = 20.0;  ///< [m] below the ground
  bool over_faces =
      false;  ///< ways and pits over the four faces alone: water that flows over faces finds them
};

/// Cuts the cheapest way (sum of depths; Dijkstra 1959, as Lindsay 2016 breaches) from every pit to lower
/// ground or the rim, within the limits; pits without such a way stay and want fill_pits. The channel falls
/// evenly. Lowest pits first.
PitReport breach_least_cost(Surface& surface, const BreachLimits& limits);

/// D8 receiver of every cell on a pit-free path from the edge (priority flood order, so it never stalls), -1
/// at outlets.
std::vector<std::int64_t> flow_receivers(const Surface& surface);

/// Upstream area [m2] of every cell, itself included; 0 where NaN.
std::vector<double> upstream_area(const Surface& surface, const std::vector<std::int64_t>& receivers);

/// 1 where the flow passes the outlet cell.
std::vector<std::uint8_t> watershed_above(const Surface& surface, const std::vector<std::int64_t>& receivers,
                                          std::size_t outlet);

/// |grad z| [-] from the smaller one-sided differences (minmod) in x and y; 0 where NaN.
std::vector<double> limited_slope(const Surface& surface);

}  // namespace qingliu::terrain
