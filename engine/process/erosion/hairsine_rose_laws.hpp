#pragma once
// Exchange of grain classes between water, deposited layer and original soil (Hairsine & Rose 1991, 1992;
// here with a transport capacity per class for what the flow re-entrains). One implicit step at fixed new
// depth h', class k:
//   h' c' = M + dt A + r m' - dt w c',   m' = m + dt w c' - r m',
//   A = (1 - H) p D,   r = dt B / max(x, m*),   B = w T + eps_d D_s,   H = min(1, x/m*),   x = sum of m',
// with M = h c after transport [kg m-2], m the deposit [kg m-2], w settling velocity, p share of the class in
// the soil, D = D_f + D_s detachment of original soil and D_s its splash part [kg m-2 s-1], T capacity [kg
// m-3], m* the deposit that shields the soil. Eliminating c' with N = M + m + dt A:
//   m' = (h' m + dt w N)/den,   c' = ((1 + r)(M + dt A) + r m)/den,   den = h' (1 + r) + dt w.
// The deposit x at the new time:
//   P = sum (h' m + dt w (M + m))/den and Q = sum dt w p dt D/den with r = dt B/m*;
//   P <= m*: x = (P + Q)/(1 + Q/m*);
//   P > m*: A = 0 and x solves S(x) = sum a/(x b + d) = 1,
//           a = h' m + dt w (M + m), b = h' + dt w, d = h' dt B;
//           1/S is concave and rising in x, so Newton on 1/S - 1 climbs monotonically from x = P, which is
//           below the root because x S(x) rises and P = m* S(m*).
// Not modelled: cohesive deposition, enrichment near the bed (the deposition flux is w c), bedload.
#include "core/fast_math.hpp"

namespace qingliu::erosion {

/// Scales of one class in one cell.
struct ExchangeScales {
  double settled;       ///< [m] dt w; kept above 0, so that all settles where there is no water
  double re_entrained;  ///< [kg m-2] dt B
};

QINGLIU_INLINE ExchangeScales exchange_scales(double dt, double settling_velocity, double capacity,
                                              double deposit_splash) {
  return {max_of(dt * settling_velocity, 1e-30), dt * (settling_velocity * capacity + deposit_splash)};
}

/// a of the class: h' m + dt w (M + m).
QINGLIU_INLINE double exchange_weight(double depth, double settled, double suspended, double deposited) {
  return depth * deposited + settled * (suspended + deposited);
}

/// 1/den of the class; ratio r [-].
QINGLIU_INLINE double exchange_inverse(double depth, double settled, double ratio) {
  return 1.0 / (depth * (1.0 + ratio) + settled);
}

/// Total deposit at the new time when the soil is not fully shielded; valid for P <= m*.
QINGLIU_INLINE double deposit_when_partly_shielded(double P, double Q, double inverse_shielding_mass) {
  return (P + Q) / (1.0 + Q * inverse_shielding_mass);
}

/// One Newton step for S(x) = 1 from the left; S and the sum of a b/(x b + d)^2 at x.
QINGLIU_INLINE double deposit_newton_step(double x, double S, double minus_slope) {
  return x + S * (S - 1.0) / max_of(minus_slope, 1e-300);
}

/// Concentration of a class at the new time [kg m-3]; inverse: of exchange_inverse, soil = dt A [kg m-2],
/// ratio r [-].
QINGLIU_INLINE double exchanged_concentration(double inverse, double ratio, double suspended,
                                              double deposited, double soil) {
  return ((1.0 + ratio) * (suspended + soil) + ratio * deposited) * inverse;
}

}  // namespace qingliu::erosion
