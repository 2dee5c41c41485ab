#include "io/geopackage.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_alg.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <memory>

#include "core/error.hpp"
#include "io/quiet_gdal.hpp"

namespace qingliu::io {
namespace {

namespace fs = std::filesystem;
using System = std::unique_ptr<void, void (*)(OGRSpatialReferenceH)>;
using Dataset = std::unique_ptr<void, void (*)(GDALDatasetH)>;
using Geometry = std::unique_ptr<void, void (*)(OGRGeometryH)>;

void close_dataset(GDALDatasetH dataset) { GDALClose(dataset); }
void destroy_geometry(OGRGeometryH geometry) { OGR_G_DestroyGeometry(geometry); }

System system_of(const std::string& wkt) {
  System system(nullptr, OSRDestroySpatialReference);
  if (wkt.empty()) return system;
  system.reset(OSRNewSpatialReference(wkt.c_str()));
  if (system) OSRSetAxisMappingStrategy(system.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

OGRwkbGeometryType type_of(VectorLayer::Kind kind) {
  switch (kind) {
    case VectorLayer::Kind::points:
      return wkbPoint;
    case VectorLayer::Kind::lines:
      return wkbLineString;
    default:
      return wkbMultiPolygon;
  }
}

Geometry geometry_of(VectorLayer::Kind kind, const VectorLayer::Feature& feature) {
  if (kind == VectorLayer::Kind::polygons) {
    OGRGeometryH read = nullptr;
    OGR_G_CreateFromWkb(feature.wkb.data(), nullptr, &read, static_cast<int>(feature.wkb.size()));
    return Geometry(read, destroy_geometry);
  }
  Geometry geometry(OGR_G_CreateGeometry(type_of(kind)), destroy_geometry);
  for (const auto& [x, y] : feature.points) OGR_G_AddPoint_2D(geometry.get(), x, y);
  return geometry;
}

OGRFieldType field_type(const VectorLayer::Value& value) {
  return std::array{OFTInteger64, OFTReal, OFTString}.at(value.index());
}

bool write_layer(GDALDatasetH dataset, OGRSpatialReferenceH system, const VectorLayer& source) {
  OGRLayerH layer =
      GDALDatasetCreateLayer(dataset, source.name.c_str(), system, type_of(source.kind), nullptr);
  if (layer == nullptr) return false;
  for (const auto& [name, value] : source.columns) {
    OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), field_type(value));
    const bool made = OGR_L_CreateField(layer, field, 0) == OGRERR_NONE;
    OGR_Fld_Destroy(field);
    if (!made) return false;
  }
  for (const VectorLayer::Feature& one : source.features) {
    const std::unique_ptr<void, void (*)(OGRFeatureH)> feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)),
                                                               OGR_F_Destroy);
    for (int c = 0; c < static_cast<int>(one.values.size()); ++c) {
      const VectorLayer::Value& value = one.values[static_cast<std::size_t>(c)];
      if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        OGR_F_SetFieldInteger64(feature.get(), c, *whole);
      } else if (const auto* number = std::get_if<double>(&value)) {
        if (*number == *number) OGR_F_SetFieldDouble(feature.get(), c, *number);
      } else {
        OGR_F_SetFieldString(feature.get(), c, std::get<std::string>(value).c_str());
      }
    }
    const Geometry geometry = geometry_of(source.kind, one);
    OGR_F_SetGeometry(feature.get(), geometry.get());
    if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) return false;
  }
  return true;
}

/// A raster in memory over values that live elsewhere, row 0 the southern row.
Dataset memory_raster(const RasterFrame& frame, void* values, GDALDataType type) {
  const std::string name = fmt::format("MEM:::DATAPOINTER={},PIXELS={},LINES={},BANDS=1,DATATYPE={}", values,
                                       frame.nx, frame.ny, GDALGetDataTypeName(type));
  Dataset dataset(GDALOpen(name.c_str(), GA_Update), close_dataset);
  if (!dataset) throw std::runtime_error(CPLGetLastErrorMsg());
  std::array<double, 6> transform{frame.x_west, frame.cell_size, 0.0, frame.y_south, 0.0, frame.cell_size};
  GDALSetGeoTransform(dataset.get(), transform.data());
  return dataset;
}

}  // namespace

void write_geopackage(const fs::path& file, const std::string& crs_wkt,
                      const std::vector<VectorLayer>& layers) {
  const QuietGdal quiet;
  const fs::path part = file.string() + ".part.gpkg";
  std::error_code ignored;
  fs::remove(part, ignored);
  const System system = system_of(crs_wkt);
  Dataset dataset(GDALCreate(GDALGetDriverByName("GPKG"), part.c_str(), 0, 0, 0, GDT_Unknown, nullptr),
                  close_dataset);
  bool good = dataset != nullptr && GDALDatasetStartTransaction(dataset.get(), 0) == OGRERR_NONE;
  for (const VectorLayer& layer : layers) good = good && write_layer(dataset.get(), system.get(), layer);
  good = good && GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE;
  dataset.reset();
  if (!good) {
    const std::string words = CPLGetLastErrorMsg();
    fs::remove(part, ignored);
    throw FileError(fmt::format("{}: cannot be written: {}", file.string(), words));
  }
  fs::rename(part, file);
}

