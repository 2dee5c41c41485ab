#pragma once
#include <cmath>

namespace qingliu {

/// Compensated sum (Neumaier 1974): error of a few units in the last place whatever the number of terms.
class Sum {
 public:
  void add(double term) {
    const double next = sum_ + term;
    lost_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

  /// The two parts, for a checkpoint that continues bit for bit.
  double leading() const { return sum_; }
  double lost() const { return lost_; }
  static Sum from_parts(double leading, double lost) {
    Sum sum;
    sum.sum_ = leading;
    sum.lost_ = lost;
    return sum;
  }

 private:
  double sum_ = 0.0;
  double lost_ = 0.0;
};

}  // namespace qingliu
