#pragma once
#include <optional>
#include <string>

#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Where a scenario puts a dam: a reach and a chainage, or a point near a stream.
struct DamPlace {
  std::string label;  ///< "[[reservoir]] 'pool'"
  std::string reach;
  double chainage = -1.0;  ///< [m] below 0: not given
  std::optional<scenario::Point> point;
  Place place;
};

/// Segment of the stream that the dam stands in, -1 with a finding where there is none, no stream is left
/// below it, or another dam stands there already.
int find_dam_segment(const DamPlace& dam, const World& world, Findings& findings);

}  // namespace qingliu::run
