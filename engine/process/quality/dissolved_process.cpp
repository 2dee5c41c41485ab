#include "process/quality/dissolved_process.hpp"

#include <cmath>
#include <utility>

#include "process/level_pool.hpp"
#include "process/quality/carried.hpp"

namespace qingliu::quality {

void DissolvedProcess::pour(int s, double fresh, double returning_share) {
  for (std::size_t c = 0; c < states_.size(); ++c) {
    ConstituentState& state = states_[c];
    return_mass(returning_share, state.mass[s], state.flooded[s]);
    const double mass = fresh * what_.constituents[c].land[s];
    state.mass[s] += mass;
    state.of_land.add(mass);
    for (std::size_t f = 0; f < state.filtered.size(); ++f)
      state.filtered[f].add(fresh * what_.constituents[c].filters[f].keeps[s]);
  }
}

void DissolvedProcess::spill(int s, double share) {
  for (ConstituentState& state : states_) spill_mass(share, state.mass[s], state.flooded[s]);
}

void DissolvedProcess::move(double dt, const StreamState& streams) {
  for (ConstituentState& state : states_) {
    find_concentrations(state.mass, streams.volume, concentration_);
    for (std::size_t n = 0; n < network_.segments.size(); ++n) {
      const int below = network_.segments[n].downstream;
      const double discharge = streams.discharge[n];
      const int donor = discharge >= 0.0 ? static_cast<int>(n) : below;
      const double moved = dt * discharge * concentration_[donor];
      state.mass[n] -= moved;
      state.passed[n] += moved;
      if (below >= 0)
        state.mass[below] += moved;
      else
        state.left.add(moved);
    }
  }
}

void DissolvedProcess::lead_flood(int s, double share) {
  const int below = network_.segments[s].downstream;
  for (ConstituentState& state : states_) {
    const double mass = share * state.flooded[s];
    state.flooded[s] -= mass;
    if (below >= 0)
      state.flooded[below] += mass;
    else
      state.left.add(mass);
  }
}

void DissolvedProcess::load(double dt, double from, const Constituent& of, ConstituentState& state) {
  const RateStage* stage = stage_at(of.later, from);
  const std::vector<double>& loads = stage != nullptr ? stage->villages : of.loads;
  for (std::size_t v = 0; v < what_.villages.size(); ++v) {
    const double mass = dt * loads[v];
    state.mass[what_.villages[v].segment] += mass;
    state.of_villages[v].add(mass);
  }
}

void DissolvedProcess::decay(double dt, const std::vector<SegmentWater>& water, const Constituent& of,
                             ConstituentState& state) {
  constexpr double least_depth = 1e-3;  // [m] of water through which something settles
  const double on_land = -std::expm1(-dt * of.decay);
  for (std::size_t s = 0; s < state.mass.size(); ++s) {
    const double settles = of.settling / std::fmax(water[s].depth, least_depth), rate = of.decay + settles;
    if (rate > 0.0) {
      const double lost = -std::expm1(-dt * rate) * state.mass[s];
      const double settled = lost * (settles / rate);
      state.mass[s] -= lost;
      state.settled.add(settled);
      state.decayed.add(lost - settled);
    }
    const double lost = on_land * state.flooded[s];
    state.flooded[s] -= lost;
    state.decayed.add(lost);
  }
}

/// What reached a dam goes through its tanks; where it does not stand, what was in them is let down the
/// stream.
void DissolvedProcess::pass(double dt, const DamWater& dam, double decay, double settling,
                            std::vector<double>& tanks, ConstituentState& state) {
  if (!network_.segments[dam.segment].dam) {
    for (double& mass : tanks) {
      const double given = dam.let_down() * mass;
      mass -= given;
      state.mass[dam.segment] += given;
    }
    return;
  }
  const auto count = static_cast<double>(tanks.size());
  std::vector<double> passes(tanks.size(), dam.out);
  for (std::size_t n = 0; n + 1 < passes.size(); ++n)
    passes[n] = dam.came + (dam.out - dam.came) * (static_cast<double>(n + 1) / count);
  const double decays = dt * decay * dam.held, settles = dt * settling * dam.area;
  const double all = (decays + settles) + dam.lost;
  double gone = 0.0;
  const double out = pool::settle(passes, dam.held / count, all / count,
                                  std::exchange(state.mass[dam.segment], 0.0), tanks, gone);
  const double decayed = all > 0.0 ? gone * (decays / all) : 0.0;
  const double seeped = all > 0.0 ? gone * (dam.lost / all) : 0.0;
  state.decayed.add(decayed);
  state.seeped.add(seeped);
  state.settled.add(gone - (decayed + seeped));
  state.passed[dam.segment] += out;
  const int below = network_.segments[dam.segment].downstream;
  if (below >= 0)
    state.mass[below] += out;
  else
    state.left.add(out);
}

void DissolvedProcess::advance(double dt, double from, const std::vector<SegmentWater>& water,
                               const std::vector<DamWater>& pools, const std::vector<DamWater>& dams) {
  for (std::size_t c = 0; c < states_.size(); ++c) {
    const Constituent& of = what_.constituents[c];
    ConstituentState& state = states_[c];
    load(dt, from, of, state);
    decay(dt, water, of, state);
    for (std::size_t p = 0; p < pools.size(); ++p)
      pass(dt, pools[p], of.decay, of.pool_settling[p], state.in_pools[p], state);
    for (std::size_t d = 0; d < dams.size(); ++d)
      pass(dt, dams[d], of.decay, of.settling, state.in_dams[d], state);
  }
}

}  // namespace qingliu::quality
