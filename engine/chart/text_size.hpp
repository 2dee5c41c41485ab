#pragma once
#include <string>

namespace qingliu::chart {

/// Room that a text of 13 px takes in the widest of the common fonts (DejaVu Sans) [px]; UTF-8, Chinese
/// characters as wide as high.
inline double text_width(const std::string& text) {
  constexpr double narrow = 8.3, wide = 13.0;
  double width = 0.0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) width += byte >= 0xE3 ? wide : narrow;
  }
  return width;
}

}  // namespace qingliu::chart
