#include "process/reservoir/reservoir_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/reservoir/reservoir_laws.hpp"

namespace qingliu::reservoir {
namespace {

constexpr double tolerance = 1e-11;  ///< of the volume, for one sub-step
constexpr double least_share =
    1.0 / 4096;  ///< of the step: a sub-step is not made shorter (kinks of the rating)

double rule_discharge(const BottomOutlet& outlet, double level) {
  const std::vector<double>& x = outlet.rule_levels;
  const std::vector<double>& y = outlet.rule_discharge;
  if (level <= x.front()) return y.front();
  if (level >= x.back()) return y.back();
  const auto k = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), level) - x.begin());
  return y[k - 1] + (level - x[k - 1]) / (x[k] - x[k - 1]) * (y[k] - y[k - 1]);
}

double total(const Ways& ways) {
  double sum = 0.0;
  for (const double way : ways) sum += way;
  return sum;
}

/// The pool between its sub-steps: the inflow is even over the step.
struct Pool {
  const Reservoir& reservoir;
  double deposit;  ///< [m3]
  double inflow;   ///< [m3 s-1]

  /// [m3] of every outflow within dt, from a volume of water.
  Ways integrate(double water, double dt) const {
    const auto rates_at = [&](const Ways& rates, double span) {
      return outflow_rates(reservoir, water + span * (inflow - total(rates)), deposit);
    };
    const Ways a = outflow_rates(reservoir, water, deposit);
    const Ways b = rates_at(a, 0.5 * dt), c = rates_at(b, 0.5 * dt), d = rates_at(c, dt);
    Ways volumes{};
    for (std::size_t w = 0; w < volumes.size(); ++w)
      volumes[w] = dt / 6.0 * ((a[w] + d[w]) + 2.0 * (b[w] + c[w]));
    return volumes;
  }
};

/// [m3] of every outflow within dt; leaves the water as it is after it, never below 0.
Ways drain(double dt, const Pool& pool, double& water) {
  Ways sum{};
  double done = 0.0, step = dt;
  while (done < dt) {
    step = std::min(step, dt - done);
    const Ways whole = pool.integrate(water, step);
    Ways halves = pool.integrate(water, 0.5 * step);
    const Ways second = pool.integrate(water + (0.5 * step * pool.inflow - total(halves)), 0.5 * step);
    for (std::size_t w = 0; w < halves.size(); ++w) halves[w] += second[w];
    const double error = std::fabs(total(whole) - total(halves)) / 15.0;
    const bool shortest = step <= least_share * dt;
    if (error > tolerance * water && !shortest) {
      step *= 0.5;
      continue;
    }
    const double holds = water + step * pool.inflow, leaves = total(halves);
    const double share = leaves > holds ? holds / leaves : 1.0;
    for (std::size_t w = 0; w < halves.size(); ++w) sum[w] += share * halves[w];
    water = leaves > holds ? 0.0 : holds - leaves;
    done = step >= dt - done ? dt : done + step;
    if (error < tolerance / 64.0 * water) step *= 2.0;
  }
  return sum;
}

/// One class through the tanks. c = (m + in)/(V + Q + w A dt) of each tank, with its volume V at the end and
/// the volume Q that passes on; returns the mass [kg] that leaves.
double settle(const std::vector<double>& passes, double tank_volume, double settled_volume, double entering,
              std::vector<double>& tanks, double& deposited) {
  for (std::size_t n = 0; n < tanks.size(); ++n) {
    const double mass = tanks[n] + entering;
    const double volume = (tank_volume + passes[n]) + settled_volume;
    if (!(volume > 0.0)) {  // dry: all of it stays
      deposited += mass;
      tanks[n] = entering = 0.0;
      continue;
    }
    const double concentration = mass / volume;
    entering = concentration * passes[n];
    tanks[n] = concentration * tank_volume;
    deposited += concentration * settled_volume;
  }
  return entering;
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
  const Ways left = drain(dt, {reservoir, deposit, inflow_now.water / dt}, pool.water);
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

void ReservoirProcess::advance(double dt, double now, StreamState& streams,
                               std::vector<ReservoirState>& pools) const {
  for (std::size_t r = 0; r < reservoirs_.size(); ++r) {
    const int at = reservoirs_[r].segment, below = network_.segments[at].downstream;
    Inflow in{streams.volume[at], {}};
    streams.volume[at] = 0.0;
    for (auto& mass : streams.suspended) {
      in.classes.push_back(mass[at]);
      mass[at] = 0.0;
    }
    const Outflow out = advance_pool(dt, now, reservoirs_[r], grains_, in, pools[r]);
    streams.volume[below] += out.water;
    for (std::size_t k = 0; k < out.classes.size(); ++k) streams.suspended[k][below] += out.classes[k];
  }
}

}  // namespace qingliu::reservoir
