#pragma once
#include <array>
#include <vector>

#include "model/grains.hpp"
#include "model/reservoir.hpp"
#include "model/stream_state.hpp"
#include "process/level_pool.hpp"

namespace qingliu::reservoir {

using Ways = std::array<double, reservoir_ways>;

using Inflow = pool::PoolFlow;   ///< what reaches a reservoir within a step
using Outflow = pool::PoolFlow;  ///< what leaves it downstream

/// Level pools in streams. A pool takes all water and sediment that reach the segment of its dam (the stream
/// process lets nothing pass a dam) and gives its outflow to the segment below. Between the two
/// dV/dt = Q_in - Q_out(level): fourth-order Runge-Kutta with step doubling; every outflow is the integral of
/// its own rate, so that the pool's balance closes to round-off. Then every class settles in mixed tanks in
/// series, implicitly in time; what settles takes storage, from the bottom up or evenly below the normal
/// level, until it has come up to the sill: then all passes. A dam that is planned to break opens from its
/// crest down, linearly in time.
///
/// Not modelled: backwater of the pool into the stream above (the stream falls freely into the dam's
/// segment), rain on the pool apart from that on the land, re-entrainment and flushing, also by a breach.
class ReservoirProcess {
 public:
  /// Everything must outlive the process. Reservoirs stand in the order of their segments.
  ReservoirProcess(const StreamNetwork& network, const std::vector<GrainClass>& grains,
                   const std::vector<Reservoir>& reservoirs)
      : network_(network), grains_(grains), reservoirs_(reservoirs), outflows_(reservoirs.size()) {}

  /// After the streams' step of dt [s] that ends at `now` [s].
  void advance(double dt, double now, StreamState& streams, std::vector<ReservoirState>& pools);

  /// What left each reservoir downstream in the last step.
  const std::vector<Outflow>& outflows() const { return outflows_; }

 private:
  const StreamNetwork& network_;
  const std::vector<GrainClass>& grains_;
  const std::vector<Reservoir>& reservoirs_;
  std::vector<Outflow> outflows_;
};

/// How a breach stands.
struct BreachOpening {
  double bottom = 1e300;      ///< [m] far above: there is none
  double bottom_width = 0.0;  ///< [m]
  double side_slope = 0.0;    ///< [-]
};

/// The opening at a moment [s]: bottom and width go linearly from nothing at the crest to the end.
BreachOpening breach_at(const Reservoir& reservoir, const ReservoirState& state, double moment);

/// What steers a pool within a step.
struct Steering {
  const ReleaseRule* rule = nullptr;  ///< none: the outlet is open
  BreachOpening breach;
};

/// Rates [m3 s-1] of all outflows at a volume of water and deposit [m3]; inflow is 0.
Ways outflow_rates(const Reservoir& reservoir, const Steering& steering, double water, double deposit);

/// Moves one pool through dt [s]; returns what leaves downstream.
Outflow advance_pool(double dt, double now, const Reservoir& reservoir, const std::vector<GrainClass>& grains,
                     const Inflow& inflow, ReservoirState& state);

}  // namespace qingliu::reservoir
