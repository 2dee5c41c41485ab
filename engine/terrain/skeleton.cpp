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

constexpr std::uint32_t seed = 23;
constexpr double finest = 60.0;     ///< [m] lattice spacing
constexpr int halvings = 2;         ///< from 240 m down
constexpr double width = 24000.0;   ///< [m] domain, x
constexpr double height = 33600.0;  ///< [m] domain, y

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

/// [m] per unit of the integral of dx / sqrt(A). Highest along the northern divide, gone at the gap of the
/// dam.
double uplift(double x, double y) {
  const double north = max_of(0.0, min_of(y / height, 1.0));
  const double q = (pear(x, y) - 1.0) / 0.28;
  const double rim = exp_of(-q * q);
  const double gap_x = (x - 12000.0) / 2500.0;
  const double gap_y = y / 4500.0;
  const double gap = 1.0 - 0.9 * exp_of(-gap_x * gap_x - gap_y * gap_y);
  const double massifs = 1.0 + 0.9 * fractal_noise(x, y, 5200.0, 3, 0.6, seed + 3);
  const double inner = 22.0 + 40.0 * north * north;
  const double outer = 22.0 + 90.0 * north * north;
  return max_of(3.0, gap * massifs * (inner + rim * outer));
}

double erodibility(double x, double y) {
  return exp_of(0.55 * fractal_noise(x, y, 1600.0, 3, 0.6, seed + 4));
}

Surface start_surface() {
  const double coarse = finest * (1 << halvings);
  Surface s{static_cast<int>(width / coarse) + 1, static_cast<int>(height / coarse) + 1, coarse, {}};
  s.elevation.resize(static_cast<std::size_t>(s.nx) * s.ny);
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      const double edge = 160.0 * j / (s.ny - 1);
      const bool inner = i > 0 && j > 0 && i < s.nx - 1 && j < s.ny - 1;
      const double bump = 100.0 * pear(i * coarse, j * coarse) - 40.0 + 20.0 * lattice_value(i, j, seed + 5);
      s.elevation[s.at(i, j)] = inner ? edge + max_of(bump, 1.0) : edge;
    }
  }
  return s;
}

constexpr double least_stream = 2.5e6;  ///< [m2] upstream area from which streams have a floor

/// What a node needs to know of the stream that it drains to.
struct Floors {
  std::vector<double> level;       ///< [m] floor, extended up the sides
  std::vector<double> distance;    ///< [m] along the flow to the stream
  std::vector<double> half_width;  ///< [m] of the stream's plain
};

/// Floors lie some metres above the eroded bed, rise upstream at no less than a gentle slope, and rise to the
/// sides.
Floors find_floors(const Surface& bed, const Flood& flood) {
  constexpr double side_slope = 0.006, least_fall = 2e-4;
  const auto receivers = steepest_receivers(bed, flood, Neighbours::eight);
  const auto area = upstream_area(bed, receivers);
  Floors floors{bed.elevation, std::vector<double>(area.size(), 0.0), std::vector<double>(area.size(), 0.0)};
  for (const std::uint32_t cell : flood.order) {
    const std::int64_t next = receivers[cell];
    if (next < 0) continue;
    if (area[cell] > least_stream) {
      const double square_km = (area[cell] - least_stream) * 1e-6;
      const double alluvium = 1.5 * std::sqrt(square_km);
      floors.level[cell] =
          max_of(bed.elevation[cell] + alluvium, floors.level[next] + least_fall * bed.cell_size);
      floors.half_width[cell] = 20.0 + 22.0 * std::sqrt(square_km);
    } else {
      floors.level[cell] = floors.level[next] + side_slope * bed.cell_size;
      floors.distance[cell] = floors.distance[next] + bed.cell_size;
      floors.half_width[cell] = floors.half_width[next];
    }
  }
  return floors;
}

/// Alluvial plains: streams have worn the feet of the hills back within the plain's width and buried what
/// lies lower.
void lay_floors(Skeleton& skeleton) {
  constexpr double rounding = 2.0;  // [m] foot of the hills: a hyperbola, not an edge
  Surface& bed = skeleton.bed;
  const Flood flood = priority_flood(bed, Neighbours::eight, Climb::over_spill_levels, 1e-3);
  bed.elevation = flood.level;
  const Floors floors = find_floors(bed, flood);
  skeleton.above_floor.resize(bed.elevation.size());
  for (std::size_t cell = 0; cell < bed.elevation.size(); ++cell) {
    const double across = floors.distance[cell] / max_of(floors.half_width[cell], 1.0);
    const double t = max_of(0.0, min_of(across - 0.5, 1.0));
    const double worn = t * t * (3.0 - 2.0 * t);
    const double height_over = bed.elevation[cell] - floors.level[cell];
    const double over = height_over > 0.0 ? worn * height_over : height_over;
    skeleton.above_floor[cell] = 0.5 * (over + std::sqrt(over * over + rounding * rounding));
    bed.elevation[cell] = floors.level[cell] + skeleton.above_floor[cell];
  }
}

/// First step of the inverse of the spline's own smoothing (1 + delta^2 / 6 along each axis): the surface
/// then passes close to the lattice's elevations instead of rounding them.
void sharpen(Surface& bed) {
  const std::vector<double> z = bed.elevation;
  for (int j = 1; j < bed.ny - 1; ++j) {
    for (int i = 1; i < bed.nx - 1; ++i) {
      const std::size_t c = bed.at(i, j);
      bed.elevation[c] += (4.0 * z[c] - ((z[c - 1] + z[c + 1]) + (z[c - bed.nx] + z[c + bed.nx]))) / 6.0;
    }
  }
}

}  // namespace

Skeleton make_skeleton() {
  LandscapeEvolution evolution(start_surface(), uplift, erodibility, seed + 6);
  evolution.advance(80, 0.3);
  evolution.refine();
  evolution.advance(20, 0.15);
  evolution.refine();
  evolution.advance(12, 0.12);
  Skeleton skeleton{evolution.surface(), {}};
  lay_floors(skeleton);
  sharpen(skeleton.bed);
  return skeleton;
}

namespace {

std::array<double, 4> spline_weights(double t) {
  const double s = 1.0 - t;
  return {s * s * s / 6.0, (4.0 - 6.0 * t * t + 3.0 * t * t * t) / 6.0,
          (4.0 - 6.0 * s * s + 3.0 * s * s * s) / 6.0, t * t * t / 6.0};
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
