#pragma once
#include "io/checkpoint.hpp"
#include "run/simulation.hpp"

namespace qingliu::run {

/// What a later run has to share with this one to continue its checkpoint, as texts and numbers of the
/// checkpoint: the scenario, the input files by digest, the version, the layout of state and books, the rain
/// so far.
void sign_checkpoint(const scenario::Scenario& scenario, const World& world, const RunOptions& options,
                     double now, io::Checkpoint& checkpoint);

/// InputError when the checkpoint cannot be continued: never another precision of the state, another
/// watershed, other classes, gauges, soils, output intervals, or other rain until then; another scenario,
/// input file or version only with options.branch, and then options.branches says what has changed. Nothing
/// is written.
void check_restart(const io::Checkpoint& checkpoint, const scenario::Scenario& scenario, const World& world,
                   RunOptions& options);

}  // namespace qingliu::run
