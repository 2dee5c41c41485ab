#pragma once
// What the sieve says about a soil: texture class, and mass fractions of the grain classes. Set-up only.
#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "core/fast_math.hpp"

namespace qingliu::erosion {

/// Mass fractions of the whole soil [-]: clay < 2 um <= silt < 50 um <= sand < 2 mm <= rock. They are scaled
/// to sum 1.
struct Sieve {
  double clay = 0.0;
  double silt = 0.0;
  double sand = 0.0;
  double rock = 0.0;
};

/// USDA texture classes.
enum class Texture {
  sand,
  loamy_sand,
  sandy_loam,
  loam,
  silt_loam,
  silt,
  sandy_clay_loam,
  clay_loam,
  silty_clay_loam,
  sandy_clay,
  silty_clay,
  clay
};
inline constexpr std::size_t texture_count = 12;

/// Texture of the fine earth (rock left out) by the USDA triangle (Soil Survey Manual, USDA Handbook 18,
/// 2017, ch. 3). Throws InputError when there is no fine earth.
inline Texture texture_of(const Sieve& sieve) {
  const double fine = sieve.clay + sieve.silt + sieve.sand;
  if (!(fine > 0.0)) throw InputError("texture: clay, silt and sand are all 0");
  const double clay = sieve.clay / fine, silt = sieve.silt / fine, sand = sieve.sand / fine;
  if (silt + 1.5 * clay < 0.15) return Texture::sand;
  if (silt + 2.0 * clay < 0.30) return Texture::loamy_sand;
  if (clay >= 0.40)
    return sand > 0.45 ? Texture::sandy_clay : silt >= 0.40 ? Texture::silty_clay : Texture::clay;
  if (clay >= 0.35 && sand > 0.45) return Texture::sandy_clay;
  if (clay >= 0.27) {
    if (sand <= 0.20) return Texture::silty_clay_loam;
    return sand <= 0.45 ? Texture::clay_loam : Texture::sandy_clay_loam;
  }
  if (silt >= 0.80 && clay < 0.12) return Texture::silt;
  if (silt >= 0.50) return Texture::silt_loam;
  if (clay >= 0.20 && silt < 0.28 && sand > 0.45) return Texture::sandy_clay_loam;
  if (clay >= 0.07 && silt >= 0.28 && sand <= 0.52) return Texture::loam;
  return Texture::sandy_loam;
}

namespace detail {

/// Share of the mass finer than d [m]: linear in ln d between the limits of the fractions. Assumptions: clay
/// reaches down to 0.1 um, rock up to 20 mm.
inline double share_finer(const Sieve& sieve, double diameter) {
  constexpr std::array<double, 5> limits{1e-7, 2e-6, 50e-6, 2e-3, 20e-3};
  const std::array<double, 4> fractions{sieve.clay, sieve.silt, sieve.sand, sieve.rock};
  double finer = 0.0;
  for (std::size_t k = 0; k < fractions.size(); ++k) {
    const double part = log_of(diameter / limits[k]) / log_of(limits[k + 1] / limits[k]);
    finer += fractions[k] * std::clamp(part, 0.0, 1.0);
  }
  return finer;
}

}  // namespace detail

/// Mass fractions of grain classes with ascending diameters [m]: the cumulative grain curve of the sieve
/// (above), cut at the geometric means of neighbouring diameters; the first class takes all that is finer,
/// the last all that is coarser. Sum 1 to round-off. Throws InputError on negative or all-zero fractions and
/// on diameters out of order.
inline std::vector<double> class_fractions_from_texture(const Sieve& sieve,
                                                        std::span<const double> diameters) {
  const double total = sieve.clay + sieve.silt + sieve.sand + sieve.rock;
  if (std::min({sieve.clay, sieve.silt, sieve.sand, sieve.rock}) < 0.0 || !(total > 0.0)) {
    throw InputError("texture: clay, silt, sand and rock must be >= 0 and not all 0");
  }
  if (diameters.empty()) throw InputError("grain classes: at least one diameter is needed");
  std::vector<double> fractions;
  double finer = 0.0;
  for (std::size_t k = 0; k + 1 < diameters.size(); ++k) {
    if (!(diameters[k] > 0.0 && diameters[k] < diameters[k + 1])) {
      throw InputError("grain classes: diameters must be > 0 and ascend");
    }
    const double next = detail::share_finer(sieve, std::sqrt(diameters[k] * diameters[k + 1])) / total;
    fractions.push_back(max_of(0.0, next - finer));
    finer = max_of(finer, next);
  }
  fractions.push_back(max_of(0.0, 1.0 - finer));
  return fractions;
}

}  // namespace qingliu::erosion
