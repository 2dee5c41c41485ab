// The scheme lean: rest, positivity, water, symmetry and one answer for any threads are tested for both
// schemes in the other files and in the book; here is how accurate it is at least
// (docs/decisions/005-lean.md).
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::Scheme;
using testing::SurfaceCase;

namespace {

/// A pond at bed level 0 with a dead-end row of cells, rain on it, no friction; surface spread at the end [m]
/// and largest speed.
std::pair<double, double> pond_under_rain(Scheme scheme, int steps) {
  const int nx = 16, ny = 9;
  std::vector<std::uint8_t> active(nx * ny, 0);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < 8; ++i) active[j * nx + i] = 1;
  for (int i = 8; i < nx; ++i) active[4 * nx + i] = 1;
  SurfaceCase pond(Grid(nx, ny, 5.0, 0.0, 0.0, "", active));
  const auto bed = [](double x, double y) {
    return 0.2 * testing::noise(static_cast<int>(x), static_cast<int>(y), 9);
  };
  pond.scheme(scheme).terrain(bed).manning(0.0).water([&](double x, double y) { return 0.4 - bed(x, y); });
  pond.start();
  pond.rain = 60.0 / 3.6e6;
  const double before = pond.volume();
  for (int step = 0; step < steps; ++step) pond.step(pond.process->max_step(pond.rain));
  CHECK(std::fabs(pond.volume() - before - pond.rained.value()) <= balance_tolerance * pond.volume());
  double low = 1e300, high = -1e300;
  pond.each([&](std::size_t k, int, int) {
    low = std::min(low, pond.state.bed[k] + pond.state.depth[k]);
    high = std::max(high, pond.state.bed[k] + pond.state.depth[k]);
  });
  return {high - low, pond.fastest()};
}

}  // namespace

TEST_CASE("a dead-end pond at bed level 0 under rain stays level", "[verification][double]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const auto [spread, fastest] = pond_under_rain(scheme, 10000);
  CAPTURE(spread, fastest);
  CHECK(spread <= 1e-9);
  CHECK(fastest <= 1e-9);
}

TEST_CASE("the pond under rain holds for 1e5 steps", "[verification][nightly][double]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const auto [spread, fastest] = pond_under_rain(scheme, 100000);
  CAPTURE(spread, fastest);
  CHECK(spread <= 1e-9);
  CHECK(fastest <= 1e-9);
}

TEST_CASE("lean on the kinematic plane: steady depth, rise and recession", "[verification]") {
  const double length = 100.0, slope = 0.05, n = 0.05, rain = 50.0 / 3.6e6;
  const double t_e = 565.749, q_e = 1.388889e-3;
  const double dx = GENERATE(2.0, 10.0);
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(length / dx), 1, dx));
  plane.scheme(Scheme::lean).terrain([&](double x, double) { return slope * (length - x); }).manning(n);
  plane.east_outlet(slope);
  plane.start();
  plane.rain = rain;
  const auto flow_at = [&](double t) {
    plane.run_until(t, 2.0);
    return plane.process->sections()[0].step_water / (dx * plane.last_dt);
  };
  std::vector<double> computed, exact;
  const double rise[] = {1.37795e-4, 4.37473e-4, 8.59877e-4};
  for (int k = 1; k <= 3; ++k) {
    computed.push_back(flow_at(0.25 * k * t_e));
    exact.push_back(rise[k - 1]);
  }
  plane.run_until(4.0 * t_e, 2.0);
  const double tolerance = dx == 2.0 ? 0.01 : 0.035;  // the full scheme: 0.03
  double error = 0.0, norm = 0.0;
  plane.each([&](std::size_t c, int i, int) {
    const double h = std::pow(n * rain * plane.grid.x_centre(i) / std::sqrt(slope), 0.6);
    error += std::fabs(plane.state.depth[c] - h);
    norm += h;
  });
  CAPTURE(dx, error / norm);
  CHECK(error / norm < tolerance);
  plane.rain = 0.0;
  const double recession[] = {.835504, .694462, .392210, .157057, .0385724};
  const double after[] = {60, 120, 300, 600, 1200};
  for (int k = 0; k < 5; ++k) {
    computed.push_back(flow_at(4.0 * t_e + after[k]));
    exact.push_back(recession[k] * q_e);
  }
  double squares = 0.0, spread = 0.0, average = 0.0;
  for (const double q : exact) average += q / exact.size();
  for (std::size_t k = 0; k < exact.size(); ++k) {
    squares += (computed[k] - exact[k]) * (computed[k] - exact[k]);
    spread += (exact[k] - average) * (exact[k] - average);
  }
  CAPTURE(computed, exact);
  CHECK(1.0 - squares / spread > 0.995);
  CHECK(std::fabs(plane.water_error()) < balance_tolerance);
}

TEST_CASE("lean on rain-fed planes rotated on the raster", "[verification]") {
  const double slope = GENERATE(0.1, 0.4);
  const double degrees = GENERATE(0.0, 15.0, 30.0, 45.0);
  const double angle = degrees * constants::pi / 180.0;
  const double c = std::cos(angle), s = std::sin(angle), n = 0.1, rain = 100.0 / 3.6e6;
  SurfaceCase plane(SurfaceCase::rectangle(60, 60, 10.0));
  plane.scheme(Scheme::lean)
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
  CHECK(error / norm <= 0.01);  // the full scheme: 0.005
  CHECK(std::fabs(plane.water_error()) < balance_tolerance);
}
