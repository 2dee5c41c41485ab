#pragma once
// What a scenario file says, before it is understood: a tree of values, each with its place in the text.
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace qingliu::scenario {

/// One value of a TOML file. Tables and arrays hold `children`; the children of a table have a `key`.
struct Node {
  enum class Kind { flag, integer, number, text, moment, array, table };
  Kind kind = Kind::table;
  std::string key;
  bool flag = false;
  double number = 0.0;         ///< of integers and numbers, finite
  std::string text;            ///< of text; of a moment: ISO 8601 as written
  bool names_file = false;     ///< text that is a path
  std::vector<Node> children;  ///< in the order of the file
  Place place;                 ///< of the key; items of an array take the place of their array

  bool is_number() const { return kind == Kind::integer || kind == Kind::number; }
  const Node* find(std::string_view name) const;
  Node* find(std::string_view name);
};

/// "a number", "text", ... as a person would call it.
std::string_view kind_in_words(Node::Kind kind);

/// The value as TOML text on one line: 0.45, "keep", [[1, 2], [3, 4]], { slope = 0.01 }. Numbers read back to
/// the same bits.
std::string value_as_toml(const Node& node);

/// A whole file: top-level values first, then one [table] or [[table]] per child, the tables within them
/// inline.
std::string file_as_toml(const Node& root);

}  // namespace qingliu::scenario
