#pragma once
#include <string>
#include <vector>

#include "terrain/terrain.hpp"

namespace qingliu::terrain {

/// Terrain that the project makes itself: the same bits on every machine and for any number of threads.
struct SyntheticTerrain {
  Surface surface;                    ///< NaN outside the watershed
  double x_west = 0.0;                ///< [m] in EPSG:4547
  double y_south = 0.0;               ///< [m]
  int outlet_i = 0, outlet_j = 0;     ///< the cell at the dam site
  std::vector<double> upstream_area;  ///< [m2]
};

/// SYNTHETIC stand-in for the catchment of Gongping Reservoir: 317 km2 to the dam site, a range above 1,000 m
/// in the north, valley floor near 15 m, dendritic tributaries. Nothing of it is surveyed. cell_size [m]
/// 20-500.
SyntheticTerrain synthetic_gongping(double cell_size);

/// SYNTHETIC granite hill of 7 ha with three collapsing gullies (崩岗) in its flanks: a valley that falls
/// south, floors cut into its sides like spoons, walls of up to 9 m around their heads. Nothing of it is
/// surveyed. cell_size [m] 1-10.
SyntheticTerrain synthetic_benggang(double cell_size);

/// Land use by height, slope and drainage where no map is given (ids of scenarios/gongping/landuse.csv).
std::vector<int> landuse_by_rules(const Surface& surface, const std::vector<double>& upstream_area);

/// Soil by height, slope and drainage where no map is given (ids of scenarios/gongping/soil.csv).
std::vector<int> soil_by_rules(const Surface& surface, const std::vector<double>& upstream_area);

}  // namespace qingliu::terrain
