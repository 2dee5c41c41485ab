#include "ensemble/samples.hpp"

#include <array>
#include <cassert>
#include <numeric>
#include <random>

namespace qingliu::ensemble {
namespace {

constexpr int bits = 32;

/// A primitive polynomial (degree, coefficients between the first and the last) and the first direction
/// numbers: new-joe-kuo-6 of Joe & Kuo (2008), dimensions 2 to 16.
struct Direction {
  int degree;
  unsigned polynomial;
  std::array<std::uint32_t, 6> first;
};
constexpr std::array<Direction, most_sobol_dimensions - 1> directions{{{1, 0, {1}},
                                                                       {2, 1, {1, 3}},
                                                                       {3, 1, {1, 3, 1}},
                                                                       {3, 2, {1, 1, 1}},
                                                                       {4, 1, {1, 1, 3, 3}},
                                                                       {4, 4, {1, 3, 5, 13}},
                                                                       {5, 2, {1, 1, 5, 5, 17}},
                                                                       {5, 4, {1, 1, 5, 5, 5}},
                                                                       {5, 7, {1, 1, 7, 11, 19}},
                                                                       {5, 11, {1, 1, 5, 1, 1}},
                                                                       {5, 13, {1, 1, 1, 3, 11}},
                                                                       {5, 14, {1, 3, 5, 5, 31}},
                                                                       {6, 1, {1, 3, 3, 9, 7, 49}},
                                                                       {6, 13, {1, 1, 1, 15, 21, 21}},
                                                                       {6, 16, {1, 3, 1, 13, 27, 49}}}};

/// Direction numbers of one coordinate as binary fractions, the most significant bit first.
std::array<std::uint32_t, bits> fractions_of(std::size_t dimension) {
  std::array<std::uint32_t, bits> v{};
  if (dimension == 0) {
    for (int k = 0; k < bits; ++k) v[k] = 1U << (bits - 1 - k);
    return v;
  }
  const Direction& d = directions[dimension - 1];
  for (int k = 0; k < d.degree; ++k) v[k] = d.first[k] << (bits - 1 - k);
  for (int k = d.degree; k < bits; ++k) {
    v[k] = v[k - d.degree] ^ (v[k - d.degree] >> d.degree);
    for (int n = 1; n < d.degree; ++n) {
      if ((d.polynomial >> (d.degree - 1 - n)) & 1U) v[k] ^= v[k - n];
    }
  }
  return v;
}

std::vector<std::vector<double>> sobol(std::size_t count, std::size_t dimensions, std::mt19937& random) {
  assert(dimensions <= most_sobol_dimensions);
  std::vector<std::vector<double>> points(count, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto v = fractions_of(d);
    std::uint32_t x = random();
    for (std::size_t n = 0; n < count; ++n) {
      points[n][d] = (x + 0.5) / 4294967296.0;
      // The digit that changes next in the Gray code of n.
      int digit = 0;
      for (std::size_t rest = n; rest & 1U; rest >>= 1) ++digit;
      x ^= v[digit];
    }
  }
  return points;
}

std::vector<std::vector<double>> latin_hypercube(std::size_t count, std::size_t dimensions,
                                                 std::mt19937& random) {
  std::vector<std::vector<double>> points(count, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::vector<std::size_t> interval(count);
    std::iota(interval.begin(), interval.end(), std::size_t{0});
    // std::shuffle may differ between libraries.
    for (std::size_t n = count; n > 1; --n) std::swap(interval[n - 1], interval[random() % n]);
    for (std::size_t n = 0; n < count; ++n) {
      const double within = (random() + 0.5) / 4294967296.0;
      points[n][d] = (static_cast<double>(interval[n]) + within) / static_cast<double>(count);
    }
  }
  return points;
}

}  // namespace

std::vector<std::vector<double>> unit_points(Method method, std::size_t count, std::size_t dimensions,
                                             std::uint32_t seed) {
  std::mt19937 random(seed);
  return method == Method::sobol ? sobol(count, dimensions, random)
                                 : latin_hypercube(count, dimensions, random);
}

}  // namespace qingliu::ensemble
