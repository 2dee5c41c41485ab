#pragma once
// Interception by canopy and litter as closed forms of the cumulative rain P of an event, so that any
// sequence of steps adds up to the same: increments are differences of the cumulative depths at the two ends
// of a step.
//   canopy store (Aston 1979):   S_c(P) = S_max (1 - exp(-k P / S_max))      per covered area
//   reaching the ground:         G(P) = (1 - C) P + C (P - S_c(P))           average over the cell
//   net rain under the litter:   N(P) = max(0, G(P) - litter store)
// Monotone for 0 <= k <= 1. Drying between events is not modelled.
#include "core/fast_math.hpp"

namespace qingliu::interception {

/// Pairs of storage and extinction by leaf area index. They belong together: at LAI 4 the k of the second is
/// four times the first, so that its store is full after much less rain.
enum class CanopyLaw {
  aston,      ///< S_max Von Hoyningen-Huene 1981, k = 0.046 LAI (Aston 1979), the pair of LISFLOOD: default
  open_lisem  ///< S_max = 0.4376 LAI + 1.0356 mm, k = 1 - exp(-0.45 LAI), the pair of openLISEM (crops)
};

/// What a land use does to the rain on a cell.
struct CanopyParameters {
  double cover = 0.0;         ///< [-] C, canopy fraction of the cell
  double storage = 0.0;       ///< [m] S_max per covered area
  double extinction = 0.0;    ///< [-] k, share of the first drops that the canopy keeps, <= 1
  double litter_store = 0.0;  ///< [m] water held by litter, average over the cell
};

/// S_max [m] by leaf area index L (Von Hoyningen-Huene 1981), 0.935 + 0.498 L - 0.00575 L^2 mm;
/// 0 for L <= 0.1.
inline double storage_von_hoyningen_huene(double leaf_area_index) {
  const double L = leaf_area_index;
  return L <= 0.1 ? 0.0 : 1e-3 * (0.935 + 0.498 * L - 0.00575 * L * L);
}

/// Parameters by leaf area index [m2 m-2] of the covered part.
inline CanopyParameters make_canopy(double cover, double leaf_area_index, double litter_store,
                                    CanopyLaw law = CanopyLaw::aston) {
  if (law == CanopyLaw::aston) {
    return {cover, storage_von_hoyningen_huene(leaf_area_index), min_of(1.0, 0.046 * leaf_area_index),
            litter_store};
  }
  const double storage = leaf_area_index > 0.0 ? 1e-3 * (0.4376 * leaf_area_index + 1.0356) : 0.0;
  return {cover, storage, 1.0 - exp_of(-0.45 * leaf_area_index), litter_store};
}

/// Water held by the canopy [m per covered area] after the rain P [m].
QINGLIU_INLINE double canopy_store(const CanopyParameters& canopy, double rain) {
  constexpr double least_storage = 1e-12;  // a bare cell: x/0 must not meet 0
  return canopy.storage * (1.0 - exp_of(-canopy.extinction * rain / max_of(canopy.storage, least_storage)));
}

/// Cumulative depths below the canopy, each an average over the cell [m]: their sum is G(P). The two parts
/// carry different kinetic energy (rain_energy_laws.hpp).
struct GroundRain {
  double direct;  ///< [m] rain between the plants
  double drip;    ///< [m] drip and stem flow from the plants
};

QINGLIU_INLINE GroundRain cumulative_ground_rain(const CanopyParameters& canopy, double rain) {
  return {(1.0 - canopy.cover) * rain, canopy.cover * (rain - canopy_store(canopy, rain))};
}

/// Cumulative net rain N(P) [m]: what reaches the surface, average over the cell.
QINGLIU_INLINE double cumulative_net_rain(const CanopyParameters& canopy, double rain) {
  const GroundRain ground = cumulative_ground_rain(canopy, rain);
  return max_of(0.0, (ground.direct + ground.drip) - canopy.litter_store);
}

/// Rain of a step between the cumulative depths P0 <= P1 [m]: net depth, and the parts that carry energy.
struct RainStep {
  double net;     ///< [m] added to the water on the cell, >= 0
  double direct;  ///< [m] fallen freely, >= 0
  double drip;    ///< [m] fallen from the plants, >= 0
};

QINGLIU_INLINE RainStep rain_step(const CanopyParameters& canopy, double rain_before, double rain_after) {
  const GroundRain before = cumulative_ground_rain(canopy, rain_before);
  const GroundRain after = cumulative_ground_rain(canopy, rain_after);
  const double net_before = max_of(0.0, (before.direct + before.drip) - canopy.litter_store);
  const double net_after = max_of(0.0, (after.direct + after.drip) - canopy.litter_store);
  return {max_of(0.0, net_after - net_before), max_of(0.0, after.direct - before.direct),
          max_of(0.0, after.drip - before.drip)};
}

}  // namespace qingliu::interception
