#include <fmt/format.h>
#include <gdal.h>
#include <ogr_api.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "io/coordinate_change.hpp"
#include "io/layer.hpp"
#include "io/quiet_gdal.hpp"
#include "io/reference_system.hpp"

namespace qingliu::io {
namespace {

using Dataset = std::unique_ptr<void, void (*)(GDALDatasetH)>;

Dataset open_any(const std::filesystem::path& file, unsigned kinds) {
  return Dataset(GDALOpenEx(file.c_str(), kinds | GDAL_OF_READONLY, nullptr, nullptr, nullptr),
                 [](GDALDatasetH open) {
                   if (open != nullptr) GDALClose(open);
                 });
}

OGRLayerH sublayer_of(GDALDatasetH dataset, const std::string& wanted) {
  const int count = GDALDatasetGetLayerCount(dataset);
  if (count == 1 && wanted.empty()) return GDALDatasetGetLayer(dataset, 0);
  std::vector<std::string> names;
  for (int k = 0; k < count; ++k) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, k);
    names.emplace_back(OGR_L_GetName(layer));
    if (names.back() == wanted) return layer;
  }
  throw InputError(
      wanted.empty()
          ? fmt::format("holds {} layers. Say which with sublayer: {}", count, fmt::join(names, ", "))
          : fmt::format("has no layer '{}'. It has: {}", wanted, fmt::join(names, ", ")));
}

std::vector<std::string> column_names(OGRLayerH layer) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<std::string> names;
  for (int k = 0; k < OGR_FD_GetFieldCount(definition); ++k)
    names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, k)));
  return names;
}

/// Index of the column that holds the numbers, -1 for none.
int column_of(OGRLayerH layer, const std::string& wanted) {
  if (wanted.empty()) return -1;
  const std::vector<std::string> names = column_names(layer);
  const auto found = std::ranges::find(names, wanted);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  const std::string near = nearest_word(wanted, names);
  throw InputError(near.empty()
                       ? fmt::format("has no column '{}'. It has: {}", wanted, fmt::join(names, ", "))
                       : fmt::format("has no column '{}'. Did you mean '{}'?", wanted, near));
}

double number_in(OGRFeatureH feature, int column, const std::string& name) {
  if (column < 0) return 1.0;
  if (OGR_F_IsFieldSetAndNotNull(feature, column) == 0) return std::nan("");
  const std::string text = OGR_F_GetFieldAsString(feature, column);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() && *end == '\0') return value;
  throw InputError(
      fmt::format("column '{}' holds '{}', which is no number. Add a column of numbers (ids of "
                  "the table) to the layer",
                  name, text.substr(0, 40)));
}

/// Takes geometries apart into lines and polygons, in the target's coordinates.
class Shapes {
 public:
  Shapes(const CoordinateChange& change, double width, Points points, LayerShapes& layer)
      : change_(change), width_(width), points_(points), layer_(layer) {}

