// The scheme inertial: what it shares with the others (rest, positive depths, water, symmetry, one answer for
// any threads), what it must reach on rain-fed ground, and where it fails (docs/decisions/029-inertial.md).
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "process/flow/inertial_laws.hpp"
#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::Scheme;
using testing::SurfaceCase;

TEST_CASE("the discharge that friction leaves solves its equation and mirrors to the bit", "[verification]") {
  for (const double pushed : {1e-9, 1e-4, 0.3, 20.0}) {
    for (const double across : {0.0, 1e-6, 0.02, 5.0}) {
      for (const double a : {0.0, 1e-3, 1.0, 1e4, 1e12}) {
        const double q = flow::inertial_discharge(pushed, across, a);
        CAPTURE(pushed, across, a, q);
        CHECK(q * (1.0 + a * std::hypot(q, across)) == Approx(pushed).epsilon(1e-6));
        CHECK(flow::inertial_discharge(-pushed, across, a) == -q);
        CHECK(flow::inertial_discharge(pushed, -across, a) == q);
      }
    }
  }
  CHECK(flow::inertial_discharge(0.0, 0.0, 1.0) == 0.0);
}

TEST_CASE("the depth at a face is the higher surface above the higher bed", "[verification][double]") {
  CHECK(flow::inertial_depth(0.5, 0.2, 0.1) == 0.4);   // 0.5 against 0.1 + 0.2, over 0.1
  CHECK(flow::inertial_depth(0.2, 0.5, -0.1) == 0.4);  // mirrored
  CHECK(flow::inertial_depth(0.05, 0.0, 0.1) == 0.0);  // below the step
  CHECK(flow::inertial_depth(0.01, 0.0, -3.0) == 0.01);
}

TEST_CASE("inertial leaves a lake with islands at rest, and stirred water comes to rest",
          "[verification][double]") {
  for (const double stir : {0.0, 1e-3}) {
    SurfaceCase lake(SurfaceCase::rectangle(24, 20, 10.0));
    lake.scheme(Scheme::inertial)
        .terrain([](double x, double y) {
          return 2.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 5);
        })
        .manning(0.03);
    lake.each([&](std::size_t k, int i, int j) {
      const double still = std::max(0.0, -lake.state.bed[k]);
      lake.state.depth[k] = still * (1.0 + stir * testing::noise(i, j, 9));
    });
    lake.start();
    const double before = lake.volume();
    for (int n = 0; n < 4000; ++n) lake.step(lake.process->max_step());
    CAPTURE(stir, lake.fastest());
    CHECK(lake.fastest() < 1e-12);
    CHECK(lake.volume() == Approx(before).epsilon(single_state ? balance_tolerance : 1e-13));
  }
}

TEST_CASE("inertial on rain-fed planes rotated on the raster", "[verification]") {
  const double slope = GENERATE(0.1, 0.4);
  const double degrees = GENERATE(0.0, 30.0, 45.0);
  const double angle = degrees * constants::pi / 180.0;
  const double c = std::cos(angle), s = std::sin(angle), n = 0.1, rain = 100.0 / 3.6e6;
  SurfaceCase plane(SurfaceCase::rectangle(60, 60, 10.0));
  plane.scheme(Scheme::inertial)
      .terrain([&](double x, double y) { return slope * (1200.0 - (x * c + y * s)); })
      .manning(n);
  for (int j = 0; j < 60; ++j) plane.outlet_face({surface::Face::Axis::x, 60, j}, 1, slope * c);
  if (degrees > 0.0)
    for (int i = 0; i < 60; ++i) plane.outlet_face({surface::Face::Axis::y, i, 60}, 1, slope * s);
  plane.start();
  plane.rain = rain;
  plane.run_until(3000.0);
  double error = 0.0, norm = 0.0;
  plane.each([&](std::size_t k, int i, int j) {
    if (i < 5 || j < 5 || i >= 55 || j >= 55) return;
    const double x = plane.grid.x_centre(i), y = plane.grid.y_centre(j);
    const double length = degrees > 0.0 ? std::min(x / c, y / s) : x;
    const double exact = std::pow(n * rain * length / std::sqrt(slope), 0.6);
    error += std::fabs(plane.state.depth[k] - exact);
    norm += exact;
  });
  CAPTURE(slope, degrees, error / norm);
  CHECK(error / norm <= 0.03);  // full: 0.005, lean: 0.01; along the axes only, friction would make it 0.1
  CHECK(std::fabs(plane.water_error()) < balance_tolerance);
}

