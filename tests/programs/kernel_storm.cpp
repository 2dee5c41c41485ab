// A short storm on a small rough valley, with the surface process alone: instructions are counted under
// valgrind, and builds by different compilers are compared by the hash of their answers.
//   kernel_storm count flow|infiltration|sediment     20 steps; prints the cell-updates
//   kernel_storm hash                                 one hash for 1, 2, 3, 4, 7 threads and two divisions
//   into
//                                                     blocks of rows, or status 1
#include <cstdio>
#include <cstring>
#include <string>

#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using testing::SurfaceCase;

namespace {

constexpr int nx = 96, ny = 80;
constexpr double dx = 10.0;

Grains three_classes() {
  Grains grains(3);
  const double diameters[] = {2e-6, 2e-5, 1e-4}, velocities[] = {3.6e-6, 3.6e-4, 7.5e-3};
  for (int k = 0; k < 3; ++k) {
    grains[k].diameter = diameters[k];
    grains[k].settling_velocity = velocities[k];
  }
  return grains;
}

/// Two horizons, so that the front and the bed both pass a boundary.
Soil soil() {
  Soil s;
  for (const double bottom : {0.004, 2.0}) {
    SoilHorizon h;
    h.bottom = bottom;
    h.conductivity = bottom < 1.0 ? 4e-6 : 1e-6;
    h.suction = 0.1;
    h.porosity = 0.45;
    h.initial_moisture = 0.35;
    h.erodibility = 1e-3;
    h.critical_shear = 1.0;
    h.class_fractions = {0.2, 0.3, 0.5};
    s.horizons.push_back(h);
  }
  return s;
}

SurfaceCase valley(bool infiltration, bool sediment, bool deep_friction) {
  SurfaceCase c(SurfaceCase::rectangle(nx, ny, dx), sediment ? three_classes() : Grains{});
  c.terrain([](double x, double y) {
    const int i = static_cast<int>(x / dx), j = static_cast<int>(y / dx);
    const double off = x - 0.5 * nx * dx;
    return 0.1 * (nx * dx - x) + 1e-3 * off * off / dx + 0.3 * testing::noise(i, j, 5);
  });
  c.manning(0.05);
  c.water([](double x, double y) {
    return 0.004 + 0.003 * testing::noise(static_cast<int>(x), static_cast<int>(y), 9);
  });
  c.east_outlet(0.05);
  if (deep_friction) {
    c.land.friction_depends_on_depth = true;
    c.land.n_film[0] = 1.0;
    c.land.n_deep[0] = 0.6;
    c.land.inverse_decay_depth[0] = 20.0;
  }
  c.land.n_soil[0] = 0.02;
  if (infiltration) {
    const Soil soils[] = {soil()};
    const infiltration::ColumnChoice column[] = {{0, 1.0}};
    c.land.infiltration = true;
    c.land.horizons = infiltration::make_horizon_table(soils, column);
    c.each([&](std::size_t k, int, int) { c.state.front[k] = c.land.horizons.index_holding(0, 0.0); });
  }
  if (sediment) {
    c.land.erosion = erosion::make_erosion_table({soil()}, c.land.grains);
    c.land.deposit_inverse_density.assign(3, 1.0 / 1457.5);
    c.forcing.splash_energy[0] = 0.3;
  }
  c.rain = 60e-3 / 3600.0;
  return c;
}

int count(const std::string& parts) {
  constexpr int steps = 20;
  SurfaceCase c = valley(parts != "flow", parts == "sediment", false);
  c.start(1);
  for (int n = 0; n < steps; ++n) c.step(std::min(c.process->max_step(), 2.0));
  std::printf("updates %d\n", steps * nx * ny);
  return 0;
}

int hash() {
  std::uint64_t first = 0;
  for (const int threads : {1, 2, 3, 4, 7}) {
    for (const int blocks : {0, 13}) {
      SurfaceCase c = valley(true, true, true);
      c.parameters.blocks = blocks;
      c.start(threads);
      c.run_until(120.0);
      if (first == 0) {
        first = c.hash();
        continue;
      }
      if (c.hash() == first) continue;
      std::printf("%d threads, %d blocks: another answer\n", threads, blocks);
      return 1;
    }
  }
  std::printf("%016llx\n", static_cast<unsigned long long>(first));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "count") == 0) return count(argv[2]);
  if (argc == 2 && std::strcmp(argv[1], "hash") == 0) return hash();
  std::printf("kernel_storm count flow|infiltration|sediment, or kernel_storm hash\n");
  return 2;
}
