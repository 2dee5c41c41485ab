#pragma once
#include <array>
#include <vector>

#include "model/check_dam.hpp"
#include "model/grains.hpp"
#include "model/stream_state.hpp"
#include "process/level_pool.hpp"

namespace qingliu::structure {

using Inflow = pool::PoolFlow;
using Outflow = pool::PoolFlow;

/// Check dams and sediment-trap dams in streams: a level pool above a silting valley (ValleyWedge), a notch
/// as a broad-crested weir, the dam's crest beside it, pipes or slots through the body. A dam takes all water
/// and sediment that reach its segment and gives its outflow to the segment below. Every class settles in one
/// mixed tank over the open water; what settles takes room from the wedge, and when it is full all passes.
///
/// A dam over which more runs than its design fails at once: a gap of the notch's width down to the bed, and
/// a share of the deposit that goes with the water.
///
/// Not modelled: backwater and backfill in the stream above the dam's segment, scour of the dam, how its gap
/// grows, water in the pores of the deposit, re-entrainment from it.
class CheckDamProcess {
 public:
  /// Everything must outlive the process. Dams stand in the order of their segments.
  CheckDamProcess(const StreamNetwork& network, const std::vector<GrainClass>& grains,
                  const std::vector<CheckDam>& dams)
      : network_(network), grains_(grains), dams_(dams), outflows_(dams.size()) {}

  /// After the streams' step of dt [s] that ends at `now` [s].
  void advance(double dt, double now, StreamState& streams, std::vector<CheckDamState>& states);

  /// What passed each dam in the last step.
  const std::vector<Outflow>& outflows() const { return outflows_; }

 private:
  const StreamNetwork& network_;
  const std::vector<GrainClass>& grains_;
  const std::vector<CheckDam>& dams_;
  std::vector<Outflow> outflows_;
};

using Passed = std::array<double, CheckDam::ways>;

/// Rates [m3 s-1] past a dam at a volume of water [m3] and a filled share [-]; entered is 0.
Passed passing_rates(const CheckDam& dam, double water, double filled, bool failed = false);

/// Moves one dam through dt [s]; returns what passes it.
Outflow advance_dam(double dt, double now, const CheckDam& dam, const std::vector<GrainClass>& grains,
                    const Inflow& inflow, CheckDamState& state);

}  // namespace qingliu::structure
