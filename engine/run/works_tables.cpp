#include "run/works_tables.hpp"

#include "core/sum.hpp"

namespace qingliu::run {
namespace {

/// f(store) of one measure's stores, summed [x cell area].
template <class F>
double sum_of(const World& world, int measure, F f) {
  Sum sum;
  for (std::size_t n = 0; n < world.works.stores.size(); ++n) {
    if (world.works.stores[n].measure == measure) sum.add(f(n));
  }
  return sum.value() * world.grid.cell_area();
}

}  // namespace

io::Table works_table(const scenario::Scenario& scenario, const World& world) {
  io::Table table;
  table.name = "measures";
  table.columns = {"measure", "room_m3", "water_m3", "silt_m3", "filled"};
  for (const std::string& name : world.class_names) table.columns.push_back("silt_" + name + "_kg");
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    const int measure = static_cast<int>(m);
    const double room = sum_of(world, measure, [&](std::size_t n) { return world.works.stores[n].capacity; });
    if (!(room > 0.0)) continue;
    const double water = sum_of(world, measure, [&](std::size_t n) { return world.works_state.water[n]; });
    std::vector<double> row{room, water, 0.0, 0.0};
    for (std::size_t k = 0; k < world.works_state.silt.size(); ++k) {
      row.push_back(sum_of(world, measure, [&](std::size_t n) { return world.works_state.silt[k][n]; }));
      row[2] += row.back() * world.land.deposit_inverse_density[k];
    }
    const double whole = room / (1.0 - scenario.measures[m].filled);
    row[3] = 1.0 - (room - row[2]) / whole;
    table.text.push_back({scenario.measures[m].id});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace qingliu::run
