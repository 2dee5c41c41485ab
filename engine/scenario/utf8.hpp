#pragma once
#include <cstddef>

namespace qingliu::scenario {

/// Bytes of the UTF-8 sign that begins with `first`; 0 when no sign begins so.
inline std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  if (byte >= 0xF0 && byte < 0xF5) return 4;
  return 0;
}

}  // namespace qingliu::scenario