TEST_CASE("inertial on the V-catchment reaches its peak", "[verification]") {
  const int side = 40, nx = 81, ny = 50;
  SurfaceCase valley(SurfaceCase::rectangle(nx, ny, 20.0));
  valley.scheme(Scheme::inertial)
      .terrain(
          [](double x, double y) { return 0.02 * y + 0.05 * std::max(0.0, std::fabs(x - 810.0) - 10.0); })
      .manning(0.015);
  valley.each([&](std::size_t k, int i, int) {
    if (i == side) valley.land.friction[k] = constants::gravity * 0.15 * 0.15;
  });
  valley.outlet_face({surface::Face::Axis::y, side, 0}, -1, 0.02);
  valley.start();
  double peak = 0.0;
  for (double t = 120.0; t <= 10800.0; t += 120.0) {
    valley.rain = t <= 5400.0 ? 3.0e-6 : 0.0;
    valley.run_until(t);
    peak = std::max(peak, valley.process->sections()[0].step_water / valley.last_dt);
  }
  CHECK(peak == Approx(4.86).epsilon(0.01));
  CHECK(std::fabs(valley.water_error()) < balance_tolerance);
}

TEST_CASE("inertial fails on a dam break: the front lags, and the wave is not Ritter's", "[verification]") {
  SurfaceCase dam(SurfaceCase::rectangle(400, 1, 1.0));
  dam.scheme(Scheme::inertial).terrain([](double, double) { return 0.0; }).manning(0.0);
  dam.water([](double x, double) { return x < 200.0 ? 1.0 : 0.0; });
  dam.start();
  const double before = dam.volume(), t = 20.0, c = std::sqrt(9.81);
  dam.run_until(t);
  double front = 0.0, error = 0.0;
  dam.each([&](std::size_t k, int i, int) {
    const double x = dam.grid.x_centre(i) - 200.0;
    const double exact = x < -c * t        ? 1.0
                         : x > 2.0 * c * t ? 0.0
                                           : std::pow(2.0 * c - x / t, 2) / (9.0 * 9.81);
    if (dam.state.depth[k] > 1e-3) front = x;
    error += std::fabs(dam.state.depth[k] - exact) / 200.0;
  });
  CAPTURE(front, error);
  CHECK(front < 0.5 * 2.0 * c * t);  // 46 of 125 m
  CHECK(error > 0.1);                // full: 0.003
  CHECK(dam.lowest_depth() >= 0.0);  // wrong, but sound
  CHECK(dam.volume() == Approx(before).epsilon(single_state ? balance_tolerance : 1e-13));
}

TEST_CASE("inertial fails in a fast brook: steady, but too deep", "[verification]") {
  SurfaceCase brook(SurfaceCase::rectangle(100, 1, 5.0));
  const double slope = 0.05, n = 0.015, q = 2.0;
  brook.scheme(Scheme::inertial).terrain([&](double x, double) { return slope * (500.0 - x); }).manning(n);
  brook.east_outlet(slope);
  const auto entry = brook.edge(false, surface::BoundaryKind::discharge);
  brook.start();
  surface::BoundaryMoment moment;
  moment.discharge = q * 5.0;
  brook.hold(entry, moment);
  brook.run_until(600.0);
  const double exact = std::pow(q * n / std::sqrt(slope), 0.6);  // 0.30 m at Froude 3.9
  const double capped = std::pow(q / (1.5 * std::sqrt(9.81)), 2.0 / 3.0);
  CHECK(capped > 1.8 * exact);
  for (int i = 20; i < 80; ++i)
    CHECK(brook.state.depth[brook.grid.index(i, 0)] == Approx(capped).epsilon(1e-3));
}
