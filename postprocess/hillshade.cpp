#include "postprocess/hillshade.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace qingliu::postprocess {

namespace {

struct Slope {
  double east = 0.0, north = 0.0;  ///< rise per run towards the east and the north
};

Slope horn_slope(const Raster& elevation, int i, int j, double cell_size) {
  const double centre = elevation.at(i, j);
  const auto height = [&](int di, int dj) {
    if (elevation.known(i + di, j + dj)) return static_cast<double>(elevation.at(i + di, j + dj));
    const bool opposite = elevation.known(i - di, j - dj);
    return opposite ? 2.0 * centre - static_cast<double>(elevation.at(i - di, j - dj)) : centre;
  };
  const double east = height(1, -1) + 2.0 * height(1, 0) + height(1, 1);
  const double west = height(-1, -1) + 2.0 * height(-1, 0) + height(-1, 1);
  const double north = height(-1, 1) + 2.0 * height(0, 1) + height(1, 1);
  const double south = height(-1, -1) + 2.0 * height(0, -1) + height(1, -1);
  return {(east - west) / (8.0 * cell_size), (north - south) / (8.0 * cell_size)};
}

}  // namespace

double relief_exaggeration(const Raster& elevation, double cell_size) {
  constexpr std::array<double, 7> steps = {1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0};
  std::vector<double> slopes;
  for (int j = 0; j < elevation.ny; ++j) {
    for (int i = 0; i < elevation.nx; ++i) {
      if (!elevation.known(i, j)) continue;
      const Slope slope = horn_slope(elevation, i, j, cell_size);
      slopes.push_back(std::hypot(slope.east, slope.north));
    }
  }
  if (slopes.empty()) return 1.0;
  const auto steep =
      slopes.begin() + static_cast<std::ptrdiff_t>(0.9 * static_cast<double>(slopes.size() - 1));
  std::nth_element(slopes.begin(), steep, slopes.end());
  if (*steep <= 0.0) return 1.0;
  double chosen = steps.front();
  for (const double step : steps) {
    if (step * *steep <= 0.55) chosen = step;
  }
  return chosen;
}

Raster hillshade(const Raster& elevation, double cell_size, double exaggeration) {
  const double flat = std::sqrt(0.5);  // sine of 45 degrees
  Raster shade = Raster::empty(elevation.nx, elevation.ny);
  for (int j = 0; j < elevation.ny; ++j) {
    for (int i = 0; i < elevation.nx; ++i) {
      if (!elevation.known(i, j)) continue;
      const Slope slope = horn_slope(elevation, i, j, cell_size);
      const double p = exaggeration * slope.east;
      const double q = exaggeration * slope.north;
      const double light = (0.5 * p - 0.5 * q + flat) /
                           std::sqrt(1.0 + p * p + q * q);  // light comes from (-1, 1, sqrt 2) / 2
      shade.values[shade.index(i, j)] = static_cast<float>(std::max(light, 0.0) / flat - 1.0);
    }
  }
  return shade;
}

}  // namespace qingliu::postprocess
