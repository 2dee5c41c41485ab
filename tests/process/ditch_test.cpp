#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/sum.hpp"
#include "process/works/ditch_laws.hpp"
#include "process/works/ditch_process.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using qingliu::testing::SurfaceCase;

namespace {

Ditch trapezoid() {
  Ditch d;
  d.bottom = 0.4;
  d.side = 0.5;
  d.depth = 0.5;
  d.slope = 0.01;
  d.manning_n = 0.022;
  return d;
}

/// A slope of 80 m that falls to the east, with a ditch from its middle to 70 m.
struct DrainedSlope {
  explicit DrainedSlope(const Ditch& section) : slope(SurfaceCase::rectangle(40, 1, 2.0)) {
    slope.terrain([](double x, double) { return 20.0 - 0.1 * x; }).manning(0.05);
    slope.east_outlet(0.1);
    slope.sections.push_back({{{surface::Face::Axis::x, 21, 0}, 1}});
    Ditch ditch = section;
    ditches.pieces = {{slope.grid.index(20, 0), 2.0, 1.0}, {slope.grid.index(35, 0), 30.0, 0.0}};
    ditch.end = 2;
    ditch.outlet = slope.grid.index(35, 0);
    ditches.lines = {ditch};
    state = DitchState(ditches, 0);
    slope.start();
    process = std::make_unique<works::DitchProcess>(slope.grid, ditches);
  }

  void run_until(double end, double longest) {
    while (slope.time < end - 1e-9) {
      const double dt = std::min({longest, end - slope.time, slope.process->max_step(slope.rain)});
      slope.step(dt);
      process->advance(slope.time, dt, slope.state, state);
      slope.process->raise_wave_speed(process->land_wave_speed());
    }
  }
  double water_error() const {
    const double held = state.water[0] + state.water[1];
    return (slope.rained.value() - slope.water_out() - slope.volume() - held) / slope.rained.value();
  }
  double passing() const { return slope.process->sections()[1].step_water / slope.last_dt; }  // [m3 s-1]

  SurfaceCase slope;
  Ditches ditches;
  DitchState state;
  std::unique_ptr<works::DitchProcess> process;
};

}  // namespace

