#pragma once
// Manning n of a stream whose bed and banks are not alike.
#include <algorithm>
#include <cmath>

#include "core/fast_math.hpp"
#include "network/section.hpp"

namespace qingliu::stream {

/// Composite n of the full section by shares of the wetted perimeter P: n^1.5 P = sum of n_i^1.5 P_i (Horton
/// 1933, Einstein 1934).
///   height [m] of the bank; n of bed and other bank, n_bank of `sides` (1 or 2) banks [s m-1/3].
inline double composite_n(const Section& section, double height, double n, double n_bank, int sides) {
  const double whole = section.wetted_perimeter(height);
  const double banks = 0.5 * sides * std::max(0.0, whole - section.bed_width());
  const double sum = (whole - banks) * n * std::sqrt(n) + banks * n_bank * std::sqrt(n_bank);
  const double root = cbrt_of(sum / whole);
  return root * root;
}

/// n when `lost` of the `sides` (1 or 2) rough banks are bare again, by the same shares of the perimeter.
///   rough, bare [s m-1/3] of the whole section.
inline double n_of_lost_banks(double rough, double bare, int lost, int sides) {
  const double sum = (sides - lost) * rough * std::sqrt(rough) + lost * bare * std::sqrt(bare);
  const double root = cbrt_of(sum / sides);
  return root * root;
}

/// Shear on bare soil over the mean of its section: at one velocity the radius that belongs to a stretch of
/// the perimeter grows as its n^1.5, and with it the shear (Einstein 1934); the shares sum to the whole.
///   bare, whole n [s m-1/3] of that soil and of the section.
inline double bare_shear_share(double bare, double whole) {
  const double ratio = bare / whole;
  return ratio * std::sqrt(ratio);
}

/// n over a length of which `share` has another one: the falls of a steady flow add.
inline double n_along(double before, double after, double share) {
  return std::sqrt(share * after * after + (1.0 - share) * before * before);
}

}  // namespace qingliu::stream
