#include "run/measure_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "process/works/ditch_laws.hpp"
#include "run/cover_stages.hpp"
#include "run/ditch_builder.hpp"
#include "run/measure_costs.hpp"
#include "run/measure_places.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// One measure upon the cover classes that there are: each splits by the share of its cells that is treated.
void split_covers(const Measure& m, const std::vector<int>& steps, const Site& site,
                  std::vector<CoversLater>& later, BuiltLand& land) {
  std::map<std::pair<int, int>, int> index;
  std::vector<std::pair<int, double>> parts;  // of each new class: the one before, the share that is treated
  site.for_each_cell([&](int, int, std::size_t cell) {
    int& cover = land.landuse_of_cell[cell];
    const auto [place, added] = index.try_emplace({cover, steps[cell]}, static_cast<int>(parts.size()));
    if (added) parts.emplace_back(cover, m.strip_share * steps[cell] / share_steps);
    cover = place->second;
  });
  const auto split = [&](double t, std::vector<Landuse>& landuses) {
    std::vector<Landuse> covers;
    for (const auto& [cover, share] : parts) {
      const Landuse& before = landuses[cover];
      const bool treated = share > 0.0 && m.stands_at(t);
      covers.push_back(treated ? measures::mixed(before, measures::treated(before, m), share) : before);
    }
    landuses = std::move(covers);
  };
  split(0.0, land.landuses);
  for (CoversLater& stage : later) split(stage.at, stage.landuses);
}

/// The moments of the run at which covers of the ground begin or end, with the classes that there are.
std::vector<CoversLater> cover_stages(const std::vector<Measure>& all, double duration,
                                      const BuiltLand& land) {
  std::vector<Measure> covers;
  std::ranges::copy_if(all, std::back_inserter(covers), &Measure::covers_ground);
  std::vector<CoversLater> stages;
  for (const double moment : measures::moments_of(covers, duration))
    stages.push_back({moment, land.landuses});
  return stages;
}

/// Stores of the works along lines and at points that stand.
void add_pieces(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground, const Site& site,
                std::vector<PlacedStore>& stores) {
  const double dx = site.grid().cell_size(), area = site.grid().cell_area();
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!all[k].acts() || all[k].leads()) continue;
    for (const WorkPiece& piece : ground[k].pieces) {
      measures::StoreShape shape = measures::store_of(all[k], 0.0);
      const double across = all[k].spread() == measures::Spread::line ? piece.amount / dx : 1.0;
      shape.capacity *= piece.amount;  // [m3] in the cell, and so for a share of 1 / area
      shape.catch_length = dx / (area * works::met_in_cell * std::min(1.0, across));
      stores.push_back({static_cast<int>(piece.cell % site.grid().nx()),
                        static_cast<int>(piece.cell / site.grid().nx()), static_cast<int>(k), 1.0 / area,
                        shape, all[k].begins, all[k].ends});
    }
  }
  std::ranges::stable_sort(stores, {}, [](const PlacedStore& s) { return std::pair{s.j, s.i}; });
}

/// Stores of the measures that stand, row by row; those of one cell in the order of the scenario.
std::vector<PlacedStore> stores_of(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                                   const Site& site) {
  std::vector<PlacedStore> stores;
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      const int steps = ground[k].steps[cell];
      if (!all[k].acts() || !all[k].earthwork() || steps == 0) continue;
      stores.push_back({i, j, static_cast<int>(k), static_cast<double>(steps) / share_steps,
                        measures::store_of(all[k], site.slope(i, j)), all[k].begins, all[k].ends});
    }
  });
  add_pieces(all, ground, site, stores);
  return stores;
}

