#pragma once
// Kinetic energy of rain and of leaf drip, per depth of water and area: [J m-2 per m] = [J m-3]. The sources
// give J m-2 mm-1 by mm/h; each function converts in its first line. Power: [J m-3] x intensity [m s-1] = [W
// m-2].
#include "core/fast_math.hpp"

namespace qingliu::erosion {

enum class RainEnergyLaw { van_dijk, rusle2, brandt };  ///< van_dijk: default

inline constexpr double mm_per_h = 1e-3 / 3600.0;  ///< [m s-1]
inline constexpr double per_mm = 1e3;              ///< [m-1]

/// Free rain (van Dijk, Bruijnzeel & Rosewell 2002): 28.3 (1 - 0.52 exp(-0.042 i)).
QINGLIU_INLINE double rain_energy_van_dijk(double intensity) {
  const double i = intensity / mm_per_h;
  return per_mm * 28.3 * (1.0 - 0.52 * exp_of(-0.042 * i));
}

/// Free rain (RUSLE2, eq. 6.2; McGregor et al. 1995): 29 (1 - 0.72 exp(-0.082 i)).
QINGLIU_INLINE double rain_energy_rusle2(double intensity) {
  const double i = intensity / mm_per_h;
  return per_mm * 29.0 * (1.0 - 0.72 * exp_of(-0.082 * i));
}

/// Free rain (Brandt 1989, on Marshall-Palmer drops): 8.95 + 8.44 lg i, not below 0 (i < 0.087 mm/h).
QINGLIU_INLINE double rain_energy_brandt(double intensity) {
  const double i = max_of(intensity / mm_per_h, 1e-6);
  return per_mm * max_of(0.0, 8.95 + 8.44 * 0.43429448190325182765 * log_of(i));
}

QINGLIU_INLINE double rain_energy(RainEnergyLaw law, double intensity) {
  return law == RainEnergyLaw::van_dijk ? rain_energy_van_dijk(intensity)
         : law == RainEnergyLaw::rusle2 ? rain_energy_rusle2(intensity)
                                        : rain_energy_brandt(intensity);
}

/// Leaf drip (Brandt 1990, as in SWAT+): 15.8 sqrt(H) - 5.87, not below 0, with H = half of the canopy height
/// [m].
QINGLIU_INLINE double drip_energy(double canopy_height) {
  return per_mm * max_of(0.0, 15.8 * std::sqrt(max_of(0.0, 0.5 * canopy_height)) - 5.87);
}

}  // namespace qingliu::erosion