  void take(OGRGeometryH geometry, double value) {
    if (geometry == nullptr) return;
    switch (OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))) {
      case wkbPolygon:
        return take_polygon(geometry, value);
      case wkbLineString:
        return take_line(geometry, value);
      case wkbPoint:
        return take_point(geometry, value);
      default:
        break;
    }
    if (OGR_G_HasCurveGeometry(geometry, 1) != 0) {
      OGRGeometryH straight = OGR_G_GetLinearGeometry(geometry, 0.0, nullptr);
      take(straight, value);
      OGR_G_DestroyGeometry(straight);
      return;
    }
    for (int k = 0; k < OGR_G_GetGeometryCount(geometry); ++k) take(OGR_G_GetGeometryRef(geometry, k), value);
  }

  int passed_over = 0;  ///< points
  int placeless = 0;    ///< vertices that have no place in the target's coordinates
  std::pair<double, double> first_placeless;
  LayerShapes::Attributes attributes;  ///< of the shapes that are taken from now on

 private:
  void take_point(OGRGeometryH geometry, double value) {
    double x = OGR_G_GetX(geometry, 0), y = OGR_G_GetY(geometry, 0);
    if (points_ == Points::passed_over) ++passed_over;
    if (points_ == Points::passed_over || OGR_G_IsEmpty(geometry) != 0 || !place(x, y)) return;
    layer_.points.emplace_back(x, y);
    layer_.point_values.push_back(value);
    layer_.point_attributes.push_back(attributes);
  }

  /// Brings a vertex into the target's coordinates; false, and counted, where it has no place there.
  bool place(double& x, double& y) {
    const std::pair<double, double> given{x, y};
    if (change_.apply(x, y)) return true;
    if (placeless++ == 0) first_placeless = given;
    return false;
  }

  Ring ring_of(OGRGeometryH line) {
    Ring ring;
    for (int k = 0; k < OGR_G_GetPointCount(line); ++k) {
      double x = OGR_G_GetX(line, k), y = OGR_G_GetY(line, k);
      if (place(x, y)) ring.emplace_back(x, y);
    }
    return ring;
  }

  void take_polygon(OGRGeometryH geometry, double value) {
    Polygon polygon;
    for (int k = 0; k < OGR_G_GetGeometryCount(geometry); ++k)
      polygon.push_back(ring_of(OGR_G_GetGeometryRef(geometry, k)));
    const bool nowhere = std::ranges::all_of(polygon, [](const Ring& ring) { return ring.size() < 3; });
    if (placeless > 0 && nowhere) return;
    layer_.polygons.push_back(std::move(polygon));
    layer_.values.push_back(value);
    layer_.attributes.push_back(attributes);
  }

  void take_line(OGRGeometryH geometry, double value) {
    Ring ring = ring_of(geometry);
    if (ring.size() < 2) return;
    if (width_ > 0.0) take_ribbon(ring, value);
    layer_.lines.push_back(std::move(ring));
    layer_.line_values.push_back(value);
    layer_.line_attributes.push_back(attributes);
  }

  /// The line as wide as the road, with round ends.
  void take_ribbon(const Ring& line, double value) {
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbLineString);
    for (const auto& [x, y] : line) OGR_G_AddPoint_2D(geometry, x, y);
    OGRGeometryH ribbon = OGR_G_Buffer(geometry, 0.5 * width_, 8);
    OGR_G_DestroyGeometry(geometry);
    if (ribbon == nullptr) throw InputError("its lines cannot be widened: GDAL was built without GEOS");
    const CoordinateChange none("", "");
    Shapes shapes(none, 0.0, Points::passed_over, layer_);
    shapes.attributes = attributes;
    shapes.take(ribbon, value);
    OGR_G_DestroyGeometry(ribbon);
  }

  const CoordinateChange& change_;
  double width_;
  Points points_;
  LayerShapes& layer_;
};

/// Index of the column called so in any case, -1 when there is none.
int column_if_any(OGRLayerH layer, const std::string& wanted) {
  return OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), wanted.c_str());
}

/// "EPSG:4547" of a reference system that has such a number, else "EPSG:...".
std::string epsg_of(const std::string& crs_wkt) {
  const std::string words = crs_in_words(crs_wkt);
  const std::size_t begin = words.rfind("EPSG:");
  return begin == std::string::npos ? "EPSG:..." : words.substr(begin, words.find(')', begin) - begin);
}

/// Why nothing of a layer is left: the coordinates that it is read in do not hold its numbers.
std::string nothing_placed(OGRLayerH layer, const LayerSource& source, const TargetGrid& target,
                           const Shapes& shapes) {
  const std::string own = wkt_of(OGR_L_GetSpatialRef(layer));
  return fmt::format(
      "is read in the coordinates {}, and its {:.10g}, {:.10g} has no place on the ground of the run then. "
      "Say in which it is: {{ file = \"{}\", crs = \"{}\" }}{}",
      crs_in_words(source.hints.crs.empty() ? own : crs_from_user(source.hints.crs)),
      shapes.first_placeless.first, shapes.first_placeless.second, source.file.filename().string(),
      epsg_of(target.crs_wkt),
      source.file.extension() == ".geojson" || source.file.extension() == ".json"
          ? ". GeoJSON without a crs means degrees of WGS 84"
          : "");
}

