#pragma once
// Laws of the shallow-water flow at one face or cell, as pure functions. SI.
//
// Every expression keeps the bits under exchange of the two sides with a change of sign, and under exchange
// of x and y: a rotated or mirrored watershed gives the rotated or mirrored answer, bit for bit.
#include "core/fast_math.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::flow {

/// Water depths at the two sides of a face after hydrostatic reconstruction, and how far the surface beyond
/// lies below the bed of this side.
struct FaceDepths {
  Real left, right;            ///< h* [m]
  Real drop_left, drop_right;  ///< min(w, 0) [m]: 0 where the water beyond reaches up to this side's bed
};

/// Subcell hydrostatic reconstruction (Chen & Noelle 2017) in deviation form: only the difference of the face
/// beds enters, dz = z_right - z_left, so that a lake at rest is exactly at rest at any elevation. Depths are
/// >= 0; w is the step that each side stands behind, at most its depth.
QINGLIU_INLINE FaceDepths reconstruct_depths(Real h_left, Real h_right, Real dz) {
  const Real w_left = min_of(positive_part(dz), min_of(h_left, h_right + dz));
  const Real w_right = min_of(positive_part(-dz), min_of(h_left - dz, h_right));
  return {h_left - positive_part(w_left), h_right - positive_part(w_right), negative_part(w_left),
          negative_part(w_right)};
}

/// Flux through a face: mass [m2 s-1] and normal momentum as seen by each side [m3 s-2].
struct FaceFlux {
  Real mass, momentum_left, momentum_right;
};

/// HLL flux (Harten, Lax & van Leer 1983) with two-rarefaction wave speeds (Toro 2001, 10.22), of
/// reconstructed depths. With a = min(s_L, 0), b = max(s_R, 0) and what each side sends, L = b h*_l (u_l - a)
/// and R = a h*_r (u_r - b), the mass flux is (L - R)/(b - a), that of momentum M = (L u_l - R u_r)/(b - a):
/// the usual form in fewer operations. Pressure enters as a difference only (deviation form): momentum_left =
/// M - a dP/(b - a) + g h_l min(w_l, 0), and mirrored for the right side.
///   h_left, h_right [m] before reconstruction; u [m s-1] normal velocities; gravity [m s-2].
QINGLIU_INLINE FaceFlux hll_flux(Real h_left, Real u_left, Real h_right, Real u_right, Real dz,
                                 Real gravity) {
  const FaceDepths d = reconstruct_depths(h_left, h_right, dz);
  const Real c_left = std::sqrt(gravity * d.left);
  const Real c_right = std::sqrt(gravity * d.right);
  const Real u_middle = 0.5_r * (u_left + u_right) + (c_left - c_right);
  const Real c_middle = positive_part(0.5_r * (c_left + c_right) + 0.25_r * (u_left - u_right));
  Real s_left = min_of(u_left - c_left, u_middle - c_middle);
  Real s_right = max_of(u_right + c_right, u_middle + c_middle);
  const Real front_left = u_right - 2.0_r * c_right;
  const Real front_right = u_left + 2.0_r * c_left;
  s_left = d.left > FlowThresholds::riemann ? s_left : front_left;
  s_right = d.right > FlowThresholds::riemann ? s_right : front_right;
  const Real a = negative_part(s_left);
  const Real b = positive_part(s_right);
  Real inverse = 1.0_r / (b - a + FlowThresholds::tiny);
  inverse = max_of(d.left, d.right) > FlowThresholds::riemann ? inverse : 0.0_r;

  const Real from_left = (b * d.left) * (u_left - a);
  const Real from_right = (a * d.right) * (u_right - b);
  const Real momentum = from_left * u_left - from_right * u_right;
  const Real pressure = 0.5_r * gravity * (d.right - d.left) * (d.left + d.right);
  return {(from_left - from_right) * inverse,
          (momentum - a * pressure) * inverse + gravity * (h_left * d.drop_left),
          (momentum - b * pressure) * inverse + gravity * (h_right * d.drop_right)};
}

/// Backward Euler for pure Manning friction, m' = -(C/h^(4/3)) |m/h| m, as a factor on the momentum: a step
/// of any length cannot turn the flow round, and a steady state is kept (Xia & Liang 2018). First order: V13.
///   coefficient [m s-2 m-1/3 ...]: g n^2 cos^(-13/3); inverse_cbrt_depth [m-1/3]; speed [m s-1] before
///   friction; dt [s].
QINGLIU_INLINE Real friction_factor(Real coefficient, Real inverse_cbrt_depth, Real speed, Real dt) {
  const Real t2 = inverse_cbrt_depth * inverse_cbrt_depth;
  const Real beta4 = 4.0_r * dt * coefficient * (t2 * t2) * speed;
  return 2.0_r / (1.0_r + std::sqrt(1.0_r + beta4));
}

}  // namespace qingliu::flow
