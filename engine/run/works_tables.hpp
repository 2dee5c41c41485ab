#pragma once
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What every measure with stores or strips holds at the end: room, water, soil of each class, and the share
/// of its room that silt fills, which the next storm takes as `filled`.
io::Table works_table(const scenario::Scenario& scenario, const World& world);

/// ditches.csv: what each ditch that leads water holds when full, brought to its outlet, and could not take.
io::Table ditch_table(const World& world);

}  // namespace qingliu::run
