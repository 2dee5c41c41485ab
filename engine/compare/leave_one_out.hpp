#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "compare/run_result.hpp"

namespace qingliu::compare {

/// What one measure of a plan does to the sediment that leaves, all others being there.
struct MeasureEffect {
  MeasureFacts measure;
  double kept_back = 0.0;  ///< [kg] more would leave without it
};

/// The effects of every measure that stands, and what they leave of the whole: sum of kept_back + remainder =
/// whole. The remainder is what measures do together (they hold back the same soil, or one helps another).
struct Attribution {
  std::vector<MeasureEffect> effects;
  double whole = 0.0;      ///< [kg] base less plan
  double remainder = 0.0;  ///< [kg]
};

/// Runs a scenario file into a folder that does not exist yet.
using RunScenario =
    std::function<void(const std::filesystem::path& scenario, const std::filesystem::path& folder)>;

/// Runs the plan once without each of its standing measures below `folder`: <id>.toml, which inherits the
/// plan's resolved scenario, and the results in <id>/. A run that has ended is taken as it is where <id>.toml
/// was written for this plan and this run of it, so that an interrupted comparison goes on where it was.
/// InputError for an id that is no name of a folder.
Attribution leave_one_out(const RunResult& base, const RunResult& plan, const std::filesystem::path& folder,
                          const RunScenario& run);

std::string attribution_text(const Attribution& attribution);
/// measures.csv of the comparison: id, type, area, cost, kept back, cost of a tonne; then remainder and
/// whole.
std::string attribution_csv(const Attribution& attribution);

}  // namespace qingliu::compare
