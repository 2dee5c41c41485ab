#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "io/raster.hpp"
#include "run/world.hpp"
#include "scenario/calendar.hpp"
#include "scenario/collector.hpp"
#include "scenario/csv.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;

struct NewArguments {
  fs::path folder, dem, rain;
  std::string outlet;
  double storm_mm = 0.0;
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

/// A path as the scenario in `folder` writes it.
std::string from_folder(const fs::path& file, const fs::path& folder) {
  return fs::relative(fs::absolute(file), fs::absolute(folder)).generic_string();
}

struct RainText {
  std::string start, section;
  double hours = 0.0;
};

/// Hours from one local moment to another.
double hours_between(const std::string& from, const std::string& to) {
  const auto seconds = [](const std::string& moment) {
    std::tm parts{};
    std::istringstream in(moment);
    in >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
    return static_cast<double>(timegm(&parts));
  };
  return (seconds(to) - seconds(from)) / 3600.0;
}

RainText rain_from_file(const NewArguments& a) {
  scenario::Collector collector;
  const auto table = scenario::read_csv(a.rain, collector);
  collector.throw_if_errors();
  if (!table || table->header.size() < 2 || table->rows.size() < 2)
    throw InputError({a.rain.string()}, "needs a column of times, a column of mm/h, and two rows at least");
  const auto first = scenario::local_moment(table->rows.front()[0].text);
  const auto last = scenario::local_moment(table->rows.back()[0].text);
  if (!first || !last) {
    throw InputError(table->rows.front()[0].place,
                     "the first column holds no local time. Write it like 2026-06-01 05:00");
  }
  RainText rain;
  rain.start = *first;
  rain.hours = hours_between(*first, *last) + 3.0;
  rain.section = fmt::format(
      "# Measured rain: each intensity [mm/h] holds until the next row; local time.\n[[rain]]\n"
      "kind = \"file\"\nfile = \"{}\"\ntime_column = \"{}\"\nintensity_column = \"{}\"\n",
      from_folder(a.rain, a.folder), table->header[0].text, table->header[1].text);
  return rain;
}

RainText rain_of(const NewArguments& a) {
  if (!a.rain.empty()) return rain_from_file(a);
  const double depth = a.storm_mm > 0.0 ? a.storm_mm : 100.0;
  return {"2026-06-01T00:00:00",
          fmt::format("# A design storm of 6 h: its depth is {}.\n[[rain]]\n"
                      "kind = \"alternating-blocks\"\ndepth_mm = {}\nduration_h = 6\nblock_min = 10\n"
                      "peak = 0.4\n",
                      a.storm_mm > 0.0 ? "yours, its shape a common one" : "an example", depth),
          9.0};
}

std::string scenario_text(const NewArguments& a, scenario::Point outlet, double cell_size) {
  const RainText rain = rain_of(a);
  return fmt::format(
      R"(# Made by `qingliu new`. It runs as it stands; the land below is a guess until you replace it.
#   qingliu check scenario.toml --map map.png     what it is, what it costs, what is doubtful
#   qingliu run scenario.toml                     then: qingliu picture results/...
#   qingliu explain                               every key
schema = "qingliu-scenario/1"

[scenario]
title = "{0}"

[time]
start = {1}
duration_h = {2:g}

# The watershed is what drains through the outlet. The point moves to the cell of largest upstream area within
# snap_m: compare the area that `check` prints with the one you know, and write that as area_km2.
[terrain]
dem = "{3}"
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
      fs::absolute(a.folder).lexically_normal().filename().string(), rain.start, rain.hours,
      from_folder(a.dem, a.folder), outlet.first, outlet.second, 5.0 * cell_size, rain.section);
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

int make_new(const NewArguments& a) {
  const scenario::Point outlet = point_of(a.outlet);
  const fs::path file = a.folder / "scenario.toml";
  if (fs::exists(file)) throw InputError({file.string()}, "is there already. Name another folder");
  const io::Raster dem = io::read_raster(a.dem);
  io::require_heights_in_metres(a.dem, dem);
  if (dem.crs_wkt.empty()) {
    throw InputError({a.dem.string()},
                     "names no coordinate system. Write it into a copy: gdal_translate "
                     "-a_srs EPSG:4547 old.tif new.tif");
  }
  const std::string text = scenario_text(a, outlet, dem.cell_size);
  fs::create_directories(a.folder);
  put(a.folder / "landuse.csv", landuse_text);
  put(a.folder / "soil.csv", soil_text);
  put(file, text);
  std::unique_ptr<run::World> world;
  try {
    world = run::build_world(scenario::read_scenario(file));
  } catch (const InputError&) {
    for (const char* made : {"scenario.toml", "landuse.csv", "soil.csv"}) fs::remove(a.folder / made);
    throw;
  }
  fmt::print("{}: {} cells of {:g} m, {:.4g} km2\n", file.string(), world->grid.active_cells(),
             world->grid.cell_size(), world->grid.active_area() / 1e6);
  for (const std::string& note : world->assumptions) fmt::print("  {}\n", note);
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
  CLI::Option* rain =
      command->add_option("--rain", a->rain, "CSV: local time, mm/h")->check(CLI::ExistingFile);
  command->add_option("--storm", a->storm_mm, "or a design storm of 6 h with this depth [mm]")
      ->check(CLI::PositiveNumber)
      ->excludes(rain);
  command->callback([a, &chosen] { chosen = [a] { return make_new(*a); }; });
}

}  // namespace qingliu::cli
