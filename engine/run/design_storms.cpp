#include "run/design_storms.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/fast_math.hpp"

namespace qingliu::run {
namespace {

constexpr double seconds_per_minute = 60.0, metres_per_mm = 1e-3;

int blocks_in(double duration, double block) {
  return std::max(1, static_cast<int>(std::lround(duration / block)));
}

/// Depth [mm] that falls within t minutes on one side of the peak, which has the share r of the storm.
double depth_beside_peak(const IntensityFormula& f, double t, double r) {
  return t > 0.0 ? f.a * t / pow_of(t / r + f.b, f.n) : 0.0;
}

}  // namespace

RainSeries alternating_blocks(double depth, double duration, double block, double peak, double exponent,
                              double begin) {
  const int n = blocks_in(duration, block);
  const double width = duration / n;
  std::vector<double> largest_first(n);
  double before = 0.0;
  for (int k = 0; k < n; ++k) {
    const double until = depth * pow_of(static_cast<double>(k + 1) / n, 1.0 - exponent);
    largest_first[k] = until - before;
    before = until;
  }
  const int centre = std::min(n - 1, static_cast<int>(peak * n));
  std::vector<double> intensities(n, 0.0), times(n);
  int after = centre, ahead = centre - 1;
  for (int k = 0; k < n; ++k) {
    const bool place_after = after < n && (k % 2 == 0 || ahead < 0);
    intensities[place_after ? after++ : ahead--] = largest_first[k] / width;
    times[k] = begin + k * width;
  }
  return RainSeries(std::move(times), std::move(intensities), begin + duration);
}

double formula_a(double a1, double c, double return_period) {
  return a1 * (1.0 + c * log_of(return_period) / std::numbers::ln10);
}

double formula_a_of_depth(double depth, double duration, double b, double n) {
  const double minutes = duration / seconds_per_minute;
  return depth / metres_per_mm * pow_of(minutes + b, n) / minutes;
}

RainSeries chicago_storm(const IntensityFormula& formula, double duration, double block, double peak,
                         double begin) {
  const int n = blocks_in(duration, block);
  const double width = duration / n, peak_at = peak * duration;
  const auto fallen = [&](double t) {  // [mm] until t after the begin
    const double whole = depth_beside_peak(formula, peak_at / seconds_per_minute, peak);
    return t <= peak_at ? whole - depth_beside_peak(formula, (peak_at - t) / seconds_per_minute, peak)
                        : whole + depth_beside_peak(formula, (t - peak_at) / seconds_per_minute, 1.0 - peak);
  };
  std::vector<double> intensities(n), times(n);
  for (int k = 0; k < n; ++k) {
    times[k] = begin + k * width;
    const double depth = fallen((k + 1) * width) - fallen(k * width);
    intensities[k] = max_of(0.0, depth) * metres_per_mm / width;
  }
  return RainSeries(std::move(times), std::move(intensities), begin + duration);
}

}  // namespace qingliu::run
