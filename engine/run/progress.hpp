#pragma once
#include <chrono>
#include <cstdio>
#include <string>

#include "run/clock.hpp"

namespace qingliu::run {

/// Seconds of wall time since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Shows how far a run is: one line that renews itself on a terminal, else a line per 5 % of the run.
class Progress {
 public:
  Progress(double end, bool quiet);
  ~Progress();
  void show(const Clock& clock, double step, double balance_error);

 private:
  double end_;
  bool quiet_, terminal_;
  bool line_open_ = false;
  double first_ = -1.0;  ///< [s] model time at the first call: a restart does not start at 0
  double shown_share_ = -1.0, shown_wall_ = -1.0;
  Stopwatch wall_;
};

/// "1 h 05 min", "12 s".
std::string duration_text(double seconds);

}  // namespace qingliu::run
