#include "measures/where.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <vector>

#include "core/suggest.hpp"

namespace qingliu::measures {

struct Where::Expression {
  enum class Kind { both, either, opposite, compare };
  Kind kind = Kind::compare;
  std::vector<Expression> parts;
  std::string column, sign;        ///< of a comparison; "in" is a sign
  bool of_layer = false;           ///< the column
  std::vector<std::string> words;  ///< what it is compared with: texts
  std::vector<double> numbers;     ///< or numbers
};

namespace {

using Expression = Where::Expression;

const std::vector<std::string> cell_columns{
    "use", "soil", "slope_deg", "aspect_deg", "elevation_m", "stream_distance_m", "stream_order"};
constexpr int deepest = 50;  ///< brackets and nots within each other

class Parser {
 public:
  Parser(const std::string& text, const Place& place, const std::vector<std::string>& layer_columns)
      : text_(text), place_(place), layer_columns_(layer_columns) {
    next();
  }

  Expression whole() {
    Expression all = either(0);
    if (!token_.empty()) fail(fmt::format("'{}' is not expected there", token_));
    return all;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(place_,
                     fmt::format("[[measure]] where = \"{}\": {}. Columns: {}{}", text_.substr(0, 120), what,
                                 fmt::join(cell_columns, ", "),
                                 layer_columns_.empty()
                                     ? ""
                                     : fmt::format("; of the layer: {}", fmt::join(layer_columns_, ", "))));
  }

  /// The next word, number, sign or text; "" at the end.
  void next() {
    quoted_ = false;
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    const std::size_t begin = at_;
    if (at_ == text_.size()) {
      token_.clear();
      return;
    }
    const char c = text_[at_++];
    const auto word = [](char x) {
      return std::isalnum(static_cast<unsigned char>(x)) || x == '_' || x == '.' || (x & 0x80);
    };
    if (c == '\'' || c == '"') {
      const std::size_t end = text_.find(c, at_);
      if (end == std::string::npos) fail("a quotation mark is not closed");
      token_ = text_.substr(at_, end - at_);
      quoted_ = true;
      at_ = end + 1;
      return;
    }
    if (word(c) || c == '-') {
      while (at_ < text_.size() && word(text_[at_])) ++at_;
    } else if ((c == '=' || c == '!' || c == '<' || c == '>') && at_ < text_.size() && text_[at_] == '=') {
      ++at_;
    }
    token_ = text_.substr(begin, at_ - begin);
  }

  bool take(std::string_view word) {
    if (quoted_ || token_ != word) return false;
    next();
    return true;
  }

  Expression joined(Expression::Kind kind, std::string_view word, int depth) {
    const auto part = [&] {
      return kind == Expression::Kind::either ? joined(Expression::Kind::both, "and", depth)
                                              : opposite(depth);
    };
    Expression first = part();
    if (quoted_ || token_ != word) return first;
    Expression all;
    all.kind = kind;
    all.parts.push_back(std::move(first));
    while (take(word)) all.parts.push_back(part());
    return all;
  }
  Expression either(int depth) { return joined(Expression::Kind::either, "or", depth); }

  Expression opposite(int depth) {
    if (depth > deepest) fail("too many brackets");
    if (take("not")) {
      Expression all;
      all.kind = Expression::Kind::opposite;
      all.parts.push_back(opposite(depth + 1));
      return all;
    }
    if (take("(")) {
      Expression inner = either(depth + 1);
      if (!take(")")) fail("a bracket is not closed");
      return inner;
    }
    return comparison();
  }

  Expression comparison() {
    Expression e;
    e.column = token_;
    const bool of_cells = std::ranges::find(cell_columns, e.column) != cell_columns.end();
    e.of_layer = !of_cells && std::ranges::find(layer_columns_, e.column) != layer_columns_.end();
    if (quoted_ || (!of_cells && !e.of_layer)) {
      std::vector<std::string> columns = cell_columns;
      columns.insert(columns.end(), layer_columns_.begin(), layer_columns_.end());
      const auto begun =
          std::ranges::find_if(columns, [&](const std::string& c) { return c.starts_with(e.column + "_"); });
      const std::string near = begun == columns.end() ? nearest_word(e.column, columns) : *begun;
      fail(near.empty() ? fmt::format("there is no column '{}'", e.column)
                        : fmt::format("there is no column '{}'; did you mean {}?", e.column, near));
    }
    next();
    e.sign = token_;
    static const std::vector<std::string> signs{"==", "!=", "<", "<=", ">", ">=", "in"};
    if (quoted_ || std::ranges::find(signs, e.sign) == signs.end())
      fail(fmt::format("'{}' wants one of {}", e.column, fmt::join(signs, " ")));
    next();
    if (e.sign != "in") {
      value(e);
    } else {
      if (!take("[")) fail("in wants a list: in ['orchard', 'terrace']");
      do value(e);
      while (take(","));
      if (!take("]")) fail("the list after in is not closed");
    }
    return e;
  }

