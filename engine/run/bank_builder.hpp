#pragma once
#include "run/findings.hpp"
#include "run/river_works.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Banks of the scenario's [[bank]] sections upon the network, with the measures that protect them; what is
/// assumed goes among the world's assumptions. After build_streams.
void build_banks(const scenario::Scenario& scenario, const Grains& grains,
                 const std::vector<RiverWork>& works, World& world, Findings& findings);

}  // namespace qingliu::run
