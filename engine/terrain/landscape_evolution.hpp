#pragma once
#include <functional>

#include "terrain/terrain.hpp"

namespace qingliu::terrain {

/// Makes fluvial relief: uplift against stream-power incision and hillslope creep,
///   dz/dt = U - k sqrt(A) |grad z| + D lap z     (Howard 1994, eq. 1-7; K = 1 [1/time], theta = 0.5),
/// implicit along the drainage tree (Braun & Willett 2013, eq. 21-23), slopes held below the angle of repose.
/// Time is dimensionless: a wave of incision passes from A to 4 A in about ln 4. Edge cells keep their
/// elevation.
class LandscapeEvolution {
 public:
  using Map = std::function<double(double x, double y)>;

  /// uplift(x, y) [m]: fall per unit of the integral of dx / sqrt(A); erodibility(x, y) [-] around 1.
  LandscapeEvolution(Surface start, Map uplift, Map erodibility, std::uint32_t seed);

  void advance(int steps, double dt);
  /// Halves the cell size: cells become lattice nodes between which elevations are interpolated and roughened
  /// a little.
  void refine();
  const Surface& surface() const { return surface_; }

 private:
  void sample_maps();
  void erode(double dt);
  void creep(double dt);

  Surface surface_;
  Map uplift_map_;
  Map erodibility_map_;
  std::uint32_t seed_;
  std::vector<double> uplift_;
  std::vector<double> erodibility_;
};

}  // namespace qingliu::terrain
