#include <catch2/catch.hpp>

#include "process/pool_laws.hpp"
#include "process/reservoir/reservoir_process.hpp"

using namespace qingliu;

namespace {

/// A prism of 1e5 m2 and 20 m; the crest is out of reach.
Reservoir prism() {
  Reservoir r;
  r.curve = StorageCurve({0.0, 20.0}, {0.0, 2e6}, {1e5, 1e5});
  r.crest = 20.0;
  r.crest_length = 100.0;
  return r;
}

/// Head above the bottom after `steps` of 60 s with an even inflow [m3 s-1].
double level_after(const Reservoir& r, double start, int steps, double flow = 0.0) {
  ReservoirState pool(r, 0);
  pool.water = r.curve.volume_of(start);
  for (int n = 1; n <= steps; ++n) reservoir::advance_pool(60.0, 60.0 * n, r, {}, {60.0 * flow, {}}, pool);
  return pool.level(r);
}

/// Trapped share of a steady pool with 10 m3/s in and, by its rule, out.
double steady_trapping(double settling, int tanks) {
  Reservoir r = prism();
  r.outlet = {0.0, 1.0, 0.62, {0.0, 20.0}, {10.0, 10.0}};
  r.tanks = tanks;
  r.start_level = 10.0;
  r.deposit_density = {1e12};  // its volume does not count here
  const Grains grains{{1e-5, 2650.0, settling, -1.0}};
  ReservoirState pool(r, 1);
  reservoir::Outflow out;
  for (int n = 1; n <= 60000; ++n)
    out = reservoir::advance_pool(600.0, 600.0 * n, r, grains, {6000.0, {6000.0}}, pool);
  return 1.0 - out.classes[0] / 6000.0;
}

}  // namespace

TEST_CASE("V22: a pool drains over a weir as the closed form says, in steps of 60 s",
          "[reservoir][closed form]") {
  Reservoir r = prism();
  r.spillway.width = 10.0;
  r.spillway.coefficient = 1.7 / std::sqrt(2.0 * constants::gravity);  // C b = 17
  for (const int steps : {10, 30, 60, 120}) {
    const double root = 1.0 + 17.0 * 60.0 * steps / 2e5;  // h0 = 1 m
    CHECK(level_after(r, 1.0, steps) == Approx(1.0 / (root * root)).epsilon(1e-6));
  }
  CHECK(level_after(r, 1.0, 120) == Approx(0.3848309).margin(5e-8));
}

TEST_CASE("V22: a pool drains through an orifice as the closed form says, down to empty",
          "[reservoir][closed form]") {
  Reservoir r = prism();
  r.outlet = {0.0, 2.0, 0.62, {}, {}};
  const double rate = 0.62 * 2.0 * std::sqrt(2.0 * constants::gravity) / 2e5;
  for (const int steps : {10, 100, 1000}) {
    const double root = 2.0 - rate * 60.0 * steps;
    CHECK(level_after(r, 4.0, steps) == Approx(root * root).epsilon(1e-6));
  }
  CHECK(level_after(r, 4.0, 3000) < 1e-6);
}

TEST_CASE("V22: a linear reservoir with inflow fills as the closed form says", "[reservoir][closed form]") {
  Reservoir r = prism();
  const double k = 5.0;  // Q = k h by a rule, below what the outlet can give
  r.outlet = {0.0, 100.0, 1.0, {0.0, 20.0}, {0.0, 20.0 * k}};
  for (const int steps : {10, 100, 1000}) {
    const double decay = std::exp(-k * 60.0 * steps / 1e5);
    CHECK(level_after(r, 8.0, steps, 20.0) == Approx(4.0 + 4.0 * decay).epsilon(1e-6));
  }
}

TEST_CASE("a gate passes the weir's discharge until the water touches it", "[reservoir][laws]") {
  const double weir = pool::weir_discharge(0.385, 3.0, 1.0);
  CHECK(weir == Approx(0.385 * 3.0 * std::sqrt(2.0 * 9.81)).epsilon(1e-12));
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 5.0, 1.0) == weir);
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 0.1, 1.0) == Approx(pool::orifice_discharge(0.6, 0.3, 1.0)));
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 0.0, 1.0) == 0.0);
}

