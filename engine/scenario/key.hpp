#pragma once
// What the reader knows about one key. Reader, `qingliu explain`, docs/scenario-keys.md and the resolved
// scenario are all made from tables of these.
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenario/scenario.hpp"

namespace qingliu::scenario {

enum class Type {
  number,
  integer,
  flag,
  text,
  word,
  words,
  path,
  layer,
  moment,
  numbers,
  point,
  line,
  table
};

/// Allowed values in the unit of the key.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above_low = false;  ///< low itself is not allowed

  bool contains(double value) const { return (above_low ? value > low : value >= low) && value <= high; }
};

inline constexpr std::string_view required = "!";  ///< stands for a default: the key must be given
inline constexpr std::string_view optional =
    "";  ///< stands for a default: without it the feature is not used

struct Key {
  std::string_view name;  ///< ends in its unit
  Type type = Type::number;
  std::string_view standard;     ///< the default as TOML, or `required`, or `optional`
  Range hard{};                  ///< outside: an error
  Range advised{};               ///< outside: a warning
  std::string_view words{};      ///< of Type::word and words: what may be written, separated by '|'
  std::string_view only_with{};  ///< kinds of the section that know the key, separated by '|'; empty: all
  std::string_view meaning;
};

/// From the unit at the end of a key to SI: si = value * multiply / divide.
struct Unit {
  std::string_view suffix;
  double multiply, divide;
  std::string_view words;  ///< "mm/h"
};

/// The unit of a key, from its ending; nullptr for a pure number.
const Unit* unit_of(std::string_view key_name);

double to_si(std::string_view key_name, double value);

/// Splits "a|b|c".
std::vector<std::string> split_words(std::string_view words);

/// "0.05 to 0.5", "above 0", "at least 0"; "" without limits.
std::string range_in_words(const Range& range);

/// "a number in mm/h above 0", "one of keep, breach, fill", ...
std::string type_in_words(const Key& key);

/// Member of a section that a key fills.
template <class S>
using Member =
    std::variant<double S::*, int S::*, bool S::*, std::string S::*, Path S::*, std::vector<double> S::*,
                 std::vector<std::string> S::*, std::vector<Point> S::*, std::optional<Point> S::*,
                 Layer S::*, std::optional<double> S::*, std::monostate>;

template <class S>
struct Binding {
  Key key;
  Member<S> member = std::monostate{};  ///< none: a table of its own
};

}  // namespace qingliu::scenario
