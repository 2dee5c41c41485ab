#pragma once
#include "run/land_builder.hpp"
#include "run/layer_reader.hpp"

namespace qingliu::run {

/// Splits the land uses into cover classes by what varies within them: roughness and conductivity by layer,
/// shares of road, roof and water ([[fraction]]). A cell then finds its rain, friction, infiltration and
/// erosion through its class as before: the kernels do not know of the split.
///
/// Shares and conductivities are rounded to 2 %, roughness to 0.001. Where shares overlap, roofs count before
/// roads, and these before water; only the rest is soil: it alone has plants, takes in water and erodes.
void refine_covers(const scenario::Scenario& scenario, const Grid& grid, BuiltLand& land, LayerDesk desk);

}  // namespace qingliu::run
