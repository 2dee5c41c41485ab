#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "process/erosion/rain_energy_laws.hpp"
#include "process/erosion/settling_laws.hpp"
#include "process/erosion/splash_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "process/shear_laws.hpp"

using namespace qingliu;
using namespace qingliu::erosion;

TEST_CASE("kinetic energy of rain has the published end values", "[erosion][laws]") {
  CHECK(rain_energy_van_dijk(0.0) == Approx(1e3 * 28.3 * 0.48));
  CHECK(rain_energy_van_dijk(500 * mm_per_h) == Approx(1e3 * 28.3).epsilon(1e-8));
  CHECK(rain_energy_rusle2(0.0) == Approx(1e3 * 29.0 * 0.28));
  CHECK(rain_energy_rusle2(500 * mm_per_h) == Approx(1e3 * 29.0).epsilon(1e-8));
  CHECK(rain_energy_brandt(1 * mm_per_h) == Approx(1e3 * 8.95));
  CHECK(rain_energy_brandt(10 * mm_per_h) == Approx(1e3 * 17.39));
  CHECK(rain_energy_brandt(100 * mm_per_h) == Approx(1e3 * 25.83));
  CHECK(rain_energy_brandt(0.0) == 0.0);
  CHECK(rain_energy(RainEnergyLaw::rusle2, 0.0) == rain_energy_rusle2(0.0));
}

TEST_CASE("leaf drip from a shrub carries nothing, from a tall tree more than rain", "[erosion][laws]") {
  CHECK(drip_energy(0.2) == 0.0);
  CHECK(drip_energy(8.0) == Approx(1e3 * 25.73));
  CHECK(drip_energy(20.0) > rain_energy_van_dijk(100 * mm_per_h));
}

TEST_CASE("settling velocities of Ferguson and Church from clay to gravel (V34)", "[erosion][laws]") {
  const std::array<std::array<double, 2>, 9> table{{{2, 3.595e-6},
                                                    {10, 8.938e-5},
                                                    {30, 7.844e-4},
                                                    {50, 2.104e-3},
                                                    {100, 7.534e-3},
                                                    {250, 3.184e-2},
                                                    {500, 7.105e-2},
                                                    {1000, 0.1263},
                                                    {2000, 0.1964}}};
  for (const auto& [um, expected] : table) {
    CHECK(settling_velocity(SettlingLaw::ferguson_church, um * 1e-6, 2650.0) ==
          Approx(expected).epsilon(5e-4));
  }
  CHECK(settling_velocity(SettlingLaw::cheng, 50e-6, 2650.0) == Approx(1.636e-3).epsilon(5e-4));
  CHECK(settling_velocity(SettlingLaw::cheng, 250e-6, 2650.0) == Approx(2.668e-2).epsilon(5e-4));
}

TEST_CASE("Stokes' law and Zanke's limits for fine and coarse grains", "[erosion][laws]") {
  const double R = 1.65, g = 9.81, nu = 1e-6;
  CHECK(settling_velocity(SettlingLaw::stokes, 10e-6, 2650.0) ==
        Approx(R * g * 1e-10 / (18 * nu)).epsilon(1e-12));
  CHECK(settling_velocity(SettlingLaw::zanke, 5e-6, 2650.0) ==
        Approx(R * g * 25e-12 / (20 * nu)).epsilon(1e-4));
  CHECK(settling_velocity(SettlingLaw::zanke, 0.1, 2650.0) == Approx(std::sqrt(R * g * 0.1)).epsilon(1e-3));
}

TEST_CASE("crowded grains settle more slowly, with the exponents of Richardson and Zaki", "[erosion][laws]") {
  CHECK(hindrance_exponent(0.1) == 4.65);
  CHECK(hindrance_exponent(1.0) == Approx(4.35));
  CHECK(hindrance_exponent(100.0) == Approx(4.45 * std::pow(100.0, -0.1)));
  CHECK(hindrance_exponent(1e4) == 2.39);
  CHECK(hindered_settling(0.01, 4.65, 0.0) == Approx(0.01));
  CHECK(hindered_settling(0.01, 4.65, 0.32) == Approx(0.01 * std::pow(0.68, 4.65)));
}

TEST_CASE("Govers' capacity meets the printed points (V33)", "[erosion][laws]") {
  struct Point {
    double speed, slope, um, capacity;
  };
  const std::array<Point, 9> points{{{.1, .1, 50, 86.49},
                                     {.1, .1, 100, 55.33},
                                     {.1, .1, 250, 29.47},
                                     {.2, .1, 50, 164.3},
                                     {.2, .1, 100, 117.7},
                                     {.2, .1, 250, 75.58},
                                     {.3, .2, 50, 373.0},
                                     {.3, .2, 100, 308.4},
                                     {.3, .2, 250, 251.7}}};
  for (const Point& p : points) {
    const TransportCapacity law = make_transport_capacity({.diameter = p.um * 1e-6, .density = 2650.0});
    REQUIRE(law.kind == CapacityKind::govers);
    CHECK(govers_capacity(law, p.speed * p.slope) == Approx(p.capacity).epsilon(5e-4));
  }
  const TransportCapacity silt = make_govers(20e-6, 2650.0);
  CHECK(govers_capacity(silt, 0.004) == 0.0);
  CHECK(govers_capacity(silt, 0.0) == 0.0);
  CHECK(govers_capacity(silt, 10.0) == greatest_concentration);
}

