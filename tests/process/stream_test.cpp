#include <catch2/catch.hpp>

#include "process/stream/opening_laws.hpp"
#include "process/stream/stream_flow_laws.hpp"
#include "process/stream/weir_in_stream.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;

TEST_CASE("the discharge of a step tends to Manning's and never overshoots", "[stream][laws]") {
  const double area = 2.0, radius = 0.6, fall = 0.01, n = 0.04;
  const double normal = stream::normal_discharge(area, radius, fall, n);
  CHECK(normal == Approx(area * std::pow(radius, 2.0 / 3.0) * 0.1 / n).epsilon(1e-13));
  double q = 0.0;
  for (int step = 0; step < 400; ++step) {
    const double next = stream::inertial_discharge(q, area, radius, fall, n, 1.0);
    CHECK(next >= q);
    CHECK(next <= normal * (1.0 + 1e-12));
    q = next;
  }
  CHECK(q == Approx(normal).epsilon(1e-12));
}

TEST_CASE("a film pours over the banks as its weir equation says, whatever the step", "[stream][laws]") {
  const double once = stream::film_after_pouring(0.02, 20.0, 400.0, 60.0);
  double often = 0.02;
  for (int n = 0; n < 60; ++n) often = stream::film_after_pouring(often, 20.0, 400.0, 1.0);
  CHECK(often == Approx(once).epsilon(1e-12));
}

TEST_CASE("V23: a uniform stream runs at Manning's normal depth", "[stream][closed form]") {
  StreamCase c(40, 20.0, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04);
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  const double inflow = 8.0;
  for (int n = 0; n < 4000; ++n) {
    c.state.volume[0] += inflow * 2.0;
    process.advance(2.0, c.land, c.state);
  }
  // Q = A R^(2/3) sqrt(S)/n solved by bisection for y.
  double low = 0.0, high = 2.0;
  for (int n = 0; n < 200; ++n) {
    const double y = 0.5 * (low + high), area = (3.0 + y) * y;
    const double radius = area / (3.0 + 2.0 * std::sqrt(2.0) * y);
    (area * std::pow(radius, 2.0 / 3.0) * 0.1 / 0.04 < inflow ? low : high) = y;
  }
  CHECK(process.depth(c.state, 20) == Approx(low).epsilon(1e-6));
  CHECK(process.books().step_outflow == Approx(2.0 * inflow).epsilon(1e-9));
}

TEST_CASE("a stream that is full stands level with the land and stays at rest", "[stream]") {
  StreamCase c(30, 10.0, 0.0, Section::trapezoid(2.0, 0.5, 1.0), 0.04);
  c.network.outlet_slope = 1e-30;  // a closed end
  for (int i = 0; i < 30; ++i) {
    for (int j = 0; j < 3; ++j) c.land.depth[c.grid.index(i, j)] = 0.4;
  }
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (std::size_t s = 0; s < 30; ++s) c.state.volume[s] = process.full_volume(c.state, static_cast<int>(s));
  for (int n = 0; n < 10000; ++n) process.advance(1.0, c.land, c.state);
  for (std::size_t s = 0; s + 1 < 30; ++s) CHECK(std::fabs(c.state.discharge[s]) / 2.5 <= 1e-12);
}

TEST_CASE("a stream's banks go up and down with the ground of their cells", "[stream]") {
  for (const double change : {-0.15, 0.15}) {
    StreamCase c(20, 10.0, 0.0, Section::trapezoid(2.0, 0.5, 1.0), 0.04, 1);
    c.grains = {{2e-5, 2650.0, 4e-4, -1.0}};
    c.bed.fraction = {1.0};
    c.network.segments[19].open = false;
    stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
    const Section& section = c.network.sections[0];
    for (int i = 0; i < 20; ++i) {
      c.state.volume[i] = 10.0 * section.area(1.0);
      for (int j = 0; j < 3; ++j) {
        c.land.bed[c.grid.index(i, j)] += change;
        c.land.depth[c.grid.index(i, j)] = 0.4;
      }
    }
    const double before = c.water();
    process.advance(600.0, c.land, c.state);
    CHECK(c.water() == Approx(before).epsilon(1e-14));
    for (int i = 0; i < 20; ++i) {
      const double height = 1.0 + change;
      CHECK(c.state.volume[i] == Approx(10.0 * section.area(height)).epsilon(1e-12));
      CHECK(process.full_volume(c.state, i) == Approx(10.0 * section.area(height)).epsilon(1e-12));
      const double given = section.area(1.0) - section.area(height);  // over 10 m of stream, in 100 m2
      CHECK(c.land.depth[c.grid.index(i, 1)] == Approx(0.4 + 0.1 * given).epsilon(1e-12));
    }
  }
}

