#include "scenario/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "scenario/utf8.hpp"

namespace qingliu::scenario {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number_sign(char c) { return is_digit(c) || c == '+' || c == '-' || c == '.' || c == '_' || c == 'e' || c == 'E'; }
bool is_key_sign(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; }

std::string too_many_entries() {
  return fmt::format("the text has more than {} values. Keep maps and series in files of their own", most_entries);
}

/// Walks the text once, aware of strings and comments.
class Walk {
 public:
  Walk(std::string text, const std::string& file, Collector& collector) : file_(file), collector_(collector) {
    result_.text = std::move(text);
  }

  CheckedText run() {
    while (at_ < text().size() && result_.safe_to_parse) step();
    close_statement();
    return std::move(result_);
  }

 private:
  const std::string& text() const { return result_.text; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text().size() ? text()[at_ + ahead] : '\0'; }
  int column(std::size_t offset) const { return static_cast<int>(offset - line_begin_) + 1; }
  Place place(std::size_t offset) const { return {file_, line_, column(offset)}; }

  void step();
  void skip_comment();
  void skip_string();
  void take_newline();
  void take_equals();
  void take_bracket(char c);
  void take_token();
  void take_foreign_sign();
  void check_decimal_comma(std::size_t token_begin, std::size_t token_end);
  void check_size_of_number(std::size_t token_begin, std::size_t token_end);
  void open_statement();
  void close_statement();
  void give_up(std::string message);

