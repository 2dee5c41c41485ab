#pragma once
// The loops of erosion over one row of cells: what the flow and the drops can do to the bed before the
// exchange, and the bed after it. Row conventions of flow/flow_rows.hpp.
#include <cstdint>
#include <span>

#include "process/erosion/erosion_table.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "process/friction_row.hpp"

namespace qingliu::erosion {

/// The state of the cells and the properties of the land under them.
struct BedRow {
  const double* depth;  ///< [m]
  const double* velocity_x;
  const double* velocity_y;
  FrictionRow friction;
  const double* cosine_squared;
  const std::int32_t* horizon;  ///< row of the erosion table at the surface
  const double* eroded;         ///< [kg m-2]
};

/// Tables by cover class.
struct CoverRow {
  const double* n_soil;                ///< [s m-1/3]
  const double* skin_share;            ///< [-] (n_soil/n)^1.5 where n does not depend on depth
  const double* erodibility_factor;    ///< [-]
  const double* critical_shear_added;  ///< [Pa]
  const double* splash_energy;         ///< [W m-2] of the step
};

/// What the flow and the drops do to the bed.
struct RateRow {
  double* detachment;        ///< [kg m-2 s-1] of original soil by flow and drops
  double* splash;            ///< [kg m-2 s-1] of that, the drops' part
  double* supply;            ///< [kg m-2] left in the horizon at the surface
  double* log_excess_power;  ///< log2 of the Govers excess (govers_log_excess) of the unit stream power that
                             ///< is spent on the grains, the same for every class
  double* skin_shear;        ///< [Pa]
  double* speed;             ///< [m s-1]
};

/// Shear and unit stream power count with the share that acts on the grains, (n_soil/n)^1.5.
///   splash_attenuation [m-1]: b of exp(-b h) (EUROSEM, Torri 1987).
void rates_row(int begin, int end, const BedRow& bed, const CoverRow& cover, const ErosionTable& table,
               double splash_attenuation, const RateRow& rates);

/// capacity[i] = T of one class [kg m-3].
void capacity_row(int begin, int end, const TransportCapacity& law, const double* depth, const RateRow& rates,
                  double* capacity);

/// fraction[k][i] = p_k of the horizon at the surface. `fractions`: by class, then horizon.
void fraction_rows(int begin, int end, const std::vector<std::vector<double>>& fractions,
                   const std::int32_t* horizon, std::span<double* const> fraction);

/// efficiency[i] = Y of the horizon at the surface times the cover's factor, at most 1.
void efficiency_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                    const std::int32_t* cover, const std::vector<double>& cover_factor, double* efficiency);

/// eroded += what the step took. Returns the largest mass that is left in a horizon at the surface where it
/// is less than `scrap` (then the horizon is taken to be used up), 0 where there is none [kg m-2].
double take_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                const double* taken, double scrap, double* eroded);

/// What the bed follows from.
struct BedFromMasses {
  const std::int32_t* horizon;
  const double* eroded;                     ///< [kg m-2]
  const double* initial_bed;                ///< [m]
  std::span<double* const> deposited;       ///< [kg m-2] by class
  std::span<const double> inverse_density;  ///< [m3 kg-1] of the deposit by class, pores included
};

/// bed = initial bed - thickness of what is eroded + thickness of what lies there.
void bed_row(int begin, int end, const ErosionTable& table, const BedFromMasses& from, double* bed);

}  // namespace qingliu::erosion
