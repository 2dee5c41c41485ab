#include <catch2/catch.hpp>
#include <cmath>

#include "process/structure/check_dam_process.hpp"

using namespace qingliu;

namespace {

/// 2 m of dam in a rectangular gully of 5 m at 20 %, silting up to 1.5 % (treatments.md 3.2: 54 m3).
CheckDam gully_dam(bool triangle = false) {
  CheckDam dam;
  dam.wedge = {2.0, 5.0, 0.2, 0.015, triangle};
  dam.notch_width = 1.0;
  dam.wing_height = 0.5;
  dam.crest_length = 4.0;
  dam.deposit_density = {1500.0};
  return dam;
}

constexpr double load = 0.1;  ///< [kg s-1] so little that the water it displaces does not count

struct Filled {
  double share = 0.0, passed = 0.0, brought = 0.0;
  CheckDamState state;
};

/// A steady source of 0.1 m3/s with 1 kg/m3 for `time` [s] into a dam that starts with its pool full, as
/// murky as it stays.
Filled fill(const CheckDam& dam, double settling, double time, double dt) {
  const Grains grains{{1e-3, 2650.0, settling, -1.0}};
  Filled f;
  f.state = CheckDamState(1);
  f.state.water = dam.wedge.water_capacity();
  const double murky = load / 0.1 / (1.0 + settling * dam.wedge.sill_area() / 0.1) * f.state.water;
  f.state.suspended[0][0] = murky;
  const int steps = static_cast<int>(std::lround(time / dt));
  Sum passed;
  for (int n = 1; n <= steps; ++n) {
    const structure::Outflow out =
        structure::advance_dam(dt, n * dt, dam, grains, {0.1 * dt, {load * dt}}, f.state);
    passed.add(out.classes[0]);
  }
  f.passed = passed.value();
  f.brought = load * dt * steps + murky;
  f.share = f.state.filled(dam);
  return f;
}

/// Time [s] to fill a share s^2 of a rectangular wedge: with K = w A_0/Q the trapped share is K(1 - s)/(1 +
/// K(1 - s)), and t load/(rho V_s) = s^2 - (2/K)(s + ln(1 - s)).
double closed_form(const CheckDam& dam, double settling, double s) {
  const double k = settling * dam.wedge.sill_area() / 0.1;
  const double per_load = 1500.0 * dam.wedge.deposit_capacity() / load;
  return per_load * (s * s - 2.0 / k * (s + std::log(1.0 - s)));
}

}  // namespace

TEST_CASE("a wedge behind a dam is the prism that the geometry says", "[structure][closed form]") {
  const CheckDam dam = gully_dam();
  CHECK(dam.wedge.deposit_capacity() == Approx(54.054).epsilon(1e-4));
  CHECK(dam.wedge.water_capacity() == Approx(5.0 * 2.0 * 2.0 / (2.0 * 0.2)));
  for (const bool triangle : {false, true}) {
    const ValleyWedge w = gully_dam(triangle).wedge;
    // Volumes by slices of the valley: water to the sill, deposit with its edge at the dam, and half filled
    // in length, when the edge stands half-way up the pool.
    const auto width = [&](double h) { return triangle ? w.width * h / w.height : w.width; };
    const auto area = [&](double h) { return triangle ? 0.5 * width(h) * h : width(h) * h; };
    const double reach = w.height / (w.slope - w.silted_slope), pool = w.height / w.slope;
    const int slices = 200000;
    double water = 0.0, deposit = 0.0, half = 0.0, left = 0.0, surface = 0.0;
    for (int n = 0; n < slices; ++n) {
      const double x = (n + 0.5) / slices;
      water += area(w.height - w.slope * x * pool) * pool / slices;
      deposit += area(w.height - (w.slope - w.silted_slope) * x * reach) * reach / slices;
      half += area(0.5 * w.height * (1.0 - x)) * 0.5 * reach / slices;
      left += area(w.height - w.slope * x * 0.5 * pool) * 0.5 * pool / slices;
      surface += width(w.height - w.slope * x * 0.5 * pool) * 0.5 * pool / slices;
    }
    CHECK(w.water_capacity() == Approx(water).epsilon(1e-8));
    CHECK(w.deposit_capacity() == Approx(deposit).epsilon(1e-8));
    const double filled = half / w.deposit_capacity();
    CHECK(w.water_left(filled) == Approx(left).epsilon(1e-8));
    CHECK(w.open_area(left, filled) == Approx(surface).epsilon(1e-8));
    CHECK(w.depth(left, filled) == Approx(w.height).epsilon(1e-12));
    CHECK(w.depth(left + w.sill_area(), filled) == Approx(w.height + 1.0));
  }
}

