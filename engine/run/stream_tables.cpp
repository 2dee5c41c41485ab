#include "run/stream_tables.hpp"

#include <fmt/format.h>

namespace qingliu::run {

io::Table stream_table(const World& world) {
  io::Table table;
  table.name = "streams";
  table.columns = {"reach",    "segment", "downstream", "x_m",     "y_m",     "chainage_m",
                   "length_m", "bed_m",   "bank_m",     "width_m", "area_km2"};
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& s = world.network.segments[n];
    table.text.push_back({world.network.reaches[s.reach].name});
    table.rows.push_back({static_cast<double>(n), static_cast<double>(s.downstream), s.x, s.y, s.chainage,
                          s.length, s.bed, s.bank, world.network.sections[s.section].bank_width(),
                          s.area / 1e6});
  }
  return table;
}

io::Table stream_series_columns(const World& world) {
  io::Table table;
  table.name = "stream_series";
  table.columns = {"reach",   "segment",          "time_s",       "discharge_m3_per_s",
                   "depth_m", "velocity_m_per_s", "bed_change_m", "width_m"};
  for (const std::string& name : world.class_names)
    table.columns.push_back("concentration_" + name + "_kg_per_m3");
  if (world.stream_parameters.bedload)
    table.columns.insert(table.columns.end(), {"bedload_kg_per_s", "surface_mean_mm"});
  return table;
}

double stream_speed(const World& world, int segment) {
  const Segment& s = world.network.segments[segment];
  const StreamState& state = world.streams;
  const Section& section = world.network.sections[s.section];
  double area = state.volume[segment] / s.length;
  const double height = stream::bank_level(world.grid, s, world.state) - state.bed[segment];
  const double full = section.area(height, state.widened[segment]);
  if (area > 0.99 * full)
    area += world.state.depth[world.grid.index(s.i, s.j)] * section.width(height, state.widened[segment]);
  constexpr double dry_area = 1e-6;  // [m2]
  return area > dry_area ? state.discharge[segment] / area : 0.0;
}

void add_stream_rows(double time, const World& world, const stream::StreamProcess& streams,
                     io::Table& table) {
  const StreamState& state = world.streams;
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& s = world.network.segments[n];
    std::vector<double> row{static_cast<double>(n),
                            time,
                            state.discharge[n],
                            streams.depth(state, static_cast<int>(n)),
                            stream_speed(world, static_cast<int>(n)),
                            state.bed[n] - s.bed,
                            world.network.sections[s.section].bank_width() + state.widened[n]};
    for (const auto& mass : state.suspended)
      row.push_back(state.volume[n] > 0.0 ? mass[n] / state.volume[n] : 0.0);
    if (world.stream_parameters.bedload) {
      const int segment = static_cast<int>(n);
      row.insert(row.end(), {streams.bedload(segment), 1e3 * streams.surface_diameter(state, segment)});
    }
    table.text.push_back({world.network.reaches[s.reach].name});
    table.rows.push_back(std::move(row));
  }
}

std::vector<double> flat_rows(const io::Table& table) {
  std::vector<double> values;
  for (const auto& row : table.rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

void restore_stream_rows(const std::vector<double>& values, const World& world, io::Table& table) {
  const std::size_t width = table.columns.size() - 1;
  for (std::size_t at = 0; at + width <= values.size(); at += width) {
    const auto segment = static_cast<std::size_t>(values[at]);
    table.text.push_back({world.network.reaches[world.network.segments[segment].reach].name});
    table.rows.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(at),
                            values.begin() + static_cast<std::ptrdiff_t>(at + width));
  }
}

}  // namespace qingliu::run
