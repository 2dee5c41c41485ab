#include "scenario/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace qingliu::scenario {

bool is_too_large(std::string_view written) {
  constexpr double largest_whole = 9.0e15;
  if (!std::ranges::all_of(written, is_number_sign) || !std::ranges::any_of(written, is_digit)) return false;
  std::string plain(written);
  std::erase(plain, '_');
  char* stop = nullptr;
  const double value = std::strtod(plain.c_str(), &stop);
  if (*stop != '\0') return false;
  const bool whole = plain.find_first_of(".eE") == std::string::npos;
  return !std::isfinite(value) || (whole && std::abs(value) > largest_whole);
}

std::size_t end_of_decimals(std::string_view text, std::size_t begin, std::size_t comma) {
  const auto at = [&](std::size_t k) { return k < text.size() ? text[k] : '\n'; };
  if (at(comma) != ',' || !is_digit(at(comma + 1)) || comma == begin) return comma;
  for (std::size_t k = begin; k < comma; ++k) {
    if (!is_digit(text[k]) && text[k] != '+' && text[k] != '-') return comma;
  }
  std::size_t end = comma + 1;
  while (is_digit(at(end))) ++end;
  std::size_t next = end;
  while (at(next) == ' ' || at(next) == '\t') ++next;
  constexpr std::string_view after_a_value = "\n\r#,}";
  return after_a_value.find(at(next)) == std::string_view::npos ? comma : end;
}

}  // namespace qingliu::scenario
