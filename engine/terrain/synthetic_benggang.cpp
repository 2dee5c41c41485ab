#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "terrain/synthetic.hpp"

namespace qingliu::terrain {
namespace {

constexpr double width = 240.0, length = 400.0;  ///< [m] around the hill

double valley_axis(double y) {
  const double from_middle = y - 200.0;
  return 108.0 + 4e-4 * from_middle * from_middle;
}

/// [m] of the slopes before anything collapsed.
double hill(double x, double y) {
  const double from_axis = x - valley_axis(y);
  return 60.0 + 0.10 * y + 0.32 * (std::sqrt(from_axis * from_axis + 100.0) - 10.0);
}

/// A collapsing gully: from its mouth beside the valley uphill, narrow at first, then round.
struct Spoon {
  double side, y;        ///< east (+1) or west (-1) of the valley; northing of the mouth [m]
  double north;          ///< [-] its way turns north by this much per metre outwards
  double reach, radius;  ///< [m] from mouth to head wall; half of its greatest width
};
constexpr std::array<Spoon, 3> spoons{
    {{1.0, 235.0, 0.25, 47.0, 18.0}, {-1.0, 150.0, 0.35, 42.0, 15.0}, {1.0, 120.0, 0.10, 38.0, 12.0}}};

/// Floor [m] of a spoon at a point, above everything where the point lies outside.
double floor_at(const Spoon& spoon, double x, double y) {
  const double mouth = valley_axis(spoon.y) + 10.0 * spoon.side;
  const double scale = 1.0 / std::sqrt(1.0 + spoon.north * spoon.north);
  const double east = spoon.side * scale, north = spoon.north * scale;
  const double along = (x - mouth) * east + (y - spoon.y) * north;
  const double across = (y - spoon.y) * east - (x - mouth) * north;
  const double round = 0.55 * spoon.reach;  // [m] where it is widest
  double half = 0.0;
  if (along >= 0.0 && along <= round) {
    const double t = along / round;
    half = 4.0 + (spoon.radius - 4.0) * t * t * (3.0 - 2.0 * t);
  } else if (along > round && along < spoon.reach) {
    const double t = (along - round) / (spoon.reach - round);
    half = spoon.radius * std::sqrt(1.0 - t * t);
  }
  if (std::fabs(across) >= half) return std::numeric_limits<double>::infinity();
  return hill(mouth, spoon.y) + 0.14 * along + 0.03 * std::fabs(across);
}

}  // namespace

SyntheticTerrain synthetic_benggang(double cell_size) {
  if (!(cell_size >= 1.0 && cell_size <= 10.0))
    throw InputError("synthetic terrain: cell size " + std::to_string(cell_size) + " m; choose 1 to 10 m");
  SyntheticTerrain made;
  made.x_west = 650000.0;
  made.y_south = 2560000.0;
  Surface& surface = made.surface;
  surface.nx = static_cast<int>(width / cell_size);
  surface.ny = static_cast<int>(length / cell_size);
  surface.cell_size = cell_size;
  double lowest = std::numeric_limits<double>::infinity();
  for (int j = 0; j < surface.ny; ++j) {
    for (int i = 0; i < surface.nx; ++i) {
      const double x = (i + 0.5) * cell_size, y = (j + 0.5) * cell_size;
      const double east = (x - 0.5 * width) / (0.49 * width), north = (y - 0.5 * length) / (0.5 * length);
      double z = hill(x, y);
      for (const Spoon& spoon : spoons) z = std::min(z, floor_at(spoon, x, y));
      if (east * east + north * north > 1.0) z = std::nan("");
      surface.elevation.push_back(z);
      if (!(z < lowest)) continue;
      lowest = z;
      made.outlet_i = i;
      made.outlet_j = j;
    }
  }
  return made;
}

}  // namespace qingliu::terrain
