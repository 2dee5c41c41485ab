#include "model/rain_series.hpp"

#include <algorithm>
#include <limits>

namespace qingliu {

RainSeries::RainSeries(std::vector<double> times, std::vector<double> intensities, double end)
    : times_(std::move(times)) {
  times_.push_back(end);
  cumulative_.assign(times_.size(), 0.0);
  for (std::size_t k = 1; k < times_.size(); ++k) {
    cumulative_[k] = cumulative_[k - 1] + intensities[k - 1] * (times_[k] - times_[k - 1]);
  }
}

double RainSeries::cumulative(double t) const {
  if (times_.empty() || t <= times_.front()) return 0.0;
  if (t >= times_.back()) return cumulative_.back();
  const std::size_t k =
      static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), t) - times_.begin());
  const double share = (t - times_[k - 1]) / (times_[k] - times_[k - 1]);
  return cumulative_[k - 1] + share * (cumulative_[k] - cumulative_[k - 1]);
}

double RainSeries::next_breakpoint(double t) const {
  const auto next = std::upper_bound(times_.begin(), times_.end(), t);
  return next == times_.end() ? std::numeric_limits<double>::infinity() : *next;
}

}  // namespace qingliu
