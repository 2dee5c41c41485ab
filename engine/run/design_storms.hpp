#pragma once
#include "model/rain_series.hpp"

namespace qingliu::run {

/// Alternating blocks: depth-duration curve H_t = H (t/T)^(1-n), the largest block at `peak` of the duration,
/// the others by turns after and before it. depth [m], duration and block [s].
RainSeries alternating_blocks(double depth, double duration, double block, double peak, double exponent,
                              double begin);

/// The city's intensity formula i = a / (t + b)^n, i in mm/min and t in minutes.
struct IntensityFormula {
  double a = 0.0;  ///< [mm min^(n-1)] A1 (1 + C lg T)
  double b = 0.0;  ///< [min]
  double n = 0.0;  ///< [-] above 0 to 1
};

/// A1 (1 + C lg T), T in years.
double formula_a(double a1, double c, double return_period);
/// The a with which a storm of this duration [s] has this depth [m]: the depth of a duration t is a t / (t +
/// b)^n.
double formula_a_of_depth(double depth, double duration, double b, double n);

/// The Chicago storm (Keifer & Chu 1957): every duration around the peak has the depth of the formula, the
/// share `peak` of it before the peak. Blocks are filled from the cumulative curve: up to the time t before
/// the peak fall a t / (t/r + b)^n, after it a t / (t/(1-r) + b)^n. duration, block and begin [s].
RainSeries chicago_storm(const IntensityFormula& formula, double duration, double block, double peak,
                         double begin);

}  // namespace qingliu::run