/// The change from a layer's coordinates to the target's; says so when the layer names none.
CoordinateChange change_of(OGRLayerH layer, const LayerSource& source, const TargetGrid& target,
                           std::vector<std::string>& notes) {
  const std::string own = wkt_of(OGR_L_GetSpatialRef(layer));
  const std::string crs = source.hints.crs.empty() ? own : crs_from_user(source.hints.crs);
  if (crs.empty()) {
    notes.push_back(fmt::format("{}: the file names no coordinate system: taken as that of the terrain",
                                source.file.filename().string()));
  }
  return CoordinateChange(crs, target.crs_wkt);
}

/// Corners of a rectangle in the target's coordinates: whether they enclose any of its frame.
bool meets_frame(OGREnvelope e, bool exchanged, const CoordinateChange& change, const CellFrame& frame) {
  double low_x = 1e300, high_x = -1e300, low_y = 1e300, high_y = -1e300;
  for (const double a : {e.MinX, e.MaxX}) {
    for (const double b : {e.MinY, e.MaxY}) {
      double x = exchanged ? b : a, y = exchanged ? a : b;
      if (!change.apply(x, y)) continue;
      low_x = std::min(low_x, x), high_x = std::max(high_x, x);
      low_y = std::min(low_y, y), high_y = std::max(high_y, y);
    }
  }
  return low_x <= frame.x_west + frame.nx * frame.cell_size && high_x >= frame.x_west &&
         low_y <= frame.y_south + frame.ny * frame.cell_size && high_y >= frame.y_south;
}

/// A layer that misses the target and would lie on it with x and y exchanged is told as such.
void refuse_exchanged(OGRLayerH layer, const CoordinateChange& change, const CellFrame& frame) {
  OGREnvelope e;
  if (OGR_L_GetExtent(layer, &e, 1) != OGRERR_NONE) return;
  if (meets_frame(e, false, change, frame) || !meets_frame(e, true, change, frame)) return;
  throw InputError(fmt::format(
      "its x is {:.6g} to {:.6g}, its y {:.6g} to {:.6g}: longitude and latitude (x and y) are "
      "exchanged, the other way round it would lie on the terrain. Exchange them (QGIS: swap X and Y "
      "coordinates)",
      e.MinX, e.MaxX, e.MinY, e.MaxY));
}

}  // namespace

bool is_raster(const std::filesystem::path& file) {
  const QuietGdal quiet;
  const Dataset dataset = open_any(file, GDAL_OF_RASTER | GDAL_OF_VECTOR);
  if (!dataset) throw InputError("cannot be read as a map" + unreadable_remedy(CPLGetLastErrorMsg()));
  return GDALGetRasterCount(dataset.get()) > 0;
}

LayerShapes read_vector_layer(const LayerSource& source, const TargetGrid& target, double line_width,
                              Points points) {
  const QuietGdal quiet;
  const Dataset dataset = open_any(source.file, GDAL_OF_VECTOR);
  if (!dataset)
    throw InputError("cannot be read as lines or polygons" + unreadable_remedy(CPLGetLastErrorMsg()));
  OGRLayerH layer = sublayer_of(dataset.get(), source.sublayer);
  const int column = column_of(layer, source.column);
  std::vector<int> attributes;
  for (const std::string& name : source.attributes) attributes.push_back(column_of(layer, name));
  LayerShapes result;
  const std::string name = source.file.filename().string();
  const CoordinateChange change = change_of(layer, source, target, result.notes);
  refuse_exchanged(layer, change, target.frame);
  Shapes shapes(change, line_width, points, result);
  OGR_L_ResetReading(layer);
  while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
    const std::unique_ptr<void, void (*)(OGRFeatureH)> owner(feature, OGR_F_Destroy);
    const double value = number_in(feature, column, source.column);
    const bool empty = source.hints.nodata && value == *source.hints.nodata;
    for (std::size_t k = 0; k < attributes.size(); ++k)
      shapes.attributes[source.attributes[k]] = OGR_F_GetFieldAsString(feature, attributes[k]);
    shapes.take(OGR_F_GetGeometryRef(feature), empty ? std::nan("") : value);
  }
  if (shapes.passed_over > 0)
    result.notes.push_back(fmt::format("{}: {} points are not used", name, shapes.passed_over));
  if (result.polygons.empty() && result.lines.empty() && result.points.empty())
    throw InputError(shapes.placeless > 0      ? nothing_placed(layer, source, target, shapes)
                     : points == Points::taken ? "holds no shapes. Name another layer"
                                               : "holds neither lines nor polygons. Name another layer");
  if (shapes.placeless > 0)
    result.notes.push_back(fmt::format("{}: {} vertices have no place in the run's coordinates: left out",
                                       name, shapes.placeless));
  if (column < 0 && source.needs_column) {
    const std::vector<std::string> names = column_names(layer);
    throw InputError(
        names.empty() ? std::string("is a layer of shapes without columns. Add a column with their numbers")
                      : fmt::format("is a layer of shapes: say which column holds their numbers, column = "
                                    "\"{}\". It has: {}",
                                    names.front(), fmt::join(names, ", ")));
  }
  return result;
}

