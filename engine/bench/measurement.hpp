#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "bench/cases.hpp"

namespace qingliu::bench {

/// What one run of one piece of work showed. Plain numbers: they cross from a child process in one piece.
struct Measurement {
  std::uint64_t active_cells = 0;
  std::int64_t steps = 0;
  double model_time = 0.0;             ///< [s]
  double wall = 0.0;                   ///< [s] in steps, without start and output
  double wall_whole = 0.0;             ///< [s] of the run, with start and output
  double wall_output = 0.0;            ///< [s] waiting for output
  double triad = 0.0;                  ///< [byte s-1] of this machine just before
  double peak_discharge = 0.0;         ///< [m3 s-1] largest mean of half a minute at the outlet
  double water_error = 0.0;            ///< relative
  double class_error = 0.0;            ///< relative, the worst class
  double peak_memory = 0.0;            ///< [byte] resident, start included
  double instructions_per_cell = 0.0;  ///< of the whole run per cell-update; 0: not available
  double bytes_per_cell = 0.0;         ///< likewise
  std::uint64_t state_hash = 0;
  int threads = 0;

  double cell_updates() const { return static_cast<double>(active_cells) * static_cast<double>(steps); }
  double updates_per_second() const { return wall > 0.0 ? cell_updates() / wall : 0.0; }
  double wall_per_hour() const { return model_time > 0.0 ? wall * 3600.0 / model_time : 0.0; }
};

/// Runs a scenario of a prepared case in a process of its own (clean memory, counters from its first thread
/// on) and measures it. Throws what the run threw.
Measurement measure(const std::filesystem::path& scenario, int threads);

/// stream_triad() in a process of its own.
double measure_triad(int threads);

}  // namespace qingliu::bench
