#pragma once
#include <cmath>
#include <cstdint>

namespace qingliu::terrain {

/// 32 well-mixed bits of a lattice point (integer hash after Wellons 2018, "lowbias32").
inline std::uint32_t lattice_hash(std::int64_t i, std::int64_t j, std::uint32_t seed) {
  const auto mix = [](std::uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    return x ^ (x >> 16);
  };
  const std::uint32_t a = mix(static_cast<std::uint32_t>(i) + 0x9e3779b9U * seed);
  return mix(mix(static_cast<std::uint32_t>(j) ^ a) + 0x85ebca6bU * seed);
}

/// Uniform in [-1, 1) of a lattice point.
inline double lattice_value(std::int64_t i, std::int64_t j, std::uint32_t seed) {
  return static_cast<double>(lattice_hash(i, j, seed)) / 2147483648.0 - 1.0;
}

/// Gradient noise (Perlin 2002's quintic blend, gradients from our own hash) of wavelength 1; zero mean,
/// about [-0.7, 0.7].
inline double gradient_noise(double x, double y, std::uint32_t seed) {
  const double x0 = std::floor(x);
  const double y0 = std::floor(y);
  const auto i = static_cast<std::int64_t>(x0);
  const auto j = static_cast<std::int64_t>(y0);
  const double u = x - x0;
  const double v = y - y0;
  const auto corner = [&](int di, int dj) {
    const std::uint32_t bits = lattice_hash(i + di, j + dj, seed);
    const double gx = static_cast<double>(bits & 0xffffU) / 32768.0 - 1.0;
    const double gy = static_cast<double>(bits >> 16) / 32768.0 - 1.0;
    return gx * (u - di) + gy * (v - dj);
  };
  const double su = u * u * u * (u * (u * 6.0 - 15.0) + 10.0);
  const double sv = v * v * v * (v * (v * 6.0 - 15.0) + 10.0);
  const double south = corner(0, 0) + su * (corner(1, 0) - corner(0, 0));
  const double north = corner(0, 1) + su * (corner(1, 1) - corner(0, 1));
  return 1.4 * (south + sv * (north - south));
}

/// Sum of `octaves` gradient noises, each of half the wavelength and `gain` times the height of the one
/// before, and each turned by 36.87 degrees (a 3-4-5 triangle), so that the lattice's axes leave no trace.
inline double fractal_noise(double x, double y, double wavelength, int octaves, double gain,
                            std::uint32_t seed) {
  double sum = 0.0;
  double height = 1.0;
  const double first = 0.8 * x - 0.6 * y;
  y = 0.6 * x + 0.8 * y;
  x = first;
  for (int octave = 0; octave < octaves; ++octave) {
    sum += height * gradient_noise(x / wavelength, y / wavelength, seed + 101U * octave);
    height *= gain;
    wavelength *= 0.5;
    const double turned = 0.8 * x - 0.6 * y;
    y = 0.6 * x + 0.8 * y;
    x = turned;
  }
  return sum;
}

}  // namespace qingliu::terrain
