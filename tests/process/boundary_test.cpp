// Boundaries and sources of the land (physics.md 3.7) against closed forms.
#include <catch2/catch.hpp>

#include <cmath>

#include "process/flow/boundary_laws.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::BoundaryKind;
using testing::SurfaceCase;

namespace {

constexpr double g = 9.81;

/// Depth from the energy head of a steady flow without friction: q^2/(2 g h^2) + h + z = head, on the branch
/// asked for, by bisection between the critical depth and the end of the branch.
double bernoulli_depth(double q, double head, bool subcritical) {
  const double critical = std::cbrt(q * q / g);
  double low = subcritical ? critical : 1e-3 * critical,
         high = subcritical ? 10.0 * critical + head : critical;
  for (int n = 0; n < 200; ++n) {
    const double h = 0.5 * (low + high);
    const bool too_much = q * q / (2.0 * g * h * h) + h > head;
    (too_much == subcritical ? high : low) = h;
  }
  return 0.5 * (low + high);
}

double bump(double x) { return std::max(0.0, 0.2 - 0.05 * (x - 10.0) * (x - 10.0)); }

}  // namespace

TEST_CASE("a still lake feels a boundary at its own level not at all", "[boundary]") {
  SurfaceCase lake(SurfaceCase::rectangle(40, 3, 5.0));
  lake.terrain(
      [](double x, double y) { return 298.0 + 0.25 * std::floor(x / 20.0) + 0.125 * std::floor(y / 5.0); });
  lake.manning(0.03).water([](double x, double y) {
    return 302.0 - (298.0 + 0.25 * std::floor(x / 20.0) + 0.125 * std::floor(y / 5.0));
  });
  lake.hold(lake.edge(true, BoundaryKind::stage), {.level = 302.0, .concentration = {}});
  lake.hold(lake.edge(false, BoundaryKind::stage), {.level = 302.0, .concentration = {}});
  lake.start();
  for (int n = 0; n < 1000; ++n) lake.step(lake.process->max_step());
  CHECK(lake.fastest() == 0.0);
}

TEST_CASE("V07 flow over a bump between a discharge and a level: subcritical and transcritical",
          "[boundary]") {
  struct Case {
    double q, level;
    bool transcritical;
  };
  const Case c = GENERATE(Case{4.42, 2.0, false}, Case{1.53, 0.66, true});
  const double dx = 0.1;
  SurfaceCase flume(SurfaceCase::rectangle(250, 2, dx));
  flume.terrain([](double x, double) { return bump(x); }).manning(0.0);
  // Beyond the crest the transcritical flow starts dry: a free boundary cannot draw a subcritical pool down.
  flume.water([&](double x, double) { return c.transcritical && x > 10.0 ? 0.0 : c.level - bump(x); });
  const std::size_t inflow = flume.edge(false, BoundaryKind::discharge);
  const std::size_t outflow = flume.edge(true, c.transcritical ? BoundaryKind::free : BoundaryKind::stage);
  flume.hold(inflow, {.discharge = c.q * 2 * dx, .concentration = {}});
  flume.hold(outflow, {.level = c.level, .concentration = {}});
  flume.start();
  flume.run_until(300.0);
  const double critical = std::cbrt(c.q * c.q / g);
  const double head =
      c.transcritical ? 1.5 * critical + 0.2 : c.q * c.q / (2.0 * g * c.level * c.level) + c.level;
  double error = 0.0, norm = 0.0;
  flume.each([&](std::size_t k, int i, int) {
    const double x = flume.grid.x_centre(i);
    const bool subcritical = !c.transcritical || x < 10.0;
    const double exact = bernoulli_depth(c.q, head - bump(x), subcritical);
    error += std::fabs(flume.state.depth[k] - exact);
    norm += exact;
  });
  CAPTURE(c.q, error / norm);
  CHECK(error / norm < 1e-3);
  const auto& out = flume.process->sections()[outflow];
  CHECK(out.step_water / flume.last_dt == Approx(c.q * 2 * dx).epsilon(1e-6));
}