/// Grains settle in basins and ponds as Hazen says of their plan and all water of the cell: w A / Q.
void add_basins(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground, const Site& site,
                std::vector<PlacedStrip>& strips) {
  const double dx = site.grid().cell_size();
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!all[k].acts() || all[k].spread() != measures::Spread::point) continue;
    const double plan = all[k].type->store()->shape(all[k].parameters, 0.0).plan;
    for (const WorkPiece& piece : ground[k].pieces)
      strips.push_back({static_cast<int>(piece.cell % site.grid().nx()),
                        static_cast<int>(piece.cell / site.grid().nx()), static_cast<int>(k), 1.0 / dx,
                        piece.amount * plan / dx, true, all[k].begins, all[k].ends});
  }
  std::ranges::stable_sort(strips, {}, [](const PlacedStrip& s) { return std::pair{s.j, s.i}; });
}

/// Strips of the measures that stand, as far as they are narrower than their cells: in a cell that lies
/// wholly within plants the sweep's own settling does the work.
std::vector<PlacedStrip> strips_of(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                                   const Site& site) {
  std::vector<PlacedStrip> strips;
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      const Measure& m = all[k];
      const int steps = ground[k].steps[cell];
      if (!m.acts() || !m.type->has_strips() || steps == 0) continue;
      const double share = m.strip_share * steps / share_steps;
      const double width = m.parameters.at("width_m");
      if (share < 1.0)
        strips.push_back({i, j, static_cast<int>(k), measures::growth(m) * share / width, width, false,
                          m.begins, m.ends_in_run() ? m.ends : 1e300});
    }
  });
  add_basins(all, ground, site, strips);
  return strips;
}

/// Finds the land uses that measures lead to, among those of the table.
void find_landuses(std::vector<Measure>& all, const BuiltLand& land, Findings& findings) {
  for (Measure& m : all) {
    const std::string name = measures::becomes_landuse(m);
    if (name.empty()) continue;
    const auto found = std::ranges::find(land.landuses, name, &Landuse::name);
    if (found != land.landuses.end()) {
      m.becomes = *found;
      continue;
    }
    std::vector<std::string> names;
    for (const Landuse& use : land.landuses) names.push_back(use.name);
    findings.error(
        m.section->place,
        fmt::format("[[measure]] '{}': the land-use table has no '{}'. Write parameters = {{ to = ... "
                    "}} with one of: {}",
                    m.section->id, name, fmt::join(names, ", ")));
  }
}

bool filters(const Measure& m) {
  return std::ranges::any_of(m.type->effects, [](const measures::Effect& e) { return !e.filter.empty(); });
}

/// The share of each segment's banks that lies behind the plants of a measure: of all its ground that is
/// nearest to the segment, by the ground that its width on both sides would take.
std::vector<double> share_of_banks(const Measure& m, const PlacedGround& ground, const Site& site) {
  const StreamNetwork& network = site.streams()->network();
  std::vector<double> beside(network.segments.size(), 0.0);
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    const int s = ground.steps[cell] > 0 ? site.streams()->segment(i, j) : -1;
    if (s >= 0) beside[s] += ground.steps[cell] * site.grid().cell_area() / share_steps;
  });
  const double given = m.section->line_width;  // of a line, both sides together
  const double width = !(given > 0.0)             ? m.parameters.at("width_m")
                       : m.section->reach.empty() ? 0.5 * given
                                                  : given;
  for (std::size_t s = 0; s < beside.size(); ++s)
    beside[s] = std::min(1.0, beside[s] / (2.0 * width * network.segments[s].length));
  return beside;
}

/// How far cells are from streams, where a measure asks for it and the scenario has some.
std::optional<SiteStreams> streams_for(const std::vector<Measure>& all, const scenario::Scenario& s,
                                       const StreamNetwork& streams, const Grid& grid) {
  const auto asks = [](const Measure& m) {
    return filters(m) || !m.section->reach.empty() || m.section->where.find("stream_") != std::string::npos;
  };
  if (!s.streams.on || std::ranges::none_of(all, asks)) return std::nullopt;
  return SiteStreams(streams, grid);
}

