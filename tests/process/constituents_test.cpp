// Dissolved constituents in streams and pools beside closed forms.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <optional>

#include "process/quality/quality_process.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;

namespace {

/// A straight stream that carries one constituent.
struct ConstituentCase {
  ConstituentCase(int cells, double cell_size, Constituent of, std::vector<Village> villages = {})
      : stream(cells, cell_size, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04) {
    const auto segments = static_cast<std::size_t>(cells);
    if (of.land.empty()) of.land.assign(segments, 0.0);
    what.villages = std::move(villages);
    what.constituents = {of};
    state = QualityState(what, stream.network, 0, 0);
    ConstituentState empty;
    for (auto* row : {&empty.mass, &empty.flooded, &empty.passed}) row->assign(segments, 0.0);
    empty.of_villages.resize(what.villages.size());
    empty.filtered.resize(of.filters.size());
    state.constituents = {empty};
    process.emplace(stream.grid, stream.network, stream.grains, stream.bed, stream::StreamParameters{},
                    stream.state);
    riders.emplace(stream.network, what, state);
    process->carry(*riders);
  }

  ConstituentState& now() { return state.constituents.front(); }

  /// Water [m3 s-1] of a concentration [kg m-3] comes in at the head.
  void run(int steps, double dt, double inflow, double concentration = 0.0) {
    for (int n = 0; n < steps; ++n) {
      stream.state.volume[0] += inflow * dt;
      now().mass[0] += inflow * dt * concentration;
      fed.add(inflow * dt * concentration);
      process->advance(dt, stream.land, stream.state);
      std::vector<quality::SegmentWater> water;
      for (std::size_t s = 0; s < stream.network.segments.size(); ++s) {
        const Segment& segment = stream.network.segments[s];
        water.push_back(
            {process->depth(stream.state, static_cast<int>(s)), 1.0, stream.state.discharge[s],
             stream.land.depth[stream.grid.index(segment.i, segment.j)] * stream.grid.cell_area()});
      }
      time += dt;
      riders->advance(dt, time, water, {}, {});
    }
  }

  double concentration(int s) { return now().mass[s] / stream.state.volume[s]; }
  double missing() {
    const ConstituentState& c = now();
    return (fed.value() + c.entered()) -
           (c.present() + c.decayed.value() + c.settled.value() + c.seeped.value() + c.left.value());
  }

  StreamCase stream;
  Quality what;
  QualityState state;
  std::optional<stream::StreamProcess> process;
  std::optional<quality::QualityProcess> riders;
  Sum fed;
  double time = 0.0;
};

}  // namespace

TEST_CASE(
    "V45: a decaying constituent falls as C0 exp(-k x/u) along a steady stream, at first order in the "
    "segments",
    "[quality][closed form]") {
  Constituent of;
  of.decay = 2e-3;  // so strong that it shows within 800 m
  std::vector<double> errors;
  for (const double cell_size : {40.0, 20.0, 10.0}) {
    ConstituentCase c(static_cast<int>(800.0 / cell_size), cell_size, of);
    c.run(static_cast<int>(4000.0), 1.0, 8.0);
    c.run(static_cast<int>(4000.0), 1.0, 8.0, 0.02);
    const int from = static_cast<int>(200.0 / cell_size), to = static_cast<int>(680.0 / cell_size);
    const double speed = 8.0 / (c.stream.state.volume[to] / cell_size);
    const double exact = std::exp(-of.decay * 480.0 / speed);
    errors.push_back(std::fabs(c.concentration(to) / c.concentration(from) / exact - 1.0));
    CHECK(std::fabs(c.missing()) <= 1e-12 * c.fed.value());
  }
  CAPTURE(errors[0], errors[1], errors[2]);
  CHECK(errors[2] < 0.01);
  for (const int n : {0, 1}) {
    const double order = std::log2(errors[n] / errors[n + 1]);
    CHECK(order > 0.8);
    CHECK(order < 1.2);
  }
}

TEST_CASE("a conservative plug comes out whole, after the time that the water takes",
          "[quality][closed form]") {
  ConstituentCase c(40, 20.0, {});
  c.run(4000, 2.0, 8.0);
  const double speed = 8.0 / (c.stream.state.volume[20] / 20.0), begin = c.time;
  c.now().mass[0] += 10.0;
  c.fed.add(10.0);
  double before = 0.0, moment = 0.0;
  while (c.time < begin + 2500.0) {
    c.run(1, 2.0, 8.0);
    const double left = c.now().left.value();
    moment += (left - before) * (c.time - 1.0 - begin);
    before = left;
  }
  CHECK(before == Approx(10.0).epsilon(1e-12));
  CHECK(moment / before == Approx(800.0 / speed).epsilon(0.01));
  CHECK(std::fabs(c.missing()) <= 1e-11);
}