TEST_CASE("a check dam below a steady source fills in the time that mass balance says, and then passes",
          "[structure][closed form]") {
  const CheckDam dam = gully_dam();
  const double by_mass = 1500.0 * dam.wedge.deposit_capacity() / load;
  for (const double settling : {0.1, 1e-2, 2e-3}) {
    for (const double s : {0.3, 0.7, 0.95}) {
      const double time = closed_form(dam, settling, s);
      const Filled f = fill(dam, settling, time, time / 4000.0);
      CHECK(f.share == Approx(s * s).epsilon(1e-3));
      CHECK(std::fabs(f.brought - f.passed - f.state.deposited[0] - f.state.suspended[0][0]) <=
            1e-12 * f.brought);
    }
  }
  // Coarse sand: 99 % full when 99 % of the room's mass has come, within 2 %; after thrice that all passes.
  const double settling = 1.0;
  CHECK(fill(dam, settling, 0.97 * by_mass, 100.0).share < 0.99);
  CHECK(fill(dam, settling, 1.02 * by_mass, 100.0).share > 0.99);
  const Filled early = fill(dam, settling, 3.0 * by_mass, 100.0);
  CHECK(early.state.full_at == Approx(0.99 * by_mass).epsilon(0.02));
  const Filled late = fill(dam, settling, 3.1 * by_mass, 100.0);
  CHECK(late.passed - early.passed == Approx(late.brought - early.brought).epsilon(1e-3));
  CHECK(late.share <= 1.0);
}

TEST_CASE("water behind a dam stands at the head of the notch, and above its crest also beside it",
          "[structure][closed form]") {
  const CheckDam dam = gully_dam();
  const Grains none;
  for (const double discharge : {0.05, 0.3, 5.0}) {
    CheckDamState state(0);
    structure::Outflow out;
    for (int n = 1; n <= 4000; ++n)
      out = structure::advance_dam(5.0, 5.0 * n, dam, none, {5.0 * discharge, {}}, state);
    CHECK(out.water == Approx(5.0 * discharge).epsilon(1e-9));
    const double head = state.depth(dam) - dam.wedge.height;
    const double weir = 0.35 * std::sqrt(2.0 * 9.81);
    const double over = std::max(0.0, head - dam.wing_height);
    CHECK(weir * (1.0 * head * std::sqrt(head) + 4.0 * over * std::sqrt(over)) ==
          Approx(discharge).epsilon(1e-7));
    CHECK((over > 0.0) == (discharge == 5.0));
  }
}

TEST_CASE("a dam keeps water and every class through floods, dry times and long steps", "[structure]") {
  CheckDam dam = gully_dam(true);
  dam.drain_area = 0.02;
  dam.drain_height = 0.3;
  dam.deposit_density = {500.0, 1500.0};
  const Grains grains{{2e-6, 2650.0, 3e-6, -1.0}, {2e-4, 2650.0, 2e-2, -1.0}};
  for (const double dt : {1.0, 60.0, 3600.0}) {
    CheckDamState state(2);
    Sum in, out, classes_in, classes_out;
    for (int n = 1; n <= 2000; ++n) {
      const double flow = n % 100 < 20 ? 0.4 : 0.0;
      const structure::Inflow inflow{flow * dt, {flow * dt * 10.0, flow * dt * 5.0}};
      const structure::Outflow passed = structure::advance_dam(dt, n * dt, dam, grains, inflow, state);
      in.add(inflow.water);
      out.add(passed.water);
      for (int k = 0; k < 2; ++k) {
        classes_in.add(inflow.classes[k]);
        classes_out.add(passed.classes[k]);
        REQUIRE(passed.classes[k] >= 0.0);
      }
      REQUIRE(state.water >= 0.0);
    }
    CHECK(std::fabs(in.value() - out.value() - state.water) <= 1e-12 * in.value());
    double held = 0.0;
    for (int k = 0; k < 2; ++k) held += state.deposited[k] + state.suspended[k][0];
    CHECK(std::fabs(classes_in.value() - classes_out.value() - held) <= 1e-12 * classes_in.value());
    CHECK(state.deposit_volume(dam) <= dam.wedge.deposit_capacity() * (1.0 + 1e-12));
  }
}

