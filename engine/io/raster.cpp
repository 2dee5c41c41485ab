#include "io/raster.hpp"

#include <fmt/format.h>
#include <gdal.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <memory>
#include <optional>

#include "core/error.hpp"
#include "io/quiet_gdal.hpp"
#include "io/reference_system.hpp"

namespace qingliu::io {

namespace {

constexpr double largest_cell_count = 1e9;
/// Found in files whose header declares another value, or none.
constexpr std::array<double, 4> undeclared_nodata{-9999.0, -32768.0, -32767.0, -99999.0};
constexpr double beyond_plausible = 1e30;  ///< -3.4e38 and its relatives, declared or not

using Dataset = std::unique_ptr<void, void (*)(GDALDatasetH)>;

Dataset open_raster(const std::filesystem::path& file) {
  Dataset dataset(GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr),
                  [](GDALDatasetH open) { GDALClose(open); });
  if (!dataset) {
    throw InputError({file.string()}, "cannot be read as a raster" + unreadable_remedy(CPLGetLastErrorMsg()));
  }
  if (GDALGetRasterCount(dataset.get()) < 1) {
    throw InputError({file.string()},
                     "holds no raster band; name one of its layers, or export it as GeoTIFF.");
  }
  return dataset;
}

/// GDAL's affine transform, checked: not rotated, square cells, x to the east.
std::array<double, 6> checked_transform(const std::string& file, GDALDatasetH dataset) {
  std::array<double, 6> t{};
  if (GDALGetGeoTransform(dataset, t.data()) != CE_None) {
    throw InputError({file},
                     "has no georeference (origin and cell size); give it one with gdal_translate -a_ullr.");
  }
  const double tolerance = 1e-6 * std::fabs(t[1]);
  if (std::fabs(t[2]) > tolerance || std::fabs(t[4]) > tolerance || !(t[1] > 0.0) || t[5] == 0.0) {
    throw InputError({file}, "is rotated or mirrored; straighten it with gdalwarp -tr <cell> <cell>.");
  }
  if (std::fabs(std::fabs(t[5]) - t[1]) > tolerance) {
    throw InputError(
        {file}, fmt::format("has cells of {} x {}; square cells are needed: gdalwarp -tr {} {} -r bilinear "
                            "(-r near for classes).",
                            t[1], std::fabs(t[5]), t[1], t[1]));
  }
  return t;
}

/// Which stored numbers mean "no value", and what the others mean.
struct Meaning {
  std::optional<double> nodata, another;
  bool single = false;  ///< stored as float: the header may give nodata with more digits
  double scale = 1.0;
  double offset = 0.0;

