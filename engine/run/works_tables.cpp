#include "run/works_tables.hpp"

#include <algorithm>

#include "core/sum.hpp"
#include "process/works/ditch_laws.hpp"

namespace qingliu::run {
namespace {

/// What one measure's works hold, summed [x cell area]. works: the list that `per_area` belongs to.
template <class Work>
double sum_of(const World& world, const std::vector<Work>& works, const std::vector<double>& per_area,
              int measure) {
  Sum sum;
  for (std::size_t n = 0; n < works.size(); ++n) {
    if (works[n].measure == measure) sum.add(per_area[n]);
  }
  return sum.value() * world.grid.cell_area();
}

/// Whether a measure has a work.
template <class Work>
bool has(const std::vector<Work>& works, int measure) {
  return std::ranges::find(works, measure, &Work::measure) != works.end();
}

}  // namespace

io::Table works_table(const scenario::Scenario& scenario, const World& world) {
  io::Table table;
  table.name = "measures";
  table.columns = {"measure", "room_m3", "water_m3", "silt_m3", "filled"};
  for (const std::string& name : world.class_names) table.columns.push_back("silt_" + name + "_kg");
  std::vector<double> rooms;
  for (const SlopeStore& store : world.works.stores) rooms.push_back(store.capacity);
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    const int measure = static_cast<int>(m);
    if (!has(world.works.stores, measure) && !has(world.works.strips, measure)) continue;
    const double room = sum_of(world, world.works.stores, rooms, measure);
    std::vector<double> row{room, sum_of(world, world.works.stores, world.works_state.water, measure), 0.0,
                            0.0};
    for (std::size_t k = 0; k < world.works_state.silt.size(); ++k) {
      const double silt = sum_of(world, world.works.stores, world.works_state.silt[k], measure);
      row.push_back(silt + sum_of(world, world.works.strips, world.works_state.settled[k], measure));
      row[2] += silt * world.land.deposit_inverse_density[k];
    }
    if (room > 0.0) row[3] = 1.0 - (room - row[2]) / (room / (1.0 - scenario.measures[m].filled));
    table.text.push_back({scenario.measures[m].id});
    table.rows.push_back(std::move(row));
  }
  return table;
}

io::Table ditch_table(const World& world) {
  io::Table table;
  table.name = "ditches";
  table.columns = {"ditch",  "length_m",       "capacity_m3_per_s", "peak_m3_per_s",
                   "led_m3", "passed_over_m3", "water_m3"};
  for (const std::string& name : world.class_names) table.columns.push_back("led_" + name + "_kg");
  const DitchState& state = world.ditch_state;
  for (std::size_t d = 0; d < world.ditches.lines.size(); ++d) {
    const Ditch& ditch = world.ditches.lines[d];
    Sum length, water;
    for (std::size_t n = ditch.begin; n < ditch.end; ++n) {
      length.add(world.ditches.pieces[n].length);
      water.add(state.water[n]);
    }
    std::vector<double> row{length.value(), works::ditch_capacity(ditch), state.peak[d],
                            state.led[d],   state.passed_over[d],         water.value()};
    for (const std::vector<double>& led : state.led_classes) row.push_back(led[d]);
    table.text.push_back({ditch.name});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace qingliu::run
