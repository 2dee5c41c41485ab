#include "io/raster.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::io;
using testing::ScratchFolder;

namespace {

/// A GeoTIFF of float cells given from the first row of the file on.
void write_geotiff(const std::filesystem::path& file, int nx, std::vector<float> values,
                   std::array<double, 6> transform, int epsg, const double* nodata = nullptr) {
  GDALAllRegister();
  const int ny = static_cast<int>(values.size()) / nx;
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), nx, ny, 1, GDT_Float32, nullptr);
  REQUIRE(dataset != nullptr);
  GDALSetGeoTransform(dataset, transform.data());
  if (epsg != 0) {
    OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
    REQUIRE(OSRImportFromEPSG(system, epsg) == OGRERR_NONE);
    OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
    GDALSetSpatialRef(dataset, system);
    OSRDestroySpatialReference(system);
  }
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  if (nodata != nullptr) GDALSetRasterNoDataValue(band, *nodata);
  CHECK(GDALRasterIO(band, GF_Write, 0, 0, nx, ny, values.data(), nx, ny, GDT_Float32, 0, 0) == CE_None);
  GDALClose(dataset);
}

std::string refusal(const std::filesystem::path& file) {
  try {
    read_raster(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

Raster plain_raster(int nx, int ny, double cell_size, double x_west, double y_south) {
  Raster raster;
  raster.nx = nx, raster.ny = ny;
  raster.cell_size = cell_size;
  raster.x_west = x_west, raster.y_south = y_south;
  for (int k = 0; k < nx * ny; ++k) raster.values.push_back(k);
  return raster;
}

}  // namespace

TEST_CASE("what a file masks has no value, by a mask or an alpha band of its own", "[raster]") {
  const ScratchFolder folder;
  const std::array<double, 6> transform{500000, 10, 0, 2500020, 0, -10};
  write_geotiff(folder / "plain.tif", 2, {1, 2, 3, 4}, transform, 4547);
  for (const char* option : {"-mask:2", "-alpha:1"}) {
    CAPTURE(option);
    const bool alpha = option[1] == 'a';
    GDALDatasetH source = GDALOpen((folder / "plain.tif").c_str(), GA_ReadOnly);
    const char* options[] = {alpha ? "ALPHA=YES" : "ALPHA=NO", nullptr};
    GDALDatasetH copy = GDALCreate(GDALGetDriverByName("GTiff"), (folder / "masked.tif").c_str(), 2, 2,
                                   alpha ? 2 : 1, GDT_Float32, const_cast<char**>(options));
    GDALSetGeoTransform(copy, const_cast<double*>(transform.data()));
    GDALSetSpatialRef(copy, GDALGetSpatialRef(source));
    std::vector<float> values{1, 2, 3, 4}, shown{255, 255, 0, 255};
    std::vector<unsigned char> mask{255, 255, 0, 255};
    GDALRasterBandH band = GDALGetRasterBand(copy, 1);
    CHECK(GDALRasterIO(band, GF_Write, 0, 0, 2, 2, values.data(), 2, 2, GDT_Float32, 0, 0) == CE_None);
    if (alpha) {
      GDALRasterBandH second = GDALGetRasterBand(copy, 2);
      CHECK(GDALRasterIO(second, GF_Write, 0, 0, 2, 2, shown.data(), 2, 2, GDT_Float32, 0, 0) == CE_None);
    } else {
      CHECK(GDALCreateDatasetMaskBand(copy, GMF_PER_DATASET) == CE_None);
      CHECK(GDALRasterIO(GDALGetMaskBand(band), GF_Write, 0, 0, 2, 2, mask.data(), 2, 2, GDT_Byte, 0, 0) ==
            CE_None);
    }
    GDALClose(copy);
    GDALClose(source);
    const Raster raster = read_raster(folder / "masked.tif");
    CHECK(std::isnan(raster.at(0, 0)));
    CHECK(raster.at(1, 0) == 4.0);
    CHECK(raster.at(0, 1) == 1.0);
    CHECK(raster.guessed == 0);
    std::filesystem::remove(folder / "masked.tif");
    std::filesystem::remove(folder / "masked.tif.msk");
  }
}

TEST_CASE("numbers that stand for no value in many files are taken so and counted", "[raster]") {
  const ScratchFolder folder;
  write_geotiff(folder / "holes.tif", 6, {-9999, -32768, -32767, -99999, -3.4e38f, -9998},
                {0, 10, 0, 10, 0, -10}, 4547);
  const Raster raster = read_raster(folder / "holes.tif");
  CHECK(raster.guessed == 5);
  CHECK(raster.at(5, 0) == -9998.0);
}

TEST_CASE("heights in feet are known by the unit of the band", "[raster]") {
  const ScratchFolder folder;
  write_geotiff(folder / "dem.tif", 2, {1, 2, 3, 4}, {0, 10, 0, 20, 0, -10}, 4547);
  CHECK(read_raster(folder / "dem.tif").height_unit.empty());
  for (const auto& [unit, said] : {std::pair<const char*, const char*>{"m", ""},
                                   {"metre", ""},
                                   {"US-ft", "us-ft"},
                                   {"ft", "ft"},
                                   {"mm/h", ""}}) {
    GDALDatasetH dataset = GDALOpen((folder / "dem.tif").c_str(), GA_Update);
    GDALSetRasterUnitType(GDALGetRasterBand(dataset, 1), unit);
    GDALClose(dataset);
    const Raster raster = read_raster(folder / "dem.tif");
    CHECK(raster.height_unit == said);
    if (*said == 0) {
      CHECK_NOTHROW(require_heights_in_metres(folder / "dem.tif", raster));
    } else {
      CHECK_THROWS_WITH(require_heights_in_metres(folder / "dem.tif", raster),
                        Catch::Contains("gdal_calc.py"));
    }
  }
}

TEST_CASE("row 0 of a raster is the southern row whatever the file's order", "[raster]") {
  const ScratchFolder folder;
  write_geotiff(folder / "north.tif", 2, {1, 2, 3, 4, 5, 6}, {100, 10, 0, 230, 0, -10}, 4547);
  write_geotiff(folder / "south.tif", 2, {5, 6, 3, 4, 1, 2}, {100, 10, 0, 200, 0, 10}, 4547);
  for (const char* name : {"north.tif", "south.tif"}) {
    INFO(name);
    const Raster raster = read_raster(folder / name);
    CHECK(raster.nx == 2);
    CHECK(raster.ny == 3);
    CHECK(raster.cell_size == 10.0);
    CHECK(raster.x_west == 100.0);
    CHECK(raster.y_south == 200.0);
    CHECK(raster.values == std::vector<double>{5, 6, 3, 4, 1, 2});
    CHECK(raster.crs_wkt.find("4547") != std::string::npos);
  }
}

TEST_CASE("all that stands for no value becomes NaN, declared or not", "[raster]") {
  const ScratchFolder folder;
  const double nodata = 255.0;
  write_geotiff(folder / "mixed.tif", 6, {255, -9999, -3.4028235e38f, std::nanf(""), INFINITY, 7},
                {0, 5, 0, 5, 0, -5}, 4547, &nodata);
  const Raster raster = read_raster(folder / "mixed.tif");
  for (int i = 0; i < 5; ++i) CHECK(std::isnan(raster.at(i, 0)));
  CHECK(raster.at(5, 0) == 7.0);
}

TEST_CASE("an ESRI grid without a reference system is read and says so", "[raster]") {
  const ScratchFolder folder;
  testing::write_text(
      folder / "a.asc",
      "ncols 2\nnrows 2\nxllcorner 10\nyllcorner 20\ncellsize 3\nNODATA_value -1\n1 2\n3 -1\n");
  const Raster raster = read_raster(folder / "a.asc");
  CHECK(raster.crs_wkt.empty());
  CHECK(raster.y_south == 20.0);
  CHECK(raster.at(0, 0) == 3.0);
  CHECK(std::isnan(raster.at(1, 0)));
}

TEST_CASE("rasters that the engine cannot use are refused with the remedy", "[raster]") {
  const ScratchFolder folder;
  const std::vector<float> four = {1, 2, 3, 4};
  write_geotiff(folder / "degrees.tif", 2, four, {114.9, 1.0 / 3600, 0, 23.1, 0, -1.0 / 3600}, 4326);
  CHECK(refusal(folder / "degrees.tif").find("gdalwarp -t_srs EPSG:4547 -tr 31 31") != std::string::npos);
  write_geotiff(folder / "alps.tif", 2, four, {7.0, 1.0 / 3600, 0, 46.1, 0, -1.0 / 3600}, 4326);
  CHECK(refusal(folder / "alps.tif").find("EPSG:32632") != std::string::npos);
  write_geotiff(folder / "feet.tif", 2, four, {0, 10, 0, 20, 0, -10}, 2229);
  CHECK(refusal(folder / "feet.tif").find("0.3048") != std::string::npos);
  write_geotiff(folder / "rotated.tif", 2, four, {0, 10, 1, 20, 1, -10}, 4547);
  CHECK(refusal(folder / "rotated.tif").find("rotated") != std::string::npos);
  write_geotiff(folder / "oblong.tif", 2, four, {0, 10, 0, 20, 0, -12}, 4547);
  CHECK(refusal(folder / "oblong.tif").find("10 x 12") != std::string::npos);
  CHECK(refusal(folder / "absent.tif").find("absent.tif") != std::string::npos);
  testing::write_text(folder / "text.tif", "not a raster");
  CHECK(refusal(folder / "text.tif").find("text.tif: cannot be read as a raster") != std::string::npos);
  write_geotiff(folder / "cut.tif", 100, std::vector<float>(10000, 1.0f), {0, 10, 0, 1000, 0, -10}, 4547);
  std::filesystem::resize_file(folder / "cut.tif", 20000);
  CHECK_FALSE(refusal(folder / "cut.tif").empty());
}

TEST_CASE("values are aligned by georeference and NaN where the source does not reach", "[raster]") {
  const Raster source = plain_raster(3, 2, 10.0, 100.0, 200.0);
  const std::vector<double> values =
      aligned_values(source, 3, 3, 10.0, 110.05, 189.95, "soil.tif", "dem.tif");
  const std::vector<double> expected = {NAN, NAN, NAN, 1, 2, NAN, 4, 5, NAN};
  for (std::size_t k = 0; k < 9; ++k) {
    INFO(k);
    CHECK((values[k] == expected[k] || (std::isnan(values[k]) && std::isnan(expected[k]))));
  }
}

TEST_CASE("grids that do not match are refused with both shown", "[raster]") {
  const Raster source = plain_raster(3, 2, 10.0, 100.0, 200.0);
  const auto message = [&](double cell, double x, double y) -> std::string {
    try {
      aligned_values(source, 3, 3, cell, x, y, "soil.tif", "dem.tif");
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  for (const std::string& text : {message(10.001, 100, 200), message(10, 102, 200), message(10, 100, 900)}) {
    CHECK(text.find("3 x 2 cells of 10 m, south-west corner (100.000, 200.000)") != std::string::npos);
    CHECK(text.find("dem.tif: 3 x 3 cells") != std::string::npos);
  }
  CHECK(message(10.001, 100, 200).find("has other cells than dem.tif") != std::string::npos);
  CHECK(message(10, 102, 200).find("Add resample = \"nearest\" for classes") != std::string::npos);
  CHECK(message(10, 100, 900).find("does not overlap") != std::string::npos);
  CHECK(message(10, 1e300, 200).find("does not overlap") != std::string::npos);
}

TEST_CASE("the real rasters have the sizes and ranges of their descriptions", "[raster][data]") {
  const auto data = testing::data_folder();
  if (data.empty()) {
    WARN("skipped: no real data (set QINGLIU_DATA_DIR)");
    return;
  }
  const auto limits = [](const Raster& raster) {
    std::pair<double, double> range = {INFINITY, -INFINITY};
    for (const double z : raster.values) range = {std::fmin(range.first, z), std::fmax(range.second, z)};
    return range;
  };
  const auto missing = [](const Raster& raster) {
    return std::count_if(raster.values.begin(), raster.values.end(), [](double z) { return std::isnan(z); });
  };
  const Raster tujunga = read_raster(data / "bigtujunga" / "srtm_bigtujunga30m_utm11.tif");
  CHECK(std::pair(tujunga.nx, tujunga.ny) == std::pair(1197, 643));
  CHECK(limits(tujunga) == std::pair(315.0, 2295.0));
  CHECK(missing(tujunga) == 0);
  CHECK(tujunga.y_south == Approx(3807917.828 - 643 * 30).epsilon(1e-9));

  const Raster youwuzhen = read_raster(data / "youwuzhen" / "terrain" / "ywzdem5m.tif");
  CHECK(std::pair(youwuzhen.nx, youwuzhen.ny) == std::pair(762, 588));
  CHECK(limits(youwuzhen).first == Approx(270).margin(1));
  CHECK(limits(youwuzhen).second == Approx(557).margin(1));

  const Raster landuse = read_raster(data / "youwuzhen" / "landuse_soil" / "ywzlanduse5m_upd.tif");
  CHECK(std::pair(landuse.nx, landuse.ny) == std::pair(752, 510));
  const std::vector<double> aligned = aligned_values(landuse, youwuzhen.nx, youwuzhen.ny, youwuzhen.cell_size,
                                                     youwuzhen.x_west, youwuzhen.y_south, "landuse", "dem");
  const auto valid = [](const std::vector<double>& values) {
    return std::count_if(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
  };
  CHECK(valid(aligned) == valid(landuse.values));

  const Raster langegracht = read_raster(data / "langegracht" / "dhmvi_5m.sdat");
  CHECK(missing(langegracht) >= 1355);
  CHECK(limits(langegracht).first == Approx(32.04).margin(0.01));
  CHECK(limits(langegracht).second == Approx(106.67).margin(0.01));

  const Raster bijou = read_raster(data / "bijou_gully" / "west_bijou_gully.asc");
  CHECK(valid(bijou.values) == 1088);
}
