#pragma once
#include <string>
#include <vector>

#include "postprocess/colour_scales.hpp"
#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// Lower bound of a class of values, with the words at its lower edge in the legend.
struct ClassBound {
  float bound;
  std::string label;
};

/// Values to colours. Class k holds bounds[k] <= value < bounds[k + 1]; the last is open upward. Below the
/// first bound nothing is drawn, or the first class where covers_all. With `negative`, values <= -bounds[k]
/// take its colours.
struct MapClasses {
  std::vector<ClassBound> bounds;
  const ColourScale* scale = nullptr;
  const ColourScale* negative = nullptr;
  bool covers_all = false;

  /// Class of |value|: -1 below the first bound.
  int class_of(float magnitude) const;
  Rgb class_colour(int index, bool negative_side) const;
  /// Whether the value is drawn, and its colour.
  bool colour_of(float value, Rgb& colour) const;
};

/// Fixed classes, so that pictures of two runs compare.
MapClasses depth_classes();
MapClasses velocity_classes();
MapClasses concentration_classes();
MapClasses bed_change_classes();

/// Soil loss in t/km2 in the classes of intensity of SL 190-2007 table 4.1.1 for the southern red-soil hills
/// (slight below 500); loss is positive, gain takes the colours of deposits. The standard's figures are for a
/// year.
inline constexpr float sl190_bounds[] = {500.0f, 2500.0f, 5000.0f, 8000.0f, 15000.0f};
MapClasses sl190_classes();

/// Five to thirteen classes of equal width 1, 2 or 5 times a power of ten for the middle 96 % of the known
/// values, the outer classes open; labels in values * factor, "less" for a lowest class that holds smaller
/// values.
MapClasses fitted_classes(const Raster& raster, double factor, const ColourScale& scale);

/// Three to eight classes of equal width on each side for values of both signs, for the lower 96 % of their
/// sizes; values smaller than the first class, around 0, have no colour.
MapClasses signed_classes(const Raster& raster, const ColourScale& above, const ColourScale& below);

/// Whether values lie on both sides of 0, and neither side is round-off of the other.
bool has_both_signs(const Raster& raster);

/// The largest of 1, 2 and 5 times a power of ten that is <= value (> 0).
double round_down_125(double value);

}  // namespace qingliu::postprocess