TEST_CASE(
    "a flood goes down a stream in order: later and lower from place to place, at Kleitz's and Seddon's pace",
    "[stream][closed form]") {
  const double slope = 0.004, n = 0.035;
  const Section section = Section::trapezoid(4.0, 1.0, 4.0);
  StreamCase c(160, 50.0, slope, section, n);
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  std::vector<double> peak(160, 0.0), at(160, 0.0);
  const auto inflow = [](double t) {  // a base flow, and two hours of flood
    const double wave = std::sin(3.14159265358979 * t / 7200.0);
    return 2.0 + (t < 7200.0 ? 10.0 * wave * wave : 0.0);
  };
  for (int step = 0; step < 5000; ++step) {
    const double t = 4.0 * step - 6000.0;  // the base flow first
    c.state.volume[0] += 4.0 * inflow(std::max(t, 0.0));
    process.advance(4.0, c.land, c.state);
    for (std::size_t s = 0; s < 160; ++s) {
      const double discharge = process.step_volume()[s] / 4.0;
      CHECK(discharge >= 0.0);
      if (discharge > peak[s]) peak[s] = discharge, at[s] = t + 4.0;
    }
  }
  for (std::size_t s = 10; s < 160; s += 10) {
    CAPTURE(s);
    CHECK(at[s] > at[s - 10]);
    CHECK(peak[s] < peak[s - 10]);
  }
  CHECK(peak[159] > 0.9 * peak[0]);
  // Celerity dQ/dA of the crest, by Manning's law.
  const auto discharge_at = [&](double y) {
    return stream::normal_discharge(section.area(y), section.area(y) / section.wetted_perimeter(y), slope, n);
  };
  double low = 0.0, high = 4.0;
  for (int k = 0; k < 100; ++k)
    (discharge_at(0.5 * (low + high)) < peak[80] ? low : high) = 0.5 * (low + high);
  const double celerity = (discharge_at(low + 1e-4) - discharge_at(low - 1e-4)) /
                          (section.area(low + 1e-4) - section.area(low - 1e-4));
  CHECK((at[150] - at[10]) == Approx(140 * 50.0 / celerity).epsilon(0.05));
}

TEST_CASE("a weir in a stream stands at its head, free as drowned", "[stream][closed form]") {
  const auto head_for = [](double discharge) {
    return std::pow(discharge / (0.385 * 2.0 * std::sqrt(2.0 * 9.81)), 2.0 / 3.0);
  };
  StreamCase c(40, 20.0, 0.01, Section::trapezoid(3.0, 0.0, 2.5), 0.04);
  c.network.segments[20].sill = {c.network.segments[20].bed + 0.8, 2.0, 0.385};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (const double inflow : {0.2, 2.0}) {
    for (int n = 0; n < 3000; ++n) {
      c.state.volume[0] += inflow * 2.0;
      process.advance(2.0, c.land, c.state);
    }
    CHECK(process.books().step_outflow == Approx(2.0 * inflow).epsilon(1e-9));
    CHECK(process.depth(c.state, 20) == Approx(0.8 + head_for(inflow)).epsilon(1e-6));
    CHECK(process.depth(c.state, 21) < 0.8);
  }
  // Drowned: sqrt(1 - r^1.5) of Villemonte's law at one ratio by hand.
  CHECK(stream::drowned_weir_discharge(0.385, 2.0, 1.0, 0.64) ==
        Approx(0.385 * 2.0 * std::sqrt(2.0 * 9.81) * std::pow(1.0 - 0.512, 0.385)).epsilon(1e-12));
  CHECK(stream::drowned_weir_discharge(0.385, 2.0, 0.64, 1.0) ==
        -stream::drowned_weir_discharge(0.385, 2.0, 1.0, 0.64));
  CHECK(stream::drowned_weir_discharge(0.385, 2.0, -0.1, -0.2) == 0.0);
}

