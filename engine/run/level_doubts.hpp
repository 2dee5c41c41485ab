#pragma once
// Levels and discharges that are possible, but hardly meant where they stand.
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Reservoirs far above or below the ground at their dam: heights of another datum, or of another place.
/// Inflows that bring more water over a metre of width than a river in flood: litres, or another unit.
std::vector<Finding> level_doubts(const scenario::Scenario& scenario, const World& world);

}  // namespace qingliu::run
