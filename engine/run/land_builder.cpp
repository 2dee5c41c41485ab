#include "run/land_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "process/erosion/texture_laws.hpp"
#include "run/cell_tally.hpp"
#include "run/closure_builder.hpp"
#include "run/layer_reader.hpp"
#include "scenario/class_table.hpp"
#include "terrain/synthetic.hpp"

namespace qingliu::run {
namespace {

constexpr double moisture_step = 0.01;  ///< [-] of the moisture layer

/// Class ids of the grid's cells from a raster, by rules of the terrain, or one everywhere; NaN where there
/// is none.
struct ClassSource {
  const char* what;     ///< "land use"
  const char* section;  ///< "landuse"
  const scenario::Layer& raster;
  int uniform;
  Place place;
};

std::vector<double> ids_by_rules(const Grid& grid, const BuiltTerrain& terrain, const Window& window,
                                 std::vector<int> (*rules)(const terrain::Surface&,
                                                           const std::vector<double>&)) {
  const std::vector<int> ids = rules(terrain.surface, terrain.upstream_area);
  std::vector<double> window_ids(static_cast<std::size_t>(grid.nx()) * grid.ny());
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      window_ids[static_cast<std::size_t>(j) * grid.nx() + i] =
          ids[terrain.surface.at(window.first_i + i, window.first_j + j)];
    }
  }
  return window_ids;
}

/// Class index of every active cell. Holes and ids that the table does not know are findings with their
/// number, the first of them by row, column and coordinates, and the remedy.
std::vector<int> classes_of_cells(const ClassSource& source, const std::vector<double>& ids, const Grid& grid,
                                  const std::map<int, int>& index_of_id, const scenario::Path& table,
                                  Findings& findings) {
  std::vector<int> classes(ids.size(), -1);
  CellTally holes, fractions;
  std::map<int, CellTally> unknown;
  from_the_north(grid, [&](int i, int j, std::size_t k) {
    if (std::isnan(ids[k])) return holes.add(i, j);
    if (std::fabs(ids[k]) > 1e9 || ids[k] != std::floor(ids[k])) return fractions.add(i, j);
    const int id = static_cast<int>(ids[k]);
    const auto found = index_of_id.find(id);
    if (found == index_of_id.end()) return unknown[id].add(i, j);
    classes[k] = found->second;
  });
  const std::string label = source.raster.empty() ? fmt::format("[{}] raster:", source.section)
                                                  : fmt::format("[{}] raster: {}", source.section,
                                                                source.raster.file.filename().string());
  const Place& place = source.raster.empty() ? source.place : source.raster.place;
  if (holes.cells > 0) {
    findings.error(place,
                   fmt::format("{} has no class inside the watershed in {}. Fill the holes, or cut the "
                               "watershed to the land use with terrain.mask = \"landuse\"",
                               label, holes.words(grid)));
  }
  if (fractions.cells > 0) {
    findings.error(place,
                   fmt::format("{} holds values that are no class numbers in {}. Give a raster of whole "
                               "numbers (resampled by nearest cell)",
                               label, fractions.words(grid)));
  }
  for (const auto& [id, cells] : unknown) {
    findings.error(place,
                   fmt::format("{} holds class {}, which is not in the table {}: {}. Add a row with id "
                               "{}, or say nodata = {} if it means no value",
                               label, id, table.filename().string(), cells.words(grid), id, id));
  }
  return classes;
}

template <class T>
std::map<int, int> index_by_id(const std::vector<T>& classes) {
  std::map<int, int> index;
  for (std::size_t k = 0; k < classes.size(); ++k) index[classes[k].id] = static_cast<int>(k);
  return index;
}

Landuse landuse_of(const scenario::LanduseRow& row) {
  Landuse l;
  l.id = row.id;
  l.name = row.name;
  l.manning_n = row.manning_n;
  l.manning_n_deep = row.manning_n_deep;
  l.manning_decay_depth = row.manning_decay_depth;
  l.manning_n_soil = row.manning_n_soil;
  l.cover = row.cover;
  l.leaf_area_index = row.leaf_area_index;
  l.canopy_height = row.canopy_height;
  l.litter_store = row.litter_store;
  l.litter_cover = row.litter_cover;
  l.erodibility_factor = row.erodibility_factor;
  l.critical_shear_added = row.critical_shear_added;
  l.conductivity_factor = row.conductivity_factor;
  l.curve_number = {row.cn_a, row.cn_b, row.cn_c, row.cn_d};
  l.runoff = {row.tn, row.tp, row.nh3, row.cod};
  return l;
}

/// Rows of one soil, horizon by horizon from the surface, into its profile.
std::vector<Soil> soils_of(const std::vector<scenario::SoilRow>& rows, const scenario::Scenario& s) {
  const std::vector<double>& diameters = s.grains.diameters;
  std::vector<Soil> soils;
  for (const scenario::SoilRow& row : rows) {
    auto soil = std::find_if(soils.begin(), soils.end(), [&](const Soil& s) { return s.id == row.id; });
    if (soil == soils.end()) {
      soils.push_back({row.id,
                       row.name,
                       {},
                       row.impervious_base,
                       {row.sorptivity, row.philip_rate, row.horton_initial, row.horton_final,
                        row.horton_decay, row.group}});
      soil = soils.end() - 1;
    }
    SoilHorizon h;
    h.bottom = row.bottom;
    h.conductivity = row.conductivity;
    h.suction = row.suction;
    h.porosity = row.porosity;
    h.initial_moisture = row.moisture;
    h.erodibility = row.erodibility;
    h.critical_shear = row.critical_shear;
    h.splash_detachability = row.splash_detachability;
    fit_to_closure(s.sediment, row, h);
    if (!diameters.empty()) {
      h.class_fractions = erosion::class_fractions_from_texture(
          {row.clay * (1.0 - row.rock), row.silt * (1.0 - row.rock), row.sand * (1.0 - row.rock), row.rock},
          diameters);
    }
    soil->horizons.push_back(std::move(h));
  }
  return soils;
}

