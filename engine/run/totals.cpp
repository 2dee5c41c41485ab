#include "run/totals.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "core/sum.hpp"
#include "run/audit.hpp"

namespace qingliu::run {
namespace {

enum Water { area, rain, intercepted, infiltrated, evaporated, lost, stored, waters };
enum Sediment { eroded, deposited, suspended, sediments };

/// What is counted in one part: compensated sums in the order of the cells, segments and works.
struct Part {
  explicit Part(std::size_t classes) : sediment(classes) {}
  std::array<Sum, waters> water;
  std::vector<std::array<Sum, sediments>> sediment;  ///< by class
};

/// One division of the watershed into parts.
struct Division {
  std::string name;
  std::vector<std::string> parts;
  std::vector<std::int32_t> of_cell;  ///< by nx*ny of the grid
  std::int32_t streams = -1;          ///< part of all streams; -1: of the cell they lie in
};

Division by_landuse(const World& w) {
  Division d{
      "landuse", {}, std::vector<std::int32_t>(static_cast<std::size_t>(w.grid.nx()) * w.grid.ny(), -1), -1};
  std::map<int, std::int32_t> part_of_id;
  std::vector<std::int32_t> part_of_cover;
  for (const Landuse& l : w.landuses) {  // a land use may be split into several covers
    const auto [place, added] = part_of_id.try_emplace(l.id, static_cast<std::int32_t>(d.parts.size()));
    if (added) d.parts.push_back(fmt::format("{} {}", l.id, l.name));
    part_of_cover.push_back(place->second);
  }
  if (!w.network.empty()) {
    d.streams = static_cast<std::int32_t>(d.parts.size());
    d.parts.emplace_back("streams");
  }
  for (int j = 0; j < w.grid.ny(); ++j) {
    for (int i = 0; i < w.grid.nx(); ++i) {
      if (!w.grid.active(i, j)) continue;
      d.of_cell[static_cast<std::size_t>(j) * w.grid.nx() + i] =
          part_of_cover[w.land.cover[w.grid.index(i, j)]];
    }
  }
  return d;
}

std::vector<Division> divisions_of(const World& w) {
  const std::vector<std::int32_t>& of_cell = w.subwatersheds.of_cell;
  const std::size_t cells = static_cast<std::size_t>(w.grid.nx()) * w.grid.ny();
  return {by_landuse(w),
          {"subwatershed", w.subwatersheds.names,
           of_cell.empty() ? std::vector<std::int32_t>(cells, 0) : of_cell, -1}};
}

/// A division and the sums of its parts.
class Count {
 public:
  Count(const World& world, const Division& division)
      : w_(world),
        division_(division),
        parts_(division.parts.size(), Part(static_cast<std::size_t>(world.state.classes()))) {}

  Part& at(int i, int j) { return parts_[division_.of_cell[static_cast<std::size_t>(j) * w_.grid.nx() + i]]; }
  Part& at(std::size_t cell) {
    const auto stride = static_cast<std::size_t>(w_.grid.stride());
    return at(static_cast<int>(cell % stride) - Grid::pad_x, static_cast<int>(cell / stride) - Grid::pad_y);
  }
  Part& at_segment(int segment) {
    if (division_.streams >= 0) return parts_[division_.streams];
    const Segment& s = w_.network.segments[static_cast<std::size_t>(segment)];
    return at(s.i, s.j);
  }
  template <class F>
  void for_each_cell(F f) {
    for (int j = 0; j < w_.grid.ny(); ++j) {
      for (int i = 0; i < w_.grid.nx(); ++i) {
        if (w_.grid.active(i, j)) f(at(i, j), w_.grid.index(i, j));
      }
    }
  }
  std::vector<Part>& parts() { return parts_; }

