#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "postprocess/fonts.hpp"
#include "postprocess/hillshade.hpp"
#include "postprocess/map_classes.hpp"
#include "postprocess/map_layout.hpp"
#include "postprocess/picture_words.hpp"

using namespace qingliu::postprocess;

namespace {

Raster plane(double rise_east, double rise_north) {
  Raster raster = Raster::empty(5, 5);
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 5; ++i)
      raster.values[raster.index(i, j)] = static_cast<float>(10.0 * (rise_east * i + rise_north * j));
  }
  return raster;
}

}  // namespace

TEST_CASE(
    "a slope square to the light is the brightest, flat ground is neutral, a slope along the light is black",
    "[pictures]") {
  const double steep = std::sqrt(0.5);
  CHECK(hillshade(plane(0.0, 0.0), 10.0, 1.0).at(2, 2) == Approx(0.0).margin(1e-6));
  CHECK(hillshade(plane(steep, -steep), 10.0, 1.0).at(2, 2) == Approx(std::sqrt(2.0) - 1.0).margin(1e-6));
  CHECK(hillshade(plane(-steep, steep), 10.0, 1.0).at(2, 2) == Approx(-1.0).margin(1e-6));
}

TEST_CASE("exaggeration makes a gentle slope shade like a steep one and leaves steep terrain alone",
          "[pictures]") {
  const Raster gentle = plane(0.1, 0.0);
  CHECK(hillshade(gentle, 10.0, 5.0).at(2, 2) ==
        Approx(hillshade(plane(0.5, 0.0), 10.0, 1.0).at(2, 2)).margin(1e-6));
  CHECK(relief_exaggeration(gentle, 10.0) == 5.0);
  CHECK(relief_exaggeration(plane(1.0, 0.0), 10.0) == 1.0);
  CHECK(relief_exaggeration(plane(0.0, 0.0), 10.0) == 1.0);
}

TEST_CASE("a value on the bound of two classes belongs to the upper one", "[pictures]") {
  const MapClasses classes = depth_classes();
  CHECK(classes.class_of(0.00099f) == -1);
  CHECK(classes.class_of(0.001f) == 0);
  CHECK(classes.class_of(0.01f) == 2);
  CHECK(classes.class_of(1000.0f) == 8);
  Rgb colour;
  CHECK_FALSE(classes.colour_of(std::nanf(""), colour));
  CHECK_FALSE(classes.colour_of(0.0f, colour));
}

TEST_CASE("erosion takes the warm scale, deposition the cold one, and less than 0.1 mm none", "[pictures]") {
  const MapClasses classes = bed_change_classes();
  Rgb erosion, deposition, unused;
  REQUIRE(classes.colour_of(-0.02f, erosion));
  REQUIRE(classes.colour_of(0.02f, deposition));
  CHECK(erosion.red > erosion.blue);
  CHECK(deposition.blue > deposition.red);
  CHECK_FALSE(classes.colour_of(-0.00009f, unused));
}

TEST_CASE("fitted classes cover all values with five to thirteen classes, whatever their range",
          "[pictures]") {
  for (const double range : {0.0, 1e-4, 0.7, 9.99, 10.0, 480.0, 3.3e5}) {
    Raster raster = {3, 1, {static_cast<float>(-0.3 * range), 0.0f, static_cast<float>(0.7 * range)}};
    const MapClasses classes = fitted_classes(raster, 1.0, elevation_colours);
    INFO(range);
    REQUIRE_FALSE(classes.bounds.empty());
    CHECK(classes.bounds.front().bound <= raster.values.front());
    CHECK(classes.bounds.size() <= 13);
    if (range > 1e-3) CHECK(classes.bounds.size() >= 5);
  }
}

TEST_CASE("a few very large values do not squeeze the others into one fitted class", "[pictures]") {
  Raster raster = {1000, 1, {}};
  for (int k = 0; k < 1000; ++k) raster.values.push_back(k < 990 ? static_cast<float>(0.1 * k) : 1500.0f);
  const MapClasses classes = fitted_classes(raster, 1.0, infiltration_colours);
  CHECK(classes.bounds.back().bound < 100.0f);
  CHECK(classes.class_of(1500.0f) == static_cast<int>(classes.bounds.size()) - 1);
}

TEST_CASE("the relief of a plane is even up to the edges of the watershed", "[pictures]") {
  const Raster shade = hillshade(plane(0.3, 0.2), 10.0, 1.0);
  for (int k = 1; k < 4; ++k) {
    CHECK(shade.at(k, 0) == Approx(shade.at(2, 2)).margin(1e-5));
    CHECK(shade.at(k, 4) == Approx(shade.at(2, 2)).margin(1e-5));
    CHECK(shade.at(0, k) == Approx(shade.at(2, 2)).margin(1e-5));
    CHECK(shade.at(4, k) == Approx(shade.at(2, 2)).margin(1e-5));
  }
}

TEST_CASE("every cell of any grid is shown on a canvas 1,100 to 1,600 pixels wide", "[pictures]") {
  const std::pair<int, int> grids[] = {{1, 1},     {20, 20},     {48, 90},   {240, 200},
                                       {900, 260}, {1700, 1800}, {5000, 90}, {90, 5000}};
  for (const auto& [nx, ny] : grids) {
    const MapLayout m = layout_map(nx, ny, 10.0, 0.0, 0.0);
    INFO(nx << " x " << ny << " cells");
    CHECK(m.canvas_width >= 1100);
    CHECK(m.canvas_width <= 1600);
    CHECK(m.image_x > m.frame_x);
    CHECK(m.image_x + m.image_width < m.frame_x + m.frame_width);
    int next = 0;
    for (int px = 0; px < m.image_width; ++px) {
      const auto [begin, end] = m.columns_of(px);
      REQUIRE(begin <= next);
      REQUIRE(end > begin);
      next = std::max(next, end);
    }
    CHECK(next == nx);
  }
}

TEST_CASE("times are said with the date, over midnight and leap days", "[pictures]") {
  CHECK(duration_words(45300.0) == "12 h 35 min");
  CHECK(duration_words(61.0) == "0 h 01 min 01 s");
  CHECK(time_words(24.5 * 3600.0, "2024-02-28 23:30:00") == "24 h 30 min (2024-03-01 00:00)");
  CHECK(time_words(3600.0, "the flood") == "1 h 00 min");
}

TEST_CASE("UTF-8 survives the way through characters, and broken bytes become the replacement character",
          "[pictures]") {
  const std::string mixed = "km\u00b2 \u6e05\u6d41 \U0001F30A";
  CHECK(utf8_of(characters_of(mixed)) == mixed);
  CHECK(characters_of("a\xff\xe6\xb8") == U"a\uFFFD\uFFFD\uFFFD");
  CHECK(needs_chinese_font("Gongping \u516c\u5e73"));
  CHECK_FALSE(needs_chinese_font("km\u00b2 \xff"));
}
