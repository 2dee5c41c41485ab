#pragma once
// Maps of any raster or vector format of GDAL's on the cells of the run.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/polygon_cover.hpp"
#include "io/raster.hpp"

namespace qingliu::io {

enum class Resample { none, nearest, bilinear, mean };

/// A layer as a user names it.
struct LayerSource {
  std::filesystem::path file;
  RasterHints hints;
  Resample resample = Resample::none;
  std::string column;                   ///< of vector layers
  std::string sublayer;                 ///< of files with several vector layers
  std::vector<std::string> attributes;  ///< of vector layers: columns whose text comes with every shape
  bool needs_column = false;            ///< a vector layer without a column is refused: it has no numbers
};

/// The cells that layers are brought onto; `name` for messages.
struct TargetGrid {
  CellFrame frame;
  std::string crs_wkt;
  std::string name;
};

struct LayerValues {
  std::vector<double> values;      ///< by cell of the target, NaN where the layer has none
  std::vector<std::string> notes;  ///< what was guessed or done
};

bool is_raster(const std::filesystem::path& file);

/// The layer on the target's cells. Without `resample` a raster has to fit, cell on cell and in the same
/// coordinates, else InputError that shows both grids. With it: `nearest` and `bilinear` look up the centre
/// of the cell (bilinear among the neighbours that have values), `mean` averages the raster's cells whose
/// centres lie in the target cell, the nearest where there are none. Polygons: the number of the last one
/// that holds the cell's centre, with `mean` weighed by area; without a column 1 inside.
LayerValues read_layer(const LayerSource& source, const TargetGrid& target);

/// The raster on new cells of its own coordinate system, south-west corner kept: what a resampled terrain is.
Raster resampled(const FileRaster& source, double cell_size, Resample how);

/// `source` on the target's cells.
std::vector<double> resample_onto(const FileRaster& source, const TargetGrid& target, Resample how);

/// The cell of `source` (index in its values) that holds the centre of each cell of the target; -1 where it
/// does not reach.
std::vector<std::int64_t> cells_below(const FileRaster& source, const TargetGrid& target);

/// Shapes of a vector layer in the target's coordinates.
struct LayerShapes {
  std::vector<Polygon> polygons;
  std::vector<double> values;  ///< of the polygons: from the column, else 1; NaN where it is empty
  std::vector<Ring> lines;
  std::vector<double> line_values;   ///< like values
  Ring points;                       ///< only where they are asked for
  std::vector<double> point_values;  ///< like values
  using Attributes = std::map<std::string, std::string>;
  std::vector<Attributes> attributes, line_attributes, point_attributes;  ///< of polygons, lines, points
  std::vector<std::string> notes;
};
enum class Points { passed_over, taken };
/// Lines become polygons of `line_width` [m] when that is above 0.
LayerShapes read_vector_layer(const LayerSource& source, const TargetGrid& target, double line_width = 0.0,
                              Points points = Points::passed_over);

/// Names of the columns of a vector layer. InputError where it cannot be read.
std::vector<std::string> layer_columns(const LayerSource& source);

/// Shapes written as WKT, "POLYGON ((x y, x y, x y))", in the coordinates of the run; points are taken.
/// Throws InputError.
LayerShapes shapes_of_wkt(const std::string& text, double line_width = 0.0);

/// A line with its attributes; a line of several parts comes as several.
struct AttributedLine {
  Ring points;
  std::string name;             ///< from the source's column, else from a column `name` of any case
  std::vector<double> numbers;  ///< in the order asked for; NaN where the column or its value is missing
};
struct AttributedLines {
  std::vector<AttributedLine> lines;
  std::vector<std::string> notes;
};
/// The lines of a layer in the target's coordinates, with the columns of these names as far as it has them.
AttributedLines read_lines(const LayerSource& source, const TargetGrid& target,
                           const std::vector<std::string>& columns);

}  // namespace qingliu::io
