#pragma once
#include "run/layer_reader.hpp"

namespace qingliu::run {

/// Divides the watershed for totals.csv: by the numbers of [output] subwatersheds where that layer is given,
/// else by what drains to each gauge (sections, reaches, dams; not points), the nearest gauge downstream
/// counting. Flow paths are D8 over the terrain; a path passes a section where one of its steps does.
/// Fills world.subwatersheds; needs the gauges.
void build_subwatersheds(const scenario::Scenario& scenario, const BuiltTerrain& terrain,
                         const Window& window, World& world, LayerDesk desk);

}  // namespace qingliu::run
