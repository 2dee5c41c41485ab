#include "process/erosion/closure_row.hpp"

#include <algorithm>

#include "core/fast_math.hpp"
#include "process/erosion/transport_capacity_laws.hpp"

namespace qingliu::erosion {
namespace {

constexpr double least_capacity = 1e-9;  ///< [kg m-3] below: the flow cannot carry the class

/// Everything that the loops over a row share.
struct Rows {
  const ExchangeParameters& p;
  const Closure& closure;
  const ExchangeRow& row;
  const ClosureRow& more;
};

/// A class in a cell before the exchange.
struct ClassInCell {
  double load;              ///< [kg m-2] in the water, with what drops bring
  double left;              ///< [kg m-2] of the deposit, without it
  double soil;              ///< [kg m-2] of soil that an empty flow would bring
  double deposit;           ///< [kg m-2] of the deposit, likewise
  double settled;           ///< [m] dt w, with the factor of the closure
  double inverse_capacity;  ///< [m3 kg-1] 0: the flow cannot carry it
};

template <ClosureLaw law>
QINGLIU_INLINE ClassInCell class_in_cell(const Rows& r, const ExchangeClassRow& k, int i) {
  const double m = k.deposited[i], w = k.settling_velocity, dt = r.p.dt, capacity = k.capacity[i];
  const double share = m / max_of(r.row.total_deposit[i], r.p.shielding_mass);
  const double drops = min_of(m, dt * r.p.deposit_detachability * r.row.splash[i] * share);
  const double bare = k.fraction[i] * r.more.bare[i] * dt;
  const double lift = law == ClosureLaw::cohesive ? r.row.detachment[i] - r.row.splash[i] : w * capacity;
  return {k.suspended[i] + drops + bare * r.row.splash[i],
          m - drops,
          bare * r.more.flow[i],
          min_of(m - drops, dt * lift * share),
          dt * w * r.closure.deposition_factor,
          capacity > least_capacity ? 1.0 / capacity : 0.0};
}

QINGLIU_INLINE double wet_depth(const Rows& r, int i) {
  return r.row.depth[i] > r.p.dry_depth ? r.row.depth[i] : 0.0;
}

void add_deposits(int begin, int end, const Rows& r, std::span<const ExchangeClassRow> classes) {
  std::fill(r.row.total_deposit + begin, r.row.total_deposit + end, 0.0);
  for (const ExchangeClassRow& k : classes) {
#pragma GCC ivdep
    for (int i = begin; i < end; ++i) r.row.total_deposit[i] += k.deposited[i];
  }
}

/// D_f of every cell, and the bare share of the ground, held down so that the horizon's supply suffices.
template <ClosureLaw law>
void find_flow_detachment(int begin, int end, const Rows& r, std::span<const ExchangeClassRow> classes) {
  if (law == ClosureLaw::deficit) {
    std::fill(r.more.flow + begin, r.more.flow + end, 0.0);
    for (const ExchangeClassRow& k : classes) {
#pragma GCC ivdep
      for (int i = begin; i < end; ++i)
        r.more.flow[i] += r.more.efficiency[i] * k.fraction[i] * k.settling_velocity * k.capacity[i];
    }
  } else {
#pragma GCC ivdep
    for (int i = begin; i < end; ++i)
      r.more.flow[i] = r.more.efficiency[i] * (r.row.detachment[i] - r.row.splash[i]);
  }
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double bare = max_of(0.0, 1.0 - r.row.total_deposit[i] / r.p.shielding_mass);
    const double most = r.p.dt * bare * (r.row.splash[i] + r.more.flow[i]);
    r.more.bare[i] = bare * min_of(1.0, r.row.supply[i] / max_of(most, 1e-300));
  }
}

/// Load and gain of one class as shares of the capacity, added to the sums.
template <ClosureLaw law>
void add_shares(int begin, int end, const Rows& r, const ExchangeClassRow& k) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const ClassInCell c = class_in_cell<law>(r, k, i);
    const double per_capacity = c.inverse_capacity / max_of(wet_depth(r, i), r.p.dry_depth);
    r.row.sum[i] += c.load * per_capacity;
    r.row.other_sum[i] += (c.soil + c.deposit) * per_capacity;
  }
}

