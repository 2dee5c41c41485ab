#pragma once
// The exchange between water and bed by laws other than Hairsine & Rose's, for one row of cells and all grain
// classes. With M = h c after transport [kg m-2], m the deposit, x = sum m and H = min(1, x/m*) at the old
// time, p the soil's share of the class, D_s splash, D_f what the flow can detach of the soil, sigma the
// share of the flow's capacity that its load takes up:
//   h c' = M + dt [(1 - H) p (D_s + D_f L) + m/max(x, m*) (eps_d D_s + B L)] - dt w S c'
//
//   deficit  (EUROSEM, Morgan et al. 1998; LISEM): D_f = Y sum p w T, B = w T
//   wepp     (Foster et al. 1995): D_f = K_r (tau - tau_c), B = w T, w in S times beta
//     both:  sigma = sum c'/T,  L = max(0, 1 - sigma),  S = beta max(0, 1 - 1/sigma);
//     one class: L = (T - c')/T, w S c' = beta w (c' - T)
//   cohesive (Partheniades 1965, Krone 1962): D_f = B = E = M (tau/tau_ce - 1), L = 1,
//            S = max(0, 1 - tau/tau_cd)
//
// sigma is that of the new time: below 1 it has a closed form; above it y = 1/sigma solves
// y sum N/(T (h + b (1 - y))) = 1, b = dt beta w, convex and rising in y: Newton from y = 1 falls
// monotonically. A class that the flow cannot carry (T = 0) settles and does not count in sigma. No step
// takes more of a deposit than there is, or more soil than the horizon has. Each class is conserved to
// round-off, nothing becomes negative, and a load at capacity stays there.
#include "process/erosion/closure.hpp"
#include "process/erosion/exchange_row.hpp"

namespace qingliu::erosion {

/// Rows beside those of the exchange.
struct ClosureRow {
  const double* efficiency;  ///< [-] Y of deficit; of the others, the share of the soil that the flow reaches
  const double* shear;       ///< [Pa] on the grains, of cohesive
  double* flow;              ///< work
  double* bare;              ///< work
};

/// Exchanges cells [begin, end) of a row; row.detachment holds D_s and, for wepp and cohesive, D_f. Returns
/// what exchange_row does.
bool closure_row(int begin, int end, const ExchangeParameters& p, const Closure& closure,
                 const ExchangeRow& row, const ClosureRow& more, std::span<const ExchangeClassRow> classes);

}  // namespace qingliu::erosion
