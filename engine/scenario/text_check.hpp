#pragma once
// Looks a TOML text over before the parser sees it: bounds that keep the parser safe, and the slips that
// people make most (decimal commas, full-width signs, other encodings), each with its remedy.
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/encoding.hpp"

namespace qingliu::scenario {

inline constexpr std::size_t largest_file = 1u << 20;  ///< [bytes] of a scenario or a class table
inline constexpr int deepest_nesting = 8;              ///< brackets within brackets, parts of a dotted key
inline constexpr std::size_t most_entries = 10000;     ///< keys, headers and items of lists of one scenario

/// One `key = value` or `[header]` with all lines that it spans; offsets into the text.
struct Statement {
  std::size_t begin = 0, end = 0;
  int first_line = 0, last_line = 0;
  bool header = false;
  bool broken = false;  ///< a finding was made that the parser would only repeat
};

struct CheckedText {
  std::string text;  ///< same offsets as the original; decimal commas are points
  std::vector<Statement> statements;
  std::map<LineColumn, LineColumn> key_of_value;  ///< start of a value -> start of its key
  bool safe_to_parse = true;                      ///< all bounds are kept
};

/// file: the name for places.
CheckedText check_text(std::string text, const std::string& file, Collector& collector);

}  // namespace qingliu::scenario
