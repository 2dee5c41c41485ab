#pragma once
#include <vector>

namespace qingliu {

/// Rain as a cumulative curve, linear between breakpoints: always integrated, never sampled.
class RainSeries {
 public:
  RainSeries() = default;
  /// times [s] ascending, starting at or before the run; intensities [m s-1] hold from times[k] to
  /// times[k+1]; the last interval ends at `end`.
  RainSeries(std::vector<double> times, std::vector<double> intensities, double end);

  /// Depth fallen from the first breakpoint to t [m].
  double cumulative(double t) const;
  /// First breakpoint later than t, or +infinity.
  double next_breakpoint(double t) const;
  double total() const { return cumulative_.empty() ? 0.0 : cumulative_.back(); }
  bool empty() const { return times_.empty(); }
  const std::vector<double>& times() const { return times_; }  ///< n + 1 breakpoints
  const std::vector<double>& cumulative_depths() const { return cumulative_; }

 private:
  std::vector<double> times_;
  std::vector<double> cumulative_;
};

}  // namespace qingliu
