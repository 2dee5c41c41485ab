#pragma once
// UTF-8, and what a file is in when it is not.
#include <cstddef>
#include <string_view>

namespace qingliu {

/// Bytes of the UTF-8 sign that begins with `first`; 0 when no sign begins so.
inline std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  if (byte >= 0xF0 && byte < 0xF5) return 4;
  return 0;
}

/// Bytes of the UTF-8 sign at `at`; 0 when there is none.
inline std::size_t utf8_sign(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(text[at]);
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((static_cast<unsigned char>(text[at + k]) >> 6) != 2) return 0;
  }
  return length;
}

/// What is wrong with the encoding of a line and how to mend it; "" for UTF-8.
inline std::string_view encoding_fault(std::string_view line) {
  if (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF") ||
      line.find('\0') != std::string_view::npos)
    return "the text is UTF-16, not UTF-8. Save the file as \"CSV UTF-8\"";
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = utf8_sign(line, at);
    if (length == 0)
      return "the text is not UTF-8; it may be GBK, which Excel writes in China. Save the file as \"CSV "
             "UTF-8\"";
    at += length;
  }
  return "";
}

}  // namespace qingliu
