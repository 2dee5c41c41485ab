#pragma once
// The exact solution of the Riemann problem of shallow water (Toro 2001, chapters 5 and 6), dry sides
// included.
#include <cmath>

namespace qingliu::verification {

struct WaterState {
  double depth, velocity;
};

class ExactRiemann {
 public:
  ExactRiemann(WaterState left, WaterState right, double gravity) : l_(left), r_(right), g_(gravity) {
    const double cl = std::sqrt(g_ * l_.depth), cr = std::sqrt(g_ * r_.depth);
    dry_ = l_.depth <= 0.0 || r_.depth <= 0.0 || r_.velocity - l_.velocity >= 2.0 * (cl + cr);
    if (dry_) return;
    double low = 0.0, high = 10.0 * (l_.depth + r_.depth);
    for (int k = 0; k < 300; ++k) {
      const double h = 0.5 * (low + high);
      (curve(h, l_.depth) + curve(h, r_.depth) + r_.velocity - l_.velocity > 0.0 ? high : low) = h;
    }
    middle_.depth = 0.5 * (low + high);
    middle_.velocity = 0.5 * ((l_.velocity + r_.velocity) +
                              (curve(middle_.depth, r_.depth) - curve(middle_.depth, l_.depth)));
  }

  bool dry() const { return dry_; }
  WaterState middle() const { return middle_; }

  /// The state on the ray x/t = s.
  WaterState at(double s) const {
    if (dry_) return at_dry(s);
    return s <= middle_.velocity ? left_of_contact(s) : mirrored(ExactRiemann(*this, 0).left_of_contact(-s));
  }

 private:
  /// Mirrors the problem, so that the right wave is a left one.
  ExactRiemann(const ExactRiemann& o, int)
      : l_(mirrored(o.r_)), r_(mirrored(o.l_)), g_(o.g_), middle_(mirrored(o.middle_)), dry_(o.dry_) {}

  static WaterState mirrored(WaterState w) { return {w.depth, -w.velocity}; }

  double curve(double h, double side) const {
    if (h <= side) return 2.0 * (std::sqrt(g_ * h) - std::sqrt(g_ * side));
    return (h - side) * std::sqrt(0.5 * g_ * (h + side) / (h * side));
  }

  WaterState left_fan(double s) const {
    const double c = (l_.velocity + 2.0 * std::sqrt(g_ * l_.depth) - s) / 3.0;
    return {c * c / g_, s + c};
  }

  WaterState left_of_contact(double s) const {
    const double c = std::sqrt(g_ * l_.depth), h = middle_.depth;
    if (h > l_.depth) {
      const double shock = l_.velocity - c * std::sqrt(0.5 * (h + l_.depth) * h) / l_.depth;
      return s < shock ? l_ : middle_;
    }
    if (s < l_.velocity - c) return l_;
    return s < middle_.velocity - std::sqrt(g_ * h) ? left_fan(s) : middle_;
  }

  WaterState at_dry(double s) const {
    const double cl = std::sqrt(g_ * l_.depth), cr = std::sqrt(g_ * r_.depth);
    if (l_.depth > 0.0 && s < l_.velocity + 2.0 * cl) return s < l_.velocity - cl ? l_ : left_fan(s);
    if (r_.depth > 0.0 && s > r_.velocity - 2.0 * cr)
      return s > r_.velocity + cr ? r_ : mirrored(ExactRiemann(*this, 0).left_fan(-s));
    return {0.0, 0.0};
  }

  WaterState l_, r_;
  double g_;
  WaterState middle_{0.0, 0.0};
  bool dry_ = false;
};

}  // namespace qingliu::verification
