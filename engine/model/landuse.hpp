#pragma once
#include <array>
#include <string>

namespace qingliu {

/// What a land-use class does to rain, flow and soil. SI.
struct Landuse {
  int id = 0;
  std::string name;
  double manning_n = 0.05;  ///< [s m-1/3] of thin films
  double manning_n_deep =
      0.05;  ///< [s m-1/3] of deep flow; equal to manning_n when friction does not fall with depth
  double manning_decay_depth = 0.1;  ///< [m] h_v of n(h) = n_deep + (n - n_deep) exp(-h/h_v)
  double manning_n_soil = 0.02;      ///< [s m-1/3] grain roughness: skin shear = shear (n_soil/n)^1.5
  double cover = 0.0;                ///< [-] canopy fraction of the area
  double leaf_area_index = 0.0;      ///< [m2 m-2] of the covered part
  double canopy_height = 0.0;        ///< [m] leaf drip falls from half of it
  double litter_store = 0.0;         ///< [m] water held by litter
  double litter_cover = 0.0;  ///< [-] fraction of the ground shielded from drops by litter, stones, mulch
  double erodibility_factor = 1.0;    ///< [-] multiplies K_r (roots, compaction, paving)
  double splash_factor = 1.0;         ///< [-] multiplies what drops detach (measures)
  double critical_shear_added = 0.0;  ///< [Pa] added to tau_c by roots and cover
  double conductivity_factor = 1.0;   ///< [-] multiplies the soil's conductivity (compaction, paving 0)
  std::array<double, 4> curve_number{-1.0, -1.0, -1.0, -1.0};  ///< [-] by soil group A-D; below 0: not given
  std::array<double, 4> runoff{-1.0, -1.0, -1.0, -1.0};  ///< [kg m-3] TN, TP, NH3-N, COD of what runs off;
                                                         ///< below 0: not given
  double soil_share = 1.0;  ///< [-] of the cell: the rest are roads, roofs and water, which shed the rain
  double roof_share = 0.0;  ///< [-] of the cell
  double roof_store = 0.0;  ///< [m] of rain that roofs keep, per roof area
  int rain_zone = 0;        ///< whose rain falls on it
};

}  // namespace qingliu
