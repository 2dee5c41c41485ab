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

}  // namespace

TEST_CASE("a gate passes the weir's discharge until the water touches it", "[reservoir][laws]") {
  const double weir = pool::weir_discharge(0.385, 3.0, 1.0);
  CHECK(weir == Approx(0.385 * 3.0 * std::sqrt(2.0 * 9.81)).epsilon(1e-12));
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 5.0, 1.0) == weir);
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 0.1, 1.0) == Approx(pool::orifice_discharge(0.6, 0.3, 1.0)));
  CHECK(pool::gate_discharge(0.385, 0.6, 3.0, 0.0, 1.0) == 0.0);
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
