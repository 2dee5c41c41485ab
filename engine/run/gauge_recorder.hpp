#pragma once
#include <string>
#include <utility>
#include <vector>

#include "io/checkpoint.hpp"
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Series at the gauges: means over the interval at sections and streams, from the booked fluxes; values of
/// the moment at points. The outlet counts land and streams.
class GaugeRecorder {
 public:
  GaugeRecorder(const World& world, double interval);

  double next_time() const { return static_cast<double>(count_ + 1) * interval_; }
  /// After every step.
  void add_step(const surface::SurfaceProcess& process, const stream::StreamProcess* streams);
  /// Whether something has been recorded since the last row.
  bool open_interval(double now) const { return now > opened_; }
  /// The row of the interval that ends now.
  void close_interval(double now);

  const io::Table& table() const { return table_; }
  struct Peak {
    double value = 0.0, time = 0.0;
  };
  /// Largest mean discharge of the outlet [m3 s-1].
  Peak outlet_peak() const { return outlet_peak_; }

  void save(io::Checkpoint& checkpoint) const;
  void restore(const io::Checkpoint& checkpoint);

 private:
  std::pair<double, double> stream_flow(int segment) const;

  const World& world_;
  double interval_;
  long count_ = 0;
  double opened_ = 0.0;         ///< [s] start of the interval
  std::vector<double> volume_;  ///< [m3] by gauge, in the interval
  std::vector<double> load_;    ///< [kg] by gauge and class, in the interval
  io::Table table_;
  Peak outlet_peak_;
};

}  // namespace qingliu::run
