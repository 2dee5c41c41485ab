#pragma once
// The tables of land-use classes and soils (CSV), checked, in SI.
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::scenario {

/// One class of landuse.csv. Columns and units: `qingliu explain landuse.csv`.
struct LanduseRow {
  int id = 0;
  std::string name;
  double manning_n = 0.05;            ///< [s m-1/3]
  double manning_n_deep = 0.05;       ///< [s m-1/3], manning_n where the column is absent or empty
  double manning_decay_depth = 0.1;   ///< [m]
  double manning_n_soil = 0.02;       ///< [s m-1/3]
  double cover = 0.0;                 ///< [-]
  double leaf_area_index = 0.0;       ///< [m2 m-2]
  double canopy_height = 0.0;         ///< [m]
  double litter_store = 0.0;          ///< [m]
  double litter_cover = 0.0;          ///< [-]
  double erodibility_factor = 1.0;    ///< [-]
  double critical_shear_added = 0.0;  ///< [Pa]
  double conductivity_factor = 1.0;   ///< [-]
  double cn_a = -1.0, cn_b = -1.0, cn_c = -1.0, cn_d = -1.0;  ///< [-] curve numbers; below 0: not given
  double tn = -1.0, tp = -1.0, nh3 = -1.0, cod = -1.0;        ///< [kg m-3] of runoff; below 0: not given
  Place place;                                                ///< of the row
};

/// One horizon of one soil of soil.csv. Columns and units: `qingliu explain soil.csv`.
struct SoilRow {
  int id = 0;
  std::string name;
  int horizon = 1;                            ///< 1 at the surface
  double bottom = 1.0;                        ///< [m] below the surface
  double conductivity = 1e-6;                 ///< [m s-1]
  double suction = 0.1;                       ///< [m]
  double porosity = 0.45;                     ///< [-]
  double moisture = 0.25;                     ///< [-] at the start, <= porosity
  double clay = 0.0, silt = 0.0, sand = 0.0;  ///< [-] of the fine earth, sum 1 within rounding
  double rock = 0.0;                          ///< [-] of the whole, above 2 mm
  double erodibility = 4e-4;                  ///< [s m-1]
  double critical_shear = 2.5;                ///< [Pa]
  double splash_detachability = 2.0;          ///< [g J-1]
  double cohesion = -1.0;                     ///< [Pa] below 0: not given
  bool impervious_base = true;                ///< of the last horizon
  double sorptivity = -1.0;                   ///< [m s-1/2] below 0, here and below: not given
  double philip_rate = -1.0;                  ///< [m s-1]
  double horton_initial = -1.0;               ///< [m s-1]
  double horton_final = -1.0;                 ///< [m s-1]
  double horton_decay = -1.0;                 ///< [s-1]
  int group = 0;                              ///< hydrologic soil group, 1-4 for A-D
  Place place;                                ///< of the row
};

/// Rows in the order of the file. A row with an error is left out.
std::vector<LanduseRow> read_landuse_table(const Path& path, Collector& collector);

/// Rows by soil in order of first mention, each soil's horizons from the surface down.
std::vector<SoilRow> read_soil_table(const Path& path, Collector& collector);

/// The same for those who build the world: errors are added to `findings`, warnings are not (read_scenario()
/// said them).
std::vector<LanduseRow> read_landuse_table(const Path& path, std::vector<Finding>& findings);
std::vector<SoilRow> read_soil_table(const Path& path, std::vector<Finding>& findings);

}  // namespace qingliu::scenario
