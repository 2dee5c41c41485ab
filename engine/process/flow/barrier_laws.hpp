#pragma once
// Flow at a face that a bund, wall or dyke raises above both cells. Symmetric in its sides to the bit, like
// flow_laws.hpp.
#include "process/flow/flow_laws.hpp"

namespace qingliu::flow {

/// Discharge over a broad crest under a head E above it, the most that any flow of that energy carries
/// [m2 s-1]: sqrt(g) (2 E/3)^1.5 (Belanger 1828), m = 0.385 of m sqrt(2 g) E^1.5.
QINGLIU_INLINE Real critical_discharge(Real head, Real gravity) {
  const Real depth = 2.0_r / 3.0_r * head;
  return depth * std::sqrt(gravity * depth);
}

/// Velocity above a crest of water that stands `depth` before it and `over` above it: what the whole depth
/// carries, up to the critical velocity.
QINGLIU_INLINE Real velocity_over(Real velocity, Real depth, Real over, Real gravity) {
  const Real speed = std::fabs(velocity);
  const Real most = max_of(speed, std::sqrt(gravity * over));
  const Real gathered = min_of(speed * depth / max_of(over, static_cast<Real>(1e-12)), most);
  return velocity < 0.0_r ? -gathered : gathered;
}

/// Momentum of the water that the barrier stops, on its left side: a wall's, of the velocity in excess of
/// what passes. Mirrored for the right side by a change of sign of velocity and mass.
QINGLIU_INLINE Real stopped_momentum(Real depth, Real velocity, Real mass, Real gravity) {
  const Real passing = mass / max_of(depth, FlowThresholds::dry);
  const Real stopped = velocity > 0.0_r ? velocity - min_of(max_of(passing, 0.0_r), velocity)
                                        : velocity - max_of(min_of(passing, 0.0_r), velocity);
  return hll_flux(depth, stopped, depth, -stopped, 0.0_r, gravity).momentum_left;
}

/// What passes a raised face. Above the crest the two sides meet as at any face, with the depths above it
/// (hydrostatic reconstruction, Audusse et al. 2004, with the crest as the bed of the face), and no more
/// passes than over a broad crest under the head of its side; what does not pass meets a wall. Each side
/// stands under its own pressure, so water at rest, below or above the crest, stays at rest.
///   h [m], u [m s-1] of the cells beside the face, u across it; dz: bed of the right cell above the left;
///   rise [m] of the crest above the higher bed, >= 0; momenta as in hll_flux.
QINGLIU_INLINE FaceFlux barrier_flux(Real h_left, Real u_left, Real h_right, Real u_right, Real dz, Real rise,
                                     Real gravity) {
  const Real over_left = max_of(0.0_r, (h_left - max_of(dz, 0.0_r)) - rise);
  const Real over_right = max_of(0.0_r, (h_right - max_of(-dz, 0.0_r)) - rise);
  const Real free = hll_flux(over_left, velocity_over(u_left, h_left, over_left, gravity), over_right,
                             velocity_over(u_right, h_right, over_right, gravity), 0.0_r, gravity)
                        .mass;
  const Real donor_over = free > 0.0_r ? over_left : over_right;
  const Real donor_velocity = free > 0.0_r ? u_left : u_right;
  const Real head = donor_over + 0.5_r * (donor_velocity * donor_velocity) / gravity;
  const Real most = donor_over > 0.0_r ? critical_discharge(head, gravity) : 0.0_r;
  const Real mass = max_of(-most, min_of(free, most));
  const Real carried = mass * donor_velocity;
  return {mass, carried + stopped_momentum(h_left, u_left, mass, gravity),
          carried + stopped_momentum(h_right, -u_right, -mass, gravity)};
}

}  // namespace qingliu::flow