  CheckedText result_;
  const std::string& file_;
  Collector& collector_;
  std::size_t at_ = 0, line_begin_ = 0;
  int line_ = 1;
  int depth_ = 0, dots_ = 0;
  std::size_t entries_ = 0;
  bool in_statement_ = false;
  bool in_key_ = true;                 ///< before the '=' of the present entry
  LineColumn key_{0, 0};               ///< start of the key that is being read
  bool value_awaited_ = false;         ///< the next token begins a value whose key is known
  Statement statement_;
};

void Walk::give_up(std::string message) {
  collector_.error(place(at_), std::move(message));
  result_.safe_to_parse = false;
}

void Walk::open_statement() {
  if (in_statement_) return;
  in_statement_ = true;
  in_key_ = true;
  key_ = {0, 0};
  dots_ = 0;
  statement_ = {at_, at_, line_, line_, peek() == '[', false};
  if (statement_.header && ++entries_ > most_entries) give_up(too_many_entries());
}

void Walk::close_statement() {
  if (!in_statement_) return;
  in_statement_ = false;
  statement_.end = std::min(at_, text().size());
  statement_.last_line = line_;
  result_.statements.push_back(statement_);
}

void Walk::step() {
  const char c = peek();
  if (c == '\n') return take_newline();
  if (c == ' ' || c == '\t' || c == '\r') {
    ++at_;
    return;
  }
  if (c == '#') return skip_comment();
  open_statement();
  if (value_awaited_) {
    result_.key_of_value[{line_, column(at_)}] = key_;
    value_awaited_ = false;
    if (is_number_sign(c)) return take_token();
  }
  if (in_key_ && key_.first == 0 && c != '[' && c != '{' && c != ',') key_ = {line_, column(at_)};
  if (c == '"' || c == '\'') return skip_string();
  if (c == '=') return take_equals();
  if (c == '[' || c == '{' || c == ']' || c == '}') return take_bracket(c);
  if (static_cast<unsigned char>(c) >= 0x80) return take_foreign_sign();
  if (c == ',') {
    if (++entries_ > most_entries) return give_up(too_many_entries());
    in_key_ = true;
    key_ = {0, 0};
    dots_ = 0;
    ++at_;
  } else if (is_key_sign(c) || c == '.' || c == '+') {
    take_token();
  } else {
    ++at_;
  }
}

void Walk::take_newline() {
  if (depth_ == 0 || statement_.header) {
    close_statement();
    depth_ = 0;
  }
  value_awaited_ = false;
  ++at_;
  ++line_;
  line_begin_ = at_;
}

void Walk::skip_comment() {
  while (at_ < text().size() && peek() != '\n') ++at_;
}

void Walk::skip_string() {
  const char quote = peek();
  const bool several_lines = peek(1) == quote && peek(2) == quote;
  at_ += several_lines ? 3 : 1;
  while (at_ < text().size()) {
    if (peek() == '\n') {
      if (!several_lines) return;
      ++line_;
      line_begin_ = at_ + 1;
    }
    if (quote == '"' && peek() == '\\' && peek(1) != '\n') {
      at_ += 2;
    } else if (peek() == quote && (!several_lines || (peek(1) == quote && peek(2) == quote))) {
      at_ += several_lines ? 3 : 1;
      return;
    } else {
      ++at_;
    }
  }
}

void Walk::take_equals() {
  if (++entries_ > most_entries) return give_up(too_many_entries());
  in_key_ = false;
  value_awaited_ = key_.first > 0;
  ++at_;
}

void Walk::take_bracket(char c) {
  const bool opens = c == '[' || c == '{';
  depth_ = std::max(0, depth_ + (opens ? 1 : -1));
  if (depth_ > deepest_nesting) {
    return give_up(fmt::format("brackets are nested deeper than {}. A scenario needs no more than 3", deepest_nesting));
  }
  if (opens) {
    in_key_ = true;
    key_ = {0, 0};
    dots_ = 0;
  }
  ++at_;
}

void Walk::take_token() {
  const std::size_t begin = at_;
  while (at_ < text().size() && (is_key_sign(peek()) || peek() == '.' || peek() == '+')) {
    if (peek() == '.' && ++dots_ > deepest_nesting) {
      return give_up(fmt::format("a dotted key has more than {} parts", deepest_nesting));
    }
    ++at_;
  }
  check_size_of_number(begin, at_);
  check_decimal_comma(begin, at_);
}

/// The parser would turn 1e400 into the largest number without a word.
void Walk::check_size_of_number(std::size_t begin, std::size_t end) {
  const std::string_view written(text().data() + begin, end - begin);
  if (in_key_ && depth_ == 0) return;
  if (!std::ranges::all_of(written, is_number_sign) || !std::ranges::any_of(written, is_digit)) return;
  std::string plain(written);
  std::erase(plain, '_');
  char* stop = nullptr;
  const double value = std::strtod(plain.c_str(), &stop);
  const bool whole = *stop == '\0' && plain.find_first_of(".eE") == std::string::npos;
  if (*stop != '\0' || (std::isfinite(value) && !(whole && std::abs(value) > 9.0e15))) return;
  collector_.error(place(begin), fmt::format("the number {} is too large to be held", written.substr(0, 40)));
  statement_.broken = true;
}

/// `slope = 0,3`: digits, comma, digits, and no '=' after them (then the second digits would be a key of an inline table).
void Walk::check_decimal_comma(std::size_t begin, std::size_t end) {
  if (in_key_ || peek() != ',' || !is_digit(peek(1))) return;
  const std::string_view before(text().data() + begin, end - begin);
  if (!std::ranges::all_of(before, [](char c) { return is_digit(c) || c == '+' || c == '-'; })) return;
  std::size_t after = at_ + 1;
  while (after < text().size() && is_digit(text()[after])) ++after;
  const std::size_t digits_end = after;
  while (after < text().size() && (text()[after] == ' ' || text()[after] == '\t')) ++after;
  const char next = after < text().size() ? text()[after] : '\n';
  if (next != '\n' && next != '\r' && next != '#' && next != ',' && next != '}') return;
  const std::string decimals = text().substr(at_ + 1, digits_end - at_ - 1);
  collector_.error(place(begin), fmt::format("decimal comma in {0},{1}. Write {0}.{1} with a point", before, decimals));
  result_.text[at_] = '.';
  at_ = digits_end;
}

void Walk::take_foreign_sign() {
  struct Sign {
    std::string_view foreign, plain;
  };
  static constexpr std::array signs = {Sign{"，", ","}, Sign{"＝", "="}, Sign{"“", "\""}, Sign{"”", "\""},
                                       Sign{"‘", "'"},  Sign{"’", "'"},  Sign{"［", "["}, Sign{"］", "]"},
                                       Sign{"【", "["}, Sign{"】", "]"}, Sign{"．", "."}, Sign{"。", "."},
                                       Sign{"　", " "}, Sign{"｛", "{"}, Sign{"｝", "}"}, Sign{"＃", "#"},
                                       Sign{"：", "="}, Sign{"−", "-"},  Sign{"－", "-"}};
  const std::size_t length = utf8_length(text()[at_]);
  const std::string sign = text().substr(at_, length);
  const auto* known = std::ranges::find(signs, sign, &Sign::foreign);
  if (!statement_.broken) {
    collector_.error(place(at_), known != signs.end()
                                     ? fmt::format("the sign {} is not known here. Write {} instead", sign, known->plain)
                                     : fmt::format("{} stands outside quotation marks. Write text as \"...\"", sign));
  }
  statement_.broken = true;
  at_ += length;
}

}  // namespace

LineColumn first_not_utf8(std::string_view text) {
  LineColumn place{1, 1};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text[at]);
    bool good = length > 0 && at + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) good = (static_cast<unsigned char>(text[at + k]) >> 6) == 2;
    if (!good) return place;
    place = text[at] == '\n' ? LineColumn{place.first + 1, 1}
                             : LineColumn{place.first, place.second + static_cast<int>(length)};
    at += length;
  }
  return {0, 0};
}

CheckedText check_text(std::string text, const std::string& file, Collector& collector) {
  CheckedText refused;
  refused.safe_to_parse = false;
  if (text.size() > largest_file) {
    collector.error({file, 0, 0}, fmt::format("the file has {} bytes; a scenario has at most {}. Keep maps and series "
                                              "in files of their own", text.size(), largest_file));
    return refused;
  }
  if (const auto [line, column] = first_not_utf8(text); line > 0) {
    collector.error({file, line, column}, "the text is not UTF-8. Save the file with the encoding UTF-8");
    return refused;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.replace(0, 3, "   ");
  const auto control = std::ranges::find_if(text, [](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
  });
  if (control != text.end()) {
    const int line = static_cast<int>(std::count(text.begin(), control, '\n')) + 1;
    collector.error({file, line, 0}, "a control character stands in the text. Is this a text file?");
    return refused;
  }
  return Walk(std::move(text), file, collector).run();
}

}  // namespace qingliu::scenario
