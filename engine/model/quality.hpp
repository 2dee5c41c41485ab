#pragma once
// What land and people bring into streams, and what streams make of it: litter (rubbish, not that of plants)
// and dissolved constituents of the water.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/moments.hpp"
#include "core/sum.hpp"
#include "network/stream_network.hpp"

namespace qingliu {

/// A village beside a stream.
struct Village {
  std::string name;
  int segment = -1;        ///< of the stream that its litter and waste water reach
  double people = 0.0;     ///< [-]
  double waste = 0.0;      ///< [kg s-1] thrown away by all of them
  double collected = 0.0;  ///< [-] of it on the run's first day
  double leak = 0.0;       ///< [-] of the rest that comes to lie on the banks
  double at_start = 0.0;   ///< [kg] that lies there before the first step
  double pigs = 0.0;       ///< [-]

  double litter() const { return waste * (1.0 - collected) * leak; }  ///< [kg s-1] that comes to lie there
};

/// What comes from every village, and what each measure keeps back, from a moment of the run on.
struct RateStage {
  double at = 0.0;               ///< [s]
  std::vector<double> villages;  ///< [kg s-1]
  std::vector<double> kept;      ///< [kg s-1]
};

/// Of `later` the last stage at or before t [s]; nullptr: still as at the start.
inline const RateStage* stage_at(const std::vector<RateStage>& later, double t) {
  const RateStage* found = nullptr;
  for (const RateStage& stage : later) {
    if (stage.at <= t + same_moment) found = &stage;
  }
  return found;
}

/// [kg] from the start to t [s] of what begins with `rate` [kg s-1] and is of(stage) from each stage on.
template <class F>
double brought(double rate, const std::vector<RateStage>& later, double t, F of) {
  double mass = 0.0, since = 0.0;
  for (const RateStage& stage : later) {
    if (stage.at >= t) break;
    mass += rate * (stage.at - since);
    since = stage.at;
    rate = of(stage);
  }
  return mass + rate * (t - since);
}

/// Moments first + n every, n = 0, 1, ... [s] of the run up to `last`; every 0: none.
struct Schedule {
  double first = 0.0, every = 0.0, last = 1e300;

  /// How many of them lie after `from` and not after `to` [s].
  int due(double from, double to) const {
    if (!(every > 0.0)) return 0;
    const auto before = [&](double t) {
      return std::max(0.0, std::floor((std::min(t, last) - first) / every) + 1.0);
    };
    return static_cast<int>(before(to) - before(from));
  }
};

/// A boom or rack across a stream, at the lower end of its segment.
struct LitterTrap {
  std::string measure;            ///< id
  int segment = -1;               ///< of the stream
  double capture = 0.0;           ///< [-] of what passes
  double capacity = 1e300;        ///< [kg]; what comes when it is full passes
  double most_discharge = 1e300;  ///< [m3 s-1] above which it lets everything go
  Schedule emptied;
  double from = -1e300, to = 1e300;  ///< [s] of the run in which it stands; then it goes with what is in it

  /// Whether it stands in a step that begins at t [s].
  bool stands(double t) const { return t + same_moment >= from && t + same_moment < to; }
};

/// Rounds of people who gather litter along a stream.
struct LitterRounds {
  struct Part {
    int segment = -1;
    double share = 1.0;  ///< [-] of its length
  };
  std::string measure;  ///< id
  std::vector<Part> parts;
  double removes = 0.0;  ///< [-] of what floats or lies there, in a round
  Schedule rounds;
};

/// What a measure keeps from coming to lie on the banks.
struct LitterKept {
  std::string measure;    ///< id
  double rate = 0.0;      ///< [kg s-1] on the run's first day
  double at_start = 0.0;  ///< [kg] before the first step
};

struct Litter {
  bool on = false;
  double travel = 231.0;     ///< [m] mean way until it strands: exp(-x/travel) of it passes x
  double lift_depth = 0.05;  ///< [m] of water that lifts it
  double lift_speed = 0.25;  ///< [m s-1] likewise
  double wash_time = 600.0;  ///< [s] in which water that lifts it takes 63 % of it
  double density = 263.0;    ///< [kg m-3] as it lies in booms
  double build_up = 0.0;     ///< [s] before the run in which it has come to lie on the banks
  double at_start = 0.0;     ///< [kg m-1] stranded along all streams before the run
  std::vector<LitterTrap> traps{};
  std::vector<LitterRounds> rounds{};
  std::vector<LitterKept> kept{};
  std::vector<RateStage> later{};  ///< by time: where measures in villages begin or end within the run
};

/// Where litter is [kg]. Segments, villages, traps, rounds, reservoirs and dams in their order.
struct LitterState {
  std::vector<double> floating, flooded;  ///< of each segment: in the stream; on the land beside it
  std::vector<double> stranded;           ///< of each segment
  std::vector<double> stranded_depth;     ///< [m] of water in which it stranded, mean by mass
  std::vector<double> passed;             ///< [kg] past the lower end of each segment since the start
  std::vector<double> lying;              ///< of each village, on the banks
  std::vector<double> held, removed;      ///< of each trap: in it; taken out of it
  std::vector<double> gathered;           ///< by the rounds of each river_clean
  std::vector<double> in_pools, in_dams;  ///< of each reservoir; of each check dam
  double at_start = 0.0;
  Sum leaked;  ///< that has come to lie on the banks since
  Sum left;    ///< the watershed

