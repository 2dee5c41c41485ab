#pragma once
// What passes a face at the edge of the land, as pure functions (physics.md 3.7). Everything is seen along
// the outward normal: `velocity` [m s-1] is that of the cell, positive outward; depths [m]; gravity [m s-2].
// Boundaries are few: these are not kernel loops.
#include "process/flow/flow_laws.hpp"

namespace qingliu::flow {

struct BoundaryFlux {
  double outflow = 0.0;   ///< [m2 s-1] per width, negative: inflow
  double momentum = 0.0;  ///< [m3 s-2] normal momentum, its pressure relative to the cell's own depth
  double speed = 0.0;     ///< [m s-1] of the fastest wave at the face, for the step length
};

namespace boundary_detail {
/// Discharge q leaving or entering at depth h_face, beside a cell of depth h.
QINGLIU_INLINE BoundaryFlux imposed(double h, double h_face, double q, double gravity) {
  const double u = h_face > Thresholds::dry ? q / h_face : 0.0;
  const double pressure = 0.5 * gravity * (h_face - h) * (h_face + h);
  return {q, q * u + pressure, std::fabs(u) + std::sqrt(gravity * h_face)};
}
}  // namespace boundary_detail

/// Normal depth of a channel of bed slope S: u = h^(2/3) sqrt(S) / n (Manning 1891). coefficient: g n^2.
QINGLIU_INLINE BoundaryFlux normal_depth_outflow(double h, double coefficient, double slope_root,
                                                 double gravity) {
  if (!(h > Thresholds::dry)) return {};
  const double root = cbrt_of(h);
  const double speed = root * root * slope_root * std::sqrt(gravity / coefficient);
  return {h * speed, h * speed * speed, speed + std::sqrt(gravity * h)};
}

/// Free overfall: the flow leaves at its critical speed sqrt(g h), or at its own where that is faster.
QINGLIU_INLINE BoundaryFlux critical_outflow(double h, double velocity, double gravity) {
  if (!(h > Thresholds::dry)) return {};
  const double u = max_of(velocity, std::sqrt(gravity * h));
  return boundary_detail::imposed(h, h, h * u, gravity);
}

/// Zero gradient: what arrives leaves, nothing enters.
QINGLIU_INLINE BoundaryFlux free_outflow(double h, double velocity, double gravity) {
  if (!(h > Thresholds::dry)) return {};
  return boundary_detail::imposed(h, h, h * max_of(velocity, 0.0), gravity);
}

/// A water level beyond the face: ghost depth h_beyond with the velocity that keeps the outgoing Riemann
/// invariant u + 2 sqrt(g h), then the same Riemann solver as inside. A supercritical outflow does not feel
/// the level; an inflow is at most critical.
QINGLIU_INLINE BoundaryFlux stage_flux(double h, double velocity, double h_beyond, double gravity) {
  const double c = std::sqrt(gravity * h), c_beyond = std::sqrt(gravity * h_beyond);
  const bool supercritical = h > Thresholds::dry && velocity > c;
  const double u_beyond = max_of(velocity + 2.0 * (c - c_beyond), -c_beyond);
  const FaceFlux f = supercritical ? hll_flux(h, velocity, h, velocity, 0.0, gravity)
                                   : hll_flux(h, velocity, h_beyond, u_beyond, 0.0, gravity);
  return {f.mass, f.momentum_left, max_of(std::fabs(velocity) + c, std::fabs(u_beyond) + c_beyond)};
}

/// Critical depth of a discharge q per width: (q^2/g)^(1/3).
QINGLIU_INLINE double critical_depth(double q, double gravity) { return cbrt_of(q * q / gravity); }

/// A discharge q >= 0 per width enters. Froude number 0: the depth at the face keeps the invariant
/// u + 2 sqrt(g h) that leaves the cell, and is at least critical; above 0: h = (q / (Fr sqrt(g)))^(2/3)
/// (needed where the inflow is supercritical).
QINGLIU_INLINE BoundaryFlux discharge_inflow(double h, double velocity, double q, double froude,
                                             double gravity) {
  if (!(q > 0.0)) return {};
  if (froude > 0.0) {
    const double root = cbrt_of(q / (froude * std::sqrt(gravity)));
    return boundary_detail::imposed(h, root * root, -q, gravity);
  }
  // With c = sqrt(g h_face): 2 c - g q / c^2 = invariant. The start lies above the root of a function that
  // is convex there, so Newton's steps go down to it.
  const double invariant = velocity + 2.0 * std::sqrt(gravity * h);
  const double gq = gravity * q;
  double c = max_of(0.5 * invariant, 0.0) + cbrt_of(0.5 * gq);
  for (int step = 0; step < 12; ++step) {
    c -= ((2.0 * c - invariant) * c * c - gq) / max_of(6.0 * c * c - 2.0 * invariant * c, 1e-300);
  }
  return boundary_detail::imposed(h, max_of(c * c / gravity, critical_depth(q, gravity)), -q, gravity);
}

/// A discharge q >= 0 per width is drawn off, at most what leaves at the critical speed.
QINGLIU_INLINE BoundaryFlux drawn_outflow(double h, double velocity, double q, double gravity) {
  if (!(h > Thresholds::dry)) return {};
  const double most = h * max_of(velocity, std::sqrt(gravity * h));
  return boundary_detail::imposed(h, h, min_of(q, most), gravity);
}

}  // namespace qingliu::flow
