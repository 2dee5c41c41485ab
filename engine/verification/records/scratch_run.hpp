#pragma once
// Whole runs of scenarios inside a case, in a folder that goes away again.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "core/error.hpp"
#include "run/simulation.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"
#include "verification/worst.hpp"

namespace qingliu::verification {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "qingliu-verify-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw FileError("no temporary folder can be made");
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Runs a scenario into a folder, with one thread.
inline run::RunSummary run_into(const std::filesystem::path& folder, const scenario::Scenario& scenario,
                                run::World& world) {
  run::RunOptions options;
  options.folder = folder;
  options.threads = 1;
  options.quiet = true;
  return run::simulate(scenario, world, options);
}

/// What left the watershed.
struct Lost {
  double water = 0.0;     ///< [m3]
  double sediment = 0.0;  ///< [kg] of all classes
  double error = 0.0;     ///< [-] largest relative error of the books of water and of every class
};

/// Runs the scenario of a text.
inline Lost lost_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  const ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "scenario.toml";
  std::ofstream(file) << text;
  const scenario::Scenario scenario = scenario::read_scenario(file, settings);
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  const run::RunSummary summary = run_into(folder.path() / "results", scenario, *world);
  Lost lost{summary.balance.water.outflow, 0.0, std::fabs(summary.balance.water.relative_error())};
  for (const ClassBalance& grain : summary.balance.classes) {
    lost.sediment += grain.outflow;
    raise_to(lost.error, std::fabs(grain.relative_error()));
  }
  return lost;
}

}  // namespace qingliu::verification