TEST_CASE("a pond on both sides of a drowned weir comes to rest at one level", "[stream]") {
  StreamCase c(20, 10.0, 0.0, Section::trapezoid(2.0, 0.0, 1.5), 0.04);
  c.network.segments[19].open = false;
  c.network.segments[9].sill = {c.network.segments[9].bed + 0.5, 1.5, 0.385};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (std::size_t s = 0; s < 20; ++s) c.state.volume[s] = 2.0 * 10.0 * (s < 10 ? 1.2 : 0.4);
  const double before = c.water();
  for (int n = 0; n < 20000; ++n) process.advance(2.0, c.land, c.state);
  CHECK(c.water() == Approx(before).epsilon(1e-13));
  for (std::size_t s = 0; s + 1 < 20; ++s) {
    CHECK(process.depth(c.state, static_cast<int>(s)) == Approx(0.8).epsilon(2e-3));  // a seiche dies slowly
  }
  // Level on both sides from the start: not a drop of water moves.
  for (std::size_t s = 0; s < 20; ++s) {
    c.state.volume[s] = 2.0 * 10.0;
    c.state.discharge[s] = 0.0;
  }
  for (int n = 0; n < 1000; ++n) process.advance(2.0, c.land, c.state);
  for (std::size_t s = 0; s + 1 < 20; ++s) CHECK(std::fabs(c.state.discharge[s]) / 2.0 <= 1e-12);
}

TEST_CASE("a culvert passes what its inlet, its barrel and its deck let through", "[stream][closed form]") {
  Sill culvert{0.0, 2.0, 0.385};
  culvert.rise = 1.5;
  culvert.losses = stream::barrel_losses(2.0, 1.5, 150.0, 0.015, 0.5);
  const double radius = 3.0 / 7.0, g2 = 2.0 * 9.81;
  CHECK(culvert.losses ==
        Approx(1.5 + g2 * 0.015 * 0.015 * 150.0 / std::pow(radius, 4.0 / 3.0)).epsilon(1e-12));
  // Under water on both sides: the barrel, from the difference of the levels.
  CHECK(stream::opening_discharge(culvert, 2.6, 2.4) ==
        Approx(3.0 * std::sqrt(g2 * 0.2 / culvert.losses)).epsilon(1e-12));
  CHECK(stream::opening_discharge(culvert, 2.4, 2.6) == -stream::opening_discharge(culvert, 2.6, 2.4));
  Sill bridge = culvert;
  bridge.losses = 1.0;
  // Part full: a weir.
  CHECK(stream::opening_discharge(bridge, 0.5, -1.0) ==
        Approx(0.385 * 2.0 * std::sqrt(g2) * std::pow(0.5, 1.5)).epsilon(1e-12));
  // High above a short opening with free outflow: the inlet, above its middle.
  CHECK(stream::opening_discharge(bridge, 5.0, -1.0) ==
        Approx(0.6 * 3.0 * std::sqrt(g2 * (5.0 - 0.75))).epsilon(1e-12));
  // It never falls as the water rises, and never jumps.
  double before = 0.0;
  for (double h = 0.001; h < 6.0; h += 0.001) {
    const double q = stream::opening_discharge(culvert, h, -1.0);
    CHECK(q >= before);
    CHECK(q - before < 0.02);
    before = q;
  }
}

TEST_CASE("water backs up before a culvert until it runs over the road", "[stream]") {
  StreamCase c(40, 20.0, 0.01, Section::trapezoid(3.0, 0.0, 3.0), 0.04);
  Segment& at = c.network.segments[20];
  at.sill = {at.bed, 1.0, 0.385};
  at.sill.rise = 1.0;
  at.sill.losses = stream::barrel_losses(1.0, 1.0, 10.0, 0.015, 0.5);
  at.sill.deck = at.bed + 2.0;
  at.sill.deck_length = 3.0;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (const double inflow : {2.0, 6.0}) {
    for (int n = 0; n < 4000; ++n) {
      c.state.volume[0] += inflow * 2.0;
      process.advance(2.0, c.land, c.state);
    }
    const double depth = process.depth(c.state, 20), below = process.depth(c.state, 21) - 0.2;
    double passes = stream::opening_discharge(at.sill, depth, below);
    if (depth > 2.0) passes += 0.385 * 3.0 * std::sqrt(2.0 * 9.81) * std::pow(depth - 2.0, 1.5);
    CHECK(passes == Approx(inflow).epsilon(1e-6));
    CHECK((depth > 2.0) == (inflow > 4.0));
  }
}

