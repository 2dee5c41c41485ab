#pragma once
// Bed shear of the flow, and what it detaches, for erosion and bedload. Closures on steep ground (docs:
// steep-slope correction): u is the horizontal velocity, C_f the friction coefficient that the flow used
// (steep-slope factor included), cos^2 the square of the cosine of the bed's inclination.
#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu {

/// Bed shear stress [Pa], rho_w C_f |u|^2 cos^2.
QINGLIU_INLINE double bed_shear(double friction_coefficient, double speed_squared, double cosine_squared) {
  return constants::water_density * friction_coefficient * speed_squared * cosine_squared;
}

/// Friction slope [-], C_f |u|^2/(g h).
QINGLIU_INLINE double friction_slope(double friction_coefficient, double speed_squared, double depth) {
  return friction_coefficient * speed_squared / (constants::gravity * max_of(depth, 1e-12));
}

/// Unit stream power [m s-1], |u| S_f.
QINGLIU_INLINE double unit_stream_power(double friction_coefficient, double speed, double depth) {
  return speed * friction_slope(friction_coefficient, speed * speed, depth);
}

/// Share of the shear that acts on the grains, (n_soil/n)^1.5 <= 1 (Einstein 1950, partition by hydraulic
/// radius at equal speed and slope). n [s m-1/3] of the bare soil and in all.
inline double skin_share(double manning_n_soil, double manning_n) {
  const double ratio = min_of(1.0, manning_n_soil / manning_n);
  return ratio * std::sqrt(ratio);
}

/// Detachment of original soil by flow, all classes [kg m-2 s-1]: K_r max(0, tau - tau_c) (Foster 1982,
/// WEPP).
///   erodibility K_r [s m-1]; skin shear and critical shear [Pa].
QINGLIU_INLINE double flow_detachment(double erodibility, double skin_shear, double critical_shear) {
  return erodibility * max_of(0.0, skin_shear - critical_shear);
}

}  // namespace qingliu
