#include "process/structure/check_dam_process.hpp"

#include <algorithm>

#include "process/level_pool.hpp"
#include "process/pool_laws.hpp"

namespace qingliu::structure {
namespace {

/// Settles every class; what finds no room goes with the water that passes, or stays in it.
void settle_classes(double dt, const CheckDam& dam, const std::vector<GrainClass>& grains,
                    const Inflow& inflow, double area, CheckDamState& state, Outflow& out) {
  const std::size_t classes = grains.size();
  std::vector<double> settled(classes, 0.0);
  const std::vector<double> passes{out.water};
  double volume = 0.0;
  for (std::size_t k = 0; k < classes; ++k) {
    out.classes.push_back(pool::settle(passes, state.water, dt * grains[k].settling_velocity * area,
                                       inflow.classes[k], state.suspended[k], settled[k]));
    volume += settled[k] / dam.deposit_density[k];
  }
  const double room = std::max(0.0, dam.wedge.deposit_capacity() - state.deposit_volume(dam));
  const double share = volume > room ? room / volume : 1.0;
  for (std::size_t k = 0; k < classes; ++k) {
    const double stays = share * settled[k];
    state.deposited[k] += stays;
    (out.water > 0.0 ? out.classes[k] : state.suspended[k][0]) += settled[k] - stays;
  }
}

/// A dam that more runs over than it was made for breaks, and part of what lies behind it goes into the
/// water.
void fail_above_design(double dt, double now, const CheckDam& dam, const Passed& passed,
                       CheckDamState& state) {
  const double over = (passed[CheckDam::over_notch] + passed[CheckDam::over_wings]) / dt;
  if (state.failed_at >= 0.0 || !(over > dam.design_discharge)) return;
  state.failed_at = now;
  state.take_deposit(dam, dam.fail_release,
                     [&](std::size_t k, double mass) { state.suspended[k][0] += mass; });
}

}  // namespace

Passed passing_rates(const CheckDam& dam, double water, double filled, bool failed) {
  Passed rates{};
  if (!(water > 0.0)) return rates;
  const double depth = dam.wedge.depth(water, filled);
  if (failed) {  // a gap of the notch's width down to the bed
    rates[CheckDam::over_notch] = pool::weir_discharge(dam.coefficient, dam.notch_width, depth);
    return rates;
  }
  const double head = depth - dam.wedge.height;
  rates[CheckDam::over_notch] = pool::weir_discharge(dam.coefficient, dam.notch_width, head);
  rates[CheckDam::over_wings] =
      pool::weir_discharge(dam.coefficient, dam.crest_length, head - dam.wing_height);
  // The deposit blinds the pipes as it comes (an assumption).
  rates[CheckDam::drained] =
      (1.0 - filled) * pool::orifice_discharge(0.62, dam.drain_area, depth - dam.drain_height);
  return rates;
}

Outflow advance_dam(double dt, double now, const CheckDam& dam, const std::vector<GrainClass>& grains,
                    const Inflow& inflow, CheckDamState& state) {
  const double filled = state.filled(dam), before = state.water;
  const auto rates = [&](double water) { return passing_rates(dam, water, filled, state.failed_at >= 0.0); };
  const Passed passed = pool::drain<CheckDam::ways>(dt, inflow.water / dt, rates, state.water);
  state.books[CheckDam::entered].add(inflow.water);
  for (std::size_t w = CheckDam::over_notch; w < passed.size(); ++w) state.books[w].add(passed[w]);
  Outflow out{(passed[CheckDam::over_notch] + passed[CheckDam::over_wings]) + passed[CheckDam::drained], {}};
  const double area = dam.wedge.open_area(0.5 * (before + state.water), filled);
  settle_classes(dt, dam, grains, inflow, area, state, out);
  fail_above_design(dt, now, dam, passed, state);
  if (state.full_at < 0.0 && state.filled(dam) >= CheckDamState::full_share) state.full_at = now;
  if (const double depth = state.depth(dam); depth > state.highest) {
    state.highest = depth;
    state.highest_at = now;
  }
  return out;
}

void CheckDamProcess::advance(double dt, double now, StreamState& streams,
                              std::vector<CheckDamState>& states) {
  for (std::size_t d = 0; d < dams_.size(); ++d) {
    const int at = dams_[d].segment, below = network_.segments[at].downstream;
    if (!network_.segments[at].dam) continue;  // not built yet, or taken away
    const Inflow in = pool::take_all(at, streams);
    outflows_[d] = advance_dam(dt, now, dams_[d], grains_, in, states[d]);
    pool::give(below, outflows_[d], streams);
  }
}

}  // namespace qingliu::structure
