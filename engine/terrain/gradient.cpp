#include <cmath>
#include <limits>

#include "core/constants.hpp"
#include "terrain/drainage.hpp"

namespace qingliu::terrain {

Gradient horn_gradient(const Surface& s) {
  constexpr float missing = std::numeric_limits<float>::quiet_NaN();
  constexpr double degrees = 180.0 / constants::pi;
  Gradient g;
  g.slope.assign(s.elevation.size(), missing);
  g.aspect.assign(s.elevation.size(), missing);
#pragma omp parallel for schedule(static)
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      const double here = s.elevation[s.at(i, j)];
      if (std::isnan(here)) continue;
      const auto known = [&](int di, int dj) {
        const int a = i + di, b = j + dj;
        const bool on = a >= 0 && b >= 0 && a < s.nx && b < s.ny;
        return on ? s.elevation[s.at(a, b)] : std::nan("");
      };
      const auto continued = [&](int di, int dj) {
        const double value = known(di, dj);
        return std::isnan(value) ? 2.0 * here - known(-di, -dj) : value;
      };
      const auto or_level = [&](double value) { return std::isnan(value) ? here : value; };
      const auto z = [&](int di, int dj) {
        const double value = continued(di, dj);
        if (!std::isnan(value)) return value;
        return or_level(continued(di, 0)) + or_level(continued(0, dj)) - here;
      };
      const double east = z(1, -1) + 2.0 * z(1, 0) + z(1, 1), west = z(-1, -1) + 2.0 * z(-1, 0) + z(-1, 1);
      const double north = z(-1, 1) + 2.0 * z(0, 1) + z(1, 1), south = z(-1, -1) + 2.0 * z(0, -1) + z(1, -1);
      const double gx = (east - west) / (8.0 * s.cell_size), gy = (north - south) / (8.0 * s.cell_size);
      g.slope[s.at(i, j)] = static_cast<float>(std::atan(std::sqrt(gx * gx + gy * gy)) * degrees);
      if (gx == 0.0 && gy == 0.0) continue;
      const double turn = std::atan2(-gx, -gy) * degrees;  // clockwise from north, downhill
      g.aspect[s.at(i, j)] = static_cast<float>(turn < 0.0 ? turn + 360.0 : turn);
    }
  }
  return g;
}

}  // namespace qingliu::terrain
