#include "run/quality_tables.hpp"

#include <cmath>
#include <limits>

#include "core/sum.hpp"

namespace qingliu::run {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A row of litter.csv: of what, its name, and there, come, gone [kg].
struct Row {
  std::string kind, name;
  double there = 0.0, come = 0.0, gone = 0.0;
};

/// All rows of a moment, in an order that depends on the world alone.
std::vector<Row> litter_rows(double time, const World& world) {
  const Litter& what = world.quality.litter;
  const LitterState& litter = world.quality_state.litter;
  std::vector<Row> rows;
  Sum gone;
  for (const auto* row : {&litter.removed, &litter.gathered})
    for (const double mass : *row) gone.add(mass);
  gone.add(litter.left.value());
  rows.push_back({"watershed", "all", litter.found() - gone.value(), litter.at_start + litter.leaked.value(),
                  gone.value()});
  rows.push_back({"watershed", "left", nothing, nothing, litter.left.value()});
  for (std::size_t v = 0; v < world.quality.villages.size(); ++v) {
    const Village& village = world.quality.villages[v];
    const double come = village.at_start + brought(village.litter(), what.later, time,
                                                   [&](const RateStage& s) { return s.villages[v]; });
    rows.push_back({"village", village.name, litter.lying[v], come, come - litter.lying[v]});
  }
  for (const Gauge& gauge : world.gauges) {
    if (gauge.segment >= 0)
      rows.push_back({"gauge", gauge.name, nothing, nothing, litter.passed[gauge.segment]});
  }
  for (std::size_t p = 0; p < world.reservoirs.size(); ++p)
    rows.push_back({"reservoir", world.reservoirs[p].name, litter.in_pools[p], litter.in_pools[p], 0.0});
  for (std::size_t d = 0; d < world.dams.size(); ++d) {
    const double passed = litter.passed[world.dams[d].segment];
    rows.push_back({"structure", world.dams[d].name, litter.in_dams[d], litter.in_dams[d] + passed, passed});
  }
  for (std::size_t k = 0; k < what.kept.size(); ++k) {
    const LitterKept& kept = what.kept[k];
    const double come =
        kept.at_start + brought(kept.rate, what.later, time, [&](const RateStage& s) { return s.kept[k]; });
    rows.push_back({"measure", kept.measure, nothing, come, nothing});
  }
  for (std::size_t t = 0; t < what.traps.size(); ++t)
    rows.push_back({"measure", what.traps[t].measure, litter.held[t], litter.held[t] + litter.removed[t],
                    litter.removed[t]});
  for (std::size_t r = 0; r < what.rounds.size(); ++r)
    rows.push_back({"measure", what.rounds[r].measure, nothing, litter.gathered[r], litter.gathered[r]});
  return rows;
}

/// A row of constituents.csv; on_grains [kg] of what has come or gone with sediment.
struct ConstituentRow {
  std::string kind, name;
  double there = 0.0, come = 0.0, gone = 0.0, on_grains = nothing, concentration = nothing;
};

double sum_of(const std::vector<double>& values) {
  Sum sum;
  for (const double value : values) sum.add(value);
  return sum.value();
}

double over(double mass, double water) { return water > 0.0 ? mass / water : 0.0; }

/// What is on the grains of a deposit.
double attached_to(const Constituent& of, const std::vector<double>& classes) {
  if (of.attached.empty()) return nothing;
  Sum sum;
  for (std::size_t k = 0; k < classes.size(); ++k) sum.add(of.attached[k % of.attached.size()] * classes[k]);
  return sum.value();
}

std::vector<ConstituentRow> constituent_rows(double time, const World& world, std::size_t c) {
  const Constituent& of = world.quality.constituents[c];
  const ConstituentState& state = world.quality_state.constituents[c];
  std::vector<ConstituentRow> rows;
  const double present = state.present(), come = state.at_start + state.entered();
  rows.push_back({"watershed", "all", present, come, come - present});
  rows.push_back({"watershed", "land", nothing, state.of_land.value(), nothing});
  for (const auto& [name, sum] : {std::pair{"decayed", &state.decayed},
                                  {"settled", &state.settled},
                                  {"seeped", &state.seeped},
                                  {"left", &state.left}})
    rows.push_back({"watershed", name, nothing, nothing, sum->value()});
  for (std::size_t v = 0; v < world.quality.villages.size(); ++v) {
    const double mass = state.of_villages[v].value();
    rows.push_back({"village", world.quality.villages[v].name, nothing, mass, mass});
  }
  for (const Gauge& gauge : world.gauges) {
    const int s = gauge.segment;
    if (s < 0) continue;
    const double on_grains = state.attached_passed.empty() ? nothing : state.attached_passed[s];
    rows.push_back(
        {"gauge", gauge.name, nothing, nothing, state.passed[s], on_grains,
         world.network.segments[s].dam ? nothing : 1e3 * over(state.mass[s], world.streams.volume[s])});
  }
  for (std::size_t p = 0; p < world.reservoirs.size(); ++p) {
    const double mass = sum_of(state.in_pools[p]), passed = state.passed[world.reservoirs[p].segment];
    rows.push_back({"reservoir", world.reservoirs[p].name, mass, nothing, passed,
                    attached_to(of, world.pools[p].deposited), 1e3 * over(mass, world.pools[p].water)});
  }
  for (std::size_t d = 0; d < world.dams.size(); ++d) {
    const double mass = sum_of(state.in_dams[d]), passed = state.passed[world.dams[d].segment];
    rows.push_back({"structure", world.dams[d].name, mass, nothing, passed,
                    attached_to(of, world.dam_states[d].deposited),
                    1e3 * over(mass, world.dam_states[d].water)});
  }
  for (std::size_t k = 0; k < of.kept.size(); ++k) {
    const double come =
        brought(of.kept[k].rate, of.later, time, [&](const RateStage& s) { return s.kept[k]; });
    rows.push_back({"measure", of.kept[k].measure, nothing, come, nothing});
  }
  for (std::size_t f = 0; f < of.filters.size(); ++f)
    rows.push_back({"measure", of.filters[f].measure, nothing, state.filtered[f].value(), nothing});
  return rows;
}

}  // namespace