  void value(Expression& e) {
    const bool text_column = e.of_layer || e.column == "use" || e.column == "soil";
    char* end = nullptr;
    const double number = std::strtod(token_.c_str(), &end);
    if (quoted_) {
      if (!text_column) fail(fmt::format("{} is compared with numbers", e.column));
      e.words.push_back(token_);
    } else if (!token_.empty() && *end == '\0') {
      e.numbers.push_back(number);
    } else {
      fail(fmt::format("'{}' is neither a number nor text in quotation marks", token_));
    }
    if (!e.words.empty() && e.sign != "==" && e.sign != "!=" && e.sign != "in")
      fail(fmt::format("names have no order: {} wants ==, != or in", e.column));
    next();
  }

  const std::string& text_;
  const Place& place_;
  const std::vector<std::string>& layer_columns_;
  std::size_t at_ = 0;
  std::string token_;
  bool quoted_ = false;
};

/// What a shape has in a column: its text, and its number, NaN where it is none.
std::pair<std::string_view, double> of_shape(const std::string& column, const Attributes* shape) {
  if (shape == nullptr) return {"", std::nan("")};
  const auto found = shape->find(column);
  if (found == shape->end() || found->second.empty()) return {"", std::nan("")};
  char* end = nullptr;
  const double number = std::strtod(found->second.c_str(), &end);
  return {found->second, *end == '\0' ? number : std::nan("")};
}

bool compares(const Expression& e, const CellFacts& cell) {
  std::string_view name;
  double number = 0.0;
  if (e.of_layer) std::tie(name, number) = of_shape(e.column, cell.shape);
  if (e.column == "use") name = cell.use, number = cell.use_id;
  if (e.column == "soil") name = cell.soil, number = cell.soil_id;
  if (e.column == "slope_deg") number = cell.slope_deg;
  if (e.column == "aspect_deg") number = cell.aspect_deg;
  if (e.column == "elevation_m") number = cell.elevation_m;
  if (e.column == "stream_distance_m") number = cell.stream_distance_m;
  if (e.column == "stream_order") number = cell.stream_order;
  if (e.sign == "<") return number < e.numbers[0];
  if (e.sign == "<=") return number <= e.numbers[0];
  if (e.sign == ">") return number > e.numbers[0];
  if (e.sign == ">=") return number >= e.numbers[0];
  const bool found = std::ranges::find(e.words, name) != e.words.end() ||
                     std::ranges::find(e.numbers, number) != e.numbers.end();
  return e.sign == "!=" ? !found : found;
}

bool true_of(const Expression& e, const CellFacts& cell) {
  const auto part = [&](const Expression& p) { return true_of(p, cell); };
  switch (e.kind) {
    case Expression::Kind::both:
      return std::ranges::all_of(e.parts, part);
    case Expression::Kind::either:
      return std::ranges::any_of(e.parts, part);
    case Expression::Kind::opposite:
      return !true_of(e.parts.front(), cell);
    case Expression::Kind::compare:
      return compares(e, cell);
  }
  return false;
}

/// f(comparison) for every comparison with a column of the layer, in the order of the text.
template <class F>
void for_each_of_layer(const Expression& e, F f) {
  if (e.of_layer) f(e);
  for (const Expression& part : e.parts) for_each_of_layer(part, f);
}

/// Adds what a column of the cells is compared with for sameness; order is asked of numbers alone.
void add_classes(const Expression& e, std::string_view column, Where::Classes& classes) {
  const auto add = [](const auto& from, auto& to) {
    for (const auto& one : from) {
      if (std::ranges::find(to, one) == to.end()) to.push_back(one);
    }
  };
  if (!e.of_layer && e.column == column && e.sign.find_first_of("<>") == std::string::npos) {
    add(e.words, classes.names);
    add(e.numbers, classes.ids);
  }
  for (const Expression& part : e.parts) add_classes(part, column, classes);
}

bool streams_in(const Expression& e) {
  return e.column.starts_with("stream_") || std::ranges::any_of(e.parts, streams_in);
}

}  // namespace

Where::Where(const std::string& text, const Place& place, const std::vector<std::string>& layer_columns) {
  if (!text.empty()) root_ = std::make_unique<Expression>(Parser(text, place, layer_columns).whole());
}
Where::~Where() = default;
Where::Where(Where&&) noexcept = default;
Where& Where::operator=(Where&&) noexcept = default;

bool Where::holds(const CellFacts& cell) const { return !root_ || true_of(*root_, cell); }

bool Where::asks_for_streams() const { return root_ && streams_in(*root_); }

Where::Classes Where::asked_of(std::string_view column) const {
  Classes classes;
  if (root_) add_classes(*root_, column, classes);
  return classes;
}

std::vector<std::string> Where::asked_of_layer() const {
  std::vector<std::string> asked;
  if (!root_) return asked;
  for_each_of_layer(*root_, [&](const Expression& e) {
    if (std::ranges::find(asked, e.column) == asked.end()) asked.push_back(e.column);
  });
  return asked;
}

std::vector<bool> Where::answers(const Attributes& shape) const {
  std::vector<bool> all;
  CellFacts facts;
  facts.shape = &shape;
  if (root_) for_each_of_layer(*root_, [&](const Expression& e) { all.push_back(compares(e, facts)); });
  return all;
}

}  // namespace qingliu::measures
