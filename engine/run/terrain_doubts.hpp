#pragma once
// What looks wrong with a watershed where it meets the end of the data.
#include "run/terrain_builder.hpp"

namespace qingliu::run {

/// Says where a watershed found by its flow is cut by the edge of the elevation model: what lies beyond may
/// drain into it.
void doubt_edge(const scenario::Scenario& s, BuiltTerrain& t);

/// Says where a map that cuts the watershed leaves out ground that drains to its outlet.
void doubt_cut(const scenario::Scenario& s, const terrain::Surface& whole, BuiltTerrain& t);

/// Says which holes of the data lie in the watershed: water ends at their rim, and what drains to them is
/// left out with them. `with_height`: 1 where the elevation model has one.
void tell_holes(const std::vector<std::uint8_t>& with_height, BuiltTerrain& t);

}  // namespace qingliu::run
