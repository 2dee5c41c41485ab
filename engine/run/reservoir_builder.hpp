#pragma once
#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Puts the reservoirs of a scenario into its streams: reads their storage tables, checks their levels,
/// closes the segments of their dams. Every fault is a finding at the place of its [[reservoir]].
void build_reservoirs(const scenario::Scenario& scenario, const Grains& grains, World& world,
                      Findings& findings, std::vector<io::InputFile>& inputs);

}  // namespace qingliu::run
