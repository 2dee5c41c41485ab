#pragma once
// Splash: what drops detach from original soil (EUROSEM, Morgan et al. 1998; attenuation Torri et al. 1987).
#include <array>
#include <cstddef>

#include "core/fast_math.hpp"
#include "process/erosion/texture_laws.hpp"

namespace qingliu::erosion {

/// Detachability k_sp [g J-1] by texture class (EUROSEM table, as in Wflow and SWAT+).
inline double splash_detachability(Texture texture) {
  constexpr std::array<double, texture_count> table{
      1.9,  // sand
      3.0,  // loamy sand
      2.6,  // sandy loam
      2.0,  // loam
      1.5,  // silt loam
      1.2,  // silt
      2.1,  // sandy clay loam
      1.7,  // clay loam
      1.6,  // silty clay loam
      1.9,  // sandy clay
      1.6,  // silty clay
      2.0   // clay
  };
  return table[static_cast<std::size_t>(texture)];
}

/// Power of the drops that meet bare ground [W m-2] during a step: depths [m] over dt [s], energies [J m-3].
///   litter_cover [-] shields the ground from both kinds of drops.
QINGLIU_INLINE double rain_power(double direct_depth, double direct_energy, double drip_depth,
                                 double drip_energy, double litter_cover, double dt) {
  return (1.0 - litter_cover) * (direct_depth * direct_energy + drip_depth * drip_energy) / dt;
}

/// Detachment by splash, all classes [kg m-2 s-1]: D_s = 1e-3 k_sp power exp(-b h).
///   detachability k_sp [g J-1]; power [W m-2]; depth h [m] >= 0; attenuation b [m-1] (EUROSEM: 900-3100,
///   default 2000).
QINGLIU_INLINE double splash_detachment(double detachability, double power, double depth,
                                        double attenuation) {
  constexpr double log2_e = 1.4426950408889634074;
  return 1e-3 * detachability * power * coarse_exp2(max_of((-log2_e * attenuation) * depth, -1000.0));
}

}  // namespace qingliu::erosion
