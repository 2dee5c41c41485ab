#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "support/places.hpp"
#include "terrain/synthetic.hpp"

using namespace qingliu::terrain;

namespace {

/// Share [%] of the land that has one of the wanted ids.
double share(const std::vector<int>& ids, std::initializer_list<int> wanted) {
  std::size_t land = 0, found = 0;
  for (const int id : ids) {
    land += id > 0;
    found += std::count(wanted.begin(), wanted.end(), id) > 0;
  }
  return 100.0 * static_cast<double>(found) / static_cast<double>(land);
}

/// Lines of a class table without its comments, cut at the commas.
std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream file(qingliu::testing::source_folder() + "/scenarios/gongping/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

}  // namespace

TEST_CASE("land use by rules has about the shares of the towns above the reservoir", "[terrain]") {
  for (const double cell_size : {120.0, 30.0}) {
    const SyntheticTerrain terrain = synthetic_gongping(cell_size);
    const auto landuse = landuse_by_rules(terrain.surface, terrain.upstream_area);
    CHECK(share(landuse, {1, 2}) == Approx(57.0).margin(7.0));  // forest: Pingdong 55 %, Huangqiang 51 %
    CHECK(share(landuse, {3, 4, 5}) ==
          Approx(29.0).margin(5.0));                        // eucalyptus, orchard, terraces and dry fields
    CHECK(share(landuse, {6}) == Approx(7.0).margin(1.5));  // paddy: Huangqiang 5.6 %
    CHECK(share(landuse, {7}) == Approx(2.0).margin(1.0));
    CHECK(share(landuse, {8}) == Approx(2.0).margin(0.7));
    CHECK(share(landuse, {9}) == Approx(2.5).margin(1.0));
    for (std::size_t c = 0; c < landuse.size(); ++c) {
      REQUIRE((landuse[c] > 0) == !std::isnan(terrain.surface.elevation[c]));
    }
  }
}

TEST_CASE("alluvial soil lies on the plains and thin soil on steep slopes", "[terrain]") {
  const SyntheticTerrain terrain = synthetic_gongping(60.0);
  const auto soil = soil_by_rules(terrain.surface, terrain.upstream_area);
  const auto slope = limited_slope(terrain.surface);
  double sum[6] = {}, cells[6] = {};
  for (std::size_t c = 0; c < soil.size(); ++c) {
    sum[soil[c]] += slope[c];
    cells[soil[c]] += 1.0;
  }
  for (int id = 1; id <= 5; ++id) REQUIRE(cells[id] > 0.0);
  CHECK(sum[4] / cells[4] < 0.08);
  CHECK(sum[3] / cells[3] < sum[1] / cells[1]);
  CHECK(sum[2] / cells[2] > 0.5);
}

TEST_CASE("the class tables are whole and have a row for every id that the rules give", "[terrain]") {
  const auto landuse = table("landuse.csv");
  REQUIRE(landuse.size() == 11);
  for (std::size_t row = 1; row < landuse.size(); ++row) {
    REQUIRE(landuse[row].size() == landuse[0].size());
    CHECK(std::stoi(landuse[row][0]) == static_cast<int>(row));
    CHECK(std::stod(landuse[row][2]) >= std::stod(landuse[row][3]));  // friction falls with depth
    CHECK(std::stod(landuse[row][3]) >= std::stod(landuse[row][5]));  // and not below that of the grains
    CHECK(std::stod(landuse[row][6]) <= 1.0);
    CHECK(std::stod(landuse[row][10]) <= 1.0);
  }
  const auto soil = table("soil.csv");
  REQUIRE(soil.size() == 12);
  for (std::size_t row = 1; row < soil.size(); ++row) {
    REQUIRE(soil[row].size() == soil[0].size());
    const auto number = [&](int column) { return std::stod(soil[row][column]); };
    CHECK(number(7) < number(6));  // moisture within the pores
    CHECK(number(8) + number(9) + number(10) == Approx(100.0));
    if (number(2) > 1.0) CHECK(number(3) > std::stod(soil[row - 1][3]));
  }
}
