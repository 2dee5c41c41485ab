#pragma once
// Strength of the walls of collapsing gullies (崩岗) between dry and saturated, and how high they stand
// (physics.md 5.1).
#include <algorithm>
#include <cmath>

#include "model/gully.hpp"
#include "process/bank_laws.hpp"

namespace qingliu::gully {

/// Strength at a saturation s [-] of the wall's pores:
///   c = c_wet + (c_dry - c_wet) (1 - s)^1.5;  tan phi and gamma between their ends in proportion.
/// The exponent is unverified (physics.md 5.1).
inline BankStrength strength_at(const WallSoil& soil, double saturation) {
  const double dry = 1.0 - std::clamp(saturation, 0.0, 1.0);
  const double tangent = soil.wet_friction + (soil.dry_friction - soil.wet_friction) * dry;
  const double cosine = 1.0 / std::sqrt(1.0 + tangent * tangent);
  return {soil.wet_cohesion + (soil.dry_cohesion - soil.wet_cohesion) * (dry * std::sqrt(dry)),
          tangent * cosine, cosine, soil.wet_weight + (soil.dry_weight - soil.wet_weight) * dry};
}

/// Depth [m] of the tension crack at the crest, z_t = (2c/gamma) tan(45 + phi/2) (Rankine 1857).
inline double crack_depth(const BankStrength& soil) {
  return 2.0 * soil.cohesion / soil.unit_weight * soil.friction_cosine / (1.0 - soil.friction_sine);
}

/// Height [m] up to which a face stands: Culmann's, less the crack where there is one.
///   run [m] >= 0 of the face over `height` [m] > 0. Infinite where it lies at rest.
inline double standing_height(const BankStrength& soil, double height, double run, bool crack) {
  const double face = std::sqrt(run * run + height * height);
  const double sine = height / face, cosine = run / face;
  if (sine * soil.friction_cosine <= cosine * soil.friction_sine) return 1e300;
  return culmann_height(soil, sine, cosine) - (crack ? crack_depth(soil) : 0.0);
}

/// What slides when a face is higher than it stands: the wedge above the plane through the toe half-way
/// between the face and the angle of friction; above a crack it breaks off upright.
struct Slide {
  double run = 0.0;   ///< [m] from toe to top, level, of the face that it leaves
  double area = 0.0;  ///< [m2] that is gone
};

inline Slide slide_of(const BankStrength& soil, double height, double run, bool crack) {
  const double plane = bank_plane(height, run, 0.0, 0.0, soil).run;
  const double depth = crack ? std::min(crack_depth(soil), height) : 0.0;
  const double top = plane * (1.0 - depth / height);
  if (top <= run) return {run, 0.0};
  return {top, 0.5 * (plane - run) * height - 0.5 * (plane - top) * depth};
}

/// Mean saturation [-] of a wall into which water has gone from the crest: full down to the wetting front.
///   first [-] at the start; water [m] taken in; fillable [-] share of the volume that it filled; height [m].
inline double wall_saturation(double first, double water, double fillable, double height) {
  const double wet = std::min(1.0, water / std::max(fillable * height, 1e-12));
  return first + (1.0 - first) * std::max(0.0, wet);
}

}  // namespace qingliu::gully