  bool declared(double stored) const {
    const auto is = [&](double value) {
      return stored == value || (single && stored == static_cast<double>(static_cast<float>(value)));
    };
    return std::isnan(stored) || (nodata && is(*nodata)) || (another && is(*another));
  }
  bool guessed(double stored) const {
    return !(std::fabs(stored) <= beyond_plausible) ||
           std::ranges::find(undeclared_nodata, stored) != undeclared_nodata.end();
  }
};

Meaning meaning_of(GDALRasterBandH band) {
  Meaning meaning;
  int known = 0;
  const double nodata = GDALGetRasterNoDataValue(band, &known);
  if (known != 0) meaning.nodata = nodata;
  meaning.single = GDALGetRasterDataType(band) == GDT_Float32;
  const double scale = GDALGetRasterScale(band, &known);
  if (known != 0 && scale != 0.0) meaning.scale = scale;
  const double offset = GDALGetRasterOffset(band, &known);
  if (known != 0) meaning.offset = offset;
  return meaning;
}

/// The mask that a file has of its own or as an alpha band (of any type: GDAL itself takes bytes alone), 0
/// where there is no value; null where the numbers tell all.
GDALRasterBandH mask_of(GDALRasterBandH band) {
  if (GDALGetRasterColorInterpretation(band) == GCI_AlphaBand) return nullptr;
  if ((GDALGetMaskFlags(band) & (GMF_ALL_VALID | GMF_NODATA)) == 0) return GDALGetMaskBand(band);
  GDALDatasetH dataset = GDALGetBandDataset(band);
  GDALRasterBandH last = GDALGetRasterBand(dataset, GDALGetRasterCount(dataset));
  return GDALGetRasterColorInterpretation(last) == GCI_AlphaBand ? last : nullptr;
}

void read_values(const std::string& file, GDALRasterBandH band, const Meaning& meaning, FileRaster& raster) {
  raster.values.resize(static_cast<std::size_t>(raster.nx) * static_cast<std::size_t>(raster.ny));
  GDALRasterBandH mask = mask_of(band);
  std::vector<float> valid(mask == nullptr ? 0 : static_cast<std::size_t>(raster.nx));
  for (int j = 0; j < raster.ny; ++j) {
    double* row = raster.values.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(raster.nx);
    if (GDALRasterIO(band, GF_Read, 0, j, raster.nx, 1, row, raster.nx, 1, GDT_Float64, 0, 0) != CE_None) {
      throw InputError({file}, fmt::format("row {} cannot be read: {}. The file may be cut short.", j + 1,
                                           CPLGetLastErrorMsg()));
    }
    if (mask != nullptr && GDALRasterIO(mask, GF_Read, 0, j, raster.nx, 1, valid.data(), raster.nx, 1,
                                        GDT_Float32, 0, 0) != CE_None)
      throw InputError({file},
                       fmt::format("row {} of its mask cannot be read: {}. The file may be cut short.", j + 1,
                                   CPLGetLastErrorMsg()));
    for (int i = 0; i < raster.nx; ++i) {
      const bool declared = meaning.declared(row[i]) || (mask != nullptr && valid[i] == 0.0f);
      const bool missing = declared || meaning.guessed(row[i]);
      if (missing && !declared) ++raster.guessed;
      row[i] = missing ? std::nan("") : row[i] * meaning.scale + meaning.offset;
    }
  }
}

void check_values(const std::string& file, const FileRaster& raster, GDALDatasetH dataset,
                  const RasterHints& hints) {
  if (std::ranges::any_of(raster.values, [](double v) { return !std::isnan(v); })) return;
  const auto word = [](const std::optional<double>& value) {
    return value ? fmt::format("{:g}", *value) : std::string("none");
  };
  const Meaning meaning = meaning_of(GDALGetRasterBand(dataset, hints.band));
  throw InputError({file},
                   fmt::format("has no value in any of its {} x {} cells (no value is: {} by the file, "
                               "{} by the scenario). Name another band or file, or mend its nodata: "
                               "gdal_edit.py -unsetnodata",
                               raster.nx, raster.ny, word(meaning.nodata), word(hints.nodata)));
}

/// The unit of a band's values where it is a length but not the metre, by the band or by the vertical part of
/// the reference system: "ft", "US survey foot"; else "".
std::string height_unit_of(GDALRasterBandH band, OGRSpatialReferenceH system) {
  std::string unit = GDALGetRasterUnitType(band);
  std::ranges::transform(unit, unit.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const char* metre : {"", "m", "metre", "meter", "metres", "meters"})
    if (unit == metre) unit.clear();
  for (const char* length :
       {"ft", "foot", "feet", "us-ft", "us survey foot", "us_survey_foot", "ftus", "cm", "mm", "dm", "km"})
    if (unit == length) return unit;
  if (system == nullptr || OSRIsCompound(system) == 0) return "";
  char* name = nullptr;
  const double metres = OSRGetTargetLinearUnits(system, "VERT_CS", &name);
  return std::fabs(metres - 1.0) > 1e-9 && name != nullptr ? name : "";
}

FileRaster read_band(const std::string& file, GDALDatasetH dataset, const RasterHints& hints) {
  FileRaster raster;
  raster.nx = GDALGetRasterXSize(dataset);
  raster.ny = GDALGetRasterYSize(dataset);
  if (static_cast<double>(raster.nx) * raster.ny > largest_cell_count) {
    throw InputError({file}, fmt::format("has {} x {} cells, more than a thousand million; cut out the "
                                         "watershed with gdalwarp -te.",
                                         raster.nx, raster.ny));
  }
  const int bands = GDALGetRasterCount(dataset);
  if (hints.band < 1 || hints.band > bands)
    throw InputError({file}, bands == 1
                                 ? fmt::format("has no band {}; it has one. Leave band out", hints.band)
                                 : fmt::format("has no band {}. Give band = 1 to {}", hints.band, bands));
  raster.bands = bands;
  GDALRasterBandH band = GDALGetRasterBand(dataset, hints.band);
  Meaning meaning = meaning_of(band);
  meaning.another = hints.nodata;
  read_values(file, band, meaning, raster);
  raster.height_unit = height_unit_of(band, GDALGetSpatialRef(dataset));
  return raster;
}

/// The rows of a file that begins in the north, turned round.
void turn_rows(std::vector<double>& values, int nx, int ny) {
  for (int j = 0; j < ny / 2; ++j) {
    const auto row = values.begin() + static_cast<std::ptrdiff_t>(j) * nx;
    std::swap_ranges(row, row + nx, values.begin() + static_cast<std::ptrdiff_t>(ny - 1 - j) * nx);
  }
}

}  // namespace

