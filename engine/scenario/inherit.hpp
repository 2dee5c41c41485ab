#pragma once
// Scenarios that start from another one: inherits = "baseline.toml".
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/scenario.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::scenario {

/// Lays `over` upon `base`: tables key by key; lists of tables item by item where the items carry a name or
/// an id (an item that the base lacks is added), else whole; every other value is replaced. Values keep their
/// places. A key that excludes others of its table (a raster of land use, a line of the outlet) takes the
/// place of the one that `base` has of them: a warning says so.
void lay_over(Node& base, const Node& over, Collector& collector);

/// The tree of a scenario upon those that it inherits from, the farthest below. `text`: of the file itself;
/// `inherited`: the others, the nearest first. Throws when the file itself cannot be read; everything else
/// is a finding.
ParsedText read_with_inherited(const Path& file, std::string& text, std::vector<Path>& inherited,
                               Collector& collector);

}  // namespace qingliu::scenario
