#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "run/layer_reader.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {

constexpr int share_steps = 50;  ///< of a cell: shares of measures are rounded to them

/// Parts of share_steps of every cell that the measure lies on; a finding where it covers nothing, a doubt
/// where some of its shapes lie off the watershed.
std::vector<int> steps_of(const measures::Measure& measure, const Site& site, const io::TargetGrid& target,
                          LayerDesk desk, std::vector<Finding>& doubts);

/// Findings about measures that may not lie on the same ground.
void find_conflicts(const std::vector<measures::Measure>& all, const std::vector<std::vector<int>>& steps,
                    const Site& site, Findings& findings);

}  // namespace qingliu::run
