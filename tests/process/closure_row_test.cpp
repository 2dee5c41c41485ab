#include "process/erosion/closure_row.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "process/erosion/cohesion_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"

using namespace qingliu;
using namespace qingliu::erosion;

namespace {

/// One row of cells and as many classes as settling velocities, owned.
struct Row {
  Row(int cells_, std::vector<double> settling) : cells(cells_), velocities(std::move(settling)) {
    const auto n = static_cast<std::size_t>(cells);
    for (auto* row : {&depth, &detachment, &splash, &eroded, &total, &sum, &other_sum, &shear, &flow, &bare})
      row->assign(n, 0.0);
    supply.assign(n, 1e30);
    efficiency.assign(n, 1.0);
    const std::size_t K = velocities.size();
    for (auto* rows : {&suspended, &fraction, &capacity, &deposited, &concentration})
      rows->assign(K, std::vector<double>(n, 0.0));
    for (auto& row : fraction) row.assign(n, 1.0 / static_cast<double>(K));
  }

  void step(const ExchangeParameters& parameters, const Closure& closure) {
    std::vector<ExchangeClassRow> classes;
    for (std::size_t k = 0; k < velocities.size(); ++k) {
      classes.push_back({velocities[k], suspended[k].data(), fraction[k].data(), capacity[k].data(),
                         deposited[k].data(), concentration[k].data()});
    }
    closure_row(0, cells, parameters, closure,
                {depth.data(), detachment.data(), splash.data(), supply.data(), eroded.data(), total.data(),
                 sum.data(), other_sum.data()},
                {efficiency.data(), shear.data(), flow.data(), bare.data()}, classes);
  }
  /// Steps of dt on standing ground: what is in the water stays there.
  void march(double until, double dt, const Closure& closure) {
    for (long n = std::lround(until / dt); n > 0; --n) {
      for (std::size_t k = 0; k < velocities.size(); ++k) {
        for (std::size_t i = 0; i < depth.size(); ++i) suspended[k][i] = depth[i] * concentration[k][i];
      }
      step({.dt = dt}, closure);
    }
  }

  int cells;
  std::vector<double> velocities;
  std::vector<double> depth, detachment, splash, supply, eroded, total, sum, other_sum, efficiency, shear,
      flow, bare;
  std::vector<std::vector<double>> suspended, fraction, capacity, deposited, concentration;
};

constexpr Closure deficit{.law = ClosureLaw::deficit};
constexpr Closure wepp{.law = ClosureLaw::wepp, .deposition_factor = 0.5};
constexpr Closure cohesive{.law = ClosureLaw::cohesive, .deposition_shear = 0.1};
constexpr double h = 0.03, w = 1e-3, T = 120.0;

/// One class over bare soil in water of depth h and capacity T.
Row one_class(double concentration) {
  Row row(1, {w});
  row.depth[0] = h;
  row.capacity[0][0] = T;
  row.concentration[0][0] = concentration;
  return row;
}

}  // namespace

TEST_CASE("the efficiency of a deficit law is 1 without cohesion and falls with it", "[erosion][laws]") {
  CHECK(detachment_efficiency(EfficiencyLaw::govers, 2.0) ==
        Approx(1.0 / (0.89 + 0.56 * 2.0)).epsilon(1e-14));
  CHECK(detachment_efficiency(EfficiencyLaw::govers, 0.1) == 1.0);  // 1/(0.89 + 0.056) is above 1
  CHECK(detachment_efficiency(EfficiencyLaw::eurosem, 3.0) == Approx(0.79 * std::exp(-2.55)).epsilon(1e-14));
  CHECK(detachment_efficiency(EfficiencyLaw::eurosem, 0.2) == Approx(0.79 * std::exp(-0.85)).epsilon(1e-14));
  CHECK(detachment_efficiency(EfficiencyLaw::inverse, 4.0) == 0.125);
  CHECK(detachment_efficiency(EfficiencyLaw::inverse, 0.3) == 1.0);
  for (const auto law : {EfficiencyLaw::govers, EfficiencyLaw::eurosem, EfficiencyLaw::inverse}) {
    CHECK(detachment_efficiency(law, 0.0) == 1.0);
    CHECK(detachment_efficiency(law, -1.0) == 0.0);
  }
}

