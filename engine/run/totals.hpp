#pragma once
#include <vector>

#include "io/result_writer.hpp"
#include "process/stream/stream_process.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Water in every part of totals.csv now [m3].
std::vector<double> stored_by_part(const World& world);

/// totals.csv: water and sediment of every land use and sub-watershed until t, and of all of each division.
/// Runoff and yield are what left a part over its border beyond what entered, as its balance leaves them: the
/// ledger's outflow less inflow is their sum, which is booked at other places, face by face.
///   stored_at_start: of stored_by_part() before the first step; streams: nullptr without any.
io::Table totals_table(const World& world, const stream::StreamProcess* streams, double t,
                       const std::vector<double>& stored_at_start);

}  // namespace qingliu::run
