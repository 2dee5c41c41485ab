#pragma once
// Uniform flow in a ditch of trapezoidal section, and its way through a piece of it.
#include <cmath>

#include "core/fast_math.hpp"
#include "model/ditch.hpp"

namespace qingliu::works {

/// A work along a line or at a point meets all that runs through its cell, which is one mixed volume: of what
/// enters in steady flow it passes 1/(1 + 50), 2 % (decision 025: where in its cell a work lies does not
/// count).
constexpr double met_in_cell = 50.0;

/// [m2] of a section that is filled to `depth` [m].
inline double ditch_area(double bottom, double side, double depth) { return (bottom + side * depth) * depth; }

/// [m] to which `area` [m2] fills the section: the root of (b + m y) y = A.
inline double ditch_depth(double bottom, double side, double area) {
  return 2.0 * area / (bottom + std::sqrt(bottom * bottom + 4.0 * side * area));
}

/// Manning's discharge [m3 s-1] of a ditch that `area` [m2] of water fills, A R^(2/3) sqrt(S)/n.
inline double ditch_discharge(const Ditch& d, double area) {
  if (!(area > 0.0)) return 0.0;
  const double depth = ditch_depth(d.bottom, d.side, area);
  const double radius = area / (d.bottom + 2.0 * depth * std::sqrt(1.0 + d.side * d.side));
  const double root = cbrt_of(radius > 1e-30 ? radius : 1e-30);
  return area * root * root * std::sqrt(d.slope) / d.manning_n;
}

/// [m3 s-1] to the brim.
inline double ditch_capacity(const Ditch& d) {
  return ditch_discharge(d, ditch_area(d.bottom, d.side, d.depth));
}

/// [Pa] mean shear on its walls where `depth` [m] of water runs, rho g R S.
inline double ditch_shear(const Ditch& d, double depth) {
  const double perimeter = d.bottom + 2.0 * depth * std::sqrt(1.0 + d.side * d.side);
  return 1000.0 * 9.81 * ditch_area(d.bottom, d.side, depth) / perimeter * d.slope;
}

/// Water [m3] that is left in a piece of `length` [m] after a step dt [s] at whose begin it held, with what
/// came from above, `water`: V + dt Q(V/l) = W, an upwind step of the kinematic wave, implicit, so that it
/// holds for pieces of any length. Q grows faster than V, so Newton's steps from W come down to the root.
inline double left_in_piece(const Ditch& d, double water, double length, double dt) {
  double low = 0.0, high = water, volume = water;
  for (int n = 0; n < 60 && high - low > 1e-15 * water; ++n) {
    const double excess = volume + dt * ditch_discharge(d, volume / length) - water;
    (excess > 0.0 ? high : low) = volume;
    const double step = 1e-6 * volume + 1e-12;
    const double steeper =
        1.0 +
        dt * (ditch_discharge(d, (volume + step) / length) - ditch_discharge(d, volume / length)) / step;
    double next = volume - excess / steeper;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (next == volume) break;
    volume = next;
  }
  return volume;
}

}  // namespace qingliu::works
