#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace qingliu::ensemble {

/// How points are spread over the unit cube.
enum class Method { latin_hypercube, sobol };

/// Most ranges that the table of direction numbers serves.
inline constexpr std::size_t most_sobol_dimensions = 16;

/// `count` points of `dimensions` coordinates in (0, 1), the same for the same seed on every machine.
/// latin_hypercube: each coordinate has one point in each of `count` equal intervals (McKay, Beckman &
/// Conover 1979). sobol: Sobol's sequence with the direction numbers of Joe & Kuo (2008), shifted digit by
/// digit by the seed, which keeps its evenness; counts that are powers of two are the most even.
std::vector<std::vector<double>> unit_points(Method method, std::size_t count, std::size_t dimensions,
                                             std::uint32_t seed);

}  // namespace qingliu::ensemble
