#pragma once
// Culverts and bridges: openings of a stream under a road.
#include <algorithm>
#include <cmath>

#include "core/constants.hpp"
#include "core/fast_math.hpp"
#include "network/stream_network.hpp"
#include "process/stream/weir_in_stream.hpp"

namespace qingliu::stream {

inline constexpr double opening_contraction = 0.6;  ///< [-] of a sharp-edged inlet under water

/// Losses of a full barrel in heads of velocity: 1 + k_e + 2 g n2 L/R^(4/3).
///   width, rise, length [m]; manning_n [s m-1/3]; entrance k_e [-].
inline double barrel_losses(double width, double rise, double length, double manning_n, double entrance) {
  const double radius = width * rise / (2.0 * (width + rise));
  return 1.0 + entrance +
         2.0 * constants::gravity * manning_n * manning_n * length / (radius * cbrt_of(radius));
}

/// Discharge [m3 s-1] through a rectangular opening from the higher to the lower side: the least of what its
/// sill lets in as a weir (drowned after Villemonte), what its inlet lets in under water, mu A sqrt(2 g H),
/// and what its barrel carries when full, A sqrt(2 g H/losses). Below the soffit the barrel's share falls
/// with H^1.5, so that nothing jumps there. Its sign is that of upper - lower.
///   upper, lower: water above the sill [m].
inline double opening_discharge(const Sill& sill, double upper, double lower) {
  const double weir = drowned_weir_discharge(sill.coefficient, sill.width, upper, lower);
  if (weir == 0.0 || !(sill.rise > 0.0)) return weir;
  const double high = std::max(upper, lower), low = std::min(upper, lower), rise = sill.rise;
  const double face = sill.width * rise, g2 = 2.0 * constants::gravity;
  const double submerged = std::max(high, rise);
  double carried =
      face * std::sqrt(g2 * (submerged - std::min(submerged, std::max(low, 0.8 * rise))) / sill.losses);
  if (high < rise) carried *= high * std::sqrt(high / rise) / rise;
  double least = std::min(std::fabs(weir), carried);
  if (high > rise)
    least = std::min(least, opening_contraction * face * std::sqrt(g2 * (high - std::max(low, 0.5 * rise))));
  return std::copysign(least, weir);
}

}  // namespace qingliu::stream
