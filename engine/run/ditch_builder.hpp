#pragma once
// Ditches that lead water: from lines of measures to the network that works::DitchProcess moves.
#include <vector>

#include "measures/measure.hpp"
#include "run/findings.hpp"
#include "run/measure_builder.hpp"
#include "run/measure_places.hpp"
#include "run/measure_site.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The ditches of all measures that stand in some part of the run, each turned so that its outlet is its
/// lower end.
std::vector<PlacedDitch> ditches_of(const std::vector<measures::Measure>& all,
                                    const std::vector<PlacedGround>& ground, const Site& site);

/// Joins them into the world, whose streams, dams and works stand: where a ditch ends in a cell that another
/// one passes, it runs into that while it stands. Notes what each can carry and where it leads; findings for
/// ditches that run in a circle, doubts about lined walls, deep cuts and ends on open ground.
void build_ditches(const PlacedMeasures& placed, World& world, Findings& findings);

}  // namespace qingliu::run