TEST_CASE("a discharge enters a dry channel, runs at normal depth and leaves, the books close",
          "[boundary]") {
  // Rectangular flume 8 m wide, walls on both sides, n 0.03, slope 0.002, 12 m3/s: friction of the bed alone.
  const double slope = 0.002, n = 0.03, q = 1.5;
  const double normal = std::pow(q * n / std::sqrt(slope), 0.6);
  GrainClass fine;
  fine.diameter = 2e-6;
  fine.settling_velocity = 1e-13;
  SurfaceCase flume(SurfaceCase::rectangle(100, 4, 2.0), {fine});
  flume.terrain([&](double x, double) { return slope * (200.0 - x); }).manning(n);
  Soil soil;
  SoilHorizon horizon;
  horizon.bottom = 10.0;
  horizon.class_fractions = {1.0};
  soil.horizons = {horizon};
  flume.land.erosion = erosion::make_erosion_table({soil}, flume.land.grains);
  flume.land.deposit_inverse_density = {1.0 / 1457.5};
  flume.land.erodibility_factor[0] = 0.0;
  const std::size_t inflow = flume.edge(false, BoundaryKind::discharge);
  const std::size_t outflow = flume.edge(true, BoundaryKind::normal_depth, slope);
  flume.hold(inflow, {.discharge = q * 8.0, .concentration = {3.0}});
  flume.start();
  flume.run_until(1200.0);
  double worst = 0.0;
  flume.each([&](std::size_t k, int, int) {
    worst = std::max(worst, std::fabs(flume.state.depth[k] / normal - 1.0));
    CHECK(flume.state.concentration[0][k] == Approx(3.0).epsilon(1e-9));
  });
  CHECK(worst < 2e-3);
  const auto& in = flume.process->sections()[inflow];
  const auto& out = flume.process->sections()[outflow];
  CHECK(in.against.value() == Approx(q * 8.0 * 1200.0).epsilon(1e-12));
  CHECK(out.against.value() == 0.0);
  CHECK(std::fabs(in.against.value() - out.water.value() - flume.volume()) <= 1e-12 * in.against.value());
  double held = 0.0;  // in the water, or left on the bed by films that ran dry
  flume.each([&](std::size_t k, int, int) {
    held += (flume.state.depth[k] * flume.state.concentration[0][k] + flume.state.deposited[0][k]) *
            flume.grid.cell_area();
  });
  const double entered = in.classes_against[0].value();
  CHECK(entered == Approx(3.0 * in.against.value()).epsilon(1e-12));
  CHECK(std::fabs(entered - out.classes[0].value() - held) <= 1e-12 * entered);
}

TEST_CASE("a supercritical inflow keeps the Froude number it is given", "[boundary]") {
  const double q = 0.8, froude = 2.0;
  const double h = std::pow(q / (froude * std::sqrt(g)), 2.0 / 3.0);
  SurfaceCase flume(SurfaceCase::rectangle(50, 1, 1.0));
  flume.terrain([](double, double) { return 0.0; }).manning(0.0);
  const std::size_t inflow = flume.edge(false, BoundaryKind::discharge);
  flume.boundaries[inflow - 1].froude = froude;
  flume.edge(true, BoundaryKind::free);
  flume.hold(inflow, {.discharge = q, .concentration = {}});
  flume.start();
  flume.run_until(60.0);
  flume.each([&](std::size_t k, int, int) {
    CHECK(flume.state.depth[k] == Approx(h).epsilon(1e-6));
    CHECK(flume.state.velocity_x[k] == Approx(q / h).epsilon(1e-6));
  });
}

TEST_CASE("a discharge is shared over the faces by conveyance", "[boundary]") {
  // Two strips of depths 1 m and 0.5 m under one level: shares as h^(5/3).
  SurfaceCase reach(SurfaceCase::rectangle(10, 2, 10.0));
  reach.terrain([](double, double y) { return y < 10.0 ? 0.0 : 0.5; }).manning(0.03);
  reach.water([](double, double y) { return y < 10.0 ? 1.0 : 0.5; });
  const std::size_t inflow = reach.edge(false, BoundaryKind::discharge);
  reach.sections.push_back({reach.sections[inflow][0]});
  reach.hold(inflow, {.discharge = 3.0, .concentration = {}});
  reach.start();
  reach.step(1e-6);
  const double part = std::pow(1.0, 5.0 / 3.0) / (std::pow(1.0, 5.0 / 3.0) + std::pow(0.5, 5.0 / 3.0));
  CHECK(reach.process->sections()[inflow].step_water == Approx(-3.0e-6).epsilon(1e-12));
  CHECK(reach.process->sections()[inflow + 1].step_water == Approx(-3.0e-6 * part).epsilon(1e-5));
}

