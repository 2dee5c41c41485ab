#include "scenario/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/calendar.hpp"
#include "scenario/encoding.hpp"
#include "scenario/number_text.hpp"

namespace qingliu::scenario {
namespace {

bool is_key_sign(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

std::string too_many_entries() {
  return fmt::format("the text has more than {} values. Keep maps and series in files of their own",
                     most_entries);
}

/// Walks the text once, aware of strings and comments.
class Walk {
 public:
  Walk(std::string text, const std::string& file, Collector& collector) : file_(file), collector_(collector) {
    result_.text = std::move(text);
  }

  CheckedText run() {
    while (at_ < text().size() && result_.safe_to_parse) step();
    close_statement(line_);
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
  void check_decimal_comma(std::size_t token_begin);
  void check_left_open();
  void check_moment(std::size_t token_begin);
  void check_size_of_number(std::size_t token_begin, std::size_t token_end);
  void open_statement();
  void close_statement(int last_line);
  void give_up(std::string message);

  CheckedText result_;
  const std::string& file_;
  Collector& collector_;
  std::size_t at_ = 0, line_begin_ = 0;
  int line_ = 1;
  int depth_ = 0, dots_ = 0;
  std::size_t entries_ = 0;
  bool in_statement_ = false;
  bool in_key_ = true;          ///< before the '=' of the present entry
  LineColumn key_{0, 0};        ///< start of the key that is being read
  bool value_awaited_ = false;  ///< the next token begins a value whose key is known
  Statement statement_;
  int statement_column_ = 1;
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
  statement_column_ = column(at_);
  if (statement_.header && ++entries_ > most_entries) give_up(too_many_entries());
}

void Walk::close_statement(int last_line) {
  if (!in_statement_) return;
  in_statement_ = false;
  statement_.end = std::min(at_, text().size());
  statement_.last_line = last_line;
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
    close_statement(line_);
    depth_ = 0;
  }
  value_awaited_ = false;
  ++at_;
  ++line_;
  line_begin_ = at_;
  if (in_statement_) check_left_open();
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
    return give_up(
        fmt::format("brackets are nested deeper than {}. A scenario needs no more than 3", deepest_nesting));
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
  check_moment(begin);
  check_size_of_number(begin, at_);
  check_decimal_comma(begin);
}

/// A date with a day or an hour that the calendar does not have: the parser knows no place of it.
void Walk::check_moment(std::size_t begin) {
  if (in_key_ && depth_ == 0) return;
  const std::size_t end = std::min(text().find_first_of(" \t\r\n,#]}", begin), text().size());
  const std::string word = text().substr(begin, end - begin);
  const auto digits = [&](std::size_t from) {
    std::size_t to = from;
    while (to < word.size() && word[to] >= '0' && word[to] <= '9') ++to;
    return to - from;
  };
  if (digits(0) != 4 || word.size() < 5 || word[4] != '-') return;
  const std::size_t month = digits(5), day = 5 + month + 1;
  if (month == 0 || day >= word.size() || word[day - 1] != '-' || digits(day) == 0) return;
  // What follows the seconds (a fraction, a zone) is the parser's and the key's.
  std::string moment = word.substr(0, word.find_first_of(".Z+", day));
  if (const std::size_t zone = moment.find('-', day); zone != std::string::npos) moment.resize(zone);
  const bool exists = local_moment(moment).has_value();
  const bool whole = moment.size() == std::string_view("2026-06-01").size() ||
                     moment.size() == std::string_view("2026-06-01T05:00:00").size();
  if (exists && whole) return;
  const char* const what = exists ? "months, days and hours have two digits here, and seconds follow"
                                  : "the calendar has no such day, or the clock no such time";
  collector_.error(key_.first > 0 ? Place{file_, key_.first, key_.second} : place(begin),
                   fmt::format("{} is no moment: {}. Write it like 2026-06-01T05:00:00", word, what));
  statement_.broken = true;
}

void Walk::check_size_of_number(std::size_t begin, std::size_t end) {
  const std::string_view written(text().data() + begin, end - begin);
  if ((in_key_ && depth_ == 0) || !is_too_large(written)) return;
  collector_.error(place(begin), fmt::format("the number {} is too large to be held", written.substr(0, 40)));
  statement_.broken = true;
}

void Walk::check_decimal_comma(std::size_t begin) {
  if (in_key_) return;
  const std::size_t end = end_of_decimals(text(), begin, at_);
  if (end == at_) return;
  const std::string whole = text().substr(begin, at_ - begin),
                    decimals = text().substr(at_ + 1, end - at_ - 1);
  collector_.error(place(begin),
                   fmt::format("decimal comma in {0},{1}. Write {0}.{1} with a point", whole, decimals));
  result_.text[at_] = '.';
  at_ = end;
}

/// A header or a key at the begin of a line within brackets: the brackets before it were left open.
void Walk::check_left_open() {
  std::size_t at = text().find_first_not_of(" \t[", at_);
  if (at == std::string::npos || !is_key_sign(text()[at])) return;
  const bool header = text()[text().find_first_not_of(" \t", at_)] == '[' && !is_number_sign(text()[at]);
  while (at < text().size() && is_key_sign(text()[at])) ++at;
  at = text().find_first_not_of(" \t", at);
  if (!header && (at == std::string::npos || text()[at] != '=')) return;
  collector_.error({file_, statement_.first_line, statement_column_},
                   "a bracket is left open here. A list ends with ], a table with } on the same line");
  statement_.broken = true;
  depth_ = 0;
  close_statement(line_ - 1);
}

void Walk::take_foreign_sign() {
  const std::size_t length = utf8_length(text()[at_]);
  const std::string sign = text().substr(at_, length);
  const std::string_view plain = plain_sign(sign);
  if (!statement_.broken) {
    collector_.error(place(at_),
                     plain.empty()
                         ? fmt::format("{} stands outside quotation marks. Write text as \"...\"", sign)
                         : fmt::format("the sign {} is not known here. Write {} instead", sign, plain));
  }
  statement_.broken = true;
  at_ += length;
}

}  // namespace

CheckedText check_text(std::string text, const std::string& file, Collector& collector) {
  CheckedText refused;
  refused.safe_to_parse = false;
  if (text.size() > largest_file) {
    collector.error({file, 0, 0},
                    fmt::format("the file has {} bytes; a scenario has at most {}. Keep maps and series "
                                "in files of their own",
                                text.size(), largest_file));
    return refused;
  }
  if (const auto [line, column] = first_not_utf8(text); line > 0) {
    collector.error({file, line, column}, "the text is not UTF-8. Save the file with the encoding UTF-8");
    return refused;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.replace(0, 3, "   ");
  const auto control = std::ranges::find_if(
      text, [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f; });
  if (control != text.end()) {
    const int line = static_cast<int>(std::count(text.begin(), control, '\n')) + 1;
    collector.error({file, line, 0}, "a control character stands in the text. Is this a text file?");
    return refused;
  }
  return Walk(std::move(text), file, collector).run();
}

}  // namespace qingliu::scenario
