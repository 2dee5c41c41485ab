#pragma once
// Advection of grain classes (or any constituents) with the limited mass flux of the water: they ride the
// same flux objects, so their ledger closes to round-off. Linear profiles (minmod) of the concentration; row
// conventions of flow_rows.hpp.
#include <cstddef>
#include <span>

namespace qingliu::transport {

/// kept[i] = 1 where a cell may carry a linear profile: at most 2/3 of its water leaves in the stage, so that
/// the mass that leaves, at no more than 1.5 times the mean concentration, never exceeds what is there; else
/// 0.
void profile_kept_row(int begin, int end, const double* depth, const double* outflow, double* kept);

/// What the fluxes of all classes through one row of faces are formed from.
struct ClassFluxRow {
  const double* depth;
  const double* water_flux;  ///< [m2 s-1] through the faces
  const double* kept_left;   ///< profile_kept_row of the cell left of each face
  const double* kept_right;
  std::span<const double* const> concentration;  ///< by class
  std::span<double* const> flux;                 ///< [kg m-1 s-1] by class (out)
};

/// Fluxes of every class through faces begin..end-1: only the donor's profile is formed. It adds half its
/// limited difference between centre and face, or nothing where the profile is not kept or a neighbour of the
/// donor is dry and has no concentration to compare with. `offset` as in flow_rows.hpp; needs two cells on
/// either side.
void class_flux_row(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row);

struct ClassMassRow {
  const double* depth;
  const double* concentration;
  const double* x_flux;  ///< index i: west face of cell i
  const double* south_flux;
  const double* north_flux;
  double dt_dx;
  double* mass;  ///< [kg m-2] in the water after the stage
};

/// First or only stage: mass after transport. Returns the smallest mass of the row.
double stage_mass_row(int begin, int end, const ClassMassRow& row);

/// The concentration that the second stage moves: the mass after transport times the share that the exchange
/// of the last step left of it, below 1 where grains settle, above 1 where soil is taken up. Without it a
/// steady state would depend on the step (first order in time), since the exchange itself follows only after
/// both stages. It moves at most what there is and half of what there was at the begin of the step: the mean
/// of begin and end then stays positive. On entry `memory` holds that share, on return the mass for the
/// second stage.
void predicted_concentration_row(int begin, int end, const double* mass, const double* depth,
                                 const double* begin_depth, const double* begin_concentration, double* memory,
                                 double* concentration);

/// Second stage, from the mass of the first (`memory`), and average with the mass before the step. Returns
/// the smallest mass of the row (negative only by round-off: the caller books it).
double second_stage_mass_row(int begin, int end, const ClassMassRow& row, const double* memory,
                             const double* begin_depth, const double* begin_concentration);

/// memory = mass in the water after the exchange over that before it, at most 2; 1 where there is no water.
/// Returns whether every concentration of the row is a finite number >= 0.
bool remember_share_row(int begin, int end, const double* mass, const double* depth,
                        const double* concentration, double* memory);

}  // namespace qingliu::transport
