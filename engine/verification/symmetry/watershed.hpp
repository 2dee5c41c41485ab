#pragma once
// A small erosive watershed for the cases of symmetry, units and monotone response.
#include <cmath>

#include "verification/noise.hpp"
#include "verification/surface_case.hpp"

namespace qingliu::verification {

/// What is varied.
struct ErosiveStorm {
  double rain = 100.0 / 3.6e6;  ///< [m s-1]
  double cover = 0.0;           ///< [-] of canopy and litter: share of drops that do no work
  double erodibility_factor = 1.0;
  double n = 0.05;
};

inline Grains three_classes() {
  Grains grains(3);
  const double diameter[] = {2e-6, 2e-5, 5e-4}, settling[] = {3.6e-6, 3.4e-4, 7.5e-3};
  for (int k = 0; k < 3; ++k) {
    grains[k].diameter = diameter[k];
    grains[k].settling_velocity = settling[k];
  }
  return grains;
}

/// One soil of two horizons, the upper thin.
inline void erodible_soil(SurfaceCase& c) {
  Soil soil;
  for (const double bottom : {0.002, 0.5}) {
    SoilHorizon h;
    h.bottom = bottom;
    h.erodibility = 2e-3;
    h.critical_shear = 1.0;
    h.splash_detachability = 2.0;
    h.class_fractions =
        bottom < 0.1 ? std::vector<double>{0.3, 0.3, 0.4} : std::vector<double>{0.1, 0.2, 0.7};
    soil.horizons.push_back(h);
  }
  c.land.erosion = erosion::make_erosion_table({soil}, c.land.grains);
  c.land.deposit_inverse_density.assign(c.land.grains.size(), 1.0 / 1457.5);
}

}  // namespace qingliu::verification
