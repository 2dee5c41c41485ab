#include "process/erosion/exchange_row.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "process/erosion/hairsine_rose_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"

using namespace qingliu;
using namespace qingliu::erosion;

namespace {

/// Rows of `cells` cells and as many classes as settling velocities, owned.
struct Exchange {
  Exchange(int cells_, std::vector<double> settling) : cells(cells_), velocities(std::move(settling)) {
    const auto n = static_cast<std::size_t>(cells);
    for (auto* row : {&depth, &detachment, &splash, &supply, &eroded, &total, &sum, &other_sum})
      row->assign(n, 0.0);
    supply.assign(n, 1e30);
    const std::size_t K = velocities.size();
    for (auto* rows : {&suspended, &fraction, &capacity, &deposited, &concentration}) {
      rows->assign(K, std::vector<double>(n, 0.0));
    }
    for (auto& row : fraction) row.assign(n, 1.0 / static_cast<double>(K));
  }

  void step(const ExchangeParameters& parameters) {
    std::vector<ExchangeClassRow> classes;
    for (std::size_t k = 0; k < velocities.size(); ++k) {
      classes.push_back({velocities[k], suspended[k].data(), fraction[k].data(), capacity[k].data(),
                         deposited[k].data(), concentration[k].data()});
    }
    exchange_row(0, cells, parameters,
                 {depth.data(), detachment.data(), splash.data(), supply.data(), eroded.data(), total.data(),
                  sum.data(), other_sum.data()},
                 classes);
  }

  int cells;
  std::vector<double> velocities;
  std::vector<double> depth, detachment, splash, supply, eroded, total, sum, other_sum;
  std::vector<std::vector<double>> suspended, fraction, capacity, deposited, concentration;
};

}  // namespace

TEST_CASE("where no water is left everything settles, also a class that does not sink",
          "[erosion][process]") {
  Exchange exchange(9, {0.0, 1e-3});
  for (auto& row : exchange.suspended) row.assign(9, 0.25);
  exchange.deposited[0].assign(9, 0.5);
  exchange.step({.dt = 1.0});
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(exchange.deposited[0][i] == Approx(0.75).epsilon(1e-15));
    CHECK(exchange.deposited[1][i] == Approx(0.25).epsilon(1e-15));
    CHECK(exchange.concentration[0][i] == 0.0);
  }
}

TEST_CASE("one class over a thick deposit relaxes by the implicit Euler form of w (T - c)/h",
          "[erosion][process]") {
  const double h = 0.03, w = 1e-3, T = 120.0, dt = 7.0, c = 20.0;
  Exchange exchange(1, {w});
  exchange.depth[0] = h;
  exchange.capacity[0][0] = T;
  exchange.deposited[0][0] = 3.0;
  exchange.suspended[0][0] = h * c;
  exchange.step({.dt = dt, .shielding_mass = 0.5});
  CHECK(exchange.concentration[0][0] == Approx((h * c + dt * w * T) / (h + dt * w)).epsilon(1e-13));
}

TEST_CASE("without a deposit erosion is limited by detachment, then by the soil that is left",
          "[erosion][process]") {
  Exchange exchange(1, {0.0, 0.0});
  exchange.depth[0] = 0.05;
  exchange.detachment[0] = 1e-3;
  exchange.supply[0] = 0.015;
  exchange.fraction = {{0.25}, {0.75}};
  double eroded = 0.0;
  for (int n = 0; n < 20; ++n) {
    for (std::size_t k = 0; k < 2; ++k) exchange.suspended[k][0] = 0.05 * exchange.concentration[k][0];
    exchange.step({.dt = 1.0});
    eroded += exchange.eroded[0];
    exchange.supply[0] -= exchange.eroded[0];
    if (n == 9) CHECK(exchange.concentration[1][0] == Approx(0.75 * 0.01 / 0.05).epsilon(1e-12));
  }
  CHECK(eroded == Approx(0.015).epsilon(1e-12));
  CHECK(exchange.concentration[0][0] == Approx(0.25 * 0.015 / 0.05).epsilon(1e-12));
}

TEST_CASE("a cell that falls dry drops its load, and a mud above the cap deposits the excess",
          "[erosion][process]") {
  Exchange dry(1, {1e-5, 1e-2});
  dry.depth[0] = 5e-7;
  dry.suspended = {{0.3}, {0.2}};
  dry.deposited = {{1.0}, {2.0}};
  dry.step({.dt = 1.0});
  CHECK(dry.concentration[0][0] == 0.0);
  CHECK(dry.deposited[0][0] == Approx(1.3).epsilon(1e-15));
  CHECK(dry.deposited[1][0] == 2.2);
  Exchange mud(1, {1e-9});
  mud.depth[0] = 0.01;
  mud.suspended = {{10.0}};
  mud.step({.dt = 1e-3});
  CHECK(mud.concentration[0][0] == greatest_concentration);
  CHECK(mud.deposited[0][0] == Approx(10.0 - 8.48).epsilon(1e-12));
}