TEST_CASE("a drop holds the bed of its segment while the stream cuts in above and below", "[stream]") {
  StreamCase c(30, 20.0, 0.02, Section::trapezoid(3.0, 0.0, 2.5), 0.04, 1);
  c.grains = {{2e-4, 2650.0, 2e-2, -1.0}};
  c.bed.fraction = {1.0};
  c.bed.erodible_depth = 1.0;
  c.bed.erodibility = 1e-2;
  c.network.segments[15].sill = {c.network.segments[15].bed, 3.0, 0.385};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (int n = 0; n < 2000; ++n) {
    c.state.volume[0] += 10.0;
    process.advance(2.0, c.land, c.state);
  }
  CHECK(c.state.eroded[15] == 0.0);
  CHECK(c.state.bed[15] >= c.network.segments[15].bed);
  CHECK(c.state.bed[5] < c.network.segments[5].bed - 0.01);
  CHECK(c.state.bed[20] < c.network.segments[20].bed - 0.01);
}

TEST_CASE("V24: what the land pours and the stream spills is neither made nor lost", "[stream]") {
  StreamCase c(50, 10.0, 0.004, Section::trapezoid(1.0, 0.0, 0.5), 0.05);
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (int i = 0; i < 50; ++i) c.land.depth[c.grid.index(i, 1)] = i < 10 ? 0.8 : 0.001 * i;
  const double before = c.water();
  for (int n = 0; n < 500; ++n) {
    process.advance(3.0, c.land, c.state);
    for (const double v : c.state.volume) REQUIRE(v >= 0.0);
    REQUIRE(c.water() + process.books().outflow.value() == Approx(before).epsilon(1e-14));
  }
  CHECK(process.books().outflow.value() > 0.2 * before);
}

TEST_CASE("a stream silts where it is over-laden and keeps every class's mass", "[stream]") {
  StreamCase c(60, 20.0, 0.01, Section::trapezoid(3.0, 0.0, 1.5), 0.04, 2);
  for (int i = 30; i < 60; ++i) {  // a flat reach below a steep one
    Segment& s = c.network.segments[i];
    s.bank = 300.0 + 0.01 * 20.0 * 30 - 0.0005 * 20.0 * (i - 29);
    s.bed = s.bank - 1.5;
  }
  c.state = StreamState(c.network, 2);
  c.grains = {{.diameter = 100e-6, .settling_velocity = 7.534e-3},
              {.diameter = 500e-6, .settling_velocity = 7.105e-2}};
  c.bed = {.fraction = {0.5, 0.5},
           .erodibility = 1e-3,
           .critical_shear = 2.0,
           .erodible_depth = 0.3,
           .porosity = 0.4};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  double given = 0.0;
  for (int n = 0; n < 2000; ++n) {
    c.state.volume[0] += 6.0 * 5.0;
    c.state.suspended[1][0] += 30.0;
    given += 30.0;
    process.advance(5.0, c.land, c.state);
  }
  for (int k = 0; k < 2; ++k) {
    double stored = 0.0, eroded = 0.0;
    for (std::size_t s = 0; s < 60; ++s) {
      const double plan = 3.0 * 20.0;
      stored += c.state.suspended[k][s] + c.state.deposited[k][s] * plan;
      eroded += 0.5 * c.state.eroded[s] * plan;
      CHECK(c.state.suspended[k][s] >= 0.0);
    }
    for (int i = 0; i < 60; ++i) {
      const std::size_t cell = c.grid.index(i, 1);
      stored += c.land.depth[cell] * c.land.concentration[k][cell] * c.grid.cell_area();
    }
    const double in = eroded + (k == 1 ? given : 0.0);
    CHECK(stored + process.books().outflow_classes[k].value() == Approx(in).epsilon(1e-12));
  }
  CHECK(c.state.bed[32] > c.network.segments[32].bed);
  CHECK(c.state.bed[10] < c.network.segments[10].bed);
}

