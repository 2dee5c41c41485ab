// A build with the state in single precision, beside closed forms: what it keeps of the double build, and
// what it gives up. The verification book and the tests of engine/verification run in such a build too.
#include <catch2/catch.hpp>

#include <cmath>

#include "bench/bench_terrain.hpp"
#include "support/noise.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using surface::Scheme;
using testing::SurfaceCase;

static_assert(single_state && sizeof(Real) == 4);

namespace {

/// A lake over a rough bed with islands, `base` above the sea; heights in units of 2^-k m.
SurfaceCase lake_at(double base, double unit, Scheme scheme) {
  SurfaceCase lake(SurfaceCase::rectangle(24, 20, 10.0));
  lake.scheme(scheme)
      .terrain([&](double x, double y) {
        const double height = base + 2.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 5);
        return unit > 0.0 ? unit * std::round(height / unit) : height;
      })
      .manning(0.0);
  lake.each([&](std::size_t k, int, int) { lake.state.depth[k] = std::max(0.0, base - lake.state.bed[k]); });
  lake.start();
  return lake;
}

/// Soil of `storage` [m] over rock, under three classes.
void three_classes(SurfaceCase& c, double storage) {
  Soil soil;
  SoilHorizon h;
  h.porosity = 0.45;
  h.initial_moisture = 0.25;
  h.bottom = storage / (h.porosity - h.initial_moisture);
  h.conductivity = 2e-6;
  h.suction = 0.1;
  h.erodibility = 2e-4;
  h.critical_shear = 0.5;
  h.class_fractions = {0.3, 0.3, 0.4};
  soil.horizons = {h};
  c.land.horizons =
      infiltration::make_horizon_table(std::array{soil}, std::array{infiltration::ColumnChoice{}});
  c.land.infiltration = true;
  c.land.erosion = erosion::make_erosion_table({soil}, c.land.grains);
  c.land.deposit_inverse_density.assign(3, 1.0 / 1457.5);
  c.each([&](std::size_t k, int, int) { c.state.front[k] = c.land.horizons.entry[0]; });
}

Grains three_grains() {
  Grains grains(3);
  const double diameter[] = {2e-6, 2e-5, 5e-4}, settling[] = {3.6e-6, 3.4e-4, 7.5e-3};
  for (int k = 0; k < 3; ++k) grains[k].diameter = diameter[k], grains[k].settling_velocity = settling[k];
  return grains;
}

double infiltrated(const SurfaceCase& c) {
  Sum sum;
  c.each([&](std::size_t k, int, int) { sum.add(c.state.infiltrated[k] * c.grid.cell_area()); });
  return sum.value();
}

}  // namespace

TEST_CASE("a lake whose numbers single precision can hold is exactly at rest", "[single]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  for (const double base : {0.0, 1000.0}) {
    SurfaceCase lake = lake_at(base, 1.0 / 1024.0, scheme);
    const std::uint64_t before = lake.hash();
    for (int n = 0; n < 2000; ++n) lake.step(lake.process->max_step());
    CHECK(lake.fastest() == 0.0);
    CHECK(lake.hash() == before);
  }
}

TEST_CASE("any other lake 1000 m above the sea moves by what its bed is rounded to, and no more",
          "[single]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  SurfaceCase lake = lake_at(1000.0, 0.0, scheme);
  const double before = lake.volume();
  double fastest = 0.0;
  for (int n = 0; n < 20000; ++n) {
    lake.step(lake.process->max_step());
    fastest = std::max(fastest, lake.fastest());
  }
  double uneven = 0.0;
  lake.each([&](std::size_t k, int, int) {
    if (lake.state.depth[k] > 0.01)
      uneven = std::max(uneven, std::fabs(lake.state.bed[k] + lake.state.depth[k] - 1000.0));
  });
  CAPTURE(fastest, uneven);
  // Half of the last digit at 1000 m is 3e-5 m: a step of twice that drives a sheet of 1 cm at 2 (6e-5)
  // sqrt(g/h).
  CHECK(fastest <= 4e-3);
  CHECK(uneven <= 2e-4);
  CHECK(lake.volume() == Approx(before).epsilon(balance_tolerance));
}

TEST_CASE("the mountain F128 comes to the discharge of its rain and closes over 20,000 steps", "[single]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const bench::Heights mountain = bench::fluvial_mountain(128);
  SurfaceCase c(SurfaceCase::rectangle(128, 128, 10.0));
  c.each([&](std::size_t k, int i, int j) {
    c.state.bed[k] = c.state.initial_bed[k] = mountain.values[mountain.at(i, 127 - j)];
    c.land.cover[k] = 0;
  });
  c.scheme(scheme).manning(0.05);
  for (int i = 62; i < 67; ++i) c.outlet_face({surface::Face::Axis::y, i, 0}, -1, 0.01);
  c.start(2);
  c.rain = 60.0 / 3.6e6;
  c.run_until(7140.0);
  const double left = c.water_out();
  c.run_until(7200.0);
  CAPTURE(c.steps, c.water_error());
  CHECK((c.water_out() - left) / 60.0 == Approx(c.rain * c.grid.active_area()).epsilon(0.01));
  CHECK(std::fabs(c.water_error()) <= balance_tolerance);
}

