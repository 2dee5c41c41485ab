#pragma once
// What water does to banks of streams and walls of gullies: the flow takes the toe, overhangs and wedges
// fall. Per metre of bank.
#include <algorithm>
#include <cmath>

#include "core/constants.hpp"

namespace qingliu {

/// Share of the mean shear rho g R S that acts on a bank (physics.md 6).
inline constexpr double bank_shear_share = 0.75;

/// Retreat of a bank below water [m s-1], k_d max(0, tau - tau_c) (Partheniades 1965).
///   erodibility k_d [m3 N-1 s-1]; shear, critical [Pa].
inline double bank_retreat(double erodibility, double shear, double critical) {
  return erodibility * std::max(0.0, shear - critical);
}

/// k_d = 0.2e-6 tau_c^-0.5 [m3 N-1 s-1] (Hanson & Simon 2001).  critical [Pa] > 0.
inline double bank_erodibility(double critical) { return 0.2e-6 / std::sqrt(critical); }

/// Soil of a bank.
struct BankStrength {
  double cohesion = 0.0;  ///< [Pa] with roots
  double friction_sine = 0.0, friction_cosine = 1.0;
  double unit_weight = 1.0;  ///< [N m-3] moist to saturated
};

/// Overhang [m] that breaks off: c = gamma U (shear failure of a cantilever, Thorne & Tovey 1981).
inline double largest_overhang(const BankStrength& soil) { return soil.cohesion / soil.unit_weight; }

/// A plane through the toe, half-way between the bank's face and the angle of friction (Culmann 1866, Lohnes
/// & Handy 1968).
struct BankPlane {
  double safety = 1e30;  ///< [-] resisting over driving force
  double run = 0.0;      ///< [m] from toe to top, level, of the face that it leaves
};

/// Forces on the wedge above the plane: its weight, cohesion, the water in the bank below its own level, and
/// the stream that leans against the face (Simon et al. 2000 without suction).
///   height [m] > 0 of the bank; run [m] >= 0 of its face; bank_water, stream_water [m] above the toe, at
///   most the height.
inline BankPlane bank_plane(double height, double run, double bank_water, double stream_water,
                            const BankStrength& soil) {
  const double face = std::sqrt(run * run + height * height);
  const double face_cosine = run / face, face_sine = height / face;
  BankPlane plane;
  plane.run = run;
  if (face_sine * soil.friction_cosine <= face_cosine * soil.friction_sine) return plane;  // lies at rest
  const double x = face_cosine + soil.friction_cosine, y = face_sine + soil.friction_sine;
  const double bisector = std::sqrt(x * x + y * y);
  const double cosine = x / bisector, sine = y / bisector;
  plane.run = height * cosine / sine;
  const double water_weight = constants::water_density * constants::gravity;
  const double weight = 0.5 * soil.unit_weight * height * (plane.run - run);
  const double leaning = 0.5 * water_weight * stream_water * stream_water / face_sine;
  const double pore_force = 0.5 * water_weight * bank_water * bank_water / sine;
  const double driving = weight * sine - leaning * (face_sine * cosine - face_cosine * sine);
  const double normal = weight * cosine + leaning * (face_cosine * cosine + face_sine * sine) - pore_force;
  const double resisting =
      soil.cohesion * height / sine + std::max(0.0, normal) * soil.friction_sine / soil.friction_cosine;
  if (driving > 0.0) plane.safety = resisting / driving;
  return plane;
}

/// Height [m] up to which a dry bank stands: (4c/gamma) sin a cos phi/(1 - cos(a - phi)) (Culmann 1866).
///   face_sine, face_cosine of the bank's angle a, steeper than the angle of friction phi.
inline double culmann_height(const BankStrength& soil, double face_sine, double face_cosine) {
  const double difference = face_cosine * soil.friction_cosine + face_sine * soil.friction_sine;
  return 4.0 * soil.cohesion / soil.unit_weight * face_sine * soil.friction_cosine / (1.0 - difference);
}

}  // namespace qingliu
