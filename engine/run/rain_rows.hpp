#pragma once
#include <string>
#include <vector>

#include "io/series.hpp"
#include "model/rain_series.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Moments of a rain file [s after the start of the run] and what stands beside them.
struct RainRow {
  double time = 0.0;
  double value = 0.0;  ///< mm/h or mm, as `values` of the section says
  int line = 0;
};

/// Rows of a CSV as moments of the run. Throws InputError with every row that cannot be right: below 0, or
/// not later than the row before.
std::vector<RainRow> run_rows(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                              const std::vector<io::SeriesRow>& rows, const scenario::Path& file);

/// What is assumed of moments that name no time zone; nothing is noted of times counted from the start.
void note_local_time(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                     const std::vector<io::SeriesRow>& rows, std::vector<std::string>& notes);

/// Time of a row in seconds after the start of the run.
double run_time(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                const io::SeriesRow& row);

/// The rows as a cumulative curve from the start of the run on. What fell before is left out; what has no end
/// or no begin is left out; a note says so. `name` is the file, or the file and the gauge. Throws InputError
/// where fewer than two rows are, or all lie before the run.
RainSeries series_of_rows(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                          const std::vector<RainRow>& rows, const std::string& name,
                          std::vector<std::string>& notes);

}  // namespace qingliu::run
