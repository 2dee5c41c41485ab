#pragma once
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/node.hpp"

namespace qingliu::scenario {

/// Puts "section.key=value" overrides into the tree before it is checked, with the place "--set". Items of
/// lists go by number from 0: "rain.0.depth_mm=400". The value is TOML; what is not TOML is taken as text.
void apply_settings(const std::vector<std::string>& settings, Node& root, Collector& collector);

}  // namespace qingliu::scenario
