#pragma once
#include <algorithm>
#include <cmath>
#include <string>

namespace qingliu::run {

/// The longest step that someone allows, and why.
struct StepLimit {
  double seconds;
  const char* reason;
};

inline StepLimit stricter(StepLimit a, StepLimit b) { return b.seconds < a.seconds ? b : a; }

/// Model time [s] since the start. Events (output, gauges, rain breakpoints, end) are met exactly.
class Clock {
 public:
  explicit Clock(double end) : end_(end) {}

  double now() const { return now_; }
  double end() const { return end_; }
  long steps() const { return steps_; }
  bool finished() const { return now_ >= end_; }
  const char* reason() const { return reason_; }

  /// The way to `event` in equal steps no longer than the limit: the next of them. No step is a splinter.
  StepLimit next_step(double event, StepLimit limit) const {
    const double way = event - now_;
    if (way <= limit.seconds) return {way, "next event"};
    return {way / std::ceil(way / limit.seconds), limit.reason};
  }

  void advance(StepLimit step, double event) {
    now_ = step.seconds >= event - now_ ? event : now_ + step.seconds;
    reason_ = step.reason;
    ++steps_;
  }

  void restore(double now, long steps) {
    now_ = now;
    steps_ = steps;
  }

 private:
  double now_ = 0.0;
  double end_;
  long steps_ = 0;
  const char* reason_ = "start";
};

}  // namespace qingliu::run
