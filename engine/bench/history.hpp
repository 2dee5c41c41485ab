#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/cases.hpp"
#include "bench/measurement.hpp"

namespace qingliu::bench {

/// A piece of work with the best of its runs and what ran beside it.
struct Record {
  Work work;
  Measurement best;
  double yardstick_wall = 0.0;  ///< [s] best of the same number of runs, by turns with ours; 0: none
};

/// The processor of this machine, "AMD EPYC"; with the number of its processors.
std::string host_description();

/// One line of the history, a flat JSON object.
std::string json_line(const Record& record, const std::string& host, const std::string& version);

/// Cell-updates per second of the last line of the history with the same work, threads and host.
std::optional<double> last_speed(const std::filesystem::path& history, const Record& record,
                                 const std::string& host);

void append_history(const std::filesystem::path& history, const std::vector<std::string>& lines);

}  // namespace qingliu::bench
