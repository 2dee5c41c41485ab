#pragma once
// Sections of a scenario: what people bring into streams.
#include <optional>
#include <string>
#include <vector>

#include "scenario/layer.hpp"

namespace qingliu::scenario {

/// Rubbish in streams. Without the section none is carried.
struct LitterSection {
  bool on = false;
  double build_up = 0.0;     ///< [s] before the run in which it has come to lie on the banks
  double at_start = 0.0;     ///< [kg m-1] stranded along all streams
  double travel = 231.0;     ///< [m]
  double lift_depth = 0.05;  ///< [m]
  double lift_speed = 0.25;  ///< [m s-1]
  double wash_time = 600.0;  ///< [s]
  double density = 263.0;    ///< [kg m-3]
  Place place;
};

/// Of all constituents of the water.
struct QualitySection {
  double temperature = 20.0;  ///< [deg C]
};

/// A constituent of the water.
struct ConstituentSection {
  std::string name;                     ///< "TN" | "TP" | "NH3-N" | "COD"
  std::optional<double> decay;          ///< [s-1] at 20 deg C; none: of its kind
  double theta = 1.047;                 ///< [-]
  std::optional<double> settling;       ///< [m s-1] in streams
  std::optional<double> pool_settling;  ///< [m s-1]
  std::optional<double> pool_start;     ///< [kg m-3]
  std::optional<double> person, pig;    ///< [kg s-1] of one
  std::vector<double> attached;         ///< [-] of each grain class
  Place place;
};

/// People beside a stream.
struct VillageSection {
  std::string name;
  std::optional<Point> point;
  Layer layer;                            ///< or polygons around its houses, or
  std::vector<double> ids;                ///< those of them that have these numbers
  std::string reach;                      ///< or a reach and
  double chainage = -1.0;                 ///< [m] from its upper end; below 0: not given
  double snap = 500.0;                    ///< [m] to the stream at most
  double people = 0.0;                    ///< [-]
  double waste = 0.0;                     ///< [kg s-1] of one person
  double collected = 0.0;                 ///< [-]
  double leak = 0.05;                     ///< [-]
  std::optional<double> sewage_delivery;  ///< [-] of what people give that reaches the stream
  double sewage_kept = 0.0;               ///< [-] of it
  double pigs = 0.0;                      ///< [-]
  std::optional<double> pig_delivery;     ///< [-]
  double pig_kept = 0.0;                  ///< [-]
  bool active = true;                     ///< false only while the scenario is read
  Place place;
};

}  // namespace qingliu::scenario
