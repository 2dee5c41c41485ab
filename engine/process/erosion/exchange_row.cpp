#include "process/erosion/exchange_row.hpp"

#include <algorithm>

#include "process/erosion/hairsine_rose_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"

namespace qingliu::erosion {
namespace {

QINGLIU_INLINE double wet_depth(double depth, double dry_depth) { return depth > dry_depth ? depth : 0.0; }

QINGLIU_INLINE double detached(double detachment, double supply, double dt) {
  return min_of(dt * detachment, supply);
}

/// P and Q of one class, added to the sums; 1/den stays in the row of concentration.
void add_partly_shielded(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                         const ExchangeClassRow& k) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const ExchangeScales scales =
        exchange_scales(p.dt, k.settling_velocity, k.capacity[i], p.deposit_detachability * row.splash[i]);
    const double soil = k.fraction[i] * detached(row.detachment[i], row.supply[i], p.dt);
    const double inverse = exchange_inverse(h, scales.settled, scales.re_entrained * inverse_shielding_mass);
    row.sum[i] += exchange_weight(h, scales.settled, k.suspended[i], k.deposited[i]) * inverse;
    row.other_sum[i] += scales.settled * soil * inverse;
    k.concentration[i] = inverse;
  }
}

/// Deposits of cells that stay partly shielded; start of Newton, above m*, in the others. Returns whether
/// there are any of those.
bool start_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    const double P = row.sum[i];
    const double partly = deposit_when_partly_shielded(P, row.other_sum[i], inverse_shielding_mass);
    row.total_deposit[i] = max_of(P, min_of(partly, p.shielding_mass));
    largest = largest > P ? largest : P;
  }
  return largest > p.shielding_mass;
}

/// S and its negative slope at x, one class, added to the sums.
void add_fully_shielded(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                        const ExchangeClassRow& k) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const ExchangeScales scales =
        exchange_scales(p.dt, k.settling_velocity, k.capacity[i], p.deposit_detachability * row.splash[i]);
    const double b = h + scales.settled;
    const double inverse = 1.0 / (row.total_deposit[i] * b + h * scales.re_entrained);
    const double term = exchange_weight(h, scales.settled, k.suspended[i], k.deposited[i]) * inverse;
    row.sum[i] += term;
    row.other_sum[i] += term * (b * inverse);
  }
}

/// One Newton step in the cells that have not converged; returns how many moved. A cell stops by its own
/// change alone, so its bits do not depend on its neighbours in the row.
int improve_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
  constexpr double tolerance = 1e-10;
  int moved = 0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double x = row.total_deposit[i];
    const double improved = deposit_newton_step(x, row.sum[i], row.other_sum[i]);
    const int moves = (x > p.shielding_mass ? 1 : 0) & (improved - x > tolerance * x ? 1 : 0);
    row.total_deposit[i] = moves != 0 ? improved : x;
    moved += moves;
  }
  return moved;
}

/// Original soil that the step detaches.
void take_soil(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double bare = max_of(0.0, 1.0 - row.total_deposit[i] * inverse_shielding_mass);
    row.eroded[i] = bare * detached(row.detachment[i], row.supply[i], p.dt);
  }
}

/// 1 / max(x, m*) into the first sum.
void invert_total_deposit(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row) {
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) row.sum[i] = 1.0 / max_of(row.total_deposit[i], p.shielding_mass);
}

/// New deposit and concentration of one class from the solved x: explicit, and exactly conservative.
/// all_partly_shielded: no cell of the row has x > m*; then 1/den is still that of add_partly_shielded, to
/// the same bits.
template <bool all_partly_shielded>
void finish_class(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                  const ExchangeClassRow& k) {
  const double inverse_shielding_mass = 1.0 / p.shielding_mass;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const double h = wet_depth(row.depth[i], p.dry_depth);
    const ExchangeScales scales =
        exchange_scales(p.dt, k.settling_velocity, k.capacity[i], p.deposit_detachability * row.splash[i]);
    const double suspended = k.suspended[i];
    const double soil = k.fraction[i] * row.eroded[i];
    const double ratio = scales.re_entrained * (all_partly_shielded ? inverse_shielding_mass : row.sum[i]);
    const double inverse =
        all_partly_shielded ? k.concentration[i] : exchange_inverse(h, scales.settled, ratio);
    const double settles = exchange_weight(h, scales.settled, suspended + soil, k.deposited[i]) * inverse;
    const double reached = exchanged_concentration(inverse, ratio, suspended, k.deposited[i], soil);
    const double c = h > 0.0 ? min_of(reached, greatest_concentration) : 0.0;
    k.concentration[i] = c;
    k.deposited[i] = settles + h * max_of(0.0, reached - greatest_concentration);
  }
}

void clear_sums(int begin, int end, const ExchangeRow& row) {
  std::fill(row.sum + begin, row.sum + end, 0.0);
  std::fill(row.other_sum + begin, row.other_sum + end, 0.0);
}

}  // namespace

void exchange_row(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                  std::span<const ExchangeClassRow> classes) {
  constexpr int most_newton_steps = 16;
  clear_sums(begin, end, row);
  for (const auto& k : classes) add_partly_shielded(begin, end, p, row, k);
  const bool beyond = start_total_deposit(begin, end, p, row);
  int moving = beyond ? 1 : 0;
  for (int step = 0; moving > 0 && step < most_newton_steps; ++step) {
    clear_sums(begin, end, row);
    for (const auto& k : classes) add_fully_shielded(begin, end, p, row, k);
    moving = improve_total_deposit(begin, end, p, row);
  }
  take_soil(begin, end, p, row);
  if (!beyond) {
    for (const auto& k : classes) finish_class<true>(begin, end, p, row, k);
    return;
  }
  invert_total_deposit(begin, end, p, row);
  for (const auto& k : classes) finish_class<false>(begin, end, p, row, k);
}

}  // namespace qingliu::erosion
