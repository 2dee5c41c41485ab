// Litter in streams beside closed forms.
#include <catch2/catch.hpp>
#include <cmath>

#include "process/quality/quality_process.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;

namespace {

constexpr double never = 1e300;

/// A straight stream of 800 m that carries litter.
struct LitterCase {
  LitterCase(int cells, double cell_size, Quality described)
      : stream(cells, cell_size, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04),
        what(std::move(described)),
        state(what, stream.network, 0, 0),
        process(stream.grid, stream.network, stream.grains, stream.bed, {}, stream.state),
        riders(stream.network, what, state) {
    process.carry(riders);
  }

  std::vector<quality::SegmentWater> water() const {
    std::vector<quality::SegmentWater> all;
    for (std::size_t s = 0; s < stream.network.segments.size(); ++s) {
      const Segment& segment = stream.network.segments[s];
      const double area = stream.state.volume[s] / segment.length;
      const double speed = area > 0.0 ? stream.state.discharge[s] / area : 0.0;
      all.push_back({process.depth(stream.state, static_cast<int>(s)), speed, stream.state.discharge[s],
                     stream.land.depth[stream.grid.index(segment.i, segment.j)] * stream.grid.cell_area()});
    }
    return all;
  }

  void run(int steps, double dt, double inflow, double fed = 0.0) {
    for (int n = 0; n < steps; ++n) {
      stream.state.volume[0] += inflow * dt;
      state.litter.floating[0] += fed * dt;
      all_fed.add(fed * dt);
      process.advance(dt, stream.land, stream.state);
      now += dt;
      riders.advance(dt, now, water(), {}, {});
    }
  }

  double missing() const {
    return (state.litter.at_start + state.litter.leaked.value() + all_fed.value()) - state.litter.found();
  }

  StreamCase stream;
  Quality what;
  QualityState state;
  stream::StreamProcess process;
  quality::QualityProcess riders;
  Sum all_fed;
  double now = 0.0;
};

Quality litter_that_floats(double travel) {
  Quality what;
  what.litter.on = true;
  what.litter.travel = travel;
  return what;
}

}  // namespace

TEST_CASE("of litter that strands by the metre exp(-x/l) passes x, whatever the length of the segments",
          "[quality][litter][closed form]") {
  const double travel = 231.0;
  for (const double cell_size : {40.0, 20.0}) {
    const int cells = static_cast<int>(800.0 / cell_size);
    LitterCase c(cells, cell_size, litter_that_floats(travel));
    c.run(3000, 2.0, 8.0);
    c.run(3000, 2.0, 8.0, 0.01);
    std::vector<double> before = c.state.litter.passed;
    c.run(100, 2.0, 8.0, 0.01);
    for (const double x : {0.0, 200.0, 400.0, 720.0}) {
      const auto s = static_cast<std::size_t>(x / cell_size);
      CAPTURE(cell_size, x);
      CHECK((c.state.litter.passed[s] - before[s]) / 200.0 ==
            Approx(0.01 * std::exp(-x / travel)).epsilon(1e-9));
    }
    CHECK(std::fabs(c.missing()) <= 1e-12 * c.all_fed.value());
  }
}

TEST_CASE("a plug of litter that does not strand comes out whole, after the time that the water takes",
          "[quality][litter][closed form]") {
  LitterCase c(40, 20.0, litter_that_floats(never));
  c.run(4000, 2.0, 8.0);
  const double speed = 8.0 / (c.stream.state.volume[20] / 20.0);
  c.state.litter.floating[0] += 100.0;
  c.all_fed.add(100.0);
  double before = 0.0, moment = 0.0;
  const double begin = c.now;
  while (c.now < begin + 2000.0) {
    c.run(1, 2.0, 8.0);
    const double left = c.state.litter.left.value();
    moment += (left - before) * (c.now - 1.0 - begin);
    before = left;
  }
  CHECK(before == Approx(100.0).epsilon(1e-12));
  CHECK(std::fabs(c.missing()) <= 1e-10);
  CHECK(moment / before == Approx(800.0 / speed).epsilon(0.01));
}

