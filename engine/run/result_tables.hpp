#pragma once
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "io/result_writer.hpp"
#include "model/ledger.hpp"
#include "process/stream/stream_process.hpp"
#include "run/dams_in_run.hpp"

namespace qingliu::run {

/// What stands at the end of a run and is told in tables.
struct EndState {
  const scenario::Scenario& scenario;
  const World& world;
  const stream::StreamProcess* streams;  ///< nullptr without streams
  const DamsInRun& dams;
  double time;                                ///< [s]
  const std::vector<double>& parts_at_start;  ///< [m3] by part of totals.csv
  const Balance& balance;
};

/// The tables of the results: those that grew during the run (that of the gauges first), then those of the
/// end. Each has a name of its own.
std::vector<io::Table> end_tables(const EndState& end, std::vector<io::Table> grown);

/// Every table as NAME.csv in the folder. Throws FileError.
void write_csv(const std::filesystem::path& folder, const std::vector<io::Table>& tables);

/// Everything that a run may leave in its folder, and `qingliu report` and `film` beside it: what --overwrite
/// takes away. Anything else there is the user's.
std::span<const std::string_view> result_names();

}  // namespace qingliu::run