io::Table constituent_columns() {
  return {"constituents",
          {"constituent", "of", "name", "time_s", "there_kg", "come_kg", "gone_kg", "on_grains_kg",
           "concentration_mg_per_l"},
          {},
          {}};
}

void add_constituent_rows(double time, const World& world, io::Table& table) {
  for (std::size_t c = 0; c < world.quality.constituents.size(); ++c) {
    for (ConstituentRow& row : constituent_rows(time, world, c)) {
      table.text.push_back({world.quality.constituents[c].name(), std::move(row.kind), std::move(row.name)});
      table.rows.push_back({time, row.there, row.come, row.gone, row.on_grains, row.concentration});
    }
  }
}

void restore_constituent_rows(const std::vector<double>& values, const World& world, io::Table& table) {
  if (values.empty()) return;
  constexpr std::size_t width = 6;
  io::Table names = constituent_columns();
  add_constituent_rows(0.0, world, names);
  for (std::size_t r = 0; r * width < values.size(); ++r) {
    table.text.push_back(names.text[r % names.text.size()]);
    table.rows.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(r * width),
                            values.begin() + static_cast<std::ptrdiff_t>((r + 1) * width));
  }
}

io::Table litter_columns() {
  return {"litter", {"of", "name", "time_s", "there_kg", "come_kg", "gone_kg"}, {}, {}};
}

void add_litter_rows(double time, const World& world, io::Table& table) {
  for (Row& row : litter_rows(time, world)) {
    table.text.push_back({std::move(row.kind), std::move(row.name)});
    table.rows.push_back({time, row.there, row.come, row.gone});
  }
}

void restore_litter_rows(const std::vector<double>& values, const World& world, io::Table& table) {
  if (values.empty()) return;
  constexpr std::size_t width = 4;
  const std::vector<Row> names = litter_rows(0.0, world);
  for (std::size_t r = 0; r * width < values.size(); ++r) {
    const Row& of = names[r % names.size()];
    table.text.push_back({of.kind, of.name});
    table.rows.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(r * width),
                            values.begin() + static_cast<std::ptrdiff_t>((r + 1) * width));
  }
}

