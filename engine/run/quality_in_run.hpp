#pragma once
#include <memory>
#include <vector>

#include "io/checkpoint.hpp"
#include "process/quality/quality_process.hpp"
#include "run/dams_in_run.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What streams carry beside water and sediment, in a run: the process, and the table of it.
class QualityInRun {
 public:
  /// The world must outlive it.
  explicit QualityInRun(World& world);

  bool on() const { return process_ != nullptr; }
  /// Lets it ride on the streams.
  void board(stream::StreamProcess& streams);
  /// After the step of dt [s] of streams and dams that ends at `now` [s].
  void advance(double dt, double now, const stream::StreamProcess& streams, const DamsInRun& dams);
  /// The rows of the moment.
  void record(double now);
  /// Tables of the results, those of the end after `now` [s] in them.
  std::vector<io::Table> tables(double now) const;

  void save(io::Checkpoint& checkpoint) const;
  void restore(const io::Checkpoint& checkpoint);

 private:
  void count_attached(const stream::StreamProcess& streams);

  World& world_;
  std::unique_ptr<quality::QualityProcess> process_;  ///< none: nothing is carried
  std::vector<quality::SegmentWater> water_;
  io::Table litter_series_, constituent_series_;
};

}  // namespace qingliu::run