TEST_CASE("a stream that silts up to its banks overflows, and what settles then lies on the land",
          "[stream]") {
  StreamCase c(20, 20.0, 0.0005, Section::trapezoid(3.0, 0.0, 0.4), 0.04, 2);
  c.grains = {{.diameter = 1e-4, .settling_velocity = 7.5e-3}, {.diameter = 5e-4, .settling_velocity = 7e-2}};
  c.bed.fraction = {0.5, 0.5};
  stream::StreamParameters parameters;
  parameters.land_bulk = {1.0 / 1200.0, 1.0 / 1300.0};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, parameters, c.state);
  const double bank = c.network.segments[1].bank;
  double given = 0.0;
  for (int n = 0; n < 3000; ++n) {
    c.state.volume[0] += 0.5 * 5.0;
    for (int k = 0; k < 2; ++k) c.state.suspended[k][0] += 40.0 * 5.0;
    given += 40.0 * 5.0;
    process.advance(5.0, c.land, c.state);
    for (int s = 0; s < 20; ++s) {
      const double level = stream::bank_level(c.grid, c.network.segments[s], c.land);
      REQUIRE(c.state.bed[s] <= level - stream::silted_bank_height + 1e-9);
    }
  }
  const std::size_t cell = c.grid.index(1, 1);
  const double on_land = c.land.deposited[0][cell] / 1200.0 + c.land.deposited[1][cell] / 1300.0;
  CHECK(on_land > 0.05);
  CHECK(c.land.bed[cell] == Approx(bank + on_land).epsilon(1e-12));
  CHECK(c.state.bed[1] > bank);     // it went up with the land
  CHECK(c.land.depth[cell] > 0.0);  // and the water goes over the banks
  for (int k = 0; k < 2; ++k) {
    double held = process.books().outflow_classes[k].value();
    for (int s = 0; s < 20; ++s)
      held += c.state.suspended[k][s] + c.state.deposited[k][s] * process.bed_area(s);
    for (int i = 0; i < 20; ++i) {
      const std::size_t at = c.grid.index(i, 1);
      held += (c.land.deposited[k][at] + c.land.depth[at] * c.land.concentration[k][at]) * c.grid.cell_area();
    }
    CHECK(held == Approx(given).epsilon(1e-12));
  }
}

TEST_CASE("without feedback the bed of a stream stays, and its masses are booked all the same", "[stream]") {
  StreamCase c(30, 20.0, 0.01, Section::trapezoid(3.0, 0.0, 1.5), 0.04, 1);
  c.grains = {{.diameter = 1e-4, .settling_velocity = 7.5e-3}};
  c.bed = {.fraction = {1.0}, .erodibility = 1e-2, .critical_shear = 2.0, .erodible_depth = 0.3};
  stream::StreamParameters parameters;
  parameters.bed_feedback = false;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, parameters, c.state);
  for (int n = 0; n < 400; ++n) {
    c.state.volume[0] += 6.0 * 5.0;
    process.advance(5.0, c.land, c.state);
  }
  double eroded = 0.0, held = process.books().outflow_classes[0].value();
  for (int s = 0; s < 30; ++s) {
    CHECK(c.state.bed[s] == c.network.segments[s].bed);
    eroded += c.state.eroded[s] * 60.0;
    held += c.state.suspended[0][s] + c.state.deposited[0][s] * 60.0;
  }
  CHECK(eroded > 1e3);
  CHECK(held == Approx(eroded).epsilon(1e-12));
}

