#pragma once
// Places along a line of straight pieces.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace qingliu {

using LinePoint = std::pair<double, double>;  ///< x, y [m]

inline double distance_between(LinePoint a, LinePoint b) {
  const double x = b.first - a.first, y = b.second - a.second;
  return std::sqrt(x * x + y * y);
}

/// A line with the way [m] from its first point to each of its points.
class Polyline {
 public:
  explicit Polyline(std::vector<LinePoint> points) : points_(std::move(points)), way_(points_.size(), 0.0) {
    for (std::size_t n = 1; n < points_.size(); ++n)
      way_[n] = way_[n - 1] + distance_between(points_[n - 1], points_[n]);
  }

  double length() const { return way_.back(); }
  LinePoint front() const { return points_.front(); }
  LinePoint back() const { return points_.back(); }

  LinePoint at(double way) const {
    std::size_t n = 1;
    while (n + 1 < points_.size() && way_[n] < way) ++n;
    const double piece = way_[n] - way_[n - 1];
    const double share = piece > 0.0 ? std::clamp((way - way_[n - 1]) / piece, 0.0, 1.0) : 0.0;
    const LinePoint &a = points_[n - 1], &b = points_[n];
    return {a.first + share * (b.first - a.first), a.second + share * (b.second - a.second)};
  }

  struct Nearest {
    double way = 0.0;         ///< [m] along the line
    double distance = 1e300;  ///< [m] from it
  };
  /// The place between `from` and `to` [m] along the line that is nearest to p.
  Nearest nearest(LinePoint p, double from = 0.0, double to = 1e300) const {
    Nearest best;
    for (std::size_t n = 1; n < points_.size(); ++n) {
      if (way_[n] < from || way_[n - 1] > to) continue;
      const double piece = way_[n] - way_[n - 1];
      const LinePoint &a = points_[n - 1], &b = points_[n];
      const double x = b.first - a.first, y = b.second - a.second;
      const double along = piece > 0.0 ? ((p.first - a.first) * x + (p.second - a.second) * y) / piece : 0.0;
      const double least = std::max(0.0, from - way_[n - 1]), most = std::min(piece, to - way_[n - 1]);
      const double way = std::max(least, std::min(along, most)), share = piece > 0.0 ? way / piece : 0.0;
      const double distance = distance_between(p, {a.first + share * x, a.second + share * y});
      if (distance < best.distance) best = {way_[n - 1] + way, distance};
    }
    return best;
  }

 private:
  std::vector<LinePoint> points_;
  std::vector<double> way_;
};

}  // namespace qingliu
