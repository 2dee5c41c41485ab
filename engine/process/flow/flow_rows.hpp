#pragma once
// The loops of the shallow-water scheme over one row of cells or faces. Pointers p are such that p[i] is
// column i; the neighbour "left" of cell or face i lies `offset` elements before it (1 in x, the row stride
// in y). Faces carry the index of the cell on their right (north) side. No branches: every loop vectorises
// (tests/process checks it). Only the edge_ functions ask whether a neighbour is active.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/real.hpp"
#include "process/friction_row.hpp"

namespace qingliu::flow {

/// Profile of the velocities within a cell: constant (scheme lean) or linear (scheme full).
enum class Velocity { constant, linear };

/// Half differences (half the limited slope times the cell size) in one direction, one row.
struct SlopeRow {
  Real* depth;
  Real* surface;
  Real* normal;  ///< velocity along the direction
  Real* tangential;
  Real* depth_share;  ///< depth difference relative to the depth, for the mean-preserving velocity at faces
};

/// What flows through one row of faces.
struct FluxRow {
  Real* mass;            ///< [m2 s-1]
  Real* momentum_left;   ///< normal momentum, seen by the left (south) cell [m3 s-2]
  Real* momentum_right;  ///< seen by the right (north) cell
  Real* tangential;      ///< tangential momentum [m3 s-2]
  Real* depth;           ///< that flows through, of the scheme inertial alone [m]
};

/// The flow state that a direction sees.
struct StateRow {
  const Real* depth;
  const Real* normal;
  const Real* tangential;
  const Real* bed;
};

/// minmod slopes of depth, surface and velocities (MUSCL) of cells whose neighbours are active; 0 of inactive
/// cells.
template <Velocity velocity>
void slopes_row(int begin, int end, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& slopes);

/// The same of the listed cells, which may stand beside walls and outlets. Beside a wall: the depth
/// difference to the one active neighbour, at most twice the depth; the mirrored velocity beyond; surface:
/// the lesser of bed and surface difference to that neighbour (physics.md 14), 0 beside a higher bed whose
/// water is shallow (performance.md 5). Beside an outlet the slopes of depth and velocity are 0.
template <Velocity velocity>
void edge_slopes_row(std::span<const int> cells, std::ptrdiff_t offset, const StateRow& state,
                     const SlopeRow& slopes);

/// Fluxes through faces begin..end-1. `left`: slopes of the left cells such that left.depth[i] belongs to
/// cell i - offset. Both sides are taken to be active or both inactive (then nothing flows).
template <Velocity velocity>
void flux_row(int begin, int end, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& left,
              const SlopeRow& right, Real gravity, const FluxRow& flux);

/// The same through the listed faces, one side of which is a wall: it mirrors the state of the other.
template <Velocity velocity>
void edge_flux_row(std::span<const int> faces, std::ptrdiff_t offset, const StateRow& state,
                   const SlopeRow& left, const SlopeRow& right, Real gravity, const FluxRow& flux);

/// Faces around one row of cells, for what leaves and enters it.
struct RowFluxes {
  FluxRow x;  ///< index i: west face of cell i
  FluxRow south;
  FluxRow north;
};

/// outflow[i]: depth that leaves the cell in one stage [m]. Returns the largest excess over what it holds.
double outflow_row(int begin, int end, const Real* depth, const RowFluxes& faces, Real dt_dx, Real* outflow);

/// share[i] = min(1, depth / outflow): what the donor can give (draining limiter, after Bollermann et al.
/// 2011).
void donor_share_row(int begin, int end, const Real* depth, const Real* outflow, Real* share);

/// Multiplies mass and tangential flux by the share of the donor; left_share[i] belongs to the cell left of
/// face i.
void limit_row(int begin, int end, const FluxRow& flux, const Real* left_share, const Real* right_share);

struct UpdateRow {
  StateRow state;  ///< of this stage: normal = x velocity, tangential = y velocity
  RowFluxes faces;
  FrictionRow friction;
  const double* rain_by_class;  ///< [m] in the step
  double dt, dt_dx;
  std::uint32_t seed;  ///< of the row in this step: see depth_sums.hpp
  Real* depth;         ///< results
  Real* velocity_x;
  Real* velocity_y;
};

/// One stage: fluxes, rain, implicit friction.
void stage_row(int begin, int end, const UpdateRow& row);

/// The second stage of Heun's method and the average with the state before the step (begin_*). Results may
/// overwrite begin_*.
void second_stage_row(int begin, int end, const UpdateRow& row, const Real* begin_depth,
                      const Real* begin_velocity_x, const Real* begin_velocity_y);

/// Largest wave speed max(|u|,|v|) + sqrt(g h) of the row [m s-1]; NaN when any value is not finite or a
/// depth is negative.
double wave_speed_row(int begin, int end, const Real* depth, const Real* u, const Real* v, Real gravity);

}  // namespace qingliu::flow
