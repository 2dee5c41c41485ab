#pragma once
#include <type_traits>

#include "core/real.hpp"

namespace qingliu {

/// Where water counts as water, for numbers T. Depths in m.
template <class T>
struct ThresholdsOf {
  static constexpr T dry = 1e-6;       ///< below: no velocity; the water stays
  static constexpr T riemann = 1e-10;  ///< below: a side of a face counts as dry
  /// Share of a cell's water that may leave in one stage: the rest is for what rounding adds.
  static constexpr T keep = std::is_same_v<T, float> ? 1.0 - 5e-7 : 1.0 - 1e-15;
  static constexpr T tiny = std::is_same_v<T, float> ? 1e-30 : 1e-300;  ///< keeps a divisor from 0
};
using Thresholds = ThresholdsOf<double>;
using FlowThresholds = ThresholdsOf<Real>;  ///< of the loops that see the state itself

}  // namespace qingliu
