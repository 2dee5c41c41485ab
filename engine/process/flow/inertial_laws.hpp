#pragma once
// Laws of the local inertial flow at one face, as pure functions (physics.md 3.5). SI. Like flow_laws.hpp
// they keep the bits under exchange of the two sides and of x and y.
#include "core/fast_math.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::flow {

/// Share of a face's own discharge in the value that is carried on; the rest is the mean of the faces before
/// and behind it (de Almeida et al. 2012, eq. 7; 1 is the scheme of Bates et al. 2010).
inline constexpr Real inertial_weight = 0.9;
/// Ratio of the speed of a kinematic wave to that of the water under Manning's law: films on steep ground are
/// stable up to it only.
inline constexpr Real kinematic_ratio = 5.0_r / 3.0_r;
/// Largest Froude number where friction is slower than the step: without the momentum that water carries
/// along, faster flow breaks up into ever larger waves (physics.md 3.5; the value is a choice).
inline constexpr Real inertial_froude = 1.5_r;

/// Depth that flows through a face [m]: the higher surface above the higher bed (Bates et al. 2010), in
/// differences. h [m]; dz [m]: bed of the right cell above that of the left.
QINGLIU_INLINE Real inertial_depth(Real h_left, Real h_right, Real dz) {
  return max_of(0.0_r, max_of(h_left - max_of(dz, 0.0_r), h_right - max_of(-dz, 0.0_r)));
}

/// Discharge q that friction leaves of `pushed`, at the end of the step: q (1 + a sqrt(q^2 + across^2)) =
/// pushed. Implicit in q, so that no film overshoots from rest; of Bates et al. (2010) the factor is
/// 1 + a |q_old|, which does.
///   pushed, across [m2 s-1]: discharge with gravity's share but without friction; discharge along the face.
///   a [s m-2]: dt g n^2 h^(-7/3). Exact to 1e-7: three steps of Newton from above on a convex function.
QINGLIU_INLINE Real inertial_discharge(Real pushed, Real across, Real a) {
  const Real most = std::fabs(pushed);
  const Real side = std::fabs(across);
  Real q = min_of(2.0_r * most / (1.0_r + std::sqrt(1.0_r + 4.0_r * a * most)), most / (1.0_r + a * side));
  const Real side_squared = side * side;
  for (int step = 0; step < 3; ++step) {
    const Real whole = max_of(std::sqrt(q * q + side_squared), FlowThresholds::tiny);
    q -= ((q + a * q * whole) - most) / (1.0_r + a * (whole + q * q / whole));
  }
  q = max_of(q, 0.0_r);
  return pushed < 0.0_r ? -q : q;
}

/// Largest discharge [m2 s-1] at a depth h [m]: Froude number 1.5; more where friction, a as above, holds the
/// flow within the step: films keep their speed.
QINGLIU_INLINE Real inertial_most(Real h, Real a, Real gravity) {
  const Real most = inertial_froude * (h * std::sqrt(gravity * h));
  return most * max_of(1.0_r, a * most);
}

}  // namespace qingliu::flow
