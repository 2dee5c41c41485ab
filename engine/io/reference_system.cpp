#include "io/reference_system.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <string_view>

#include "core/error.hpp"
#include "io/quiet_gdal.hpp"

namespace qingliu::io {

namespace {

/// Code of a projected system in metres around a place: the 3-degree zones of CGCS2000 with 6-digit eastings
/// in China (EPSG:4534 has the central meridian 75 E, EPSG:4554 has 135 E), else the zone of WGS 84 / UTM.
int advised_epsg(double longitude, double latitude) {
  const bool china = longitude >= 73.5 && longitude <= 136.5 && latitude >= 18.0 && latitude <= 54.0;
  if (china) return 4534 + static_cast<int>(std::round((longitude - 75.0) / 3.0));
  const int zone = static_cast<int>(std::floor((longitude + 180.0) / 6.0)) % 60 + 1;
  return (latitude < 0.0 ? 32700 : 32600) + zone;
}

using System = std::unique_ptr<void, void (*)(OGRSpatialReferenceH)>;

/// Null when the text is empty or not understood.
System system_of(const std::string& crs_wkt) {
  System system(OSRNewSpatialReference(nullptr), OSRDestroySpatialReference);
  std::string copy = crs_wkt;
  char* cursor = copy.data();
  if (crs_wkt.empty() || OSRImportFromWkt(system.get(), &cursor) != OGRERR_NONE) system.reset();
  return system;
}

struct Parameter {
  std::string_view cf_name, ogr_name;
};
struct Projection {
  std::string_view ogr_name, cf_name;
  std::array<Parameter, 5> parameters;
};
constexpr Projection projections[] = {{SRS_PT_TRANSVERSE_MERCATOR,
                                       "transverse_mercator",
                                       {{{"latitude_of_projection_origin", SRS_PP_LATITUDE_OF_ORIGIN},
                                         {"longitude_of_central_meridian", SRS_PP_CENTRAL_MERIDIAN},
                                         {"scale_factor_at_central_meridian", SRS_PP_SCALE_FACTOR},
                                         {"false_easting", SRS_PP_FALSE_EASTING},
                                         {"false_northing", SRS_PP_FALSE_NORTHING}}}},
                                      {SRS_PT_ALBERS_CONIC_EQUAL_AREA,
                                       "albers_conical_equal_area",
                                       {{{"standard_parallel", SRS_PP_STANDARD_PARALLEL_1},
                                         {"latitude_of_projection_origin", SRS_PP_LATITUDE_OF_CENTER},
                                         {"longitude_of_central_meridian", SRS_PP_LONGITUDE_OF_CENTER},
                                         {"false_easting", SRS_PP_FALSE_EASTING},
                                         {"false_northing", SRS_PP_FALSE_NORTHING}}}},
                                      {SRS_PT_LAMBERT_CONFORMAL_CONIC_2SP,
                                       "lambert_conformal_conic",
                                       {{{"standard_parallel", SRS_PP_STANDARD_PARALLEL_1},
                                         {"latitude_of_projection_origin", SRS_PP_LATITUDE_OF_ORIGIN},
                                         {"longitude_of_central_meridian", SRS_PP_CENTRAL_MERIDIAN},
                                         {"false_easting", SRS_PP_FALSE_EASTING},
                                         {"false_northing", SRS_PP_FALSE_NORTHING}}}}};

[[noreturn]] void refuse_degrees(const std::string& file, OGRSpatialReferenceH system, const Extent& extent) {
  constexpr double metres_per_degree = 111320.0;
  const char* name = OSRGetName(system);
  const double metres = extent.cell_size * metres_per_degree;
  throw InputError(
      {file},
      fmt::format(
          "has coordinates in degrees ({}); a projected system in metres is needed. Reproject it first, for "
          "example: "
          "gdalwarp -t_srs EPSG:{} -tr {:.0f} {:.0f} -r bilinear {} projected.tif (-r near for classes).",
          name != nullptr ? name : "geographic",
          advised_epsg(0.5 * (extent.west + extent.east), extent.south), std::fmax(metres, 1.0),
          std::fmax(metres, 1.0), file));
}

}  // namespace

std::string metric_crs_wkt(const std::string& file, OGRSpatialReferenceH system, const Extent& extent) {
  if (system == nullptr) return "";
  if (OSRIsGeographic(system) != 0) refuse_degrees(file, system, extent);
  const double unit = OSRGetLinearUnits(system, nullptr);
  if (std::fabs(unit - 1.0) > 1e-9) {
    throw InputError({file},
                     fmt::format("has coordinates in units of {} m; metres are needed. Reproject it with "
                                 "gdalwarp -t_srs to a system in metres, and see that its heights are in "
                                 "metres, too.",
                                 unit));
  }
  return wkt_of(system);
}

std::string metric_crs_of_user(const std::string& file, const std::string& words, const Extent& extent) {
  const QuietGdal quiet;
  const System system = system_of(crs_from_user(words));
  const bool degrees = system && OSRIsGeographic(system.get()) != 0;
  if (degrees && (std::fabs(extent.west) > 360.0 || std::fabs(extent.south) > 90.0)) {
    throw InputError({file},
                     fmt::format("begins at x {:.0f}, y {:.0f}: these are no degrees, as crs = \"{}\" "
                                 "says. Give its projected system: crs = \"EPSG:4547\"",
                                 extent.west, extent.south, words));
  }
  return metric_crs_wkt(file, system.get(), extent);
}

std::string wkt_of(OGRSpatialReferenceH system) {
  if (system == nullptr) return "";
  char* text = nullptr;
  const char* options[] = {"FORMAT=WKT2_2018", nullptr};
  const bool good = OSRExportToWktEx(system, &text, options) == OGRERR_NONE && text != nullptr;
  const std::string wkt = good ? text : "";
  CPLFree(text);
  return wkt;
}

std::string crs_from_user(const std::string& words) {
  const QuietGdal quiet;
  const System system(OSRNewSpatialReference(nullptr), OSRDestroySpatialReference);
  const std::string wkt =
      OSRSetFromUserInput(system.get(), words.c_str()) == OGRERR_NONE ? wkt_of(system.get()) : "";
  if (wkt.empty())
    throw InputError(fmt::format("has crs = \"{}\", which is not known. Write it like \"EPSG:4547\"", words));
  return wkt;
}

std::string crs_in_words(const std::string& crs_wkt) {
  const QuietGdal quiet;
  const System system = system_of(crs_wkt);
  if (!system) return "no coordinate system";
  const char* name = OSRGetName(system.get());
  const char* code = OSRGetAuthorityCode(system.get(), nullptr);
  const std::string words = name != nullptr ? name : "unnamed";
  return code != nullptr ? fmt::format("{} (EPSG:{})", words, code) : words;
}

std::string wkt_in_format(const std::string& crs_wkt, const std::string& format) {
  const QuietGdal quiet;
  const System system = system_of(crs_wkt);
  const std::string option = "FORMAT=" + format;
  const char* options[] = {option.c_str(), nullptr};
  char* text = nullptr;
  const bool good =
      system && OSRExportToWktEx(system.get(), &text, options) == OGRERR_NONE && text != nullptr;
  const std::string wkt = good ? text : crs_wkt;
  CPLFree(text);
  return wkt;
}

GridMapping grid_mapping_of(const std::string& crs_wkt) {
  const QuietGdal quiet;
  const System system = system_of(crs_wkt);
  if (!system) return {};
  const char* name = OSRGetAttrValue(system.get(), "PROJECTION", 0);
  GridMapping mapping;
  for (const Projection& projection : projections) {
    if (name == nullptr || name != projection.ogr_name) continue;
    mapping.name = projection.cf_name;
    for (const auto& [cf_name, ogr_name] : projection.parameters) {
      const auto value = [&](std::string_view key) {
        return OSRGetNormProjParm(system.get(), std::string(key).c_str(), 0.0, nullptr);
      };
      std::vector<double> values = {value(ogr_name)};
      if (cf_name == "standard_parallel") values.push_back(value(SRS_PP_STANDARD_PARALLEL_2));
      mapping.parameters.emplace_back(cf_name, values);
    }
  }
  if (!mapping.name.empty()) {
    mapping.parameters.push_back({"semi_major_axis", {OSRGetSemiMajor(system.get(), nullptr)}});
    mapping.parameters.push_back({"inverse_flattening", {OSRGetInvFlattening(system.get(), nullptr)}});
  }
  return mapping;
}

std::string crs_from_epsg(int code) {
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  char* text = nullptr;
  std::string wkt;
  if (OSRImportFromEPSG(system, code) == OGRERR_NONE && OSRExportToWkt(system, &text) == OGRERR_NONE)
    wkt = text;
  CPLFree(text);
  OSRDestroySpatialReference(system);
  if (wkt.empty()) throw InputError(fmt::format("EPSG:{} is not in the library of reference systems", code));
  return wkt;
}

}  // namespace qingliu::io
