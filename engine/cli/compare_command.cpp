#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "compare/comparison.hpp"
#include "compare/leave_one_out.hpp"
#include "core/error.hpp"
#include "io/result_writer.hpp"
#include "run/simulation.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct CompareArguments {
  fs::path base, output;
  std::vector<fs::path> plans;
  bool leave_one_out = false, quiet = false;
  int threads = 0;
};

/// The name of a run in tables and files: its folder's, made unlike the others by a number.
std::string name_of(const fs::path& folder, std::set<std::string>& taken) {
  std::string plain = fs::absolute(folder).lexically_normal().filename().string();
  if (plain.empty()) plain = fs::absolute(folder).lexically_normal().parent_path().filename().string();
  std::replace(plain.begin(), plain.end(), ',', '_');
  std::string name = plain;
  for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{}-{}", plain, n);
  return name;
}

void run_scenario(const CompareArguments& a, const fs::path& file, const fs::path& folder) {
  const scenario::Scenario scenario = scenario::read_scenario(file, {});
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  fs::create_directories(folder);
  const io::FolderLock lock(folder);
  run::RunOptions options;
  options.folder = folder;
  options.threads = a.threads;
  options.quiet = true;
  options.version = QINGLIU_VERSION;
  options.command = "qingliu compare --leave-one-out";
  if (!a.quiet) fmt::print("running {}\n", scenario.scenario.title);
  std::fflush(stdout);
  run::simulate(scenario, *world, options);
}

int compare(const CompareArguments& a) {
  std::set<std::string> taken;
  std::vector<std::string> names{name_of(a.base, taken)};
  const compare::RunResult base = compare::read_run_result(a.base);
  std::vector<compare::RunResult> plans;
  for (const fs::path& folder : a.plans) {
    names.push_back(name_of(folder, taken));
    plans.push_back(compare::read_run_result(folder));
  }
  compare::require_comparable(base, plans);
  const std::vector<compare::Indicator> rows = compare::indicators(base, plans);
  fs::create_directories(a.output);
  io::publish_text(a.output / "comparison.csv", compare::table_csv(rows, names));
  if (!a.quiet) fmt::print("{}", compare::table_text(rows, names));
  for (std::size_t k = 0; k < plans.size(); ++k) {
    compare::write_differences(base, plans[k], names[k + 1], a.output);
    if (!a.leave_one_out) continue;
    const compare::Attribution all = compare::leave_one_out(
        base, plans[k], a.output / ("without-" + names[k + 1]),
        [&](const fs::path& file, const fs::path& folder) { run_scenario(a, file, folder); });
    io::publish_text(a.output / ("measures-" + names[k + 1] + ".csv"), compare::attribution_csv(all));
    if (!a.quiet) fmt::print("\n{}\n{}", plans[k].stored.title, compare::attribution_text(all));
  }
  if (!a.quiet) fmt::print("{}\n", (a.output / "comparison.csv").string());
  return 0;
}

}  // namespace

void add_compare(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<CompareArguments>();
  CLI::App* command = app.add_subcommand(
      "compare", "what plans change: tables and maps of differences between results folders");
  command->add_option("base", a->base, "results folder without the plan")->required();
  command->add_option("plans", a->plans, "results folders of the plans")->required();
  command->add_option("-o,--output", a->output, "folder for the tables and maps")->default_val("comparison");
  command->add_flag("--leave-one-out", a->leave_one_out,
                    "run every plan again without each of its measures: what each of them keeps back");
  command->add_option("--threads", a->threads, "number of threads of these runs")->check(CLI::Range(1, 4096));
  command->add_flag("--quiet", a->quiet, "print nothing but errors");
  command->callback([a, &chosen] { chosen = [a] { return compare(*a); }; });
}

}  // namespace qingliu::cli
