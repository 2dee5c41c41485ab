#pragma once
#include "model/ledger.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// sources.csv: where the sediment at each target comes from, one row for a target and a source. Targets:
/// what entered the run (eroded, with banks, inflows and silt at the start), what lies deposited, is in the
/// water and left, what passed every gauge, and the deposit in every reservoir and structure. Columns: kg of
/// each grain, total, and its share of the target. Needs world.source_names.
///   gauges: the series of the gauges, means over their intervals.
io::Table source_table(const World& world, const Balance& balance, const io::Table& gauges);

}  // namespace qingliu::run
