#pragma once
// The loops of the local inertial scheme over one row; pointers and faces as in flow_rows.hpp. No branches:
// every loop vectorises. Walls need no loop of their own: their bed is higher than any water.
#include "process/flow/flow_rows.hpp"

namespace qingliu::flow {

/// g n^2 cos^(-13/3) of the cells of a row at their depth now.
void friction_now_row(int begin, int end, const FrictionRow& friction, const Real* depth, Real* coefficient);

struct InertialFaceRow {
  const Real* depth;  ///< of cells
  const Real* bed;
  const Real* discharge;  ///< through these faces after the last step [m2 s-1]
  /// Discharges through the two faces of a cell that the flow runs along: across_a[i] and across_b[i] are
  /// those of cell i.
  const Real* across_a;
  const Real* across_b;
  const Real* friction_left;  ///< friction_left[i] belongs to the cell left of face i
  const Real* friction_right;
  double gravity, dt, dx;
};

/// Discharge and depth of faces begin..end-1 at the end of the step. Friction is that of the cell with the
/// higher surface. Nothing passes towards what lies outside.
void inertial_flux_row(int begin, int end, std::ptrdiff_t offset, const InertialFaceRow& row,
                       const FluxRow& flux);

struct InertialUpdateRow {
  const Real* depth;
  RowFluxes faces;
  const std::int32_t* cover;
  const double* rain_by_class;  ///< [m] in the step
  double dt_dx;
  std::uint32_t seed;  ///< see UpdateRow
  Real* new_depth;     ///< results
  Real* velocity_x;
  Real* velocity_y;
};

/// Depth after fluxes and rain. The velocity of a cell is that of its two faces, each by its depth.
void inertial_update_row(int begin, int end, const InertialUpdateRow& row);

/// What bounds the step: the largest of sqrt(g h) and of 5/3 (|u| + |v|), the kinematic wave [m s-1]; NaN
/// when any value is not finite or a depth is negative.
double inertial_speed_row(int begin, int end, const Real* depth, const Real* u, const Real* v, Real gravity);

}  // namespace qingliu::flow
