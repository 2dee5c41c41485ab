#include "process/infiltration/infiltrate_row.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "process/infiltration/green_ampt_laws.hpp"

using namespace qingliu;
using namespace qingliu::infiltration;

namespace {

constexpr double hour = 3600.0;
constexpr double cm = 0.01;

SoilHorizon horizon(double bottom, double conductivity, double suction, double deficit) {
  SoilHorizon result;
  result.bottom = bottom;
  result.conductivity = conductivity;
  result.suction = suction;
  result.porosity = 0.5;
  result.initial_moisture = 0.5 - deficit;
  return result;
}

HorizonTable table_of(std::vector<SoilHorizon> horizons, bool impervious, double factor = 1.0) {
  Soil soil;
  soil.name = "test";
  soil.horizons = std::move(horizons);
  soil.impervious_base = impervious;
  return make_horizon_table(std::array{soil}, std::array{ColumnChoice{0, factor}});
}

/// One cell that is stepped through infiltrate_row.
struct Cell {
  const HorizonTable& table;
  std::int32_t front_index = table.entry[0];
  double infiltrated = 0.0;

  /// Returns the water left of `available`.
  double step(double dt, double available, double ponded) {
    double left = 0.0;
    infiltrate_row(0, 1, table, dt, {&available, &ponded, &front_index, &infiltrated, &left});
    return left;
  }
};

/// Time to infiltrate F into a uniform soil under constant ponding (Green & Ampt 1911): F - A ln(1 + F/A) = K
/// t.
double time_to_infiltrate(double F, double A, double K) { return (F - A * std::log1p(F / A)) / K; }

}  // namespace

TEST_CASE("ponded Green-Ampt meets the closed form whatever the step (V17)", "[infiltration][process]") {
  const double K = 1.09 * cm / hour, suction = 11.01 * cm, deficit = 0.247;
  const HorizonTable table = table_of({horizon(1e3, K, suction, deficit)}, false);
  const std::array<std::array<double, 2>, 6> printed{
      {{0.1, 0.844282}, {0.25, 1.405472}, {0.5, 2.102648}, {1, 3.209669}, {2, 5.026602}, {4, 8.120489}}};
  for (const auto& [hours, expected] : printed) {
    for (int steps : {1, 7, 400, 20000}) {
      Cell cell{table};
      for (int n = 0; n < steps; ++n) cell.step(hours * hour / steps, 1.0, 0.0);
      INFO("after " << hours << " h in " << steps << " steps");
      CHECK(cell.infiltrated / cm == Approx(expected).epsilon(1e-6));
      CHECK(time_to_infiltrate(cell.infiltrated, suction * deficit, K) ==
            Approx(hours * hour).epsilon(1e-10));
    }
  }
}

TEST_CASE("Mein-Larson ponding comes out of the supply limit, better with shorter steps (V18)",
          "[infiltration][process]") {
  const double K = 0.65 * cm / hour, rain = 5.0 * cm / hour;
  const HorizonTable table = table_of({horizon(1e3, K, 16.68 * cm, 0.340)}, false);
  const std::array<std::array<double, 2>, 5> chow{
      {{0.25, 1.191339}, {0.5, 1.944132}, {1, 3.015873}, {2, 4.635301}, {3, 5.981529}}};
  double previous = 1e-3;  // the bound at 60 s steps
  for (double dt : {60.0, 20.0, 5.0}) {
    double worst = 0.0;
    for (const auto& [hours, expected] : chow) {
      Cell cell{table};
      for (int n = 0; n < std::lround(hours * hour / dt); ++n) cell.step(dt, rain * dt, 0.0);
      worst = std::max(worst, std::fabs(cell.infiltrated / cm / expected - 1.0));
    }
    INFO("dt " << dt << " s, worst relative error " << worst);
    CHECK(worst < previous);
    previous = worst;
  }
}

TEST_CASE("a front that crosses into a second horizon follows the two-layer closed form (V19)",
          "[infiltration][process]") {
  const double D1 = 0.2, K1 = 4e-6, suction1 = 0.12, deficit1 = 0.2;
  const double K2 = 9e-7, suction2 = 0.3, deficit2 = 0.1, ponded = 0.03;
  const HorizonTable table =
      table_of({horizon(D1, K1, suction1, deficit1), horizon(50, K2, suction2, deficit2)}, false);
  const double A1 = (suction1 + ponded) * deficit1;
  const double t1 = time_to_infiltrate(D1 * deficit1, A1, K1);
  for (double x : {0.0, 1e-3, 0.1, 1.0}) {  // depth of the front below the interface
    const double a = D1 / K1, b = D1 + suction2 + ponded;
    const double t = t1 + deficit2 * (x / K2 + (a - b / K2) * std::log1p(x / b));
    for (int steps : {1, 3, 1000}) {
      Cell cell{table};
      for (int n = 0; n < steps; ++n) cell.step(t / steps, 10.0, ponded);
      INFO("front " << x << " m below the interface, " << steps << " steps");
      CHECK(cell.infiltrated == Approx(D1 * deficit1 + x * deficit2).epsilon(1e-10));
    }
  }
}