Raster read_raster(const std::filesystem::path& file, const RasterHints& hints) {
  const QuietGdal quiet;
  const Dataset dataset = open_raster(file);
  const std::array<double, 6> t = checked_transform(file.string(), dataset.get());
  FileRaster read = read_band(file.string(), dataset.get(), hints);
  check_values(file.string(), read, dataset.get(), hints);
  Raster raster;
  raster.nx = read.nx;
  raster.ny = read.ny;
  raster.guessed = read.guessed;
  raster.bands = read.bands;
  raster.height_unit = read.height_unit;
  raster.cell_size = t[1];
  raster.x_west = t[0];
  raster.y_south = t[5] < 0.0 ? t[3] + raster.ny * t[5] : t[3];
  const Extent extent{t[0], t[0] + raster.nx * t[1], std::min(t[3], t[3] + raster.ny * t[5]), t[1]};
  if (hints.crs.empty()) {
    raster.crs_wkt = metric_crs_wkt(file.string(), GDALGetSpatialRef(dataset.get()), extent);
  } else {
    raster.crs_wkt = metric_crs_of_user(file.string(), hints.crs, extent);
  }
  if (t[5] < 0.0) turn_rows(read.values, read.nx, read.ny);
  raster.values = std::move(read.values);
  return raster;
}

void require_heights_in_metres(const std::filesystem::path& file, const Raster& raster) {
  if (raster.height_unit.empty()) return;
  throw InputError(
      {file.string()},
      fmt::format("says that its heights are in {}; metres are needed. Convert them, from feet for "
                  "example: gdal_calc.py -A {} --calc=A*0.3048 --outfile=metres.tif",
                  raster.height_unit, file.string()));
}

FileRaster read_file_raster(const std::filesystem::path& file, const RasterHints& hints) {
  const QuietGdal quiet;
  const Dataset dataset = open_raster(file);
  FileRaster raster = read_band(file.string(), dataset.get(), hints);
  if (GDALGetGeoTransform(dataset.get(), raster.transform.data()) != CE_None) {
    throw InputError({file.string()},
                     "has no georeference (origin and cell size); give it one with gdal_translate -a_ullr.");
  }
  raster.crs_wkt = hints.crs.empty() ? wkt_of(GDALGetSpatialRef(dataset.get())) : crs_from_user(hints.crs);
  return raster;
}

}  // namespace qingliu::io
