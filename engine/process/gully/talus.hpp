#pragma once
#include <cstddef>
#include <set>
#include <vector>

#include "model/land_state.hpp"
#include "process/gully/gully_land.hpp"

namespace qingliu::gully {

/// Lets loose deposit that lies steeper than its angle of repose slide to lower cells across the faces, each
/// class with the share that it has where it slides: half of what is too steep at a time, from the lowest
/// cell number up, until nothing is steeper by more than a millimetre. Every class keeps its mass. The bed
/// follows.
class Talus {
 public:
  /// inverse_density: [m3 kg-1] of each class where it lies; must outlive it, as the grid.
  Talus(const Grid& grid, const std::vector<double>& inverse_density)
      : grid_(grid), inverse_density_(inverse_density) {}

  /// The deposit of a cell, or its bed, has changed.
  void touch(std::size_t cell) { touched_.insert(cell); }
  void set_reach(Reach reach) { reach_ = std::move(reach); }
  /// Slides what is touched; what is left after very many moves goes on in the next call.
  void settle(double repose, LandState& land);

  const std::set<std::size_t>& touched() const { return touched_; }
  void restore(std::set<std::size_t> touched) { touched_ = std::move(touched); }

 private:
  double thickness(const LandState& land, std::size_t cell) const;
  bool slide_to(std::size_t cell, std::size_t other, double repose, LandState& land);

  const Grid& grid_;
  const std::vector<double>& inverse_density_;
  std::set<std::size_t> touched_;
  Reach reach_;
};

}  // namespace qingliu::gully
