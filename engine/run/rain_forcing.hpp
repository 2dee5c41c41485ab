#pragma once
#include <utility>
#include <vector>

#include "core/sum.hpp"
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
  double splash_factor = 1.0;  ///< [-] multiplies what drops detach
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

/// What canopy, litter and roofs of a cover class hold, where they dry between bursts.
struct CoverStore {
  double canopy_rain = 0.0;  ///< [m] rain on an empty canopy that would leave what it holds
  double litter = 0.0;       ///< [m] over the soil's share
  double roof = 0.0;         ///< [m] over the roofs' share
  Sum net;                   ///< [m] that has reached the ground, over the cell

  /// Rain P [m] on the cover: what passes, in its parts.
  interception::RainStep wet(const CoverRain& cover, double rain);
  /// Evaporation of e [m]: of the litter what the canopy leaves.
  void dry(const CoverRain& cover, double e);
};

/// The rain of every zone, what of it reaches the ground under each cover, and with what energy. Everything
/// follows from the cumulative curves, so the sums do not depend on the steps.
class RainForcing {
 public:
  RainForcing() = default;
  /// Every zone's shares are of `series`.
  RainForcing(std::vector<RainSeries> series, std::vector<RainZone> zones);
  void set_covers(std::vector<CoverRain> covers) {
    covers_ = std::move(covers);
    stores_.assign(covers_.size(), {});
  }
  /// From a moment [s] on, after all that were told before; a class keeps its place and its cells. What is
  /// new is as wet as if it had stood in the rain until then.
  void set_covers_from(double at, std::vector<CoverRain> covers) {
    later_.push_back({at, std::move(covers)});
  }
  /// Potential evaporation while no rain falls [m s-1]: canopies, litter and roofs dry.
  void set_evaporation(double rate) { evaporation_ = rate; }
  /// Time constant with which wetting fronts recover while no rain falls [s].
  void set_recovery(double seconds) { recovery_ = seconds; }
  bool dries() const { return evaporation_ > 0.0; }
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

  /// Rain of the step from t to t + dt by cover class. Steps follow upon each other: where stores dry, they
  /// are a state.
  void step(double t, double dt, surface::StepForcing& forcing);
  std::vector<CoverStore>& stores() { return stores_; }
  const std::vector<CoverStore>& stores() const { return stores_; }
  /// Held back by canopy and litter from the start to t, over the watershed, with what of it has evaporated
  /// [m of depth times cells].
  double intercepted_cells(double t) const;
  /// The same by cover class, of one of its cells [m].
  std::vector<double> intercepted_by_cover(double t) const;

 private:
  /// The covers from a moment on.
  struct CoversFrom {
    double at = 0.0;  ///< [s]
    std::vector<CoverRain> covers;
  };
  const std::vector<CoverRain>& covers_at(double t) const;
  double net_of_curves(std::size_t cover, double rain, double t) const;

  std::vector<RainSeries> series_;
  std::vector<double> mean_weight_;  ///< of each series over the watershed
  std::vector<RainZone> zones_;
  std::vector<CoverRain> covers_;   ///< at the start
  std::vector<CoversFrom> later_;   ///< by time
  std::vector<CoverStore> stores_;  ///< by cover class; used where they dry
  double evaporation_ = 0.0;        ///< [m s-1]
  double recovery_ = 0.0;           ///< [s] 0: none
};

}  // namespace qingliu::run
