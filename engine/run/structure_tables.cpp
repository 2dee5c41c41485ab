#include "run/structure_tables.hpp"

#include <cmath>

#include "run/stream_tables.hpp"

namespace qingliu::run {
namespace {

/// f(number) for every number of a dam's state.
template <class State, class F>
void for_each_number(State& state, F f) {
  f(state.water);
  for (auto& tanks : state.suspended) {
    for (auto& mass : tanks) f(mass);
  }
  for (auto& mass : state.deposited) f(mass);
  for (auto& mass : state.removed) f(mass);
  f(state.cleared);
  f(state.failed_at);
  for (auto& told : state.told) f(told);
  f(state.told_at);
  f(state.highest);
  f(state.highest_at);
  f(state.full_at);
}

}  // namespace

io::Table structure_series_columns(const World& world) {
  io::Table table;
  table.name = "structure_series";
  table.columns = {"structure",       "time_s",           "depth_m",        "volume_m3",
                   "inflow_m3_per_s", "outflow_m3_per_s", "notch_m3_per_s", "over_dam_m3_per_s",
                   "drain_m3_per_s",  "deposit_m3",       "filled"};
  for (const std::string& name : world.class_names)
    table.columns.push_back("concentration_" + name + "_kg_per_m3");
  return table;
}

void add_structure_rows(double time, World& world, io::Table& table) {
  for (std::size_t n = 0; n < world.dams.size(); ++n) {
    const CheckDam& dam = world.dams[n];
    CheckDamState& state = world.dam_states[n];
    const double span = time - state.told_at;
    double mean[CheckDam::ways];
    for (std::size_t w = 0; w < CheckDam::ways; ++w) {
      const double now = state.books[w].value();
      mean[w] = span > 0.0 ? (now - state.told[w]) / span : 0.0;
      state.told[w] = now;
    }
    state.told_at = time;
    const double notch = mean[CheckDam::over_notch], wings = mean[CheckDam::over_wings],
                 drained = mean[CheckDam::drained];
    std::vector<double> row{time,
                            state.depth(dam),
                            state.water,
                            mean[CheckDam::entered],
                            (notch + wings) + drained,
                            notch,
                            wings,
                            drained,
                            state.deposit_volume(dam),
                            state.filled(dam)};
    for (const auto& tanks : state.suspended) row.push_back(state.water > 0.0 ? tanks[0] / state.water : 0.0);
    table.text.push_back({dam.name});
    table.rows.push_back(std::move(row));
  }
}

io::Table structure_table(const World& world) {
  io::Table table;
  table.name = "structures";
  table.columns = {"structure",   "segment",    "x_m",      "y_m",         "area_km2",  "height_m",
                   "capacity_m3", "deposit_m3", "filled",   "full_at_s",   "highest_m", "highest_at_s",
                   "over_top_m",  "inflow_m3",  "notch_m3", "over_dam_m3", "drain_m3"};
  for (const std::string& name : world.class_names) table.columns.push_back("deposited_" + name + "_kg");
  for (const std::string& name : world.class_names) table.columns.push_back("removed_" + name + "_kg");
  table.columns.push_back("failed_at_s");
  for (std::size_t n = 0; n < world.dams.size(); ++n) {
    const CheckDam& dam = world.dams[n];
    const CheckDamState& state = world.dam_states[n];
    const Segment& s = world.network.segments[dam.segment];
    const double top = dam.wedge.height + dam.wing_height;
    std::vector<double> row{static_cast<double>(dam.segment),
                            s.x,
                            s.y,
                            s.area / 1e6,
                            dam.wedge.height,
                            dam.wedge.deposit_capacity(),
                            state.deposit_volume(dam),
                            state.filled(dam),
                            state.full_at >= 0.0 ? state.full_at : std::nan(""),
                            state.highest,
                            state.highest_at,
                            std::fmax(0.0, state.highest - top)};
    for (const Sum& sum : state.books) row.push_back(sum.value());
    row.insert(row.end(), state.deposited.begin(), state.deposited.end());
    row.insert(row.end(), state.removed.begin(), state.removed.end());
    row.push_back(state.failed_at >= 0.0 ? state.failed_at : std::nan(""));
    table.text.push_back({dam.name});
    table.rows.push_back(std::move(row));
  }
  return table;
}

void save_structures(const World& world, const io::Table& series, io::Checkpoint& checkpoint) {
  if (world.dams.empty()) return;
  std::vector<double>& numbers = checkpoint.numbers["structures/state"];
  for (const CheckDamState& state : world.dam_states) {
    for_each_number(state, [&](double number) { numbers.push_back(number); });
    for (const Sum& sum : state.books) numbers.insert(numbers.end(), {sum.leading(), sum.lost()});
  }
  checkpoint.numbers["structures/series"] = flat_rows(series);
}

void restore_structures(const io::Checkpoint& checkpoint, World& world, io::Table& series) {
  if (world.dams.empty()) return;
  const std::vector<double>& numbers = checkpoint.numbers.at("structures/state");
  std::size_t at = 0;
  for (CheckDamState& state : world.dam_states) {
    for_each_number(state, [&](double& number) { number = numbers.at(at++); });
    for (Sum& sum : state.books) {
      sum = Sum::from_parts(numbers.at(at), numbers.at(at + 1));
      at += 2;
    }
  }
  const std::vector<double>& rows = checkpoint.numbers.at("structures/series");
  const std::size_t width = series.columns.size() - 1;
  for (std::size_t r = 0; r * width < rows.size(); ++r) {
    series.text.push_back({world.dams[r % world.dams.size()].name});
    series.rows.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(r * width),
                             rows.begin() + static_cast<std::ptrdiff_t>((r + 1) * width));
  }
}

}  // namespace qingliu::run