/// Moisture at the start by cell, in hundredths.
void read_moisture(const scenario::Scenario& s, const Grid& grid, BuiltLand& land, LayerDesk desk) {
  land.moisture_of_cell =
      layer_values(s.soil.moisture_layer, "[soil] moisture_layer", target_of(grid, s), desk);
  if (land.moisture_of_cell.empty()) return;
  CellTally unfit, holes;
  std::size_t above = 0;
  from_the_north(grid, [&](int i, int j, std::size_t cell) {
    double& moisture = land.moisture_of_cell[cell];
    if (std::isnan(moisture)) return holes.add(i, j);
    if (!(moisture >= 0.0 && moisture <= 1.0)) unfit.add(i, j);
    moisture = std::round(moisture / moisture_step) * moisture_step;
    if (land.soil_of_cell.empty() || land.soil_of_cell[cell] < 0) return;
    above += moisture > land.soils[land.soil_of_cell[cell]].horizons.front().porosity ? 1 : 0;
  });
  const std::string file = s.soil.moisture_layer.file.filename().string();
  if (unfit.cells > 0)
    desk.findings.error(s.soil.moisture_layer.place,
                        fmt::format("[soil] moisture_layer: {} lies outside 0 to 1 in {}. Give volume "
                                    "fractions (percent divided by 100), or say its nodata",
                                    file, unfit.words(grid)));
  if (holes.cells > 0)
    desk.notes.push_back(
        fmt::format("soil: moisture_layer {} has no value in {}: the moisture of the soil's "
                    "table holds there",
                    file, holes.words(grid)));
  if (above > 0)
    desk.notes.push_back(
        fmt::format("soil: moisture_layer is above the porosity in {} cells, taken as saturated", above));
}

}  // namespace

BuiltLand build_land(const scenario::Scenario& s, const Grid& grid, const BuiltTerrain& terrain,
                     const Window& window, Findings& findings, std::vector<io::InputFile>& inputs) {
  BuiltLand land;
  const LayerDesk desk{findings, inputs, land.notes};
  const std::size_t cells = static_cast<std::size_t>(grid.nx()) * grid.ny();
  if (s.landuse.table.empty()) {
    Landuse bare;
    bare.name = "bare";
    bare.manning_n = bare.manning_n_deep = s.landuse.manning_n;
    land.landuses.push_back(bare);
    land.landuse_of_cell.assign(cells, 0);
    land.notes.push_back(
        fmt::format("land use: none given, bare ground with Manning n {} everywhere", s.landuse.manning_n));
  } else {
    std::vector<Finding> found;
    for (const auto& row : scenario::read_landuse_table(s.landuse.table, found))
      land.landuses.push_back(landuse_of(row));
    for (Finding& f : found) findings.collect({}, [&] { throw InputError({f}); });
    note_file(s.landuse.table, inputs);
    const ClassSource source{"land use", "landuse", s.landuse.raster, s.landuse.uniform, s.landuse.place};
    findings.collect(s.landuse.place, [&] {
      std::vector<double> ids(cells, static_cast<double>(s.landuse.uniform));
      if (s.landuse.by_rules) {
        ids = ids_by_rules(grid, terrain, window, terrain::landuse_by_rules);
        land.notes.push_back("land use: by rules of height, slope and drainage; no map was given");
      } else if (!s.landuse.raster.empty()) {
        ids = layer_values(s.landuse.raster, "[landuse] raster", target_of(grid, s), desk);
      }
      if (ids.empty()) return;
      land.landuse_of_cell =
          classes_of_cells(source, ids, grid, index_by_id(land.landuses), s.landuse.table, findings);
    });
  }
  if (s.soil.table.empty()) {
    land.soil_of_cell.assign(cells, 0);
    return land;
  }
  std::vector<Finding> found;
  land.soils = soils_of(scenario::read_soil_table(s.soil.table, found), s);
  for (Finding& f : found) findings.collect({}, [&] { throw InputError({f}); });
  note_file(s.soil.table, inputs);
  const ClassSource source{"soil", "soil", s.soil.raster, s.soil.uniform, s.soil.place};
  findings.collect(s.soil.place, [&] {
    std::vector<double> ids(cells, static_cast<double>(s.soil.uniform));
    if (s.soil.by_rules) {
      ids = ids_by_rules(grid, terrain, window, terrain::soil_by_rules);
      land.notes.push_back("soil: by rules of height, slope and drainage; no map was given");
    } else if (!s.soil.raster.empty()) {
      ids = layer_values(s.soil.raster, "[soil] raster", target_of(grid, s), desk);
    }
    if (ids.empty()) return;
    land.soil_of_cell = classes_of_cells(source, ids, grid, index_by_id(land.soils), s.soil.table, findings);
  });
  if (!s.soil.moisture_layer.empty()) read_moisture(s, grid, land, desk);
  return land;
}

}  // namespace qingliu::run
