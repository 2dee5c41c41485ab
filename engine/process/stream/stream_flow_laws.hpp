#pragma once
// Water in a stream and over its banks: one-dimensional local-inertial flow (Bates, Horritt & Fewtrell 2010)
// with the friction taken implicitly in its quadratic form, and what the land's film pours over the bank.
#include "core/constants.hpp"
#include "core/fast_math.hpp"

namespace qingliu::stream {

/// Discharge [m3 s-1] at the end of a step: Q + dt G Q|Q| = Q0 + g A dt S with G = g n2/(R^(4/3) A), solved
/// exactly; it never changes sign against its drive and tends to Manning's Q = A R^(2/3) sqrt(S)/n.
///   before Q0 [m3 s-1]; area A [m2] > 0; radius R [m] > 0; fall S [-] of the water surface; manning_n [s
///   m-1/3]; dt [s].
inline double inertial_discharge(double before, double area, double radius, double fall, double manning_n,
                                 double dt) {
  const double drive = before + constants::gravity * area * dt * fall;
  const double root = cbrt_of(radius);
  const double resistance = dt * constants::gravity * manning_n * manning_n / (radius * root * area);
  const double strength = resistance * std::fabs(drive);
  return 2.0 * drive / (1.0 + std::sqrt(1.0 + 4.0 * strength));
}

/// Manning's discharge [m3 s-1] of a uniform stream.
inline double normal_discharge(double area, double radius, double slope, double manning_n) {
  const double root = cbrt_of(radius);
  return area * root * root * std::sqrt(slope) / manning_n;
}

/// Broad-crested weir, Q = C b H^1.5 [m3 s-1]; 1.7 m^0.5 s-1 = 0.385 sqrt(2 g).
inline constexpr double bank_weir = 1.7;

/// Depth [m] of a film after it has poured over both banks of a stream for dt: dh/dt = -(2 C l/a) h^1.5,
/// exact.
///   depth [m]; length l [m] of stream in the cell; cell_area a [m2].
inline double film_after_pouring(double depth, double length, double cell_area, double dt) {
  const double rate = 2.0 * bank_weir * length / cell_area;
  const double drawn = 1.0 + 0.5 * rate * dt * std::sqrt(depth);
  return depth / (drawn * drawn);
}

}  // namespace qingliu::stream
