#include "bench/measurement.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "bench/child_process.hpp"
#include "bench/hardware_counters.hpp"
#include "bench/stream_triad.hpp"
#include "run/simulation.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::bench {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone with its contents at the end of the scope.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "qingliu-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Most memory that this process has held [byte].
double peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return 1024.0 * std::strtod(line.c_str() + 6, nullptr);
  }
  return 0.0;
}

Measurement run_here(const fs::path& file, int threads) {
  const HardwareCounters counters;
  const scenario::Scenario scenario = scenario::read_scenario(file);
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  const ScratchFolder folder;
  run::RunOptions options;
  options.folder = folder.path();
  options.threads = threads;
  options.quiet = true;
  options.command = "qingliu bench";
  const run::RunSummary s = run::simulate(scenario, *world, options);

  Measurement m;
  m.active_cells = world->grid.active_cells();
  m.steps = s.steps;
  m.model_time = s.model_time;
  m.wall = s.wall_steps;
  m.wall_whole = s.wall;
  m.wall_output = s.wall_output;
  m.peak_discharge = s.outlet_peak.value;
  m.water_error = s.balance.water.relative_error();
  for (const ClassBalance& c : s.balance.classes)
    m.class_error = std::max(m.class_error, std::fabs(c.relative_error()));
  m.peak_memory = peak_memory();
  m.state_hash = s.state_hash;
  m.threads = threads;
  if (const auto n = counters.instructions())
    m.instructions_per_cell = static_cast<double>(*n) / m.cell_updates();
  if (const auto n = counters.bytes()) m.bytes_per_cell = static_cast<double>(*n) / m.cell_updates();
  return m;
}

template <class T>
std::string bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <class T>
T value_of(const std::string& bytes) {
  T value;
  if (bytes.size() != sizeof value) throw std::runtime_error("a benchmark run gave no whole answer");
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace

Measurement measure(const fs::path& scenario, int threads) {
  return value_of<Measurement>(in_child_process([&] { return bytes_of(run_here(scenario, threads)); }));
}

double measure_triad(int threads) {
  return value_of<double>(in_child_process([&] { return bytes_of(stream_triad(threads)); }));
}

}  // namespace qingliu::bench
