#pragma once
// Concentrated flow in gullies narrower than a cell, and heads that go back (physics.md 5).
#include <algorithm>
#include <cmath>

#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu::gully {

/// Width [m] that concentrated flow takes as it cuts in, W = 2.51 Q^0.412 (Nachtergaele et al. 2002; 67
/// channels, Q 5e-4 to 0.1 m3/s; beyond, extrapolated).  discharge [m3 s-1] > 0.
inline double cutting_width(double discharge) { return 2.51 * pow_of(discharge, 0.412); }

/// Manning's uniform flow in a rectangle.
struct Channel {
  double depth = 0.0;  ///< [m]
  double shear = 0.0;  ///< [Pa] on its bed, rho g R S
};

/// discharge [m3 s-1] > 0; width [m] > 0; slope [-] > 0; manning_n [s m-1/3] > 0. The depth is the fixed
/// point of h = ((Q n/sqrt S)^0.6 (w + 2 h)^0.4)/w from the wide channel's: to 1e-6 for h < w, a few percent
/// beyond.
inline Channel channel_flow(double discharge, double width, double slope, double manning_n) {
  const double section = pow_of(discharge * manning_n / std::sqrt(slope), 0.6);
  double depth = section * pow_of(width, -0.6);
  for (int n = 0; n < 12; ++n) depth = section * pow_of(width + 2.0 * depth, 0.4) / width;
  const double radius = width * depth / (width + 2.0 * depth);
  return {depth, constants::water_density * constants::gravity * radius * slope};
}

/// Speed [m s-1] at which a head goes back: C max(0, (q H)^(1/3) - A_0) (Temple 1992, the form of SITES; both
/// constants unverified).
///   rate C [m s-1 per m s-1/3]; unit_discharge q [m2 s-1]; height H [m]; threshold A_0 [m s-1/3].
inline double headcut_speed(double rate, double unit_discharge, double height, double threshold) {
  const double energy = unit_discharge * height;
  return energy > 1e-30 ? rate * std::max(0.0, cbrt_of(energy) - threshold) : 0.0;
}

}  // namespace qingliu::gully