TEST_CASE("a storm fills the soil over rock, then all rain runs off, and three classes close", "[single]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean);
  const double storage = 0.01;
  SurfaceCase plane(SurfaceCase::rectangle(40, 4, 10.0), three_grains());
  plane.scheme(scheme).terrain([](double x, double) { return 800.0 + 0.05 * (400.0 - x); }).manning(0.05);
  plane.east_outlet(0.05);
  three_classes(plane, storage);
  plane.start(2);
  plane.rain = 40.0 / 3.6e6;
  plane.forcing.splash_energy[0] = 0.3;
  plane.run_until(3.0 * 3600.0);
  const double left = plane.water_out();
  plane.run_until(3.0 * 3600.0 + 600.0);
  CHECK(infiltrated(plane) == Approx(storage * plane.grid.active_area()).epsilon(1e-3));
  CHECK((plane.water_out() - left) / 600.0 == Approx(plane.rain * plane.grid.active_area()).epsilon(1e-3));
  const double stays = plane.volume() + infiltrated(plane) + plane.water_out();
  CHECK(std::fabs(stays / plane.rained.value() - 1.0) <= balance_tolerance);
  for (int k = 0; k < 3; ++k) {
    Sum eroded, elsewhere;
    plane.each([&](std::size_t cell, int, int) {
      eroded.add(plane.land.erosion.class_mass(0, k, plane.state.eroded[cell]) * plane.grid.cell_area());
      elsewhere.add(
          (plane.state.deposited[k][cell] + plane.state.depth[cell] * plane.state.concentration[k][cell]) *
          plane.grid.cell_area());
    });
    elsewhere.add(plane.process->sections()[0].classes[k].value());
    CHECK(eroded.value() > 1.0);
    CHECK(elsewhere.value() == Approx(eroded.value()).epsilon(balance_tolerance));
  }
}

TEST_CASE("a deep pond takes drizzle and seeps, though a step brings less than its last digit", "[single]") {
  const double seconds = 3600.0;
  SurfaceCase pond(SurfaceCase::rectangle(12, 10, 10.0), {});
  pond.terrain([](double, double) { return 700.0; }).manning(0.03).water([](double, double) { return 9.0; });
  three_classes(pond, 5.0);
  pond.land.erosion = {};
  pond.start();
  pond.rain = 0.5 / 3.6e6;  // 1e-7 m in a step; the last digit of 9 m is 1e-6 m
  const double before = pond.volume();
  while (pond.time < seconds) pond.step(std::min(pond.process->max_step(), seconds - pond.time));
  const double gone = before + pond.rained.value() - pond.volume();
  CHECK(infiltrated(pond) > 0.005 * pond.grid.active_area());
  // What infiltrates is booked as what the depth lost; of the rain the draws leave a random rest.
  CHECK(std::fabs(gone - infiltrated(pond)) <= 0.02 * pond.rained.value());
}

TEST_CASE("in single precision one hash for any number of threads and blocks, with three classes",
          "[single]") {
  const Scheme scheme = GENERATE(Scheme::full, Scheme::lean, Scheme::inertial);
  const auto run = [&](int threads, int blocks) {
    SurfaceCase wild(SurfaceCase::rectangle(41, 37, 10.0), three_grains());
    wild.scheme(scheme).parameters.blocks = blocks;
    wild.terrain([](double x, double y) {
      return 900.0 + 0.3 * (420.0 - x) + 4.0 * testing::noise(static_cast<int>(x), static_cast<int>(y), 11);
    });
    wild.manning(0.05);
    wild.east_outlet(0.3);
    three_classes(wild, 0.02);
    wild.start(threads);
    wild.rain = 100.0 / 3.6e6;
    wild.forcing.splash_energy[0] = 0.5;
    wild.run_until(600.0);
    double lowest = wild.lowest_depth();
    wild.each([&](std::size_t k, int, int) {
      for (int c = 0; c < 3; ++c) lowest = std::min(lowest, wild.state.concentration[c][k]);
    });
    CHECK(lowest >= 0.0);
    return wild.hash();
  };
  const std::uint64_t one = run(1, 1);
  for (const int threads : {1, 2, 3}) {
    for (const int blocks : {3, 7}) CHECK(run(threads, blocks) == one);
  }
}
