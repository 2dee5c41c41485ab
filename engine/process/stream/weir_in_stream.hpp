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

/// The discharge, no larger than brings both sides half-way to one level within dt [s]: a drowned weir's rate
/// is infinitely steep at rest.
///   difference [m] of the two levels; areas [m2] of the water surfaces.
inline double calmed_discharge(double discharge, double difference, double area_above, double area_below,
                               double dt) {
  const double largest = 0.5 * std::fabs(difference) / (dt * (1.0 / area_above + 1.0 / area_below));
  return std::fabs(discharge) > largest ? std::copysign(largest, discharge) : discharge;
}

}  // namespace qingliu::stream
