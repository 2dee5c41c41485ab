#include "process/erosion/exchange_row.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "process/erosion/hairsine_rose_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"

namespace qingliu::erosion {
namespace {

/// So many classes share a loop, which reads once what they share.
constexpr std::size_t together = 3;
/// Fully shielded cells are solved one by one where they are fewer than this part of a row: a loop over the
/// whole row would cost more.
constexpr int few = 12;
constexpr int most_newton_steps = 16;
constexpr double newton_tolerance = 1e-10;

/// The loops take it, and the parameters, by value: nothing that they write can then be one of these numbers,
/// and the compiler reads each once.
template <std::size_t n>
using ClassGroup = std::array<ExchangeClassRow, n>;

template <std::size_t n, class F>
QINGLIU_INLINE void for_each_class(const ClassGroup<n>& group, F f) {
  [&]<std::size_t... k>(std::index_sequence<k...>) { (f(group[k]), ...); }
  (std::make_index_sequence<n>());
}

/// loop(group) for all classes, by groups of `together` and what is left.
template <class Loop>
void by_groups(std::span<const ExchangeClassRow> classes, Loop loop) {
  std::size_t k = 0;
  for (; k + together <= classes.size(); k += together)
    loop(ClassGroup<3>{classes[k], classes[k + 1], classes[k + 2]});
  if (classes.size() - k == 2) loop(ClassGroup<2>{classes[k], classes[k + 1]});
  if (classes.size() - k == 1) loop(ClassGroup<1>{classes[k]});
}

QINGLIU_INLINE double wet_depth(double depth, double dry_depth) { return depth > dry_depth ? depth : 0.0; }

QINGLIU_INLINE double detached(double detachment, double supply, double dt) {
  return min_of(dt * detachment, supply);
}

void clear_sums(int begin, int end, const ExchangeRow& row) {
  std::fill(row.sum + begin, row.sum + end, 0.0);
  std::fill(row.other_sum + begin, row.other_sum + end, 0.0);
}

/// P and Q of the classes, added to the sums; 1/den stays in the rows of concentration.
template <std::size_t n>
void add_partly_shielded(int begin, int end, ExchangeParameters p, ExchangeRow row, ClassGroup<n> group) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const double deposit_splash = p.deposit_detachability * row.splash[i];
    const double taken = detached(row.detachment[i], row.supply[i], p.dt);
    double P = row.sum[i], Q = row.other_sum[i];
    for_each_class(group, [&](const ExchangeClassRow& k) {
      const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
      const double inverse =
          exchange_inverse(h, scales.settled, scales.re_entrained * inverse_shielding_mass);
      P += exchange_weight(h, scales.settled, k.suspended[i], k.deposited[i]) * inverse;
      Q += scales.settled * (k.fraction[i] * taken) * inverse;
      k.concentration[i] = inverse;
    });
    row.sum[i] = P;
    row.other_sum[i] = Q;
  }
}

/// Deposits of cells that stay partly shielded, and the original soil that the step detaches there; P as the
/// start of Newton, above m*, in the others. Returns how many those are.
int start_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
  const double* __restrict detachment = row.detachment;
  const double* __restrict supply = row.supply;
  const double* __restrict other_sum = row.other_sum;
  double* __restrict sum = row.sum;
  double* __restrict total_deposit = row.total_deposit;
  double* __restrict eroded = row.eroded;
  const double dt = p.dt, shielding_mass = p.shielding_mass;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    const double P = sum[i];
    const double partly = deposit_when_partly_shielded(P, other_sum[i], inverse_shielding_mass);
    const double x = max_of(P, min_of(partly, shielding_mass));
    const double bare = max_of(0.0, 1.0 - x * inverse_shielding_mass);
    total_deposit[i] = x;
    eroded[i] = bare * detached(detachment[i], supply[i], dt);
    sum[i] = inverse_shielding_mass;
    largest = largest > P ? largest : P;
  }
  if (!(largest > shielding_mass)) return 0;
  int beyond = 0;
  for (int i = begin; i < end; ++i) beyond += total_deposit[i] > shielding_mass ? 1 : 0;
  return beyond;
}

/// Newton for one fully shielded cell; then 1/x in the sum and 1/den of every class as in the others.
void solve_cell(int i, const ExchangeParameters& p, const ExchangeRow& row,
                std::span<const ExchangeClassRow> classes) {
  const double h = wet_depth(row.depth[i], p.dry_depth);
  const double deposit_splash = p.deposit_detachability * row.splash[i];
  double x = row.total_deposit[i];
  for (int step = 0; step < most_newton_steps; ++step) {
    double S = 0.0, minus_slope = 0.0;
    for (const ExchangeClassRow& k : classes) {
      const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
      const double b = h + scales.settled;
      const double inverse = 1.0 / (x * b + h * scales.re_entrained);
      const double term = exchange_weight(h, scales.settled, k.suspended[i], k.deposited[i]) * inverse;
      S += term;
      minus_slope += term * (b * inverse);
    }
    const double improved = deposit_newton_step(x, S, minus_slope);
    if (!(improved - x > newton_tolerance * x)) break;
    x = improved;
  }
  row.total_deposit[i] = x;
  row.sum[i] = 1.0 / x;
  for (const ExchangeClassRow& k : classes) {
    const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
    k.concentration[i] = exchange_inverse(h, scales.settled, scales.re_entrained * row.sum[i]);
  }
}

