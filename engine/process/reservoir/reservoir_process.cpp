#include "process/reservoir/reservoir_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/level_pool.hpp"
#include "process/pool_laws.hpp"
#include "process/reservoir/breach_laws.hpp"

namespace qingliu::reservoir {
namespace {

double rule_discharge(const ReleaseRule& rule, double level) {
  const std::vector<double>& x = rule.levels;
  const std::vector<double>& y = rule.discharge;
  if (level <= x.front()) return y.front();
  if (level >= x.back()) return y.back();
  const auto k = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), level) - x.begin());
  return y[k - 1] + (level - x[k - 1]) / (x[k] - x[k - 1]) * (y[k] - y[k - 1]);
}

void note_level(const Reservoir& reservoir, double now, ReservoirState& state) {
  const double level = state.level(reservoir);
  if (level > state.peak_level) {
    state.peak_level = level;
    state.peak_time = now;
    state.drawn_down = -1.0;
  } else if (state.drawn_down < 0.0 && level <= reservoir.normal_level &&
             state.peak_level > reservoir.normal_level) {
    state.drawn_down = now;
  }
}

/// Begins a planned breach when its level or its moment has come.
void watch_breach(double begin, const Reservoir& reservoir, ReservoirState& state) {
  const BreachPlan& plan = reservoir.breach;
  if (!plan.planned || state.breach_began >= 0.0) return;
  if (begin < plan.moment && state.level(reservoir) < plan.level) return;
  const double below = reservoir.volume_of(plan.bottom, state.deposit_volume(reservoir));
  state.breach_began = begin;
  state.breach_water = std::max(0.0, state.water - below);
}

/// Settles every class along the tanks; what finds no room below the sill goes with the water that leaves, or
/// stays in it at the dam.
void settle_classes(const Reservoir& reservoir, const std::vector<double>& passes, double tank_volume,
                    double settled_area, const std::vector<GrainClass>& grains, const Inflow& inflow_now,
                    ReservoirState& state, Outflow& out) {
  const std::size_t classes = grains.size();
  std::vector<double> settled(classes, 0.0);
  double volume = 0.0;  // [m3]
  for (std::size_t k = 0; k < classes; ++k) {
    out.classes.push_back(pool::settle(passes, tank_volume, grains[k].settling_velocity * settled_area,
                                       inflow_now.classes[k], state.suspended[k], settled[k]));
    volume += settled[k] / reservoir.deposit_density[k];
  }
  const double room = std::max(0.0, reservoir.deposit_capacity() - state.deposit_volume(reservoir));
  const double share = volume > room ? room / volume : 1.0;
  for (std::size_t k = 0; k < classes; ++k) {
    const double stays = share * settled[k];
    state.deposited[k] += stays;
    (out.water > 0.0 ? out.classes[k] : state.suspended[k].back()) += settled[k] - stays;
  }
}

}  // namespace

BreachOpening breach_at(const Reservoir& reservoir, const ReservoirState& state, double moment) {
  const BreachPlan& plan = reservoir.breach;
  if (state.breach_began < 0.0 || moment <= state.breach_began) return {};
  const double height = reservoir.crest - plan.bottom, water = std::max(state.breach_water, 1.0);
  const double width = plan.width > 0.0 ? plan.width : froehlich_width(plan.width_factor, water, height);
  const double duration = plan.duration > 0.0 ? plan.duration : froehlich_time(water, height);
  const double grown = std::min(1.0, (moment - state.breach_began) / duration);
  const double end_width = std::max(0.0, width - plan.side_slope * height);
  return {reservoir.crest - grown * height, grown * end_width, plan.side_slope};
}

Ways outflow_rates(const Reservoir& reservoir, const Steering& steering, double water, double deposit) {
  Ways rates{};
  if (!(water > 0.0)) return rates;
  const double level = reservoir.level_of(water, deposit);
  const Spillway& s = reservoir.spillway;
  const double head = level - s.sill;
  rates[spill] = s.gate_opening < 0.0
                     ? pool::weir_discharge(s.coefficient, s.width, head)
                     : pool::gate_discharge(s.coefficient, s.gate_coefficient, s.width, s.gate_opening, head);
  rates[over_crest] = pool::weir_discharge(0.385, reservoir.crest_length, level - reservoir.crest);
  const BottomOutlet& o = reservoir.outlet;
  rates[released] = pool::orifice_discharge(o.coefficient, o.area, level - o.level);
  if (steering.rule) rates[released] = std::min(rates[released], rule_discharge(*steering.rule, level));
  rates[evaporated] = reservoir.evaporation * reservoir.area_of(water, deposit);
  rates[seeped] = reservoir.seepage;
  const BreachOpening& breach = steering.breach;
  rates[breached] = breach_discharge(breach.bottom_width, breach.side_slope, level - breach.bottom);
  return rates;
}

Outflow advance_pool(double dt, double now, const Reservoir& reservoir, const std::vector<GrainClass>& grains,
                     const Inflow& inflow_now, ReservoirState& state) {
  const double deposit = state.deposit_volume(reservoir);
  const double before = state.water;
  watch_breach(now - dt, reservoir, state);
  const Steering steering{reservoir.outlet.rule_at(now - dt), breach_at(reservoir, state, now - 0.5 * dt)};
  const auto rates = [&](double water) { return outflow_rates(reservoir, steering, water, deposit); };
  const Ways left = pool::drain<reservoir_ways>(dt, inflow_now.water / dt, rates, state.water);
  state.books[inflow].add(inflow_now.water);
  for (std::size_t w = spill; w < left.size(); ++w) state.books[w].add(left[w]);
  Outflow out{((left[spill] + left[over_crest]) + left[released]) + left[breached], {}};
  const double tanks = reservoir.tanks;
  std::vector<double> passes(reservoir.tanks);  // from what comes in to what goes out, evenly along the pool
  for (std::size_t n = 0; n < passes.size(); ++n)
    passes[n] = n + 1 == passes.size() ? out.water
                                       : inflow_now.water + (out.water - inflow_now.water) *
                                                                (static_cast<double>(n + 1) / tanks);
  const double area = reservoir.area_of(0.5 * (before + state.water), deposit);
  settle_classes(reservoir, passes, state.water / tanks, dt * area / tanks, grains, inflow_now, state, out);
  note_level(reservoir, now, state);
  return out;
}

void ReservoirProcess::advance(double dt, double now, StreamState& streams,
                               std::vector<ReservoirState>& pools) {
  for (std::size_t r = 0; r < reservoirs_.size(); ++r) {
    const int at = reservoirs_[r].segment, below = network_.segments[at].downstream;
    if (!network_.segments[at].dam) continue;  // not built yet, or taken away
    const Inflow in = pool::take_all(at, streams);
    outflows_[r] = advance_pool(dt, now, reservoirs_[r], grains_, in, pools[r]);
    pool::give(below, outflows_[r], streams);
  }
}

}  // namespace qingliu::reservoir