/// The program's types with those of the scenario's own file, which `placed` keeps alive.
const std::vector<measures::MeasureType>& catalogue_of(const scenario::Scenario& s, PlacedMeasures& placed,
                                                       LayerDesk desk) {
  if (s.scenario.catalogue.empty()) return measures::shipped_catalogue();
  desk.findings.collect({s.scenario.catalogue.string(), 1, 0}, [&] {
    placed.own_catalogue = std::make_shared<const std::vector<measures::MeasureType>>(
        measures::with_own_types(s.scenario.catalogue));
    note_file(s.scenario.catalogue, desk.inputs);
  });
  return placed.own_catalogue ? *placed.own_catalogue : measures::shipped_catalogue();
}

/// Of every cell the row of measure_costs.csv of the measure that covers most of it; 0 none.
void number_cells(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                  PlacedMeasures& placed) {
  placed.share.assign(ground.front().steps.size(), 0.0);
  placed.row.assign(ground.front().steps.size(), 0);
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!all[k].acts()) continue;
    for (std::size_t c = 0; c < placed.share.size(); ++c) {
      const double share = static_cast<double>(ground[k].steps[c]) / share_steps;
      if (share > 0.0 && share >= placed.share[c]) placed.row[c] = placed.row_of_measure[k];
      placed.share[c] = std::max(placed.share[c], share);
    }
  }
}

/// Of every cell the measure that covers most of it, whether it stands or not.
void name_cells(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                PlacedMeasures& placed) {
  std::vector<int> most(ground.front().steps.size(), 0);
  placed.id_of_cell.assign(most.size(), -1);
  for (std::size_t k = 0; k < all.size(); ++k) {
    placed.ids.push_back(all[k].section->id);
    for (std::size_t c = 0; c < most.size(); ++c) {
      if (ground[k].steps[c] == 0 || ground[k].steps[c] < most[c]) continue;
      most[c] = ground[k].steps[c];
      placed.id_of_cell[c] = static_cast<int>(k);
    }
  }
}

}  // namespace

PlacedMeasures place_measures(const scenario::Scenario& s, const Grid& grid, const BuiltTerrain& terrain,
                              const Window& window, const StreamNetwork& streams, BuiltLand& land,
                              LayerDesk desk) {
  PlacedMeasures placed;
  if (s.measures.empty()) return placed;
  measures::Reviewed reviewed = measures::review(s, catalogue_of(s, placed, desk));
  for (const Finding& error : reviewed.errors) desk.findings.error(error.place, error.message);
  placed.doubts = std::move(reviewed.warnings);
  for (const Measure& m : reviewed.measures) {
    if (m.type->builds == "trap") {
      placed.traps.push_back(m);
    } else if (m.type->at_village) {
      placed.villages.push_back(m);
    } else if (!m.type->builds.empty()) {
      placed.built.push_back(m);
    } else if (m.type->at_gully) {
      placed.gully.push_back(m);
    } else if (m.type->acts_in_rivers() && !(m.section->reach + m.section->dam).empty()) {
      placed.river.push_back(m);
    }
  }
  if (land.landuse_of_cell.empty()) return placed;
  const std::optional<SiteStreams> near = streams_for(reviewed.measures, s, streams, grid);
  const Site site(grid, terrain, window, land, near ? &*near : nullptr);
  const io::TargetGrid target = target_of(grid, s);
  std::vector<PlacedGround> ground;
  for (const Measure& m : reviewed.measures)
    ground.push_back(m.on_land() ? ground_of(m, site, target, desk, placed.doubts)
                                 : PlacedGround{std::vector<int>(site.cells(), 0), {}, 0.0});
  find_landuses(reviewed.measures, land, desk.findings);
  find_conflicts(reviewed.measures, ground, site, desk.findings);
  if (!desk.findings.empty()) return placed;
  describe_measures(reviewed.measures, ground, site, placed);
  placed.stores = stores_of(reviewed.measures, ground, site);
  placed.strips = strips_of(reviewed.measures, ground, site);
  placed.ditches = ditches_of(reviewed.measures, ground, site);
  placed.later = cover_stages(reviewed.measures, s.time.duration, land);
  const auto lay = [&](bool landuse_changes) {
    for (std::size_t k = 0; k < ground.size(); ++k) {
      const Measure& m = reviewed.measures[k];
      const bool acts = m.stands || (m.acts() && m.covers_ground());
      if (acts && ground[k].pieces.empty() && measures::becomes_landuse(m).empty() != landuse_changes)
        split_covers(m, ground[k].steps, site, placed.later, land);
    }
  };
  lay(true);  // the ground first, then what is built upon it
  lay(false);
  number_cells(reviewed.measures, ground, placed);
  name_cells(reviewed.measures, ground, placed);
  for (std::size_t k = 0; near && k < ground.size(); ++k) {
    const Measure& m = reviewed.measures[k];
    if (m.stands && filters(m)) placed.filters.push_back({m, share_of_banks(m, ground[k], site)});
  }
  return placed;
}

