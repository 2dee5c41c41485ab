#pragma once
#include "run/land_builder.hpp"
#include "run/layer_reader.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Collapsing gullies of the scenario's [[collapsing_gully]] sections; what is assumed goes among the desk's
/// notes. After the cells have their heights and soils.
void build_collapsing_gullies(const scenario::Scenario& scenario, const BuiltTerrain& terrain,
                              const Window& window, const BuiltLand& land, World& world, LayerDesk desk);

}  // namespace qingliu::run
