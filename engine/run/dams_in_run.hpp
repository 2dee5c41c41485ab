#pragma once
#include <filesystem>
#include <vector>

#include "io/checkpoint.hpp"
#include "process/quality/quality_process.hpp"
#include "process/reservoir/reservoir_process.hpp"
#include "process/structure/check_dam_process.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Reservoirs and structures of a run: their processes, and the tables of what they did.
class DamsInRun {
 public:
  /// The world must outlive it.
  explicit DamsInRun(World& world);

  /// After the streams' step of dt [s] that ends at `now` [s]; tells the streams what passed each dam.
  void advance(double dt, double now, stream::StreamProcess& streams);
  /// What reservoirs and structures did with their water in the last step.
  const std::vector<quality::DamWater>& pool_water() const { return pool_water_; }
  const std::vector<quality::DamWater>& dam_water() const { return dam_water_; }
  /// The rows of the interval that ends now.
  void close_interval(double now);
  /// Tables of the results after `time` [s].
  std::vector<io::Table> tables(double time) const;

  void save(io::Checkpoint& checkpoint) const;
  void restore(const io::Checkpoint& checkpoint);

 private:
  /// Dredging and the like that is due.
  void carry_out_dated(double now, stream::StreamProcess& streams);
  /// What came and seeped until now, less what did before the step, into pool_water_ and dam_water_.
  void begin_water();
  void end_water();

  World& world_;
  reservoir::ReservoirProcess reservoirs_;
  structure::CheckDamProcess check_dams_;
  std::vector<quality::DamWater> pool_water_, dam_water_;
  io::Table reservoir_series_, structure_series_;
};

/// Depth [m] of the water at the dam of a segment; not a number where there is none.
double depth_at_dam(const World& world, int segment);
/// Segment of the reservoir or structure with a name, -1 when there is none.
int segment_of_dam(const World& world, const std::string& name);

}  // namespace qingliu::run