/// y = 1/sigma of one cell whose load is above its capacity.
template <ClosureLaw law>
double inverse_saturation(const Rows& r, std::span<const ExchangeClassRow> classes, int i) {
  constexpr int most_newton_steps = 30;
  const double h = wet_depth(r, i);
  double y = 1.0;
  for (int step = 0; step < most_newton_steps; ++step) {
    double sum = 0.0, slope = 0.0;
    for (const ExchangeClassRow& k : classes) {
      const ClassInCell c = class_in_cell<law>(r, k, i);
      const double inverse = 1.0 / (h + c.settled * (1.0 - y));
      const double term = c.load * c.inverse_capacity * inverse;
      sum += y * term;
      slope += term * (h + c.settled) * inverse;
    }
    const double next = y - (sum - 1.0) / slope;
    if (!(y - next > 1e-15 * y)) return y;
    y = max_of(next, 0.0);
  }
  return y;
}

/// The lift L into the first sum and the settling S into the other, from the sums of add_shares.
template <ClosureLaw law>
void find_saturation(int begin, int end, const Rows& r, std::span<const ExchangeClassRow> classes) {
  for (int i = begin; i < end; ++i) {
    const double load = r.row.sum[i], gain = r.row.other_sum[i];
    if (load <= 1.0) {
      r.row.sum[i] = (1.0 - load) / (1.0 + gain);
      r.row.other_sum[i] = 0.0;
    } else {
      r.row.sum[i] = 0.0;
      r.row.other_sum[i] = wet_depth(r, i) > 0.0 ? 1.0 - inverse_saturation<law>(r, classes, i) : 1.0;
    }
  }
}

void find_krone(int begin, int end, const Rows& r) {
  const double inverse = 1.0 / r.closure.deposition_shear;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    r.row.sum[i] = 1.0;
    r.row.other_sum[i] = max_of(0.0, 1.0 - r.more.shear[i] * inverse);
  }
}

template <ClosureLaw law>
bool finish_class(int begin, int end, const Rows& r, const ExchangeClassRow& k) {
  double lowest = 0.0, not_finite = 0.0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(r, i), lift = r.row.sum[i];
    const ClassInCell c = class_in_cell<law>(r, k, i);
    const double alone = law == ClosureLaw::cohesive ? 0.0 : 1.0;
    const double settled =
        c.settled * (c.inverse_capacity > 0.0 ? r.row.other_sum[i] : max_of(alone, r.row.other_sum[i]));
    const double load = c.load + lift * (c.soil + c.deposit);
    const double reached = load / max_of(h + settled, 1e-300);
    const double held = min_of(reached, greatest_concentration);
    const double falls = settled * reached + h * (reached - held);
    k.concentration[i] = h > 0.0 ? held : 0.0;
    k.deposited[i] = (c.left - lift * c.deposit) + (h > 0.0 ? falls : load);
  }
#pragma omp simd reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    lowest = lowest < k.concentration[i] ? lowest : k.concentration[i];
    not_finite += k.concentration[i] * 0.0 + k.deposited[i] * 0.0;
  }
  return lowest >= 0.0 && not_finite == 0.0;
}

template <ClosureLaw law>
bool exchange_by(int begin, int end, const Rows& r, std::span<const ExchangeClassRow> classes) {
  add_deposits(begin, end, r, classes);
  find_flow_detachment<law>(begin, end, r, classes);
  if (law == ClosureLaw::cohesive) {
    find_krone(begin, end, r);
  } else {
    std::fill(r.row.sum + begin, r.row.sum + end, 0.0);
    std::fill(r.row.other_sum + begin, r.row.other_sum + end, 0.0);
    for (const ExchangeClassRow& k : classes) add_shares<law>(begin, end, r, k);
    find_saturation<law>(begin, end, r, classes);
  }
  bool sound = true;
  for (const ExchangeClassRow& k : classes) sound &= finish_class<law>(begin, end, r, k);
#pragma GCC ivdep
  for (int i = begin; i < end; ++i)
    r.row.eroded[i] = r.p.dt * r.more.bare[i] * (r.row.splash[i] + r.more.flow[i] * r.row.sum[i]);
  return sound;
}

}  // namespace

bool closure_row(int begin, int end, const ExchangeParameters& p, const Closure& closure,
                 const ExchangeRow& row, const ClosureRow& more, std::span<const ExchangeClassRow> classes) {
  const Rows rows{p, closure, row, more};
  switch (closure.law) {
    case ClosureLaw::deficit:
      return exchange_by<ClosureLaw::deficit>(begin, end, rows, classes);
    case ClosureLaw::wepp:
      return exchange_by<ClosureLaw::wepp>(begin, end, rows, classes);
    case ClosureLaw::cohesive:
      return exchange_by<ClosureLaw::cohesive>(begin, end, rows, classes);
    case ClosureLaw::hairsine_rose:
      return exchange_row(begin, end, p, row, classes);
  }
  return false;
}

}  // namespace qingliu::erosion
