#include "process/erosion/texture_laws.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

using namespace qingliu;
using namespace qingliu::erosion;

TEST_CASE("texture classes lie where the USDA triangle draws them", "[erosion][laws]") {
  struct Point {
    double clay, silt, sand;
    Texture texture;
  };
  const Point points[] = {{.03, .05, .92, Texture::sand},
                          {.06, .12, .82, Texture::loamy_sand},
                          {.10, .25, .65, Texture::sandy_loam},
                          {.18, .40, .42, Texture::loam},
                          {.15, .65, .20, Texture::silt_loam},
                          {.05, .88, .07, Texture::silt},
                          {.28, .12, .60, Texture::sandy_clay_loam},
                          {.33, .34, .33, Texture::clay_loam},
                          {.34, .56, .10, Texture::silty_clay_loam},
                          {.42, .06, .52, Texture::sandy_clay},
                          {.46, .47, .07, Texture::silty_clay},
                          {.60, .20, .20, Texture::clay}};
  for (const Point& p : points) CHECK(texture_of({p.clay, p.silt, p.sand, 0.0}) == p.texture);
  CHECK(texture_of({.09, .20, .21, .50}) == Texture::loam);  // rock is left out
  CHECK_THROWS_AS(texture_of({0, 0, 0, 1}), InputError);
}

TEST_CASE("grain classes take the grain curve between the geometric means of their diameters",
          "[erosion][laws]") {
  const std::vector<double> diameters{2e-6, 20e-6, 100e-6, 350e-6, 1000e-6, 4000e-6};
  const auto p = class_fractions_from_texture({.20, .30, .40, .10}, diameters);
  REQUIRE(p.size() == 6);
  const double per_silt = 0.30 / std::log(25.0), per_sand = 0.40 / std::log(40.0);
  CHECK(p[0] == Approx(0.20 + per_silt * std::log(std::sqrt(40.0) / 2)).epsilon(1e-12));
  CHECK(p[1] == Approx(per_silt * std::log(std::sqrt(2000.0) / std::sqrt(40.0))).epsilon(1e-12));
  CHECK(p[2] ==
        Approx(per_silt * std::log(50 / std::sqrt(2000.0)) + per_sand * std::log(std::sqrt(35000.0) / 50))
            .epsilon(1e-12));
  CHECK(p[3] == Approx(per_sand * std::log(std::sqrt(350000.0 / 35000.0))).epsilon(1e-12));
  CHECK(p[4] == Approx(per_sand * std::log(2000 / std::sqrt(350000.0))).epsilon(1e-12));
  CHECK(p[5] == Approx(0.10).epsilon(1e-12));
}

TEST_CASE("class fractions are never negative, sum to one, and do not depend on the scale of the sieve",
          "[erosion][laws]") {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  for (int trial = 0; trial < 500; ++trial) {
    const Sieve sieve{unit(random), unit(random), unit(random), unit(random) < 0.5 ? 0.0 : unit(random)};
    std::vector<double> diameters;
    double d = 1e-7;
    for (int k = 0; k < 1 + trial % 10; ++k) diameters.push_back(d *= 1.0 + 20.0 * unit(random));
    const auto p = class_fractions_from_texture(sieve, diameters);
    const auto q = class_fractions_from_texture(
        {sieve.clay * 100, sieve.silt * 100, sieve.sand * 100, sieve.rock * 100}, diameters);
    CHECK(std::accumulate(p.begin(), p.end(), 0.0) == Approx(1.0).epsilon(1e-15));
    for (std::size_t k = 0; k < p.size(); ++k) {
      CHECK(p[k] >= 0.0);
      CHECK(q[k] == Approx(p[k]).margin(1e-14));
    }
  }
}

TEST_CASE("a sieve without soil and diameters out of order are refused", "[erosion][laws]") {
  const std::vector<double> good{1e-5, 1e-4}, bad{1e-4, 1e-5};
  CHECK_THROWS_AS(class_fractions_from_texture({0, 0, 0, 0}, good), InputError);
  CHECK_THROWS_AS(class_fractions_from_texture({0.5, -0.1, 0.6, 0}, good), InputError);
  CHECK_THROWS_AS(class_fractions_from_texture({0.2, 0.4, 0.4, 0}, bad), InputError);
  CHECK_THROWS_AS(class_fractions_from_texture({0.2, 0.4, 0.4, 0}, std::vector<double>{}), InputError);
}
