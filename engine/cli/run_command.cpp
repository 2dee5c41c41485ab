#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "io/result_writer.hpp"
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
  bool overwrite = false, quiet = false, branch = false;
  std::string command;
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

fs::path choose_folder(const RunArguments& a) {
  if (!a.output.empty()) return a.output;
  if (!a.restart.empty()) return fs::absolute(a.restart).parent_path().parent_path();
  return next_folder(a.scenario);
}

void refuse_used_folder(const fs::path& folder, const RunArguments& a) {
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder)) throw InputError(fmt::format("{} is not a folder", folder.string()));
  const bool continues = !a.restart.empty();
  if (holds_results(folder) && !a.overwrite && !continues) {
    throw InputError(fmt::format(
        "{} holds results already. Choose another folder with -o, or give --overwrite to replace them",
        folder.string()));
  }
}

void remove_results(const fs::path& folder) {
  for (const char* name : {"steps", "checkpoint", "figures"}) fs::remove_all(folder / name);
  for (const char* name : {"results.vtkhdf", "results.xmf", "gauges.csv", "budget.csv", "summary.json",
                           "run.log", "scenario.used.toml"}) {
    fs::remove(folder / name);
  }
}

int run(const RunArguments& a) {
  run::catch_signals();
  const scenario::Scenario scenario = scenario::read_scenario(a.scenario, a.settings);
  const fs::path folder = choose_folder(a);
  refuse_used_folder(folder, a);
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  for (const Finding& warning : scenario.warnings) fmt::print(stderr, "{}\n", to_string(warning));

  fs::create_directories(folder);
  const io::FolderLock lock(folder);
  if (a.overwrite && a.restart.empty()) remove_results(folder);
  run::RunOptions options;
  options.folder = folder;
  options.threads = a.threads;
  options.quiet = a.quiet;
  options.command = a.command;
  options.version = QINGLIU_VERSION;
  options.restart = a.restart;
  options.branch = a.branch;
  if (a.max_wall_min > 0.0) options.max_wall = a.max_wall_min * 60.0;
  if (a.max_steps > 0) options.max_steps = a.max_steps;
  if (!a.quiet) {
    fmt::print("{}\n{} cells of {:g} m, {:.3f} km2, {} grain classes, {:.1f} mm of rain in {:.2f} h -> {}\n",
               scenario.scenario.title, world->grid.active_cells(), world->grid.cell_size(),
               world->grid.active_area() / 1e6, world->state.classes(), 1e3 * world->rain.total(),
               scenario.time.duration / 3600.0, folder.string());
    for (const std::string& note : world->assumptions) fmt::print("  {}\n", note);
  }
  const run::RunSummary summary = run::simulate(scenario, *world, options);
  if (!a.quiet) fmt::print("{}", run::closing_table(*world, summary));
  if (summary.status == run::RunStatus::complete) return 0;
  fmt::print("stopped by {}. Go on with: qingliu run {} --restart {}\n", summary.reason, a.scenario.string(),
             summary.checkpoint.string());
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
  command->add_option("--threads", a->threads, "number of threads (default: all)")
      ->check(CLI::Range(1, 4096));
  command->add_option("--restart", a->restart, "continue from this checkpoint");
  command->add_flag("--branch", a->branch, "with --restart: accept a scenario that has changed");
  command->add_option("--max-wall", a->max_wall_min, "stop with a checkpoint after this many minutes");
  command->add_option("--max-steps", a->max_steps, "stop with a checkpoint after this many steps");
  command->add_flag("--overwrite", a->overwrite, "replace the results in the folder");
  command->add_flag("--quiet", a->quiet, "print nothing but errors");
  command->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

}  // namespace qingliu::cli
