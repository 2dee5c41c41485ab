#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "measures/where.hpp"
#include "run/layer_reader.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {

/// Where a measure lies: polygons in the coordinates of the run, or all of the watershed.
struct MeasureShapes {
  bool everywhere = false;
  std::vector<io::Polygon> polygons;
  std::vector<double> numbers;  ///< of the layer's column; empty: not from a layer
  io::Ring points;              ///< that the polygons were drawn around
  std::vector<io::Ring> lines;  ///< of works along lines, which have no polygons
  /// Columns of the layer that where asks for, of each polygon, point and line; empty: it asks for none.
  std::vector<measures::Attributes> of_polygon, of_point, of_line;
};

/// The shapes of a layer parted by what a condition says of their columns: within one part it cannot tell
/// them apart. One part where it asks for none.
std::vector<MeasureShapes> parted(MeasureShapes shapes, const measures::Where& where);

/// Brings layer, WKT, point or reach of a measure into polygons; findings at its place for what cannot be
/// found: no such reach, a chainage beyond its end, points and lines of unknown size.
///   columns: of the layer, that where asks for.
MeasureShapes shapes_of(const measures::Measure& measure, const Site& site, const io::TargetGrid& target,
                        const std::vector<std::string>& columns, LayerDesk desk);

/// A polygon of this area [m2] around a point, nearly a circle.
io::Polygon disc(std::pair<double, double> centre, double area);

}  // namespace qingliu::run
