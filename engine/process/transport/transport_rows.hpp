#pragma once
// Advection of one grain class (or any constituent) with the limited mass flux of the water: it rides the
// same flux objects, so its ledger closes to round-off. Linear profiles (minmod) of the concentration; row
// conventions of flow_rows.hpp.
#include <cstddef>

namespace qingliu::transport {

/// kept[i] = 1 where a cell may carry a linear profile: at most 2/3 of its water leaves in the stage, so that
/// the mass that leaves, at no more than 1.5 times the mean concentration, never exceeds what is there; else
/// 0.
void profile_kept_row(int begin, int end, const double* depth, const double* outflow, double* kept);

struct FaceProfileRow {
  const double* depth;
  const double* water_flux;  ///< [m2 s-1] through the faces
  const double* kept_left;   ///< of the cell left of each face
  const double* kept_right;
  double* share;  ///< [-] (out)
};

/// share[i] of the limited difference that the donor's profile adds between its centre and face i: 1/2, or 0
/// where the profile is not kept or a neighbour of the donor is dry and has no concentration to compare with.
/// The same for every class. `offset` as in flow_rows.hpp; needs two cells on either side.
void face_profile_row(int begin, int end, std::ptrdiff_t offset, const FaceProfileRow& row);

struct ClassFluxRow {
  const double* concentration;
  const double* water_flux;     ///< [m2 s-1] through the faces
  const double* profile_share;  ///< of face_profile_row
  double* flux;                 ///< [kg m-1 s-1] (out)
};

/// Flux of the class through faces begin..end-1: only the donor's profile is formed.
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

/// First stage: mass after transport.
void first_stage_mass_row(int begin, int end, const ClassMassRow& row);

/// The concentration that the second stage moves: the mass after transport times the share that stayed in the
/// water in the exchange of the last step. Without it a steady state would depend on the step (first order in
/// time), since the exchange itself follows only after both stages. On entry `memory` holds that share, on
/// return the mass for the second stage.
void predicted_concentration_row(int begin, int end, const double* mass, const double* depth, double* memory,
                                 double* concentration);

/// Second stage, from the mass of the first (`memory`), and average with the mass before the step. Returns
/// the smallest mass of the row (negative only by round-off: the caller books it).
double second_stage_mass_row(int begin, int end, const ClassMassRow& row, const double* memory,
                             const double* begin_depth, const double* begin_concentration);

/// memory = the share of the mass that the exchange left in the water, at most 1; 1 where there is no water.
/// Returns whether every concentration of the row is a finite number >= 0.
bool remember_share_row(int begin, int end, const double* mass, const double* depth,
                        const double* concentration, double* memory);

}  // namespace qingliu::transport
