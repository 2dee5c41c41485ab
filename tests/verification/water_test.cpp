// Properties of the flow that have no closed form; the closed forms are cases of engine/verification.
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::Scheme;
using testing::SurfaceCase;

TEST_CASE("a storm on a ragged mask gives one hash and one count of limited cells for any division",
          "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  const int nx = 53, ny = 41;
  std::vector<std::uint8_t> active(nx * ny);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) active[j * nx + i] = testing::noise(i, j, 17) > -0.6 ? 1 : 0;
  const auto run = [&](int blocks) {
    SurfaceCase wild(Grid(nx, ny, 10.0, 0.0, 0.0, "", active));
    wild.scheme(scheme).parameters.blocks = blocks;
    wild.terrain([](double x, double y) {
      return 0.3 * (540.0 - x) + 6.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 11);
    });
    wild.manning(0.05);
    for (int j = 0; j < ny; ++j)
      if (wild.grid.active(nx - 1, j)) wild.outlet_face({surface::Face::Axis::x, nx, j}, 1, 0.3);
    wild.start(std::min(blocks, 4));
    wild.rain = 100.0 / 3.6e6;
    wild.run_until(900.0);
    CHECK(std::fabs(wild.water_error()) < balance_tolerance);
    return std::pair(wild.hash(), wild.limited);
  };
  const auto one = run(1);
  for (const int blocks : {2, 3, 4, 7, 41}) CHECK(run(blocks) == one);
}

TEST_CASE("an outlet in a notch between active cells drains, and nothing gathers beyond its face",
          "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  const int n = 21;
  std::vector<std::uint8_t> active(n * n, 1);
  for (int j = 0; j < 4; ++j) active[j * n + 10] = 0;
  SurfaceCase valley(Grid(n, n, 10.0, 0.0, 0.0, "", active));
  valley.scheme(scheme)
      .terrain([](double x, double y) { return 0.1 * std::fabs(x - 105.0) + 0.1 * std::fabs(y - 45.0); })
      .manning(0.05);
  valley.outlet_face({surface::Face::Axis::y, 10, 4}, -1, 0.05);
  valley.start();
  valley.rain = 100.0 / 3.6e6;
  valley.run_until(3600.0);
  CHECK(valley.state.depth[valley.grid.index(10, 3)] == 0.0);
  CHECK(valley.process->wave_speed() < 5.0);
  CHECK(valley.water_out() > 0.5 * valley.rained.value());
  CHECK(std::fabs(valley.water_error()) < balance_tolerance);
}

TEST_CASE("the draining limiter acts on a steep step of thin water and keeps every drop", "[verification]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  SurfaceCase cliff(SurfaceCase::rectangle(40, 3, 1.0));
  cliff.scheme(scheme)
      .terrain([](double x, double) { return x < 20.0 ? 10.0 + 0.5 * (20.0 - x) : 0.0; })
      .manning(0.01);
  cliff.water([](double x, double) { return x < 20.0 ? 0.02 : 0.0; });
  cliff.start();
  const double before = cliff.volume();
  double lowest = 0.0;
  for (int step = 0; step < 400; ++step) {
    // Beyond the Courant limit, so that cells run dry.
    cliff.step((scheme == Scheme::full ? 1.5 : 4.0) * cliff.process->max_step());
    lowest = std::min(lowest, cliff.lowest_depth());
  }
  CHECK(cliff.limited > 0);
  CHECK(lowest >= 0.0);
  CHECK(cliff.volume() == Approx(before).epsilon(single_state ? balance_tolerance : 1e-13));
}
