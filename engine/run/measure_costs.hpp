#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "run/measure_builder.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {

/// Quantity and cost of every measure and of every year, and warnings of ground outside a type's limits.
/// steps: of every measure, by cell, in parts of share_steps.
void describe_measures(const std::vector<measures::Measure>& all, const std::vector<std::vector<int>>& steps,
                       const Site& site, PlacedMeasures& placed);

}  // namespace qingliu::run