TEST_CASE("Engelund-Hansen is q_s = 0.05 u^5/(sqrt(g) C^3 Delta^2 d) (V33)", "[erosion][laws]") {
  const double g = 9.81, delta = 1.65, C = 35.0;
  CHECK(make_transport_capacity({.diameter = 20e-6}).kind == CapacityKind::govers);
  CHECK(make_transport_capacity({.diameter = 4e-3}, CapacityChoice::engelund_hansen).kind ==
        CapacityKind::immobile);
  for (double d : {20e-6, 350e-6, 1000e-6}) {
    const auto choice = d < 250e-6 ? CapacityChoice::engelund_hansen : CapacityChoice::by_diameter;
    const TransportCapacity law = make_transport_capacity({.diameter = d, .density = 2650.0}, choice);
    REQUIRE(law.kind == CapacityKind::engelund_hansen);
    for (double u : {0.3, 0.7, 1.2}) {
      const double h = 0.8, shear = 1000.0 * g * u * u / (C * C);
      const double q = 2650.0 * 0.05 * std::pow(u, 5) / (std::sqrt(g) * C * C * C * delta * delta * d);
      CHECK(engelund_hansen_capacity(law, u, shear, h) * u * h ==
            Approx(std::min(q, greatest_concentration * u * h)).epsilon(1e-12));
    }
    CHECK(engelund_hansen_capacity(law, 3.0, 1000.0, 0.0) == greatest_concentration);
    CHECK(engelund_hansen_capacity(law, 0.0, 0.0, 0.0) == 0.0);
  }
}

TEST_CASE("a prescribed capacity wins, gravel stays, and no capacity passes the cap", "[erosion][laws]") {
  const TransportCapacity fixed = make_transport_capacity({.diameter = 1e-4, .fixed_capacity = 100.0});
  CHECK(fixed.kind == CapacityKind::fixed);
  CHECK(fixed.coefficient == 100.0);
  CHECK(make_transport_capacity({.diameter = 1e-4, .fixed_capacity = 1e4}).coefficient ==
        greatest_concentration);
  CHECK(make_transport_capacity({.diameter = 4e-3}).kind == CapacityKind::immobile);
}

TEST_CASE("splash detachment of EUROSEM: a joule per square metre on clay loam lifts 1.7 g",
          "[erosion][laws]") {
  const double k = splash_detachability(Texture::clay_loam);
  CHECK(splash_detachment(k, 1.0, 0.0, 2000.0) == Approx(1.7e-3));
  CHECK(splash_detachment(k, 1.0, 0.001, 2000.0) == Approx(1.7e-3 * std::exp(-2.0)));
  CHECK(splash_detachment(k, 1.0, 0.1, 2000.0) < 1e-80);
  CHECK(splash_detachability(Texture::clay) == 2.0);
  CHECK(splash_detachability(Texture::loamy_sand) == 3.0);
}

TEST_CASE("rain power adds free rain and drip over the ground that litter leaves bare", "[erosion][laws]") {
  CHECK(rain_power(1e-3, 2e4, 5e-4, 1e4, 0.25, 60.0) == Approx(0.75 * 25.0 / 60.0));
  const double i = 36 * mm_per_h;  // 1e-5 m/s: KE [W m-2] = e [J m-2 mm-1] i 1000
  CHECK(rain_power(i * 60, rain_energy_van_dijk(i), 0, 0, 0, 60) ==
        Approx(28.3 * (1 - 0.52 * std::exp(-0.042 * 36)) * 1e-5 * 1000));
}

TEST_CASE("uniform flow on a gentle plane shears the bed by rho g h S", "[erosion][laws]") {
  const double h = 0.02, slope = 0.01, n = 0.05, g = 9.81;
  const double u = std::pow(h, 2.0 / 3.0) * std::sqrt(slope) / n;
  const double friction = g * n * n / std::cbrt(h);
  CHECK(bed_shear(friction, u * u, 1.0) == Approx(1000.0 * g * h * slope).epsilon(1e-12));
  CHECK(friction_slope(friction, u * u, h) == Approx(slope).epsilon(1e-12));
  CHECK(unit_stream_power(friction, u, h) == Approx(u * slope).epsilon(1e-12));
}

TEST_CASE("on a 30 degree plane the corrected friction gives the true shear rho g h tan cos^2",
          "[erosion][laws]") {
  const double theta = constants::pi / 6, h = 0.01, n = 0.03, g = 9.81;
  const double u =
      std::pow(h, 2.0 / 3.0) * std::sqrt(std::tan(theta)) / n * std::pow(std::cos(theta), 13.0 / 6.0);
  const double friction = g * n * n / std::cbrt(h) * std::pow(std::cos(theta), -13.0 / 3.0);
  const double cosine_squared = std::cos(theta) * std::cos(theta);
  CHECK(bed_shear(friction, u * u, cosine_squared) ==
        Approx(1000.0 * g * h * std::tan(theta) * cosine_squared).epsilon(1e-12));
}

TEST_CASE("vegetation takes its share of the shear, and soil yields beyond its critical shear only",
          "[erosion][laws]") {
  CHECK(skin_share(0.02, 0.08) == Approx(0.125));
  CHECK(skin_share(0.03, 0.02) == 1.0);
  CHECK(flow_detachment(0.01, 3.0, 1.0) == Approx(0.02));  // D_c of case V28
  CHECK(flow_detachment(0.01, 0.5, 1.0) == 0.0);
}
