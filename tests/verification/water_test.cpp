// Closed forms of shallow water: physics.md section 10.1. Numbers are from the page, norms are computed here.
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using testing::SurfaceCase;

TEST_CASE("V05 Thacker's oscillation in a parabola, plane surface", "[verification]") {
  const double a = 1.0, h0 = 0.5, length = 4.0;
  const double omega = std::sqrt(2.0 * 9.81 * h0) / a;
  const double period = 2.0 * constants::pi / omega;
  CHECK(period == Approx(2.0061).epsilon(1e-4));
  const auto bed = [&](double x) { return h0 * ((x - 2.0) * (x - 2.0) / (a * a) - 1.0); };
  const auto depth = [&](double x, double t) {
    const double s = (x - 2.0) + 0.5 * a * std::cos(omega * t);
    return std::max(0.0, h0 * (1.0 - s * s / (a * a)));
  };
  const auto error_of = [&](int n, double periods) {
    SurfaceCase bowl(SurfaceCase::rectangle(n, 1, length / n));
    bowl.terrain([&](double x, double) { return bed(x); }).manning(0.0);
    bowl.water([&](double x, double) { return depth(x, 0.0); });
    bowl.start();
    bowl.run_until(periods * period);
    double error = 0.0, norm = 0.0;
    bowl.each([&](std::size_t k, int i, int) {
      const double exact = depth(bowl.grid.x_centre(i), bowl.time);
      error += std::fabs(bowl.state.depth[k] - exact);
      norm += exact;
    });
    CHECK(bowl.lowest_depth() >= 0.0);
    return error / norm;
  };
  const double e200 = error_of(200, 5.0);
  const double e100 = error_of(100, 5.0);
  CAPTURE(e100, e200);
  CHECK(e200 < 0.02);
  CHECK(std::log2(e100 / e200) > 1.5);
}

TEST_CASE("V09 rain on a closed box is the rain", "[verification]") {
  SurfaceCase box(SurfaceCase::rectangle(12, 10, 10.0));
  box.terrain(
      [](double x, double y) { return 3.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 5); });
  box.manning(0.05);
  box.start();
  for (const double rate : {1e-5, 0.0, 3e-5}) {
    box.rain = rate;
    box.run_until(box.time + 900.0);
  }
  const double fallen = (1e-5 + 3e-5) * 900.0 * box.grid.active_area();
  CHECK(box.rained.value() == Approx(fallen).epsilon(1e-12));
  CHECK(std::fabs(box.water_error()) <= 1e-12);
  CHECK(box.lowest_depth() >= 0.0);
}

TEST_CASE("V10 the kinematic plane: steady depth, rise and recession", "[verification]") {
  const double length = 100.0, slope = 0.05, n = 0.05, rain = 50.0 / 3.6e6;
  const double t_e = 565.749, q_e = 1.388889e-3;
  const double dx = GENERATE(2.0, 10.0);
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(length / dx), 1, dx));
  plane.terrain([&](double x, double) { return slope * (length - x); }).manning(n);
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
  const double tolerance = dx == 2.0 ? 0.01 : 0.03;
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
  CHECK(std::fabs(plane.water_error()) < 1e-12);
}

TEST_CASE("V12 spin-up against friction follows u_n tanh", "[verification]") {
  const double h = 0.01, n = 0.05, slope = 0.1;
  const double t[] = {0.1, 0.2, 0.5, 1.0};
  const double u[] = {.0946044, .1714072, .2734999, .2928260};
  const auto worst_error = [&](double dt) {
    SurfaceCase plane(SurfaceCase::rectangle(60, 1, 10.0));
    plane.terrain([&](double x, double) { return slope * (600.0 - x); })
        .manning(n)
        .water([&](double, double) { return h; });
    plane.east_outlet(slope);
    plane.start();
    double worst = 0.0;
    for (int k = 0; k < 4; ++k) {
      while (plane.time < t[k] - 1e-9) plane.step(dt);
      worst = std::max(worst, std::fabs(plane.state.velocity_x[plane.grid.index(30, 0)] / u[k] - 1.0));
    }
    return worst;
  };
  const double e1 = worst_error(0.01), e2 = worst_error(0.005);
  CAPTURE(e1, e2);
  CHECK(e1 < 0.02);
  CHECK(std::log2(e1 / e2) > 0.9);
}

TEST_CASE("V13 friction alone never turns the flow round, however long the step", "[verification]") {
  for (const double dt : {0.01, 1.0, 100.0, 1e4}) {
    const double factor = flow::friction_factor(9.81 * 0.2 * 0.2, inverse_cbrt(1e-3), 2.0, dt);
    CHECK(factor > 0.0);
    CHECK(factor < 1.0);
  }
}

