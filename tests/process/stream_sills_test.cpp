// Weirs, bridges and culverts in a stream of mild slope: their head is that of the law, whatever the step.
#include <catch2/catch.hpp>

#include "process/stream/opening_laws.hpp"
#include "process/stream/weir_in_stream.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;

namespace {

constexpr double discharge = 10.0;  ///< [m3 s-1]

/// Depths [m] over the bed at a sill, above and below it, in a stream 8 m wide, after two hours of even
/// inflow, and by how much its discharge differs from the inflow at most in the last half hour.
struct Heads {
  double above, below, unrest;
};

Heads heads(double slope, const Sill& sill, double dt) {
  StreamCase c(40, 20.0, slope, Section::trapezoid(8.0, 0.0, 4.0), 0.035);
  Sill here = sill;
  here.level += c.network.segments[20].bed;
  here.deck += c.network.segments[20].bed;
  c.network.segments[20].sill = here;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  double unrest = 0.0;
  for (double t = 0.0; t < 7200.0; t += dt) {
    c.state.volume[0] += discharge * dt;
    process.advance(dt, c.land, c.state);
    if (t > 5400.0) unrest = std::max(unrest, std::fabs(c.state.discharge[20] / discharge - 1.0));
  }
  return {process.depth(c.state, 20), process.depth(c.state, 21) - slope * 20.0, unrest};
}

}  // namespace

TEST_CASE("a drowned weir stands at the head of its law, whatever the step", "[stream][closed form]") {
  const double dt = GENERATE(0.5, 3.0);
  const Heads h = heads(0.004, {0.3, 8.0, 0.385}, dt);
  CHECK(h.unrest < 0.01);
  // The head above the sill by bisection, over the depth that was found below the weir.
  double low = h.below - 0.3, high = 3.0;
  for (int n = 0; n < 100; ++n) {
    const double head = 0.5 * (low + high);
    (stream::drowned_weir_discharge(0.385, 8.0, head, h.below - 0.3) < discharge ? low : high) = head;
  }
  CHECK(h.above - 0.3 == Approx(low).epsilon(2e-3));
}

TEST_CASE("a bridge as wide as a stream of mild slope leaves its flow even", "[stream]") {
  Sill bridge{0.0, 8.0, 0.385};
  bridge.rise = 3.0;
  bridge.losses = stream::barrel_losses(8.0, 3.0, 5.0, 0.03, 0.2);
  bridge.deck = 3.5;
  bridge.deck_length = 8.0;
  const Heads fine = heads(0.001, bridge, 0.5), coarse = heads(0.001, bridge, 3.0);
  for (const Heads& h : {fine, coarse}) {
    CHECK(h.unrest < 0.01);
    CHECK(stream::opening_discharge(bridge, h.above, h.below) == Approx(discharge).epsilon(0.01));
  }
  CHECK(coarse.above == Approx(fine.above).epsilon(2e-3));
}

TEST_CASE("of two weirs one behind the other each has its head, whatever the step", "[stream][closed form]") {
  const double dt = GENERATE(0.5, 3.0);
  StreamCase c(40, 20.0, 0.004, Section::trapezoid(8.0, 0.0, 4.0), 0.035);
  for (const std::size_t s : {20u, 21u})
    c.network.segments[s].sill = {c.network.segments[s].bed + 0.3, 8.0, 0.385};
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (double t = 0.0; t < 7200.0; t += dt) {
    c.state.volume[0] += discharge * dt;
    process.advance(dt, c.land, c.state);
  }
  for (const int s : {20, 21}) {
    const double upper = process.depth(c.state, s) - 0.3;
    const double lower = process.depth(c.state, s + 1) - 0.004 * 20.0 - 0.3;
    CHECK(c.state.discharge[s] == Approx(discharge).epsilon(1e-3));
    CHECK(stream::drowned_weir_discharge(0.385, 8.0, upper, lower) == Approx(discharge).epsilon(0.01));
  }
}