TEST_CASE("loads of villages mix into the water that passes", "[quality][closed form]") {
  Constituent of;
  of.loads = {0.004};
  Village village;
  village.segment = 10;
  ConstituentCase c(40, 20.0, of, {village});
  c.run(4000, 2.0, 8.0);
  c.run(3000, 2.0, 8.0, 0.001);
  CHECK(c.concentration(5) == Approx(0.001).epsilon(1e-9));
  CHECK(c.concentration(30) == Approx(0.001 + 0.004 / 8.0).epsilon(1e-9));
  CHECK(c.now().of_villages[0].value() == Approx(0.004 * c.time).epsilon(1e-12));
  CHECK(std::fabs(c.missing()) <= 1e-12 * (c.fed.value() + c.now().entered()));
}

TEST_CASE("settling takes its share by the depth", "[quality][closed form]") {
  Constituent of;
  of.settling = 5e-4;
  ConstituentCase c(80, 10.0, of);
  c.run(8000, 1.0, 8.0);
  c.run(4000, 1.0, 8.0, 0.02);
  const double speed = 8.0 / (c.stream.state.volume[60] / 10.0), depth = c.process->depth(c.stream.state, 60);
  CHECK(c.concentration(68) / c.concentration(20) ==
        Approx(std::exp(-of.settling / depth * 480.0 / speed)).epsilon(0.01));
  CHECK(c.now().decayed.value() == 0.0);
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.fed.value());
}

TEST_CASE("what the land gives has the concentration of its ground, less what filters keep",
          "[quality][closed form]") {
  Constituent of;
  of.land.assign(20, 0.003);
  of.filters = {{"B", std::vector<double>(20, 0.002)}};
  ConstituentCase c(20, 20.0, of);
  for (int i = 0; i < 20; ++i) c.stream.land.depth[c.stream.grid.index(i, 1)] = 0.02;
  c.run(3000, 2.0, 0.0);
  double poured = 20 * 0.02 * 400.0;
  for (int i = 0; i < 20; ++i) poured -= c.stream.land.depth[c.stream.grid.index(i, 1)] * 400.0;
  REQUIRE(poured > 100.0);
  CHECK(c.now().of_land.value() == Approx(0.003 * poured).epsilon(1e-9));
  CHECK(c.now().filtered[0].value() == Approx(0.002 * poured).epsilon(1e-9));
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.now().entered());
}

TEST_CASE("flood water that comes back is not counted as fresh", "[quality]") {
  Constituent of;
  of.land.assign(40, 0.003);
  ConstituentCase c(40, 20.0, of);
  c.run(2000, 2.0, 8.0, 0.01);
  c.run(300, 2.0, 60.0, 0.01);
  const double flooded = std::accumulate(c.now().flooded.begin(), c.now().flooded.end(), 0.0);
  REQUIRE(flooded > 1.0);
  c.run(8000, 2.0, 2.0);
  // The land was dry: nothing but the stream's own water ever stood on it.
  CHECK(c.now().of_land.value() <= 1e-9 * c.fed.value());
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.fed.value());
}

TEST_CASE("a mixed pool tends to what comes in over 1 + (k V + v A)/Q, and many tanks to plug flow",
          "[quality][closed form]") {
  StreamCase s(10, 20.0, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04);
  for (const std::size_t tanks : {1UL, 3UL, 200UL}) {
    Constituent of;
    of.land.assign(10, 0.0);
    of.decay = 1e-5;
    of.pool_settling = {2e-5};
    Quality what;
    what.constituents = {of};
    QualityState state(what, s.network, 1, 0);
    ConstituentState empty;
    for (auto* row : {&empty.mass, &empty.flooded, &empty.passed}) row->assign(10, 0.0);
    empty.in_pools = {std::vector<double>(tanks, 0.0)};
    state.constituents = {empty};
    s.network.segments[4].dam = true;
    quality::QualityProcess riders(s.network, what, state);
    const double discharge = 2.0, volume = 40000.0, area = 20000.0, dt = 200.0, came = 0.01;
    const std::vector<quality::SegmentWater> still(10);
    double out = 0.0;
    for (int n = 0; n < 4000; ++n) {
      ConstituentState& c = state.constituents.front();
      c.mass[4] = came * discharge * dt;
      const double before = c.passed[4];
      // decay of a step in the stream itself is taken off here
      const double enters = c.mass[4] * std::exp(-of.decay * dt);
      riders.advance(dt, (n + 1) * dt, still, {{4, discharge * dt, volume, discharge * dt, 0.0, area}}, {});
      out = (c.passed[4] - before) / enters;
      c.mass[5] = 0.0;
    }
    const double per_flow = (of.decay * volume + of.pool_settling[0] * area) / discharge;
    const double count = static_cast<double>(tanks);
    CHECK(out == Approx(std::pow(1.0 + per_flow / count, -count)).epsilon(1e-6));
    if (tanks == 200) CHECK(out == Approx(std::exp(-per_flow)).epsilon(2e-3));
  }
}