TEST_CASE("a basin empties through a rating curve as its equation says", "[boundary]") {
  // Q = k (level - 1): dh/dt = -k h / A, so h = h0 exp(-k t / A).
  SurfaceCase basin(SurfaceCase::rectangle(20, 1, 10.0));
  basin.terrain([](double, double) { return 1.0; }).manning(0.0);
  basin.water([](double, double) { return 2.0; });
  const std::size_t outflow = basin.edge(true, BoundaryKind::rating);
  basin.boundaries[outflow - 1].rating = {{1.0, 2.0, 3.0}, {0.0, 0.5, 1.0}};
  basin.start();
  basin.run_until(2000.0);
  const double mean = basin.volume() / basin.grid.active_area();
  CHECK(mean == Approx(2.0 * std::exp(-0.5 * 2000.0 / 2000.0)).epsilon(5e-3));
  CHECK(std::fabs(4000.0 - basin.volume() - basin.process->sections()[outflow].water.value()) <= 4e-9);
}

TEST_CASE("sources bring water and classes, and every drop is found again", "[boundary]") {
  GrainClass fine;
  fine.diameter = 2e-6;
  fine.settling_velocity = 1e-13;
  SurfaceCase box(SurfaceCase::rectangle(9, 9, 5.0), {fine});
  box.terrain([](double x, double y) { return 0.01 * (x + y); }).manning(0.05);
  Soil soil;
  SoilHorizon horizon;
  horizon.bottom = 10.0;
  horizon.class_fractions = {1.0};
  soil.horizons = {horizon};
  box.land.erosion = erosion::make_erosion_table({soil}, box.land.grains);
  box.land.deposit_inverse_density = {1.0 / 1457.5};
  box.land.erodibility_factor[0] = 0.0;
  box.sources = {{{{4, 4}}}, {{{0, 8}, {1, 8}, {2, 8}}}};
  box.start();
  double water = 0.0, mass = 0.0;
  while (box.time < 600.0) {
    box.forcing.sources = {{0.3 * 2.0, {0.3 * 2.0 * 7.0}}, {0.2 * 2.0, {}}};
    const double dt =
        std::min({2.0, 600.0 - box.time, box.process->max_step(0.0, box.forcing, 2.0, box.state)});
    box.forcing.sources = {{0.3 * dt, {0.3 * dt * 7.0}}, {0.2 * dt, {}}};
    box.step(dt);
    water += 0.5 * dt;
    mass += 2.1 * dt;
  }
  CHECK(std::fabs(box.volume() - water) <= 1e-12 * water);
  double held = 0.0;  // in the water, or left on the bed by films that ran dry
  box.each([&](std::size_t k, int, int) {
    held += (box.state.depth[k] * box.state.concentration[0][k] + box.state.deposited[0][k]) *
            box.grid.cell_area();
  });
  CHECK(std::fabs(held - mass) <= 1e-12 * mass);
  CHECK(box.lowest_depth() >= 0.0);
}

TEST_CASE("critical and free outflow laws", "[boundary][laws]") {
  CHECK(flow::critical_outflow(0.5, 0.0, g).outflow ==
        Approx(std::sqrt(g) * std::pow(0.5, 1.5)).epsilon(1e-14));
  CHECK(flow::critical_outflow(0.5, 5.0, g).outflow == 2.5);
  CHECK(flow::free_outflow(0.5, -1.0, g).outflow == 0.0);
  CHECK(flow::free_outflow(0.5, 1.0, g).outflow == 0.5);
  CHECK(flow::discharge_inflow(0.0, 0.0, 2.0, 0.0, g).outflow == -2.0);
  // Onto dry ground the face runs critical: momentum q^2/h + g h^2/2.
  const double h = std::cbrt(4.0 / g);
  CHECK(flow::discharge_inflow(0.0, 0.0, 2.0, 0.0, g).momentum ==
        Approx(4.0 / h + 0.5 * g * h * h).epsilon(1e-12));
}
