#include <catch2/catch.hpp>
#include <cmath>

#include "process/stream/composite_roughness.hpp"
#include "process/stream/dredging.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using namespace qingliu::stream;

TEST_CASE("a dredger takes what lies loose first, then the bed, by the volume of each class",
          "[stream][dredging]") {
  test::StreamCase c(3, 20.0, 0.01, Section::trapezoid(4.0, 0.0, 1.5), 0.04, 2);
  c.grains = {{2e-5, 2650.0, 1e-4, -1.0}, {1e-3, 2400.0, 0.1, -1.0}};
  c.bed.fraction = {0.25, 0.75};
  c.bed.porosity = 0.4;
  c.state.deposited[0][1] = 159.0;  // 0.1 m at 0.6 x 2650
  c.state.deposited[1][1] = 288.0;  // 0.2 m at 0.6 x 2400
  const double bed = c.state.bed[1];

  const Dredged half = dredge(c.network, c.grains, c.bed, 1, 0.15, 0.0, c.state);
  CHECK(half.volume == Approx(0.15 * 80.0));
  CHECK(half.masses[0] == Approx(0.5 * 159.0 * 80.0));
  CHECK(half.masses[1] == Approx(0.5 * 288.0 * 80.0));
  CHECK(c.state.dug[1] == 0.0);
  CHECK(c.state.bed[1] == Approx(bed - 0.15));

  const Dredged rest = dredge(c.network, c.grains, c.bed, 1, 0.35, 0.0, c.state);
  // 0.15 m of loose bed, 0.2 m of the original one: 0.2 x 80 m3 at 1/(0.25/1590 + 0.75/1440) kg/m3
  const double original = 0.2 * 80.0 / (0.25 / 1590.0 + 0.75 / 1440.0);
  CHECK(rest.masses[0] == Approx(0.5 * 159.0 * 80.0 + 0.25 * original));
  CHECK(rest.masses[1] == Approx(0.5 * 288.0 * 80.0 + 0.75 * original));
  CHECK(c.state.dug[1] == Approx(original));
  CHECK(c.state.deposited[0][1] == 0.0);
  CHECK(c.state.deposited[1][1] == 0.0);
  CHECK(c.state.removed[0][1] == Approx(159.0 * 80.0));
  // The bed that the exchange computes from the masses is the one that was dug.
  CHECK(c.state.bed[1] == Approx(bed - 0.5));
  CHECK(c.state.eroded[1] * (0.25 / 1590.0 + 0.75 / 1440.0) == Approx(0.2));
  for (const std::size_t other : {0U, 2U}) CHECK(c.state.removed[0][other] == 0.0);
}

TEST_CASE("what a dredger stirs up stays in the water, and in a dry stream on nothing",
          "[stream][dredging]") {
  test::StreamCase c(2, 20.0, 0.01, Section::trapezoid(4.0, 0.0, 1.5), 0.04, 1);
  c.grains = {{2e-5, 2650.0, 1e-4, -1.0}};
  c.bed.fraction = {1.0};
  for (double& mass : c.state.deposited[0]) mass = 100.0;
  c.state.volume[0] = 40.0;
  dredge(c.network, c.grains, c.bed, 0, 1.0, 0.1, c.state);
  dredge(c.network, c.grains, c.bed, 1, 1.0, 0.1, c.state);
  CHECK(c.state.suspended[0][0] == Approx(800.0));
  CHECK(c.state.removed[0][0] == Approx(7200.0));
  CHECK(c.state.suspended[0][1] == 0.0);
  CHECK(c.state.removed[0][1] == Approx(8000.0));
}

TEST_CASE("the n of lined banks counts by their share of the wetted perimeter", "[stream][dredging]") {
  const Section section = Section::trapezoid(3.0, 0.0, 1.5);  // 3 m of bed, 1.5 m of each bank
  CHECK(composite_n(section, 1.5, 0.04, 0.04, 2) == Approx(0.04));
  // (3 x 0.04^1.5 + 3 x 0.02^1.5)/6 to the power of 2/3
  CHECK(composite_n(section, 1.5, 0.04, 0.02, 2) ==
        Approx(std::pow((std::pow(0.04, 1.5) + std::pow(0.02, 1.5)) / 2.0, 2.0 / 3.0)));
  CHECK(composite_n(section, 1.5, 0.04, 0.02, 1) ==
        Approx(std::pow((4.5 * std::pow(0.04, 1.5) + 1.5 * std::pow(0.02, 1.5)) / 6.0, 2.0 / 3.0)));
  // One of two rough banks lost is as if only the other had been made rough.
  const double both = composite_n(section, 1.5, 0.03, 0.08, 2);
  CHECK(n_of_lost_banks(both, 0.03, 1, 2) == Approx(composite_n(section, 1.5, 0.03, 0.08, 1)));
  CHECK(n_of_lost_banks(both, 0.03, 2, 2) == Approx(0.03));
  CHECK(n_along(0.03, 0.05, 1.0) == Approx(0.05));
  CHECK(n_along(0.03, 0.05, 0.5) == Approx(std::sqrt((0.0009 + 0.0025) / 2.0)));
}
