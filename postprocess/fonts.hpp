#pragma once
#include <string>

namespace qingliu::postprocess {

/// Font files that exist on this machine, "" where none does. Searched below the usual folders for fonts, the
/// user's own included (~/.fonts, ~/.local/share/fonts).
struct Fonts {
  std::string regular, bold;
  std::string chinese;  ///< has Latin letters as well
};

/// Looked for once per process.
const Fonts& installed_fonts();

/// Whether the text holds characters of Chinese, Japanese or Korean writing (U+2E80 and above).
bool needs_chinese_font(const std::string& text);

/// The Unicode characters of UTF-8 text; a byte that is no UTF-8 becomes U+FFFD.
std::u32string characters_of(const std::string& text);
std::string utf8_of(const std::u32string& characters);

}  // namespace qingliu::postprocess
