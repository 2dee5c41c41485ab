#include <catch2/catch.hpp>

#include "process/infiltration/infiltrate_row.hpp"

using namespace qingliu;

TEST_CASE("a share of a cell takes in that share of what open soil does, through all horizons",
          "[infiltration]") {
  const std::vector<SoilHorizon> horizons = [] {
    std::vector<SoilHorizon> made(2);
    made[0].bottom = 0.05, made[0].conductivity = 4e-6, made[0].suction = 0.1;
    made[0].porosity = 0.45, made[0].initial_moisture = 0.3;
    made[1].bottom = 0.4, made[1].conductivity = 1e-6, made[1].suction = 0.2;
    made[1].porosity = 0.42, made[1].initial_moisture = 0.28;
    return made;
  }();
  const std::vector<Soil> soils = {{1, "loam", horizons, true}};
  const std::vector<infiltration::ColumnChoice> columns = {{0, 0.8, 1.0}, {0, 0.8, 0.36}, {0, 0.8, 0.0}};
  const infiltration::HorizonTable table = infiltration::make_horizon_table(soils, columns);
  std::vector<double> ponded(3, 0.02), available(3), infiltrated(3, 0.0), depth(3);
  std::vector<std::int32_t> front;
  for (int c = 0; c < 3; ++c) front.push_back(table.index_holding(c, 0.0));
  for (int step = 0; step < 2000; ++step) {
    available.assign(3, 1.0);
    infiltration::infiltrate_row(
        0, 3, table, 60.0, {available.data(), ponded.data(), front.data(), infiltrated.data(), depth.data()});
    CHECK(infiltrated[1] == Approx(0.36 * infiltrated[0]).epsilon(1e-11));
  }
  CHECK(infiltrated[0] == Approx(0.05 * 0.15 + 0.35 * 0.14));
  CHECK(infiltrated[2] == 0.0);
}
