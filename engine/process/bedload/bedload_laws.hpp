#pragma once
// Bedload: what the flow moves along the bed [kg m-1 s-1, of dry grains]. shear [Pa] is what acts on the
// grains; R = (rho_s - rho_w)/rho_w.
#include <cstdint>

#include "core/constants.hpp"
#include "core/fast_math.hpp"
#include "model/grains.hpp"

namespace qingliu::bedload {

enum class BedloadLaw : std::uint8_t {
  grass,
  meyer_peter_mueller,
  wong_parker,
  wilcock_crowe,
  engelund_hansen
};

/// What of a class does not change from cell to cell.
struct ClassScales {
  double diameter;     ///< [m]
  double density;      ///< [kg m-3]
  double shear;        ///< [Pa] (rho_s - rho_w) g d: the Shields number is shear / this
  double load;         ///< [kg m-1 s-1] rho_s sqrt(R g d^3) of Einstein 1950
  double unit_volume;  ///< [m3 kg-1] of the loose deposit, pores included
};

inline ClassScales make_class_scales(const GrainClass& grain, double unit_volume) {
  const double weight =
      (grain.density - constants::water_density) * constants::gravity * grain.diameter;  // [Pa]
  const double velocity = std::sqrt(weight / constants::water_density);
  return {grain.diameter, grain.density, weight, grain.density * velocity * grain.diameter, unit_volume};
}

/// x^1.5 of what is above 0.
QINGLIU_INLINE double excess_power(double excess) {
  const double above = max_of(0.0, excess);
  return above * std::sqrt(above);
}

/// Meyer-Peter & Mueller 1948: q* = 8 (theta - 0.047)^1.5; theta [-] Shields number, q* in units of the load
/// scale.
QINGLIU_INLINE double meyer_peter_mueller(double shields) { return 8.0 * excess_power(shields - 0.047); }

/// Wong & Parker 2006, eq. 24: q* = 3.97 (theta - 0.0495)^1.5.
QINGLIU_INLINE double wong_parker(double shields) { return 3.97 * excess_power(shields - 0.0495); }

/// Engelund & Hansen 1967, total load: q = rho_s 0.05 u^2 sqrt(d/(g R)) theta^1.5; speed u [m s-1].
QINGLIU_INLINE double engelund_hansen(const ClassScales& k, double speed, double shields) {
  const double root = k.diameter * std::sqrt(constants::water_density / k.shear);  // sqrt(d / (g R))
  return k.density * 0.05 * (speed * speed) * root * excess_power(shields);
}

/// Grass 1981: q = A u^3 as a volume with pores [m2 s-1]; A [s2 m-1].
QINGLIU_INLINE double grass_volume(double coefficient, double speed) {
  return coefficient * (speed * speed * speed);
}

/// Wilcock & Crowe 2003, eq. 6: reference shear [Pa] of the mean grain of the bed; sand_share [-] of the bed
/// below 2 mm, mean_diameter [m] geometric, weight (rho_s - rho_w) g [N m-3].
QINGLIU_INLINE double reference_shear_of_mean(double sand_share, double mean_diameter, double weight) {
  return (0.021 + 0.015 * exp_of(-20.0 * sand_share)) * weight * mean_diameter;
}

/// Wilcock & Crowe 2003, eqs. 3-4: tau_ri/tau_rm = (D_i/D_sm)^b, b = 0.67/(1 + exp(1.5 - D_i/D_sm)).
QINGLIU_INLINE double hiding_ratio(double diameter_ratio) {
  return pow_of(diameter_ratio, 0.67 / (1.0 + exp_of(1.5 - diameter_ratio)));
}

/// Wilcock & Crowe 2003, eq. 7: W* = 0.002 phi^7.5 below phi = 1.35, else 14 (1 - 0.894/sqrt(phi))^4.5;
/// phi = tau/tau_ri >= 0.
QINGLIU_INLINE double wilcock_crowe_transport(double phi) {
  const double root = std::sqrt(phi);
  const double cube = phi * phi * phi;
  const double below = 0.002 * (cube * cube) * (phi * root);
  const double part = max_of(0.0, 1.0 - 0.894 / max_of(root, 1e-30));
  const double square = part * part;
  const double above = 14.0 * (square * square) * std::sqrt(part);
  return phi < 1.35 ? below : above;
}

/// Load of a class in units of its share of the bed, W* rho_s u*^3/(R g), u*^2 = shear/rho_w.
QINGLIU_INLINE double wilcock_crowe_load(const ClassScales& k, double transport, double shear) {
  const double friction_velocity = std::sqrt(shear / constants::water_density);
  const double weight_per_metre = k.shear / (constants::water_density * k.diameter);  // R g
  return transport * k.density * (shear / constants::water_density) * friction_velocity / weight_per_metre;
}

/// What Wilcock & Crowe's law knows of a mixture.
struct MeanGrain {
  double diameter = 1.0;         ///< [m] geometric mean
  double reference_shear = 1.0;  ///< [Pa]
};

/// log_diameter: mean of ln(d/m) by mass; density [kg m-3] of the grains.
inline MeanGrain mean_grain(double sand_share, double log_diameter, double density) {
  const double diameter = exp_of(log_diameter);
  const double weight = (density - constants::water_density) * constants::gravity;
  return {diameter, reference_shear_of_mean(sand_share, diameter, weight)};
}

/// Load [kg m-1 s-1] over a bed of one class alone; of Wilcock & Crowe, in units of its share of the bed. Not
/// of Grass. speed [m s-1].
template <BedloadLaw law>
QINGLIU_INLINE double load_alone(const ClassScales& k, double shear, double speed, double mean_diameter,
                                 double mean_shear) {
  const double shields = shear / k.shear;
  if constexpr (law == BedloadLaw::meyer_peter_mueller) return k.load * meyer_peter_mueller(shields);
  if constexpr (law == BedloadLaw::wong_parker) return k.load * wong_parker(shields);
  if constexpr (law == BedloadLaw::engelund_hansen) return engelund_hansen(k, speed, shields);
  const double reference = mean_shear * hiding_ratio(k.diameter / mean_diameter);
  return wilcock_crowe_load(k, wilcock_crowe_transport(shear / max_of(reference, 1e-30)), shear);
}

/// The same of a law that is chosen in the run.
inline double load_alone(BedloadLaw law, const ClassScales& k, double shear, double speed,
                         const MeanGrain& mean) {
  switch (law) {
    case BedloadLaw::meyer_peter_mueller:
      return load_alone<BedloadLaw::meyer_peter_mueller>(k, shear, speed, mean.diameter,
                                                         mean.reference_shear);
    case BedloadLaw::wong_parker:
      return load_alone<BedloadLaw::wong_parker>(k, shear, speed, mean.diameter, mean.reference_shear);
    case BedloadLaw::engelund_hansen:
      return load_alone<BedloadLaw::engelund_hansen>(k, shear, speed, mean.diameter, mean.reference_shear);
    case BedloadLaw::wilcock_crowe:
      return load_alone<BedloadLaw::wilcock_crowe>(k, shear, speed, mean.diameter, mean.reference_shear);
    case BedloadLaw::grass:
      break;
  }
  return 0.0;
}

/// Pull of the slope (Koch & Flokstra 1980): along any axis the load is q (direction - beta_s dz/dx), beta_s
/// = 1.3 (as in Gaia). Returns what the slope adds [kg m-1 s-1].
QINGLIU_INLINE double slope_pull(double slope_factor, double load, double slope) {
  return -slope_factor * load * slope;
}

/// b of q ~ u^b: 3 for Grass, 5 of Engelund-Hansen for the others.
inline double velocity_exponent(BedloadLaw law) { return law == BedloadLaw::grass ? 3.0 : 5.0; }

/// Bed waves.
struct BedWave {
  double celerity;       ///< [m s-1] along the flow; negative, against it, where Fr > 1
  double coupled_speed;  ///< [m s-1] of the faster of it and u - sqrt(gh) where they drive each other, or Fr
                         ///< > 1; else 0
};

/// Bed waves as the small root of the characteristic polynomial of shallow water with a moving bed, q ~ u^b:
///   l (l - a) = g b q/(u + c),  a = u - c,  c = sqrt(g h),
/// what is left of l (l - u - c)(l - a) = g b q/u (l - u) for |l| << u. It tends to b q/(h (1 - Fr^2)) away
/// from Fr = 1 and stays finite there. volume_load q [m2 s-1] with pores.
///
/// Where the root is not small against a, flow and bed must not both be upwinded by their own waves: that
/// splitting is unstable (Cordier, Le & Morales de Luna 2011). The bound is four times that of the linear
/// first-order scheme.
QINGLIU_INLINE BedWave bed_wave(double exponent, double volume_load, double depth, double speed,
                                double gravity) {
  const double wave = std::sqrt(gravity * depth);
  const double slow = speed - wave;
  const double product = gravity * exponent * volume_load / (speed + wave);
  const double fast = 0.5 * (std::fabs(slow) + std::sqrt(slow * slow + 4.0 * product));
  const double size = product / max_of(fast, 1e-300);  // the roots' product
  const double speed_of_both = slow > 0.0 ? fast : 0.0;
  return {slow > 0.0 ? -size : size, 8.0 * product > slow * slow ? fast : speed_of_both};
}

}  // namespace qingliu::bedload
