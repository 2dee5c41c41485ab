#pragma once
// Geometry of earthworks: what room they leave for water, and how far water runs before it meets one.
// Lengths [m], areas [m2], angles as tangents. Numbers in brackets: the worked examples of the standards'
// defaults, held by tests/measures/geometry_test.cpp.
#include <algorithm>
#include <cmath>
#include <numbers>

namespace qingliu::measures {

/// Section of a trench with sloping sides [m2].
inline double trench_section(double top_width, double bottom_width, double depth) {
  return 0.5 * (top_width + bottom_width) * depth;
}

/// Fish-scale pit: a paraboloid over half of an ellipse's box, pi/8 long short depth [m3] (0.0942).
inline double pit_volume(double length, double width, double depth) {
  return std::numbers::pi / 8.0 * length * width * depth;
}

/// Riser of a terrace, H = B / (cot slope - cot riser) [m] (1.44 for 5 m at 15 degrees and a riser of 75).
/// Below 0: the ground is steeper than the riser.
inline double riser_height(double bench_width, double slope, double riser) {
  return bench_width / (1.0 / slope - 1.0 / riser);
}

/// Horizontal width of bench and riser together [m].
inline double terrace_period(double bench_width, double slope, double riser) {
  return bench_width + riser_height(bench_width, slope, riser) / riser;
}

/// Water behind a bund of height h on ground that falls by `slope` towards it, per metre of bund [m2]: a
/// wedge, no longer than the ground is wide.
inline double bund_section(double height, double slope, double width) {
  const double reach = slope > 0.0 ? height / slope : 1e300;
  return reach <= width ? 0.5 * height * reach : width * (height - 0.5 * slope * width);
}

/// Water on a bench that falls backwards to the hill by `reverse`, per metre [m2].
inline double reverse_section(double width, double reverse) { return 0.5 * width * width * reverse; }

/// Distance of check dams whose silt reaches the foot of the next, L = H / (i - i') [m] (10.8).
inline double dam_spacing(double height, double bed_slope, double silted_slope) {
  return height / (bed_slope - silted_slope);
}

/// Silt for which a storing ditch has room, Vs = 3 Ms F [t]: three years of erosion `yearly_t_per_ha` Ms on
/// `area_ha` F (GB/T 16453.4-2008, interceptor ditches).
inline double ditch_silt(double yearly_t_per_ha, double area_ha) { return 3.0 * yearly_t_per_ha * area_ha; }

}  // namespace qingliu::measures
