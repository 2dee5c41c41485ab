#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "cli/commands.hpp"
#include "cli/new_rain.hpp"
#include "core/error.hpp"
#include "io/raster.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct NewArguments {
  fs::path folder, dem;
  NewRain rain;
  std::string outlet, crs;
};

scenario::Point point_of(const std::string& text) {
  const std::size_t comma = text.find(',');
  scenario::Point point;
  const auto number = [](std::string_view part, double& value) {
    const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), value);
    return failure == std::errc() && end == part.data() + part.size();
  };
  if (comma == std::string::npos || !number(std::string_view(text).substr(0, comma), point.first) ||
      !number(std::string_view(text).substr(comma + 1), point.second)) {
    throw InputError(
        fmt::format("--outlet {} is no point. Write x and y in metres: --outlet 643500,2551200", text));
  }
  return point;
}

std::string title_of(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

/// The value of `dem`.
std::string dem_text(const NewArguments& a) {
  const std::string file = in_quotes(from_folder(a.dem, a.folder));
  return a.crs.empty() ? file : fmt::format("{{ file = {}, crs = {} }}", file, in_quotes(a.crs));
}

std::string scenario_text(const NewArguments& a, const RainText& rain, scenario::Point outlet,
                          double cell_size) {
  return fmt::format(
      R"(# Made by `qingliu new`. It runs as it stands; the land below is a guess until you replace it.
#   qingliu check scenario.toml --map map.png     what it is, what it costs, what is doubtful
#   qingliu run scenario.toml                     then: qingliu picture results/...
#   qingliu explain                               every key
schema = "qingliu-scenario/1"

[scenario]
title = {0}

[time]
start = {1}
duration_h = {2:g}

# The watershed is what drains through the outlet. The point moves to the cell of largest upstream area within
# snap_m: compare the area that `check` prints with the one you know, and write that as area_km2.
[terrain]
dem = {3}
mask = "watershed"
pits = "breach"                        # hollows are cut open; "keep" lets water pond in them
outlet = {{ point = [{4:.3f}, {5:.3f}], snap_m = {6:g}, slope = 0.01 }}   # slope of the valley below
# area_km2 = 120                      # the area that you know; check compares

# One class of landuse.csv everywhere. With a map: raster = "landuse.tif", or polygons
# raster = {{ file = "landuse.shp", column = "code" }}; their numbers are the ids of the table.
[landuse]
table = "landuse.csv"
uniform = 2

[soil]
table = "soil.csv"
uniform = 1

# Clay, silt, fine sand, medium sand, coarse sand. Without [sediment] the run is water alone.
[grains]
diameter_um = [2, 20, 100, 350, 1000]

[sediment]
closure = "hairsine-rose"

{7}
[output]
every_min = 15
)",
      in_quotes(title_of(a.folder)), rain.start, rain.hours, dem_text(a), outlet.first, outlet.second,
      5.0 * cell_size, rain.section);
}

constexpr const char* landuse_text =
    "# Land uses. Friction within the ranges of Engman (1986) and TR-55, the rest assumptions: unverified, "
    "not\n"
    "# calibrated. Columns: qingliu explain landuse.csv\n"
    "id,name,manning_n,manning_n_deep,cover,leaf_area_index,canopy_height_m,litter_mm,litter_cover,"
    "erodibility_factor,conductivity_factor\n"
    "1,forest,0.40,0.12,0.75,3.0,6.0,1.0,0.75,0.5,1.0\n"
    "2,shrub and grass,0.20,0.08,0.5,2.0,1.5,0.5,0.40,0.8,0.8\n"
    "3,crops,0.12,0.05,0.3,1.5,0.5,0.0,0.10,1.0,0.7\n"
    "4,bare soil,0.03,0.03,0.0,0.0,0.0,0.0,0.0,1.0,0.5\n"
    "5,built-up,0.03,0.02,0.0,0.0,0.0,0.3,0.90,0.1,0.05\n";

constexpr const char* soil_text =
    "# Soils by horizon: loam, suction after Rawls, Brakensiek & Miller (1983); conductivity, moisture and\n"
    "# erodibility are assumptions: unverified, not calibrated. Columns: qingliu explain soil.csv\n"
    "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
    "sand_percent,erodibility_s_per_m,critical_shear_pa,splash_g_per_j\n"
    "1,loam,1,0.3,10,89,0.46,0.28,20,40,40,0.0006,2.5,2.0\n"
    "1,loam,2,1.0,5,89,0.44,0.30,22,40,38,0.0006,2.5,2.0\n";

