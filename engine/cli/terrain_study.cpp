#include "cli/terrain_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/constants.hpp"
#include "core/error.hpp"
#include "io/geopackage.hpp"
#include "io/raster.hpp"
#include "run/terrain_doubts.hpp"

namespace qingliu::cli {
namespace {

/// Threshold when none is asked for: 1, 2 or 5 times a power of ten km2 below half a percent of the
/// watershed, at least 50 cells.
std::uint32_t default_stream_cells(const TerrainStudy& study) {
  const double target = 0.005 * study.square_km(study.cells[study.outlet]);
  double area = 1e-6;
  while (area * 10.0 <= target) area *= 10.0;
  area *= target >= 5.0 * area ? 5.0 : target >= 2.0 * area ? 2.0 : 1.0;
  return std::max(50U, static_cast<std::uint32_t>(std::lround(area / study.square_km(1.0))));
}

void take_dem(const TerrainOptions& o, TerrainStudy& study) {
  io::Raster dem = io::read_raster(o.dem);
  io::require_heights_in_metres(o.dem, dem);
  study.frame = {dem.nx, dem.ny, dem.cell_size, dem.x_west, dem.y_south, dem.crs_wkt};
  study.surface = {dem.nx, dem.ny, dem.cell_size, std::move(dem.values)};
  const auto& z = study.surface.elevation;
  if (std::all_of(z.begin(), z.end(), [](double value) { return std::isnan(value); }))
    throw InputError({o.dem.string()}, "holds no cell with a value");
}

void check_outlet(const TerrainOptions& o, const TerrainStudy& study, std::vector<Finding>& findings) {
  if (o.outlet.empty()) return;
  const io::RasterFrame& f = study.frame;
  const double east = f.x_west + f.nx * f.cell_size, north = f.y_south + f.ny * f.cell_size;
  const double x = o.outlet[0], y = o.outlet[1];
  if (x >= f.x_west && x < east && y >= f.y_south && y < north) return;
  findings.push_back(
      {Finding::Kind::error, Place{},
       fmt::format(
           "--outlet {} {} lies outside the raster: x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m. Give it in the "
           "raster's own coordinates",
           x, y, f.x_west, east, f.y_south, north)});
}

/// Lowers the cells under the lines; their features by cell, for the names of the reaches.
io::DrawnLayer burn_lines(const TerrainOptions& o, TerrainStudy& study, std::vector<Finding>& findings) {
  if (o.burn.empty()) return {};
  try {
    io::DrawnLayer lines = io::draw_layer(o.burn, study.frame);
    for (std::size_t cell = 0; cell < lines.feature.size(); ++cell) {
      if (lines.feature[cell] < 0 || std::isnan(study.surface.elevation[cell])) continue;
      study.surface.elevation[cell] -= o.burn_depth;
      ++study.burnt;
    }
    return lines;
  } catch (const InputError& error) {
    findings.insert(findings.end(), error.findings().begin(), error.findings().end());
    return {};
  }
}

/// On the DEM as it came: what is cut through pits is no wall.
void look_for_walls(const TerrainOptions& o, TerrainStudy& study) {
  if (!o.walls) return;
  const double steep = std::tan(o.wall_degrees * constants::pi / 180.0);
  study.walls = terrain::wall_groups(study.surface, terrain::find_walls(study.surface, o.wall_height, steep),
                                     steep, static_cast<std::size_t>(o.wall_cells));
}

void condition(const TerrainOptions& o, TerrainStudy& study) {
  if (o.pits == "keep") return;
  terrain::BreachLimits limits = o.breach;
  limits.over_faces = true;
  if (o.pits == "breach") study.cut = terrain::breach_least_cost(study.surface, limits);
  study.filled = terrain::fill_pits(study.surface, 0.0, o.pits == "breach");
}

void place_outlet(const TerrainOptions& o, TerrainStudy& study) {
  const io::RasterFrame& f = study.frame;
  if (o.outlet.empty()) {
    study.outlet = terrain::largest_outlet(study.directions, study.cells).value();
    return;
  }
  const int i = static_cast<int>((o.outlet[0] - f.x_west) / f.cell_size);
  const int j = static_cast<int>((o.outlet[1] - f.y_south) / f.cell_size);
  const auto found = terrain::snapped(study.surface, study.cells, i, j, o.snap);
  if (!found) {
    throw InputError(fmt::format("--outlet {} {}: no cell with an elevation within --snap-m {}", o.outlet[0],
                                 o.outlet[1], o.snap));
  }
  study.outlet = *found;
  study.outlet_moved =
      *found == study.surface.at(i, j)
          ? 0.0
          : std::hypot(f.x_west + (static_cast<double>(*found % f.nx) + 0.5) * f.cell_size - o.outlet[0],
                       f.y_south + (static_cast<double>(*found / f.nx) + 0.5) * f.cell_size - o.outlet[1]);
}

/// What a scenario with this terrain would doubt, and a threshold without streams.
void look_for_doubts(TerrainStudy& study) {
  study.doubts = run::height_doubts(study.surface, study.watershed);
  study.doubts.push_back(run::gap_doubt(study.surface, study.watershed));
  std::erase(study.doubts, "");
  for (std::string& doubt : study.doubts) {
    if (doubt.starts_with("[terrain] ")) doubt.erase(0, std::string_view("[terrain] ").size());
  }
  if (study.reaches.empty())
    study.doubts.push_back(
        fmt::format("no stream: they begin at {:.4g} km2, and the watershed has {:.4g} km2. Give a smaller "
                    "--stream-km2, or move the outlet onto the stream",
                    study.square_km(study.stream_cells), study.square_km(study.cells[study.outlet])));
}

/// Name of a reach: that of the burnt line under most of its cells.
std::string name_of(const terrain::StreamReach& reach, const io::DrawnLayer& lines) {
  std::map<std::string, std::size_t> counts;
  if (lines.feature.empty()) return "";
  for (const std::uint32_t cell : reach.cells) {
    if (lines.feature[cell] >= 0) ++counts[lines.names[static_cast<std::size_t>(lines.feature[cell])]];
  }
  counts.erase("");
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != counts.end() && 2 * most->second > reach.cells.size() ? most->first : "";
}

}  // namespace

TerrainStudy study_terrain(const TerrainOptions& o) {
  TerrainStudy study;
  take_dem(o, study);
  look_for_walls(o, study);
  std::vector<Finding> findings;
  check_outlet(o, study, findings);
  const io::DrawnLayer lines = burn_lines(o, study, findings);
  if (!findings.empty()) throw InputError(findings);
  condition(o, study);
  study.directions = terrain::d8_directions(study.surface);
  study.cells = terrain::d8_cells(study.surface, study.directions);
  place_outlet(o, study);
  study.watershed = terrain::d8_watershed(study.surface, study.directions, study.outlet);
  const double wanted = o.stream_area_km2.value_or(0.0) / study.square_km(1.0);
  study.stream_cells = o.stream_area_km2
                           ? std::max(2U, static_cast<std::uint32_t>(std::ceil(std::min(wanted, 4e9) - 1e-9)))
                           : default_stream_cells(study);
  study.reaches = terrain::stream_reaches(study.surface, study.directions, study.cells, study.watershed,
                                          study.outlet, study.stream_cells);
  for (const terrain::StreamReach& reach : study.reaches) study.names.push_back(name_of(reach, lines));
  look_for_doubts(study);
  return study;
}

std::string summary_of(const TerrainOptions& o, const TerrainStudy& s) {
  const io::RasterFrame& f = s.frame;
  std::string text = fmt::format("{}: {} x {} cells of {:g} m\n", o.dem.string(), f.nx, f.ny, f.cell_size);
  const auto line = [&](const char* what, const std::string& value) {
    text += fmt::format("  {:<26} {}\n", what, value);
  };
  if (!o.burn.empty()) {
    line("burnt in", fmt::format("{} cells lowered by {:g} m ({:.4g} m3)", s.burnt, o.burn_depth,
                                 s.burnt * o.burn_depth * f.cell_size * f.cell_size));
  }
  line("breached", fmt::format("{} cells, {:.4g} m3 cut", s.cut.cells_lowered, s.cut.volume_cut));
  line("filled", fmt::format("{} cells, {:.4g} m3 filled", s.filled.cells_raised, s.filled.volume_filled));
  line("outlet", fmt::format("x {:.1f} m, y {:.1f} m, row {} column {} from the north-west, {:.2f} m{}",
                             f.x_west + (static_cast<double>(s.outlet % f.nx) + 0.5) * f.cell_size,
                             f.y_south + (static_cast<double>(s.outlet / f.nx) + 0.5) * f.cell_size,
                             f.ny - static_cast<int>(s.outlet / f.nx), s.outlet % f.nx + 1,
                             s.surface.elevation[s.outlet],
                             s.outlet_moved > 0.0
                                 ? fmt::format("; moved by {:.0f} m to the largest upstream area within "
                                               "--snap-m {:g}",
                                               s.outlet_moved, o.snap)
                                 : ""));
  line("watershed", fmt::format("{:.3f} km2, {} cells, mean slope {:.1f} degrees",
                                s.square_km(s.cells[s.outlet]), s.cells[s.outlet], s.mean_slope));
  if (o.walls) {
    double highest = 0.0, walls = 0.0;
    for (const terrain::WallGroup& group : s.walls) {
      highest = std::max(highest, group.height);
      walls += group.length;
    }
    line(
        "walls",
        fmt::format("{} groups of {:g} m and {:g} degrees or more, {:.0f} m long in all, up to {:.1f} m high",
                    s.walls.size(), o.wall_height, o.wall_degrees, walls, highest));
  }
  double length = 0.0;
  int order = 0;
  for (const terrain::StreamReach& reach : s.reaches) {
    length += reach.length;
    order = std::max(order, reach.strahler);
  }
  line("streams",
       fmt::format("from {:.4g} km2 on: {} reaches, {:.2f} km, Strahler order up to {}, {:.2f} km/km2",
                   s.square_km(s.stream_cells), s.reaches.size(), length / 1e3, order,
                   length / 1e3 / s.square_km(s.cells[s.outlet])));
  if (!s.reaches.empty()) {
    const auto longest =
        std::max_element(s.reaches.begin(), s.reaches.end(),
                         [](const auto& a, const auto& b) { return a.chainage_from() < b.chainage_from(); });
    const double fall = s.surface.elevation[longest->cells.front()] - s.surface.elevation[s.outlet];
    line("longest stream",
         fmt::format("{:.2f} km, falls {:.1f} m, mean slope {:.4f}", longest->chainage_from() / 1e3, fall,
                     fall / longest->chainage_from()));
  }
  for (const std::string& doubt : s.doubts) text += fmt::format("  warning: {}\n", doubt);
  return text;
}

}  // namespace qingliu::cli
