// Smith-Parlange, Philip, Horton and SCS-CN beside their closed forms: any steps, limited supply, shares.
#include "process/infiltration/intake_laws.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "process/infiltration/take_in_row.hpp"

using namespace qingliu;
using namespace qingliu::infiltration;

namespace {

constexpr double hour = 3600.0, mm = 1e-3;

/// Intake of `steps` uneven steps until `end` under a law gain(F, dt).
template <class Gain>
double stepped(double end, int steps, Gain gain) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> part(0.2, 1.8);
  double t = 0.0, infiltrated = 0.0;
  for (int k = 0; k < steps; ++k) {
    const double dt = k + 1 == steps ? end - t : (end - t) / (steps - k) * part(random);
    infiltrated += gain(infiltrated, dt);
    t += dt;
  }
  return infiltrated;
}

/// u with u - 1 + exp(-u) = kappa, by bisection in long double.
long double exact_smith_parlange(long double kappa) {
  long double low = 0, high = kappa + 2;
  for (int k = 0; k < 200; ++k) {
    const long double u = 0.5L * (low + high);
    (u + std::expm1(-u) < kappa ? low : high) = u;
  }
  return high;
}

IntakeTable table_of(Law law, const Soil& soil, ColumnChoice column) {
  return make_intake_table(law, std::array{soil}, std::array{column}, 0.2);
}

Soil soil_of(double conductivity, double suction, double deficit, bool impervious) {
  SoilHorizon h;
  h.bottom = 0.5;
  h.conductivity = conductivity;
  h.suction = suction;
  h.porosity = 0.5;
  h.initial_moisture = 0.5 - deficit;
  Soil soil;
  soil.horizons = {h};
  soil.impervious_base = impervious;
  soil.intake = {20 * mm / 60.0, 3 * mm / hour, 60 * mm / hour, 6 * mm / hour, 2.0 / hour, 2};
  return soil;
}

/// One cell stepped through take_in_row: what enters of the water `depth`.
double one_cell(const IntakeTable& table, double dt, double rain, double& infiltrated, double& depth) {
  const std::int32_t column = 0, cover = 0;
  const double before = infiltrated;
  take_in_row(0, 1, table, dt, {&column, &cover, &rain, &infiltrated, &depth});
  return infiltrated - before;
}

}  // namespace

TEST_CASE("ponded Smith-Parlange meets its closed form whatever the step", "[infiltration][laws]") {
  const double K = 10 * mm / hour, B = 30 * mm;
  for (const double t : {1.0, 600.0, 1 * hour, 10 * hour, 100 * hour}) {
    const double exact = static_cast<double>(B * exact_smith_parlange(K * t / B));
    for (const int steps : {1, 7, 300}) {
      CHECK(stepped(t, steps, [&](double F, double dt) { return smith_parlange_gain(F, K, B, dt); }) ==
            Approx(exact).epsilon(1e-11));
    }
  }
  // Early: sqrt(2 K B t), the sorptivity of Green-Ampt; late: K t + B.
  CHECK(smith_parlange_gain(0.0, K, B, 1e-3) == Approx(std::sqrt(2.0 * K * B * 1e-3)).epsilon(1e-3));
  CHECK(smith_parlange_gain(0.0, K, B, 1e3 * hour) == Approx(K * 1e3 * hour + B).epsilon(1e-12));
  CHECK(smith_parlange_gain(5 * mm, 0.0, B, hour) == 0.0);
}

TEST_CASE("Smith-Parlange under steady rain ponds when B ln(i/(i-K)) has entered", "[infiltration][laws]") {
  const double K = 10 * mm / hour, B = 30 * mm, rain = 40 * mm / hour;
  const double at_ponding = B * std::log(rain / (rain - K)), begin = at_ponding / rain;
  const double dt = begin / 500.0;
  double infiltrated = 0.0;
  int step = 0;
  while (smith_parlange_gain(infiltrated, K, B, dt) > rain * dt) infiltrated += rain * dt, ++step;
  CHECK(step * dt == Approx(begin).epsilon(0.01));
}

TEST_CASE("ponded Philip is S sqrt(t) + A t whatever the step", "[infiltration][laws]") {
  const double S = 20 * mm / 60.0;
  for (const double A : {0.0, 4 * mm / hour}) {
    for (const double t : {1.0, 900.0, 20 * hour}) {
      for (const int steps : {1, 7, 300}) {
        CHECK(stepped(t, steps, [&](double F, double dt) { return philip_gain(F, S, A, dt); }) ==
              Approx(S * std::sqrt(t) + A * t).epsilon(1e-12));
      }
    }
  }
  CHECK(philip_gain(0.0, 0.0, 4 * mm / hour, hour) == Approx(4 * mm).epsilon(1e-14));
  CHECK(philip_gain(1.0, 0.0, 0.0, hour) == 0.0);
}

