#include "terrain/skeleton.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/fast_math.hpp"
#include "terrain/landscape_evolution.hpp"
#include "terrain/noise.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {

namespace {

constexpr std::uint32_t seed = 317;
constexpr double finest = 60.0;                    ///< [m] lattice spacing
constexpr int halvings = 3;                        ///< from 480 m down
constexpr double width = 24000.0;                  ///< [m] domain, x
constexpr double height = 33600.0;                 ///< [m] domain, y

/// 1 on the divide of a pear with its stem in the south, less inside, more outside; bent by noise.
double pear(double x, double y) {
  x += 1500.0 * fractal_noise(x, y, 7000.0, 3, 0.5, seed + 1);
  y += 1500.0 * fractal_noise(x, y, 7000.0, 3, 0.5, seed + 2);
  const double north = max_of(0.0, min_of((y - 3000.0) / 27000.0, 1.0));
  const double half_width = 4500.0 + 5000.0 * north * (2.0 - north);
  const double across = (x - 12000.0) / half_width;
  const double along = (y - 16800.0) / 13800.0;
  return std::sqrt(across * across + along * along);
}

/// [m] per unit of the integral of dx / sqrt(A). Highest along the northern divide, gone at the gap of the dam.
double uplift(double x, double y) {
  const double north = max_of(0.0, min_of(y / height, 1.0));
  const double q = (pear(x, y) - 1.0) / 0.28;
  const double rim = exp_of(-q * q);
  const double gap_x = (x - 12000.0) / 2500.0;
  const double gap_y = y / 4500.0;
  const double gap = 1.0 - 0.9 * exp_of(-gap_x * gap_x - gap_y * gap_y);
  const double massifs = 1.0 + 0.55 * fractal_noise(x, y, 5200.0, 3, 0.55, seed + 3);
  const double inner = 9.0 + 42.0 * north * north;
  const double outer = 22.0 + 78.0 * north * north;
  return max_of(3.0, gap * massifs * (inner + rim * outer));
}

double erodibility(double x, double y) { return exp_of(0.55 * fractal_noise(x, y, 1600.0, 3, 0.6, seed + 4)); }

Surface start_surface() {
  const double coarse = finest * (1 << halvings);
  Surface s{static_cast<int>(width / coarse) + 1, static_cast<int>(height / coarse) + 1, coarse, {}};
  s.elevation.resize(static_cast<std::size_t>(s.nx) * s.ny);
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      const double edge = 160.0 * j / (s.ny - 1);
      const bool inner = i > 0 && j > 0 && i < s.nx - 1 && j < s.ny - 1;
      const double bump = 60.0 + 20.0 * lattice_value(i, j, seed + 5) + 100.0 * (1.0 - pear(i * coarse, j * coarse)) * -1.0;
      s.elevation[s.at(i, j)] = inner ? edge + max_of(bump, 1.0) : edge;
    }
  }
  return s;
}

/// Alluvium: from `least_area` on, streams flow on a floor that rises upstream at a gentle slope, and what lies lower
/// beside them is buried.
void lay_floors(Skeleton& skeleton) {
  constexpr double least_area = 2.5e6;             ///< [m2]
  constexpr double side_slope = 0.006;             ///< [-] floors rise away from the stream
  Surface& bed = skeleton.bed;
  const Flood flood = priority_flood(bed, Neighbours::eight, Climb::over_spill_levels, 1e-3);
  bed.elevation = flood.level;
  const auto receivers = steepest_receivers(bed, flood, Neighbours::eight);
  const auto area = upstream_area(bed, receivers);
  std::vector<double> floor(bed.elevation);
  for (const std::uint32_t cell : flood.order) {
    const std::int64_t next = receivers[cell];
    if (next < 0) continue;
    const double share = (area[cell] - least_area) / 3.0e8;
    if (share > 0.0) {
      floor[cell] = max_of(bed.elevation[cell] + 16.0 * std::sqrt(share), floor[next] + 2e-4 * bed.cell_size);
    } else {
      const double sides = area[next] > 0.5 * least_area ? side_slope : 0.02;
      floor[cell] = floor[next] + sides * bed.cell_size;
    }
  }
  skeleton.above_floor.resize(floor.size());
  for (std::size_t cell = 0; cell < floor.size(); ++cell) {
    const double over = bed.elevation[cell] - floor[cell];
    const double rounding = 3.0;                   // [m] foot of the hills: a hyperbola, not an edge
    skeleton.above_floor[cell] = 0.5 * (over + std::sqrt(over * over + rounding * rounding));
    bed.elevation[cell] = floor[cell] + skeleton.above_floor[cell];
  }
}

}  // namespace

Skeleton make_skeleton() {
  LandscapeEvolution evolution(start_surface(), uplift, erodibility, seed + 6);
  evolution.advance(80, 0.3);
  evolution.refine();
  evolution.advance(40, 0.2);
  evolution.refine();
  evolution.advance(20, 0.15);
  evolution.refine();
  evolution.advance(10, 0.1);
  Skeleton skeleton{evolution.surface(), {}};
  lay_floors(skeleton);
  return skeleton;
}

namespace {

std::array<double, 4> spline_weights(double t) {
  const double s = 1.0 - t;
  return {s * s * s / 6.0, (4.0 - 6.0 * t * t + 3.0 * t * t * t) / 6.0, (4.0 - 6.0 * s * s + 3.0 * s * s * s) / 6.0,
          t * t * t / 6.0};
}

}  // namespace

double spline(const Surface& lattice, const std::vector<double>& values, double x, double y) {
  const double u = max_of(1.0, min_of(x / lattice.cell_size, lattice.nx - 2.001));
  const double v = max_of(1.0, min_of(y / lattice.cell_size, lattice.ny - 2.001));
  const int i = static_cast<int>(u);
  const int j = static_cast<int>(v);
  const auto wx = spline_weights(u - i);
  const auto wy = spline_weights(v - j);
  double sum = 0.0;
  for (int b = 0; b < 4; ++b) {
    const double* row = &values[lattice.at(i - 1, j - 1 + b)];
    sum += wy[b] * ((wx[0] * row[0] + wx[1] * row[1]) + (wx[2] * row[2] + wx[3] * row[3]));
  }
  return sum;
}

}  // namespace qingliu::terrain
