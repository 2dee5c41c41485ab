#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "io/result_writer.hpp"
#include "parallel/communicator.hpp"
#include "run/restart_check.hpp"
#include "run/result_tables.hpp"
#include "run/run_report.hpp"
#include "run/signals.hpp"
#include "run/simulation.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct RunArguments {
  fs::path scenario, output, restart;
  std::vector<std::string> settings;
  int threads = 0;
  double max_wall_min = 0.0;
  long max_steps = 0;
  bool overwrite = false, quiet = false;
  std::string branch, command;
  run::Stopwatch started;
};

/// results/<scenario>-NNN below the current folder: the same command can be given twice.
fs::path next_folder(const fs::path& scenario) {
  std::string name = scenario.stem().string();
  if (name == "scenario") name = fs::absolute(scenario).parent_path().filename().string();
  for (int n = 1;; ++n) {
    const fs::path folder = fs::path("results") / fmt::format("{}-{:03d}", name, n);
    if (!fs::exists(folder)) return folder;
  }
}

bool holds_results(const fs::path& folder) {
  return fs::exists(folder / "results.vtkhdf") || fs::exists(folder / "steps") ||
         fs::exists(folder / "summary.json");
}

/// The folder whose checkpoint/ holds the file; "" when it lies elsewhere.
fs::path folder_of_checkpoint(const fs::path& checkpoint) {
  const fs::path parent = fs::absolute(checkpoint).lexically_normal().parent_path();
  return parent.filename() == "checkpoint" ? parent.parent_path() : fs::path();
}

fs::path choose_folder(const RunArguments& a) {
  if (!a.output.empty()) return a.output;
  if (a.restart.empty()) return next_folder(a.scenario);
  const fs::path folder = folder_of_checkpoint(a.restart);
  if (folder.empty()) {
    throw InputError(fmt::format(
        "{} does not lie in a results folder's checkpoint/: say with -o where the results shall go",
        a.restart.string()));
  }
  return folder;
}

bool same_folder(const fs::path& a, const fs::path& b) {
  return !b.empty() && fs::absolute(a).lexically_normal() == fs::absolute(b).lexically_normal();
}

/// Whether the run goes on in the folder that its checkpoint came from.
bool goes_on_in(const fs::path& folder, const RunArguments& a) {
  return !a.restart.empty() && same_folder(folder, folder_of_checkpoint(a.restart));
}

void refuse_used_folder(const fs::path& folder, const RunArguments& a) {
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder)) throw InputError(fmt::format("{} is not a folder", folder.string()));
  if (holds_results(folder) && !a.overwrite && !goes_on_in(folder, a)) {
    throw InputError(fmt::format(
        "{} holds results already. Choose another folder with -o, or give --overwrite to replace them",
        folder.string()));
  }
}

/// The checkpoint, whole and fitting, with the segments it continues; nothing is written before this has
/// passed.
void take_checkpoint(const scenario::Scenario& scenario, const run::World& world, run::RunOptions& options) {
  const fs::path asked = options.restart;
  options.checkpoint = std::make_shared<const io::Checkpoint>(io::load_slot(options.restart));
  if (options.restart != asked && parallel::root())
    fmt::print(stderr, "{} is missing or damaged: the run goes on from {}\n", asked.string(),
               options.restart.string());
  run::check_restart(*options.checkpoint, scenario, world, options);
  if (!options.own_folder) return;
  const std::size_t segments = options.checkpoint->numbers.at("output_times").size();
  for (std::size_t n = 0; n < segments; ++n) {
    const fs::path segment = options.folder / "steps" / fmt::format("{:06d}.h5", n);
    if (fs::exists(segment)) continue;
    throw InputError(fmt::format(
        "{} is missing: the results that {} continues are not whole. Say with -o where new results "
        "shall go",
        segment.string(), options.restart.string()));
  }
}

void remove_results(const fs::path& folder) {
  for (const std::string_view name : run::result_names()) fs::remove_all(folder / name);
}