TEST_CASE("deficit: a load below capacity fills the deficit at Y w, one above settles at w",
          "[erosion][process]") {
  const double Y = 0.4, t = 40.0;
  for (const double c0 : {20.0, 300.0}) {
    const double rate = (c0 < T ? Y : 1.0) * w / h;
    // One step is implicit Euler's of dc/dt = rate (T - c); many small ones come to the exponential.
    Row once = one_class(c0);
    once.efficiency[0] = Y;
    once.march(7.0, 7.0, deficit);
    CHECK(once.concentration[0][0] == Approx((c0 + 7.0 * rate * T) / (1.0 + 7.0 * rate)).epsilon(1e-13));
    double error[2];
    for (const int n : {0, 1}) {
      Row row = one_class(c0);
      row.efficiency[0] = Y;
      row.march(t, n == 0 ? 0.1 : 0.05, deficit);
      // Y counts for soil alone: what settled before is loose, but here nothing changes its side.
      error[n] = std::fabs(row.concentration[0][0] - (T + (c0 - T) * std::exp(-rate * t))) / T;
    }
    CHECK(error[0] < 2e-3);
    CHECK(error[0] / error[1] == Approx(2.0).epsilon(0.02));  // first order, as implicit Euler is
  }
}

TEST_CASE("deficit: loose deposit comes up without its soil's cohesion", "[erosion][process]") {
  Row row = one_class(20.0);
  row.efficiency[0] = 0.0;
  row.deposited[0][0] = 3.0;
  row.march(7.0, 7.0, deficit);
  CHECK(row.concentration[0][0] == Approx((h * 20.0 + 7.0 * w * T) / (h + 7.0 * w)).epsilon(1e-13));
  CHECK(row.eroded[0] == 0.0);
}

TEST_CASE("wepp: detachment falls as the load nears the capacity, and overloads settle at beta w",
          "[erosion][process]") {
  const double D = 2e-3, dt = 5.0;
  Row row = one_class(20.0);
  row.detachment[0] = D;
  row.march(dt, dt, wepp);  // dc/dt = D/(h T) (T - c)
  const double rate = D / (h * T);
  CHECK(row.concentration[0][0] == Approx((20.0 + dt * rate * T) / (1.0 + dt * rate)).epsilon(1e-13));
  Row over = one_class(300.0);
  over.detachment[0] = D;
  over.march(dt, dt, wepp);
  const double settling = 0.5 * w / h;
  CHECK(over.concentration[0][0] ==
        Approx((300.0 + dt * settling * T) / (1.0 + dt * settling)).epsilon(1e-13));
  CHECK(over.eroded[0] == 0.0);
}

TEST_CASE("cohesive: erosion is linear in time, and nothing settles at or above Krone's shear",
          "[erosion][process]") {
  const double E = 5e-4, t = 200.0;
  Row bed(1, {w});
  bed.depth[0] = h;
  bed.detachment[0] = E;
  bed.shear[0] = 2.0;
  bed.march(t, 1.0, cohesive);
  CHECK(bed.concentration[0][0] == Approx(E * t / h).epsilon(1e-12));
  CHECK(bed.deposited[0][0] == 0.0);
  Row still(1, {w});
  still.depth[0] = h;
  still.shear[0] = 0.04;
  still.concentration[0][0] = 50.0;
  still.march(1.0, 1.0, cohesive);
  CHECK(still.concentration[0][0] == Approx(50.0 / (1.0 + w * 0.6 / h)).epsilon(1e-13));
  CHECK(still.deposited[0][0] == Approx(h * (50.0 - still.concentration[0][0])).epsilon(1e-12));
}

