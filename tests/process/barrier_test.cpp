// Bunds and walls on faces: at rest, overtopped, drowned.
#include <catch2/catch.hpp>
#include <cmath>

#include "process/flow/barrier_laws.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::BoundaryKind;
using surface::Face;
using surface::Scheme;
using testing::SurfaceCase;

namespace {

constexpr double g = 9.81;

/// A wall across the whole case before column i.
void wall_across(SurfaceCase& c, int i, double crest) {
  for (int j = 0; j < c.grid.ny(); ++j) c.barriers.push_back({{Face::Axis::x, i, j}, crest});
}

/// A ring around the cells from..to in both directions.
void ring(SurfaceCase& c, int from, int to, double crest) {
  for (int k = from; k <= to; ++k) {
    for (const int end : {from, to + 1}) {
      c.barriers.push_back({{Face::Axis::x, end, k}, crest});
      c.barriers.push_back({{Face::Axis::y, k, end}, crest});
    }
  }
}

double hump(double x, double y) { return 100.0 + 0.25 * std::floor(x / 20.0) + 0.125 * std::floor(y / 15.0); }

}  // namespace

TEST_CASE("a barrier's flux is the mirror of the mirrored state's, bit for bit", "[barrier][laws]") {
  for (const double h_left : {0.0, 0.3, 1.2}) {
    for (const double h_right : {0.0, 0.8, 2.0}) {
      for (const double dz : {-0.5, 0.0, 0.25}) {
        for (const double u : {-1.5, 0.0, 0.7}) {
          const auto there = flow::barrier_flux(h_left, u, h_right, 0.4, dz, 0.2, g);
          const auto back = flow::barrier_flux(h_right, -0.4, h_left, -u, -dz, 0.2, g);
          CHECK(there.mass == -back.mass);
          CHECK(there.momentum_left == back.momentum_right);
          CHECK(there.momentum_right == back.momentum_left);
        }
      }
    }
  }
}

TEST_CASE("lakes rest on both sides of a barrier, below the crest at two levels and above it at one",
          "[barrier]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const bool drowned = GENERATE(false, true);
  SurfaceCase lake(SurfaceCase::rectangle(24, 9, 5.0));
  lake.scheme(scheme).terrain(hump).manning(0.03);
  const double left = 102.5, right = drowned ? 102.5 : 101.75;
  lake.water([&](double x, double y) { return (x < 60.0 ? left : right) - hump(x, y); });
  wall_across(lake, 12, drowned ? 102.0 : 102.5);
  lake.start();
  const std::uint64_t before = lake.hash();
  for (int n = 0; n < 500; ++n) lake.step(lake.process->max_step());
  CHECK(lake.fastest() == 0.0);
  CHECK(lake.hash() == before);
}

TEST_CASE("a bunded field holds the rain up to its bund, and lets pass what is more", "[barrier]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  SurfaceCase field(SurfaceCase::rectangle(9, 9, 10.0));
  const auto within = [](double x) { return x > 30.0 && x < 60.0; };
  field.scheme(scheme)
      .terrain([&](double x, double y) { return within(x) && within(y) ? 5.0 : 4.0; })
      .manning(0.05);
  ring(field, 3, 5, 5.2);
  field.rain = 0.1 / 3600.0;
  field.start();
  const auto inside = [&] {
    double water = 0.0;
    for (int j = 3; j <= 5; ++j)
      for (int i = 3; i <= 5; ++i) water += field.state.depth[field.grid.index(i, j)];
    return water;
  };
  field.run_until(6840.0);  // 190 mm
  CHECK(inside() == Approx(9.0 * 0.19).epsilon(1e-12));
  field.run_until(7200.0);
  field.rain = 0.0;
  field.run_until(7260.0);  // exactly full: nothing has passed
  CHECK(inside() == Approx(9.0 * 0.2).epsilon(1e-9));
  field.rain = 0.1 / 3600.0;
  field.run_until(10800.0);
  // The level outside is below the crest: inside stand 200 mm and the head that carries the rain away.
  const double carried = 9.0 * 100.0 * field.rain / (12.0 * 10.0);
  const double head = 1.5 * std::cbrt(carried * carried / g);
  CHECK(inside() / 9.0 > 0.2);
  CHECK(inside() / 9.0 < 0.2 + 2.0 * head);
  CHECK(std::fabs(field.volume() / field.rained.value() - 1.0) < 1e-13);
}