TEST_CASE("random exchange conserves every class, stays positive, and solves for its own total deposit",
          "[erosion][process]") {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const auto decades = [&](double low, double high) { return low * std::pow(high / low, unit(random)); };
  const auto or_zero = [&](double low, double high) { return unit(random) < 0.2 ? 0.0 : decades(low, high); };
  double worst_mass = 0.0, worst_total = 0.0;
  for (int trial = 0; trial < 200; ++trial) {
    const int cells = 37;
    std::vector<double> settling;
    for (int k = 0; k < 1 + trial % 10; ++k) settling.push_back(decades(1e-6, 0.3));
    Exchange exchange(cells, settling);
    for (std::size_t i = 0; i < 37; ++i) {
      exchange.depth[i] = unit(random) < 0.1 ? 0.0 : decades(1e-8, 10.0);
      exchange.splash[i] = or_zero(1e-8, 1e-3);
      exchange.detachment[i] = exchange.splash[i] + or_zero(1e-8, 0.1);
      exchange.supply[i] = or_zero(1e-4, 1e4);
      for (std::size_t k = 0; k < settling.size(); ++k) {
        exchange.suspended[k][i] = exchange.depth[i] * or_zero(1e-3, 800.0);
        exchange.capacity[k][i] = or_zero(1e-2, 848.0);
        exchange.deposited[k][i] = or_zero(1e-8, 1e3);
      }
    }
    const auto before = exchange.deposited;
    const double dt = decades(1e-3, 60.0);
    exchange.step({.dt = dt, .shielding_mass = 0.5, .deposit_detachability = 10.0});
    for (std::size_t i = 0; i < 37; ++i) {
      double total = 0.0, all = 0.0;
      bool capped = false;
      for (std::size_t k = 0; k < settling.size(); ++k) {
        const double m = exchange.deposited[k][i], c = exchange.concentration[k][i];
        const double mass =
            before[k][i] + exchange.suspended[k][i] + exchange.fraction[k][i] * exchange.eroded[i];
        REQUIRE(m >= 0.0);
        REQUIRE(c >= 0.0);
        REQUIRE(c <= greatest_concentration);
        worst_mass = std::max(worst_mass, std::fabs(m + exchange.depth[i] * c - mass) / (mass + 1e-30));
        total += m;
        all += mass;
        capped = capped || c == greatest_concentration;
      }
      REQUIRE(exchange.eroded[i] >= 0.0);
      REQUIRE(exchange.eroded[i] <= exchange.supply[i]);
      REQUIRE(exchange.eroded[i] <= dt * exchange.detachment[i]);
      const double rounding = 1e-15 * all;
      if (!capped) {
        worst_total =
            std::max(worst_total, (std::fabs(total - exchange.total[i]) - rounding) / std::max(total, 0.5));
      }
    }
  }
  INFO("worst mass error " << worst_mass << ", worst error of the total deposit " << worst_total);
  CHECK(worst_mass < 1e-15);
  CHECK(worst_total < 2e-10);
}

TEST_CASE("a fully shielded cell has the same bits alone, among few and among many of its kind",
          "[erosion][process]") {
  const auto row_of = [](int cells, int shielded) {
    Exchange row(cells, {1e-6, 1e-4, 1e-3, 1e-2});
    for (std::size_t i = 0; i < static_cast<std::size_t>(cells); ++i) {
      row.depth[i] = 0.02;
      row.splash[i] = row.detachment[i] = 1e-5;
      for (std::size_t k = 0; k < 4; ++k) {
        row.deposited[k][i] = static_cast<int>(i) < shielded ? 2.0 + static_cast<double>(k) : 0.01;
        row.capacity[k][i] = 100.0 / (1.0 + static_cast<double>(k));
        row.suspended[k][i] = 0.05;
      }
    }
    row.step({.dt = 5.0});
    return row;
  };
  const Exchange alone = row_of(1, 1), few = row_of(64, 2), many = row_of(64, 40);
  for (std::size_t k = 0; k < 4; ++k) {
    for (const Exchange* row : {&few, &many}) {
      CHECK(row->deposited[k][1] == alone.deposited[k][0]);
      CHECK(row->concentration[k][1] == alone.concentration[k][0]);
      CHECK(row->total[1] == alone.total[0]);
    }
    CHECK(few.deposited[k][63] == many.deposited[k][63]);
    CHECK(few.concentration[k][63] == many.concentration[k][63]);
  }
}

TEST_CASE("the exchange of a cell does not depend on its neighbours in the row", "[erosion][process]") {
  Exchange alone(1, {1e-4, 1e-2}), among(9, {1e-4, 1e-2});
  for (std::size_t i = 0; i < 9; ++i) {
    among.depth[i] = 0.01 * (1.0 + static_cast<double>(i));
    for (std::size_t k = 0; k < 2; ++k) {
      among.deposited[k][i] = std::pow(10.0, static_cast<double>(i) - 5.0 + static_cast<double>(k));
      among.capacity[k][i] = 100.0 / (1.0 + static_cast<double>(k));
      among.suspended[k][i] = 0.05;
    }
  }
  const auto before = among;
  among.step({.dt = 5.0});
  for (std::size_t i = 0; i < 9; ++i) {
    alone.depth[0] = before.depth[i];
    for (std::size_t k = 0; k < 2; ++k) {
      alone.deposited[k][0] = before.deposited[k][i];
      alone.capacity[k][0] = before.capacity[k][i];
      alone.suspended[k][0] = before.suspended[k][i];
    }
    alone.step({.dt = 5.0});
    for (std::size_t k = 0; k < 2; ++k) {
      CHECK(alone.deposited[k][0] == among.deposited[k][i]);
      CHECK(alone.concentration[k][0] == among.concentration[k][i]);
    }
  }
}
