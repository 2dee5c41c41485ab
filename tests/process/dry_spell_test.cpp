// Between bursts: fronts that recover, water that evaporates.
#include "process/infiltration/dry_spell_row.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "process/infiltration/infiltrate_row.hpp"

using namespace qingliu;
using namespace qingliu::infiltration;

namespace {

HorizonTable two_horizons(bool impervious) {
  Soil soil;
  soil.impervious_base = impervious;
  for (const double bottom : {0.2, 0.6}) {
    SoilHorizon h;
    h.bottom = bottom;
    h.conductivity = 20e-3 / 3600.0;
    h.suction = 0.1;
    h.porosity = 0.5;
    h.initial_moisture = 0.3;
    soil.horizons.push_back(h);
  }
  return make_horizon_table(std::array{soil}, std::array{ColumnChoice{}});
}

/// One cell with a front that recovers.
struct Cell {
  const HorizonTable& table;
  std::int32_t front = table.entry[0];
  double infiltrated = 0.0, front_water = 0.0;

  double step(double dt, double depth, double kept) {
    const std::int32_t cover = 0;
    double available = 0.0, left = 0.0;
    recover_row(0, 1, table, {&cover, &kept, &depth, &infiltrated, &front, &front_water, &available});
    infiltrate_row(0, 1, table, dt, {&available, &depth, &front, &front_water, &left});
    infiltrated += available - left;
    return available - left;
  }
};

}  // namespace

TEST_CASE("over a dry spell the water at the front falls as exp(-t/T), whatever the steps",
          "[infiltration][process]") {
  const HorizonTable table = two_horizons(false);
  const double spell = 36 * 3600.0, constant = 24 * 3600.0;
  for (const int steps : {1, 9, 400}) {
    Cell cell{table};
    for (int k = 0; k < 600; ++k) cell.step(60.0, 0.02, 1.0);  // the front enters the second horizon
    REQUIRE(cell.front == 1);
    const double before = cell.infiltrated;
    CHECK(cell.front_water == Approx(before).epsilon(1e-12));
    for (int k = 0; k < steps; ++k) cell.step(spell / steps, 0.0, std::exp(-spell / steps / constant));
    CHECK(cell.infiltrated == before);
    CHECK(cell.front_water == Approx(before * std::exp(-1.5)).epsilon(1e-12));
    CHECK(cell.front == (cell.front_water > 0.04 ? 1 : 0));  // 0.2 m of deficit 0.2
    // From there the intake is that of a soil which has taken in just so much.
    Cell fresh{table, cell.front, cell.front_water, cell.front_water};
    CHECK(cell.step(60.0, 0.02, 1.0) == Approx(fresh.step(60.0, 0.02, 1.0)).epsilon(1e-13));
  }
}

TEST_CASE("a front that recovers takes in no more than the profile holds", "[infiltration][process]") {
  const HorizonTable table = two_horizons(true);
  Cell cell{table};
  for (int burst = 0; burst < 40; ++burst) {
    for (int k = 0; k < 60; ++k) cell.step(60.0, 0.02, 1.0);
    cell.step(24 * 3600.0, 0.0, std::exp(-1.0));
  }
  CHECK(cell.infiltrated == Approx(0.12).epsilon(1e-12));  // 0.6 m of deficit 0.2
  CHECK(cell.step(60.0, 0.02, 1.0) == 0.0);
}

TEST_CASE("a front under standing water or rain does not recover", "[infiltration][process]") {
  const HorizonTable table = two_horizons(false);
  Cell cell{table};
  cell.step(600.0, 0.02, 1.0);
  const double water = cell.front_water;
  cell.step(1e-9, 0.02, 0.5);  // water stands
  CHECK(cell.front_water == Approx(water).epsilon(1e-6));
  cell.step(1e-9, 0.0, 1.0);  // it rains
  CHECK(cell.front_water == Approx(water).epsilon(1e-6));
}

TEST_CASE("evaporation takes what stands and no more, and books it", "[process]") {
  const std::array<std::int32_t, 3> cover{0, 1, 0};
  const std::array<double, 2> evaporation{1e-3, 0.0};
  std::array<double, 3> evaporated{0.0, 0.0, 0.5}, depth{2e-3, 2e-3, 4e-4};
  evaporate_row(0, 3, {cover.data(), evaporation.data(), evaporated.data(), depth.data()});
  CHECK(depth[0] == Approx(1e-3).epsilon(1e-14));
  CHECK(depth[1] == 2e-3);
  CHECK(depth[2] == 0.0);
  CHECK(evaporated[0] == 1e-3);
  CHECK(evaporated[1] == 0.0);
  CHECK(evaporated[2] == Approx(0.5004).epsilon(1e-14));
}