  /// All that is somewhere, or has gone.
  double found() const {
    Sum sum;
    for (const auto* row :
         {&floating, &flooded, &stranded, &lying, &held, &removed, &gathered, &in_pools, &in_dams})
      for (const double mass : *row) sum.add(mass);
    sum.add(left.value());
    return sum.value();
  }
};

/// The constituents that are known, in the order of Landuse::runoff.
inline constexpr int known_constituents = 4;
inline constexpr std::array<const char*, known_constituents> constituent_names{"TN", "TP", "NH3-N", "COD"};

/// What plants beside a stream keep of what runs in from the land.
struct Filter {
  std::string measure;        ///< id
  std::vector<double> keeps;  ///< [kg m-3] of fresh water into each segment
};

/// Of one measure in villages: what it keeps back.
struct LoadKept {
  std::string measure;  ///< id
  double rate = 0.0;    ///< [kg s-1] on the run's first day
};

/// A constituent that is dissolved in the water, or as fine as if it were.
struct Constituent {
  int kind = 0;                  ///< of constituent_names
  std::vector<double> land;      ///< [kg m-3] of fresh water into each segment, without what filters keep
  std::vector<double> loads;     ///< [kg s-1] of each village on the first day, what measures keep taken off
  std::vector<LoadKept> kept;    ///< by measures in villages
  std::vector<RateStage> later;  ///< by time, of `loads` and `kept`
  std::vector<Filter> filters;   ///< beside streams
  double decay = 0.0;            ///< [s-1] at the temperature of the run
  double settling = 0.0;         ///< [m s-1] in streams
  std::vector<double> pool_settling;  ///< [m s-1] in each reservoir
  std::vector<double> pool_start;     ///< [kg m-3] in each reservoir at the start
  std::vector<double> attached;       ///< [-] mass per mass of each grain class; empty: not told

  std::string name() const { return constituent_names[kind]; }
};

/// Where a constituent is [kg].
struct ConstituentState {
  std::vector<double> mass, flooded;          ///< of each segment: in the stream; on the land beside it
  std::vector<double> passed;                 ///< past the lower end of each segment since the start
  std::vector<double> attached_passed;        ///< the same of what is on grains; empty: not told
  std::vector<std::vector<double>> in_pools;  ///< of each reservoir, in its tanks from head to dam
  std::vector<std::vector<double>> in_dams;   ///< of each check dam, in one tank
  double at_start = 0.0;
  Sum of_land, decayed, settled, seeped, left;
  std::vector<Sum> of_villages;
  std::vector<Sum> filtered;  ///< by each filter: it never entered

  double present() const {
    Sum sum;
    for (const auto* row : {&mass, &flooded})
      for (const double m : *row) sum.add(m);
    for (const auto* dams : {&in_pools, &in_dams}) {
      for (const auto& tanks : *dams)
        for (const double m : tanks) sum.add(m);
    }
    return sum.value();
  }
  double entered() const {
    Sum sum = of_land;
    for (const Sum& village : of_villages) sum.add(village.value());
    return sum.value();
  }
};

/// All of a run.
struct Quality {
  std::vector<Village> villages;
  Litter litter;
  std::vector<Constituent> constituents;

  bool on() const { return litter.on || !constituents.empty(); }
};

struct QualityState {
  QualityState() = default;
  QualityState(const Quality& what, const StreamNetwork& network, std::size_t pools, std::size_t dams) {
    const std::size_t segments = network.segments.size();
    flood.assign(segments, 0.0);
    if (!what.litter.on) return;
    for (auto* row :
         {&litter.floating, &litter.flooded, &litter.stranded, &litter.stranded_depth, &litter.passed})
      row->assign(segments, 0.0);
    for (auto* row : {&litter.held, &litter.removed}) row->assign(what.litter.traps.size(), 0.0);
    litter.gathered.assign(what.litter.rounds.size(), 0.0);
    litter.in_pools.assign(pools, 0.0);
    litter.in_dams.assign(dams, 0.0);
    Sum start;
    for (const Village& v : what.villages) {
      litter.lying.push_back(v.at_start);
      start.add(litter.lying.back());
    }
    for (std::size_t s = 0; s < segments; ++s) {
      litter.stranded[s] = what.litter.at_start * network.segments[s].length;
      start.add(litter.stranded[s]);
    }
    litter.at_start = start.value();
  }

  std::vector<double> flood;  ///< [m3] of each segment's water that stands on the land beside it
  LitterState litter;
  std::vector<ConstituentState> constituents;
};

}  // namespace qingliu
