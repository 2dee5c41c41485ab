#pragma once
#include <string>
#include <vector>

namespace qingliu {

/// Water of a run so far [m3]: what came in, where it went, and what is missing.
struct WaterBalance {
  double rain = 0.0;         ///< on the watershed, before interception
  double intercepted = 0.0;  ///< held by canopy and litter
  double infiltrated = 0.0;
  double outflow = 0.0;         ///< through the outlet
  double reservoir_loss = 0.0;  ///< evaporated and seeped from reservoirs
  double stored = 0.0;          ///< on the land now
  double stored_at_start = 0.0;

  double error() const {
    return ((rain + stored_at_start) - intercepted) - (((infiltrated + reservoir_loss) + outflow) + stored);
  }
  /// Of throughput (rain and inflow) plus initial storage.
  double relative_error() const {
    const double whole = rain + stored_at_start;
    return whole > 0.0 ? error() / whole : error();
  }
};

/// One grain class of a run so far [kg].
struct ClassBalance {
  std::string name;
  double eroded = 0.0;     ///< original soil detached: the moved mass
  double clipped = 0.0;    ///< added where round-off left less than nothing
  double deposited = 0.0;  ///< lies on the bed now
  double suspended = 0.0;  ///< is in the water now
  double outflow = 0.0;    ///< left through the outlet

  double error() const { return (eroded + clipped) - ((deposited + suspended) + outflow); }
  /// Of the moved mass; absolute [kg] for a class that nothing moved.
  double relative_error() const { return eroded > 0.0 ? error() / eroded : error(); }
};

struct Balance {
  WaterBalance water;
  std::vector<ClassBalance> classes;
};

}  // namespace qingliu
