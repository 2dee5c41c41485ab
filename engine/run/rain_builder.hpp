#pragma once
#include <vector>

#include "run/land_builder.hpp"
#include "run/layer_reader.hpp"
#include "run/rain_forcing.hpp"

namespace qingliu::run {

/// The rain of a scenario: every [[rain]] lies over the watershed by place, and where several do so, the
/// zones are what their places have in common. Cover classes are split by zone, so that a cell finds its rain
/// through its class as before: the kernels do not know of zones. Call after everything else that splits
/// covers.
///
/// Without a rain that varies from place to place there is one zone, and no class is split.
RainForcing build_rain(const scenario::Scenario& scenario, const Grid& grid, const BuiltTerrain& terrain,
                       const Window& window, BuiltLand& land, LayerDesk desk);

/// Only looks into the series of files and gauges: for findings where there is no terrain to build on.
void check_rain_series(const scenario::Scenario& scenario, LayerDesk desk);

}  // namespace qingliu::run
