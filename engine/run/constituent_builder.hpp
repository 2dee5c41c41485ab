#pragma once
// Constituents of the water from a scenario: what the ground gives to each segment, loads of villages, pools.
#include "run/findings.hpp"
#include "run/measure_builder.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Fills world.quality.constituents; the villages stand. Findings for land uses without a concentration and
/// for reservoirs without one at the start.
void build_constituents(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                        const PlacedMeasures& measures, World& world, Findings& findings);

}  // namespace qingliu::run
