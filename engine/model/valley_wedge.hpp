#pragma once
#include <cmath>

#include "core/fast_math.hpp"

namespace qingliu {

/// The room behind a low dam: a straight valley with an even bed. Its cross-section at the dam is a rectangle
/// or a triangle (m = 0, 1 in b = B (h/H)^m). Below the sill stands a level pool; sediment comes down as a
/// delta whose top slopes at i' from the edge of the pool upwards and meets the bed again upstream, until its
/// edge reaches the dam (backfill slope; length H/(i - i') of GB 51018-2014, 14.4.1). From the geometry, with
/// f the filled share of the capacity:
///   water to the sill     V_w = B H^2/((1+m)(2+m) i)            of which V_w (1 - f) is left,
///   capacity for deposit  V_s = B H^2/((1+m)(2+m)(i - i')),
///   pool at the sill      A_0 = B H/((1+m) i)                   of which A_0 (1 - f^((1+m)/(2+m))) is open.
struct ValleyWedge {
  double height = 0.0;        ///< [m] H of the sill above the bed, above 0
  double width = 0.0;         ///< [m] B of the valley at the level of the sill
  double slope = 0.0;         ///< [-] i of the bed
  double silted_slope = 0.0;  ///< [-] i' of the top of the deposit, below i
  bool triangle = false;

  double water_capacity() const { return moment() / slope; }                              ///< [m3]
  double deposit_capacity() const { return moment() / (slope - silted_slope); }           ///< [m3]
  double sill_area() const { return width * height / ((triangle ? 2.0 : 1.0) * slope); }  ///< [m2]
  double water_left(double filled) const { return water_capacity() * (1.0 - filled); }    ///< [m3]

  /// Depth [m] of water at the dam: below the sill the pool keeps the shape of the empty one, above it has
  /// upright walls.
  double depth(double water, double filled) const {
    const double below = water_left(filled);
    if (water >= below) return height + (water - below) / sill_area();
    return height * root(water / below);
  }

  /// Open water [m2] in which sediment settles; no more than at the sill.
  double open_area(double water, double filled) const {
    const double whole = root(filled);  // depth of the deposit at its edge, of H
    const double h = std::fmin(1.0, depth(water, filled) / height);
    const double open = triangle ? 1.0 - whole * whole : 1.0 - whole;
    return sill_area() * open * (triangle ? h * h : h);
  }

 private:
  double moment() const { return width * height * height / (triangle ? 6.0 : 2.0); }
  /// x^(1/(2+m))
  double root(double x) const {
    if (!(x > 1e-30)) return 0.0;
    return triangle ? cbrt_of(x) : std::sqrt(x);
  }
};

}  // namespace qingliu
