#pragma once
// Advection of grain classes (or any constituents) with the limited mass flux of the water: they ride the
// same flux objects, so their ledger closes to round-off. Linear profiles (minmod) of the concentration; row
// conventions of flow_rows.hpp.
#include <cstddef>
#include <span>

#include "core/real.hpp"

namespace qingliu::transport {

/// kept[i] = 1 where a cell may carry a linear profile: at most 2/3 of its water leaves in the step, so that
/// the mass that leaves, at no more than 1.5 times the mean concentration, never exceeds what is there; else
/// 0.
void profile_kept_row(int begin, int end, const Real* depth, const Real* outflow, double* kept);

/// The same where water moves in two stages and the classes once, with the mean of both fluxes. outflow [m]:
/// of the first stage and of the second, before the draining limiter; mean_outflow[i]: the most that leaves
/// in the step. Returns the largest excess of that over what the cell had: rain of the step may leave within
/// it.
double profile_kept_row(int begin, int end, const Real* depth, const Real* first_outflow,
                        const Real* second_outflow, Real* mean_outflow, double* kept);

/// mean[i] of the fluxes of both stages.
void mean_flux_row(int begin, int end, const Real* first, const Real* second, Real* mean);

/// Multiplies the water that carries classes by the share of the donor; left_share[i] belongs to the cell
/// left of face i.
void limit_carrier_row(int begin, int end, Real* water, const Real* left_share, const Real* right_share);

/// What the fluxes of all classes through one row of faces are formed from.
struct ClassFluxRow {
  const Real* depth;
  const Real* water_flux;   ///< [m2 s-1] through the faces
  const double* kept_left;  ///< profile_kept_row of the cell left of each face
  const double* kept_right;
  std::span<const double* const> concentration;  ///< by class
  std::span<const double* const> before_left;    ///< of the cell left of each face before the last step
  std::span<const double* const> before_right;
  double half_ratio;              ///< [-] half of this step over the last; 0: there was none
  std::span<double* const> flux;  ///< [kg m-1 s-1] by class (out)
};

/// Fluxes of every class through faces begin..end-1: only the donor's profile is formed, as it will be in the
/// middle of the step. To the mean it adds half its limited difference, changed by half of what the last step
/// made of the concentration (Adams-Bashforth in time; a steady state has no change and does not feel the
/// step), in all no less than 0 and no more than the whole limited difference or half the mean. Nothing is
/// added where the profile is not kept or a neighbour of the donor is dry and has no concentration to compare
/// with. `offset` as in flow_rows.hpp; needs two cells on either side.
void class_flux_row(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row);

struct ClassMassRow {
  const Real* depth;
  const double* concentration;
  const double* x_flux;  ///< index i: west face of cell i
  const double* south_flux;
  const double* north_flux;
  double dt_dx;
  double* mass;  ///< [kg m-2] in the water after the step
};

/// Mass after transport. Returns the smallest of the row, at most 0 [kg m-2]; what is below it, only by
/// round-off, the caller books. Whether all are finite numbers the exchange with the bed finds.
double class_mass_row(int begin, int end, const ClassMassRow& row);

}  // namespace qingliu::transport
