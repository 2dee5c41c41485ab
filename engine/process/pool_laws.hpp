#pragma once
// Outflow and trapping of a level pool.
#include <algorithm>
#include <cmath>

#include "core/constants.hpp"

namespace qingliu::pool {

/// Weir, Q = m b sqrt(2 g) H^1.5 [m3 s-1].
///   coefficient m [-]: 0.385 broad-crested (from critical depth), 0.45-0.49 ogee; width b [m]; head H [m].
inline double weir_discharge(double coefficient, double width, double head) {
  if (!(head > 0.0)) return 0.0;
  return coefficient * width * std::sqrt(2.0 * constants::gravity * head) * head;
}

/// Orifice, Q = mu A sqrt(2 g H) [m3 s-1] (Torricelli). Head H [m] above its middle.
inline double orifice_discharge(double coefficient, double area, double head) {
  if (!(head > 0.0)) return 0.0;
  return coefficient * area * std::sqrt(2.0 * constants::gravity * head);
}

/// Spillway with gates open by e [m]: what passes below them, and the weir while the water does not touch
/// them. The smaller of the two counts; they meet at H = e mu/m, 1.56 e for 0.6 and 0.385.
inline double gate_discharge(double weir_coefficient, double gate_coefficient, double width, double opening,
                             double head) {
  return std::min(weir_discharge(weir_coefficient, width, head),
                  orifice_discharge(gate_coefficient, width * opening, head));
}

/// Trapped share [-] of a class in a steady pool of N mixed tanks in series, 1 - (Q/(Q + w A/N))^N: w A/(Q +
/// w A) for one tank, 1 - exp(-w A/Q) for many.
///   settling w [m s-1]; area A [m2]; discharge Q [m3 s-1].
inline double trapped_share(double settling, double area, double discharge, int tanks) {
  const double passes = discharge / (discharge + settling * area / tanks);
  double share = 1.0;
  for (int n = 0; n < tanks; ++n) share *= passes;
  return 1.0 - share;
}

/// Dry density [kg m-3] of a deposit under water in its first year, by grain size [m]; after Lane & Koelzer
/// (1943), unverified.
inline double deposit_density(double diameter) {
  if (diameter < 4e-6) return 500.0;
  return diameter < 62e-6 ? 1100.0 : 1500.0;
}

}  // namespace qingliu::pool
