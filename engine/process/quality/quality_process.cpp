#include "process/quality/quality_process.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "process/quality/carried.hpp"

namespace qingliu::quality {

QualityProcess::QualityProcess(const StreamNetwork& network, const Quality& what, QualityState& state)
    : network_(network),
      what_(what),
      state_(state),
      dissolved_(network, what, state.constituents),
      concentration_(network.segments.size(), 0.0),
      traps_at_(network.segments.size()) {
  for (const Segment& s : network.segments) strands_.push_back(-std::expm1(-s.way / what.litter.travel));
  for (std::size_t t = 0; t < what.litter.traps.size(); ++t)
    traps_at_[what.litter.traps[t].segment].push_back(static_cast<int>(t));
}

void QualityProcess::pour(int s, double poured, double stood) {
  double& flood = state_.flood[s];
  const double share = std::min(1.0, poured / std::max(stood, flood));  // it is mixed with the rest
  dissolved_.pour(s, std::max(0.0, poured - share * flood), share);
  flood = share >= 1.0 ? 0.0 : flood - share * flood;
  if (what_.litter.on) return_mass(share, state_.litter.floating[s], state_.litter.flooded[s]);
}

void QualityProcess::spill(int s, double spilled, double held) {
  const double share = spilled / held;
  state_.flood[s] += spilled;
  dissolved_.spill(s, share);
  if (what_.litter.on) spill_mass(share, state_.litter.floating[s], state_.litter.flooded[s]);
}

void QualityProcess::move(double dt, const StreamState& streams, const std::vector<double>& depth) {
  dissolved_.move(dt, streams);
  if (what_.litter.on) move_litter(dt, streams, depth);
}

/// [kg] that booms and racks of a segment catch of what passes.
double QualityProcess::caught(int s, double passing, double discharge) {
  double all = 0.0;
  for (const int t : traps_at_[s]) {
    const LitterTrap& trap = what_.litter.traps[t];
    if (discharge > trap.most_discharge || !trap.stands(now_)) continue;
    double& held = state_.litter.held[t];
    const double mass = std::min(trap.capture * (passing - all), std::max(0.0, trap.capacity - held));
    held += mass;
    all += mass;
  }
  return all;
}

void QualityProcess::move_litter(double dt, const StreamState& streams, const std::vector<double>& depth) {
  LitterState& litter = state_.litter;
  find_concentrations(litter.floating, streams.volume, concentration_);
  for (std::size_t n = 0; n < network_.segments.size(); ++n) {
    const int s = static_cast<int>(n), below = network_.segments[n].downstream;
    const bool down = streams.discharge[n] >= 0.0;
    const int from = down ? s : below, to = down ? below : s;
    double moved = dt * std::fabs(streams.discharge[n]) * concentration_[from];
    if (!(moved > 0.0)) continue;
    litter.floating[from] -= moved;
    if (down) moved -= caught(s, moved, streams.discharge[n]);
    litter.passed[n] += down ? moved : -moved;
    if (to < 0) {
      litter.left.add(moved);
      continue;
    }
    const double stays = strands_[n] * moved;
    litter.floating[to] += moved - stays;
    const double all = litter.stranded[to] + stays;
    if (all > 0.0) litter.stranded_depth[to] += (depth[to] - litter.stranded_depth[to]) * (stays / all);
    litter.stranded[to] = all;
  }
}

/// What comes to lie on the banks of villages.
void QualityProcess::leak(double dt) {
  const RateStage* stage = stage_at(what_.litter.later, now_);
  for (std::size_t v = 0; v < what_.villages.size(); ++v) {
    const double mass = dt * (stage != nullptr ? stage->villages[v] : what_.villages[v].litter());
    state_.litter.lying[v] += mass;
    state_.litter.leaked.add(mass);
  }
}

/// Water that is deep and fast enough takes up what lies; a pool takes all that lies on its shore.
void QualityProcess::lift(double dt, const std::vector<SegmentWater>& water) {
  const Litter& what = what_.litter;
  LitterState& litter = state_.litter;
  const double taken = -std::expm1(-dt / what.wash_time);
  const auto lifts = [&](int s, double above) {
    if (network_.segments[s].dam) return true;
    return water[s].depth > above + what.lift_depth && std::fabs(water[s].speed) > what.lift_speed;
  };
  const auto take_up = [&](double& lies, int s) {
    const double mass = taken * lies;
    lies -= mass;
    litter.floating[s] += mass;
  };
  for (std::size_t v = 0; v < what_.villages.size(); ++v) {
    const int s = what_.villages[v].segment;
    if (lifts(s, 0.0)) take_up(litter.lying[v], s);
  }
  for (std::size_t n = 0; n < litter.stranded.size(); ++n) {
    const int s = static_cast<int>(n);
    if (litter.stranded[n] > 0.0 && lifts(s, litter.stranded_depth[n])) take_up(litter.stranded[n], s);
  }
}

/// What floats behind a dam that is yet to be built, or was taken away, is let down the stream.
void QualityProcess::let_down(const DamWater& dam, double& held) {
  const double given = dam.let_down() * held;
  held -= given;
  state_.litter.floating[dam.segment] += given;
}

void QualityProcess::pass_litter(const std::vector<DamWater>& pools, const std::vector<DamWater>& dams) {
  LitterState& litter = state_.litter;
  for (std::size_t p = 0; p < pools.size(); ++p) {
    double &floats = litter.floating[pools[p].segment], &held = litter.in_pools[p];
    if (stands(pools[p])) {
      held += std::exchange(floats, 0.0);
    } else {
      let_down(pools[p], held);
    }
  }
  for (std::size_t d = 0; d < dams.size(); ++d) {
    const int s = dams[d].segment, below = network_.segments[s].downstream;
    if (!stands(dams[d])) {
      let_down(dams[d], litter.in_dams[d]);
      continue;
    }
    const double mass = litter.in_dams[d] + std::exchange(litter.floating[s], 0.0);
    const double whole = dams[d].out + dams[d].held;
    const double passes = whole > 0.0 ? mass * (dams[d].out / whole) : 0.0;
    litter.in_dams[d] = mass - passes;
    litter.passed[s] += passes;
    if (below < 0)
      litter.left.add(passes);
    else
      litter.floating[below] += passes;
  }
}

/// Booms that a flood tears open, booms and racks that are emptied, rounds along the streams.
void QualityProcess::gather(double from, double to, const std::vector<SegmentWater>& water) {
  LitterState& litter = state_.litter;
  for (std::size_t t = 0; t < what_.litter.traps.size(); ++t) {
    const LitterTrap& trap = what_.litter.traps[t];
    if (water[trap.segment].discharge > trap.most_discharge)
      litter.floating[trap.segment] += std::exchange(litter.held[t], 0.0);
    const bool taken_away = trap.stands(from) && !trap.stands(to);
    if (trap.emptied.due(from, to) > 0 || taken_away) litter.removed[t] += std::exchange(litter.held[t], 0.0);
  }
  for (std::size_t r = 0; r < what_.litter.rounds.size(); ++r) {
    const LitterRounds& rounds = what_.litter.rounds[r];
    for (int n = rounds.rounds.due(from, to); n > 0; --n) {
      for (const LitterRounds::Part& part : rounds.parts) {
        for (auto* row : {&litter.floating, &litter.stranded}) {
          const double mass = rounds.removes * part.share * (*row)[part.segment];
          (*row)[part.segment] -= mass;
          litter.gathered[r] += mass;
        }
      }
    }
  }
}

/// Flood water beyond what stands on the cell has flowed on over the land, downstream.
void QualityProcess::lead_flood(const std::vector<SegmentWater>& water) {
  for (std::size_t s = 0; s < state_.flood.size(); ++s) {
    const double goes = state_.flood[s] - water[s].stands;
    if (!(goes > 0.0)) continue;
    const double share = goes / state_.flood[s];
    const int below = network_.segments[s].downstream;
    state_.flood[s] = water[s].stands;
    if (below >= 0) state_.flood[below] += goes;
    dissolved_.lead_flood(static_cast<int>(s), share);
    if (!what_.litter.on) continue;
    double& flooded = state_.litter.flooded[s];
    const double mass = share * flooded;
    flooded -= mass;
    if (below >= 0)
      state_.litter.flooded[below] += mass;
    else
      state_.litter.left.add(mass);
  }
}

void QualityProcess::advance(double dt, double now, const std::vector<SegmentWater>& water,
                             const std::vector<DamWater>& pools, const std::vector<DamWater>& dams) {
  lead_flood(water);
  dissolved_.advance(dt, now_, water, pools, dams);
  if (what_.litter.on) {
    leak(dt);
    lift(dt, water);
    pass_litter(pools, dams);
    gather(now - dt, now, water);
  }
  now_ = now;
}

}  // namespace qingliu::quality