namespace {

/// A rectangular stream 3 m wide over a rigid base, with bedload of every class.
struct BedloadStream : StreamCase {
  BedloadStream(int cells, double cell_size, double slope, std::vector<double> diameters)
      : StreamCase(cells, cell_size, slope, Section::trapezoid(3.0, 0.0, 3.0), 0.03,
                   static_cast<int>(diameters.size())) {
    for (const double d : diameters)
      grains.push_back({.diameter = d, .settling_velocity = 0.2, .fixed_capacity = 0.0});
    bed.fraction.assign(diameters.size(), 1.0 / static_cast<double>(diameters.size()));
    parameters.grain_roughness = 0.03;  // all of the shear acts on the grains
    parameters.bedload.emplace();
    parameters.bedload->from_diameter = 1e-4;
    state.part_layers();
  }
  double mass(int k) const {
    double sum = 0.0;
    for (std::size_t s = 0; s < state.bed.size(); ++s)
      sum += state.suspended[k][s] + state.loose(k, s) * 3.0 * network.segments[s].length;
    for (int j = 0; j < grid.ny(); ++j) {
      for (int i = 0; i < grid.nx(); ++i)
        sum += land.depth[grid.index(i, j)] * land.concentration[k][grid.index(i, j)] * grid.cell_area();
    }
    return sum;
  }
  stream::StreamParameters parameters;
};

/// [Pa] of uniform flow in that stream, and its depth.
std::pair<double, double> uniform_shear(double discharge, double slope) {
  double low = 0.0, high = 3.0;
  for (int n = 0; n < 200; ++n) {
    const double y = 0.5 * (low + high), area = 3.0 * y;
    (area * std::pow(area / (3.0 + 2.0 * y), 2.0 / 3.0) * std::sqrt(slope) / 0.03 < discharge ? low : high) =
        y;
  }
  return {9810.0 * 3.0 * low / (3.0 + 2.0 * low) * slope, low};
}

}  // namespace

TEST_CASE("a stream that is fed with gravel takes the slope at which it carries what it is fed, by each law",
          "[stream][bedload][closed form]") {
  using bedload::BedloadLaw;
  const auto law = GENERATE(BedloadLaw::wong_parker, BedloadLaw::meyer_peter_mueller,
                            BedloadLaw::wilcock_crowe, BedloadLaw::engelund_hansen);
  const double discharge = 6.0, diameter = 8e-3, slope = 0.008, length = 25.0, dt = 2.0;
  BedloadStream c(20, length, 0.006, {diameter});  // too flat for it at first
  c.parameters.bedload->law = law;
  const double bulk = 1.0 / (0.6 * 2650.0);
  for (std::size_t s = 0; s < 20; ++s) {  // 2 m of gravel on the rigid base
    c.state.buried[0][s] = 2.0 / bulk;
    c.network.segments[s].bed -= 2.0;
  }
  c.network.outlet_slope = slope;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, c.parameters, c.state);
  // It is fed what uniform flow carries on a slope of 0.008.
  const auto [shear, depth] = uniform_shear(discharge, slope);
  const double feed = 3.0 * bedload::load_alone(law, bedload::make_class_scales(c.grains[0], bulk), shear,
                                                discharge / (3.0 * depth),
                                                bedload::mean_grain(0.0, std::log(diameter), 2650.0));
  const double before = c.mass(0);
  const int steps = static_cast<int>(4e6 / feed / dt);
  for (int n = 0; n < steps; ++n) {
    c.state.volume[0] += discharge * dt;
    c.state.deposited[0][0] += feed * dt / (3.0 * length);
    process.advance(dt, c.land, c.state);
  }
  CAPTURE(feed, steps);
  CHECK(process.bedload(10) == Approx(feed).epsilon(0.01));
  CHECK((c.state.bed[5] - c.state.bed[15]) / (10.0 * length) == Approx(slope).epsilon(0.005));
  CHECK(process.depth(c.state, 10) == Approx(depth).epsilon(0.002));
  CHECK(c.mass(0) + process.books().outflow_classes[0].value() ==
        Approx(before + feed * dt * steps).epsilon(1e-12));
}

