#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "io/series.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// A file whose rows are moments, and how far its section moves them.
struct TimedFile {
  scenario::Path file;
  std::string time_column;
  double time_offset = 0.0;  ///< [s]
  std::string label;         ///< "rain", "[[boundary]] 'sea'"
  Place place;               ///< of its section
};

/// [s] after the start of the run.
double run_time(const scenario::Scenario& scenario, const io::SeriesRow& row, double time_offset);

/// Notes how the times of the file are read; a doubt where the file says that they are UTC and nothing moves
/// them. Nothing of a column that counts from the start of the run.
std::optional<Finding> note_clock(const scenario::Scenario& scenario, const TimedFile& timed,
                                  std::vector<std::string>& notes);

}  // namespace qingliu::run
