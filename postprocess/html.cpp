#include "postprocess/html.hpp"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/error.hpp"

namespace qingliu::postprocess {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string data_address(const std::filesystem::path& file, const std::string& media_type) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::ifstream in(file, std::ios::binary);
  if (!in) throw FileError("cannot read " + file.string());
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::string out = "data:" + media_type + ";base64,";
  for (std::size_t k = 0; k < bytes.size(); k += 3) {
    std::uint32_t group = 0;
    const std::size_t held = std::min<std::size_t>(3, bytes.size() - k);
    for (std::size_t n = 0; n < 3; ++n)
      group = group << 8 | (n < held ? static_cast<std::uint8_t>(bytes[k + n]) : 0U);
    for (std::size_t n = 0; n < 4; ++n) out += n <= held ? digits[group >> (18 - 6 * n) & 63] : '=';
  }
  return out;
}

}  // namespace qingliu::postprocess
