#pragma once
#include <vector>

#include "model/quality.hpp"
#include "model/stream_state.hpp"
#include "process/quality/dissolved_process.hpp"
#include "process/quality/water_of_step.hpp"

namespace qingliu::quality {

/// What streams carry without feeling it: litter and dissolved constituents. The stream process tells of
/// every exchange of water with the land and of every movement (pour, spill, move), so that masses ride on
/// exactly its volumes: upwind between segments, first order in their length. Once a step everything else is
/// done (advance).
///
/// Water that spills takes its share onto the land beside its segment. There it mixes with what stands on the
/// cell, and comes back with what pours; the flood water beyond what stands there has flowed on over the
/// land, and goes with its mass to the land beside the segment downstream.
///
/// Litter strands with probability 1/travel per metre; water that stands higher than where it stranded by the
/// lifting depth, and runs as fast as lifting needs, takes it up again. What lies on the banks of villages is
/// lifted alike. Booms and racks catch at the lower end of their segment. Reservoirs keep all of it, check
/// dams what their water keeps.
///
/// Nothing here changes water or sediment. Serial, in the order of the segments.
class QualityProcess {
 public:
  /// Everything must outlive the process.
  QualityProcess(const StreamNetwork& network, const Quality& what, QualityState& state);

  /// The run goes on from `now` [s].
  void begin_at(double now) { now_ = now; }

  /// Water [m3] from the land pours into segment s, out of what stands on its cell [m3].
  void pour(int s, double poured, double stood);
  /// Water [m3] of the `held` [m3] of segment s spills onto the land.
  void spill(int s, double spilled, double held);
  /// Before the streams move dt [s] times their discharges, with the depths [m] that they have now.
  void move(double dt, const StreamState& streams, const std::vector<double>& depth);

  /// After a step of dt [s] that ends at `now` [s], when dams have taken the water of their segments.
  void advance(double dt, double now, const std::vector<SegmentWater>& water,
               const std::vector<DamWater>& pools, const std::vector<DamWater>& dams);

 private:
  void move_litter(double dt, const StreamState& streams, const std::vector<double>& depth);
  double caught(int s, double passing, double discharge);
  void leak(double dt);
  void lift(double dt, const std::vector<SegmentWater>& water);
  bool stands(const DamWater& dam) const { return network_.segments[dam.segment].dam; }
  void let_down(const DamWater& dam, double& held);
  void pass_litter(const std::vector<DamWater>& pools, const std::vector<DamWater>& dams);
  void gather(double from, double to, const std::vector<SegmentWater>& water);
  void lead_flood(const std::vector<SegmentWater>& water);

  const StreamNetwork& network_;
  const Quality& what_;
  QualityState& state_;
  DissolvedProcess dissolved_;
  double now_ = 0.0;  ///< [s] begin of the step
  std::vector<double> concentration_;
  std::vector<double> strands_;             ///< [-] of litter on the way from each segment to the next
  std::vector<std::vector<int>> traps_at_;  ///< of each segment
};

}  // namespace qingliu::quality
