#pragma once
// Measures that build something across a stream: check dams, sediment-trap dams, drops, ponds and basins.
#include <map>
#include <vector>

#include "measures/measure.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What such measures come to: sections as a person would write them, which the world builds like others.
struct BuiltWorks {
  std::vector<scenario::StructureSection> structures;
  std::vector<scenario::ReservoirSection> reservoirs;
  /// Of one measure: how many it builds, and how large.
  struct Quantity {
    const measures::Measure* measure = nullptr;
    int count = 0;
    double area = 0.0, volume = 0.0;  ///< [m2], [m3] of pools
  };
  std::vector<Quantity> quantities;
  std::vector<Raising> later;  ///< dams that are built or taken away within the run
  /// A drop that is there in a part of the run only.
  struct DropInPart {
    double from = 0.0, to = 0.0;  ///< [s]
    int segment = -1;
  };
  std::vector<DropInPart> drops;
  std::map<std::string, int> segments;  ///< where each stands, or would
};

/// Where something across a stream stands: a segment, and how many of a series fall into it.
using Places = std::map<int, int>;

/// The places of one measure; a finding where there is none.
Places places_in_stream(const measures::Measure& measure, const World& world, Findings& findings);

/// Sections for those of `all` that stand on the run's first day, or are built within it; all of them have a
/// quantity. Findings for places that are not there. `all` must outlive the result.
BuiltWorks built_works(const std::vector<measures::Measure>& all, const World& world, Findings& findings);

/// The scenario with their sections behind its own.
scenario::Scenario with_built(const scenario::Scenario& scenario, const BuiltWorks& works);

/// Once their dams and drops are in the world: those that are built within the run wait for their day, and
/// those that are retired go on theirs.
void build_later(const BuiltWorks& works, World& world);

/// Quantities and costs: lines and facts of the world, and doubts about what was built.
void describe_built_works(const BuiltWorks& works, World& world);

}  // namespace qingliu::run
