#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "io/geotiff.hpp"

namespace qingliu::io {

using MapPoint = std::pair<double, double>;  ///< x, y [m]

/// One layer of a GeoPackage: its columns, and features with one value per column.
struct VectorLayer {
  enum class Kind { points, lines, polygons };
  using Value = std::variant<std::int64_t, double, std::string>;
  struct Feature {
    std::vector<MapPoint> points;  ///< one for a point
    std::string wkb;               ///< of a polygon, as outline_of() gives it
    std::vector<Value> values;
  };
  std::string name;
  Kind kind = Kind::points;
  std::vector<std::pair<std::string, Value>> columns;  ///< name, and a value whose type is the column's
  std::vector<Feature> features;
};

/// Writes a GeoPackage as *.part.gpkg and renames it. FileError on failure.
void write_geopackage(const std::filesystem::path& file, const std::string& crs_wkt,
                      const std::vector<VectorLayer>& layers);

/// The cells whose flag is not 0 as one multipolygon along the cells' sides, in well-known binary.
std::string outline_of(const RasterFrame& frame, const std::vector<std::uint8_t>& flags);

/// The features of a line or polygon layer (any OGR format, first layer of the file) drawn on the cells of a
/// frame, brought into its reference system.
struct DrawnLayer {
  std::vector<std::int32_t> feature;  ///< by cell: index of the last feature that touches it, -1 for none
  std::vector<std::string> names;     ///< by feature: its column `name` (any case), "" without one
};
/// InputError when the file cannot be read, holds no features, names no reference system, or none of its
/// features meets the frame.
DrawnLayer draw_layer(const std::filesystem::path& file, const RasterFrame& frame);

}  // namespace qingliu::io
