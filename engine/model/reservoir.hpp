#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/sum.hpp"
#include "model/storage_curve.hpp"

namespace qingliu {

/// A spillway: free overflow, or gates that leave `gate_opening`.
struct Spillway {
  double sill = 0.0;              ///< [m]
  double width = 0.0;             ///< [m] 0: there is none
  double coefficient = 0.385;     ///< [-] m of Q = m b sqrt(2 g) H^1.5
  double gate_opening = -1.0;     ///< [m] below 0: free; 0: closed
  double gate_coefficient = 0.6;  ///< [-] mu of Q = mu b e sqrt(2 g H)
};

/// The release that is asked for at a level, from a moment on.
struct ReleaseRule {
  double begin = -1e300;          ///< [s] of the run
  std::vector<double> levels;     ///< [m] rising
  std::vector<double> discharge;  ///< [m3 s-1] linear between the levels
};

/// A bottom outlet or culvert, an orifice; with a rule the release that is asked for, as far as the orifice
/// can give it.
struct BottomOutlet {
  double level = 0.0;              ///< [m] of its middle
  double area = 0.0;               ///< [m2] 0: there is none
  double coefficient = 0.62;       ///< [-]
  std::vector<ReleaseRule> rules;  ///< by their begin, the first from before the run; empty: fully open

  /// The rule at a moment [s]; none when it is fully open.
  const ReleaseRule* rule_at(double moment) const {
    const ReleaseRule* found = nullptr;
    for (const ReleaseRule& rule : rules) {
      if (rule.begin <= moment) found = &rule;
    }
    return found;
  }
};

/// A dam that is made to break, as a scenario.
struct BreachPlan {
  bool planned = false;
  double level = 1e300;       ///< [m] of the pool at which it begins
  double moment = 1e300;      ///< [s] or when
  double bottom = 0.0;        ///< [m] to which it cuts
  double width = 0.0;         ///< [m] mean, at the end; 0: Froehlich (2008)
  double duration = 0.0;      ///< [s] 0: likewise
  double width_factor = 1.3;  ///< [-] K of Froehlich: 1.3 overtopping, 1.0 piping
  double side_slope = 1.0;    ///< [-] horizontal to vertical
};

/// A reservoir that stands in a stream, as it was built. Levels in the height system of the terrain.
struct Reservoir {
  std::string name;
  int segment = -1;  ///< of the stream, at the dam
  StorageCurve curve;
  double crest = 0.0;         ///< [m] of the dam
  double crest_length = 0.0;  ///< [m] over which water pours when it tops the dam
  double normal_level = 0.0;  ///< [m]
  double dead_level = 0.0;    ///< [m]
  double start_level = 0.0;   ///< [m]
  Spillway spillway;
  BottomOutlet outlet;
  BreachPlan breach;
  double evaporation = 0.0;             ///< [m s-1] from the water surface
  double seepage = 0.0;                 ///< [m3 s-1] while there is water; does not come back
  std::vector<double> alarms;           ///< [m]
  int tanks = 3;                        ///< in series, of the trapping
  std::vector<double> deposit_density;  ///< [kg m-3] dry, of each class where it lies on the bottom
  bool even_deposit = false;            ///< deposit takes storage below the normal level in proportion to it
  double share_of_year = 0.0;           ///< [-] of a year's sediment that this run brings; 0: not given

  /// Share of the storage below the normal level that an even deposit leaves.
  double left_share(double deposit) const {
    return std::max(0.0, 1.0 - deposit / curve.volume_of(normal_level));
  }
  /// [m] that the pool stands at with a volume of water above a deposit [m3].
  double level_of(double water, double deposit) const {
    if (!even_deposit) return curve.level_of(water + deposit);
    const double left = curve.volume_of(normal_level) * left_share(deposit);
    return water < left ? curve.level_of(water / left_share(deposit)) : curve.level_of(water + deposit);
  }
  /// [m2] of open water then: dV/dz of what is left, so that an even deposit takes its share of it too.
  double area_of(double water, double deposit) const {
    if (!even_deposit) return curve.area_of(water + deposit);
    return area_at(level_of(water, deposit), deposit);
  }
  double area_at(double level, double deposit) const {  ///< [m2] at a level
    const double whole = curve.area_of(curve.volume_of(level));
    return even_deposit && level < normal_level ? whole * left_share(deposit) : whole;
  }
  /// [m3] of deposit that finds room: the storage below the sill of a spillway that is not shut, or below the
  /// crest. What settles beyond goes with the water.
  double deposit_capacity() const {
    const bool spills = spillway.width > 0.0 && spillway.gate_opening != 0.0;
    return curve.volume_of(spills ? std::min(spillway.sill, crest) : crest);
  }
  /// [m3] of water below a level.
  double volume_of(double level, double deposit) const {
    const double whole = curve.volume_of(level);
    if (even_deposit && level < normal_level) return whole * left_share(deposit);
    return std::max(0.0, whole - deposit);
  }
};

/// Ways of water through a reservoir, in the order of ReservoirState::books.
enum ReservoirWay { inflow, spill, over_crest, released, evaporated, seeped, breached, reservoir_ways };

/// What of a reservoir changes with time.
struct ReservoirState {
  ReservoirState() = default;
  ReservoirState(const Reservoir& reservoir, int classes)
      : water(reservoir.curve.volume_of(reservoir.start_level)),
        suspended(classes, std::vector<double>(reservoir.tanks, 0.0)),
        deposited(classes, 0.0),
        removed(classes, 0.0) {}

  double water = 0.0;                          ///< [m3]
  std::vector<std::vector<double>> suspended;  ///< [kg] of each class in each tank, from head to dam
  std::vector<double> deposited;               ///< [kg] of each class on the bottom
  std::vector<double> removed;                 ///< [kg] of each class that has been dredged
  std::array<Sum, reservoir_ways> books;       ///< [m3] since the start
  std::array<double, reservoir_ways> told{};   ///< [m3] of it in the series already
  double told_at = 0.0;                        ///< [s]
  double peak_level = -1e300;                  ///< [m]
  double peak_time = 0.0;                      ///< [s]
  double breach_began = -1.0;                  ///< [s] below 0: the dam stands
  double breach_water = 0.0;                   ///< [m3] above the breach's bottom when it began
  double drawn_down = -1.0;  ///< [s] when the level came back to normal after the peak; below 0: not yet

  /// [m3] that the deposit takes from the storage, from the bottom up.
  double deposit_volume(const Reservoir& reservoir) const {
    double volume = 0.0;
    for (std::size_t k = 0; k < deposited.size(); ++k) volume += deposited[k] / reservoir.deposit_density[k];
    return volume;
  }
  double level(const Reservoir& reservoir) const {
    return reservoir.level_of(water, deposit_volume(reservoir));
  }
};

}  // namespace qingliu
