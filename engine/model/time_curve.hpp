#pragma once
#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace qingliu {

/// A quantity that changes linearly between moments and holds its first and last value beyond them.
class TimeCurve {
 public:
  TimeCurve() = default;
  explicit TimeCurve(double constant) : times_{0.0}, values_{constant} {}
  /// times [s] ascending.
  TimeCurve(std::vector<double> times, std::vector<double> values)
      : times_(std::move(times)), values_(std::move(values)), integral_(times_.size(), 0.0) {
    for (std::size_t k = 1; k < times_.size(); ++k)
      integral_[k] = integral_[k - 1] + 0.5 * (values_[k - 1] + values_[k]) * (times_[k] - times_[k - 1]);
  }

  bool empty() const { return times_.empty(); }
  double first_moment() const { return times_.empty() ? 0.0 : times_.front(); }
  double last_moment() const { return times_.empty() ? 0.0 : times_.back(); }

  double at(double t) const {
    if (times_.empty()) return 0.0;
    if (t <= times_.front()) return values_.front();
    if (t >= times_.back()) return values_.back();
    const std::size_t k = after(t);
    return values_[k - 1] + share(k, t) * (values_[k] - values_[k - 1]);
  }

  /// Integral from the first moment to t, negative before it: the difference of two is exact for any steps.
  double integral(double t) const {
    if (times_.empty()) return 0.0;
    if (t <= times_.front()) return values_.front() * (t - times_.front());
    const double whole = integral_.empty() ? 0.0 : integral_.back();
    if (t >= times_.back()) return whole + values_.back() * (t - times_.back());
    const std::size_t k = after(t);
    return integral_[k - 1] + 0.5 * (values_[k - 1] + at(t)) * (t - times_[k - 1]);
  }

  /// First moment later than t, or +infinity.
  double next_breakpoint(double t) const {
    const auto next = std::upper_bound(times_.begin(), times_.end(), t);
    return next == times_.end() ? std::numeric_limits<double>::infinity() : *next;
  }

 private:
  std::size_t after(double t) const {
    return static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), t) - times_.begin());
  }
  double share(std::size_t k, double t) const { return (t - times_[k - 1]) / (times_[k] - times_[k - 1]); }

  std::vector<double> times_, values_, integral_;
};

}  // namespace qingliu
