#include "postprocess/map_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace qingliu::postprocess {

int MapClasses::class_of(float magnitude) const {
  const auto above =
      std::upper_bound(bounds.begin(), bounds.end(), magnitude,
                       [](float value, const ClassBound& bound) { return value < bound.bound; });
  return static_cast<int>(above - bounds.begin()) - 1;
}

Rgb MapClasses::class_colour(int index, bool negative_side) const {
  const ColourScale& side = negative_side && negative != nullptr ? *negative : *scale;
  const double steps = static_cast<double>(std::max<std::size_t>(bounds.size(), 2) - 1);
  return colour_at(side, index / steps);
}

bool MapClasses::colour_of(float value, Rgb& colour) const {
  if (std::isnan(value)) return false;
  const bool negative_side = negative != nullptr && value < 0.0f;
  int index = class_of(negative_side ? -value : value);
  if (index < 0 && covers_all) index = 0;
  if (index < 0) return false;
  colour = class_colour(index, negative_side);
  return true;
}

MapClasses depth_classes() {
  return {{{0.001f, "1 mm"},
           {0.003f, "3 mm"},
           {0.01f, "1 cm"},
           {0.03f, "3 cm"},
           {0.1f, "10 cm"},
           {0.3f, "30 cm"},
           {1.0f, "1 m"},
           {3.0f, "3 m"},
           {10.0f, "10 m"}},
          &depth_colours};
}

MapClasses velocity_classes() {
  return {{{0.01f, "0.01"},
           {0.02f, "0.02"},
           {0.05f, "0.05"},
           {0.1f, "0.1"},
           {0.2f, "0.2"},
           {0.5f, "0.5"},
           {1.0f, "1"},
           {2.0f, "2"},
           {5.0f, "5"}},
          &velocity_colours};
}

MapClasses concentration_classes() {
  return {{{0.1f, "0.1"},
           {0.3f, "0.3"},
           {1.0f, "1"},
           {3.0f, "3"},
           {10.0f, "10"},
           {30.0f, "30"},
           {100.0f, "100"},
           {300.0f, "300"}},
          &concentration_colours};
}

MapClasses bed_change_classes() {
  return {{{0.0001f, "0.1 mm"},
           {0.0003f, "0.3 mm"},
           {0.001f, "1 mm"},
           {0.003f, "3 mm"},
           {0.01f, "1 cm"},
           {0.03f, "3 cm"},
           {0.1f, "10 cm"},
           {0.3f, "30 cm"},
           {1.0f, "1 m"}},
          &deposition_colours,
          &erosion_colours};
}

MapClasses sl190_classes() {
  MapClasses classes = {{}, &erosion_colours, &deposition_colours};
  for (const float bound : sl190_bounds) classes.bounds.push_back({bound, fmt::format("{:g}", bound)});
  return classes;
}

double round_down_125(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {5.0, 2.0}) {
    if (value >= step * decade * (1.0 - 1e-9)) return step * decade;
  }
  return decade;
}

MapClasses fitted_classes(const Raster& raster, double factor, const ColourScale& scale) {
  std::vector<float> values;
  std::copy_if(raster.values.begin(), raster.values.end(), std::back_inserter(values),
               [](float value) { return std::isfinite(value); });
  MapClasses classes = {{}, &scale, nullptr, true};
  if (values.empty()) return classes;
  std::sort(values.begin(), values.end());
  const std::size_t tail = values.size() / 50;
  const double lowest = factor * static_cast<double>(values[tail]);
  const double highest = factor * static_cast<double>(values[values.size() - 1 - tail]);
  const double smallest_range = std::max(1e-5 * std::max(std::abs(lowest), std::abs(highest)), 1e-6);
  const double step = round_down_125(std::max(highest - lowest, smallest_range) / 5.0);
  for (double k = std::floor(lowest / step); k * step <= highest; k += 1.0) {
    classes.bounds.push_back({static_cast<float>(k * step / factor), fmt::format("{:.6g}", k * step)});
  }
  if (values.front() < classes.bounds.front().bound) classes.bounds.front().label = "less";
  return classes;
}

MapClasses signed_classes(const Raster& raster, const ColourScale& above, const ColourScale& below) {
  std::vector<double> sizes;
  for (const float value : raster.values)
    if (std::isfinite(value)) sizes.push_back(std::fabs(static_cast<double>(value)));
  MapClasses classes = {{}, &above, &below};
  std::sort(sizes.begin(), sizes.end());
  const double top = sizes.empty() ? 0.0 : sizes[sizes.size() - 1 - sizes.size() / 25];
  const double largest = sizes.empty() ? 0.0 : sizes.back();
  if (!(largest > 0.0)) return classes;
  const double step = round_down_125((top > 0.0 ? top : largest) / 3.0);
  for (int k = 1; k * step <= std::max(top, step); ++k)
    classes.bounds.push_back({static_cast<float>(k * step), fmt::format("{:.6g}", k * step)});
  return classes;
}

bool has_both_signs(const Raster& raster) {
  constexpr float round_off = 1e-3f;
  float low = 0.0f, high = 0.0f;
  for (const float value : raster.values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return low < 0.0f && high > 0.0f && -low > round_off * high && high > -round_off * low;
}

}  // namespace qingliu::postprocess
