#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace qingliu::postprocess {

struct TextStyle {
  int size = 15;  ///< [px] height of the letters' body
  bool bold = false;
};

/// Letters as coverage 0-255, row 0 at the bottom. `left` and `bottom`: place of the first pixel relative to
/// the start of the text's line.
struct TextImage {
  int width = 0, height = 0, left = 0, bottom = 0;
  std::vector<std::uint8_t> coverage;
};

/// Draws UTF-8 text without any window, in a font of the system, or in VTK's own where there is none.
TextImage letter(const std::string& text, const TextStyle& style);

/// Text that the fonts of this machine can draw, and whether something had to go. Without a Chinese font the
/// Chinese characters are dropped; where no word of three letters remains, `substitute` takes their place.
struct DrawableText {
  std::string text;
  bool changed = false;
};
DrawableText drawable(const std::string& text, const std::string& substitute);

}  // namespace qingliu::postprocess
