#include "io/geotiff.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal.h>

#include <array>
#include <cmath>
#include <memory>
#include <type_traits>

#include "core/error.hpp"
#include "io/quiet_gdal.hpp"

namespace qingliu::io {
namespace {

template <class T>
constexpr GDALDataType gdal_type() {
  if constexpr (std::is_same_v<T, float>) return GDT_Float32;
  if constexpr (std::is_same_v<T, std::uint8_t>) return GDT_Byte;
  if constexpr (std::is_same_v<T, std::int32_t>) return GDT_Int32;
  return GDT_UInt32;
}

/// Twelve colours that stay apart for colour-blind eyes (after Tol 2021, "muted" and "light"), in turn.
void set_colours(GDALRasterBandH band) {
  constexpr std::array<std::array<short, 3>, 12> colours{{{68, 170, 153},
                                                          {221, 204, 119},
                                                          {51, 34, 136},
                                                          {204, 102, 119},
                                                          {17, 119, 51},
                                                          {136, 204, 238},
                                                          {136, 34, 85},
                                                          {153, 153, 51},
                                                          {170, 68, 153},
                                                          {119, 170, 221},
                                                          {238, 136, 102},
                                                          {187, 204, 51}}};
  const std::unique_ptr<void, void (*)(GDALColorTableH)> table(GDALCreateColorTable(GPI_RGB),
                                                               GDALDestroyColorTable);
  for (int value = 1; value < 256; ++value) {
    const auto& c = colours[static_cast<std::size_t>(value - 1) % colours.size()];
    const GDALColorEntry entry{c[0], c[1], c[2], 255};
    GDALSetColorEntry(table.get(), value, &entry);
  }
  GDALSetRasterColorTable(band, table.get());
}

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw FileError(fmt::format("{}: cannot be written: {}", file.string(), CPLGetLastErrorMsg()));
}

void describe(GDALDatasetH dataset, const RasterFrame& frame, const BandWords& words) {
  std::array<double, 6> transform{
      frame.x_west, frame.cell_size, 0.0, frame.y_south + frame.ny * frame.cell_size, 0.0, -frame.cell_size};
  GDALSetGeoTransform(dataset, transform.data());
  if (!frame.crs_wkt.empty()) GDALSetProjection(dataset, frame.crs_wkt.c_str());
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  GDALSetDescription(band, words.description.c_str());
  if (!words.unit.empty()) GDALSetRasterUnitType(band, words.unit.c_str());
  if (words.nodata) GDALSetRasterNoDataValue(band, *words.nodata);
  for (const auto& [key, value] : words.metadata)
    GDALSetMetadataItem(dataset, key.c_str(), value.c_str(), nullptr);
  if (words.classes) set_colours(band);
}

}  // namespace

template <class T>
void write_geotiff(const std::filesystem::path& file, const RasterFrame& frame, const std::vector<T>& values,
                   const BandWords& words) {
  const QuietGdal quiet;
  const std::filesystem::path part = file.string() + ".part";
  const char* options[] = {"TILED=YES",
                           "COMPRESS=DEFLATE",
                           "ZLEVEL=1",
                           std::is_same_v<T, float> ? "PREDICTOR=3" : "PREDICTOR=2",
                           "NUM_THREADS=ALL_CPUS",
                           "BIGTIFF=IF_SAFER",
                           nullptr};
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), part.c_str(), frame.nx, frame.ny, 1,
                                    gdal_type<T>(), const_cast<char**>(options));
  if (dataset == nullptr) fail(file);
  describe(dataset, frame, words);
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  bool good = true;
  std::vector<T> row(static_cast<std::size_t>(frame.nx));
  for (int j = frame.ny - 1; good && j >= 0; --j) {
    const T* source = values.data() + static_cast<std::size_t>(j) * row.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = source[i];
      if constexpr (std::is_same_v<T, float>) {
        if (std::isnan(row[i]) && words.nodata) row[i] = static_cast<float>(*words.nodata);
      }
    }
    good = GDALRasterIO(band, GF_Write, 0, frame.ny - 1 - j, frame.nx, 1, row.data(), frame.nx, 1,
                        gdal_type<T>(), 0, 0) == CE_None;
  }
  GDALClose(dataset);
  if (!good || CPLGetLastErrorType() >= CE_Failure) {
    const std::string words_of_gdal = CPLGetLastErrorMsg();
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw FileError(fmt::format("{}: cannot be written: {}", file.string(), words_of_gdal));
  }
  std::filesystem::rename(part, file);
}

template void write_geotiff(const std::filesystem::path&, const RasterFrame&, const std::vector<float>&,
                            const BandWords&);
template void write_geotiff(const std::filesystem::path&, const RasterFrame&,
                            const std::vector<std::uint8_t>&, const BandWords&);
template void write_geotiff(const std::filesystem::path&, const RasterFrame&,
                            const std::vector<std::int32_t>&, const BandWords&);
template void write_geotiff(const std::filesystem::path&, const RasterFrame&,
                            const std::vector<std::uint32_t>&, const BandWords&);

}  // namespace qingliu::io