TEST_CASE("a dam over which more runs than its design fails, and half of its deposit goes with the water",
          "[structure]") {
  CheckDam dam = gully_dam();
  const Grains grains{{1e-4, 2650.0, 8e-3, -1.0}};
  const double head = 0.4, design = 0.35 * 1.0 * std::sqrt(2.0 * 9.80665 * head * head * head);
  dam.design_discharge = design;
  CheckDamState state(1);
  state.deposited[0] = 30000.0;  // 20 m3
  double passed = 0.0;
  const auto run = [&](double inflow, double seconds, double from) {
    for (double t = 1.0; t <= seconds; t += 1.0) {
      const structure::Outflow out =
          structure::advance_dam(1.0, from + t, dam, grains, {inflow, {0.0}}, state);
      passed += out.classes[0];
    }
  };
  run(0.9 * design, 1000.0, 0.0);
  CHECK(state.failed_at < 0.0);
  CHECK(state.deposited[0] == 30000.0);
  run(1.2 * design, 1000.0, 1000.0);
  CHECK(state.failed_at > 1000.0);
  CHECK(passed + state.deposited[0] + state.suspended[0][0] == Approx(30000.0).epsilon(1e-12));
  CHECK(state.deposited[0] >= 15000.0);
  CHECK(passed > 5000.0);
  // A gap down to the bed: steady, 1.2 of the design needs 1.2^(2/3) of its head above the bed.
  run(1.2 * design, 2000.0, 2000.0);
  CHECK(state.depth(dam) == Approx(head * std::cbrt(1.44)).epsilon(2e-3));
}

TEST_CASE("what lay behind a dam before it failed goes with the water class by class, and is not lost",
          "[structure]") {
  CheckDam dam = gully_dam();
  dam.deposit_density = {1000.0, 1500.0};
  dam.at_start = {12000.0, 9000.0};  // 18 m3
  dam.design_discharge = 0.3;
  dam.fail_release = 0.6;
  const Grains grains{{2e-6, 2650.0, 3e-6, -1.0}, {1e-4, 2650.0, 8e-3, -1.0}};
  CheckDamState state(dam, 2);
  CHECK(state.deposit_volume(dam) == Approx(18.0));
  std::vector<double> passed(2, 0.0);
  for (int n = 1; n <= 4000; ++n) {
    const structure::Outflow out = structure::advance_dam(1.0, n, dam, grains, {1.0, {0.0, 0.0}}, state);
    for (std::size_t k = 0; k < 2; ++k) passed[k] += out.classes[k];
  }
  CHECK(state.failed_at > 0.0);
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(passed[k] + state.deposited[k] + state.suspended[k][0] == Approx(dam.at_start[k]).epsilon(1e-12));
    CHECK(state.deposited[k] >= 0.4 * dam.at_start[k] * (1.0 - 1e-12));
  }
  CHECK(passed[0] == Approx(0.6 * 12000.0).epsilon(1e-2));  // clay hardly settles again
  CHECK(passed[1] > 0.1 * 9000.0);
}

TEST_CASE("digging out a dam takes a share of each class, or of what fills it in a run without sediment",
          "[structure]") {
  CheckDam dam = gully_dam();
  dam.deposit_density = {1000.0, 1500.0};
  dam.filled_at_start = 12.0;
  CheckDamState state(2);
  state.deposited = {4000.0, 6000.0};  // 4 m3 each
  CHECK(state.deposit_volume(dam) == Approx(20.0));
  std::vector<double> taken(2);
  state.take_deposit(dam, 0.25, [&](std::size_t k, double mass) { taken[k] = mass; });
  CHECK(taken == std::vector<double>{1000.0, 1500.0});
  CHECK(state.deposit_volume(dam) == Approx(15.0));
  state.take_deposit(dam, 1.0, [](std::size_t, double) {});
  CHECK(state.deposit_volume(dam) == Approx(0.0).margin(1e-12));
}
