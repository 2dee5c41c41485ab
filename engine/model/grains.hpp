#pragma once
#include <vector>

namespace qingliu {

/// One grain-size class.
struct GrainClass {
  double diameter = 1e-4;          ///< [m]
  double density = 2650.0;         ///< [kg m-3]
  double settling_velocity = 0.0;  ///< [m s-1]
  double fixed_capacity =
      -1.0;  ///< [kg m-3] >= 0: transport capacity prescribed (closed forms, calibration); < 0: by the law
};

using Grains = std::vector<GrainClass>;

}  // namespace qingliu
