#pragma once
// A low weir or a drop inside a stream's own section.
#include <cmath>

#include "process/pool_laws.hpp"

namespace qingliu::stream {

using pool::drowned_weir_discharge;

/// What a sill joins, at the end of a step in which nothing passes it: water above the sill [m] on both
/// sides, and how far the step moves them for each m3 s-1 that does pass, dt over the surface [s m-2].
struct SillSides {
  double upper, lower;
  double upper_falls, lower_rises;
};

/// The discharge [m3 s-1] that goes with the levels that it leaves (backward Euler): Q = law(upper - Q a,
/// lower + Q b). A drowned weir's rate is infinitely steep at rest, and a step at its rate of the beginning
/// would overshoot; here a steady flow has its steady head, whatever the step. Between no flow and the one
/// that makes both sides level there is one root: law rises with the upper and falls with the lower level.
template <class Law>
double settled_discharge(const SillSides& sides, const Law& law) {
  const double level = (sides.upper - sides.lower) / (sides.upper_falls + sides.lower_rises);
  if (level == 0.0) return 0.0;
  double low = 0.0, high = level;
  for (int n = 0; n < 60; ++n) {
    const double middle = 0.5 * (low + high);
    const double passes =
        law(sides.upper - middle * sides.upper_falls, sides.lower + middle * sides.lower_rises);
    (std::fabs(passes) > std::fabs(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace qingliu::stream
