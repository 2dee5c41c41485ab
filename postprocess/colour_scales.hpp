#pragma once
// The colours of every picture, in one place. A scale is three anchors in the OKLCh space (Ottosson 2020, "A
// perceptual color space for image processing") whose lightness falls in equal steps from little to much: it
// reads the same for colour-blind eyes and in a grey print. Darker means more, except for elevation, where
// higher is lighter.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace qingliu::postprocess {

/// sRGB, 8 bits a channel.
struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Rgb&) const = default;
};

/// lightness 0-1, chroma 0-0.3, hue [degrees].
struct OklchColour {
  double lightness, chroma, hue;
};

/// Anchors at t = 0, 0.5 and 1.
struct ColourScale {
  const char* name;
  std::array<OklchColour, 3> anchors;
};

inline constexpr ColourScale depth_colours = {"depth",
                                              {{{0.90, 0.060, 225}, {0.61, 0.130, 245}, {0.32, 0.125, 265}}}};
inline constexpr ColourScale velocity_colours = {
    "velocity", {{{0.93, 0.120, 110}, {0.63, 0.110, 175}, {0.33, 0.130, 305}}}};
inline constexpr ColourScale concentration_colours = {
    "concentration", {{{0.94, 0.090, 100}, {0.64, 0.125, 65}, {0.34, 0.070, 40}}}};
inline constexpr ColourScale erosion_colours = {"erosion",
                                                {{{0.90, 0.050, 55}, {0.61, 0.140, 40}, {0.32, 0.110, 28}}}};
inline constexpr ColourScale deposition_colours = {
    "deposition", {{{0.90, 0.045, 195}, {0.61, 0.095, 205}, {0.32, 0.085, 245}}}};
inline constexpr ColourScale infiltration_colours = {
    "infiltration", {{{0.95, 0.050, 125}, {0.65, 0.100, 150}, {0.35, 0.070, 170}}}};
inline constexpr ColourScale elevation_colours = {
    "elevation", {{{0.55, 0.085, 150}, {0.74, 0.085, 105}, {0.90, 0.045, 75}}}};
inline constexpr ColourScale other_colours = {"other",
                                              {{{0.94, 0.020, 310}, {0.64, 0.100, 315}, {0.34, 0.110, 320}}}};

/// Beside `other_colours`, for values below 0 of fields that have both signs.
inline constexpr ColourScale below_zero_colours = {
    "below zero", {{{0.94, 0.035, 160}, {0.64, 0.090, 165}, {0.34, 0.065, 175}}}};

inline constexpr std::array<const ColourScale*, 9> all_colour_scales = {
    &depth_colours,     &velocity_colours,   &concentration_colours,
    &erosion_colours,   &deposition_colours, &infiltration_colours,
    &elevation_colours, &other_colours,      &below_zero_colours};

inline constexpr Rgb paper = {255, 255, 255};
inline constexpr Rgb ink = {30, 30, 30};
inline constexpr Rgb faint_ink = {95, 95, 95};
inline constexpr Rgb outside_ground = {246, 246, 243};
inline constexpr Rgb watershed_line = {60, 60, 60};
inline constexpr Rgb stream_line = {25, 60, 110};
inline constexpr Rgb warning_ground = {178, 24, 24};

/// sRGB value 0-255 of a linear intensity (IEC 61966-2-1:1999); intensities outside 0-1 are clipped.
inline std::uint8_t srgb_of_linear(double intensity) {
  const double clipped = std::clamp(intensity, 0.0, 1.0);
  const double encoded =
      clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * std::pow(clipped, 1.0 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(255.0 * encoded));
}

/// OKLCh to sRGB: the matrices of Ottosson (2020).
inline Rgb rgb_of(const OklchColour& colour) {
  const double angle = colour.hue * 3.14159265358979323846 / 180.0;
  const double a = colour.chroma * std::cos(angle);
  const double b = colour.chroma * std::sin(angle);
  const double l_root = colour.lightness + 0.3963377774 * a + 0.2158037573 * b;
  const double m_root = colour.lightness - 0.1055613458 * a - 0.0638541728 * b;
  const double s_root = colour.lightness - 0.0894841775 * a - 1.2914855480 * b;
  const double l = l_root * l_root * l_root;
  const double m = m_root * m_root * m_root;
  const double s = s_root * s_root * s_root;
  return {srgb_of_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
          srgb_of_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
          srgb_of_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

/// Colour at t, 0 for little to 1 for much; t outside is clipped.
inline Rgb colour_at(const ColourScale& scale, double t) {
  const double place = 2.0 * std::clamp(t, 0.0, 1.0);
  const std::size_t lower = place < 1.0 ? 0 : 1;
  const double weight = place - static_cast<double>(lower);
  const OklchColour& from = scale.anchors[lower];
  const OklchColour& to = scale.anchors[lower + 1];
  const auto between = [&](double first, double second) { return first + weight * (second - first); };
  return rgb_of(
      {between(from.lightness, to.lightness), between(from.chroma, to.chroma), between(from.hue, to.hue)});
}

/// The colour lightened (factor > 1) or darkened by the relief.
inline Rgb shaded(const Rgb& colour, double factor) {
  const auto channel = [&](std::uint8_t value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(factor * value, 0.0, 255.0)));
  };
  return {channel(colour.red), channel(colour.green), channel(colour.blue)};
}

}  // namespace qingliu::postprocess
