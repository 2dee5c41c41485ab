#pragma once
// Infiltration laws beside Green-Ampt, each as the water that enters in a step of constant ponding from what
// has entered so far: any sequence of steps under one ponding depth adds up to the closed form. Time does not
// appear, so that after a pause in the supply the law goes on from its intake (time compression; Reeves &
// Miller 1975). All need 0 <= F; each returns >= 0. SI.
#include "core/fast_math.hpp"

namespace qingliu::infiltration {

/// 1 - exp(-x) for x >= 0 without cancellation.
QINGLIU_INLINE double one_minus_exp(double x) {
  const double series =
      x * (1.0 - x * (1.0 / 2 - x * (1.0 / 6 - x * (1.0 / 24 - x * (1.0 / 120 - x / 720)))));
  return x < 0.02 ? series : 1.0 - exp_of(-x);
}

/// y - (1 - exp(-y)) for y >= 0 without cancellation.
QINGLIU_INLINE double excess_over_exp(double y) {
  double term = 1.0, sum = 0.0;  // y^2/2! - y^3/3! + ...
  for (int k = 14; k >= 3; --k) term = 1.0 - y / k * term;
  sum = 0.5 * y * y * term;
  return y < 0.7 ? sum : y - 1.0 + exp_of(-y);
}

/// Smith & Parlange 1978: f = K exp(F/B) / (exp(F/B) - 1), B = (suction + h) dtheta. Integrated, with u =
/// F/B: u1 - u0 - exp(-u0) (1 - exp(-(u1 - u0))) = K dt / B, solved by Newton from above.
QINGLIU_INLINE double smith_parlange_gain(double infiltrated, double conductivity, double scale, double dt) {
  constexpr double least_scale = 1e-12;  // [m] without suction and water the soil conducts, no more
  const double b = max_of(scale, least_scale);
  const double kappa = conductivity * dt / b;
  const double u = infiltrated / b;
  const double wetness = exp_of(-u), rest = one_minus_exp(u);
  double y = kappa + std::sqrt(2.0 * wetness * kappa);
  for (int step = 0; step < 8; ++step) {
    const double value = rest * y + wetness * excess_over_exp(y) - kappa;
    const double slope = rest + wetness * one_minus_exp(y);
    y = max_of(0.125 * y, y - value / max_of(slope, 1e-300));
  }
  return b * y;
}

/// Philip 1957, two terms: F = S sqrt(t) + A t. sorptivity S [m s-1/2], rate A [m s-1].
QINGLIU_INLINE double philip_gain(double infiltrated, double sorptivity, double rate, double dt) {
  const double denominator = sorptivity + std::sqrt(sorptivity * sorptivity + 4.0 * rate * infiltrated);
  const double root = 2.0 * infiltrated / max_of(denominator, 1e-300);  // sqrt of the time that F took
  return sorptivity * dt / max_of(std::sqrt(root * root + dt) + root, 1e-300) + rate * dt;
}

/// Horton 1940: f = fc + (f0 - fc) exp(-k t). The time t that F took follows from
/// F = fc t + (f0 - fc)/k (1 - exp(-k t)), solved by Newton from below.
QINGLIU_INLINE double horton_gain(double infiltrated, double initial, double final, double decay, double dt) {
  const double excess = initial - final;
  double v = 0.0;  // k t
  for (int step = 0; step < 64; ++step) {
    const double value = final * v + excess * one_minus_exp(v) - decay * infiltrated;
    const double slope = final + excess * exp_of(-v);
    const double change = value / max_of(slope, 1e-300);
    const double next = min_of(700.0, v - change);
    if (next == v) break;
    v = next;
  }
  return final * dt + excess / decay * exp_of(-v) * one_minus_exp(decay * dt);
}

/// SCS curve number (USDA-SCS 1972): of the cumulative rain P all enters up to Ia, of what follows, p = P -
/// Ia, S p / (p + S). A law of rain, not of water on the ground. retention S, abstraction Ia, rain of the
/// step [m].
QINGLIU_INLINE double scs_gain(double infiltrated, double retention, double abstraction, double rain) {
  const double before_abstraction = max_of(0.0, abstraction - infiltrated);
  const double first = min_of(rain, before_abstraction);
  const double kept = max_of(0.0, infiltrated - abstraction);  // S p / (p + S)
  const double left = max_of(retention - kept, 0.0);
  // With p = S kept / left the gain of r more is r left^2 / (S (S + r left / S)) = r left^2 / (S^2 + r left).
  const double r = rain - first;
  return first + r * left * left / max_of(retention * retention + r * left, 1e-300);
}

/// Retention S [m] of a curve number: 25400/CN - 254 mm.
inline double scs_retention(double curve_number) { return 0.0254 * (1000.0 / curve_number - 10.0); }

}  // namespace qingliu::infiltration
