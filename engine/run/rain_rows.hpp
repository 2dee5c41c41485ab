#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "model/rain_series.hpp"
#include "run/file_clock.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Moments of a rain file [s after the start of the run] and what stands beside them.
struct RainRow {
  double time = 0.0;
  double value = 0.0;  ///< mm/h or mm, as `values` of the section says
  int line = 0;
};

/// The fastest rain that is taken from a file: 1.6 times the most that ever fell, 31 mm in a minute
/// (Unionville 1956). What is faster is a mark for missing values, or in another unit.
constexpr double fastest_rain_mm_per_h = 3000.0;

/// Rows of the section's CSV as moments of the run. Throws InputError with every row that cannot be right:
/// not readable, below 0, faster than any rain, or not later than the row before.
std::vector<RainRow> read_rain_rows(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                                    const std::string& value_column, const std::string& select_column,
                                    const std::string& select_value);

/// Where more than 1 % of the depths of a series are in the row that has no begin or no end.
std::optional<Finding> lost_depth(const scenario::RainSection& rain, const std::vector<RainRow>& rows,
                                  const std::string& name);

/// The section's file of moments, for note_clock().
TimedFile timed_file(const scenario::RainSection& rain);

/// The rows as a cumulative curve from the start of the run on. What fell before is left out; what has no end
/// or no begin is left out, and what falls after the run; a note says so. Where all rows are equally far
/// apart, the last lasts as long as the others. `name` is the file, or the file and the gauge. Throws
/// InputError where fewer than two rows are, or all lie before or after the run.
RainSeries series_of_rows(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                          const std::vector<RainRow>& rows, const std::string& name,
                          std::vector<std::string>& notes);

}  // namespace qingliu::run
