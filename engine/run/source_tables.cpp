#include "run/source_tables.hpp"

#include <cmath>
#include <map>

#include "run/source_builder.hpp"

namespace qingliu::run {
namespace {

/// One row for each source of a target's classes [kg].
void add_target(const std::string& target, const std::vector<double>& classes, const World& world,
                io::Table& table) {
  const std::size_t grains = world.grain_names.size();
  double whole = 0.0;
  for (const double mass : classes) whole += mass;
  for (std::size_t s = 0; s < world.source_names.size(); ++s) {
    std::vector<double> row;
    double total = 0.0;
    for (std::size_t k = 0; k < grains; ++k) {
      row.push_back(classes[s * grains + k]);
      total += row.back();
    }
    row.push_back(total);
    row.push_back(whole > 0.0 ? total / whole : std::nan(""));
    table.text.push_back({target, world.source_names[s]});
    table.rows.push_back(std::move(row));
  }
}

std::vector<double> of_balance(const Balance& balance, double (*mass)(const ClassBalance&)) {
  std::vector<double> classes;
  for (const ClassBalance& c : balance.classes) classes.push_back(mass(c));
  return classes;
}

/// [kg] of every class that passed each gauge: mean loads times their intervals.
std::map<std::string, std::vector<double>> passed(const io::Table& gauges, std::size_t classes) {
  std::map<std::string, std::vector<double>> sums;
  std::map<std::string, double> before;
  for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
    const std::string& name = gauges.text[r][0];
    const std::vector<double>& row = gauges.rows[r];
    std::vector<double>& sum = sums.try_emplace(name, classes, 0.0).first->second;
    const double span = row[0] - before[name];
    before[name] = row[0];
    for (std::size_t c = 0; c < classes; ++c) sum[c] += row[row.size() - classes + c] * span;
  }
  return sums;
}

}  // namespace

io::Table source_table(const World& world, const Balance& balance, const io::Table& gauges) {
  io::Table table;
  table.name = "sources";
  table.columns = {"target", "source"};
  for (const std::string& name : world.grain_names) table.columns.push_back(name + "_kg");
  table.columns.insert(table.columns.end(), {"total_kg", "share"});
  const auto add = [&](const char* target, double (*mass)(const ClassBalance&)) {
    add_target(target, of_balance(balance, mass), world, table);
  };
  add("entered", [](const ClassBalance& c) { return (c.eroded + c.inflow) + c.at_start; });
  add("deposited", [](const ClassBalance& c) { return c.deposited; });
  add("in_water", [](const ClassBalance& c) { return c.suspended; });
  add("left", [](const ClassBalance& c) { return c.outflow; });
  add("removed", [](const ClassBalance& c) { return c.removed; });
  const auto sums = passed(gauges, world.class_names.size());
  for (const Gauge& gauge : world.gauges) {
    const auto found = sums.find(gauge.name);
    if (found == sums.end() || (!gauge.is_section && gauge.segment < 0)) continue;
    add_target("gauge " + gauge.name, found->second, world, table);
  }
  for (std::size_t r = 0; r < world.pools.size(); ++r)
    add_target("reservoir " + world.reservoirs[r].name, world.pools[r].deposited, world, table);
  for (std::size_t d = 0; d < world.dams.size(); ++d)
    add_target("structure " + world.dams[d].name, world.dam_states[d].deposited, world, table);
  return table;
}

}  // namespace qingliu::run