/// S and its negative slope at x, added to the sums.
template <std::size_t n>
void add_fully_shielded(int begin, int end, ExchangeParameters p, ExchangeRow row, ClassGroup<n> group) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const double deposit_splash = p.deposit_detachability * row.splash[i];
    const double x = row.total_deposit[i];
    double S = row.sum[i], minus_slope = row.other_sum[i];
    for_each_class(group, [&](const ExchangeClassRow& k) {
      const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
      const double b = h + scales.settled;
      const double inverse = 1.0 / (x * b + h * scales.re_entrained);
      const double term = exchange_weight(h, scales.settled, k.suspended[i], k.deposited[i]) * inverse;
      S += term;
      minus_slope += term * (b * inverse);
    });
    row.sum[i] = S;
    row.other_sum[i] = minus_slope;
  }
}

/// One Newton step in the cells that have not converged; returns how many moved. A cell stops by its own
/// change alone, so its bits do not depend on its neighbours in the row.
int improve_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
  int moved = 0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double x = row.total_deposit[i];
    const double improved = deposit_newton_step(x, row.sum[i], row.other_sum[i]);
    const int moves = (x > p.shielding_mass ? 1 : 0) & (improved - x > newton_tolerance * x ? 1 : 0);
    row.total_deposit[i] = moves != 0 ? improved : x;
    moved += moves;
  }
  return moved;
}

/// 1/max(x, m*) into the sum.
void invert_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) row.sum[i] = 1.0 / max_of(row.total_deposit[i], p.shielding_mass);
}

/// 1/den of the classes into the rows of concentration.
template <std::size_t n>
void invert_denominators(int begin, int end, ExchangeParameters p, ExchangeRow row, ClassGroup<n> group) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const double deposit_splash = p.deposit_detachability * row.splash[i];
    for_each_class(group, [&](const ExchangeClassRow& k) {
      const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
      k.concentration[i] = exchange_inverse(h, scales.settled, scales.re_entrained * row.sum[i]);
    });
  }
}

/// Newton for a row of which a good part is fully shielded; the others keep their bits.
void solve_row(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
               std::span<const ExchangeClassRow> classes) {
  int moving = 1;
  for (int step = 0; moving > 0 && step < most_newton_steps; ++step) {
    clear_sums(begin, end, row);
    by_groups(classes, [&](const auto& group) { add_fully_shielded(begin, end, p, row, group); });
    moving = improve_total_deposit(begin, end, p, row);
  }
  invert_total_deposit(begin, end, p, row);
  by_groups(classes, [&](const auto& group) { invert_denominators(begin, end, p, row, group); });
}

/// New deposit and concentration of the classes from the solved x: explicit, and exactly conservative.
/// Returns whether every concentration is a finite number >= 0.
template <std::size_t n>
bool finish_classes(int begin, int end, ExchangeParameters p, ExchangeRow row, ClassGroup<n> group) {
  double lowest = 0.0, not_finite = 0.0;
#pragma omp simd reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const double deposit_splash = p.deposit_detachability * row.splash[i];
    const double wet = row.depth[i] > p.dry_depth ? 1.0 : 0.0;
    const double inverse_x = row.sum[i], taken = row.eroded[i];
    double sum_reached = 0.0;
    for_each_class(group, [&](const ExchangeClassRow& k) {
      const ExchangeScales scales = exchange_scales(p.dt, k.settling_velocity, k.capacity[i], deposit_splash);
      const double suspended = k.suspended[i], deposited = k.deposited[i], inverse = k.concentration[i];
      const double soil = k.fraction[i] * taken;
      const double ratio = scales.re_entrained * inverse_x;
      const double settles = exchange_weight(h, scales.settled, suspended + soil, deposited) * inverse;
      const double reached = exchanged_concentration(inverse, ratio, suspended, deposited, soil);
      k.concentration[i] = wet * min_of(reached, greatest_concentration);
      k.deposited[i] = settles + h * positive_part(reached - greatest_concentration);
      lowest = lowest < reached ? lowest : reached;
      sum_reached += reached;
    });
    not_finite += sum_reached * 0.0;
  }
  return lowest >= 0.0 && not_finite == 0.0;
}

}  // namespace

bool exchange_row(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                  std::span<const ExchangeClassRow> classes) {
  clear_sums(begin, end, row);
  by_groups(classes, [&](const auto& group) { add_partly_shielded(begin, end, p, row, group); });
  const int beyond = start_total_deposit(begin, end, p, row);
  if (beyond > (end - begin) / few) {
    solve_row(begin, end, p, row, classes);
  } else if (beyond > 0) {
    for (int i = begin; i < end; ++i)
      if (row.total_deposit[i] > p.shielding_mass) solve_cell(i, p, row, classes);
  }
  bool sound = true;
  by_groups(classes, [&](const auto& group) { sound &= finish_classes(begin, end, p, row, group); });
  return sound;
}

}  // namespace qingliu::erosion
