#pragma once
#include <cstdint>

namespace qingliu::verification {

/// White noise in [-1, 1] tied to two integers and a seed.
inline double noise(int i, int j, std::uint32_t seed) {
  std::uint32_t x = static_cast<std::uint32_t>(i) * 0x9e3779b9U ^
                    (static_cast<std::uint32_t>(j) * 0x85ebca6bU + seed * 0xc2b2ae35U);
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  x ^= x >> 16;
  return x / 2147483648.0 - 1.0;
}

}  // namespace qingliu::verification
