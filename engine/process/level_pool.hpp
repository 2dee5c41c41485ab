#pragma once
// Water and sediment of a pool within a step: what every small lake behind a wall has in common.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "model/stream_state.hpp"

namespace qingliu::pool {

inline constexpr double pool_tolerance = 1e-11;  ///< of the volume, for one sub-step
/// Of the step: a sub-step is not made shorter (kinks of the rating).
inline constexpr double least_sub_step = 1.0 / 4096;

/// What reaches or leaves a pool within a step.
struct PoolFlow {
  double water = 0.0;           ///< [m3]
  std::vector<double> classes;  ///< [kg]
};

/// All water and sediment of a segment, taken out of it.
inline PoolFlow take_all(int segment, StreamState& streams) {
  PoolFlow in{streams.volume[segment], {}};
  streams.volume[segment] = 0.0;
  for (auto& mass : streams.suspended) {
    in.classes.push_back(mass[segment]);
    mass[segment] = 0.0;
  }
  return in;
}

inline void give(int segment, const PoolFlow& out, StreamState& streams) {
  streams.volume[segment] += out.water;
  for (std::size_t k = 0; k < out.classes.size(); ++k) streams.suspended[k][segment] += out.classes[k];
}

template <std::size_t N>
double total(const std::array<double, N>& ways) {
  double sum = 0.0;
  for (const double way : ways) sum += way;
  return sum;
}

/// [m3] of every outflow within dt [s] from a volume of water [m3], by fourth-order Runge-Kutta.
///   rates(water): [m3 s-1] of every way out; the inflow [m3 s-1] is even over dt.
template <std::size_t N, class Rates>
std::array<double, N> integrate_pool(double dt, double inflow, const Rates& rates, double water) {
  using Ways = std::array<double, N>;
  const auto rates_at = [&](const Ways& before, double span) {
    return rates(water + span * (inflow - total(before)));
  };
  const Ways a = rates(water);
  const Ways b = rates_at(a, 0.5 * dt), c = rates_at(b, 0.5 * dt), d = rates_at(c, dt);
  Ways volumes{};
  for (std::size_t w = 0; w < volumes.size(); ++w)
    volumes[w] = dt / 6.0 * ((a[w] + d[w]) + 2.0 * (b[w] + c[w]));
  return volumes;
}

/// The same with step doubling; leaves the water as it is after dt, never below 0.
template <std::size_t N, class Rates>
std::array<double, N> drain(double dt, double inflow, const Rates& rates, double& water) {
  using Ways = std::array<double, N>;
  Ways sum{};
  double done = 0.0, step = dt;
  while (done < dt) {
    step = std::min(step, dt - done);
    const Ways whole = integrate_pool<N>(step, inflow, rates, water);
    Ways halves = integrate_pool<N>(0.5 * step, inflow, rates, water);
    const Ways second =
        integrate_pool<N>(0.5 * step, inflow, rates, water + (0.5 * step * inflow - total(halves)));
    for (std::size_t w = 0; w < halves.size(); ++w) halves[w] += second[w];
    const double error = std::fabs(total(whole) - total(halves)) / 15.0;
    const bool shortest = step <= least_sub_step * dt;
    if (error > pool_tolerance * water && !shortest) {
      step *= 0.5;
      continue;
    }
    const double holds = water + step * inflow, leaves = total(halves);
    const double share = leaves > holds ? holds / leaves : 1.0;
    for (std::size_t w = 0; w < halves.size(); ++w) sum[w] += share * halves[w];
    water = leaves > holds ? 0.0 : holds - leaves;
    done = step >= dt - done ? dt : done + step;
    if (error < pool_tolerance / 64.0 * water) step *= 2.0;
  }
  return sum;
}

/// One class through the tanks. c = (m + in)/(V + Q + w A dt) of each tank, with its volume V at the end and
/// the volume Q that passes on; returns the mass [kg] that leaves.
///   passes [m3] out of each tank; tank_volume [m3]; settled_volume w A dt [m3] of each; entering [kg].
inline double settle(const std::vector<double>& passes, double tank_volume, double settled_volume,
                     double entering, std::vector<double>& tanks, double& deposited) {
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

}  // namespace qingliu::pool
