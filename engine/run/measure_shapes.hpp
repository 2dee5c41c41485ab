#pragma once
#include <vector>

#include "measures/measure.hpp"
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
};

/// Brings layer, WKT, point or reach of a measure into polygons; findings at its place for what cannot be
/// found: no such reach, a chainage beyond its end, points and lines of unknown size.
MeasureShapes shapes_of(const measures::Measure& measure, const Site& site, const io::TargetGrid& target,
                        LayerDesk desk);

/// A polygon of this area [m2] around a point, nearly a circle.
io::Polygon disc(std::pair<double, double> centre, double area);

}  // namespace qingliu::run
