#pragma once
// Measures at gullies and collapsing gullies: they change what the sections of those say.
#include <vector>

#include "measures/measure.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The scenario with its gullies as measures that stand have left them: heads that are held stay, walls that
/// are cut back lean as they were cut, and roots add to their strength. Findings for names that are not
/// there.
scenario::Scenario with_treated_gullies(const scenario::Scenario& scenario,
                                        const std::vector<measures::Measure>& all, Findings& findings);

/// Costs: lines and facts of the world.
void describe_gully_works(const std::vector<measures::Measure>& all, World& world);

}  // namespace qingliu::run