void build_slope_works(const PlacedMeasures& placed_measures, World& world) {
  for (const PlacedStore& placed : placed_measures.stores) {
    SlopeStore store;
    store.cell = world.grid.index(placed.i, placed.j);
    store.measure = placed.measure;
    store.capacity = placed.share * placed.shape.capacity;
    store.caught_per_way = placed.share / placed.shape.catch_length;
    store.from = placed.from;
    store.to = placed.to;
    store.wet_share = placed.share * placed.shape.wet_share;
    if (world.land.infiltration) set_store_soil(column_of_cell(store.cell, world), world, store);
    world.works.stores.push_back(store);
  }
  for (const PlacedStrip& placed : placed_measures.strips)
    world.works.strips.push_back({world.grid.index(placed.i, placed.j), placed.measure, placed.met_per_way,
                                  placed.width, placed.alone, placed.from, placed.to});
  world.works_state = SlopeWorksState(world.works, world.state.classes());
}

namespace {

/// [s] of every zone at whose end more than `depth` [m] has fallen within `span` [s]; to the minute.
std::vector<double> exceeded_at(const RainForcing& rain, double depth, double span, double duration) {
  constexpr double step = 60.0;
  std::vector<double> moments(rain.cumulative_by_zone(0.0).size(), 1e300);
  const auto steps = static_cast<long>(std::ceil(duration / step));
  for (long n = 1; n <= steps; ++n) {
    const double t = std::min(duration, static_cast<double>(n) * step);
    const std::vector<double> now = rain.cumulative_by_zone(t),
                              before = rain.cumulative_by_zone(std::max(0.0, t - span));
    for (std::size_t z = 0; z < moments.size(); ++z) {
      if (moments[z] == 1e300 && now[z] - before[z] > depth) moments[z] = t;
    }
  }
  return moments;
}

}  // namespace

void break_slope_works(const scenario::Scenario& s, World& world) {
  constexpr double left = 0.5;  // of the room of a broken work (unverified)
  std::map<int, std::vector<double>> moments;
  for (SlopeStore& store : world.works.stores) {
    const scenario::MeasureSection& m = s.measures[store.measure];
    if (!(m.design_rain > 0.0)) continue;
    const auto [found, added] = moments.try_emplace(store.measure);
    if (added) found->second = exceeded_at(world.rain, m.design_rain, m.design_duration, s.time.duration);
    const int zone = world.rain.covers()[world.land.cover[store.cell]].zone;
    store.breaks_at = found->second.empty() ? 1e300 : found->second[zone];
    store.broken_capacity = left * store.capacity;
  }
  for (const auto& [measure, by_zone] : moments) {
    const double first = by_zone.empty() ? 1e300 : *std::ranges::min_element(by_zone);
    world.assumptions.push_back(
        first < 1e300
            ? fmt::format("measure {}: the rain exceeds its design, {:g} mm in {:g} h, after {:.2f} h; "
                          "half of its room is left from then on",
                          s.measures[measure].id, 1e3 * s.measures[measure].design_rain,
                          s.measures[measure].design_duration / 3600.0, first / 3600.0)
            : fmt::format("measure {}: the rain stays below its design, {:g} mm in {:g} h",
                          s.measures[measure].id, 1e3 * s.measures[measure].design_rain,
                          s.measures[measure].design_duration / 3600.0));
  }
}

}  // namespace qingliu::run
