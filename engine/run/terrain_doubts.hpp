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

/// What looks wrong with heights, as sentences: a number that stands for no value (heights far off all the
/// others), walls that no ground has, another unit than the metre. `inside`: 1 in the watershed.
std::vector<std::string> height_doubts(const terrain::Surface& surface,
                                       const std::vector<std::uint8_t>& inside);

/// Says where cells without height, up to 20 in a row between others that have one, part ground from the
/// watershed that would drain into it across them; "" where they part nothing of weight.
std::string gap_doubt(const terrain::Surface& surface, const std::vector<std::uint8_t>& inside);

/// Both of them, for a terrain from a file.
void doubt_heights(const scenario::Scenario& s, bool cut, BuiltTerrain& t);

}  // namespace qingliu::run
