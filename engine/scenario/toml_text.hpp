#pragma once
// From TOML text to a tree of values. The only door to the TOML parser.
#include <optional>
#include <string>
#include <string_view>

#include "scenario/collector.hpp"
#include "scenario/node.hpp"

namespace qingliu::scenario {

struct ParsedText {
  Node root;
  bool complete = true;  ///< false: something was left out, so that a missing key means nothing
};

/// The top table of a TOML text of at most 1 MiB. What cannot be read becomes a finding; the statement is
/// left out and reading goes on, so that one slip does not hide the others.
ParsedText parse_text(std::string text, const std::string& file, Collector& collector);

/// One value as it may stand behind '='. Nothing when it cannot be read, or is more than one value.
std::optional<Node> parse_value(std::string_view text);

}  // namespace qingliu::scenario
