#pragma once

namespace qingliu {

/// Where water counts as water. Depths in m.
struct Thresholds {
  static constexpr double dry = 1e-6;          ///< below: no velocity; the water stays
  static constexpr double riemann = 1e-10;     ///< below: a side of a face counts as dry
  static constexpr double keep = 1.0 - 1e-15;  ///< share of a cell's water that may leave in one stage
};

}  // namespace qingliu
