#pragma once
#include <vector>

#include "run/findings.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Land use and soil as a scenario gives them: the classes of its tables, and a class for every cell of the
/// grid.
struct BuiltLand {
  std::vector<Landuse> landuses;
  std::vector<Soil> soils;
  std::vector<int> landuse_of_cell;      ///< index into landuses; nx*ny of the grid, -1 outside
  std::vector<int> soil_of_cell;         ///< index into soils
  std::vector<double> moisture_of_cell;  ///< [-] at the start, NaN: the soil's; empty: no layer
  std::vector<std::string> notes;
};

BuiltLand build_land(const scenario::Scenario& scenario, const Grid& grid, const BuiltTerrain& terrain,
                     const Window& window, Findings& findings, std::vector<io::InputFile>& inputs);

}  // namespace qingliu::run
