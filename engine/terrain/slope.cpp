#include <cmath>

#include "core/fast_math.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::terrain {

namespace {

/// Slope along one axis from the neighbours before and after; a missing one (NaN) leaves the other alone.
double axis_slope(double before, double here, double after, double cell_size) {
  const double backward = here - before;
  const double forward = after - here;
  if (std::isnan(backward) && std::isnan(forward)) return 0.0;
  if (std::isnan(backward)) return forward / cell_size;
  if (std::isnan(forward)) return backward / cell_size;
  return minmod(backward, forward) / cell_size;
}

}  // namespace

std::vector<double> limited_slope(const Surface& surface) {
  std::vector<double> slope(surface.elevation.size(), 0.0);
  const auto elevation = [&](int i, int j) {
    const bool on_raster = i >= 0 && j >= 0 && i < surface.nx && j < surface.ny;
    return on_raster ? surface.elevation[surface.at(i, j)] : std::nan("");
  };
  for (int j = 0; j < surface.ny; ++j) {
    for (int i = 0; i < surface.nx; ++i) {
      const double here = elevation(i, j);
      if (std::isnan(here)) continue;
      const double sx = axis_slope(elevation(i - 1, j), here, elevation(i + 1, j), surface.cell_size);
      const double sy = axis_slope(elevation(i, j - 1), here, elevation(i, j + 1), surface.cell_size);
      slope[surface.at(i, j)] = std::sqrt(sx * sx + sy * sy);
    }
  }
  return slope;
}

}  // namespace qingliu::terrain