TEST_CASE("the rate jumps at the interface by K1 (suction1 - suction2)/D1 (V19)", "[infiltration][process]") {
  const double D1 = 0.2, K1 = 4e-6, suction1 = 0.12, suction2 = 0.3;
  const HorizonTable table =
      table_of({horizon(D1, K1, suction1, 0.2), horizon(50, 9e-7, suction2, 0.1)}, false);
  const double filled = D1 * 0.2, dt = 1e-3;
  Cell above{table, 0, filled * (1 - 1e-6)}, below{table, 1, filled};
  const double rate_above = (1.0 - above.step(dt, 1.0, 0.0)) / dt;
  const double rate_below = (1.0 - below.step(dt, 1.0, 0.0)) / dt;
  CHECK(rate_below - rate_above == Approx(K1 * (suction2 - suction1) / D1).epsilon(1e-3));
}

TEST_CASE("an impervious base takes exactly its storage, then nothing (V20)", "[infiltration][process]") {
  const HorizonTable table = table_of({horizon(0.1, 1e-5, 0.1, 0.2), horizon(0.4, 1e-5, 0.1, 0.1)}, true);
  CHECK(table.capacity(0) == Approx(0.05).epsilon(1e-15));
  Cell cell{table};
  double ran_off = 0.0, rained = 0.0;
  while (rained < 0.2) {
    ran_off += cell.step(60.0, 1e-3, 0.0);
    rained += 1e-3;
  }
  CHECK(cell.infiltrated == Approx(0.05).epsilon(1e-14));
  CHECK(ran_off == Approx(rained - 0.05).epsilon(1e-12));
  CHECK(cell.step(60.0, 1e-3, 0.0) == 1e-3);
}

TEST_CASE("nothing enters a sealed surface, a full soil, or below a sealed horizon",
          "[infiltration][process]") {
  const HorizonTable paved = table_of({horizon(1.0, 1e-5, 0.1, 0.2)}, false, 0.0);
  Cell road{paved};
  CHECK(road.step(600.0, 0.05, 0.05) == 0.05);
  CHECK(paved.capacity(0) == 0.0);
  const HorizonTable saturated = table_of({horizon(1.0, 1e-5, 0.1, 0.0), horizon(2.0, 1e-5, 0.1, 0.0)}, true);
  Cell full{saturated};
  CHECK(full.step(600.0, 0.05, 0.05) == 0.05);
  const HorizonTable pan = table_of({horizon(0.1, 1e-5, 0.1, 0.2), horizon(0.2, 0.0, 0.1, 0.2)}, false);
  Cell paddy{pan};
  paddy.step(1e6, 1.0, 0.05);
  CHECK(paddy.infiltrated == Approx(0.02).epsilon(1e-14));
}

TEST_CASE("the front passes a saturated horizon at once but feels its resistance",
          "[infiltration][process]") {
  const double D1 = 0.1, D2 = 0.3, K1 = 2e-6, K2 = 1e-6, K3 = 4e-6, suction3 = 0.2, deficit3 = 0.25;
  const HorizonTable table = table_of(
      {horizon(D1, K1, 0.1, 0.0), horizon(D2, K2, 0.1, 0.0), horizon(20, K3, suction3, deficit3)}, false);
  const double x = 0.4, a = D1 / K1 + (D2 - D1) / K2, b = D2 + suction3;
  Cell cell{table};
  cell.step(deficit3 * (x / K3 + (a - b / K3) * std::log1p(x / b)), 10.0, 0.0);
  CHECK(cell.infiltrated == Approx(x * deficit3).epsilon(1e-12));
}

TEST_CASE("a saturated soil that drains freely takes its conductivity", "[infiltration][process]") {
  const HorizonTable table = table_of({horizon(1.0, 1e-5, 0.1, 0.0)}, false);
  Cell cell{table};
  for (int n = 0; n < 100; ++n) cell.step(60.0, 0.01, 0.0);
  CHECK(cell.infiltrated == Approx(0.06).margin(2e-8));
}

TEST_CASE("a thin crust over an open soil is passed exactly by one long step", "[infiltration][process]") {
  const double D1 = 0.005, K1 = 2e-7, K2 = 2e-5, suction2 = 0.1, deficit = 0.3;
  const HorizonTable table =
      table_of({horizon(D1, K1, 0.3, deficit), horizon(80, K2, suction2, deficit)}, false);
  const double t1 = time_to_infiltrate(D1 * deficit, 0.3 * deficit, K1);
  for (double x : {0.01, 3.0, 60.0}) {
    const double a = D1 / K1, b = D1 + suction2;
    Cell cell{table};
    cell.step(t1 + deficit * (x / K2 + (a - b / K2) * std::log1p(x / b)), 100.0, 0.0);
    CHECK(cell.infiltrated == Approx((D1 + x) * deficit).epsilon(1e-10));
  }
}

