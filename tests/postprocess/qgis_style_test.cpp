#include "postprocess/qgis_style.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

using namespace qingliu::postprocess;

namespace {

/// What QGIS paints: the first item of the discrete ramp whose value is not below the cell's; "" for nothing.
std::string painted(const std::string& style, float value) {
  const std::regex item("<item value=\"([^\"]*)\" color=\"(#[0-9a-f]{6})\" alpha=\"([0-9]*)\"");
  for (std::sregex_iterator at(style.begin(), style.end(), item), end; at != end; ++at) {
    const float highest = std::stof((*at)[1].str());
    if (value <= highest) return (*at)[3] == "0" ? "" : (*at)[2].str();
  }
  return "";
}

std::string drawn(const MapClasses& classes, float value) {
  Rgb colour;
  if (!classes.colour_of(value, colour)) return "";
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

}  // namespace

TEST_CASE("a QGIS style paints a stored field as the maps do", "[postprocess][export]") {
  Raster heights = Raster::empty(50, 1);
  for (int i = 0; i < 50; ++i)
    heights.values[static_cast<std::size_t>(i)] = 100.0f + 7.0f * static_cast<float>(i);
  for (const char* field : {"water_depth", "bed_change", "concentration_20um", "elevation"}) {
    INFO(field);
    const MapClasses classes = classes_of_stored(field, heights);
    const std::string style = qgis_style(classes);
    for (float size = 2e-5f; size < 2000.0f; size *= 1.37f) {
      for (const float value : {size, -size}) {
        INFO(value);
        CHECK(painted(style, value) == drawn(classes, value));
      }
    }
  }
}

TEST_CASE("net erosion, stored in kg/m2, is styled in the classes of SL 190", "[postprocess][export]") {
  const std::string style = qgis_style(classes_of_stored("net_erosion", Raster::empty(1, 1)));
  const MapClasses classes = sl190_classes();  // t/km2
  for (const float value : {-20.0f, -1.0f, -0.3f, 0.3f, 0.7f, 3.0f, 6.0f, 9.0f, 16.0f})
    CHECK(painted(style, value) == drawn(classes, 1000.0f * value));
}
