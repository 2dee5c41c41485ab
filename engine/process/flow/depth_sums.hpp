#pragma once
// Depth and what a step adds to it. In double the sum is plain. In single precision a step adds less than the
// last digit of a deep water as soon as the flow is nearly steady: rounded to the nearest, every such cell
// would lose its part of what arrives for as long as the steady flow lasts (5e-5 of the rain in two hours on
// a mountain). There the sum is rounded up or down by a draw, with such chances that the mean is right; where
// nothing is added nothing changes. The draw follows from the place and the step alone: the answer stays the
// same for any number of threads or ranks and across restarts.
#include <bit>
#include <cstdint>

#include "core/fast_math.hpp"

namespace qingliu::flow {

/// A number in [-1/2, 1/2] that looks random, of column i; seed: of the row and the step.
QINGLIU_INLINE float drawn(int i, std::uint32_t seed) {
  std::uint32_t x = (static_cast<std::uint32_t>(i) + seed) * 0x9E3779B1u;
  x = (x ^ (x >> 15)) * 0x85EBCA6Bu;
  x ^= x >> 13;
  return static_cast<float>(static_cast<std::int32_t>(x)) * 0x1p-32f;
}

/// Distance from x >= 0 to the next number.
QINGLIU_INLINE float last_digit(float x) {
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(x) & 0x7f800000) * 0x1p-23f;
}

/// depth + change, rounded by the draw.
QINGLIU_INLINE float sum_by_draw(float depth, float change, float draw) {
  const float sum = depth + (change + draw * last_digit(depth));
  return change == 0.0f ? depth : sum;
}

/// A depth in double, rounded by the draw; one that single precision holds stays as it is.
QINGLIU_INLINE float narrowed(double depth, float draw) {
  const float nearest = static_cast<float>(depth);
  const double shifted = depth + static_cast<double>(draw) * static_cast<double>(last_digit(nearest));
  return static_cast<double>(nearest) == depth ? nearest : static_cast<float>(shifted);
}

/// Depth after what flowed out and the rain of a stage.
QINGLIU_INLINE double depth_after(double depth, double flowed, double rain, int, std::uint32_t) {
  return (depth - flowed) + rain;
}
QINGLIU_INLINE float depth_after(float depth, float flowed, float rain, int i, std::uint32_t seed) {
  return sum_by_draw(depth, rain - flowed, drawn(i, seed));
}

/// Mean of the depth before a step and after its second stage, which began at `between`.
QINGLIU_INLINE double mean_depth_after(double before, double, double after, double, double, int,
                                       std::uint32_t) {
  return 0.5 * (before + after);
}
QINGLIU_INLINE float mean_depth_after(float before, float between, float, float flowed, float rain, int i,
                                      std::uint32_t seed) {
  return sum_by_draw(before, 0.5f * ((between - before) + (rain - flowed)), drawn(i, ~seed));
}

}  // namespace qingliu::flow
