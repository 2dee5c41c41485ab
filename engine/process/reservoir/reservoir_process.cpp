#include "process/reservoir/reservoir_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/reservoir/level_pool.hpp"
#include "process/reservoir/reservoir_laws.hpp"

namespace qingliu::reservoir {
namespace {

double rule_discharge(const BottomOutlet& outlet, double level) {
  const std::vector<double>& x = outlet.rule_levels;
  const std::vector<double>& y = outlet.rule_discharge;
  if (level <= x.front()) return y.front();
  if (level >= x.back()) return y.back();
  const auto k = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), level) - x.begin());
  return y[k - 1] + (level - x[k - 1]) / (x[k] - x[k - 1]) * (y[k] - y[k - 1]);
}

void note_level(const Reservoir& reservoir, double now, ReservoirState& pool) {
  const double level = pool.level(reservoir);
  if (level > pool.peak_level) {
    pool.peak_level = level;
    pool.peak_time = now;
    pool.drawn_down = -1.0;
  } else if (pool.drawn_down < 0.0 && level <= reservoir.normal_level &&
             pool.peak_level > reservoir.normal_level) {
    pool.drawn_down = now;
  }
}

}  // namespace

Ways outflow_rates(const Reservoir& reservoir, double water, double deposit) {
  Ways rates{};
  if (!(water > 0.0)) return rates;
  const double level = reservoir.curve.level_of(water + deposit);
  const Spillway& s = reservoir.spillway;
  const double head = level - s.sill;
  rates[spill] = s.gate_opening < 0.0
                     ? weir_discharge(s.coefficient, s.width, head)
                     : gate_discharge(s.coefficient, s.gate_coefficient, s.width, s.gate_opening, head);
  rates[over_crest] = weir_discharge(0.385, reservoir.crest_length, level - reservoir.crest);
  const BottomOutlet& o = reservoir.outlet;
  rates[released] = orifice_discharge(o.coefficient, o.area, level - o.level);
  if (!o.rule_levels.empty()) rates[released] = std::min(rates[released], rule_discharge(o, level));
  rates[evaporated] = reservoir.evaporation * reservoir.curve.area_of(water + deposit);
  rates[seeped] = reservoir.seepage;
  return rates;
}

Outflow advance_pool(double dt, double now, const Reservoir& reservoir, const std::vector<GrainClass>& grains,
                     const Inflow& inflow_now, ReservoirState& pool) {
  const double deposit = pool.deposit_volume(reservoir);
  const double before = pool.water;
  const auto rates = [&](double water) { return outflow_rates(reservoir, water, deposit); };
  const Ways left = drain<reservoir_ways>(dt, inflow_now.water / dt, rates, pool.water);
  pool.books[inflow].add(inflow_now.water);
  for (std::size_t w = spill; w < left.size(); ++w) pool.books[w].add(left[w]);
  Outflow out{(left[spill] + left[over_crest]) + left[released], {}};
  const double tanks = reservoir.tanks;
  std::vector<double> passes(reservoir.tanks);  // from what comes in to what goes out, evenly along the pool
  for (std::size_t n = 0; n < passes.size(); ++n)
    passes[n] = n + 1 == passes.size() ? out.water
                                       : inflow_now.water + (out.water - inflow_now.water) *
                                                                (static_cast<double>(n + 1) / tanks);
  const double area = reservoir.curve.area_of(0.5 * (before + pool.water) + deposit);
  for (std::size_t k = 0; k < grains.size(); ++k) {
    const double settled_volume = dt * grains[k].settling_velocity * area / tanks;
    out.classes.push_back(settle(passes, pool.water / tanks, settled_volume, inflow_now.classes[k],
                                 pool.suspended[k], pool.deposited[k]));
  }
  note_level(reservoir, now, pool);
  return out;
}

Inflow take_all(int segment, StreamState& streams) {
  Inflow in{streams.volume[segment], {}};
  streams.volume[segment] = 0.0;
  for (auto& mass : streams.suspended) {
    in.classes.push_back(mass[segment]);
    mass[segment] = 0.0;
  }
  return in;
}

void give(int segment, const Outflow& out, StreamState& streams) {
  streams.volume[segment] += out.water;
  for (std::size_t k = 0; k < out.classes.size(); ++k) streams.suspended[k][segment] += out.classes[k];
}

void ReservoirProcess::advance(double dt, double now, StreamState& streams,
                               std::vector<ReservoirState>& pools) {
  for (std::size_t r = 0; r < reservoirs_.size(); ++r) {
    const int at = reservoirs_[r].segment, below = network_.segments[at].downstream;
    const Inflow in = take_all(at, streams);
    outflows_[r] = advance_pool(dt, now, reservoirs_[r], grains_, in, pools[r]);
    give(below, outflows_[r], streams);
  }
}

}  // namespace qingliu::reservoir