TEST_CASE("ponded Horton meets its closed form whatever the step", "[infiltration][laws]") {
  const double f0 = 60 * mm / hour, k = 2.0 / hour;
  for (const double fc : {0.0, 6 * mm / hour, f0}) {
    for (const double t : {1.0, 600.0, 1 * hour, 6 * hour}) {
      const double exact = fc * t + (f0 - fc) / k * -std::expm1(-k * t);
      for (const int steps : {1, 7, 300}) {
        CHECK(stepped(t, steps, [&](double F, double dt) { return horton_gain(F, f0, fc, k, dt); }) ==
              Approx(exact).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("Horton under steady rain ponds when (f0 - i + fc ln((f0-fc)/(i-fc)))/k has entered",
          "[infiltration][laws]") {
  const double f0 = 60 * mm / hour, fc = 6 * mm / hour, k = 2.0 / hour, rain = 30 * mm / hour;
  const double at_ponding = (f0 - rain + fc * std::log((f0 - fc) / (rain - fc))) / k;
  const double rate = horton_gain(at_ponding, f0, fc, k, 1e-3) / 1e-3;
  CHECK(rate == Approx(rain).epsilon(1e-6));
}

TEST_CASE("SCS-CN keeps P - (P - Ia)^2 / (P - Ia + S) whatever the steps of the rain",
          "[infiltration][laws]") {
  CHECK(scs_retention(80.0) == Approx(63.5 * mm).epsilon(1e-14));
  const double S = scs_retention(80.0), Ia = 0.2 * S;
  for (const double P : {5 * mm, 12.7 * mm, 100 * mm, 600 * mm}) {
    const double excess = std::max(0.0, P - Ia);
    const double kept = P - excess * excess / (excess + S);
    for (const int steps : {1, 7, 300}) {
      CHECK(stepped(P, steps, [&](double F, double rain) { return scs_gain(F, S, Ia, rain); }) ==
            Approx(kept).epsilon(1e-11));
    }
  }
  CHECK(scs_gain(0.0, 0.0, 0.0, 10 * mm) == 0.0);  // CN 100: all runs off
}

TEST_CASE("half a cell of soil takes in half of what open soil does, by every law",
          "[infiltration][process]") {
  const Soil soil = soil_of(10 * mm / hour, 0.1, 0.2, false);
  for (const Law law : {Law::smith_parlange, Law::philip, Law::horton, Law::scs_cn}) {
    const IntakeTable open = table_of(law, soil, {.curve_number = 70.0});
    const IntakeTable half = table_of(law, soil, {.share = 0.5, .curve_number = 70.0});
    double in_open = 0.0, in_half = 0.0;
    for (int step = 0; step < 50; ++step) {
      double depth_open = 0.1, depth_half = 0.1;  // held
      one_cell(open, 60.0, 1 * mm, in_open, depth_open);
      one_cell(half, 60.0, 1 * mm, in_half, depth_half);
    }
    CHECK(in_open > 0.0);
    CHECK(in_half == Approx(0.5 * in_open).epsilon(1e-12));
  }
}

TEST_CASE("intake stops at the water there is, and at the storage above an impervious base",
          "[infiltration][process]") {
  const Soil soil = soil_of(100 * mm / hour, 0.1, 0.2, true);
  for (const Law law : {Law::smith_parlange, Law::philip, Law::horton}) {
    const IntakeTable table = table_of(law, soil, {});
    double infiltrated = 0.0, depth = 0.01 * mm;
    CHECK(one_cell(table, 60.0, 0.0, infiltrated, depth) == Approx(0.01 * mm).epsilon(1e-14));
    CHECK(depth == 0.0);
    for (int step = 0; step < 3000; ++step) {
      depth = 1.0;
      const double gain = one_cell(table, 3600.0, 0.0, infiltrated, depth);
      CHECK(depth == Approx(1.0 - gain).epsilon(1e-14));
    }
    CHECK(infiltrated == Approx(0.1).epsilon(1e-12));  // 0.5 m of deficit 0.2
  }
}

TEST_CASE("a conductivity factor multiplies the rates, and sorptivity by its root",
          "[infiltration][process]") {
  const Soil soil = soil_of(10 * mm / hour, 0.1, 0.2, false);
  double slow = 0.0, depth = 1.0;
  one_cell(table_of(Law::philip, soil, {.conductivity_factor = 0.25}), hour, 0.0, slow, depth);
  CHECK(slow == Approx((0.5 * 20 + 0.25 * 3) * mm).epsilon(1e-12));
}
