#include "run/audit.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/hash.hpp"
#include "core/sum.hpp"
#include "parallel/communicator.hpp"
#include "run/quality_tables.hpp"

namespace qingliu::run {
namespace {

/// f(cell index) summed over the watershed, times the cell area: every row by the rank that has it, then the
/// rows in their order on every rank, so that the bits do not depend on the ranks.
template <class F>
double sum_over_cells(const Grid& grid, Rows own, F f) {
  std::vector<double> rows(static_cast<std::size_t>(grid.ny()), 0.0);
  for (int j = own.first; j < own.last; ++j) {
    const Grid::Span span = grid.span(j);
    Sum row;
    for (int i = span.begin; i < span.end; ++i) {
      if (grid.active(i, j)) row.add(f(grid.index(i, j)));
    }
    rows[static_cast<std::size_t>(j)] = row.value();
  }
  parallel::join(rows);
  Sum sum;
  for (const double row : rows) sum.add(row);
  return sum.value() * grid.cell_area();
}

}  // namespace

/// f(segment) summed over the streams, in their order.
template <class F>
double sum_over_streams(const World& world, F f) {
  Sum sum;
  for (std::size_t s = 0; s < world.network.segments.size(); ++s) sum.add(f(s));
  return sum.value();
}

double bank_mass(const World& world, std::size_t segment, std::size_t k) {
  const stream::StreamBanks& banks = world.stream_bed.banks;
  if (banks.empty()) return 0.0;
  double mass = 0.0;
  for (int side = 0; side < sides; ++side) {
    const int n = banks.material[side][segment];
    if (n < 0) continue;
    const stream::BankMaterial& material = banks.materials[n];
    mass += world.streams.banks[side].taken[segment] * material.density * material.fraction[k];
  }
  return mass * world.network.segments[segment].length;
}

void add_streams(const World& world, const stream::StreamProcess& streams, Balance& balance) {
  const StreamState& state = world.streams;
  balance.water.outflow += streams.books().outflow.value();
  for (int k = 0; k < state.classes(); ++k) {
    ClassBalance& c = balance.classes[k];
    const auto plan = [&](std::size_t s) { return streams.bed_area(static_cast<int>(s)); };
    c.eroded += world.stream_bed.fraction[k] *
                sum_over_streams(world, [&](std::size_t s) { return plan(s) * state.eroded[s]; });
    c.deposited += sum_over_streams(world, [&](std::size_t s) { return plan(s) * state.loose(k, s); });
    c.suspended += sum_over_streams(world, [&](std::size_t s) { return state.suspended[k][s]; });
    c.outflow += streams.books().outflow_classes[k].value();
    if (!world.silt_at_start.empty()) c.at_start = world.silt_at_start[k];
    const double dug =
        world.stream_bed.fraction[k] * sum_over_streams(world, [&](std::size_t s) { return state.dug[s]; });
    c.eroded -= dug;  // by a dredger, not by water
    c.at_start += dug;
    c.removed += dug + sum_over_streams(world, [&](std::size_t s) { return state.removed[k][s]; });
    c.banks = sum_over_streams(world, [&](std::size_t s) { return bank_mass(world, s, k); });
    c.eroded += c.banks;
  }
}

void add_reservoirs(const World& world, Balance& balance) {
  for (const ReservoirState& pool : world.pools) {
    balance.water.reservoir_loss += pool.books[evaporated].value() + pool.books[seeped].value();
    for (std::size_t k = 0; k < pool.deposited.size(); ++k) {
      balance.classes[k].deposited += pool.deposited[k];
      balance.classes[k].removed += pool.removed[k];
      for (const double mass : pool.suspended[k]) balance.classes[k].suspended += mass;
    }
  }
}

void add_dams(const World& world, Balance& balance) {
  for (std::size_t d = 0; d < world.dams.size(); ++d) {
    const CheckDamState& state = world.dam_states[d];
    for (std::size_t k = 0; k < state.deposited.size(); ++k) {
      balance.classes[k].at_start += world.dams[d].at_start[k];
      balance.classes[k].deposited += state.deposited[k];
      balance.classes[k].removed += state.removed[k];
      balance.classes[k].suspended += state.suspended[k][0];
    }
  }
}

double sum_of(const std::vector<double>& values) {
  Sum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

/// Depths or masses per area of works on slopes, times the cell area.
double sum_over_works(const World& world, const std::vector<double>& per_area) {
  return sum_of(per_area) * world.grid.cell_area();
}

void add_works(const World& world, Balance& balance) {
  for (std::size_t k = 0; k < world.works_state.silt.size(); ++k) {
    balance.classes[k].deposited += sum_over_works(world, world.works_state.silt[k]);
    balance.classes[k].deposited += sum_over_works(world, world.works_state.settled[k]);
  }
  for (std::size_t k = 0; k < world.ditch_state.suspended.size(); ++k)
    balance.classes[k].suspended += sum_of(world.ditch_state.suspended[k]);
}

double stored_water(const World& world, Rows own) {
  double in_reservoirs = 0.0;
  for (const CheckDamState& dam : world.dam_states) in_reservoirs += dam.water;
  for (const ReservoirState& pool : world.pools) in_reservoirs += pool.water;
  const double in_stores = sum_over_works(world, world.works_state.water) + sum_of(world.ditch_state.water);
  return in_reservoirs + in_stores +
         sum_over_cells(world.grid, own, [&](std::size_t k) { return world.state.depth[k]; }) +
         sum_over_streams(world, [&](std::size_t s) { return world.streams.volume[s]; });
}

void add_edges(const World& world, const surface::SurfaceProcess& process, Balance& balance) {
  Sum entered, left;
  for (std::size_t e = 0; e < world.edges.size(); ++e) {
    const surface::SectionBook& book = process.sections()[e];
    const double in = book.against.value(), out = book.water.value() + in;
    entered.add(in);
    left.add(out);
    std::vector<double> in_classes, out_classes;
    for (std::size_t k = 0; k < book.classes.size(); ++k) {
      in_classes.push_back(book.classes_against[k].value());
      out_classes.push_back(book.classes[k].value() + in_classes.back());
    }
    balance.edges.push_back({world.edges[e].name, world.edges[e].kind, in, out, in_classes, out_classes});
  }
  for (const Inflow& inflow : world.inflows) {
    entered.add(inflow.water.value());
    std::vector<double> in_classes;
    for (const Sum& sum : inflow.classes) in_classes.push_back(sum.value());
    balance.edges.push_back({inflow.name, "inflow", inflow.water.value(), 0.0, in_classes,
                             std::vector<double>(in_classes.size(), 0.0)});
  }
  balance.water.inflow = entered.value();
  balance.water.outflow = left.value();
}

Balance audit(const World& world, surface::SurfaceProcess& process, const stream::StreamProcess* streams,
              double t, double stored_at_start, Rows own) {
  const Grid& grid = world.grid;
  const LandState& state = world.state;
  Balance balance;
  WaterBalance& water = balance.water;
  water.rain = world.rain.cumulative(t) * grid.active_area();
  water.intercepted = world.rain.intercepted_cells(t) * grid.cell_area();
  water.infiltrated = sum_over_cells(grid, own, [&](std::size_t k) { return state.infiltrated[k]; });
  if (!state.evaporated.empty())
    water.evaporated = sum_over_cells(grid, own, [&](std::size_t k) { return state.evaporated[k]; });
  add_edges(world, process, balance);
  water.stored = stored_water(world, own);
  water.stored_at_start = stored_at_start;
  const erosion::ErosionTable& soils = world.land.erosion;
  for (int k = 0; k < state.classes(); ++k) {
    ClassBalance c;
    c.name = world.class_names[k];
    c.eroded = sum_over_cells(grid, own, [&](std::size_t cell) {
      return soils.class_mass(world.land.top_horizon[cell], k, state.eroded[cell]);
    });
    if (!state.gullied.empty())
      c.gullies = sum_over_cells(grid, own, [&](std::size_t cell) { return state.gullied[k][cell]; });
    c.eroded += c.gullies;
    c.deposited = sum_over_cells(grid, own, [&](std::size_t cell) { return state.deposited[k][cell]; });
    c.suspended = sum_over_cells(
        grid, own, [&](std::size_t cell) { return state.depth[cell] * state.concentration[k][cell]; });
    Sum entered, left;
    for (std::size_t e = 0; e < world.edges.size(); ++e) {
      const surface::SectionBook& book = process.sections()[e];
      entered.add(book.classes_against[k].value());
      left.add(book.classes[k].value() + book.classes_against[k].value());
    }
    for (const Inflow& inflow : world.inflows) entered.add(inflow.classes[k].value());
    c.inflow = entered.value();
    c.outflow = left.value();
    c.clipped = process.clipped()[k].value();
    balance.classes.push_back(c);
  }
  if (streams) add_streams(world, *streams, balance);
  add_reservoirs(world, balance);
  add_dams(world, balance);
  add_works(world, balance);
  balance.substances = quality_balance(world);
  return balance;
}

std::uint64_t state_hash(const World& world) {
  const LandState& s = world.state;
  BitHash hash;
  const auto add = [&](const auto& field) {
    for (int j = 0; j < world.grid.ny(); ++j) {
      for (int i = 0; i < world.grid.nx(); ++i) {
        if (world.grid.active(i, j)) hash.add(field[world.grid.index(i, j)]);
      }
    }
  };
  add(s.depth);
  add(s.velocity_x);
  add(s.velocity_y);
  for (const Field<Real>* field : {&s.discharge_x, &s.discharge_y}) {
    if (!field->empty()) add(*field);
  }
  add(s.infiltrated);
  if (!s.front_water.empty()) add(s.front_water);
  if (!s.evaporated.empty()) add(s.evaporated);
  for (int k = 0; k < s.classes(); ++k) {
    add(s.concentration[k]);
    add(s.deposited[k]);
  }
  if (s.classes() > 0) add(s.eroded);
  if (!s.fallen.empty()) add(s.fallen);
  for (const Field<double>& gullied : s.gullied) add(gullied);
  const auto add_all = [&](const std::vector<double>& values) {
    for (const double value : values) hash.add(value);
  };
  add_all(world.streams.volume);
  add_all(world.streams.discharge);
  for (int k = 0; k < world.streams.classes(); ++k) {
    add_all(world.streams.suspended[k]);
    add_all(world.streams.deposited[k]);
    add_all(world.streams.removed[k]);
    if (!world.streams.buried.empty()) add_all(world.streams.buried[k]);
  }
  add_all(world.streams.eroded);
  for (const BankState& bank : world.streams.banks) {
    add_all(bank.toe);
    add_all(bank.top);
    add_all(bank.taken);
    add_all(bank.water);
    add_all(bank.lost);
  }
  for (const ReservoirState& pool : world.pools) {
    hash.add(pool.water);
    add_all(pool.deposited);
    for (const auto& tanks : pool.suspended) add_all(tanks);
  }
  for (const CheckDamState& dam : world.dam_states) {
    hash.add(dam.water);
    add_all(dam.deposited);
    for (const auto& tank : dam.suspended) add_all(tank);
  }
  add_all(world.works_state.water);
  for (const auto& silt : world.works_state.silt) add_all(silt);
  for (const auto& settled : world.works_state.settled) add_all(settled);
  for_each_ditch_row(world.ditch_state, world.class_names,
                     [&](const std::string&, const std::vector<double>& values, bool) { add_all(values); });
  for_each_quality_row(world.quality_state, add_all);
  return hash.value();
}

std::string first_unsound_cell(const World& world) {
  const LandState& s = world.state;
  for (int j = 0; j < world.grid.ny(); ++j) {
    for (int i = 0; i < world.grid.nx(); ++i) {
      if (!world.grid.active(i, j)) continue;
      const std::size_t cell = world.grid.index(i, j);
      bool sound = s.depth[cell] >= 0.0 && std::isfinite(s.depth[cell]) &&
                   std::isfinite(s.velocity_x[cell]) && std::isfinite(s.velocity_y[cell]) &&
                   std::isfinite(s.infiltrated[cell]);
      std::string classes;
      for (int k = 0; k < s.classes(); ++k) {
        sound = sound && s.concentration[k][cell] >= 0.0 && std::isfinite(s.concentration[k][cell]) &&
                std::isfinite(s.deposited[k][cell]);
        classes += fmt::format(", {} {} kg/m3 in the water, {} kg/m2 deposited", world.class_names[k],
                               s.concentration[k][cell], s.deposited[k][cell]);
      }
      if (sound) continue;
      return fmt::format("cell ({}, {}) at x {:.2f} m, y {:.2f} m: depth {} m, velocity ({}, {}) m/s{}", i, j,
                         world.grid.x_centre(i), world.grid.y_centre(j), s.depth[cell], s.velocity_x[cell],
                         s.velocity_y[cell], classes);
    }
  }
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& segment = world.network.segments[n];
    bool sound = world.streams.volume[n] >= 0.0 && std::isfinite(world.streams.volume[n]) &&
                 std::isfinite(world.streams.discharge[n]);
    for (const auto& mass : world.streams.suspended)
      sound = sound && mass[n] >= 0.0 && std::isfinite(mass[n]);
    if (sound) continue;
    return fmt::format("stream '{}' at {:.1f} m (x {:.2f} m, y {:.2f} m): {} m3 of water, {} m3/s",
                       world.network.reaches[segment.reach].name, segment.chainage, segment.x, segment.y,
                       world.streams.volume[n], world.streams.discharge[n]);
  }
  return "";
}

}  // namespace qingliu::run