TEST_CASE("what is not collected comes to lie on the bank until water lifts it",
          "[quality][litter][closed form]") {
  Quality what = litter_that_floats(never);
  const double rate = 600.0 * 0.521 / 86400.0;
  what.villages.push_back({"V", 20, 600.0, rate, 0.6, 0.05, 7.0});
  LitterCase c(40, 20.0, what);
  c.run(5000, 60.0, 0.0);
  CHECK(c.state.litter.lying[0] == Approx(7.0 + 300000.0 * rate * 0.4 * 0.05).epsilon(1e-12));
  const double lay = c.state.litter.lying[0];
  c.run(1200, 2.0, 0.02);  // too shallow a film
  CHECK(c.water()[20].depth < 0.05);
  CHECK(c.state.litter.lying[0] > lay);
  c.run(6000, 2.0, 8.0);
  // What comes to lie in steady flow is there for 600 s.
  CHECK(c.state.litter.lying[0] == Approx(600.0 * rate * 0.4 * 0.05).epsilon(0.01));
  CHECK(c.state.litter.left.value() > 0.999 * lay);
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.state.litter.found());
}

TEST_CASE("litter that stranded in low water goes on with the next flood, not with the same water",
          "[quality][litter]") {
  LitterCase c(40, 20.0, litter_that_floats(50.0));
  c.run(4000, 2.0, 2.0);
  c.run(1000, 2.0, 2.0, 0.01);
  c.run(3000, 2.0, 2.0);  // until all of it lies
  const auto mean_way = [&] {
    double mass = 0.0, moment = 0.0;
    for (std::size_t s = 0; s < 40; ++s) {
      mass += c.state.litter.stranded[s];
      moment += c.state.litter.stranded[s] * static_cast<double>(s) * 20.0;
    }
    return moment / mass;
  };
  const double lay = mean_way(), mass = c.state.litter.stranded[5];
  REQUIRE(mass > 0.1);
  c.run(3000, 2.0, 2.0);
  CHECK(c.state.litter.stranded[5] == Approx(mass).epsilon(1e-6));
  CHECK(mean_way() == Approx(lay).epsilon(1e-6));
  c.run(3000, 2.0, 12.0);
  CHECK(mean_way() > lay + 30.0);
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.all_fed.value());
}

TEST_CASE("a boom catches its share until it is full, is emptied on its days, and lets go in a flood",
          "[quality][litter][closed form]") {
  Quality what = litter_that_floats(never);
  what.litter.traps.push_back({"B", 20, 0.7, 3.0, 10.0, {}});
  LitterCase c(40, 20.0, what);
  c.run(4000, 2.0, 8.0);
  c.run(1000, 2.0, 8.0, 0.01);
  const double came = c.state.litter.held[0] + c.state.litter.passed[20];
  CHECK(c.state.litter.held[0] == 3.0);  // full
  CHECK(came > 10.0);
  c.run(1500, 2.0, 12.0);  // above what it stands
  CHECK(c.state.litter.held[0] == 0.0);
  CHECK(c.state.litter.left.value() == Approx(20.0).epsilon(1e-9));

  what.litter.traps = {{"B", 20, 0.7, never, never, {9000.0, 1000.0}}};
  LitterCase emptied(40, 20.0, what);
  emptied.run(4000, 2.0, 8.0);
  emptied.run(2000, 2.0, 8.0, 0.01);
  const LitterState& litter = emptied.state.litter;
  CHECK(litter.held[0] + litter.removed[0] == Approx(0.7 / 0.3 * litter.passed[20]).epsilon(1e-9));
  CHECK(litter.removed[0] > 0.0);
  CHECK(litter.held[0] < 1e-9);  // 12000 s is a day of emptying
}

TEST_CASE("moments of a schedule are counted once each", "[quality][litter]") {
  const Schedule weekly{-50.0, 100.0};
  CHECK(weekly.due(0.0, 49.0) == 0);
  CHECK(weekly.due(49.0, 50.0) == 1);
  CHECK(weekly.due(50.0, 149.0) == 0);
  CHECK(weekly.due(0.0, 1000.0) == 10);
  CHECK(Schedule{500.0, 100.0}.due(0.0, 499.0) == 0);
  CHECK(Schedule{500.0, 100.0}.due(499.0, 500.0) == 1);
  CHECK(Schedule{}.due(0.0, 1e9) == 0);
}

TEST_CASE("a round takes its share of what floats and lies along its stretch",
          "[quality][litter][closed form]") {
  Quality what = litter_that_floats(100.0);
  what.litter.at_start = 0.5;
  what.litter.rounds.push_back({"C", {{10, 1.0}, {11, 0.5}}, 0.8, {100.0, 200.0}});
  LitterCase c(40, 20.0, what);
  c.run(10, 60.0, 0.0);  // rounds at 100, 300, 500 s
  CHECK(c.state.litter.stranded[10] == Approx(10.0 * std::pow(0.2, 3)).epsilon(1e-12));
  CHECK(c.state.litter.stranded[11] == Approx(10.0 * std::pow(0.6, 3)).epsilon(1e-12));
  CHECK(c.state.litter.stranded[12] == 10.0);
  CHECK(c.state.litter.gathered[0] ==
        Approx(20.0 - c.state.litter.stranded[10] - c.state.litter.stranded[11]));
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.state.litter.at_start);
}

