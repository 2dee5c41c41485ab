#pragma once
// Numbers as they are written, looked at before the parser sees them.
#include <cstddef>
#include <string_view>

namespace qingliu::scenario {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// May stand in a number: digits, signs, point, exponent, separator.
inline bool is_number_sign(char c) {
  return is_digit(c) || c == '+' || c == '-' || c == '.' || c == '_' || c == 'e' || c == 'E';
}

/// A number that the parser would change without a word: beyond the range of double (1e400), or a whole
/// number that double does not hold exactly. False for what is not a number.
bool is_too_large(std::string_view written);

/// `slope = 0,3`: the whole part is text[begin, comma). End of the decimals when this is a decimal comma,
/// else `comma`. Digits before an '=' are a key of an inline table, and no decimals.
std::size_t end_of_decimals(std::string_view text, std::size_t begin, std::size_t comma);

}  // namespace qingliu::scenario
