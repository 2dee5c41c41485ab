#pragma once
#include <utility>
#include <vector>

#include "model/rain_series.hpp"
#include "process/interception/interception_laws.hpp"
#include "process/surface/surface_process.hpp"

namespace qingliu::run {

/// A series and its weight in the rain of a place.
struct RainShare {
  int series = 0;
  double weight = 1.0;
};

/// Ground with one rain: the weighted sum of series.
struct RainZone {
  std::vector<RainShare> shares;
  std::size_t cells = 0;  ///< of the watershed
};

/// Rain of a cover class under its canopy.
struct CoverRain {
  interception::CanopyParameters canopy;
  double canopy_height = 0.0;  ///< [m]
  double litter_cover = 0.0;   ///< [-] ground shielded from drops
  std::size_t cells = 0;       ///< of the watershed with this cover
  double soil_share = 1.0;     ///< [-] of the cell under the canopy; the rest sheds the rain
  double roof_share = 0.0;     ///< [-] of the cell
  double roof_store = 0.0;     ///< [m] per roof area
  int zone = 0;                ///< whose rain falls on it

  /// Cumulative net rain of the cell [m] after the rain [m]: f_soil N(P) + f_roof (P - store) + the rest P.
  double net(double rain) const {
    return soil_share * interception::cumulative_net_rain(canopy, rain) + shed(rain);
  }
  /// The part that roads, roofs and water surfaces shed [m].
  double shed(double rain) const {
    return (1.0 - soil_share - roof_share) * rain + roof_share * max_of(0.0, rain - roof_store);
  }
};

/// The rain of every zone, what of it reaches the ground under each cover, and with what energy. Everything
/// follows from the cumulative curves, so the sums do not depend on the steps.
class RainForcing {
 public:
  RainForcing() = default;
  /// Every zone's shares are of `series`.
  RainForcing(std::vector<RainSeries> series, std::vector<RainZone> zones);
  void set_covers(std::vector<CoverRain> covers) { covers_ = std::move(covers); }
  const std::vector<CoverRain>& covers() const { return covers_; }
  const std::vector<RainZone>& zones() const { return zones_; }

  /// Mean depth over the watershed from the start of the run to t [m].
  double cumulative(double t) const;
  /// Depth by zone from the start of the run to t [m].
  std::vector<double> cumulative_by_zone(double t) const;
  double next_breakpoint(double t) const;
  /// Mean depth of the whole series [m].
  double total() const;
  /// Least and largest depth of a zone until t [m].
  std::pair<double, double> least_and_largest(double t) const;
  /// Mean intensity until the next breakpoint, of the zone where it is largest [m s-1].
  double intensity(double t) const;

  /// Rain of the step from t to t + dt by cover class.
  void step(double t, double dt, surface::StepForcing& forcing) const;
  /// Held back by canopy and litter from the start to t, over the watershed [m of depth times cells].
  double intercepted_cells(double t) const;

 private:
  std::vector<RainSeries> series_;
  std::vector<double> mean_weight_;  ///< of each series over the watershed
  std::vector<RainZone> zones_;
  std::vector<CoverRain> covers_;
};

}  // namespace qingliu::run
