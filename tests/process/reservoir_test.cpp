#include <catch2/catch.hpp>

#include "process/pool_laws.hpp"
#include "process/reservoir/breach_laws.hpp"
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
  r.outlet = {1.0, 0.2, 0.62, {}};
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

TEST_CASE("an even deposit takes storage below the normal level in proportion, and no more", "[reservoir]") {
  Reservoir r = prism();
  r.normal_level = 10.0;
  r.even_deposit = true;
  const double deposit = 2.5e5;  // a quarter of the 1e6 m3 below the normal level
  CHECK(r.level_of(3.75e5, deposit) == Approx(5.0));
  CHECK(r.level_of(7.5e5, deposit) == Approx(10.0));
  CHECK(r.level_of(9.5e5, deposit) == Approx(12.0));
  for (const double level : {0.5, 4.0, 10.0, 15.0})
    CHECK(r.level_of(r.volume_of(level, deposit), deposit) == Approx(level));
}

TEST_CASE("Froehlich's breach is that of the reference, and opens in a line from the crest",
          "[reservoir][laws]") {
  CHECK(reservoir::froehlich_width(1.3, 1e6, 15.0) == Approx(32.535).epsilon(1e-4));
  CHECK(reservoir::froehlich_time(1e6, 15.0) == Approx(1345.2).epsilon(1e-4));
  Reservoir r = prism();
  r.breach = {true, 1e300, 600.0, 5.0, 22.5, 1000.0, 1.3, 1.0};
  ReservoirState state(r, 0);
  state.breach_began = 600.0;
  CHECK(reservoir::breach_at(r, state, 600.0).bottom_width == 0.0);
  const reservoir::BreachOpening half = reservoir::breach_at(r, state, 1100.0);
  CHECK(half.bottom == Approx(12.5));
  CHECK(half.bottom_width == Approx(3.75));  // a mean width of 22.5 m over 15 m at 1:1 is 7.5 m at the bottom
  CHECK(reservoir::breach_at(r, state, 9e9).bottom == Approx(5.0));
}

TEST_CASE("a pool drains through a breach that stands open as a weir's closed form says",
          "[reservoir][closed form]") {
  Reservoir r = prism();
  r.breach = {true, 1e300, 0.0, 0.0, 10.0, 1e-3, 1.3, 0.0};
  r.start_level = 4.0;
  ReservoirState pool(r, 0);
  for (int n = 1; n <= 60; ++n) reservoir::advance_pool(60.0, 60.0 * n, r, {}, {0.0, {}}, pool);
  const double root = 0.5 + 17.0 * 3600.0 / 2e5;
  CHECK(pool.level(r) == Approx(1.0 / (root * root)).epsilon(1e-6));
  CHECK(pool.books[breached].value() == Approx(4e5 - pool.water).epsilon(1e-12));
}

TEST_CASE("a breach begins at its level, not before, and is not undone", "[reservoir]") {
  Reservoir r = prism();
  r.breach = {true, 6.0, 1e300, 0.0, 30.0, 600.0, 1.3, 1.0};
  r.start_level = 5.0;
  ReservoirState pool(r, 0);
  for (int n = 1; n <= 600; ++n) {
    const double level = pool.level(r);
    const reservoir::Outflow out =
        reservoir::advance_pool(60.0, 60.0 * n, r, {}, {n < 60 ? 6000.0 : 0.0, {}}, pool);
    CHECK((out.water > 0.0) <= (pool.breach_began >= 0.0));
    if (pool.breach_began == 60.0 * (n - 1)) CHECK(level >= 6.0);
  }
  CHECK(pool.breach_began > 0.0);
  CHECK(pool.level(r) < 1.0);
}

TEST_CASE("releases follow the rule of their date", "[reservoir]") {
  Reservoir r = prism();
  r.outlet = {0.0, 100.0, 1.0, {{-1e300, {0.0, 20.0}, {1.0, 1.0}}, {3600.0, {0.0, 20.0}, {7.0, 7.0}}}};
  r.start_level = 10.0;
  ReservoirState pool(r, 0);
  for (int n = 1; n <= 120; ++n) {
    const double out = reservoir::advance_pool(60.0, 60.0 * n, r, {}, {0.0, {}}, pool).water;
    REQUIRE(out == Approx(n <= 60 ? 60.0 : 420.0).epsilon(1e-12));
  }
}

TEST_CASE("a storage table that is not one names every fault", "[reservoir]") {
  CHECK_THROWS_WITH(StorageCurve({0.0, 2.0, 1.0}, {0.0, 5.0, 4.0}, {1.0, 2.0, 1.0}),
                    Catch::Contains("row 3: level 1 m is not above") &&
                        Catch::Contains("row 3: volume 4 m3") && Catch::Contains("row 3: area 1 m2"));
  CHECK_THROWS_WITH(StorageCurve({0.0}, {3.0}, {1.0}),
                    Catch::Contains("at least two rows") && Catch::Contains("with volume 0"));
}

