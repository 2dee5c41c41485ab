// What a stream carries of fine grains, by the law that gives its transport capacity.
#include <catch2/catch.hpp>

#include "support/stream_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;

namespace {

/// Concentration [kg m-3] of silt of 20 um at the end of 800 m of stream, 3 m wide, that is fed with 1 kg m-3
/// in 6 m3/s until nothing changes any more.
double silt_at_the_end(erosion::CapacityChoice choice, double settling) {
  const double inflow = 6.0, dt = 1.0;
  StreamCase c(160, 5.0, 0.001, Section::trapezoid(3.0, 0.0, 3.0), 0.04, 1);
  c.grains = {{.diameter = 2e-5, .settling_velocity = settling}};
  c.bed.fraction = {1.0};
  stream::StreamParameters parameters;
  parameters.bed_feedback = false;
  parameters.capacity = choice;
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, parameters, c.state);
  for (int n = 0; n < 8000; ++n) {
    c.state.volume[0] += inflow * dt;
    c.state.suspended[0][0] += inflow * dt;
    process.advance(dt, c.land, c.state);
  }
  return c.state.suspended[0].back() / c.state.volume.back();
}

}  // namespace

TEST_CASE("a river of mild slope carries its silt by Engelund and Hansen, and drops it by Govers",
          "[stream][closed form]") {
  // Manning's flow of 6 m3/s down 1 in 1000 has some 0.09 cm/s of unit stream power: Govers lets nothing move
  // below 0.4. What settles in still water of that flow: c = c0 exp(-w B L/Q).
  const double settling = 1e-3, settles = std::exp(-settling * 3.0 * 800.0 / 6.0);
  CHECK(silt_at_the_end(erosion::CapacityChoice::by_diameter, settling) == Approx(settles).epsilon(5e-3));
  // Engelund and Hansen's capacity there is some tens of kg/m3: what settles is taken up again.
  CHECK(silt_at_the_end(erosion::CapacityChoice::engelund_hansen, settling) == Approx(1.0).epsilon(1e-3));
}
