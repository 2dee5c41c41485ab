#include "chart/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace qingliu::chart {

std::string power_of_ten(int exponent) {
  static constexpr std::array<const char*, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = exponent < 0 ? "10⁻" : "10";
  for (const char digit : std::to_string(std::abs(exponent)))
    text += raised[static_cast<std::size_t>(digit - '0')];
  return text;
}

std::string number_text(double value, int digits) {
  if (std::isnan(value)) return "not a number";
  if (std::isinf(value)) return value > 0.0 ? "∞" : "−∞";
  if (value == 0.0) return "0";
  const std::string scientific = fmt::format("{:.{}e}", std::fabs(value), digits - 1);
  const std::size_t e = scientific.find('e');
  const int exponent = std::stoi(scientific.substr(e + 1));
  const std::string sign = value < 0.0 ? "−" : "";
  const auto without_zeros = [](std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  };
  if (exponent >= -4 && exponent < 6) {
    const double rounded = std::stod(scientific);
    return sign + without_zeros(fmt::format("{:.{}f}", rounded, std::max(0, digits - 1 - exponent)));
  }
  const std::string mantissa = without_zeros(scientific.substr(0, e));
  return sign + (mantissa == "1" ? "" : mantissa + "·") + power_of_ten(exponent);
}

}  // namespace qingliu::chart
