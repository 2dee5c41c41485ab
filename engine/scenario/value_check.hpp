#pragma once
// One value against its key: type, range, words. What passes comes back in SI.
#include <optional>
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/key.hpp"
#include "scenario/node.hpp"

namespace qingliu::scenario {

/// A value that passed: the member that belongs to the key's type is filled.
struct Value {
  double number = 0.0;  ///< SI
  bool flag = false;
  std::string text;
  Path path;                    ///< absolute or relative to the folder of the program, variables expanded
  std::vector<double> numbers;  ///< SI
  std::vector<std::string> words;
  std::vector<Point> points;
  Layer layer;
};

/// Where values are checked: who is told, whose words are used, where files are looked for.
struct CheckContext {
  Collector& collector;
  std::string label;  ///< "[flow]": begins every message
  Path folder;        ///< of the scenario: relative paths of --set and of defaults start here

  /// Where the relative paths of a value start: in the folder of the file that holds it.
  Path folder_of(const Node& node) const;
};

/// Findings instead of a value when the node does not fit.
std::optional<Value> checked_value(const Key& key, const Node& node, const CheckContext& context);

}  // namespace qingliu::scenario
