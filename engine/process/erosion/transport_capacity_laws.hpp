#pragma once
// Transport capacity of one grain class as a concentration in the water [kg m-3], 0 <= T <= 848.
#include <cstdint>

#include "core/constants.hpp"
#include "core/fast_math.hpp"
#include "model/grains.hpp"
#include "process/erosion/settling_laws.hpp"

namespace qingliu::erosion {

/// [kg m-3] cap of every capacity and concentration: 0.32 by volume (Govers 1990, as in openLISEM).
inline constexpr double greatest_concentration = 848.0;
/// [m s-1] critical unit stream power of Govers 1990: 0.4 cm/s.
inline constexpr double critical_unit_stream_power = 0.004;
/// [m] Govers up to here, Engelund-Hansen above; Govers is fitted on 50-250 um and extrapolated below.
inline constexpr double greatest_govers_diameter = 250e-6;
/// [m] classes from here on move as bedload only, which is not modelled: they stay where they are.
inline constexpr double least_bedload_diameter = 2e-3;

/// Which law gives the capacity of a class without one of its own. by_diameter: Govers 1990 up to 250 um,
/// which is fitted on films over slopes and lets nothing move below 0.4 cm/s of unit stream power, Engelund &
/// Hansen 1967 above. engelund_hansen: that law for all classes, as KINEROS2 does; in rivers of mild slope it
/// keeps fine grains in the water.
enum class CapacityChoice : std::uint8_t { by_diameter, engelund_hansen };

enum class CapacityKind : std::uint8_t { fixed, govers, engelund_hansen, immobile };

/// Everything of a class's capacity that does not change from cell to cell. Choose the row loop by `kind`.
struct TransportCapacity {
  CapacityKind kind = CapacityKind::immobile;
  double coefficient = 0.0;  ///< fixed: T [kg m-3]; govers: rho_s c [kg m-3]; engelund_hansen: see below
  double exponent = 0.0;     ///< govers: d_e [-]
};

/// Govers 1990: T = rho_s c (100 omega - 0.4)^d_e with omega = |u| S_f [m s-1] the unit stream power,
/// c = ((d + 5)/0.32)^-0.6, d_e = ((d + 5)/300)^0.25, d in um.
inline TransportCapacity make_govers(double diameter, double density) {
  const double d = diameter * 1e6;
  return {CapacityKind::govers, density * pow_of((d + 5.0) / 0.32, -0.6), pow_of((d + 5.0) / 300.0, 0.25)};
}

/// log2(100 omega - 0.4), the part of the law that all classes share; without excess log2 1e-30.
QINGLIU_INLINE double govers_log_excess(double unit_stream_power) {
  return coarse_log2(max_of(100.0 * (unit_stream_power - critical_unit_stream_power), 1e-30));
}

/// Below an excess of 1e-29 there is no transport.
QINGLIU_INLINE double govers_capacity_of_log(const TransportCapacity& law, double log_excess) {
  constexpr double least_log_excess = -96.33591475173351;  // log2 1e-29
  const double capacity = law.coefficient * coarse_exp2(law.exponent * log_excess);
  return log_excess > least_log_excess ? min_of(capacity, greatest_concentration) : 0.0;
}

QINGLIU_INLINE double govers_capacity(const TransportCapacity& law, double unit_stream_power) {
  return govers_capacity_of_log(law, govers_log_excess(unit_stream_power));
}

/// Engelund & Hansen 1967: q_s = rho_s 0.05 u^2 sqrt(d/(g R)) theta^1.5 [kg m-1 s-1], theta = tau/((rho_s -
/// rho_w) g d), R = (rho_s - rho_w)/rho_w. As a concentration T = q_s/(|u| h) = coefficient |u| tau^1.5/h.
inline TransportCapacity make_engelund_hansen(double diameter, double density) {
  const double R = submerged_specific_gravity(density);
  const double shear_scale =
      R * constants::water_density * constants::gravity * diameter;  // theta = tau/shear_scale
  const double coefficient = density * 0.05 * std::sqrt(diameter / (constants::gravity * R)) /
                             (shear_scale * std::sqrt(shear_scale));
  return {CapacityKind::engelund_hansen, coefficient, 0.0};
}

/// speed [m s-1] >= 0; shear [Pa] >= 0; depth [m] > 0.
QINGLIU_INLINE double engelund_hansen_capacity(const TransportCapacity& law, double speed, double shear,
                                               double depth) {
  const double capacity = law.coefficient * speed * (shear * std::sqrt(shear)) / max_of(depth, 1e-12);
  return min_of(capacity, greatest_concentration);
}

/// The law of a class: its prescribed capacity where one is given, else as chosen.
inline TransportCapacity make_transport_capacity(const GrainClass& grain,
                                                 CapacityChoice choice = CapacityChoice::by_diameter) {
  if (grain.fixed_capacity >= 0.0)
    return {CapacityKind::fixed, min_of(grain.fixed_capacity, greatest_concentration), 0.0};
  if (choice == CapacityChoice::by_diameter && grain.diameter <= greatest_govers_diameter)
    return make_govers(grain.diameter, grain.density);
  if (grain.diameter < least_bedload_diameter) return make_engelund_hansen(grain.diameter, grain.density);
  return {};
}

}  // namespace qingliu::erosion
