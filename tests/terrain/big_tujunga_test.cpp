#include <catch2/catch.hpp>

#include <gdal_priv.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <numeric>

#include "support/places.hpp"
#include "surfaces.hpp"
#include "terrain/drainage.hpp"
#include "terrain/synthetic.hpp"

using namespace qingliu::terrain;

namespace {

std::filesystem::path elevation_file() {
  const char* folder = std::getenv("QINGLIU_DATA_DIR");
  const std::filesystem::path data = folder ? folder : qingliu::testing::source_folder() + "/../shared/data";
  return data / "bigtujunga" / "srtm_bigtujunga30m_utm11.tif";
}

/// The SRTM raster (30 m, no missing cells), empty where the file is absent.
Surface big_tujunga() {
  if (!std::filesystem::exists(elevation_file())) return {};
  GDALAllRegister();
  const auto close = [](GDALDataset* dataset) { GDALClose(dataset); };
  const std::unique_ptr<GDALDataset, decltype(close)> dataset(
      static_cast<GDALDataset*>(GDALOpen(elevation_file().c_str(), GA_ReadOnly)), close);
  REQUIRE(dataset != nullptr);
  Surface s{dataset->GetRasterXSize(), dataset->GetRasterYSize(), 30.0, {}};
  s.elevation.resize(static_cast<std::size_t>(s.nx) * s.ny);
  for (int j = 0; j < s.ny; ++j) {
    REQUIRE(dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, s.ny - 1 - j, s.nx, 1, &s.elevation[s.at(0, j)],
                                                s.nx, 1, GDT_Float64, 0, 0) == CE_None);
  }
  return s;
}

bool absent(const Surface& surface) {
  if (surface.nx > 0) return false;
  WARN("skipped: " << elevation_file() << " is not there; set QINGLIU_DATA_DIR to the folder of real data");
  return true;
}

}  // namespace

TEST_CASE("pits of the Big Tujunga SRTM are those of an independent priority flood", "[terrain][data]") {
  Surface s = big_tujunga();
  if (absent(s)) return;
  const PitReport report = fill_pits(s, 1e-4);
  CHECK(report.cells_raised == 8364);  // the data's SOURCE.md, flats counted
  CHECK(report.volume_filled == Approx(1.88e7).epsilon(0.003));
}

TEST_CASE("the watershed of Big Tujunga at the west edge has the published area", "[terrain][data]") {
  const Surface s = big_tujunga();
  if (absent(s)) return;
  const auto receivers = flow_receivers(s);
  const auto area = upstream_area(s, receivers);
  // The data's SOURCE.md has the outlet at row 497 from the north. On that fan of whole metres the river
  // passes a sill of 352 m either west to row 497 or south to the rows 507-511 (all 350 m): equal to the
  // data, so either is right.
  std::size_t outlet = s.at(0, 0);
  for (int j = 0; j < s.ny; ++j) outlet = area[s.at(0, j)] > area[outlet] ? s.at(0, j) : outlet;
  const int row_from_north = s.ny - 1 - static_cast<int>(outlet / s.nx);
  CHECK(row_from_north >= 497);
  CHECK(row_from_north <= 511);
  CHECK(s.elevation[outlet] == 350.0);
  const auto inside = watershed_above(s, receivers, outlet);
  const double cells = std::accumulate(inside.begin(), inside.end(), 0.0);
  CHECK(cells * 900.0 == Approx(323.8e6).epsilon(0.005));  // 323.8 km2 there
}

TEST_CASE("breaching Big Tujunga leaves no pit across faces and cuts less than filling fills",
          "[terrain][data]") {
  Surface s = big_tujunga();
  if (absent(s)) return;
  const PitReport breached = breach_pits(s);
  CHECK(pits_of(s) == 0);
  CHECK(breached.volume_cut < 1.88e7);
}

TEST_CASE("filled or breached, Big Tujunga has its published watershed", "[terrain][data]") {
  for (const bool breach : {true, false}) {
    Surface s = big_tujunga();
    if (absent(s)) return;
    if (breach) breach_least_cost(s, {});
    fill_pits(s);
    const Directions directions = d8_directions(s);
    const auto cells = d8_cells(s, directions);
    const std::size_t outlet = largest_outlet(directions, cells).value();
    CHECK(outlet % s.nx == 0);  // the west edge
    CHECK(cells[outlet] * 900.0 == Approx(323.8e6).epsilon(0.005));
  }
}

TEST_CASE("the rules give land use and soil to a foreign mountain too", "[terrain][data]") {
  const Surface s = big_tujunga();
  if (absent(s)) return;
  const auto area = upstream_area(s, flow_receivers(s));
  for (const auto& ids : {landuse_by_rules(s, area), soil_by_rules(s, area)}) {
    CHECK(*std::min_element(ids.begin(), ids.end()) >= 1);
    CHECK(*std::max_element(ids.begin(), ids.end()) <= 9);
  }
}