TEST_CASE("litter goes over the banks with the water and comes back with it", "[quality][litter]") {
  LitterCase c(40, 20.0, litter_that_floats(never));
  c.run(2000, 2.0, 8.0, 0.01);
  c.run(300, 2.0, 60.0, 0.01);
  double flooded = 0.0;
  for (const double mass : c.state.litter.flooded) flooded += mass;
  REQUIRE(flooded > 0.1);
  for (std::size_t s = 0; s < 40; ++s) {
    const Segment& segment = c.stream.network.segments[s];
    CHECK(c.state.flood[s] <= c.stream.land.depth[c.stream.grid.index(segment.i, segment.j)] *
                                  c.stream.grid.cell_area() * (1 + 1e-12));
  }
  c.run(8000, 2.0, 2.0);
  flooded = 0.0;
  for (const double mass : c.state.litter.flooded) flooded += mass;
  CHECK(flooded < 1e-3);
  CHECK(std::fabs(c.missing()) <= 1e-12 * c.all_fed.value());
}

TEST_CASE("a reservoir keeps all litter, a check dam what its water keeps",
          "[quality][litter][closed form]") {
  StreamCase s(10, 20.0, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04);
  s.network.segments[4].dam = s.network.segments[7].dam = true;
  Quality what = litter_that_floats(never);
  QualityState state(what, s.network, 1, 1);
  quality::QualityProcess riders(s.network, what, state);
  const std::vector<quality::SegmentWater> still(10);
  state.litter.floating[4] = 8.0;
  state.litter.floating[7] = 5.0;
  riders.advance(1.0, 1.0, still, {{7, 3.0, 1.0}}, {{4, 6.0, 2.0}});
  CHECK(state.litter.in_pools[0] == 5.0);
  CHECK(state.litter.in_dams[0] == 2.0);
  CHECK(state.litter.floating[5] == 6.0);
  CHECK(state.litter.passed[4] == 6.0);
}

TEST_CASE("a dam that does not stand keeps no litter, and gives back what it had", "[quality][litter]") {
  StreamCase s(10, 20.0, 0.01, Section::trapezoid(3.0, 1.0, 2.0), 0.04);
  Quality what = litter_that_floats(never);
  QualityState state(what, s.network, 1, 1);
  quality::QualityProcess riders(s.network, what, state);
  const std::vector<quality::SegmentWater> still(10);
  state.litter.floating[4] = 8.0;
  state.litter.floating[7] = 5.0;
  state.litter.in_dams[0] = 0.5;
  state.litter.in_pools[0] = 0.25;
  riders.advance(1.0, 1.0, still, {{7, 0.0, 0.0}}, {{4, 0.0, 0.0}});
  CHECK(state.litter.floating[4] == 8.5);
  CHECK(state.litter.floating[7] == 5.25);
  CHECK(state.litter.in_dams[0] == 0.0);
  CHECK(state.litter.in_pools[0] == 0.0);
}

TEST_CASE("a boom catches from its day on until it is taken away, with what is in it", "[quality][litter]") {
  LitterTrap trap;
  trap.from = 100.0;
  trap.to = 200.0;
  CHECK_FALSE(trap.stands(99.0));
  CHECK(trap.stands(100.0 - 1e-9));  // a step may begin a little before its event
  CHECK(trap.stands(199.0));
  CHECK_FALSE(trap.stands(200.0));
  const Schedule schedule{100.0, 30.0, 200.0};
  CHECK(schedule.due(0.0, 1000.0) == 4);  // at 100, 130, 160, 190
  // Rates that change add up by their spans.
  const std::vector<RateStage> later{{10.0, {2.0}, {0.0}}, {30.0, {5.0}, {0.0}}};
  const auto rate = [](const RateStage& stage) { return stage.villages[0]; };
  CHECK(brought(1.0, later, 5.0, rate) == 5.0);
  CHECK(brought(1.0, later, 10.0, rate) == 10.0);
  CHECK(brought(1.0, later, 40.0, rate) == 10.0 + 2.0 * 20.0 + 5.0 * 10.0);
  CHECK(brought(1.0, {}, 40.0, rate) == 40.0);
}
