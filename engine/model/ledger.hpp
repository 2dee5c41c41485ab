#pragma once
#include <string>
#include <vector>

namespace qingliu {

/// Water of a run so far [m3]: what came in, where it went, and what is missing.
struct WaterBalance {
  double rain = 0.0;         ///< on the watershed, before interception
  double inflow = 0.0;       ///< through boundaries and from inflows
  double intercepted = 0.0;  ///< held by canopy and litter
  double infiltrated = 0.0;
  double outflow = 0.0;         ///< through the outlet and other boundaries
  double evaporated = 0.0;      ///< of water on the land
  double reservoir_loss = 0.0;  ///< evaporated and seeped from reservoirs
  double stored = 0.0;          ///< on the land, in streams and reservoirs now
  double stored_at_start = 0.0;

  double error() const {
    return (((rain + inflow) + stored_at_start) - intercepted) -
           ((((infiltrated + evaporated) + reservoir_loss) + outflow) + stored);
  }
  /// Of throughput (rain and inflow) plus initial storage.
  double relative_error() const {
    const double whole = (rain + inflow) + stored_at_start;
    return whole > 0.0 ? error() / whole : error();
  }
};

/// One grain class of a run so far [kg].
struct ClassBalance {
  std::string name;
  double eroded = 0.0;     ///< original soil detached, banks and gullies included: the moved mass
  double banks = 0.0;      ///< of it from banks, taken by the flow or fallen
  double gullies = 0.0;    ///< of it from walls that collapsed and from gullies
  double inflow = 0.0;     ///< through boundaries and from inflows
  double at_start = 0.0;   ///< silt in streams and behind check dams, and bed that was dredged away
  double clipped = 0.0;    ///< added where round-off left less than nothing
  double deposited = 0.0;  ///< lies on the bed now
  double suspended = 0.0;  ///< is in the water now
  double outflow = 0.0;    ///< left through the outlet
  double removed = 0.0;    ///< dredged away

  double error() const {
    return (((eroded + inflow) + at_start) + clipped) - (((deposited + suspended) + outflow) + removed);
  }
  /// Of the moved mass, inflow and what lay there included; absolute [kg] for a class that nothing moved.
  double relative_error() const {
    const double moved = (eroded + inflow) + at_start;
    return moved > 0.0 ? error() / moved : error();
  }
};

/// Litter or a constituent of water that streams carry, in a run so far [kg].
struct SubstanceBalance {
  std::string name;
  double at_start = 0.0;
  double entered = 0.0;  ///< from land and villages
  double present = 0.0;  ///< in streams and on their banks, on flooded land, behind dams, in booms
  double removed = 0.0;  ///< taken out by measures
  double decayed = 0.0;
  double settled = 0.0;  ///< onto the bottoms of streams and pools, or seeped away with their water
  double left = 0.0;     ///< the watershed in streams, or the streams for good

  double error() const { return (at_start + entered) - ((((present + removed) + decayed) + settled) + left); }
  /// Of what there was; absolute [kg] where there was none.
  double relative_error() const {
    const double all = at_start + entered;
    return all > 0.0 ? error() / all : error();
  }
};

/// What passed one boundary or came from one inflow so far.
struct EdgeBalance {
  std::string name, kind;
  double entered = 0.0, left = 0.0;                   ///< [m3]
  std::vector<double> entered_classes, left_classes;  ///< [kg]
};

struct Balance {
  WaterBalance water;
  std::vector<ClassBalance> classes;
  std::vector<EdgeBalance> edges;  ///< the outlet first
  std::vector<SubstanceBalance> substances;
};

}  // namespace qingliu
