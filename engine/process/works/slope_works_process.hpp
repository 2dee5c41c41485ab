#pragma once
#include <vector>

#include "model/grains.hpp"
#include "model/land_state.hpp"
#include "model/slope_works.hpp"

namespace qingliu::works {

/// Stores below the grid: after the land's own step they catch running water with the soil in it, keep the
/// soil, and let the water seep away. A full store lets all pass. When a storm above its design breaks one,
/// the water that no longer fits runs on; its silt stays. In strips of plants grains settle and stay.
///
/// Not modelled: where in its cell a store lies; settling in water that passes over a full store.
class SlopeWorksProcess {
 public:
  /// Everything must outlive the process. deposit_inverse_density: [m3 kg-1] of each class where it lies.
  SlopeWorksProcess(const SlopeWorks& works, const Grains& grains,
                    const std::vector<double>& deposit_inverse_density);

  /// From now on only the works in these cells of the grid are moved.
  void take_cells(std::size_t first, std::size_t last);

  /// After the land's step from t - dt to t [s].
  void advance(double t, double dt, LandState& land, SlopeWorksState& state);

  /// [m s-1] fastest wave where water came back onto the land in the last step; 0: nowhere.
  double land_wave_speed() const { return land_wave_speed_; }
  /// [m] of the store that silt fills.
  double silt_depth(const SlopeWorksState& state, std::size_t store) const;

 private:
  void step_strip(std::size_t n, double t, double dt, LandState& land, SlopeWorksState& state) const;
  double step_store(std::size_t n, double t, double dt, LandState& land, SlopeWorksState& state) const;

  const SlopeWorks& works_;
  const Grains& grains_;
  const std::vector<double>& inverse_density_;
  double land_wave_speed_ = 0.0;
  std::vector<std::size_t> store_blocks_, strip_blocks_;  ///< bounds of runs that share no cell
};

}  // namespace qingliu::works
