#include "run/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/constants.hpp"
#include "process/erosion/settling_laws.hpp"
#include "run/bank_builder.hpp"
#include "run/barrier_builder.hpp"
#include "run/bedload_builder.hpp"
#include "run/closure_builder.hpp"
#include "run/collapse_builder.hpp"
#include "run/cover_builder.hpp"
#include "run/dams_in_run.hpp"
#include "run/ditch_builder.hpp"
#include "run/gully_builder.hpp"
#include "run/land_builder.hpp"
#include "run/level_doubts.hpp"
#include "run/measure_builder.hpp"
#include "run/measure_costs.hpp"
#include "run/measure_gullies.hpp"
#include "run/measure_streams.hpp"
#include "run/measure_structures.hpp"
#include "run/output_fields.hpp"
#include "run/point_slip.hpp"
#include "run/quality_builder.hpp"
#include "run/rain_builder.hpp"
#include "run/reservoir_builder.hpp"
#include "run/river_works.hpp"
#include "run/sections_builder.hpp"
#include "run/source_builder.hpp"
#include "run/stream_builder.hpp"
#include "run/structure_builder.hpp"
#include "run/subwatersheds.hpp"
#include "run/survey_builder.hpp"
#include "run/terrain_builder.hpp"

namespace qingliu::run {
namespace {

Grains make_grains(const scenario::Scenario& s) {
  Grains grains;
  if (!s.sediment.on) return grains;
  for (const double d : s.grains.diameters) {
    GrainClass g;
    g.diameter = d;
    g.density = s.grains.density;
    g.settling_velocity = erosion::settling_ferguson_church(d, g.density);
    if (s.sediment.bedload != "none" && d >= s.sediment.bedload_from) g.fixed_capacity = 0.0;
    grains.push_back(g);
  }
  return grains;
}

/// cos^(-13/3) and cos^2 of the bed slope, capped at 45 degrees (physics.md 3.1), from tan^2.
struct SteepSlope {
  double friction = 1.0, cosine_squared = 1.0;
};
SteepSlope steep_slope(double tangent, bool on) {
  if (!on) return {};
  const double t = std::min(tangent, 1.0);
  const double cosine_squared = 1.0 / (1.0 + t * t);
  return {pow_of(cosine_squared, -13.0 / 6.0), cosine_squared};
}

/// Columns of the infiltration table: a soil under a land use's conductivity factor.
struct Columns {
  std::vector<infiltration::ColumnChoice> choices;
  std::map<std::tuple<int, double, double, double, double>, int> index;
  int of(const infiltration::ColumnChoice& c) {
    const auto [place, added] =
        index.try_emplace({c.soil, c.conductivity_factor, c.share, c.moisture, c.curve_number},
                          static_cast<int>(choices.size()));
    if (added) choices.push_back(c);
    return place->second;
  }
};

infiltration::ColumnChoice column_of(const BuiltLand& land, std::size_t cell, int soil,
                                     const Landuse& cover) {
  infiltration::ColumnChoice column{soil, cover.conductivity_factor, cover.soil_share};
  if (!land.moisture_of_cell.empty() && !std::isnan(land.moisture_of_cell[cell]))
    column.moisture = land.moisture_of_cell[cell];
  const int group = land.soils[soil].intake.group;
  if (group > 0) column.curve_number = cover.curve_number[group - 1];
  return column;
}

infiltration::Law law_of(const std::string& kind) {
  if (kind == "smith-parlange") return infiltration::Law::smith_parlange;
  if (kind == "philip") return infiltration::Law::philip;
  if (kind == "horton") return infiltration::Law::horton;
  return kind == "scs-cn" ? infiltration::Law::scs_cn : infiltration::Law::green_ampt;
}

/// The column of every cell of nx*ny under these land uses.
std::vector<std::int32_t> columns_of(const Grid& grid, const BuiltLand& land,
                                     const std::vector<Landuse>& landuses, Columns& columns) {
  std::vector<std::int32_t> of_cell(static_cast<std::size_t>(grid.nx()) * grid.ny(), 0);
  for (std::size_t flat = 0; flat < of_cell.size(); ++flat) {
    const auto i = static_cast<int>(flat % grid.nx()), j = static_cast<int>(flat / grid.nx());
    if (grid.active(i, j))
      of_cell[flat] =
          columns.of(column_of(land, flat, land.soil_of_cell[flat], landuses[land.landuse_of_cell[flat]]));
  }
  return of_cell;
}

/// Water in the soil: the table of all columns, also of those that come to be within the run.
void set_infiltration(World& w, const scenario::Scenario& s, const BuiltLand& land) {
  Columns columns;
  const std::vector<std::int32_t> first = columns_of(w.grid, land, land.landuses, columns);
  for (CoverStage& stage : w.cover_stages.later)
    stage.columns = columns_of(w.grid, land, stage.landuses, columns);
  const infiltration::Law law = law_of(s.infiltration.kind);
  if (law != infiltration::Law::green_ampt) {
    w.land.intake =
        infiltration::make_intake_table(law, land.soils, columns.choices, s.infiltration.initial_abstraction);
  }
  w.land.horizons = infiltration::make_horizon_table(land.soils, columns.choices);
  for (std::size_t flat = 0; flat < first.size(); ++flat) {
    const auto i = static_cast<int>(flat % w.grid.nx()), j = static_cast<int>(flat / w.grid.nx());
    if (!w.grid.active(i, j)) continue;
    w.state.front[w.grid.index(i, j)] =
        law == infiltration::Law::green_ampt ? w.land.horizons.index_holding(first[flat], 0.0) : first[flat];
  }
}

void set_cells(World& w, const scenario::Scenario& s, const BuiltTerrain& terrain, const Window& window,
               const BuiltLand& land) {
  const std::vector<double> slope = terrain::limited_slope(terrain.surface);
  for (int j = 0; j < w.grid.ny(); ++j) {
    for (int i = 0; i < w.grid.nx(); ++i) {
      if (!w.grid.active(i, j)) continue;
      const std::size_t cell = w.grid.index(i, j);
      const std::size_t flat = static_cast<std::size_t>(j) * w.grid.nx() + i;
      const std::size_t source = terrain.surface.at(window.first_i + i, window.first_j + j);
      const int cover = land.landuse_of_cell[flat];
      w.state.bed[cell] = w.state.initial_bed[cell] = terrain.surface.elevation[source];
      w.land.cover[cell] = cover;
      const SteepSlope steep = steep_slope(slope[source], s.flow.steep_slope_correction);
      const double n = w.land.n_film[cover];
      w.land.friction[cell] =
          constants::gravity * steep.friction * (w.land.friction_depends_on_depth ? 1.0 : n * n);
      w.land.cosine_squared[cell] = steep.cosine_squared;
      if (land.soils.empty()) continue;
      const int soil = land.soil_of_cell[flat];
      if (w.state.classes() > 0)
        w.state.horizon[cell] = w.land.top_horizon[cell] = w.land.erosion.first[soil];
    }
  }
  if (w.land.infiltration) set_infiltration(w, s, land);
}

/// What the classes do to rain, each with its cells.
std::vector<CoverRain> cover_rains(const BuiltLand& land, const std::vector<Landuse>& landuses) {
  std::vector<CoverRain> covers;
  for (const Landuse& l : landuses) {
    covers.push_back({interception::make_canopy(l.cover, l.leaf_area_index, l.litter_store), l.canopy_height,
                      l.litter_cover, l.splash_factor, 0, l.soil_share, l.roof_share, l.roof_store,
                      l.rain_zone});
  }
  for (const int k : land.landuse_of_cell) {
    if (k >= 0) ++covers[k].cells;
  }
  return covers;
}

void set_rain(World& w, const BuiltLand& land, RainForcing rain) {
  w.rain = std::move(rain);
  w.rain.set_covers(cover_rains(land, land.landuses));
  for (const CoverStage& stage : w.cover_stages.later)
    w.rain.set_covers_from(stage.at, cover_rains(land, stage.landuses));
}

/// The edges through which water passes, each with a gauge of its own.
void set_edges(World& w, const scenario::Scenario& s, const BuiltTerrain& terrain, const Window& window,
               Findings& findings, std::vector<io::InputFile>& inputs) {
  std::vector<surface::OutletFace> outlet = terrain.outlet;
  for (surface::OutletFace& face : outlet) {
    face.face.i -= window.first_i;
    face.face.j -= window.first_j;
  }
  BuiltEdges built = build_edges(s, w.grid, std::move(outlet), w.class_names, findings);
  w.edges = std::move(built.edges);
  w.inflows = std::move(built.inflows);
  const EdgeRecords& records = built.records;
  inputs.insert(inputs.end(), records.inputs.begin(), records.inputs.end());
  w.assumptions.insert(w.assumptions.end(), records.notes.begin(), records.notes.end());
  for (const Finding& doubt : records.doubts) findings.doubt(doubt);
  for (const OpenEdge& edge : w.edges) {
    Gauge gauge;
    gauge.name = edge.name;
    for (const surface::OutletFace& face : edge.boundary.faces) gauge.faces.push_back({face.face, face.sign});
    w.gauges.push_back(std::move(gauge));
  }
}

void set_gauges(World& w, const scenario::Scenario& s, const BuiltWorks& built, Findings& findings) {
  for (const scenario::GaugeSection& g : s.gauges) {
    Gauge gauge;
    gauge.name = g.name;
    if (!g.dam.empty()) {
      gauge.is_section = false;
      gauge.segment = segment_of_dam(w, g.dam);
      // At a dam that is not there in this run it measures the stream.
      if (const auto place = built.segments.find(g.dam); gauge.segment < 0 && place != built.segments.end())
        gauge.segment = place->second;
      if (gauge.segment < 0)
        findings.error(g.place,
                       fmt::format("[[gauge]] '{}': no dam '{}' stands in this run. Name a reservoir, a "
                                   "structure, or a measure that builds one",
                                   g.name, g.dam));
    } else if (!g.reach.empty()) {
      gauge.is_section = false;
      gauge.segment = w.network.segment_at(g.reach, g.chainage);
      if (const std::string wrong = wrong_place(w.network, g.reach, g.chainage); !wrong.empty())
        findings.error(g.place, fmt::format("[[gauge]] '{}': {}", g.name, wrong));
    } else if (g.point) {
      gauge.is_section = false;
      gauge.i = cell_of(g.point->first, w.grid.x_west(), w.grid.cell_size());
      gauge.j = cell_of(g.point->second, w.grid.y_south(), w.grid.cell_size());
      if (!w.grid.active(gauge.i, gauge.j)) {
        const std::string slip = slip_of_point(*g.point, box_of(w.grid));
        findings.error(
            g.place,
            fmt::format("[[gauge]] '{}' at {} lies outside the watershed (x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} "
                        "m).{}",
                        g.name, in_words(*g.point), w.grid.x_west(),
                        w.grid.x_west() + w.grid.nx() * w.grid.cell_size(), w.grid.y_south(),
                        w.grid.y_south() + w.grid.ny() * w.grid.cell_size(),
                        slip.empty() ? " Move it onto a cell of the watershed" : slip));
      }
    } else {
      gauge.faces = section_along(w.grid, g.section[0], g.section[1]);
      gauge.crossings = streams_across(gauge.faces, w.network);
      if (gauge.faces.empty()) {
        const std::string slip = slip_of_point(g.section[0], box_of(w.grid));
        findings.error(
            g.place,
            fmt::format("[[gauge]] '{}': its section crosses no two neighbouring cells of the watershed "
                        "(x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m); it begins at {}.{}",
                        g.name, w.grid.x_west(), w.grid.x_west() + w.grid.nx() * w.grid.cell_size(),
                        w.grid.y_south(), w.grid.y_south() + w.grid.ny() * w.grid.cell_size(),
                        in_words(g.section[0]), slip.empty() ? " Lay the line across the stream" : slip));
      }
    }
    w.gauges.push_back(std::move(gauge));
  }
}

/// Place of a cell of the grid among the nx*ny cells that a builder counts.
std::size_t land_cell(const Grid& grid, std::size_t cell) {
  const std::size_t j = cell / static_cast<std::size_t>(grid.stride()) - Grid::pad_y;
  const std::size_t i = cell % static_cast<std::size_t>(grid.stride()) - Grid::pad_x;
  return j * static_cast<std::size_t>(grid.nx()) + i;
}

void set_statics(World& w, const BuiltLand& land) {
  const auto add = [&](const char* name, const char* unit, const char* long_name, const char* standard,
                       auto value) {
    w.statics.push_back({name, unit, long_name, standard, 0, raster_of(w.grid, value)});
  };
  const auto flat = [&](std::size_t cell) { return land_cell(w.grid, cell); };
  add("elevation", "m", "elevation of the bed at the start", "surface_altitude",
      [&](std::size_t k) { return w.state.initial_bed[k]; });
  add("landuse", "1", "land-use class (id of the table)", "",
      [&](std::size_t k) { return land.landuses[land.landuse_of_cell[flat(k)]].id; });
  add("manning_n", "s m-1/3", "Manning n of thin films", "",
      [&](std::size_t k) { return w.land.n_film[w.land.cover[k]]; });
  if (land.soils.empty()) return;
  add("soil", "1", "soil class (id of the table)", "",
      [&](std::size_t k) { return land.soils[land.soil_of_cell[flat(k)]].id; });
}

std::string class_name(double diameter) { return fmt::format("{:g}um", diameter * 1e6); }

/// What can be said of series without a terrain.
void check_series(const scenario::Scenario& s, const Grains& grains, LayerDesk desk) {
  std::vector<std::string> class_names;
  for (const GrainClass& g : grains) class_names.push_back(class_name(g.diameter));
  check_rain_series(s, desk);
  check_edge_files(s, class_names, desk.findings);
}

}  // namespace

std::unique_ptr<World> build_world(const scenario::Scenario& s) {
  Findings findings;
  std::vector<io::InputFile> inputs;
  std::vector<std::string> notes;
  for (const scenario::Path& base : s.inherited) note_file(base, inputs);
  Grains grains = make_grains(s);
  BuiltTerrain terrain;
  findings.collect(s.terrain.place, [&] { terrain = build_terrain(s, findings, inputs); });
  if (!findings.empty()) check_series(s, grains, {findings, inputs, notes});
  findings.throw_if_any();
  const Window window = active_window(terrain);
  const Grid grid = grid_of(terrain, window);
  BuiltLand land = build_land(s, grid, terrain, window, findings, inputs);
  refine_covers(s, grid, land, {findings, inputs, land.notes});
  TracedStreams streams = trace_streams(s, grid, terrain, window, {findings, inputs, notes});
  const PlacedMeasures measures =
      place_measures(s, grid, terrain, window, streams.network, land, {findings, inputs, land.notes});
  for (const Finding& doubt : measures.doubts) findings.doubt(doubt);
  RainForcing rain = build_rain(s, grid, terrain, window, land, {findings, inputs, notes});
  auto world =
      std::make_unique<World>(grid, static_cast<int>(land.landuses.size()), static_cast<int>(grains.size()));
  World& w = *world;
  for (const GrainClass& g : grains) w.class_names.push_back(class_name(g.diameter));
  set_edges(w, s, terrain, window, findings, inputs);
  build_streams(s, std::move(streams), w, findings);
  apply_surveys(s, terrain, window, w, {findings, inputs, notes});
  const std::vector<RiverWork> river_works = place_river_works(measures.river, w, findings);
  rough_reaches(river_works, s.time.duration, w);
  build_banks(s, grains, river_works, w, findings);
  const BuiltWorks built = built_works(measures.built, w, findings);
  build_reservoirs(with_built(s, built), grains, w, findings, inputs);
  build_structures(with_built(s, built), grains, land, w, findings);
  build_later(built, w);
  lay_silt(s, grains, w, {findings, inputs, notes});
  set_gauges(w, s, built, findings);
  findings.throw_if_any();
  build_subwatersheds(s, terrain, window, w, {findings, inputs, land.notes});
  findings.throw_if_any();

  w.landuses = land.landuses;
  w.soils = land.soils;
  split_by_source(s, measures, land, grains, w, findings);
  findings.throw_if_any();
  w.land.grains = grains;
  w.land.capacity = capacity_choice(s.sediment.capacity);
  for (const GrainClass& g : grains) {
    w.land.deposit_inverse_density.push_back(1.0 / ((1.0 - s.sediment.deposit_porosity) * g.density));
  }
  w.stream_parameters.land_bulk = w.land.deposit_inverse_density;
  w.land.infiltration = s.infiltration.kind != "none" && !land.soils.empty();
  if (!grains.empty()) w.land.erosion = erosion::make_erosion_table(land.soils, grains);
  for (const CoversLater& stage : measures.later) {
    w.cover_stages.later.push_back({stage.at, stage.landuses, {}});
    w.dated_works.moments.push_back(stage.at);
    set_cover_tables(stage.landuses, w.land);  // whether friction depends on depth holds for the whole run
  }
  set_cover_tables(land.landuses, w.land);
  set_cells(w, s, terrain, window, land);
  rough_stream_cells(w);
  build_slope_works(measures, w);
  set_rain(w, land, std::move(rain));
  break_slope_works(s, w);
  if (s.evaporation.on) {
    w.rain.set_evaporation(s.evaporation.rate);
    w.state.evaporated = Field<double>(w.grid);
  }
  if (s.infiltration.recovery && w.land.infiltration) {
    w.rain.set_recovery(*s.infiltration.recovery);
    w.state.front_water = Field<double>(w.grid);
  }
  w.parameters.scheme = s.flow.scheme == "lean"       ? surface::Scheme::lean
                        : s.flow.scheme == "inertial" ? surface::Scheme::inertial
                                                      : surface::Scheme::full;
  w.parameters.courant = s.flow.courant;
  w.parameters.shielding_mass = s.sediment.shielding_mass;
  w.parameters.deposit_detachability = s.sediment.deposit_detachability;
  w.parameters.splash_attenuation = s.sediment.splash_attenuation;
  w.parameters.bed_feedback = s.sediment.bed_feedback;
  set_closure(s.sediment, w);
  w.bedload = bedload_parameters(s);
  build_ditches(measures, w, findings);
  set_statics(w, land);
  if (!measures.share.empty()) {
    w.statics.push_back(
        {"measure_share", "1", "share of the cell under measures that stand", "", 0,
         raster_of(w.grid, [&](std::size_t cell) { return measures.share[land_cell(w.grid, cell)]; })});
    w.statics.push_back(
        {"measures", "1", "row of measure_costs.csv of the measure that covers most of the cell, 0 none", "",
         0, raster_of(w.grid, [&](std::size_t cell) { return measures.row[land_cell(w.grid, cell)]; })});
  }
  const scenario::Scenario gullied = with_treated_gullies(s, measures.gully, findings);
  build_collapsing_gullies(gullied, terrain, window, land, w, {findings, inputs, notes});
  build_gullies(gullied, terrain, window, w, {findings, inputs, notes});
  build_barriers(s, w, {findings, inputs, notes});
  w.dam_walls = dam_walls(surface_of(w.grid, terrain, window), w);
  findings.throw_if_any();
  w.measure_facts = measures.facts;
  w.measures = measures.lines;
  for (const Finding& doubt : terrain.doubts) findings.doubt(doubt);
  for (const Finding& doubt : edge_doubts(s, w.grid, w.state.initial_bed, w.edges)) findings.doubt(doubt);
  for (const Finding& doubt : level_doubts(s, w)) findings.doubt(doubt);
  w.doubts = findings.doubts();
  plan_river_works(river_works, s, w, findings);
  findings.throw_if_any();
  describe_river_works(river_works, s, w);
  describe_built_works(built, w);
  describe_gully_works(measures.gully, w);
  build_quality(s, terrain, window, measures, river_works, w, {findings, inputs, notes});
  note_days(s.time.duration, w);
  findings.throw_if_any();
  for (std::string& line : costs_by_year(w.measure_facts)) w.measures.push_back(std::move(line));
  const std::vector<std::string> measure_lines = w.measures;
  add_structure_costs(s, w, findings);
  findings.throw_if_any();
  w.inputs = std::move(inputs);
  w.assumptions.insert(w.assumptions.begin(), terrain.notes.begin(), terrain.notes.end());
  if constexpr (single_state) {
    w.assumptions.insert(w.assumptions.begin(),
                         "a screening result: the state of the flow is in single precision. Its balances "
                         "close to a millionth, its bed is "
                         "rounded to 0.1 mm. Compute what is to be decided on with the everyday program");
  }
  w.assumptions.insert(w.assumptions.end(), notes.begin(), notes.end());
  w.assumptions.insert(w.assumptions.end(), land.notes.begin(), land.notes.end());
  w.assumptions.insert(w.assumptions.end(), measure_lines.begin(), measure_lines.end());
  for (const Finding& doubt : w.doubts) w.assumptions.push_back(doubt.message);
  return world;
}

}  // namespace qingliu::run