void put(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw FileError(fmt::format("{} cannot be written", file.string()));
}

/// Makes the folder and those above it; the new ones, the innermost first.
std::vector<fs::path> make_folders(const fs::path& folder) {
  std::vector<fs::path> made;
  const fs::path whole = fs::absolute(folder).lexically_normal();
  for (fs::path at = whole.has_filename() ? whole : whole.parent_path(); !fs::exists(at);
       at = at.parent_path())
    made.push_back(at);
  fs::create_directories(folder);
  return made;
}

/// Findings of the scenario that was made: its files are gone again, so what they say is told of the options.
std::vector<Finding> as_told_to(const NewArguments& a, std::vector<Finding> findings) {
  constexpr std::string_view of_outlet = "[terrain] outlet";
  for (Finding& finding : findings) {
    if (fs::path(finding.place.file).parent_path() != a.folder) continue;
    if (!fs::exists(finding.place.file)) finding.place = {};
    if (finding.message.starts_with(of_outlet))
      finding.message.replace(0, of_outlet.size(), fmt::format("--outlet {}", a.outlet));
  }
  return findings;
}

int make_new(const NewArguments& a) {
  const scenario::Point outlet = point_of(a.outlet);
  const fs::path file = a.folder / "scenario.toml";
  if (fs::exists(file)) throw InputError({file.string()}, "is there already. Name another folder");
  const io::Raster dem = io::read_raster(a.dem);
  io::require_heights_in_metres(a.dem, dem);
  run::Findings findings;
  if (dem.crs_wkt.empty() && a.crs.empty())
    findings.error({a.dem.string()}, "names no coordinate system. Name it: --crs EPSG:4547");
  RainText rain;
  findings.collect({a.rain.file.string()}, [&] { rain = rain_text(a.rain, a.folder); });
  findings.throw_if_any();
  const std::string text = scenario_text(a, rain, outlet, dem.cell_size);
  const std::vector<fs::path> made_folders = make_folders(a.folder);
  put(a.folder / "landuse.csv", landuse_text);
  put(a.folder / "soil.csv", soil_text);
  put(file, text);
  std::unique_ptr<run::World> world;
  try {
    world = run::build_world(scenario::read_scenario(file));
  } catch (const InputError& error) {
    for (const char* made : {"scenario.toml", "landuse.csv", "soil.csv"}) fs::remove(a.folder / made);
    for (const fs::path& folder : made_folders) fs::remove(folder);
    throw InputError(as_told_to(a, error.findings()));
  }
  fmt::print("{}: {} cells of {:g} m, {:.4g} km2\n", file.string(), world->grid.active_cells(),
             world->grid.cell_size(), world->grid.active_area() / 1e6);
  if (!rain.assumed.empty()) fmt::print("  rain: {}\n", rain.assumed);
  for (const std::string& note : world->assumptions) fmt::print("  {}\n", note);
  for (const Finding& doubt : world->doubts) fmt::print("  doubt: {}\n", doubt.message);
  fmt::print("Look at it with: qingliu check {} --map {}\n", file.string(), (a.folder / "map.png").string());
  return 0;
}

}  // namespace

void add_new(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<NewArguments>();
  CLI::App* command =
      app.add_subcommand("new", "write a commented scenario from an elevation model and an outlet");
  command->add_option("folder", a->folder, "folder for scenario.toml and its tables")->required();
  command->add_option("--dem", a->dem, "elevation model, metres, any format of GDAL")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--outlet", a->outlet, "x,y near the outlet, in the coordinates of the model")
      ->required();
  command->add_option("--crs", a->crs, "coordinate system of a model that names none, e.g. EPSG:4547");
  CLI::Option* rain =
      command->add_option("--rain", a->rain.file, "CSV: local time, mm/h or mm")->check(CLI::ExistingFile);
  command->add_option("--storm", a->rain.storm_mm, "or a design storm of 6 h with this depth [mm]")
      ->check(CLI::PositiveNumber)
      ->excludes(rain);
  command->callback([a, &chosen] { chosen = [a] { return make_new(*a); }; });
}

}  // namespace qingliu::cli
