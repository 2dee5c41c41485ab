#pragma once
// Villages, what streams carry of them and of the land, and the measures against it, from a scenario.
#include "run/findings.hpp"
#include "run/measure_builder.hpp"
#include "run/river_works.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Villages at their streams, as the measures leave them on the run's first day and on those on which some
/// begin or end, and what is in the streams at the start. After reservoirs and dams stand. Findings for
/// villages and traps that have no place. Quantities and costs of traps and of what serves villages become
/// lines and facts of the world.
void build_quality(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   const PlacedMeasures& measures, const std::vector<RiverWork>& river_works, World& world,
                   LayerDesk desk);

}  // namespace qingliu::run
