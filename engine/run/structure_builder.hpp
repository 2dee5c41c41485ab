#pragma once
#include "run/findings.hpp"
#include "run/land_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Puts the structures of a scenario into its streams: check dams and sediment dams close their segments,
/// weirs and drops are sills in theirs. What fills a dam at the start has the grains that are given, or those
/// of the soil in its cell. Every fault is a finding at the place of its [[structure]].
void build_structures(const scenario::Scenario& scenario, const Grains& grains, const BuiltLand& land,
                      World& world, Findings& findings);

/// Cost of every structure, the scenario's or the catalogue's for its kind, beside those of the measures.
void add_structure_costs(const scenario::Scenario& scenario, World& world, Findings& findings);

/// What is allowed and yet beyond GB 51018-2014 (14.4, 8.4), or hardly right.
std::vector<Finding> structure_doubts(const scenario::Scenario& scenario, const World& world);

}  // namespace qingliu::run
