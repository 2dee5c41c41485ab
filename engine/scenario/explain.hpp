#pragma once
// The key reference, made from the key tables.
#include <string>
#include <vector>

namespace qingliu::scenario {

/// Keys with type, unit, range, default and meaning as plain text. section: "rain", "[rain]",
/// "terrain.outlet", "soil.csv", or "" for all. Throws InputError naming the nearest section when it is
/// unknown.
std::string explain(const std::string& section = "");

/// docs/scenario-keys.md, to the letter.
std::string keys_as_markdown();

/// What [output] fields may name.
std::vector<std::string> known_output_fields();

}  // namespace qingliu::scenario
