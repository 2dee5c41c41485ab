// Properties of the exchange and of transport that have no closed form; the closed forms are cases of
// engine/verification.
#include <catch2/catch.hpp>

#include <cmath>

#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::Scheme;
using testing::SurfaceCase;

namespace {

GrainClass grain(double settling_velocity, double fixed_capacity = 0.0) {
  GrainClass g;
  g.diameter = 1e-5;
  g.settling_velocity = settling_velocity;
  g.fixed_capacity = fixed_capacity;
  return g;
}

/// One soil without end, all classes in equal shares, that flow cannot detach.
void one_soil(SurfaceCase& c, double splash = 0.0) {
  Soil soil;
  SoilHorizon horizon;
  horizon.bottom = 1000.0;
  horizon.erodibility = 0.0;
  horizon.splash_detachability = splash;
  horizon.class_fractions.assign(c.land.grains.size(), 1.0 / c.land.grains.size());
  soil.horizons = {horizon};
  c.land.erosion = erosion::make_erosion_table({soil}, c.land.grains);
  c.land.deposit_inverse_density.assign(c.land.grains.size(), 1.0 / 1457.5);
}

}  // namespace

TEST_CASE("clear water over a film of muddy water never gives a negative concentration", "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  SurfaceCase wave(SurfaceCase::rectangle(80, 3, 1.0), {grain(1e-6)});
  wave.scheme(scheme).terrain([](double x, double) { return 0.02 * (80.0 - x); }).manning(0.02);
  wave.water([](double x, double) { return x < 20.0 ? 0.5 : 0.001; });
  wave.each([&](std::size_t k, int i, int) { wave.state.concentration[0][k] = i < 20 ? 0.0 : 50.0; });
  wave.parameters.bed_feedback = false;
  one_soil(wave);
  double mass = 0.0;
  wave.each([&](std::size_t k, int, int) { mass += wave.state.depth[k] * wave.state.concentration[0][k]; });
  wave.start();
  double lowest = 0.0, highest = 0.0;
  for (int step = 0; step < 400; ++step) {
    wave.step(wave.process->max_step());
    wave.each([&](std::size_t k, int, int) {
      lowest = std::min(lowest, wave.state.concentration[0][k]);
      highest = std::max(highest, wave.state.concentration[0][k]);
    });
  }
  CHECK(lowest >= 0.0);
  CHECK(highest <= 50.0 * (1.0 + 1e-9));
  double after = 0.0;
  wave.each([&](std::size_t k, int, int) {
    after += wave.state.depth[k] * wave.state.concentration[0][k] + wave.state.deposited[0][k];
  });
  CHECK(after == Approx(mass).epsilon(balance_tolerance));
  CHECK(wave.process->report().negative_masses == 0);
}

TEST_CASE("an erosive storm on rough terrain closes every class, one hash for any division",
          "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const auto run = [&](int blocks) {
    Grains grains = {grain(3.6e-6, -1.0), grain(3.4e-4, -1.0), grain(7.5e-3, -1.0)};
    grains[0].diameter = 2e-6;
    grains[1].diameter = 2e-5;
    grains[2].diameter = 5e-4;
    SurfaceCase wild(SurfaceCase::rectangle(41, 37, 10.0), grains);
    wild.scheme(scheme).parameters.blocks = blocks;
    wild.terrain([](double x, double y) {
      return 0.3 * (420.0 - x) + 4.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 11);
    });
    wild.manning(0.05);
    wild.east_outlet(0.3);
    Soil soil;
    for (const double bottom : {0.0005, 0.5}) {  // a top horizon thin enough to be worn through
      SoilHorizon h;
      h.bottom = bottom;
      h.erodibility = 2e-3;
      h.critical_shear = 1.0;
      h.splash_detachability = 2.0;
      h.class_fractions =
          bottom < 0.1 ? std::vector<double>{0.3, 0.3, 0.4} : std::vector<double>{0.1, 0.2, 0.7};
      soil.horizons.push_back(h);
    }
    wild.land.erosion = erosion::make_erosion_table({soil}, grains);
    wild.land.deposit_inverse_density.assign(3, 1.0 / 1457.5);
    wild.start(std::min(blocks, 7));
    wild.rain = 100.0 / 3.6e6;
    wild.forcing.splash_energy[0] = 0.5;
    double lowest = 0.0;
    while (wild.time < 1800.0) {
      wild.step(std::min(wild.process->max_step(), 1800.0 - wild.time));
      wild.each([&](std::size_t k, int, int) {
        for (int c = 0; c < 3; ++c)
          lowest = std::min({lowest, wild.state.concentration[c][k], wild.state.deposited[c][k]});
      });
    }
    CHECK(lowest >= 0.0);
    CHECK(std::fabs(wild.water_error()) < balance_tolerance);
    int worn_through = 0;
    for (int c = 0; c < 3; ++c) {
      Sum eroded, elsewhere;
      wild.each([&](std::size_t k, int, int) {
        eroded.add(wild.land.erosion.class_mass(0, c, wild.state.eroded[k]) * wild.grid.cell_area());
        elsewhere.add((wild.state.deposited[c][k] + wild.state.depth[k] * wild.state.concentration[c][k]) *
                      wild.grid.cell_area());
        worn_through += wild.state.horizon[k];
      });
      elsewhere.add(wild.process->sections()[0].classes[c].value());
      CAPTURE(c, eroded.value(), elsewhere.value());
      CHECK(eroded.value() > 1.0);
      CHECK(std::fabs(eroded.value() - elsewhere.value()) <= balance_tolerance * eroded.value());
    }
    CHECK(worn_through > 0);
    return wild.hash();
  };
  const std::uint64_t one = run(1);
  for (const int blocks : {2, 3, 4, 7}) CHECK(run(blocks) == one);
}