TEST_CASE("V41: a steady pool traps as mixed tanks in series do", "[reservoir][closed form]") {
  const double area = 1e5, discharge = 10.0;
  for (const double settling : {1e-6, 1e-5, 1e-4, 1e-3}) {
    const double overflow = settling * area / discharge;
    CHECK(steady_trapping(settling, 1) == Approx(overflow / (1.0 + overflow)).epsilon(1e-9));
    CHECK(steady_trapping(settling, 3) == Approx(1.0 - std::pow(1.0 + overflow / 3.0, -3.0)).epsilon(1e-9));
    CHECK(pool::trapped_share(settling, area, discharge, 100000) ==
          Approx(1.0 - std::exp(-overflow)).epsilon(1e-3));
  }
}

TEST_CASE("a pool keeps water and every class while it fills, spills, tops its dam, leaks and empties",
          "[reservoir]") {
  Reservoir r = prism();
  r.curve = StorageCurve({0.0, 2.0, 5.0, 8.0}, {0.0, 2e3, 3e4, 1e5}, {0.0, 4e3, 2e4, 3e4});
  r.crest = 8.0;
  r.spillway = {6.0, 5.0, 0.385, 0.5, 0.6};
  r.outlet = {1.0, 0.2, 0.62, {}, {}};
  r.evaporation = 1e-7;
  r.seepage = 0.01;
  r.deposit_density = {500.0, 1500.0};
  const Grains grains{{2e-6, 2650.0, 3e-6, -1.0}, {2e-4, 2650.0, 2e-2, -1.0}};
  ReservoirState pool(r, 2);
  Sum in, out, classes_in, classes_out;
  double highest = 0.0;
  for (int n = 1; n <= 4000; ++n) {
    const double flow = n < 400 ? 60.0 : (n % 7 == 0 ? 0.3 : 0.0);
    const reservoir::Inflow inflow{flow * 30.0, {flow * 20.0, flow * 5.0}};
    const reservoir::Outflow outflow = reservoir::advance_pool(30.0, 30.0 * n, r, grains, inflow, pool);
    in.add(inflow.water);
    out.add(outflow.water);
    for (int k = 0; k < 2; ++k) {
      classes_in.add(inflow.classes[k]);
      classes_out.add(outflow.classes[k]);
    }
    REQUIRE(pool.water >= 0.0);
    highest = std::max(highest, pool.level(r));
  }
  CHECK(highest > r.crest);
  const double losses = pool.books[evaporated].value() + pool.books[seeped].value();
  CHECK(std::fabs(in.value() - out.value() - losses - pool.water) <= 1e-12 * in.value());
  double held = 0.0;
  for (int k = 0; k < 2; ++k) {
    held += pool.deposited[k];
    for (const double mass : pool.suspended[k]) held += mass;
  }
  CHECK(std::fabs(classes_in.value() - classes_out.value() - held) <= 1e-12 * classes_in.value());
  CHECK(pool.deposit_volume(r) == Approx(pool.deposited[0] / 500.0 + pool.deposited[1] / 1500.0));
}

TEST_CASE("deposit takes storage from the bottom up: the same water stands higher", "[reservoir]") {
  Reservoir r = prism();
  r.deposit_density = {1000.0};
  ReservoirState pool(r, 1);
  pool.water = 5e5;
  pool.deposited[0] = 2e8;  // 2e5 m3, 2 m of the prism
  CHECK(pool.level(r) == Approx(7.0));
}

TEST_CASE("a storage table that is not one names every fault", "[reservoir]") {
  CHECK_THROWS_WITH(StorageCurve({0.0, 2.0, 1.0}, {0.0, 5.0, 4.0}, {1.0, 2.0, 1.0}),
                    Catch::Contains("row 3: level 1 m is not above") &&
                        Catch::Contains("row 3: volume 4 m3") && Catch::Contains("row 3: area 1 m2"));
  CHECK_THROWS_WITH(StorageCurve({0.0}, {3.0}, {1.0}),
                    Catch::Contains("at least two rows") && Catch::Contains("with volume 0"));
}
