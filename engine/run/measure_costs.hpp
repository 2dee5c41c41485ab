#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "run/measure_builder.hpp"
#include "run/measure_places.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {

/// Quantity and cost of every measure on land, and warnings of ground outside a type's limits.
/// ground: of every measure.
void describe_measures(const std::vector<measures::Measure>& all, const std::vector<PlacedGround>& ground,
                       const Site& site, PlacedMeasures& placed);

/// Lines with the cost of all measures, of every year in which some are built.
std::vector<std::string> costs_by_year(const std::vector<MeasureFacts>& facts);

}  // namespace qingliu::run