TEST_CASE("V14 rain-fed planes rotated on the raster keep their depth", "[verification]") {
  const double slope = GENERATE(0.1, 0.4);
  const double degrees = GENERATE(0.0, 15.0, 30.0, 45.0);
  const double angle = degrees * constants::pi / 180.0;
  const double c = std::cos(angle), s = std::sin(angle), n = 0.1, rain = 100.0 / 3.6e6;
  SurfaceCase plane(SurfaceCase::rectangle(60, 60, 10.0));
  plane.terrain([&](double x, double y) { return slope * (1200.0 - (x * c + y * s)); }).manning(n);
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
  CHECK(error / norm <= 0.005);
  CHECK(std::fabs(plane.water_error()) < 1e-12);
}

TEST_CASE("V15 a storm on white-noise terrain keeps depths positive, water exact, one hash for any division",
          "[verification]") {
  const auto run = [](int blocks) {
    SurfaceCase wild(SurfaceCase::rectangle(61, 47, 10.0));
    wild.parameters.blocks = blocks;
    wild.terrain([](double x, double y) {
      return 0.3 * (620.0 - x) + 6.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 11);
    });
    wild.manning(0.05);
    wild.east_outlet(0.3);
    wild.start(std::min(blocks, 7));
    wild.rain = 100.0 / 3.6e6;
    double lowest = 0.0;
    while (wild.time < 1800.0) {
      wild.step(std::min(wild.process->max_step(), 1800.0 - wild.time));
      lowest = std::min(lowest, wild.lowest_depth());
    }
    CHECK(lowest >= 0.0);
    CHECK(std::fabs(wild.water_error()) < 1e-12);
    return wild.hash();
  };
  const std::uint64_t one = run(1);
  for (const int blocks : {2, 3, 4, 7, 47}) CHECK(run(blocks) == one);
}

TEST_CASE("a storm on a ragged mask gives one hash and one count of limited cells for any division",
          "[verification]") {
  const int nx = 53, ny = 41;
  std::vector<std::uint8_t> active(nx * ny);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) active[j * nx + i] = testing::noise(i, j, 17) > -0.6 ? 1 : 0;
  const auto run = [&](int blocks) {
    SurfaceCase wild(Grid(nx, ny, 10.0, 0.0, 0.0, "", active));
    wild.parameters.blocks = blocks;
    wild.terrain([](double x, double y) {
      return 0.3 * (540.0 - x) + 6.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 11);
    });
    wild.manning(0.05);
    for (int j = 0; j < ny; ++j)
      if (wild.grid.active(nx - 1, j)) wild.outlet_face({surface::Face::Axis::x, nx, j}, 1, 0.3);
    wild.start(std::min(blocks, 4));
    wild.rain = 100.0 / 3.6e6;
    wild.run_until(900.0);
    CHECK(std::fabs(wild.water_error()) < 1e-12);
    return std::pair(wild.hash(), wild.limited);
  };
  const auto one = run(1);
  for (const int blocks : {2, 3, 4, 7, 41}) CHECK(run(blocks) == one);
}

TEST_CASE("an outlet in a notch between active cells drains, and nothing gathers beyond its face",
          "[verification]") {
  const int n = 21;
  std::vector<std::uint8_t> active(n * n, 1);
  for (int j = 0; j < 4; ++j) active[j * n + 10] = 0;
  SurfaceCase valley(Grid(n, n, 10.0, 0.0, 0.0, "", active));
  valley.terrain([](double x, double y) { return 0.1 * std::fabs(x - 105.0) + 0.1 * std::fabs(y - 45.0); })
      .manning(0.05);
  valley.outlet_face({surface::Face::Axis::y, 10, 4}, -1, 0.05);
  valley.start();
  valley.rain = 100.0 / 3.6e6;
  valley.run_until(3600.0);
  CHECK(valley.state.depth[valley.grid.index(10, 3)] == 0.0);
  CHECK(valley.process->wave_speed() < 5.0);
  CHECK(valley.water_out() > 0.5 * valley.rained.value());
  CHECK(std::fabs(valley.water_error()) < 1e-12);
}

TEST_CASE("the draining limiter acts on a steep step of thin water and keeps every drop", "[verification]") {
  SurfaceCase cliff(SurfaceCase::rectangle(40, 3, 1.0));
  cliff.terrain([](double x, double) { return x < 20.0 ? 10.0 + 0.5 * (20.0 - x) : 0.0; }).manning(0.01);
  cliff.water([](double x, double) { return x < 20.0 ? 0.02 : 0.0; });
  cliff.start();
  const double before = cliff.volume();
  double lowest = 0.0;
  for (int step = 0; step < 400; ++step) {
    cliff.step(1.5 * cliff.process->max_step());  // beyond the Courant limit, so that cells run dry
    lowest = std::min(lowest, cliff.lowest_depth());
  }
  CHECK(cliff.limited > 0);
  CHECK(lowest >= 0.0);
  CHECK(cliff.volume() == Approx(before).epsilon(1e-13));
}

