#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "compare/run_result.hpp"

namespace qingliu::compare {

/// One line of the comparison: a figure of every run, the base first. NaN: the run does not have it.
struct Indicator {
  std::string what, unit;
  std::vector<double> values;
  /// [%] of plan k (from 1) against the base; NaN where the base is 0.
  double change(std::size_t k) const;
};

/// Figures of the base and the plans: water and sediment that leave, peaks and loads of every gauge, levels
/// and deposit of every reservoir, yield of every sub-watershed, what leaves by its source, what the bed lost
/// by land use, cost, and cost of a tonne kept back. The base says which gauges, reservoirs and parts there
/// are.
std::vector<Indicator> indicators(const RunResult& base, const std::vector<RunResult>& plans);

/// The same as text for the screen.
std::string table_text(const std::vector<Indicator>& rows, const std::vector<std::string>& names);

/// comparison.csv: indicator, unit, a column per run, a column of change per plan.
std::string table_csv(const std::vector<Indicator>& rows, const std::vector<std::string>& names);

/// The differences plan less base of bed_change at the end, as difference-<name>.tif and .vtu (which ParaView
/// opens), where both runs kept that raster. Returns the files.
std::vector<std::filesystem::path> write_differences(const RunResult& base, const RunResult& plan,
                                                     const std::string& name,
                                                     const std::filesystem::path& folder);

}  // namespace qingliu::compare
