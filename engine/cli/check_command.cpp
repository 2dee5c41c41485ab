#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "run/check_report.hpp"
#include "run/simulation.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/site_map.hpp"
#endif

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct CheckArguments {
  fs::path scenario, map;
  std::vector<std::string> settings;
  bool no_trial = false;
};

/// Largest memory that this process has held so far [MiB]; 0 where the system does not say.
double peak_memory() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    double kib = 0.0;
    if (word == "VmHWM:" && status >> kib) return kib / 1024.0;
  }
  return 0.0;
}

/// A folder that goes when the trial is over.
class TrialFolder {
 public:
  TrialFolder() : path_(fs::temp_directory_path() / fmt::format("qingliu-check-{}", ::getpid())) {
    fs::create_directories(path_);
  }
  ~TrialFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TrialFolder(const TrialFolder&) = delete;
  TrialFolder& operator=(const TrialFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Two seconds of the run in a folder of its own; leaves the world changed.
void print_cost(const scenario::Scenario& scenario, run::World& world) {
  const TrialFolder folder;
  run::RunOptions options;
  options.folder = folder.path();
  options.quiet = true;
  options.max_wall = 2.0;
  options.leave_checkpoint = false;  // its image would count in the memory
  options.version = QINGLIU_VERSION;
  const run::RunSummary trial = run::simulate(scenario, world, options);
  const double shortest = run::shortest_step(scenario, world);
  const double steps = scenario.time.duration / shortest;
  const double per_step =
      static_cast<double>(world.grid.active_cells()) / std::max(trial.cell_updates_per_second, 1.0);
  fmt::print(
      "memory      {:.0f} MiB, measured in a trial of {} steps\n"
      "steps       up to about {:.0f}: {:.2g} s each at the height of the flood, by formula (half of the "
      "heaviest rain running off); longer ones before and after\n"
      "wall time   up to about {:.1f} min, at the trial's {:.3g} million cells a second\n",
      peak_memory(), trial.steps, steps, shortest, steps * per_step / 60.0,
      trial.cell_updates_per_second / 1e6);
  const double minutes = steps * per_step / 60.0;
  if (minutes < 60.0 || scenario.terrain.dem.empty()) return;
  fmt::print(
      "advice      for a first run take larger cells: dem = {{ file = \"{}\", resample = \"mean\" }} and "
      "cell_size_m = {:g}, a twenty-seventh of the time\n",
      scenario.terrain.dem.file.filename().string(), 3.0 * world.grid.cell_size());
}

#ifdef QINGLIU_WITH_PICTURES
void draw(const fs::path& file, const scenario::Scenario& scenario, const run::World& world) {
  const Grid& grid = world.grid;
  postprocess::SiteMap site;
  site.title = scenario.scenario.title;
  site.subtitle = fmt::format("{:.3f} km2, {} cells of {:g} m: what `qingliu check` found",
                              grid.active_area() / 1e6, grid.active_cells(), grid.cell_size());
  site.synthetic = scenario.scenario.synthetic;
  site.partly_synthetic = !scenario.scenario.synthetic_parts.empty();
  site.x_west = grid.x_west();
  site.y_south = grid.y_south();
  site.cell_size = grid.cell_size();
  site.elevation = postprocess::Raster::empty(grid.nx(), grid.ny());
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (grid.active(i, j))
        site.elevation.values[site.elevation.index(i, j)] =
            static_cast<float>(world.state.initial_bed[grid.index(i, j)]);
    }
  }
  for (const run::OpenEdge& edge : world.edges) {
    for (const surface::OutletFace& o : edge.boundary.faces) {
      const bool along_x = o.face.axis == surface::Face::Axis::x;
      const int back = o.sign > 0 ? 1 : 0;
      site.outlet.emplace_back(o.face.i - (along_x ? back : 0), o.face.j - (along_x ? 0 : back));
    }
  }
  postprocess::write_site_map(site, file);
  fmt::print("map         {}\n", file.string());
}
#else
void draw(const fs::path&, const scenario::Scenario&, const run::World&) {
  fmt::print(stderr, "warning: this build has no pictures (VTK was not found): no map is drawn\n");
}
#endif

/// InputError where the map would take the place of a file that is no picture.
void keep_others_files(const fs::path& map) {
  if (map.empty() || !fs::exists(map)) return;
  std::array<char, 4> begin{};
  std::ifstream(map, std::ios::binary).read(begin.data(), begin.size());
  if (std::string_view(begin.data(), begin.size()) == "\x89PNG") return;
  throw InputError(
      fmt::format("--map {}: a file that is no PNG is there already. Name another", map.string()));
}

int check(const CheckArguments& a) {
  keep_others_files(a.map);
  const scenario::Scenario scenario = scenario::read_scenario(a.scenario, a.settings);
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  fmt::print("{}\n", scenario.scenario.title);
  for (const std::string& line : run::quantities(scenario, *world)) fmt::print("{}\n", line);
  for (const std::string& line : world->measures) fmt::print("{}\n", line);
  for (const std::string& note : world->assumptions) {
    const bool said = std::ranges::count(world->measures, note) > 0 ||
                      std::ranges::count(world->doubts, note, &Finding::message) > 0;
    if (!said) fmt::print("assumed     {}\n", note);
  }
  if (!a.map.empty()) draw(a.map, scenario, *world);
  std::vector<Finding> doubts = scenario.warnings;
  for (Finding& doubt : run::doubts(scenario, *world)) doubts.push_back(std::move(doubt));
  doubts.insert(doubts.end(), world->doubts.begin(), world->doubts.end());
  if (!a.no_trial) print_cost(scenario, *world);
  for (const Finding& doubt : doubts) fmt::print("{}\n", to_string(doubt));
  fmt::print("{}\n", doubts.empty() ? "nothing to mend, no doubts"
                                    : fmt::format("nothing to mend, {} to look at", doubts.size()));
  return 0;
}

}  // namespace

void add_check(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand(
      "check", "build everything and run nothing: findings, quantities, doubts, cost of a run");
  command->add_option("scenario", a->scenario, "scenario file (TOML)")->required();
  command->add_option("--set", a->settings, "override a key: section.key=value (may be repeated)")
      ->take_all();
  command->add_option("--map", a->map, "draw the watershed to this PNG file");
  command->add_flag("--no-trial", a->no_trial, "no trial of two seconds: memory and time are not estimated");
  command->callback([a, &chosen] { chosen = [a] { return check(*a); }; });
}

}  // namespace qingliu::cli
