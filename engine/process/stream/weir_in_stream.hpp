#pragma once
// A low weir or a drop inside a stream's own section.
#include <cmath>

#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu::stream {

/// Discharge [m3 s-1] over a weir from the higher to the lower side, m b sqrt(2 g) H^1.5 times (1 -
/// (H2/H1)^1.5)^0.385 where it is drowned (Villemonte 1947); its sign is that of upper - lower.
///   coefficient m [-]; width b [m]; upper, lower: water above the sill [m], below 0 where it lies lower.
inline double drowned_weir_discharge(double coefficient, double width, double upper, double lower) {
  const double high = upper >= lower ? upper : lower, low = upper >= lower ? lower : upper;
  if (!(high > 0.0) || upper == lower) return 0.0;
  double discharge = coefficient * width * std::sqrt(2.0 * constants::gravity * high) * high;
  if (low > 0.0) {
    const double ratio = low / high;
    discharge *= pow_of(std::fmax(1e-300, 1.0 - ratio * std::sqrt(ratio)), 0.385);
  }
  return upper >= lower ? discharge : -discharge;
}

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