TEST_CASE("sediment fills a reservoir up to its sill, then passes on", "[reservoir]") {
  for (const bool even : {false, true}) {
    Reservoir r;
    r.curve = StorageCurve({0.0, 2.0, 5.0, 8.0}, {0.0, 8e3, 4.4e4, 1.19e5}, {0.0, 8e3, 1.6e4, 3.4e4});
    r.crest = 8.0;
    r.crest_length = 50.0;
    r.normal_level = r.start_level = 5.0;
    r.spillway = {5.0, 10.0, 0.385, -1.0, 0.6};
    r.even_deposit = even;
    r.deposit_density = {1100.0, 1500.0};
    CHECK(r.deposit_capacity() == Approx(4.4e4));
    const Grains grains{{2e-5, 2650.0, 4e-4, -1.0}, {2e-4, 2650.0, 2e-2, -1.0}};
    ReservoirState pool(r, 2);
    Sum in, out;
    double passed = 0.0;
    for (int n = 1; n <= 4000; ++n) {  // 100 kg/m3 in all, more than finds room
      const reservoir::Inflow inflow{2.0 * 120.0, {40.0 * 120.0, 160.0 * 120.0}};
      const reservoir::Outflow outflow = reservoir::advance_pool(120.0, 120.0 * n, r, grains, inflow, pool);
      passed = 0.0;
      for (int k = 0; k < 2; ++k) {
        in.add(inflow.classes[k]);
        out.add(outflow.classes[k]);
        passed += outflow.classes[k];
      }
      REQUIRE(pool.deposit_volume(r) <= r.deposit_capacity() * (1.0 + 1e-12));
    }
    CHECK(pool.deposit_volume(r) == Approx(r.deposit_capacity()).epsilon(1e-9));
    CHECK(passed == Approx(200.0 * 120.0).epsilon(1e-6));  // all that comes
    double held = 0.0;
    for (int k = 0; k < 2; ++k) {
      held += pool.deposited[k];
      for (const double mass : pool.suspended[k]) held += mass;
    }
    CHECK(std::fabs(in.value() - out.value() - held) <= 1e-12 * in.value());
    // The water, 2 m3/s over 10 m, stands above the sill; the deposit does not.
    CHECK(pool.level(r) ==
          Approx(5.0 + std::pow(2.0 / (3.85 * std::sqrt(2.0 * 9.81)), 2.0 / 3.0)).epsilon(1e-3));
    CHECK(r.curve.level_of(pool.deposit_volume(r)) <= 5.0 + 1e-9);
  }
}

TEST_CASE("a shut spillway leaves the room below the crest to the deposit", "[reservoir]") {
  Reservoir r = prism();
  r.spillway = {5.0, 10.0, 0.385, 0.0, 0.6};
  CHECK(r.deposit_capacity() == Approx(2e6));
  r.spillway.gate_opening = 0.2;
  CHECK(r.deposit_capacity() == Approx(5e5));
}

TEST_CASE("the open water above an even deposit is dV/dz of the storage that is left", "[reservoir]") {
  Reservoir r = prism();
  r.normal_level = 10.0;
  r.even_deposit = true;
  const double deposit = 2.5e5, step = 1e-3;
  for (const double level : {0.5, 4.0, 9.0, 15.0}) {
    const double grown = r.volume_of(level + step, deposit) - r.volume_of(level, deposit);
    CHECK(r.area_of(r.volume_of(level, deposit), deposit) == Approx(grown / step).epsilon(1e-6));
  }
}

TEST_CASE("areas that contradict the volumes of a storage table are refused, those far from them doubted",
          "[reservoir]") {
  // Areas in mu: 1 mu is 667 m2.
  CHECK_THROWS_WITH(StorageCurve({0.0, 4.0, 8.0}, {0.0, 2e5, 6e5}, {10.0, 112.0, 190.0}),
                    Catch::Contains("row 2: the volume grows by 2e+05 m3 over 4 m") &&
                        Catch::Contains("hold 40 to 448 m3"));
  CHECK_THROWS_WITH(StorageCurve({0.0, 4.0}, {0.0, 1e5}, {1e5, 1e5}),
                    Catch::Contains("hold 4e+05 to 4e+05 m3"));
  CHECK(StorageCurve({0.0, 3.0, 6.0}, {0.0, 1e4, 8e4}, {0.0, 1e4, 4e4}).doubtful_rows().empty());  // cones
  CHECK(StorageCurve({0.0, 20.0}, {0.0, 2e6}, {1e5, 1e5}).doubtful_rows().empty());
  const std::vector<std::string> rows =
      StorageCurve({0.0, 3.0, 6.0}, {0.0, 1e4, 1.1e5}, {0.0, 1e4, 4e4}).doubtful_rows();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0] == "3 (1e+05 m3, by its areas 7e+04 to 7.5e+04 m3)");
}