std::string outline_of(const RasterFrame& frame, const std::vector<std::uint8_t>& flags) {
  const QuietGdal quiet;
  const Dataset raster = memory_raster(frame, const_cast<std::uint8_t*>(flags.data()), GDT_Byte);
  const Dataset memory(GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, nullptr),
                       close_dataset);
  OGRLayerH layer = GDALDatasetCreateLayer(memory.get(), "outline", nullptr, wkbPolygon, nullptr);
  GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
  if (GDALPolygonize(band, band, layer, -1, nullptr, nullptr, nullptr) != CE_None)
    throw std::runtime_error(CPLGetLastErrorMsg());
  const Geometry whole(OGR_G_CreateGeometry(wkbMultiPolygon), destroy_geometry);
  OGR_L_ResetReading(layer);
  while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
    OGR_G_AddGeometry(whole.get(), OGR_F_GetGeometryRef(feature));
    OGR_F_Destroy(feature);
  }
  std::string wkb(static_cast<std::size_t>(OGR_G_WkbSize(whole.get())), '\0');
  OGR_G_ExportToWkb(whole.get(), wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()));
  return wkb;
}

namespace {

/// The geometries of a layer in the frame's reference system.
struct ReadLayer {
  std::vector<OGRGeometryH> geometries;
  std::vector<std::string> names;
  int points = 0;  ///< features that are passed over
  ~ReadLayer() {
    for (OGRGeometryH geometry : geometries) OGR_G_DestroyGeometry(geometry);
  }
};

void read_features(const fs::path& file, OGRLayerH layer, const RasterFrame& frame, ReadLayer& read) {
  OGRSpatialReferenceH from = OGR_L_GetSpatialRef(layer);
  const System to = system_of(frame.crs_wkt);
  if (from == nullptr || !to) {
    throw InputError(
        {file.string()},
        fmt::format("{} no coordinate system; write one with ogr2ogr -a_srs EPSG:4547 new.gpkg {}.",
                    from == nullptr ? "names" : "meets a raster with", file.string()));
  }
  OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
  const std::unique_ptr<void, void (*)(OGRCoordinateTransformationH)> way(
      OCTNewCoordinateTransformation(from, to.get()), OCTDestroyCoordinateTransformation);
  const int name = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), "name");
  OGR_L_ResetReading(layer);
  while (OGRFeatureH next = OGR_L_GetNextFeature(layer)) {
    const std::unique_ptr<void, void (*)(OGRFeatureH)> feature(next, OGR_F_Destroy);
    if (OGR_F_GetGeometryRef(next) == nullptr) continue;
    if (OGR_G_GetDimension(OGR_F_GetGeometryRef(next)) == 0) {
      ++read.points;
      continue;
    }
    OGRGeometryH geometry = OGR_G_Clone(OGR_F_GetGeometryRef(next));
    read.geometries.push_back(geometry);
    read.names.push_back(name >= 0 ? OGR_F_GetFieldAsString(next, name) : "");
    if (!way || OGR_G_Transform(geometry, way.get()) != OGRERR_NONE) {
      throw InputError({file.string()},
                       fmt::format("feature {} cannot be brought into the raster's system: {}",
                                   OGR_F_GetFID(next), CPLGetLastErrorMsg()));
    }
  }
}

}  // namespace

DrawnLayer draw_layer(const fs::path& file, const RasterFrame& frame) {
  const QuietGdal quiet;
  const Dataset source(GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr),
                       close_dataset);
  if (!source)
    throw InputError({file.string()}, fmt::format("cannot be read as a layer: {}", CPLGetLastErrorMsg()));
  ReadLayer read;
  if (OGRLayerH layer = GDALDatasetGetLayer(source.get(), 0)) read_features(file, layer, frame, read);
  if (read.points > 0)
    throw InputError(
        {file.string()},
        fmt::format("holds {} points, and streams are lines. Name a layer of lines", read.points));
  if (read.geometries.empty()) throw InputError({file.string()}, "holds no features");
  DrawnLayer drawn;
  drawn.names = std::move(read.names);
  drawn.feature.assign(static_cast<std::size_t>(frame.nx) * static_cast<std::size_t>(frame.ny), -1);
  const Dataset raster = memory_raster(frame, drawn.feature.data(), GDT_Int32);
  std::vector<double> numbers;
  for (std::size_t k = 0; k < read.geometries.size(); ++k) numbers.push_back(static_cast<double>(k));
  int band = 1;
  if (GDALRasterizeGeometries(raster.get(), 1, &band, static_cast<int>(read.geometries.size()),
                              read.geometries.data(), nullptr, nullptr, numbers.data(), nullptr, nullptr,
                              nullptr) != CE_None)
    throw std::runtime_error(CPLGetLastErrorMsg());
  for (const std::int32_t index : drawn.feature) {
    if (index >= 0) return drawn;
  }
  throw InputError(
      {file.string()},
      fmt::format("none of its {} features meets the raster (x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m)",
                  drawn.names.size(), frame.x_west, frame.x_west + frame.nx * frame.cell_size, frame.y_south,
                  frame.y_south + frame.ny * frame.cell_size));
}

}  // namespace qingliu::io