TEST_CASE("V16 the steep-slope correction slows the flow by cos^(13/6)", "[verification]") {
  const double slope = std::tan(constants::pi / 6.0), n = 0.1, rain = 100.0 / 3.6e6, dx = 2.0;
  const double cosine = std::cos(constants::pi / 6.0);
  const auto depth_at_foot = [&](double correction) {
    SurfaceCase plane(SurfaceCase::rectangle(50, 1, dx));
    plane.terrain([&](double x, double) { return slope * (100.0 - x); }).manning(n, correction);
    plane.east_outlet(slope);
    plane.start();
    plane.rain = rain;
    plane.run_until(1500.0);
    return plane.state.depth[plane.grid.index(40, 0)];
  };
  const double ratio = depth_at_foot(std::pow(cosine, -13.0 / 3.0)) / depth_at_foot(1.0);
  CHECK(ratio == Approx(1.2056).epsilon(2e-3));
}

TEST_CASE("a disc of slope with a ragged edge drains as the plane does", "[verification]") {
  const double slope = GENERATE(0.1, 0.3);
  const double radius = 300.0, dx = 10.0, n = 0.1, rain = 100.0 / 3.6e6;
  const int cells = 62;
  const auto inside = [&](int i, int j) {
    return i >= 0 && j >= 0 && i < cells && j < cells &&
           std::hypot((i + 0.5) * dx - 310.0, (j + 0.5) * dx - 310.0) < radius;
  };
  std::vector<std::uint8_t> active(cells * cells);
  for (int j = 0; j < cells; ++j)
    for (int i = 0; i < cells; ++i) active[j * cells + i] = inside(i, j) ? 1 : 0;
  SurfaceCase disc(Grid(cells, cells, dx, 0.0, 0.0, "", active));
  disc.terrain([&](double x, double) { return slope * (620.0 - x); }).manning(n);
  disc.each([&](std::size_t, int i, int j) {
    if (!inside(i + 1, j)) disc.outlet_face({surface::Face::Axis::x, i + 1, j}, 1, slope);
  });
  disc.start();
  disc.rain = rain;
  disc.run_until(3000.0);
  double error[2] = {0.0, 0.0}, norm[2] = {0.0, 0.0};
  disc.each([&](std::size_t k, int i, int j) {
    const double y = disc.grid.y_centre(j) - 310.0;
    const double length = disc.grid.x_centre(i) - 310.0 + std::sqrt(radius * radius - y * y);
    const double exact = std::pow(n * rain * length / std::sqrt(slope), 0.6);
    const double from_centre = std::hypot(disc.grid.x_centre(i) - 310.0, disc.grid.y_centre(j) - 310.0);
    const int zone = from_centre > radius - 50.0 ? 1 : 0;
    error[zone] += std::fabs(disc.state.depth[k] - exact);
    norm[zone] += exact;
  });
  CAPTURE(slope, error[0] / norm[0], error[1] / norm[1]);
  CHECK(error[0] / norm[0] <= 0.005);
  CHECK(error[1] / norm[1] <= 0.05);
}

TEST_CASE("rotating or mirroring the watershed rotates or mirrors the answer bit for bit", "[verification]") {
  const int n = 33;
  const auto terrain_at = [](int i, int j) { return 0.2 * i + 0.1 * j + 4.0 * testing::noise(i, j, 21); };
  const auto run = [&](auto place) {  // place: original (i, j) -> turned (i, j)
    SurfaceCase turned(SurfaceCase::rectangle(n, n, 10.0));
    std::vector<double> z(n * n);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i) {
        const auto [a, b] = place(i, j);
        turned.state.bed[turned.grid.index(a, b)] = terrain_at(i, j);
        turned.land.cover[turned.grid.index(a, b)] = 0;
      }
    turned.manning(0.05).start();
    turned.rain = 2e-5;
    for (int step = 0; step < 150; ++step) turned.step(turned.process->max_step());
    BitHash hash;
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i) {
        const auto [a, b] = place(i, j);
        hash.add(turned.state.depth[turned.grid.index(a, b)]);
      }
    return hash.value();
  };
  using P = std::pair<int, int>;
  const std::uint64_t straight = run([](int i, int j) { return P{i, j}; });
  CHECK(run([&](int i, int j) { return P{n - 1 - j, i}; }) == straight);
  CHECK(run([&](int i, int j) { return P{n - 1 - i, n - 1 - j}; }) == straight);
  CHECK(run([&](int i, int j) { return P{j, n - 1 - i}; }) == straight);
  CHECK(run([&](int i, int j) { return P{n - 1 - i, j}; }) == straight);
  CHECK(run([&](int i, int j) { return P{j, i}; }) == straight);
}
