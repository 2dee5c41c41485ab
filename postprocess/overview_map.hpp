#pragma once
#include <filesystem>
#include <string>

#include "postprocess/map_sheet.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// The watershed with what lies in it: streams (thicker below a larger catchment), reservoirs and gauges with
/// their names, and the outlines of measures on the ground. Streams and reservoirs come from streams.csv and
/// reservoirs.csv, measures from the static field of that name and measure_costs.csv, gauges from the master;
/// what a run has not written is not drawn.
Canvas draw_overview(const ResultFolder& results, const Ground& ground, const std::string& title);

/// Writes it to overview.png in the folder `figures`.
DrawnPicture write_overview(const ResultFolder& results, const Ground& ground, const std::string& title,
                            const std::filesystem::path& figures);

}  // namespace qingliu::postprocess
