#include "process/interception/interception_laws.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace qingliu;
using namespace qingliu::interception;

TEST_CASE("canopy parameters follow their published pairs", "[interception][laws]") {
  const CanopyParameters aston = make_canopy(0.8, 4.0, 0.001);
  CHECK(aston.storage == Approx(2.835e-3).epsilon(1e-12));  // 0.935 + 0.498*4 - 0.00575*16 mm
  CHECK(aston.extinction == Approx(0.184).epsilon(1e-12));
  const CanopyParameters lisem = make_canopy(0.8, 4.0, 0.001, CanopyLaw::open_lisem);
  CHECK(lisem.storage == Approx(2.786e-3).epsilon(1e-12));
  CHECK(lisem.extinction == Approx(0.835).margin(5e-4));
  CHECK(make_canopy(0.5, 0.1, 0.0).storage == 0.0);
}

TEST_CASE("net rain is the closed form of the cumulative rain, whatever the steps (V21)",
          "[interception][laws]") {
  const CanopyParameters canopy = make_canopy(0.7, 5.0, 0.0015);
  const double S = canopy.storage, k = canopy.extinction, rain = 0.06;
  const double held = 0.7 * S * (1.0 - std::exp(-k * rain / S)) + 0.0015;
  for (int steps : {1, 10, 3600}) {
    double net = 0.0, direct = 0.0, drip = 0.0;
    for (int n = 0; n < steps; ++n) {
      const RainStep step = rain_step(canopy, rain * n / steps, rain * (n + 1) / steps);
      net += step.net;
      direct += step.direct;
      drip += step.drip;
    }
    CHECK(net == Approx(rain - held).epsilon(1e-12));
    CHECK(direct == Approx(0.3 * rain).epsilon(1e-12));
    CHECK(direct + drip == Approx(net + 0.0015).epsilon(1e-12));
  }
}

TEST_CASE("the canopy fills to its store, and the first drops lose the share k", "[interception][laws]") {
  const CanopyParameters canopy = make_canopy(1.0, 5.0, 0.0);
  CHECK(canopy_store(canopy, 10.0) == Approx(canopy.storage).epsilon(1e-12));
  CHECK(canopy_store(canopy, 1e-9) == Approx(canopy.extinction * 1e-9).epsilon(1e-5));
}

TEST_CASE("bare ground lets all rain through, litter alone takes its store first", "[interception][laws]") {
  const CanopyParameters bare;
  CHECK(cumulative_net_rain(bare, 0.037) == 0.037);
  const CanopyParameters litter{.litter_store = 0.002};
  CHECK(cumulative_net_rain(litter, 0.0015) == 0.0);
  CHECK(cumulative_net_rain(litter, 0.005) == Approx(0.003).epsilon(1e-14));
}

TEST_CASE("no step gives negative rain, however small", "[interception][laws]") {
  const CanopyParameters canopy = make_canopy(0.9, 8.0, 0.001, CanopyLaw::open_lisem);
  double rain = 0.0;
  for (double step = 1e-18; step < 1e-2; step *= 1.1) {
    const RainStep parts = rain_step(canopy, rain, rain + step);
    REQUIRE(parts.net >= 0.0);
    REQUIRE(parts.direct >= 0.0);
    REQUIRE(parts.drip >= 0.0);
    rain += step;
  }
}