 private:
  const World& w_;
  const Division& division_;
  std::vector<Part> parts_;
};

void count_stored(const World& w, Count& count) {
  const double cell_area = w.grid.cell_area();
  count.for_each_cell(
      [&](Part& part, std::size_t cell) { part.water[stored].add(w.state.depth[cell] * cell_area); });
  for (std::size_t s = 0; s < w.network.segments.size(); ++s)
    count.at_segment(static_cast<int>(s)).water[stored].add(w.streams.volume[s]);
  for (std::size_t r = 0; r < w.pools.size(); ++r)
    count.at_segment(w.reservoirs[r].segment).water[stored].add(w.pools[r].water);
  for (std::size_t d = 0; d < w.dam_states.size(); ++d)
    count.at_segment(w.dams[d].segment).water[stored].add(w.dam_states[d].water);
  for (std::size_t n = 0; n < w.works.stores.size(); ++n)
    count.at(w.works.stores[n].cell).water[stored].add(w.works_state.water[n] * cell_area);
  for (std::size_t n = 0; n < w.ditches.pieces.size(); ++n)
    count.at(w.ditches.pieces[n].cell).water[stored].add(w.ditch_state.water[n]);
}

void count_water(const World& w, double t, Count& count) {
  const std::vector<double> by_zone = w.rain.cumulative_by_zone(t);
  const std::vector<double> held = w.rain.intercepted_by_cover(t);
  const double cell_area = w.grid.cell_area();
  count.for_each_cell([&](Part& part, std::size_t cell) {
    const std::int32_t cover = w.land.cover[cell];
    part.water[area].add(cell_area);
    if (!by_zone.empty()) part.water[rain].add(by_zone[w.rain.covers()[cover].zone] * cell_area);
    part.water[intercepted].add(held[cover] * cell_area);
    part.water[infiltrated].add(w.state.infiltrated[cell] * cell_area);
    if (!w.state.evaporated.empty()) part.water[evaporated].add(w.state.evaporated[cell] * cell_area);
  });
  for (std::size_t r = 0; r < w.pools.size(); ++r) {
    Part& part = count.at_segment(w.reservoirs[r].segment);
    part.water[lost].add(w.pools[r].books[ReservoirWay::evaporated].value());
    part.water[lost].add(w.pools[r].books[seeped].value());
  }
}

void count_class(const World& w, const stream::StreamProcess* streams, int k, Count& count) {
  const LandState& state = w.state;
  const double cell_area = w.grid.cell_area();
  const auto at = [k](Part& part) -> std::array<Sum, sediments>& { return part.sediment[k]; };
  count.for_each_cell([&](Part& part, std::size_t cell) {
    at(part)[eroded].add(w.land.erosion.class_mass(w.land.top_horizon[cell], k, state.eroded[cell]) *
                         cell_area);
    if (!state.gullied.empty()) at(part)[eroded].add(state.gullied[k][cell] * cell_area);
    at(part)[deposited].add(state.deposited[k][cell] * cell_area);
    at(part)[suspended].add(state.depth[cell] * state.concentration[k][cell] * cell_area);
  });
  for (std::size_t s = 0; streams && s < w.network.segments.size(); ++s) {
    Part& part = count.at_segment(static_cast<int>(s));
    const double plan = streams->bed_area(static_cast<int>(s));
    at(part)[eroded].add(w.stream_bed.fraction[k] * (plan * w.streams.eroded[s] - w.streams.dug[s]));
    at(part)[eroded].add(bank_mass(w, s, static_cast<std::size_t>(k)));
    at(part)[deposited].add(plan * w.streams.loose(k, s));
    at(part)[suspended].add(w.streams.suspended[k][s]);
  }
  for (std::size_t r = 0; r < w.pools.size(); ++r) {
    Part& part = count.at_segment(w.reservoirs[r].segment);
    at(part)[deposited].add(w.pools[r].deposited[k]);
    for (const double mass : w.pools[r].suspended[k]) at(part)[suspended].add(mass);
  }
  for (std::size_t d = 0; d < w.dam_states.size(); ++d) {
    Part& part = count.at_segment(w.dams[d].segment);
    at(part)[deposited].add(w.dam_states[d].deposited[k] - w.dams[d].at_start[k]);
    at(part)[suspended].add(w.dam_states[d].suspended[k][0]);
  }
  for (std::size_t n = 0; n < w.works.stores.size(); ++n)
    at(count.at(w.works.stores[n].cell))[deposited].add(w.works_state.silt[k][n] * cell_area);
  for (std::size_t n = 0; n < w.works.strips.size(); ++n)
    at(count.at(w.works.strips[n].cell))[deposited].add(w.works_state.settled[k][n] * cell_area);
  for (std::size_t n = 0; n < w.ditches.pieces.size(); ++n)
    at(count.at(w.ditches.pieces[n].cell))[suspended].add(w.ditch_state.suspended[k][n]);
}

/// The numbers of one row.
std::vector<double> row_of(const Part& part, double at_start) {
  std::array<double, waters> water;
  for (int q = 0; q < waters; ++q) water[q] = part.water[q].value();
  Sum left;
  for (const double gain : {water[rain], at_start}) left.add(gain);
  for (const int q : {intercepted, infiltrated, evaporated, lost, stored}) left.add(-water[q]);
  const double runoff = left.value();
  std::vector<double> row{water[area] / 1e6};
  row.insert(row.end(), water.begin() + rain, water.begin() + stored);
  row.insert(row.end(),
             {at_start, water[stored], runoff, water[area] > 0.0 ? 1e3 * runoff / water[area] : 0.0});
  std::array<double, sediments + 1> all{};
  std::vector<double> classes;
  for (const auto& sums : part.sediment) {
    const double mass[] = {sums[eroded].value(), sums[deposited].value(), sums[suspended].value()};
    const double yield = mass[eroded] - mass[deposited] - mass[suspended];
    for (int q = 0; q < sediments; ++q) all[q] += mass[q];
    all[sediments] += yield;
    classes.insert(classes.end(), {mass[eroded], mass[deposited], mass[suspended], yield});
  }
  if (part.sediment.empty()) return row;
  const double km2 = water[area] / 1e6;
  row.insert(row.end(), all.begin(), all.end());
  row.insert(row.end(),
             {km2 > 0.0 ? all[eroded] / 1e3 / km2 : 0.0, km2 > 0.0 ? all[sediments] / 1e3 / km2 : 0.0});
  row.insert(row.end(), classes.begin(), classes.end());
  return row;
}

/// The sum of parts, in their order.
Part whole_of(const std::vector<Part>& parts) {
  Part whole(parts.front().sediment.size());
  for (const Part& part : parts) {
    for (int q = 0; q < waters; ++q) whole.water[q].add(part.water[q].value());
    for (std::size_t k = 0; k < whole.sediment.size(); ++k) {
      for (int q = 0; q < sediments; ++q) whole.sediment[k][q].add(part.sediment[k][q].value());
    }
  }
  return whole;
}

io::Table totals_columns(const World& world) {
  io::Table table;
  table.name = "totals";
  table.columns = {"division",           "part",           "area_km2",      "rain_m3",
                   "intercepted_m3",     "infiltrated_m3", "evaporated_m3", "reservoir_loss_m3",
                   "stored_at_start_m3", "stored_m3",      "runoff_m3",     "runoff_mm"};
  if (world.class_names.empty()) return table;
  for (const char* name :
       {"eroded_kg", "deposited_kg", "suspended_kg", "yield_kg", "eroded_t_per_km2", "yield_t_per_km2"})
    table.columns.emplace_back(name);
  for (const std::string& name : world.class_names) {
    for (const char* quantity : {"eroded", "deposited", "suspended", "yield"})
      table.columns.push_back(fmt::format("{}_{}_kg", quantity, name));
  }
  return table;
}

}  // namespace

std::vector<double> stored_by_part(const World& world) {
  std::vector<double> volumes;
  for (const Division& division : divisions_of(world)) {
    Count count(world, division);
    count_stored(world, count);
    for (const Part& part : count.parts()) volumes.push_back(part.water[stored].value());
  }
  return volumes;
}

io::Table totals_table(const World& world, const stream::StreamProcess* streams, double t,
                       const std::vector<double>& stored_at_start) {
  io::Table table = totals_columns(world);
  auto at_start = stored_at_start.begin();
  for (const Division& division : divisions_of(world)) {
    Count count(world, division);
    count_stored(world, count);
    count_water(world, t, count);
    for (int k = 0; k < world.state.classes(); ++k) count_class(world, streams, k, count);
    Sum start;
    for (std::size_t p = 0; p < division.parts.size(); ++p, ++at_start) {
      start.add(*at_start);
      const bool nowhere = !(count.parts()[p].water[area].value() > 0.0);
      if (nowhere && static_cast<std::int32_t>(p) != division.streams) continue;  // a class that no cell has
      table.text.push_back({division.name, division.parts[p]});
      table.rows.push_back(row_of(count.parts()[p], *at_start));
    }
    table.text.push_back({division.name, "all"});
    table.rows.push_back(row_of(whole_of(count.parts()), start.value()));
  }
  return table;
}

}  // namespace qingliu::run
