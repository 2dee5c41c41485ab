#pragma once
// How a measure changes with its age (docs/measures.md, "Time").
#include <algorithm>
#include <cmath>
#include <span>

#include "core/fast_math.hpp"

namespace qingliu::measures {

/// Plants on their way from what was there to what they become: C(t) = C0 + (Cmax - C0)(1 - exp(-t/tau)).
///   age, growth_time [a], growth_time > 0. Returns a value between `start` and `end`.
/// tau = 1.94 a goes from 0.30 to 0.78 in 4 a with Cmax = 0.85 (Changting 2001-2005). Once per class, not in
/// a kernel.
inline double grown(double start, double end, double age, double growth_time) {
  if (!(age > 0.0)) return start;
  return start + (end - start) * (1.0 - exp_of(-age / growth_time));
}

/// Condition of a work that nobody keeps up: 2^(-t/T).  age, half_life [a]. Returns 0 to 1.
inline double condition(double age, double half_life) {
  constexpr double ln_2 = 0.69314718055994531;
  return exp_of(-ln_2 * std::max(0.0, age) / half_life);
}

/// Cover of a wood that is felled every `rotation`: `cut` while it is bare, then growth towards `full`.
///   age since a felling, rotation, bare, growth_time [a].
inline double rotated(double full, double cut, double age, double rotation, double bare, double growth_time) {
  const double since = age - std::floor(age / rotation) * rotation;
  return grown(cut, full, since - bare, growth_time);
}

/// Multiplier of the year of age that is running; the last one holds. `years` is not empty, age >= 0 [a].
inline double of_year(std::span<const double> years, double age) {
  const double last = static_cast<double>(years.size() - 1);
  return years[static_cast<std::size_t>(std::clamp(std::floor(age), 0.0, last))];
}

}  // namespace qingliu::measures
