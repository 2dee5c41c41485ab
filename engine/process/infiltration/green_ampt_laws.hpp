#pragma once
// Green-Ampt infiltration into a layered soil, integrated exactly over a step of constant ponding (Green
// & Ampt 1911; layers by the resistances above the front in series). With x the depth of the front below
// the top D of the horizon that holds it, a = sum of thickness/conductivity above, b = D + suction + h,
// and K, dtheta of that horizon,
//   dx/dt = (x + b) / (dtheta (x/K + a)),
//   K dt/dtheta = (x1 - x0) - (b - a K) ln((x1 + b)/(x0 + b)).
// With B = x0 + b, y = (x1 - x0)/B, beta = (x0 + a K)/B >= 0 and kappa = K dt/(dtheta B) this is
//   beta y + (1 - beta) (y - ln(1 + y)) = kappa,
// which is y - alpha ln(1 + y) = kappa with alpha = 1 - beta, written so that nothing cancels when y is
// small.
#include "core/fast_math.hpp"

namespace qingliu::infiltration {

/// y - ln(1 + y) for y >= 0, relative error < 3e-15 (no cancellation for small y). Branch-free.
QINGLIU_INLINE double excess_over_log1p(double y) {
  const double x = 1.0 + y;
  const bool small = y < 0.41;
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t e = ((bits + 0x00095f6200000000LL) >> 52) - 1023;  // mantissa into [0.707, 1.414)
  const double exponent = static_cast<double>(static_cast<std::int32_t>(e));
  const double m = std::bit_cast<double>(bits - (e << 52));
  const double numerator = small ? y : m - 1.0;
  const double denominator = small ? 2.0 + y : m + 1.0;
  const double s = numerator / denominator;  // ln(1 + y) = 2 (s + s^3/3 + s^5/5 + ...)
  const double q = s * s;
  double p = 1.0 / 19.0;
  p = p * q + 1.0 / 17.0;
  p = p * q + 1.0 / 15.0;
  p = p * q + 1.0 / 13.0;
  p = p * q + 1.0 / 11.0;
  p = p * q + 1.0 / 9.0;
  p = p * q + 1.0 / 7.0;
  p = p * q + 1.0 / 5.0;
  p = p * q + 1.0 / 3.0;
  const double tail = 2.0 * s * q * p;
  const double of_small = y * s - tail;  // y - 2 s = y s
  const double of_large = y - (exponent * 0.69314718055994530942 + (2.0 * s + tail));
  return small ? of_small : of_large;
}

/// Dimensionless time that the front needs to advance by y >= 0; beta >= 0.
QINGLIU_INLINE double front_time(double beta, double y) {
  return beta * y + (1.0 - beta) * excess_over_log1p(y);
}

/// Inverse of front_time: the advance y >= 0 of the front in the dimensionless time kappa >= 0.
/// Start: ln(1 + y) ~ 2 y/(2 + y), a quadratic in y; then a fixed number of Halley steps. Branch-free.
///   halley_steps = 2: relative error < 1e-12 for alpha >= -1 with any kappa, and for alpha < -1 with
///   kappa <= -alpha (dt <= dtheta a: a step that is short beside the resistance above).
///   halley_steps = 4: relative error < 1e-12 for alpha in [-1000, 1] and kappa in [1e-12, 1e3].
template <int halley_steps = 4>
QINGLIU_INLINE double front_advance(double beta, double kappa) {
  constexpr double tiny = 1e-300;  // keeps 0/0 at 0 when nothing moves
  const double alpha = 1.0 - beta;
  const double p = beta - 0.5 * kappa;
  const double q = std::sqrt(p * p + 2.0 * kappa);
  double y = p > 0.0 ? 2.0 * kappa / max_of(p + q, tiny) : q - p;
  for (int step = 0; step < halley_steps; ++step) {
    const double f = front_time(beta, y) - kappa;
    const double slope = beta + y;  // (1 + y) f'
    const double change = 2.0 * f * (1.0 + y) * slope / max_of(2.0 * slope * slope - f * alpha, tiny);
    y = max_of(y - change, 0.125 * y);
  }
  return y;
}

/// y - ln(1 + y) for 0 <= y <= 1/16, relative error < 2e-15: y^2 times the polynomial through the exact
/// values at the eight Chebyshev points of that range.
QINGLIU_INLINE double excess_over_log1p_of_small(double y) {
  double p = -0.08915863378613333;
  p = p * y + 0.12286690764333318;
  p = p * y - 0.14274673462850793;
  p = p * y + 0.16666347121521227;
  p = p * y - 0.19999994953563147;
  p = p * y + 0.24999999960747218;
  p = p * y - 0.33333333333216775;
  p = p * y + 0.49999999999999944;
  return (y * y) * p;
}

/// Largest start for which small_front_advance holds.
inline constexpr double small_advance = 1.0 / 16.0;

/// Start of front_advance for short steps: ln(1 + y) ~ y (6 + y)/(6 + 4 y) (Pade), a quadratic in y. Its
/// relative error is below y^2/36; beyond small_advance it is only known to be beyond.
QINGLIU_INLINE double small_advance_start(double beta, double kappa) {
  constexpr double tiny = 1e-300;
  const double p = 3.0 * beta - 2.0 * kappa;
  const double q = std::sqrt(p * p + (18.0 + 6.0 * beta) * kappa);
  return 6.0 * kappa / max_of(p + q, tiny);
}

/// front_advance from a start of at most small_advance: one Halley step, relative error < 1e-12.
QINGLIU_INLINE double small_front_advance(double beta, double kappa, double start) {
  constexpr double tiny = 1e-300;
  const double alpha = 1.0 - beta;
  const double f = (beta * start + alpha * excess_over_log1p_of_small(start)) - kappa;
  const double slope = beta + start;  // (1 + y) f'
  return start - 2.0 * f * (1.0 + start) * slope / max_of(2.0 * slope * slope - f * alpha, tiny);
}

/// 1 where two Halley steps do not suffice, else 0.
QINGLIU_INLINE std::int32_t needs_four_steps(double beta, double kappa) {
  return (beta > 2.0 ? 1 : 0) & (kappa > beta - 1.0 ? 1 : 0);
}

}  // namespace qingliu::infiltration
