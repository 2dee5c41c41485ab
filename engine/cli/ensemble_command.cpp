#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "ensemble/collect.hpp"
#include "ensemble/pool.hpp"
#include "run/signals.hpp"

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct EnsembleArguments {
  fs::path what, output, collected;
  int jobs = 1, threads = 0;
  std::size_t index = 0;
  bool prepare = false, quiet = false;
};

fs::path this_program() { return fs::read_symlink("/proc/self/exe"); }

int threads_of(const EnsembleArguments& a) {
  if (a.threads > 0) return a.threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / a.jobs);
}

/// The folder of an ensemble: named, or made from its file.
ensemble::Folder folder_of(const EnsembleArguments& a) {
  if (fs::is_directory(a.what)) return ensemble::open_members(a.what);
  const ensemble::Plan plan = ensemble::read_plan(a.what);
  const fs::path folder = a.output.empty() ? fs::path("results") / a.what.stem() : a.output;
  return ensemble::write_members(plan, ensemble::members_of(plan), folder);
}

/// Becomes the run of one member: for job arrays, which look at its exit status.
int become_member(const EnsembleArguments& a, const ensemble::Folder& folder) {
  if (a.index > folder.count)
    throw InputError(
        fmt::format("{} has members 1 to {}; there is no {}", folder.path.string(), folder.count, a.index));
  if (folder.progress(a.index) == ensemble::Progress::complete) return 0;
  std::vector<std::string> arguments = ensemble::arguments_for(folder, a.index, threads_of(a));
  arguments.insert(arguments.begin(), this_program().string());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  ::execv(argv[0], argv.data());
  throw FileError(fmt::format("{}: cannot start: {}", argv[0], std::strerror(errno)));
}

int run_all(const EnsembleArguments& a) {
  const ensemble::Folder folder = folder_of(a);
  if (!a.quiet) fmt::print("{}: {} members\n", folder.path.string(), folder.count);
  std::fflush(stdout);
  if (a.prepare) return 0;
  if (a.index > 0) return become_member(a, folder);
  run::catch_signals();
  ensemble::PoolOptions options;
  options.program = this_program();
  options.jobs = a.jobs;
  options.threads = threads_of(a);
  options.stop = [] { return run::signal_received() != 0; };
  options.tell = [&](const std::string& line) {
    if (!a.quiet) fmt::print("{}\n", line);
    std::fflush(stdout);
  };
  const ensemble::PoolResult result = ensemble::run_members(folder, options);
  if (!result.failed.empty()) {
    fmt::print(stderr, "qingliu: {} of {} members failed: {}\n", result.failed.size(), folder.count,
               fmt::join(result.failed, ", "));
    return 1;
  }
  if (result.stopped) {
    fmt::print("stopped. The same command goes on where it was: qingliu ensemble {}\n", folder.path.string());
    return 4;
  }
  return 0;
}

int collect(const EnsembleArguments& a) {
  const ensemble::Folder folder = ensemble::open_members(a.collected);
  const ensemble::Collection all = ensemble::collect(folder);
  if (all.missing > 0)
    fmt::print(stderr, "{} of {} members are not complete and left out\n", all.missing, folder.count);
  for (const fs::path& file : ensemble::write_collection(folder, all, ensemble::exceedance_maps(folder, all)))
    fmt::print("{}\n", file.string());
  return 0;
}

}  // namespace

void add_ensemble(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<EnsembleArguments>();
  CLI::App* command =
      app.add_subcommand("ensemble", "run many variants of a scenario, and what they tell together");
  command->add_option("what", a->what, "file of the ensemble (TOML), or the folder of one that was begun");
  command->add_option("-o,--output", a->output,
                      "folder of the ensemble (default: results/<name of the file>)");
  command->add_option("--jobs", a->jobs, "members that run at once")->check(CLI::Range(1, 4096));
  command->add_option("--threads", a->threads, "threads of each member (default: processors over jobs)")
      ->check(CLI::Range(1, 4096));
  command->add_flag("--prepare", a->prepare, "write the scenarios and run none");
  command->add_option("--index", a->index, "run this member only, numbered from 1: for job arrays")
      ->check(CLI::Range(1, 1000000));
  command->add_flag("--quiet", a->quiet, "print nothing but errors");
  CLI::App* gather = command->add_subcommand(
      "collect",
      "indicators of all members as CSV and HDF5, with quantiles, sensitivities and maps of shares");
  gather->add_option("folder", a->collected, "folder of the ensemble")->required();
  command->callback([a, gather, &chosen] {
    if (gather->parsed()) {
      chosen = [a] { return collect(*a); };
      return;
    }
    if (a->what.empty()) throw CLI::RequiredError("what");
    chosen = [a] { return run_all(*a); };
  });
}

}  // namespace qingliu::cli
