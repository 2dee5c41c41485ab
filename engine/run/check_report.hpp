#pragma once
#include <string>
#include <vector>

#include "core/error.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What `qingliu check` says of a world that was built: one line per quantity.
std::vector<std::string> quantities(const scenario::Scenario& scenario, const World& world);

/// What is allowed and yet hardly right: soils against their texture, slopes, roughness, the area against the
/// one declared. Each with its place and what to look at.
std::vector<Finding> doubts(const scenario::Scenario& scenario, const World& world);

/// The shortest time step that the flow will ask for, by formula: the rain's largest intensity over the whole
/// watershed, half of it running off, as a normal flow of one cell's width at the outlet [s].
double shortest_step(const scenario::Scenario& scenario, const World& world);

}  // namespace qingliu::run