TEST_CASE("a ditch carries what Manning says of its section", "[works][ditch][closed form]") {
  const Ditch d = trapezoid();
  // b = 0.4 m, m = 0.5, y = 0.5 m: A = 0.325 m2, P = 0.4 + 2 * 0.5 * sqrt(1.25) m.
  const double area = 0.325, radius = area / (0.4 + std::sqrt(1.25));
  CHECK(works::ditch_area(d.bottom, d.side, 0.5) == Approx(area).epsilon(1e-15));
  CHECK(works::ditch_depth(d.bottom, d.side, area) == Approx(0.5).epsilon(1e-15));
  CHECK(works::ditch_capacity(d) ==
        Approx(area * std::pow(radius, 2.0 / 3.0) * std::sqrt(0.01) / 0.022).epsilon(1e-14));
  CHECK(works::ditch_shear(d, 0.5) == Approx(1000.0 * 9.81 * radius * 0.01).epsilon(1e-14));
  Ditch upright = d;
  upright.side = 0.0;
  CHECK(works::ditch_depth(upright.bottom, upright.side, 0.2) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("a step through a piece of ditch solves V + dt Q(V/l) = W for any length and step",
          "[works][ditch]") {
  const Ditch d = trapezoid();
  for (const double length : {0.01, 1.0, 500.0}) {
    for (const double dt : {0.01, 1.0, 60.0}) {
      for (const double water : {1e-9, 1e-3, 5.0}) {
        CAPTURE(length, dt, water);
        const double left = works::left_in_piece(d, water, length, dt);
        CHECK(left > 0.0);
        CHECK(left <= water);
        CHECK(left + dt * works::ditch_discharge(d, left / length) == Approx(water).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("a ditch takes what comes down to it round to its mouth", "[works][ditch][closed form]") {
  DrainedSlope c(trapezoid());
  c.slope.rain = 60e-3 / 3600.0;
  c.run_until(3600.0, 0.2);
  const double led = c.state.led[0];
  c.run_until(4200.0, 0.2);
  // In steady rain r its cell and the 20 above it, 42 m by 2 m, give it 50/51 of their rain.
  const double comes = c.slope.rain * 42.0 * 2.0;
  CHECK((c.state.led[0] - led) / 600.0 == Approx(comes * 50.0 / 51.0).epsilon(0.01));
  CHECK(c.passing() < 0.04 * comes);
  CHECK(c.slope.process->sections()[0].step_water / c.slope.last_dt ==
        Approx(c.slope.rain * 80.0 * 2.0).epsilon(0.01));  // all of it leaves in the end
  CHECK(c.state.passed_over[0] == 0.0);
  CHECK(std::abs(c.water_error()) <= 1e-12);
}

TEST_CASE("a full ditch leads its capacity, and the rest runs on", "[works][ditch][closed form]") {
  Ditch small = trapezoid();
  small.bottom = small.depth = 0.02;
  small.side = 0.0;
  DrainedSlope c(small);
  c.slope.rain = 300e-3 / 3600.0;
  const double capacity = works::ditch_capacity(small), comes = c.slope.rain * 42.0 * 2.0;
  REQUIRE(comes > 2.0 * capacity);
  c.run_until(1800.0, 0.2);
  const double led = c.state.led[0], over = c.state.passed_over[0];
  c.run_until(2400.0, 0.2);
  CHECK((c.state.led[0] - led) / 600.0 == Approx(capacity).epsilon(1e-5));  // the mouth still fills
  CHECK(c.state.peak[0] == Approx(capacity).epsilon(1e-6));
  CHECK(c.passing() == Approx(comes - capacity).epsilon(0.01));
  CHECK((c.state.passed_over[0] - over) / 600.0 == Approx(comes - capacity).epsilon(0.05));
  CHECK(std::abs(c.water_error()) <= 1e-12);
}

TEST_CASE("a ditch that runs into another one fills it, and what that cannot hold runs over its brim",
          "[works][ditch]") {
  const Grid grid = SurfaceCase::rectangle(6, 1, 2.0);
  LandState land(grid, 1);
  Ditches ditches;
  Ditch upper = trapezoid(), lower = trapezoid();
  upper.end = lower.begin = 2;
  lower.end = 4;
  upper.into = {{1, 2}};
  upper.outlet = grid.index(1, 0);
  lower.bottom = lower.depth = 0.02;  // far too small
  lower.outlet = grid.index(5, 0);
  ditches.lines = {upper, lower};
  ditches.pieces = {{grid.index(0, 0), 2.0, 1.0},
                    {grid.index(1, 0), 2.0, 0.0},
                    {grid.index(1, 0), 2.0, 1.0},
                    {grid.index(5, 0), 8.0, 0.0}};
  DitchState state(ditches, 1);
  works::DitchProcess process(grid, ditches);
  state.water[0] = 0.5;
  state.suspended[0][0] = 3.0;
  for (int step = 0; step < 200; ++step) process.advance(step + 1.0, 1.0, land, state);
  double water = 0.0, mass = 0.0;
  for (int i = 0; i < 6; ++i) {
    water += 4.0 * land.depth[grid.index(i, 0)];
    mass += 4.0 * land.depth[grid.index(i, 0)] * land.concentration[0][grid.index(i, 0)];
  }
  for (const double v : state.water) water += v;
  for (const double v : state.suspended[0]) mass += v;
  CHECK(water == Approx(0.5).epsilon(1e-13));
  CHECK(mass == Approx(3.0).epsilon(1e-13));
  CHECK(land.depth[grid.index(1, 0)] > 0.05);  // over the brim
  CHECK(land.depth[grid.index(5, 0)] > 0.0);   // led on
  CHECK(land.concentration[0][grid.index(5, 0)] == Approx(6.0).epsilon(1e-12));
  CHECK(process.land_wave_speed() > 0.0);
}

TEST_CASE(
    "a ditch runs into the first that stands of those at its outlet, and onto the land before and after",
    "[works][ditch]") {
  const Grid grid = SurfaceCase::rectangle(6, 1, 2.0);
  LandState land(grid, 0);
  Ditches ditches;
  Ditch upper = trapezoid(), early = trapezoid(), late = trapezoid();
  upper.end = early.begin = 1;
  early.end = late.begin = 3;
  late.end = 5;
  upper.into = {{1, 1}, {2, 3}};
  upper.outlet = grid.index(1, 0);
  early.from = 10.0, early.to = 20.0;
  late.from = 15.0, late.to = 30.0;
  early.outlet = grid.index(4, 0);
  late.outlet = grid.index(5, 0);
  ditches.lines = {upper, early, late};
  for (const int i : {1, 1, 4, 1, 5}) ditches.pieces.push_back({grid.index(i, 0), 2.0, 0.0});
  DitchState state(ditches, 0);
  works::DitchProcess process(grid, ditches);
  const auto got = [&](int line, std::size_t begin, std::size_t end) {
    double water = state.led[line];
    for (std::size_t n = begin; n < end; ++n) water += state.water[n];
    return water;
  };
  for (int step = 1; step <= 40; ++step) {
    CAPTURE(step);
    const auto taken = [&] {
      return std::array{4.0 * land.depth[grid.index(1, 0)], got(1, 1, 3), got(2, 3, 5)};
    };
    const std::array<double, 3> before = taken();
    const double led = state.led[0];
    state.water[0] += 0.01;
    process.advance(step, 1.0, land, state);
    const std::array<double, 3> after = taken();
    REQUIRE(state.led[0] > led);
    const int goal = step > 10 && step <= 20 ? 1 : step > 20 && step <= 30 ? 2 : 0;
    for (int g = 0; g < 3; ++g)
      CHECK(after[g] - before[g] == Approx(g == goal ? state.led[0] - led : 0.0).margin(1e-14));
  }
}
