#pragma once
#include "run/layer_reader.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Surveyed sections of the scenario upon the traced network: the shape of the nearest one along the reach,
/// the bed straight between two, and moved like the nearest beyond them. Where they meet the land stays what
/// the terrain says. After build_streams.
void apply_surveys(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   World& world, LayerDesk desk);

/// Loose silt of the scenario's layer below today's bed. After everything that stands on the bed.
void lay_silt(const scenario::Scenario& scenario, const Grains& grains, World& world, LayerDesk desk);

}  // namespace qingliu::run
