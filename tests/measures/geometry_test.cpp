// Worked examples of earthworks (section 4.5 of the treatments' design: numbers of the standards' defaults).
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "measures/catalogue.hpp"
#include "measures/geometry_laws.hpp"

using namespace qingliu::measures;

namespace {

double tangent(double degrees) { return std::tan(degrees * std::numbers::pi / 180.0); }

/// The store of a type with the catalogue's defaults.
StoreShape standard_shape(const char* type, double slope) {
  const MeasureType* t = type_named(shipped_catalogue(), type);
  ParameterValues values;
  for (const Parameter& p : t->parameters) {
    if (p.is_number) values[p.name] = p.standard;
  }
  return t->store()->shape(values, slope);
}

}  // namespace

TEST_CASE("a bamboo trench of 0.25 m2 every 6 m along the slope holds 41.7 mm", "[measures][geometry]") {
  CHECK(trench_section(0.6, 0.4, 0.5) == Approx(0.25));
  CHECK(standard_shape("trench_bamboo", 0.0).capacity == Approx(0.0416667).epsilon(1e-5));
  // Along a slope of 45 degrees the same trenches serve less area in plan.
  CHECK(standard_shape("trench_bamboo", 1.0).capacity == Approx(0.0416667 * std::sqrt(2.0)).epsilon(1e-5));
}

TEST_CASE("a fish-scale pit on 2 m x 3 m holds 15.7 mm", "[measures][geometry]") {
  CHECK(pit_volume(1.0, 0.6, 0.4) == Approx(0.0942).epsilon(1e-3));
  CHECK(standard_shape("pits_fishscale", 0.0).capacity == Approx(0.0157).epsilon(2e-3));
}

TEST_CASE("risers of 5 m benches are 0.93 to 2.66 m high from 10 to 25 degrees", "[measures][geometry]") {
  const double riser = tangent(75.0);
  CHECK(riser_height(5.0, tangent(10.0), riser) == Approx(0.93).margin(0.005));
  CHECK(riser_height(5.0, tangent(15.0), riser) == Approx(1.44).margin(0.005));
  CHECK(riser_height(5.0, tangent(20.0), riser) == Approx(2.02).margin(0.005));
  CHECK(riser_height(5.0, tangent(25.0), riser) == Approx(2.66).margin(0.005));
  // Riser and bench together fall as the ground does.
  const double height = riser_height(5.0, tangent(15.0), riser);
  CHECK(height / terrace_period(5.0, tangent(15.0), riser) == Approx(tangent(15.0)).epsilon(1e-12));
}

TEST_CASE("a bund of 0.3 m keeps 300 mm on its level bench, and only there", "[measures][geometry]") {
  const StoreShape shape = standard_shape("terrace_level", tangent(15.0));
  CHECK(shape.capacity / shape.wet_share == Approx(0.3).epsilon(1e-12));
  // 5 m of bench to 1.44 m of riser at 75 degrees, 0.387 m in plan.
  CHECK(shape.wet_share == Approx(5.0 / 5.387).epsilon(1e-3));
}

TEST_CASE("behind a bund on sloping ground stands a wedge h2/(2s)", "[measures][geometry]") {
  CHECK(bund_section(0.5, 0.2, 100.0) == Approx(0.5 * 0.5 / 0.4).epsilon(1e-14));
  CHECK(bund_section(0.3, 0.0, 5.0) == Approx(1.5).epsilon(1e-14));
  CHECK(bund_section(0.3, 0.01, 5.0) == Approx(5.0 * (0.3 - 0.025)).epsilon(1e-14));  // wedge cut by the hill
}

TEST_CASE("check dams of 2 m on a bed of 0.2 stand 10.8 m apart", "[measures][geometry]") {
  CHECK(dam_spacing(2.0, 0.2, 0.015) == Approx(10.8).margin(0.02));
}

TEST_CASE("a ditch has room for three years of silt, Vs = 3 Ms F", "[measures][geometry]") {
  CHECK(ditch_silt(40.0, 2.0) == 240.0);
}
