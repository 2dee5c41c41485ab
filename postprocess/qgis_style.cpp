#include "postprocess/qgis_style.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postprocess/html.hpp"
#include "postprocess/quantities.hpp"

namespace qingliu::postprocess {

namespace {

/// One class of a discrete ramp: it holds what is at most `highest` and above the one before.
std::string item(const std::string& highest, const Rgb& colour, int alpha, const std::string& label) {
  return fmt::format(
      "          <item value=\"{}\" color=\"#{:02x}{:02x}{:02x}\" alpha=\"{}\" label=\"{}\"/>\n", highest,
      colour.red, colour.green, colour.blue, alpha, escaped(label));
}

std::string number(float value) { return fmt::format("{}", value); }

}  // namespace

MapClasses classes_of_stored(const std::string& field, const Raster& raster) {
  Quantity quantity;
  quantity.name = field;
  MapClasses classes = classes_of(quantity, raster);
  if (field == "net_erosion") {
    for (ClassBound& bound : classes.bounds) {
      bound.bound /= 1000.0f;
      bound.label += " t/km²";
    }
  }
  return classes;
}

std::string qgis_style(const MapClasses& classes) {
  const int count = static_cast<int>(classes.bounds.size());
  const auto bound = [&](int k) { return classes.bounds[static_cast<std::size_t>(k)]; };
  std::string items;
  if (classes.negative != nullptr) {
    for (int k = count - 1; k >= 0; --k)
      items += item(number(-bound(k).bound), classes.class_colour(k, true), 255, "<= -" + bound(k).label);
  }
  if (count > 0 && !classes.covers_all)
    items += item(number(bound(0).bound), paper, 0, "< " + bound(0).label);
  for (int k = 0; k < count; ++k) {
    items += item(k + 1 < count ? number(bound(k + 1).bound) : "inf", classes.class_colour(k, false), 255,
                  (bound(k).label == "less" ? "" : ">= ") + bound(k).label);
  }
  const float top = count > 0 ? bound(count - 1).bound : 1.0f;
  float low = count > 0 ? bound(0).bound : 0.0f;
  if (classes.negative != nullptr) low = -top;
  return fmt::format(
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n  <pipe>\n"
      "    <rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"1\" alphaBand=\"-1\" "
      "classificationMin=\"{0}\" classificationMax=\"{1}\">\n"
      "      <rastershader>\n        <colorrampshader colorRampType=\"DISCRETE\" classificationMode=\"1\" "
      "clip=\"0\" minimumValue=\"{0}\" maximumValue=\"{1}\">\n{2}"
      "        </colorrampshader>\n      </rastershader>\n    </rasterrenderer>\n  </pipe>\n</qgis>\n",
      low, top, items);
}

}  // namespace qingliu::postprocess