TEST_CASE("shallow water behind a bund across a slope comes to rest", "[barrier]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const bool along_x = GENERATE(true, false);
  SurfaceCase slope(SurfaceCase::rectangle(9, 9, 10.0));
  slope.scheme(scheme)
      .terrain([&](double x, double y) { return 10.0 - 0.05 * (along_x ? x : y); })
      .manning(0.05);
  for (int k = 0; k < 9; ++k) {
    const Face face{along_x ? Face::Axis::x : Face::Axis::y, along_x ? 5 : k, along_x ? k : 5};
    slope.barriers.push_back({face, 10.0});
  }
  // 200 mm in the cells above the bund: less than the ground rises from there to the next cell, 500 mm.
  slope.water([&](double x, double y) { return std::fabs((along_x ? x : y) - 45.0) < 5.0 ? 0.2 : 0.0; });
  slope.start();
  slope.run_until(600.0);
  const std::size_t cell = slope.grid.index(4, 4);
  CHECK(slope.state.depth[cell] == Approx(0.2).epsilon(1e-12));
  CHECK(std::fabs(slope.state.velocity_x[cell]) < 1e-6);
  CHECK(std::fabs(slope.state.velocity_y[cell]) < 1e-6);
}

TEST_CASE("a steady flow over a wall stands at the head of a broad-crested weir", "[barrier]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const double q = GENERATE(0.05, 0.3);
  SurfaceCase flume(SurfaceCase::rectangle(60, 1, 2.0));
  flume.scheme(scheme).terrain([](double, double) { return 0.0; }).manning(0.0);
  flume.water([](double x, double) { return x < 60.0 ? 1.0 : 0.02; });
  wall_across(flume, 30, 1.0);
  const std::size_t in = flume.edge(false, BoundaryKind::discharge);
  flume.edge(true, BoundaryKind::critical);
  flume.hold(in, {.discharge = q * 2.0, .concentration = {}});
  flume.start();
  flume.run_until(3000.0);
  const std::size_t before = flume.grid.index(28, 0);
  const double h = flume.state.depth[before], u = flume.state.velocity_x[before];
  const double head = 1.5 * std::cbrt(q * q / g);  // q = sqrt(g) (2 E/3)^1.5
  CAPTURE(q, h, u, head);
  CHECK(h * u == Approx(q).epsilon(1e-4));
  CHECK(h + 0.5 * u * u / g - 1.0 == Approx(head).epsilon(0.02));
}

TEST_CASE("a dam break against a wall loses no water, and none passes below the crest", "[barrier]") {
  SurfaceCase basin(SurfaceCase::rectangle(50, 3, 1.0));
  basin.terrain([](double, double) { return 0.0; }).manning(0.02);
  basin.water([](double x, double) { return x < 20.0 ? 1.0 : 0.0; });
  wall_across(basin, 40, 4.0);
  basin.start();
  const double volume = basin.volume();
  basin.run_until(60.0);
  CHECK(basin.volume() == Approx(volume).epsilon(1e-14));
  CHECK(basin.lowest_depth() >= 0.0);
  for (int i = 40; i < 50; ++i) CHECK(basin.state.depth[basin.grid.index(i, 1)] == 0.0);
  CHECK(basin.state.depth[basin.grid.index(39, 1)] > 0.3);
}

TEST_CASE("a bund deep under water hardly holds the flow back", "[barrier]") {
  const double q = 2.0;
  double levels[2];
  for (const bool bund : {false, true}) {
    SurfaceCase flume(SurfaceCase::rectangle(60, 1, 5.0));
    flume.terrain([](double, double) { return 0.0; }).manning(0.03);
    flume.water([](double, double) { return 2.0; });
    if (bund) wall_across(flume, 30, 0.2);
    const std::size_t in = flume.edge(false, BoundaryKind::discharge);
    const std::size_t out = flume.edge(true, BoundaryKind::stage);
    flume.hold(in, {.discharge = q * 5.0, .concentration = {}});
    flume.hold(out, {.level = 2.0, .concentration = {}});
    flume.start();
    flume.run_until(3000.0);
    levels[bund ? 1 : 0] = flume.state.depth[flume.grid.index(5, 0)];
  }
  CAPTURE(levels[0], levels[1]);
  CHECK(levels[1] >= levels[0] - 1e-6);
  CHECK(levels[1] - levels[0] < 0.05);  // less than the velocity head of the flow, 0.05 m
}