run::RunOptions options_of(const RunArguments& a, const fs::path& folder) {
  run::RunOptions options;
  options.folder = folder;
  options.threads = a.threads;
  options.quiet = a.quiet;
  options.command = a.command;
  options.version = QINGLIU_VERSION;
  options.restart = a.restart;
  options.branch = a.branch;
  options.started = a.started;
  options.own_folder = goes_on_in(folder, a);
  if (a.max_wall_min > 0.0) options.max_wall = a.max_wall_min * 60.0;
  if (a.max_steps > 0) options.max_steps = a.max_steps;
  return options;
}

/// Clears the folder, which is ours, of what this run replaces.
void clear_folder(const RunArguments& a, const run::RunOptions& options) {
  if (options.own_folder && options.restart != a.restart && fs::exists(a.restart)) {
    // A damaged newest checkpoint, or it would push out the slot that is whole.
    fs::rename(a.restart, fs::path(a.restart).replace_filename("damaged.qlc"));
  }
  if (a.overwrite && !options.own_folder) remove_results(options.folder);
}

void tell_beginning(const scenario::Scenario& scenario, const run::World& world, const fs::path& folder) {
  fmt::print("{}\n{} cells of {:g} m, {:.3f} km2, {} grain classes, {:.1f} mm of rain in {:.2f} h -> {}\n",
             scenario.scenario.title, world.grid.active_cells(), world.grid.cell_size(),
             world.grid.active_area() / 1e6, world.state.classes(), 1e3 * world.rain.total(),
             scenario.time.duration / 3600.0, folder.string());
  for (const std::string& note : world.assumptions) fmt::print("  {}\n", note);
}

int run(const RunArguments& a) {
  run::catch_signals();
  const bool speaks = parallel::root();
  const scenario::Scenario scenario = scenario::read_scenario(a.scenario, a.settings);
  const fs::path folder = choose_folder(a);
  refuse_used_folder(folder, a);
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  for (const Finding& warning : scenario.warnings) {
    if (speaks) fmt::print(stderr, "{}\n", to_string(warning));
  }
  run::RunOptions options = options_of(a, folder);
  if (!a.restart.empty()) take_checkpoint(scenario, *world, options);
  parallel::wait_for_all();  // every rank has seen the folder as it was
  std::optional<io::FolderLock> lock;
  if (parallel::root()) {
    fs::create_directories(folder);
    lock.emplace(folder);
    clear_folder(a, options);
  }
  if (speaks && !a.quiet) tell_beginning(scenario, *world, folder);
  const run::RunSummary summary = run::simulate(scenario, *world, options);
  if (speaks && !a.quiet) fmt::print("{}", run::closing_table(*world, summary));
  if (summary.status == run::RunStatus::complete) return 0;
  if (speaks)
    fmt::print("stopped by {}. Go on with: qingliu run {} --restart {}\n", summary.reason,
               a.scenario.string(), summary.checkpoint.string());
  return 4;
}

}  // namespace

void add_run(CLI::App& app, std::function<int()>& chosen, int argc, char** argv) {
  auto a = std::make_shared<RunArguments>();
  for (int n = 0; n < argc; ++n) a->command += (n > 0 ? " " : "") + std::string(argv[n]);
  CLI::App* command = app.add_subcommand("run", "run a scenario");
  command->add_option("scenario", a->scenario, "scenario file (TOML)")->required();
  command->add_option("-o,--output", a->output, "folder for the results (default: results/<scenario>-NNN)");
  command->add_option("--set", a->settings, "override a key: section.key=value (may be repeated)")
      ->take_all();
  command
      ->add_option("--threads", a->threads,
                   "number of threads (default: all, but one for every 4,000 cells at most)")
      ->check(CLI::Range(1, 4096));
  CLI::Option* restart = command->add_option("--restart", a->restart, "continue from this checkpoint");
  command
      ->add_option("--branch", a->branch,
                   "with --restart: accept a scenario that has changed; the results tell of it by this name")
      ->needs(restart);
  command
      ->add_option("--max-wall", a->max_wall_min,
                   "stop with a checkpoint this many minutes after the start of the program")
      ->check(CLI::PositiveNumber);
  command->add_option("--max-steps", a->max_steps, "stop with a checkpoint after this many steps")
      ->check(CLI::PositiveNumber);
  command->add_flag("--overwrite", a->overwrite, "replace the results in the folder");
  command->add_flag("--quiet", a->quiet, "print nothing but errors");
  command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

}  // namespace qingliu::cli
