#include "terrain/landscape_evolution.hpp"

#include <cmath>
#include <utility>

#include "core/fast_math.hpp"
#include "terrain/noise.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {

namespace {

constexpr double repose_slope = 0.70;            ///< [-] 35 degrees, steepest hillside (unverified)
constexpr double creep_length_squared = 1000.0;  ///< [m2] D/k: hillsides shorter than its root are convex
constexpr double lake_fall = 1e-3;               ///< [m] per cell of filled hollows: water crosses them

bool on_edge(const Surface& s, std::size_t cell) {
  const int i = static_cast<int>(cell % s.nx);
  const int j = static_cast<int>(cell / s.nx);
  return i == 0 || j == 0 || i == s.nx - 1 || j == s.ny - 1;
}

}  // namespace

LandscapeEvolution::LandscapeEvolution(Surface start, Map uplift, Map erodibility, std::uint32_t seed)
    : surface_(std::move(start)),
      uplift_map_(std::move(uplift)),
      erodibility_map_(std::move(erodibility)),
      seed_(seed) {
  sample_maps();
}

void LandscapeEvolution::sample_maps() {
  uplift_.resize(surface_.elevation.size());
  erodibility_.resize(surface_.elevation.size());
  for (int j = 0; j < surface_.ny; ++j) {
    for (int i = 0; i < surface_.nx; ++i) {
      uplift_[surface_.at(i, j)] = uplift_map_(i * surface_.cell_size, j * surface_.cell_size);
      erodibility_[surface_.at(i, j)] = erodibility_map_(i * surface_.cell_size, j * surface_.cell_size) *
                                        exp_of(0.7 * lattice_value(i, j, seed_ + 7U * surface_.nx));
    }
  }
}

void LandscapeEvolution::advance(int steps, double dt) {
  for (int k = 0; k < steps; ++k) {
    erode(dt);
    creep(dt);
  }
}

void LandscapeEvolution::erode(double dt) {
  const double dx = surface_.cell_size;
  Flood flood = priority_flood(surface_, Neighbours::eight, Climb::over_spill_levels, lake_fall);
  surface_.elevation = std::move(flood.level);
  std::vector<double>& z = surface_.elevation;
  std::vector<std::int64_t> receiver(z.size(), -1);
  std::vector<double> distance(z.size(), dx);
  std::vector<double> cells(z.size(), 1.0);
  for (auto it = flood.order.rbegin(); it != flood.order.rend(); ++it) {
    const std::size_t cell = *it;
    if (on_edge(surface_, cell)) continue;
    double steepest = 0.0;
    const std::uint32_t bits = lattice_hash(static_cast<std::int64_t>(cell), surface_.nx, seed_);
    for_neighbours(surface_, cell, Neighbours::eight, [&](std::size_t other, int k) {
      const double chance = 0.5 + 1.0 / 15.0 * ((bits >> (4 * k)) & 15U);  // wanders where slopes are alike
      const double fall = (z[cell] - z[other]) / step_length[k] * chance;
      if (fall <= steepest) return;
      steepest = fall;
      receiver[cell] = static_cast<std::int64_t>(other);
      distance[cell] = step_length[k] * dx;
    });
    cells[receiver[cell]] += cells[cell];
  }
  for (const std::uint32_t cell : flood.order) {
    if (receiver[cell] < 0) continue;
    const double below = z[receiver[cell]];
    const double courant = erodibility_[cell] * std::sqrt(cells[cell]) * dx * dt / distance[cell];
    const double next = (z[cell] + uplift_[cell] * dt + courant * below) / (1.0 + courant);
    z[cell] = min_of(next, below + repose_slope * distance[cell]);
  }
}

void LandscapeEvolution::creep(double dt) {
  const double total = creep_length_squared * dt / (surface_.cell_size * surface_.cell_size);
  const int passes = static_cast<int>(std::ceil(total / 0.2));
  const int nx = surface_.nx;
  std::vector<double> before;
  for (int pass = 0; pass < passes; ++pass) {
    before = surface_.elevation;
    for (int j = 1; j < surface_.ny - 1; ++j) {
      for (int i = 1; i < nx - 1; ++i) {
        const std::size_t c = surface_.at(i, j);
        const double around = (before[c - 1] + before[c + 1]) + (before[c - nx] + before[c + nx]);
        surface_.elevation[c] = before[c] + total / passes * (around - 4.0 * before[c]);
      }
    }
  }
}

void LandscapeEvolution::refine() {
  const Surface coarse = std::move(surface_);
  surface_ = Surface{2 * coarse.nx - 1, 2 * coarse.ny - 1, 0.5 * coarse.cell_size, {}};
  surface_.elevation.resize(static_cast<std::size_t>(surface_.nx) * surface_.ny);
  for (int j = 0; j < surface_.ny; ++j) {
    for (int i = 0; i < surface_.nx; ++i) {
      const std::size_t a = coarse.at(i / 2, j / 2);
      const std::size_t b = coarse.at((i + 1) / 2, j / 2);
      const std::size_t c = coarse.at(i / 2, (j + 1) / 2);
      const std::size_t d = coarse.at((i + 1) / 2, (j + 1) / 2);
      const double mean =
          0.25 * ((coarse.elevation[a] + coarse.elevation[b]) + (coarse.elevation[c] + coarse.elevation[d]));
      const double rise = std::fabs(coarse.elevation[a] - coarse.elevation[d]) +
                          std::fabs(coarse.elevation[b] - coarse.elevation[c]);
      const std::size_t cell = surface_.at(i, j);
      surface_.elevation[cell] = mean;
      if (!on_edge(surface_, cell))
        surface_.elevation[cell] += 0.35 * (1.0 + rise) * lattice_value(i, j, seed_ + surface_.nx);
    }
  }
  sample_maps();
}

}  // namespace qingliu::terrain
