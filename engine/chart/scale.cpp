#include "chart/scale.hpp"

#include <algorithm>
#include <cmath>

#include "chart/number_text.hpp"

namespace qingliu::chart {
namespace {

/// 1, 2 or 5 times a power of ten that divides the range into about `count` parts.
double round_step(double range, int count) {
  const double raw = range / count;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (raw <= factor * power * 1.0000001) return factor * power;
  }
  return 10.0 * power;
}

/// The axis of one value: from 0 to a little beyond it, from 0 to 1 where it is 0. Ends that are given stay.
void include_zero(Scale& scale, bool low_given, bool high_given) {
  const double value = low_given ? scale.high : scale.low;
  const double beyond = value == 0.0 ? 1.0 : 1.1 * value;
  if (!low_given) scale.low = std::min(0.0, beyond);
  if (!high_given) scale.high = std::max(0.0, beyond);
  if (scale.high > scale.low) return;
  const double half = scale.low == 0.0 ? 1.0 : 0.1 * std::fabs(scale.low);
  if (low_given || !high_given) {
    scale.high = scale.low + half;
  } else {
    scale.low = scale.high - half;
  }
}

/// one_value: the data are one value, up to round-off.
void linear_ticks(Scale& scale, bool low_given, bool high_given, bool one_value) {
  if (one_value || !(scale.high > scale.low)) include_zero(scale, low_given, high_given);
  const double range = scale.high - scale.low;
  const double step = round_step(range, 6);
  if (!low_given) scale.low = std::floor(scale.low / step + 1e-9) * step;
  if (!high_given) scale.high = std::ceil(scale.high / step - 1e-9) * step;
  const auto first = static_cast<long>(std::ceil(scale.low / step - 1e-9));
  const auto last = static_cast<long>(std::floor(scale.high / step + 1e-9));
  for (long k = first; k <= last; ++k) {
    const double value = static_cast<double>(k) * step;
    scale.ticks.push_back({value, number_text(value, 6)});
  }
}

void logarithmic_ticks(Scale& scale, bool low_given, bool high_given) {
  const double decade_below = std::pow(10.0, std::floor(std::log10(scale.low) + 1e-9));
  const double decade_above = std::pow(10.0, std::ceil(std::log10(scale.high) - 1e-9));
  const bool narrow = decade_above / decade_below < 11.0;
  if (!low_given) scale.low = narrow ? scale.low * 0.9 : decade_below;
  if (!high_given) scale.high = narrow ? scale.high * 1.1 : decade_above;
  const int first = static_cast<int>(std::floor(std::log10(scale.low) + 1e-9));
  const int last = static_cast<int>(std::ceil(std::log10(scale.high) - 1e-9));
  const int every = std::max(1, (last - first + 7) / 8);
  for (int e = first; e <= last; ++e) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor > 1.0 && last - first > 2) continue;
      const double value = factor * std::pow(10.0, e);
      if (value < scale.low * 0.999999 || value > scale.high * 1.000001 || (e - first) % every != 0) continue;
      scale.ticks.push_back({value, last - first > 2 ? power_of_ten(e) : number_text(value)});
    }
  }
}

}  // namespace

double Scale::place(double value) const {
  return logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

bool Scale::holds(double value) const { return std::isfinite(value) && (!logarithmic || value > 0.0); }

Scale scale_for(const std::vector<double>& values, bool logarithmic, std::optional<double> low,
                std::optional<double> high) {
  Scale scale;
  scale.logarithmic = logarithmic;
  double least = INFINITY, most = -INFINITY;
  for (const double value : values) {
    if (!scale.holds(value)) continue;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  if (least > most) least = logarithmic ? 0.1 : 0.0, most = 1.0;
  scale.low = low.value_or(least);
  scale.high = high.value_or(most);
  if (logarithmic) {
    logarithmic_ticks(scale, low.has_value(), high.has_value());
  } else {
    constexpr double round_off = 1e-9;  // of the values' own size
    const bool one_value = !(most - least > round_off * std::max(std::fabs(least), std::fabs(most)));
    linear_ticks(scale, low.has_value(), high.has_value(), one_value);
  }
  return scale;
}

}  // namespace qingliu::chart
