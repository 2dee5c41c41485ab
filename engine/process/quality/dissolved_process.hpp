#pragma once
#include <vector>

#include "model/quality.hpp"
#include "model/stream_state.hpp"
#include "process/quality/water_of_step.hpp"

namespace qingliu::quality {

/// Dissolved constituents on the streams' water: with lateral inflow by the concentration of the ground that
/// drains to each segment, loads of villages, first-order decay and settling, and dams as mixed tanks in
/// series. Upwind between segments on the streams' own volumes: C0 exp(-k x/u) along a uniform reach, first
/// order in the segments' length.
///
/// What the first order in time of a step is: a segment's decay is exact, dams are implicit.
class DissolvedProcess {
 public:
  /// Everything must outlive the process.
  DissolvedProcess(const StreamNetwork& network, const Quality& what, std::vector<ConstituentState>& states)
      : network_(network), what_(what), states_(states), concentration_(network.segments.size(), 0.0) {}

  /// Fresh water [m3] from the land comes into segment s; flood water comes back with its share.
  void pour(int s, double fresh, double returning_share);
  void spill(int s, double share);
  void move(double dt, const StreamState& streams);
  /// Flood water flows on over the land, downstream, with its share.
  void lead_flood(int s, double share);
  /// Loads, decay, dams of a step that begins at `from` [s].
  void advance(double dt, double from, const std::vector<SegmentWater>& water,
               const std::vector<DamWater>& pools, const std::vector<DamWater>& dams);

 private:
  void load(double dt, double from, const Constituent& of, ConstituentState& state);
  void decay(double dt, const std::vector<SegmentWater>& water, const Constituent& of,
             ConstituentState& state);
  void pass(double dt, const DamWater& dam, double decay, double settling, std::vector<double>& tanks,
            ConstituentState& state);

  const StreamNetwork& network_;
  const Quality& what_;
  std::vector<ConstituentState>& states_;
  std::vector<double> concentration_;
};

}  // namespace qingliu::quality
