#include "postprocess/colour_scales.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace qingliu::postprocess;

namespace {

double linear_of_srgb(std::uint8_t value) {
  const double encoded = value / 255.0;
  return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

/// Lightness L* of CIE 1976, 0-100, from the luminance of ITU-R BT.709.
double cie_lightness(Rgb colour) {
  const double luminance = 0.2126 * linear_of_srgb(colour.red) + 0.7152 * linear_of_srgb(colour.green) +
                           0.0722 * linear_of_srgb(colour.blue);
  return 116.0 * std::cbrt(luminance) - 16.0;
}

void check_near(Rgb colour, int red, int green, int blue) {
  CHECK(std::abs(colour.red - red) <= 1);
  CHECK(std::abs(colour.green - green) <= 1);
  CHECK(std::abs(colour.blue - blue) <= 1);
}

}  // namespace

TEST_CASE("OKLCh values of red, blue and white published in CSS Color 4 give these colours", "[pictures]") {
  check_near(rgb_of({0.62796, 0.25768, 29.234}), 255, 0, 0);
  check_near(rgb_of({0.45201, 0.31321, 264.052}), 0, 0, 255);
  check_near(rgb_of({1.0, 0.0, 0.0}), 255, 255, 255);
}

TEST_CASE("lightness of every scale runs in one direction and in even steps", "[pictures]") {
  constexpr int classes = 9;
  for (const ColourScale* scale : all_colour_scales) {
    INFO(scale->name);
    const double direction = scale == &elevation_colours ? 1.0 : -1.0;
    std::vector<double> steps;
    for (int k = 1; k < classes; ++k) {
      steps.push_back(direction * (cie_lightness(colour_at(*scale, k / 8.0)) -
                                   cie_lightness(colour_at(*scale, (k - 1) / 8.0))));
    }
    const auto [smallest, largest] = std::minmax_element(steps.begin(), steps.end());
    CHECK(*smallest > 3.0);
    CHECK(*largest < 1.8 * *smallest);
  }
}

TEST_CASE("erosion and deposition of the same size are equally dark", "[pictures]") {
  for (int k = 0; k < 9; ++k) {
    CHECK(std::abs(cie_lightness(colour_at(erosion_colours, k / 8.0)) -
                   cie_lightness(colour_at(deposition_colours, k / 8.0))) < 5.0);
  }
}

TEST_CASE("places beyond the ends of a scale take the colours of the ends", "[pictures]") {
  CHECK(colour_at(depth_colours, -1.0) == colour_at(depth_colours, 0.0));
  CHECK(colour_at(depth_colours, 2.0) == colour_at(depth_colours, 1.0));
}
