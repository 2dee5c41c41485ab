#include "run/collapse_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "process/gully/find_walls.hpp"
#include "process/gully/wall_laws.hpp"
#include "run/source_builder.hpp"
#include "terrain/walls.hpp"

namespace qingliu::run {
namespace {

using scenario::CollapsingGullySection;

constexpr double degree = std::numbers::pi / 180.0;

/// Starting values of physics.md 5.1: saprolite is fitted to published critical heights, the others are
/// assumed.
struct SoilDefaults {
  const char* word;
  double dry_cohesion, wet_cohesion;  ///< [Pa]
  double dry_friction, wet_friction;  ///< [degrees]
  double critical_shear;              ///< [Pa]
};
constexpr std::array<SoilDefaults, 3> soil_defaults{{{"red_clay", 35e3, 15e3, 30.0, 26.0, 2.5},
                                                     {"saprolite", 22e3, 8e3, 28.0, 24.0, 0.8},
                                                     {"grus", 8e3, 2.5e3, 30.0, 26.0, 0.5}}};
constexpr double dry_weight = 17e3, wet_weight = 19.5e3;  ///< [N m-3]

std::string label_of(const CollapsingGullySection& s) {
  return fmt::format("[[collapsing_gully]] '{}'", s.name);
}

WallSoil soil_of(const CollapsingGullySection& s, const SoilDefaults& d) {
  return {s.added_cohesion + s.dry_cohesion.value_or(d.dry_cohesion),
          s.added_cohesion + s.wet_cohesion.value_or(d.wet_cohesion),
          std::tan(s.dry_friction.value_or(d.dry_friction * degree)),
          std::tan(s.wet_friction.value_or(d.wet_friction * degree)),
          s.dry_unit_weight.value_or(dry_weight),
          s.wet_unit_weight.value_or(wet_weight)};
}

/// Place of a cell of the nx*ny cells that layers count in the grid.
std::size_t grid_cell(const Grid& grid, std::size_t flat) {
  return grid.index(static_cast<int>(flat % grid.nx()), static_cast<int>(flat / grid.nx()));
}
bool is_active(const Grid& grid, std::size_t flat) {
  return grid.active(static_cast<int>(flat % grid.nx()), static_cast<int>(flat / grid.nx()));
}

/// 1 for the cells of the watershed within the chosen polygons; empty after a finding.
std::vector<std::uint8_t> cells_in_layer(const CollapsingGullySection& s, const io::TargetGrid& target,
                                         const Grid& grid, LayerDesk desk) {
  const std::string label = label_of(s) + " layer";
  const io::LayerShapes shapes = layer_shapes(s.layer, label, target, 0.0, desk);
  if (shapes.polygons.empty() && shapes.lines.empty()) return {};
  const auto fault = [&](const std::string& what) {
    desk.findings.error(s.place, fmt::format("{}: {}", label, what));
    return std::vector<std::uint8_t>{};
  };
  const std::string file = s.layer.file.filename().string();
  if (shapes.polygons.empty())
    return fault(fmt::format("{} holds lines. Draw polygons around the gullies", file));
  std::vector<std::uint8_t> within(static_cast<std::size_t>(grid.nx()) * grid.ny(), 0);
  std::vector<double> absent = s.ids;
  std::size_t chosen = 0, outside = 0, covered = 0;
  for (std::size_t p = 0; p < shapes.polygons.size(); ++p) {
    if (!s.ids.empty() && std::ranges::find(s.ids, shapes.values[p]) == s.ids.end()) continue;
    std::erase(absent, shapes.values[p]);
    std::size_t own = 0;
    io::cells_within(shapes.polygons[p], target.frame, [&](std::size_t flat) {
      if (!is_active(grid, flat)) return;
      within[flat] = 1;
      ++own;
    });
    ++chosen;
    covered += own;
    outside += own == 0 ? 1 : 0;
  }
  if (!absent.empty())
    return fault(fmt::format("{} has no polygon with the number {} in column '{}'", file,
                             fmt::join(absent, ", "), s.layer.column));
  const io::CellFrame& f = target.frame;
  if (covered == 0)
    return fault(
        fmt::format("{} of {} polygons hold the centre of no cell of the watershed (x {:.1f}-{:.1f} m, y "
                    "{:.1f}-{:.1f} m, cells of {:g} m). Move them, or take smaller cells",
                    outside, chosen, f.x_west, f.x_west + f.nx * f.cell_size, f.y_south,
                    f.y_south + f.ny * f.cell_size, f.cell_size));
  if (outside > 0)
    desk.notes.push_back(
        fmt::format("collapsing gully '{}': {} of {} polygons hold the centre of no cell of the "
                    "watershed and are left out",
                    s.name, outside, chosen));
  return within;
}

/// Steepest rise from a cell within to a neighbour, m/m.
double steepest_rise(const Grid& grid, const Field<double>& bed, const std::vector<std::uint8_t>& within) {
  double steepest = 0.0;
  for (std::size_t flat = 0; flat < within.size(); ++flat) {
    if (within[flat] == 0) continue;
    const std::size_t cell = grid_cell(grid, flat);
    for (const std::ptrdiff_t step : gully::face_steps(grid)) {
      if (std::fabs(bed[cell + step]) < outside_elevation)
        steepest = std::max(steepest, (bed[cell + step] - bed[cell]) / grid.cell_size());
    }
  }
  return steepest;
}

/// Means of the soils at the crests, down to the foot of each wall.
struct CrestSoil {
  double saturation = 0.0, fillable = 0.0;  ///< [-]
  std::vector<double> fraction;
};

CrestSoil soil_at_crests(const std::vector<Wall>& walls, const BuiltLand& land, const World& world) {
  CrestSoil mean;
  mean.fraction.assign(world.land.grains.size(), 0.0);
  const Grid& grid = world.grid;
  double whole = 0.0;
  for (const Wall& wall : walls) {
    const std::size_t j = wall.crest / static_cast<std::size_t>(grid.stride()) - Grid::pad_y;
    const std::size_t i = wall.crest % static_cast<std::size_t>(grid.stride()) - Grid::pad_x;
    const std::size_t flat = j * grid.nx() + i;
    const Soil& soil = land.soils[land.soil_of_cell[flat]];
    double top = 0.0;
    for (const SoilHorizon& h : soil.horizons) {
      const double weight = wall.length * std::max(0.0, std::min(h.bottom, wall.height) - top);
      top = h.bottom;
      const bool by_layer = !land.moisture_of_cell.empty() && !std::isnan(land.moisture_of_cell[flat]);
      const double moisture =
          std::min(by_layer ? land.moisture_of_cell[flat] : h.initial_moisture, h.porosity);
      mean.saturation += weight * moisture / h.porosity;
      mean.fillable += weight * (h.porosity - moisture);
      for (std::size_t k = 0; k < mean.fraction.size(); ++k)
        mean.fraction[k] += weight * h.class_fractions[k];
      whole += weight;
    }
  }
  mean.saturation /= whole;
  mean.fillable = std::max(1e-3, mean.fillable / whole);
  double sum = 0.0;
  for (const double f : mean.fraction) sum += f;
  for (double& f : mean.fraction) f /= sum;
  return mean;
}

double density_of(const std::vector<double>& fraction, double porosity, const Grains& grains) {
  double volume = 0.0;  // of a kilogram
  for (std::size_t k = 0; k < grains.size(); ++k)
    volume += fraction[k] / ((1.0 - porosity) * grains[k].density);
  return 1.0 / volume;
}

/// Height [m] up to which an upright wall stands.
double upright(const WallSoil& soil, double saturation, bool crack) {
  return gully::standing_height(gully::strength_at(soil, saturation), 1.0, 0.0, crack);
}

void note_gully(const CollapsingGullySection& s, const CollapsingGully& g, const std::vector<Wall>& walls,
                const Grid& grid, LayerDesk desk) {
  double length = 0.0, lowest = 1e300, highest = 0.0, falling = 0.0;
  for (const Wall& w : walls) {
    length += w.length;
    lowest = std::min(lowest, w.height);
    highest = std::max(highest, w.height);
    const BankStrength soil = gully::strength_at(g.soil, g.first_saturation);
    const double run = g.face_cotangent * w.height;
    if (w.height > gully::standing_height(soil, w.height, run, g.crack)) falling += w.length;
  }
  desk.notes.push_back(
      fmt::format("collapsing gully '{}': {} cells of floor, {:.4g} m of walls {:.3g} to {:.3g} m high, of "
                  "{}; upright they "
                  "stand to {:.3g} m dry and {:.3g} m saturated{} (fitted to published heights or assumed, "
                  "unverified), and "
                  "are saturated to {:.2g} at the start",
                  g.name, g.floor.size(), length, lowest, highest, s.soil, upright(g.soil, 0.0, g.crack),
                  upright(g.soil, 1.0, g.crack), g.crack ? " with a crack" : "", g.first_saturation));
  if (falling > 0.0)
    desk.notes.push_back(
        fmt::format("collapsing gully '{}': {:.4g} m of its walls are too high for their soil as moist as it "
                    "is at the start "
                    "and fall at once; look at cohesion_dry_kpa, saturation and the heights",
                    g.name, falling));
  if (g.height == 0.0 && grid.cell_size() > 5.0)
    desk.notes.push_back(
        fmt::format("collapsing gully '{}': cells of {:g} m show walls only roughly; "
                    "wall_height_m says how high they are",
                    g.name, grid.cell_size()));
}

/// The floor of one section; nothing after a finding.
std::optional<std::vector<std::size_t>> floor_of(const CollapsingGullySection& s,
                                                 const io::TargetGrid& target,
                                                 const terrain::Surface& surface, const World& world,
                                                 LayerDesk desk) {
  std::vector<std::uint8_t> within(surface.elevation.size(), 1);
  if (!s.find) within = cells_in_layer(s, target, world.grid, desk);
  if (within.empty()) return std::nullopt;
  std::vector<std::uint8_t> below = within;
  if (!s.wall_height) below = terrain::find_walls(surface, s.least_height, std::tan(s.least_angle)).below;
  std::vector<std::size_t> floor;
  for (std::size_t flat = 0; flat < below.size(); ++flat) {
    if (below[flat] != 0 && within[flat] != 0 && is_active(world.grid, flat))
      floor.push_back(grid_cell(world.grid, flat));
  }
  return floor;
}

void refuse_without_walls(const CollapsingGullySection& s, const World& world, LayerDesk desk) {
  if (s.wall_height) {
    desk.findings.error(s.place,
                        fmt::format("{}: nowhere does the ground rise outwards from its polygons. Draw "
                                    "them around the floor, below the walls",
                                    label_of(s)));
    return;
  }
  std::vector<std::uint8_t> all(static_cast<std::size_t>(world.grid.nx()) * world.grid.ny(), 0);
  for (std::size_t flat = 0; flat < all.size(); ++flat) all[flat] = is_active(world.grid, flat) ? 1 : 0;
  desk.findings.error(
      s.place,
      fmt::format(
          "{}: its walls have no height: the terrain, in cells of {:g} m, shows none of {:g} m and {:.0f} "
          "degrees there (steepest between cells of the watershed: {:.0f} degrees). Give wall_height_m, or "
          "finer terrain",
          label_of(s), world.grid.cell_size(), s.least_height, s.least_angle / degree,
          std::atan(steepest_rise(world.grid, world.state.bed, all)) / degree));
}

/// What a section says by itself.
CollapsingGully as_written(const CollapsingGullySection& s) {
  const SoilDefaults& defaults = *std::ranges::find(soil_defaults, s.soil, &SoilDefaults::word);
  CollapsingGully g;
  g.name = s.name;
  g.soil = soil_of(s, defaults);
  g.crack = s.crack;
  g.face_cotangent = s.wall_angle > 89.999 * degree ? 0.0 : std::cos(s.wall_angle) / std::sin(s.wall_angle);
  g.critical_shear = s.critical_shear.value_or(defaults.critical_shear);
  g.erodibility = s.erodibility.value_or(bank_erodibility(g.critical_shear));
  g.height = s.wall_height.value_or(0.0);
  g.least_height = s.least_height;
  g.steep = std::tan(s.least_angle);
  return g;
}

/// Floors may not lie over each other. owner: section of every cell, -1 for none.
void claim_floor(const CollapsingGullySection& s, int section, const CollapsingGully& g,
                 const scenario::Scenario& scenario, Field<std::int32_t>& owner, LayerDesk desk) {
  std::size_t shared = 0;
  int other = -1;
  for (const std::size_t cell : g.floor) {
    if (owner[cell] >= 0) {
      ++shared;
      other = owner[cell];
    }
    owner[cell] = section;
  }
  if (shared > 0)
    desk.findings.error(s.place,
                        fmt::format("{} lies on the floor of '{}' in {} cells. Part them, or leave one out",
                                    label_of(s), scenario.collapsing_gullies[other].name, shared));
}

}  // namespace

void build_collapsing_gullies(const scenario::Scenario& scenario, const BuiltTerrain& terrain,
                              const Window& window, const BuiltLand& land, World& world, LayerDesk desk) {
  world.repose = scenario.sediment.repose_slope;
  if (scenario.collapsing_gullies.empty() || land.soils.empty()) return;
  world.state.open_gullies(world.grid);
  const io::TargetGrid target = target_of(world.grid, scenario);
  const terrain::Surface surface = surface_of(world.grid, terrain, window);
  Field<std::int32_t> owner(world.grid, -1);
  for (std::size_t n = 0; n < scenario.collapsing_gullies.size(); ++n) {
    const CollapsingGullySection& s = scenario.collapsing_gullies[n];
    CollapsingGully g = as_written(s);
    std::optional<std::vector<std::size_t>> floor = floor_of(s, target, surface, world, desk);
    if (!floor) continue;
    g.floor = std::move(*floor);
    claim_floor(s, static_cast<int>(n), g, scenario, owner, desk);
    const std::vector<CollapsingGully> alone{g};
    const std::vector<Wall> walls =
        gully::walls_of(world.grid, alone, gully::floors_of(world.grid, alone), world.state.bed);
    if (walls.empty()) {
      refuse_without_walls(s, world, desk);
      continue;
    }
    const CrestSoil crest = soil_at_crests(walls, land, world);
    g.first_saturation = s.saturation.value_or(crest.saturation);
    g.fillable = crest.fillable;
    g.fraction = fraction_of(source_of_walls, s.fraction.empty() ? crest.fraction : s.fraction, world);
    g.density = density_of(g.fraction, s.porosity, world.land.grains);
    note_gully(s, g, walls, world.grid, desk);
    world.collapsing_gullies.push_back(std::move(g));
  }
}

}  // namespace qingliu::run
