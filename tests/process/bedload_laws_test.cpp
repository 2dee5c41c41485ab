#include "process/bedload/bedload_laws.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace qingliu;
using namespace qingliu::bedload;

namespace {
ClassScales scales(double diameter) {
  GrainClass grain;
  grain.diameter = diameter;
  return make_class_scales(grain, 1.0 / (0.6 * 2650.0));
}
}  // namespace

TEST_CASE("Wong-Parker and Meyer-Peter-Mueller: thresholds and points of the printed formulas (V33)",
          "[bedload][laws]") {
  CHECK(wong_parker(0.0495) == 0.0);
  CHECK(wong_parker(0.02) == 0.0);
  CHECK(wong_parker(0.1) == Approx(0.0450534003).epsilon(1e-6));
  CHECK(meyer_peter_mueller(0.047) == 0.0);
  CHECK(meyer_peter_mueller(0.1) == Approx(0.0976121304).epsilon(1e-6));
  // physics.md V38: 1e-4 m2/s of grains of 2 mm needs theta = 0.219347.
  const ClassScales k = scales(2e-3);
  CHECK(k.load * wong_parker(0.219347) / 2650.0 == Approx(1e-4).epsilon(1e-5));
}

TEST_CASE("Wilcock-Crowe: both branches meet, sand frees the gravel, hiding is neutral for the mean grain",
          "[bedload][laws]") {
  CHECK(wilcock_crowe_transport(0.0) == 0.0);
  CHECK(wilcock_crowe_transport(1.0) == Approx(0.002).epsilon(1e-12));
  CHECK(wilcock_crowe_transport(1.35 - 1e-12) == Approx(wilcock_crowe_transport(1.35)).epsilon(0.01));
  CHECK(wilcock_crowe_transport(1e12) == Approx(14.0).epsilon(1e-5));
  const double weight = 1650.0 * 9.81;
  CHECK(reference_shear_of_mean(0.0, 0.01, weight) == Approx(0.036 * weight * 0.01).epsilon(1e-12));
  CHECK(reference_shear_of_mean(1.0, 0.01, weight) == Approx(0.021 * weight * 0.01).epsilon(1e-6));
  CHECK(hiding_ratio(1.0) == Approx(1.0).epsilon(1e-14));
  const double reference = reference_shear_of_mean(0.2, 4e-3, weight) * hiding_ratio(2.0);
  const double load = 0.3 * wilcock_crowe_load(scales(8e-3), wilcock_crowe_transport(10.0 / reference), 10.0);
  CHECK(load == Approx(0.0780493932).epsilon(1e-6));
}

TEST_CASE("Engelund-Hansen total load and Grass", "[bedload][laws]") {
  const ClassScales k = scales(1e-3);
  CHECK(engelund_hansen(k, 2.0, 5.0 / k.shear) == Approx(0.715195828858).epsilon(1e-6));
  CHECK(grass_volume(0.004, 2.0) == 0.032);
}

TEST_CASE("bed waves go with slow flow and against fast flow", "[bedload][laws]") {
  // Far from Fr = 1: dq/dz at constant discharge, 3 A u^3/(h (1 - Fr^2)); Hudson & Sweby 2003 under a rigid
  // lid.
  CHECK(bed_wave(3.0, 0.001, 10.0, 1.0, 1e30).celerity == Approx(3e-4).epsilon(1e-12));
  CHECK(bed_wave(3.0, 0.001, 10.0, 1.0, 1e30).coupled_speed == 0.0);
  CHECK(bed_wave(3.0, 1e-6, 1.0, 1.0, 9.81).celerity == Approx(3e-6 / (1.0 - 1.0 / 9.81)).epsilon(1e-4));
  CHECK(bed_wave(3.0, 1e-6, 0.01, 1.0, 9.81).celerity == Approx(3e-4 / (1.0 - 1.0 / 0.0981)).epsilon(1e-3));
  // At Fr = 1: l^2 = u^2 d/2 with d = 3 q/(u h).
  const double h = 0.4, u = std::sqrt(9.81 * h), q = 1e-3;
  CHECK(std::fabs(bed_wave(3.0, q, h, u, 9.81).celerity) ==
        Approx(u * std::sqrt(1.5 * q / (u * h))).epsilon(1e-6));
  CHECK(bed_wave(3.0, q, h, u, 9.81).coupled_speed > 0.0);
  CHECK(slope_pull(1.3, 2.0, -0.1) == Approx(0.26).epsilon(1e-14));
}
