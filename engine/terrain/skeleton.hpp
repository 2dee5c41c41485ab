#pragma once
#include "terrain/terrain.hpp"

namespace qingliu::terrain {

/// The large forms of the synthetic terrain on one fixed lattice, whatever cell size is asked for: ridges and
/// valleys from landscape evolution, valley floors raised to alluvial plains. Lattice nodes lie at (i, j) *
/// cell_size from the south-west corner of a domain wider than the watershed.
struct Skeleton {
  Surface bed;  ///< [m] with alluvial floors
  std::vector<double>
      above_floor;  ///< [m] height above the floor of the stream that the node drains to, >= 0
};

Skeleton make_skeleton();

/// Uniform cubic B-spline through lattice values as control points (smooth: slopes and curvatures are
/// continuous); x, y [m] from the south-west node, held inside the lattice.
double spline(const Surface& lattice, const std::vector<double>& values, double x, double y);

}  // namespace qingliu::terrain
