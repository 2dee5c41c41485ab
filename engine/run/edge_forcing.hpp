#pragma once
#include <vector>

#include "process/surface/surface_process.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What the surface process is told of edges, inflows and sections of gauges, in the order of the world.
std::vector<surface::Boundary> boundaries_of(const World& world);
std::vector<surface::Source> sources_of(const World& world);
std::vector<std::vector<surface::SectionFace>> section_faces(const World& world);

/// Earliest moment after t [s] at which a series of the edges or inflows bends [s].
double next_bend(const World& world, double t);

/// What edges and inflows do from t to t + dt [s]. The only stage of lean or inertial reads the begin: it
/// gets the middle.
void set_edge_forcing(const World& world, double t, double dt, surface::StepForcing& forcing);

}  // namespace qingliu::run