std::vector<std::string> layer_columns(const LayerSource& source) {
  const QuietGdal quiet;
  const Dataset dataset = open_any(source.file, GDAL_OF_VECTOR);
  if (!dataset)
    throw InputError(fmt::format("cannot be read as lines or polygons: {}", CPLGetLastErrorMsg()));
  return column_names(sublayer_of(dataset.get(), source.sublayer));
}

LayerShapes shapes_of_wkt(const std::string& text, double line_width) {
  const QuietGdal quiet;
  std::string copy = text;
  char* rest = copy.data();
  OGRGeometryH geometry = nullptr;
  const OGRErr fault = OGR_G_CreateFromWkt(&rest, nullptr, &geometry);
  const std::unique_ptr<void, void (*)(OGRGeometryH)> owner(geometry, [](OGRGeometryH g) {
    if (g != nullptr) OGR_G_DestroyGeometry(g);
  });
  const std::string example = "Write it like \"POLYGON ((412300 2551000, 412400 2551000, 412400 2551080))\"";
  if (fault != OGRERR_NONE || geometry == nullptr)
    throw InputError(fmt::format("'{}' is no WKT. {}", text.substr(0, 60), example));
  if (std::string_view(rest).find_first_not_of(" \t\n;") != std::string_view::npos)
    throw InputError(
        fmt::format("'{}' is left over after the shape. {}", std::string(rest).substr(0, 60), example));
  LayerShapes result;
  const CoordinateChange none("", "");
  OGR_G_CloseRings(geometry);
  Shapes(none, line_width, Points::taken, result).take(geometry, 1.0);
  if (result.polygons.empty() && result.lines.empty() && result.points.empty())
    throw InputError(fmt::format("'{}' is an empty shape. {}", text.substr(0, 60), example));
  return result;
}

AttributedLines read_lines(const LayerSource& source, const TargetGrid& target,
                           const std::vector<std::string>& columns) {
  const QuietGdal quiet;
  const Dataset dataset = open_any(source.file, GDAL_OF_VECTOR);
  if (!dataset) throw InputError("cannot be read as lines" + unreadable_remedy(CPLGetLastErrorMsg()));
  OGRLayerH layer = sublayer_of(dataset.get(), source.sublayer);
  const int name_column =
      source.column.empty() ? column_if_any(layer, "name") : column_of(layer, source.column);
  std::vector<int> indices;
  for (const std::string& column : columns) indices.push_back(column_if_any(layer, column));
  AttributedLines result;
  const CoordinateChange change = change_of(layer, source, target, result.notes);
  LayerShapes taken;
  Shapes shapes(change, 0.0, Points::passed_over, taken);
  OGR_L_ResetReading(layer);
  while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
    const std::unique_ptr<void, void (*)(OGRFeatureH)> owner(feature, OGR_F_Destroy);
    AttributedLine attributes;
    if (name_column >= 0) attributes.name = OGR_F_GetFieldAsString(feature, name_column);
    for (std::size_t k = 0; k < columns.size(); ++k)
      attributes.numbers.push_back(indices[k] < 0 ? std::nan("")
                                                  : number_in(feature, indices[k], columns[k]));
    taken.lines.clear();
    shapes.take(OGR_F_GetGeometryRef(feature), 1.0);
    for (Ring& line : taken.lines) {
      result.lines.push_back(attributes);
      result.lines.back().points = std::move(line);
    }
  }
  if (result.lines.empty())
    throw InputError(shapes.placeless > 0 ? nothing_placed(layer, source, target, shapes)
                                          : "holds no lines. Name another layer");
  return result;
}

}  // namespace qingliu::io
