// Closed forms of sediment: physics.md section 10.2.
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

/// Steady uniform flow on a slope that friction balances: depth h, velocity u; the west column is held at
/// concentration c0.
SurfaceCase uniform_flow(int n, double length, double h, double u, Grains grains) {
  const double slope = 0.01, dx = length / n;
  SurfaceCase flow(SurfaceCase::rectangle(n, 1, dx), std::move(grains));
  const double manning = std::pow(h, 2.0 / 3.0) * std::sqrt(slope) / u;
  flow.terrain([&](double x, double) { return slope * (length - x); }).manning(manning);
  flow.water([&](double, double) { return h; });
  flow.each([&](std::size_t k, int, int) { flow.state.velocity_x[k] = u; });
  flow.parameters.bed_feedback = false;
  flow.east_outlet(slope);
  one_soil(flow);
  return flow;
}

}  // namespace

TEST_CASE("V25 settling in uniform flow decays as exp(-w x / q) at second order", "[verification]") {
  const double u = 0.2, h = 0.02, w = 1e-4, c0 = 10.0, length = 100.0;
  const auto error_of = [&](int n) {
    SurfaceCase flow = uniform_flow(n, length, h, u, {grain(w)});
    flow.start();
    const double dx = flow.grid.cell_size();
    const auto exact = [&](double x) { return c0 * std::exp(-w * x / (u * h)); };
    // The four westernmost cells are the inflow: held at the cell values of the solution before every step.
    const auto hold = [&] {
      for (int i = 0; i < 4; ++i) {
        const std::size_t k = flow.grid.index(i, 0);
        flow.state.depth[k] = h;
        flow.state.velocity_x[k] = u;
        flow.state.concentration[0][k] = exact((i + 0.5) * dx);
      }
    };
    while (flow.time < 2.5 * length / u) {
      hold();
      flow.step(0.2 * dx / u);
    }
    double error = 0.0, norm = 0.0;
    for (int i = 5 * n / 25; i < n - n / 10; ++i) {
      const double x = (i + 0.5) * dx;
      error += std::fabs(flow.state.concentration[0][flow.grid.index(i, 0)] - exact(x));
      norm += exact(x);
    }
    return error / norm;
  };
  CHECK(10.0 * std::exp(-w * 10.0 / (u * h)) == Approx(7.788008).epsilon(1e-6));
  const double e1 = error_of(25), e2 = error_of(50), e3 = error_of(100), e4 = error_of(200);
  CAPTURE(e1, e2, e3, e4);
  CHECK(e4 < 1e-4);
  CHECK(std::log2(e3 / e4) > 1.8);
}

TEST_CASE("V26 splash and re-entrainment on a rain-fed plane give one concentration everywhere",
          "[verification]") {
  // c = (D_s + Y w T) / (R + Y w) with Y = 1: a bed covered with deposit (H = 1). Splash acts on the deposit
  // as eps_d D_s.
  const double rain = 50.0 / 3.6e6, w = 4.2082e-4, capacity = 100.0, splash = 1e-5;
  const double dx = GENERATE(2.0, 10.0);
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(100.0 / dx), 1, dx), {grain(w, capacity)});
  plane.terrain([&](double x, double) { return 0.05 * (100.0 - x); }).manning(0.05);
  plane.east_outlet(0.05);
  plane.parameters.bed_feedback = false;
  plane.parameters.deposit_detachability = 1.0;
  plane.parameters.splash_attenuation = 0.0;
  one_soil(plane, 1000.0);  // 1 kg/J: splash energy is the splash itself
  plane.each([&](std::size_t k, int, int) { plane.state.deposited[0][k] = 1e4; });
  plane.start();
  plane.rain = rain;
  plane.forcing.splash_energy[0] = splash;
  const double exact = 96.82802;
  const auto error_with = [&](double longest_step, double end) {
    plane.run_until(end, longest_step);
    double worst = 0.0;
    plane.each([&](std::size_t k, int, int) {
      worst = std::max(worst, std::fabs(plane.state.concentration[0][k] / exact - 1.0));
    });
    return worst;
  };
  // Rain and splash enter once a step, so the steady state is first order in the step: 2e-4 at the Courant
  // limit.
  const double coarse = error_with(60.0, 4000.0);
  const double fine = error_with(0.02, 4400.0);
  CAPTURE(dx, coarse, fine);
  CHECK(coarse < 1e-3);
  CHECK(fine < 1e-5);
}

TEST_CASE("V29 rain-driven Hairsine-Rose on a plane, five classes", "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const double millimetres = GENERATE(50.0, 56.0);
  const double rain = millimetres / 3.6e6, a = 1000.0, a_deposit = 10000.0;
  Grains grains;
  double mean_velocity = 0.0;
  for (const double w : {1e-5, 1e-4, 1e-3, 1e-2, 1e-1}) {
    grains.push_back(grain(w));
    mean_velocity += w / 5.0;
  }
  SurfaceCase plane(SurfaceCase::rectangle(10, 1, 5.0), grains);
  plane.scheme(scheme).terrain([&](double x, double) { return 0.05 * (50.0 - x); }).manning(0.05);
  plane.east_outlet(0.05);
  plane.parameters.bed_feedback = false;
  plane.parameters.shielding_mass = 0.05;
  plane.parameters.deposit_detachability = a_deposit / a;
  plane.parameters.splash_attenuation = 0.0;
  one_soil(plane, 1000.0);
  plane.start();
  plane.rain = rain;
  plane.forcing.splash_energy[0] = a * rain;
  plane.run_until(40000.0, 1.0);
  const double concentration = a * a_deposit * rain / (a_deposit * rain + a * mean_velocity);
  const double shield = a * mean_velocity / (a_deposit * rain + a * mean_velocity);
  CHECK(concentration == Approx(millimetres == 50.0 ? 6.211242 : 6.951410).epsilon(1e-6));
  plane.each([&](std::size_t k, int i, int) {
    CAPTURE(i);
    double total = 0.0, deposit = 0.0;
    for (int c = 0; c < 5; ++c) {
      CHECK(plane.state.concentration[c][k] == Approx(concentration / 5.0).epsilon(1e-4));
      total += plane.state.concentration[c][k];
      deposit += plane.state.deposited[c][k];
    }
    CHECK(total == Approx(concentration).epsilon(1e-4));
    CHECK(deposit / 0.05 == Approx(shield).epsilon(1e-4));
  });
}

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
  CHECK(after == Approx(mass).epsilon(1e-12));
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
    CHECK(std::fabs(wild.water_error()) < 1e-12);
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
      CHECK(std::fabs(eroded.value() - elsewhere.value()) <= 1e-12 * eroded.value());
    }
    CHECK(worn_through > 0);
    return wild.hash();
  };
  const std::uint64_t one = run(1);
  for (const int blocks : {2, 3, 4, 7}) CHECK(run(blocks) == one);
}
