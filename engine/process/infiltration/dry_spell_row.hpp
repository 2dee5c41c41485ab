#pragma once
// What happens on one row of cells between bursts of rain: water on the land evaporates, and the soil behind
// the wetting front drains, so that intake recovers.
#include <cstdint>

#include "process/infiltration/horizon_table.hpp"

namespace qingliu::infiltration {

/// Depth below which nothing stands on the ground, and its wetting front drains [m].
inline constexpr double standing_depth = 1e-4;

struct EvaporationRow {
  const std::int32_t* cover;  ///< cover class
  const double* evaporation;  ///< [m] of the step by cover class; 0 where it rains
  double* evaporated;         ///< [m] since the start (in, out)
  double* depth;              ///< [m] of water (in, out)
};
/// Takes the evaporation of the step from the water that stands.
void evaporate_row(int begin, int end, const EvaporationRow& row);

/// Green-Ampt with a front that recovers. Of all that a cell has taken in, `front_water` F still counts at
/// the front: in a step of factor k it falls to k F (F exp(-t/T) over a dry spell whatever the steps). What
/// has drained away stays in the profile, and its storage above an impervious base limits the sum.
struct RecoveringRow {
  const std::int32_t* cover;  ///< cover class
  const double* front_kept;   ///< [-] factor of the step by cover class; 1 where it rains
  const double* depth;        ///< [m] of water
  const double* infiltrated;  ///< [m] since the start
  std::int32_t* front_index;  ///< horizon that holds the front (in, out)
  double* front_water;        ///< [m] F (in, out)
  double* available;          ///< [m] water that may enter (out)
};
/// Before infiltrate_row(): the recovery of dry cells, and the water that the profile still has room for.
void recover_row(int begin, int end, const HorizonTable& table, const RecoveringRow& row);

}  // namespace qingliu::infiltration