TEST_CASE("random columns: water is conserved, limits hold, and split steps agree with whole ones",
          "[infiltration][process]") {
  std::mt19937_64 random(20260101);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const auto decades = [&](double low, double high) { return low * std::pow(high / low, unit(random)); };
  for (int trial = 0; trial < 400; ++trial) {
    std::vector<SoilHorizon> horizons;
    double bottom = 0.0;
    for (int k = 0; k < 1 + trial % 4; ++k) {
      bottom += decades(0.003, 0.5);
      const double deficit = unit(random) < 0.15 ? 0.0 : decades(1e-4, 0.4);
      horizons.push_back(horizon(bottom, decades(1e-8, 1e-4), decades(0.01, 0.4), deficit));
    }
    const HorizonTable table = table_of(horizons, trial % 2 == 0);
    constexpr int cells = 13;
    std::array<double, cells> depth{}, left{}, whole{}, split{};
    std::array<std::int32_t, cells> index{}, split_index{};
    index.fill(table.entry[0]);
    split_index = index;
    for (int n = 0; n < 20; ++n) {
      const double dt = decades(0.1, 3600.0);
      for (double& d : depth) d = unit(random) < 0.1 ? 0.0 : decades(1e-7, 0.2);
      split = whole;
      split_index = index;
      const auto before = whole;
      infiltrate_row(0, cells, table, dt,
                     {depth.data(), depth.data(), index.data(), whole.data(), left.data()});
      auto remaining = depth;
      for (int part = 0; part < 2; ++part) {
        infiltrate_row(0, cells, table, 0.5 * dt,
                       {remaining.data(), depth.data(), split_index.data(), split.data(), remaining.data()});
      }
      for (std::size_t c = 0; c < cells; ++c) {
        REQUIRE(left[c] >= 0.0);
        REQUIRE(left[c] <= depth[c]);
        REQUIRE(std::fabs((whole[c] - before[c]) - (depth[c] - left[c])) <= 4e-16 * (whole[c] + depth[c]));
        REQUIRE(whole[c] <= table.capacity(0) * (1 + 1e-15));
        REQUIRE(index[c] >= 0);
        REQUIRE(split[c] == Approx(whole[c]).epsilon(1e-9).margin(1e-13));
      }
    }
  }
}

TEST_CASE("a restart finds the horizon that holds the front from the infiltrated depth alone",
          "[infiltration][process]") {
  const HorizonTable table = table_of(
      {horizon(0.1, 1e-5, 0.1, 0.2), horizon(0.2, 1e-5, 0.1, 0.0), horizon(0.4, 1e-5, 0.1, 0.1)}, true);
  CHECK(table.index_holding(0, 0.0) == table.index_of(0, 0));
  CHECK(table.index_holding(0, 0.0199) == table.index_of(0, 0));
  CHECK(table.index_holding(0, 0.0201) == table.index_of(0, 2));
}

TEST_CASE("horizons out of order and moisture above porosity are refused", "[infiltration][process]") {
  CHECK_THROWS_AS(table_of({horizon(0.4, 1e-5, 0.1, 0.2), horizon(0.2, 1e-5, 0.1, 0.2)}, true), InputError);
  CHECK_THROWS_AS(table_of({horizon(0.4, 1e-5, 0.1, -0.01)}, true), InputError);
  CHECK_THROWS_AS(table_of({}, true), InputError);
}

TEST_CASE("what a cell takes in does not depend on the horizons of its neighbours",
          "[infiltration][process]") {
  const HorizonTable table = table_of(
      {horizon(0.2, 2e-6, 0.1, 0.2), horizon(0.5, 1e-6, 0.2, 0.1), horizon(2.0, 3e-6, 0.15, 0.3)}, false);
  constexpr int n = 200;  // one horizon, then a mix, then one again
  std::vector<std::int32_t> front(n);
  std::vector<double> infiltrated(n), depth(n);
  for (int i = 0; i < n; ++i) {
    front[i] = i < 70 ? 0 : i < 130 ? i % 3 : 2;
    infiltrated[i] = table.filled_at_top[front[i]] + 1e-4 * (i % 11);
    depth[i] = 1e-3 * (i % 7);
  }
  const std::vector<double> start = infiltrated, water = depth;
  const std::vector<std::int32_t> held = front;
  infiltrate_row(0, n, table, 10.0,
                 {depth.data(), depth.data(), front.data(), infiltrated.data(), depth.data()});
  for (int i = 0; i < n; ++i) {
    Cell alone{table, held[i], start[i]};
    CHECK(alone.step(10.0, water[i], water[i]) == depth[i]);
    CHECK(alone.infiltrated == infiltrated[i]);
    CHECK(alone.front_index == front[i]);
  }
}