TEST_CASE("clear water armours a stream's bed: fines leave the active layer until coarse grains cover it",
          "[stream][bedload][closed form]") {
  // The fine class moves, the coarse does not. With a share f of fines below, and what leaves replaced from
  // there, the fines of the active layer of mass M fall as exp(-(1 - f) r t), r = load/(M length), and f M/(1
  // - f) leave in all.
  const double discharge = 3.0, slope = 0.004, fines = 0.4;
  BedloadStream c(12, 100.0, slope, {2e-3, 0.1});
  c.parameters.bedload->active_layer = 0.02;
  c.bed.fraction = {fines, 1.0 - fines};
  const double density = 0.6 * 2650.0, active = 0.02 * density;
  for (std::size_t s = 0; s < 12; ++s) {
    c.network.segments[s].bed -= 2.0;
    for (int k = 0; k < 2; ++k) c.state.buried[k][s] = c.bed.fraction[k] * 2.0 * density;
  }
  c.network.outlet_slope = slope;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, c.parameters, c.state);
  for (int n = 0; n < 600; ++n) {  // the water first, over a bed that is then made anew
    c.state.volume[0] += discharge * 2.0;
    process.advance(2.0, c.land, c.state);
  }
  for (std::size_t s = 0; s < 12; ++s) {
    for (int k = 0; k < 2; ++k) {
      c.state.deposited[k][s] = 0.0;
      c.state.buried[k][s] = c.bed.fraction[k] * 2.0 * density;
    }
  }
  const double before = c.mass(0), carried = process.books().outflow_classes[0].value();
  const auto [shear, depth] = uniform_shear(discharge, slope);
  const bedload::ClassScales scales = bedload::make_class_scales(c.grains[0], 1.0 / density);
  const double rate = bedload::load_alone(bedload::BedloadLaw::wong_parker, scales, shear, 0.0, {}) /
                      (active * 100.0);  // [s-1]
  const double first_diameter = std::exp(fines * std::log(2e-3) + (1.0 - fines) * std::log(0.1));
  const double dt = 0.5;
  const int in_one = static_cast<int>(1.0 / (rate * dt));  // steps in 1/r
  for (int n = 1; n <= 30 * in_one; ++n) {
    c.state.volume[0] += discharge * dt;
    process.advance(dt, c.land, c.state);
    if (n == 1) CHECK(process.surface_diameter(c.state, 0) == Approx(first_diameter).epsilon(0.01));
    // The bed sinks by a centimetre meanwhile, and the shear with it.
    if (n == in_one || n == 2 * in_one)
      CHECK(c.state.deposited[0][0] ==
            Approx(fines * active * std::exp(-(1.0 - fines) * rate * n * dt)).epsilon(0.03));
  }
  CHECK(process.surface_diameter(c.state, 0) > 0.99 * 0.1);
  const double gone = fines * 2.0 * density - c.state.loose(0, 0);
  CHECK(gone == Approx(fines * active / (1.0 - fines)).epsilon(1e-3));
  CHECK(c.state.loose(1, 0) == Approx((1.0 - fines) * 2.0 * density).epsilon(1e-12));
  CHECK(c.mass(0) + process.books().outflow_classes[0].value() - carried == Approx(before).epsilon(1e-12));
  CHECK(process.bedload(0) < 1e-6);
}

TEST_CASE("a weir holds bedload until its bed has come up to the sill, and a dam takes it into its pool",
          "[stream][bedload]") {
  const double length = 25.0, dt = 2.0, feed = 2.0;
  BedloadStream c(20, length, 0.01, {4e-3});
  const double sill = c.network.segments[12].bed + 0.3;
  c.network.segments[12].sill = {sill, 3.0, 0.385};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, c.parameters, c.state);
  const auto step = [&](BedloadStream& at, stream::StreamProcess& stream) {
    at.state.volume[0] += 4.0 * dt;
    at.state.deposited[0][0] += feed * dt / (3.0 * length);
    stream.advance(dt, at.land, at.state);
  };
  const int steps = 60000;
  int first = 0;  // step in which something passes
  for (int n = 1; n <= steps; ++n) {
    step(c, process);
    if (process.bedload(12) == 0.0) continue;
    if (first == 0) first = n;
    REQUIRE(c.state.bed[12] >= sill - 1e-9);
  }
  REQUIRE(first > 0);
  CHECK(first * dt * feed > 0.3 * 3.0 * length * 0.6 * 2650.0);  // its room was filled before
  CHECK(process.bedload(12) == Approx(feed).epsilon(0.02));
  CHECK(c.mass(0) + process.books().outflow_classes[0].value() == Approx(feed * dt * steps).epsilon(1e-12));
  BedloadStream d(20, length, 0.01, {4e-3});
  d.network.segments[12].dam = true;
  stream::StreamProcess behind(d.grid, d.network, d.grains, d.bed, d.parameters, d.state);
  double in_pool = 0.0;
  for (int n = 1; n <= 5000; ++n) {
    step(d, behind);
    in_pool += d.state.suspended[0][12];
    d.state.suspended[0][12] = d.state.volume[12] = 0.0;  // as its dam does
  }
  CHECK(in_pool > 0.5 * feed * dt * 5000);
  CHECK(d.state.loose(0, 12) == 0.0);
  CHECK(d.mass(0) + in_pool == Approx(feed * dt * 5000).epsilon(1e-12));
}
