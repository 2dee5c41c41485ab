#pragma once
// A dam that breaks: the opening and what flows through it.
#include <algorithm>
#include <cmath>

#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu::reservoir {

/// Mean width [m] of the final breach, 0.27 K V^0.32 h^0.04 (Froehlich 2008).
///   factor K [-]: 1.3 overtopping, 1.0 piping; water V [m3] above the breach's bottom; height h [m] of it.
inline double froehlich_width(double factor, double water, double height) {
  return 0.27 * factor * pow_of(water, 0.32) * pow_of(height, 0.04);
}

/// Time [s] in which it forms, 63.2 sqrt(V/(g h2)) (Froehlich 2008).
inline double froehlich_time(double water, double height) {
  return 63.2 * std::sqrt(water / (constants::gravity * height * height));
}

/// Discharge [m3 s-1] through a trapezoid, 1.7 b H^1.5 + 1.35 z H^2.5 (broad-crested weir).
///   bottom_width b [m]; side_slope z [-] horizontal to vertical; head H [m] above its bottom.
inline double breach_discharge(double bottom_width, double side_slope, double head) {
  if (!(head > 0.0)) return 0.0;
  return (1.7 * bottom_width + 1.35 * side_slope * head) * std::sqrt(head) * head;
}

}  // namespace qingliu::reservoir
