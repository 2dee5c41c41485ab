#pragma once
// What cohesion leaves of the flow's erosion: the efficiency Y of deficit laws. Set-up functions.
#include "core/fast_math.hpp"

namespace qingliu::erosion {

enum class EfficiencyLaw { govers, eurosem, inverse };  ///< govers: default

/// Y [-] of E = Y w (T - c), at most 1, by cohesion c [kPa] of soil and roots; 1 at c = 0, 0 (nothing
/// erodes) below 0.
///   govers:  1/(0.89 + 0.56 c)         Rauws & Govers 1988, as in LISEM
///   eurosem: 0.79 exp(-0.85 max(c, 1))  Morgan et al. 1998
///   inverse: 1/(2 c)                    as in openLISEM
inline double detachment_efficiency(EfficiencyLaw law, double cohesion_kpa) {
  if (cohesion_kpa < 0.0) return 0.0;
  if (cohesion_kpa == 0.0) return 1.0;
  switch (law) {
    case EfficiencyLaw::eurosem:
      return 0.79 * exp_of(-0.85 * max_of(cohesion_kpa, 1.0));
    case EfficiencyLaw::inverse:
      return min_of(1.0, 1.0 / (2.0 * cohesion_kpa));
    case EfficiencyLaw::govers:
      break;
  }
  return min_of(1.0, 1.0 / (0.89 + 0.56 * cohesion_kpa));
}

}  // namespace qingliu::erosion
