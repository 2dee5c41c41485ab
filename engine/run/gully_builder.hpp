#pragma once
#include "run/layer_reader.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Gullies of the scenario's [[gully]] sections; what is assumed goes among the desk's notes. After streams,
/// and after the cells have their heights and soils.
void build_gullies(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   World& world, LayerDesk desk);

}  // namespace qingliu::run
