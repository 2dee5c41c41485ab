#pragma once
// Settling velocity of single grains in still water, and its hindrance by other grains. Set-up functions, one
// call per grain class. d [m] diameter, rho_s [kg m-3] grain density, nu [m2 s-1] viscosity; results [m s-1].
#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu::erosion {

enum class SettlingLaw { ferguson_church, cheng, stokes, zanke };  ///< ferguson_church: default

/// (rho_s - rho_w)/rho_w [-].
QINGLIU_INLINE double submerged_specific_gravity(double density) {
  return (density - constants::water_density) / constants::water_density;
}

/// Ferguson & Church 2004, eq. 4: R g d^2 / (C1 nu + sqrt(0.75 C2 R g d^3)), C1 = 18, C2 = 1.0 for natural
/// grains.
inline double settling_ferguson_church(double diameter, double density,
                                       double viscosity = constants::water_viscosity) {
  constexpr double C1 = 18.0, C2 = 1.0;
  const double weight = submerged_specific_gravity(density) * constants::gravity * diameter * diameter;
  return weight / (C1 * viscosity + std::sqrt(0.75 * C2 * weight * diameter));
}

/// Cheng 1997: (nu/d) (sqrt(25 + 1.2 d*^2) - 5)^1.5, d* = d (R g/nu^2)^(1/3).
inline double settling_cheng(double diameter, double density, double viscosity = constants::water_viscosity) {
  const double scale =
      cbrt_of(submerged_specific_gravity(density) * constants::gravity / (viscosity * viscosity));
  const double d_star_squared = (diameter * scale) * (diameter * scale);
  const double bracket = 1.2 * d_star_squared / (std::sqrt(25.0 + 1.2 * d_star_squared) + 5.0);
  return viscosity / diameter * bracket * std::sqrt(bracket);
}

/// Stokes 1851: R g d^2/(18 nu); for d below about 60 um.
inline double settling_stokes(double diameter, double density,
                              double viscosity = constants::water_viscosity) {
  return submerged_specific_gravity(density) * constants::gravity * diameter * diameter / (18.0 * viscosity);
}

/// Zanke 1977: 10 (nu/d) (sqrt(1 + 0.01 R g d^3/nu^2) - 1).
inline double settling_zanke(double diameter, double density, double viscosity = constants::water_viscosity) {
  const double cube = 0.01 * submerged_specific_gravity(density) * constants::gravity * diameter * diameter *
                      diameter / (viscosity * viscosity);
  return 10.0 * viscosity / diameter * (cube / (std::sqrt(1.0 + cube) + 1.0));
}

inline double settling_velocity(SettlingLaw law, double diameter, double density,
                                double viscosity = constants::water_viscosity) {
  switch (law) {
    case SettlingLaw::cheng:
      return settling_cheng(diameter, density, viscosity);
    case SettlingLaw::stokes:
      return settling_stokes(diameter, density, viscosity);
    case SettlingLaw::zanke:
      return settling_zanke(diameter, density, viscosity);
    case SettlingLaw::ferguson_church:
      break;
  }
  return settling_ferguson_church(diameter, density, viscosity);
}

/// Exponent n of the hindrance (1 - C)^n (Richardson & Zaki 1954) by the grain's Reynolds number w d/nu.
inline double hindrance_exponent(double reynolds) {
  if (reynolds <= 0.2) return 4.65;
  if (reynolds <= 1.0) return 4.35 * pow_of(reynolds, -0.03);
  if (reynolds <= 500.0) return 4.45 * pow_of(reynolds, -0.1);
  return 2.39;
}

/// Settling velocity among other grains, w (1 - C)^n; C [-] volume concentration of all classes, in [0, 1).
QINGLIU_INLINE double hindered_settling(double velocity, double exponent, double volume_concentration) {
  return velocity * pow_of(max_of(1.0 - volume_concentration, 1e-6), exponent);
}

}  // namespace qingliu::erosion
