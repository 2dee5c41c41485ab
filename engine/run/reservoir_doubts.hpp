#pragma once
#include <utility>
#include <vector>

#include "model/reservoir.hpp"
#include "run/findings.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Says what of a reservoir is possible and hardly meant: columns in other units, levels and sizes that
/// nothing of the dam goes with.
///   cell_area [m2] of the grid; duration [s] of the run.
void doubt_reservoir(const scenario::ReservoirSection& section, const StorageCurve& curve, double cell_area,
                     double duration, Findings& findings);

/// The same of the levels [m] in the rows of its rules: heights of another datum, or centimetres.
void doubt_rules(const scenario::ReservoirSection& section, const StorageCurve& curve,
                 const std::vector<std::pair<double, Place>>& levels, Findings& findings);

}  // namespace qingliu::run
