#include "run/rain_forcing.hpp"

#include <algorithm>
#include <limits>

namespace qingliu::run {

double RainForcing::cumulative(double t) const {
  double depth = 0.0;
  for (const RainSeries& series : series_) depth += series.cumulative(t);
  return depth;
}

double RainForcing::next_breakpoint(double t) const {
  double next = std::numeric_limits<double>::infinity();
  for (const RainSeries& series : series_) next = std::min(next, series.next_breakpoint(t));
  return next;
}

double RainForcing::total() const {
  double depth = 0.0;
  for (const RainSeries& series : series_) depth += series.total();
  return depth;
}

double RainForcing::peak_intensity() const {
  double peak = 0.0;
  for (const RainSeries& series : series_) {
    const auto& t = series.times();
    const auto& p = series.cumulative_depths();
    for (std::size_t k = 1; k < t.size(); ++k) peak = std::max(peak, (p[k] - p[k - 1]) / (t[k] - t[k - 1]));
  }
  return peak;
}

}  // namespace qingliu::run
