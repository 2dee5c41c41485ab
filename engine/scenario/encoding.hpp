#pragma once
// UTF-8, and the signs that Chinese keyboards write in place of those of TOML.
#include <cstddef>
#include <string_view>
#include <utility>

namespace qingliu::scenario {

using LineColumn = std::pair<int, int>;  ///< from 1; columns count bytes

/// Bytes of the UTF-8 sign that begins with `first`; 0 when no sign begins so.
inline std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  if (byte >= 0xF0 && byte < 0xF5) return 4;
  return 0;
}

/// Line and column of the first byte that is not UTF-8, or {0, 0}.
LineColumn first_not_utf8(std::string_view text);

/// "," for the full-width comma, and so on; "" for signs that stand for none of TOML's.
std::string_view plain_sign(std::string_view foreign);

}  // namespace qingliu::scenario