io::Table litter_by_reach(double time, const World& world) {
  io::Table table{"litter_reaches",
                  {"reach", "time_s", "length_m", "floating_kg", "stranded_kg", "on_land_kg", "kg_per_km"},
                  {},
                  {}};
  const LitterState& litter = world.quality_state.litter;
  for (std::size_t r = 0; r < world.network.reaches.size(); ++r) {
    double length = 0.0, floating = 0.0, stranded = 0.0, flooded = 0.0;
    for (int s = world.network.reaches[r].begin; s < world.network.reaches[r].end; ++s) {
      length += world.network.segments[s].length;
      floating += litter.floating[s];
      stranded += litter.stranded[s];
      flooded += litter.flooded[s];
    }
    table.text.push_back({world.network.reaches[r].name});
    table.rows.push_back({time, length, floating, stranded, flooded,
                          length > 0.0 ? 1e3 * ((floating + stranded) + flooded) / length : 0.0});
  }
  return table;
}

std::vector<SubstanceBalance> quality_balance(const World& world) {
  std::vector<SubstanceBalance> all;
  if (world.quality.litter.on) {
    const LitterState& litter = world.quality_state.litter;
    SubstanceBalance b;
    b.name = "litter";
    b.at_start = litter.at_start;
    b.entered = litter.leaked.value();
    b.left = litter.left.value();
    Sum removed;
    for (const auto* row : {&litter.removed, &litter.gathered})
      for (const double mass : *row) removed.add(mass);
    b.removed = removed.value();
    b.present = litter.found() - (b.left + b.removed);
    all.push_back(b);
  }
  for (std::size_t c = 0; c < world.quality.constituents.size(); ++c) {
    const ConstituentState& state = world.quality_state.constituents[c];
    SubstanceBalance b;
    b.name = world.quality.constituents[c].name();
    b.at_start = state.at_start;
    b.entered = state.entered();
    b.present = state.present();
    b.decayed = state.decayed.value();
    b.settled = state.settled.value() + state.seeped.value();
    b.left = state.left.value();
    all.push_back(b);
  }
  return all;
}

/// f(sum) for every sum of the constituents' books.
template <class State, class F>
void for_each_book(State& state, F f) {
  for (auto& c : state.constituents) {
    for (auto* sum : {&c.of_land, &c.decayed, &c.settled, &c.seeped, &c.left}) f(*sum);
    for (auto& sum : c.of_villages) f(sum);
    for (auto& sum : c.filtered) f(sum);
  }
}

void save_quality(const World& world, io::Checkpoint& checkpoint) {
  int n = 0;
  for_each_quality_row(world.quality_state, [&](const std::vector<double>& row) {
    checkpoint.numbers["quality/" + std::to_string(n++)] = row;
  });
  const LitterState& litter = world.quality_state.litter;
  checkpoint.numbers["quality/litter_books"] = {litter.at_start, litter.leaked.leading(),
                                                litter.leaked.lost(), litter.left.leading(),
                                                litter.left.lost()};
  std::vector<double>& books = checkpoint.numbers["quality/constituent_books"];
  for (const ConstituentState& c : world.quality_state.constituents) books.push_back(c.at_start);
  for_each_book(world.quality_state, [&](const Sum& sum) {
    books.insert(books.end(), {sum.leading(), sum.lost()});
  });
}

void restore_quality(const io::Checkpoint& checkpoint, World& world) {
  int n = 0;
  for_each_quality_row(world.quality_state, [&](std::vector<double>& row) {
    const auto found = checkpoint.numbers.find("quality/" + std::to_string(n++));
    if (found == checkpoint.numbers.end() || found->second.size() != row.size())
      throw InputError(
          "the checkpoint does not hold the litter and constituents of these villages, streams and measures. "
          "A branch "
          "may not change them");
    row = found->second;
  });
  const std::vector<double>& books = checkpoint.numbers.at("quality/litter_books");
  LitterState& litter = world.quality_state.litter;
  litter.at_start = books[0];
  litter.leaked = Sum::from_parts(books[1], books[2]);
  litter.left = Sum::from_parts(books[3], books[4]);
  const std::vector<double>& of_constituents = checkpoint.numbers.at("quality/constituent_books");
  std::size_t at = 0;
  for (ConstituentState& c : world.quality_state.constituents) c.at_start = of_constituents.at(at++);
  for_each_book(world.quality_state, [&](Sum& sum) {
    sum = Sum::from_parts(of_constituents.at(at), of_constituents.at(at + 1));
    at += 2;
  });
}

}  // namespace qingliu::run