TEST_CASE("a class split in two halves behaves as the whole", "[erosion][process]") {
  for (const Closure& closure : {deficit, wepp, cohesive}) {
    for (const double c : {5.0, 60.0, 400.0}) {
      Row whole(1, {w}), halves(1, {w, w});
      for (Row* row : {&whole, &halves}) {
        row->depth[0] = h;
        row->splash[0] = 1e-5;
        row->detachment[0] = 1e-3;
        row->shear[0] = 0.05;
        row->efficiency[0] = 0.3;
        for (auto& capacity : row->capacity) capacity[0] = T;
      }
      whole.suspended[0][0] = h * c;
      whole.deposited[0][0] = 0.2;
      for (std::size_t k = 0; k < 2; ++k) {
        halves.suspended[k][0] = 0.5 * h * c;
        halves.deposited[k][0] = 0.1;
      }
      whole.step({.dt = 3.0}, closure);
      halves.step({.dt = 3.0}, closure);
      CHECK(halves.concentration[0][0] + halves.concentration[1][0] ==
            Approx(whole.concentration[0][0]).epsilon(1e-12));
      CHECK(halves.deposited[0][0] + halves.deposited[1][0] == Approx(whole.deposited[0][0]).epsilon(1e-12));
      CHECK(halves.eroded[0] == Approx(whole.eroded[0]).epsilon(1e-12));
    }
  }
}

TEST_CASE("an overloaded mixture comes down to its capacity and stays there", "[erosion][process]") {
  Row row(1, {1e-4, 1e-3, 1e-2});
  row.depth[0] = h;
  row.capacity = {{200.0}, {100.0}, {30.0}};
  row.concentration = {{150.0}, {80.0}, {60.0}};
  row.efficiency[0] = 0.0;
  row.march(1e6, 100.0, deficit);
  double saturation = 0.0;
  for (std::size_t k = 0; k < 3; ++k) saturation += row.concentration[k][0] / row.capacity[k][0];
  CHECK(saturation == Approx(1.0).epsilon(1e-6));
  CHECK(row.concentration[0][0] > row.concentration[2][0]);  // the coarse class has settled first
}

TEST_CASE("exchange by any closure conserves every class and stays positive", "[erosion][process]") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const auto decades = [&](double low, double high) { return low * std::pow(high / low, unit(random)); };
  const auto or_zero = [&](double low, double high) { return unit(random) < 0.2 ? 0.0 : decades(low, high); };
  double worst = 0.0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<double> settling;
    for (int k = 0; k < 1 + trial % 6; ++k) settling.push_back(decades(1e-6, 0.3));
    Row row(31, settling);
    for (std::size_t i = 0; i < 31; ++i) {
      row.depth[i] = unit(random) < 0.1 ? 0.0 : decades(1e-8, 10.0);
      row.splash[i] = or_zero(1e-8, 1e-3);
      row.detachment[i] = row.splash[i] + or_zero(1e-8, 0.1);
      row.supply[i] = or_zero(1e-4, 1e4);
      row.efficiency[i] = unit(random);
      row.shear[i] = or_zero(1e-3, 10.0);
      for (std::size_t k = 0; k < settling.size(); ++k) {
        row.suspended[k][i] = row.depth[i] * or_zero(1e-3, 800.0);
        row.capacity[k][i] = or_zero(1e-2, 848.0);
        row.deposited[k][i] = or_zero(1e-8, 1e3);
      }
    }
    const auto before = row.deposited;
    const Closure& closure = trial % 3 == 0 ? deficit : trial % 3 == 1 ? wepp : cohesive;
    row.step({.dt = decades(1e-3, 60.0), .shielding_mass = 0.5, .deposit_detachability = 10.0}, closure);
    for (std::size_t i = 0; i < 31; ++i) {
      REQUIRE(row.eroded[i] >= 0.0);
      REQUIRE(row.eroded[i] <= row.supply[i] * (1.0 + 1e-14));
      for (std::size_t k = 0; k < settling.size(); ++k) {
        const double m = row.deposited[k][i], c = row.concentration[k][i];
        const double mass = before[k][i] + row.suspended[k][i] + row.fraction[k][i] * row.eroded[i];
        REQUIRE(m >= 0.0);
        REQUIRE(c >= 0.0);
        REQUIRE(c <= greatest_concentration);
        if (row.depth[i] <= 1e-6) REQUIRE(c == 0.0);
        worst = std::max(worst, std::fabs(m + row.depth[i] * c - mass) / (mass + 1e-30));
      }
    }
  }
  INFO("worst mass error " << worst);
  CHECK(worst < 1e-14);
}
