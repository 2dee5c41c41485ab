#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "io/checkpoint.hpp"
#include "model/ledger.hpp"
#include "run/clock.hpp"
#include "run/gauge_recorder.hpp"
#include "run/progress.hpp"
#include "run/shared_land.hpp"
#include "run/world.hpp"

namespace qingliu::run {

struct RunOptions {
  std::filesystem::path folder;  ///< results; exists and belongs to this run
  int threads = 0;               ///< 0: all
  bool quiet = false;
  double max_wall = std::numeric_limits<double>::infinity();  ///< [s]
  long max_steps = std::numeric_limits<long>::max();
  std::shared_ptr<const io::Checkpoint>
      checkpoint;                 ///< to continue, checked by check_restart(); none: from the start
  bool leave_checkpoint = true;   ///< where the run is told to stop
  bool own_folder = true;         ///< the checkpoint's segments lie in `folder`
  std::filesystem::path restart;  ///< its file, for messages
  std::string branch;             ///< a scenario that has changed is accepted under this name; "": it is not
  std::string command;
  std::string version;
  Stopwatch started;                  ///< since the program began: what max_wall is measured by
  std::vector<std::string> branches;  ///< where the run left the scenario it began with, one sentence each
};

enum class RunStatus { complete, interrupted };

struct RunSummary {
  RunStatus status = RunStatus::complete;
  std::string reason;
  HaloTraffic halos;  ///< since the start or the restart
  Balance balance;
  std::uint64_t state_hash = 0;
  long steps = 0;
  double model_time = 0.0;   ///< [s]
  double wall = 0.0;         ///< [s] from the first step or output to the end
  double wall_steps = 0.0;   ///< [s] of it in steps: processes, gauges, audits
  double wall_output = 0.0;  ///< [s] of it waiting for output
  double cell_updates_per_second = 0.0;
  long limited_cells = 0;
  GaugeRecorder::Peak outlet_peak;
  std::filesystem::path checkpoint;  ///< of an interrupted run
};

/// Marches a world from its start (or a checkpoint) to the end of the scenario and leaves the results folder
/// complete. On several ranks the root writes, and balance, hash and tables are in its summary alone. Throws
/// NumericalError (the message names the cell), FileError.
RunSummary simulate(const scenario::Scenario& scenario, World& world, const RunOptions& options);

}  // namespace qingliu::run
