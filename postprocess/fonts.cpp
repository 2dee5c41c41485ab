#include "postprocess/fonts.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <span>
#include <vector>

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

constexpr std::array regular_names = {"LiberationSans-Regular.ttf", "NotoSans-Regular.ttf",
                                      "DejaVuSansCondensed.ttf", "DejaVuSans.ttf"};
constexpr std::array bold_names = {"LiberationSans-Bold.ttf", "NotoSans-Bold.ttf",
                                   "DejaVuSansCondensed-Bold.ttf", "DejaVuSans-Bold.ttf"};
constexpr std::array chinese_names = {"NotoSansCJK-Regular.ttc",
                                      "NotoSansCJKsc-Regular.otf",
                                      "NotoSansSC-Regular.otf",
                                      "SourceHanSansSC-Regular.otf",
                                      "wqy-microhei.ttc",
                                      "wqy-zenhei.ttc",
                                      "DroidSansFallbackFull.ttf",
                                      "DroidSansFallback.ttf",
                                      "uming.ttc",
                                      "ukai.ttc"};
constexpr char32_t first_chinese = 0x2E80;
constexpr char32_t replacement = 0xFFFD;

std::map<std::string, std::string> font_files() {
  std::vector<fs::path> roots = {"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* home = std::getenv("HOME")) {
    roots.push_back(fs::path(home) / ".fonts");
    roots.push_back(fs::path(home) / ".local/share/fonts");
  }
  std::map<std::string, std::string> files;
  for (const fs::path& root : roots) {
    std::error_code error;
    fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
      files.emplace(entry->path().filename().string(), entry->path().string());
    }
  }
  return files;
}

std::string first_of(const std::map<std::string, std::string>& files, std::span<const char* const> names) {
  for (const char* name : names) {
    if (const auto found = files.find(name); found != files.end()) return found->second;
  }
  return "";
}

Fonts find_fonts() {
  const std::map<std::string, std::string> files = font_files();
  return {first_of(files, regular_names), first_of(files, bold_names), first_of(files, chinese_names)};
}

/// Number of bytes of the character that begins with this byte; 0 when none does.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

}  // namespace

const Fonts& installed_fonts() {
  static const Fonts fonts = find_fonts();
  return fonts;
}

std::u32string characters_of(const std::string& text) {
  constexpr std::array<char32_t, 5> lead_bits = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = length_of(lead);
    char32_t character = lead & lead_bits[length];
    bool good = length > 0 && at + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[at + k]);
      good = (next & 0xC0) == 0x80;
      character = (character << 6) | (next & 0x3F);
    }
    characters.push_back(good ? character : replacement);
    at += good ? length : 1;
  }
  return characters;
}

std::string utf8_of(const std::u32string& characters) {
  std::string text;
  const auto add = [&](char32_t bits) { text.push_back(static_cast<char>(bits)); };
  for (const char32_t c : characters) {
    if (c < 0x80) {
      add(c);
      continue;
    }
    if (c < 0x800) {
      add(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
      add(0xE0 | (c >> 12));
      add(0x80 | ((c >> 6) & 0x3F));
    } else {
      add(0xF0 | (c >> 18));
      add(0x80 | ((c >> 12) & 0x3F));
      add(0x80 | ((c >> 6) & 0x3F));
    }
    add(0x80 | (c & 0x3F));
  }
  return text;
}

bool needs_chinese_font(const std::string& text) {
  const std::u32string characters = characters_of(text);
  return std::any_of(characters.begin(), characters.end(),
                     [](char32_t c) { return c >= first_chinese && c != replacement; });
}

}  // namespace qingliu::postprocess
