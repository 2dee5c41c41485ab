#pragma once
// Measures at structures and reservoirs: cleaning, dredging, reinforcement.
#include <optional>
#include <vector>

#include "measures/measure.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// [s] from the run's begin to the day on which a measure is built.
double built_at(const measures::Measure& measure, const scenario::Scenario& scenario);

/// [s] of the run at which it is done: 0 where it was before, then every `every` [a], 0 once.
std::vector<double> moments_of(const measures::Measure& measure, double every,
                               const scenario::Scenario& scenario);

/// What is dug out behind a structure or dredged from a reservoir; a finding when there is none of that name.
std::optional<Dredging> dredging_at_dam(const measures::Measure& measure, const World& world,
                                        Findings& findings);

/// A reservoir as it is afterwards: what the measure's parameters name. Findings: no reservoir of that name,
/// levels out of its table or above its crest.
std::optional<Reinforcement> reinforcement_of(const measures::Measure& measure, const World& world,
                                              Findings& findings);

/// Releases of a reservoir while it is flushed, by date: down to level_m at most q_m3s; its own rule after
/// that.
void plan_flushing(const measures::Measure& measure, const scenario::Scenario& scenario, World& world,
                   Findings& findings);

}  // namespace qingliu::run
