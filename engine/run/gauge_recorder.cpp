#include "run/gauge_recorder.hpp"

#include <cmath>

#include "run/dams_in_run.hpp"
#include "run/stream_tables.hpp"

namespace qingliu::run {

GaugeRecorder::GaugeRecorder(const World& world, double interval)
    : world_(world),
      interval_(interval),
      volume_(world.gauges.size(), 0.0),
      load_(world.gauges.size() * world.class_names.size(), 0.0) {
  table_.name = "gauges";
  table_.columns = {"gauge", "time_s", "rain_mm", "discharge_m3_per_s", "depth_m", "velocity_m_per_s"};
  for (const std::string& name : world.class_names)
    table_.columns.push_back("concentration_" + name + "_kg_per_m3");
  for (const std::string& name : world.class_names) table_.columns.push_back("load_" + name + "_kg_per_s");
}

void GaugeRecorder::add_step(const surface::SurfaceProcess& process, const stream::StreamProcess* streams) {
  const std::size_t classes = world_.class_names.size();
  std::size_t section = 0;
  for (std::size_t g = 0; g < world_.gauges.size(); ++g) {
    if (const int s = world_.gauges[g].segment; s >= 0) {
      volume_[g] += streams->step_volume()[s];
      for (std::size_t k = 0; k < classes; ++k) load_[g * classes + k] += streams->step_classes()[k][s];
    }
    if (!world_.gauges[g].is_section) continue;
    for (const StreamCrossing& crossing : world_.gauges[g].crossings) {
      volume_[g] += crossing.sign * streams->step_volume()[crossing.segment];
      for (std::size_t k = 0; k < classes; ++k)
        load_[g * classes + k] += crossing.sign * streams->step_classes()[k][crossing.segment];
    }
    const surface::SectionBook& book = process.sections()[section++];
    volume_[g] += book.step_water;
    for (std::size_t k = 0; k < classes; ++k) load_[g * classes + k] += book.step_classes[k];
  }
  if (!streams) return;
  volume_[0] += streams->books().step_outflow;
  for (std::size_t k = 0; k < classes; ++k) load_[k] += streams->books().step_outflow_classes[k];
}

/// [m] and [m s-1] of water in a segment.
std::pair<double, double> GaugeRecorder::stream_flow(int s) const {
  const Segment& segment = world_.network.segments[s];
  if (segment.dam) return {depth_at_dam(world_, s), std::nan("")};
  const double area = world_.streams.volume[s] / segment.length;
  const double depth =
      world_.network.sections[segment.section].depth_of_area(area, world_.streams.widened[s]);
  return {depth, stream_speed(world_, s)};
}

void GaugeRecorder::close_interval(double now) {
  const std::size_t classes = world_.class_names.size();
  const double span = now - opened_;
  const double nan = std::nan("");
  const double rain_mm = 1e3 * (world_.rain.cumulative(now) - world_.rain.cumulative(opened_));
  for (std::size_t g = 0; g < world_.gauges.size(); ++g) {
    const Gauge& gauge = world_.gauges[g];
    std::vector<double> row{now, rain_mm};
    if (gauge.is_section || gauge.segment >= 0) {
      const double discharge = volume_[g] / span;
      const auto [depth, speed] = gauge.segment >= 0 ? stream_flow(gauge.segment) : std::pair{nan, nan};
      row.insert(row.end(), {discharge, depth, speed});
      for (std::size_t k = 0; k < classes; ++k) {
        row.push_back(volume_[g] != 0.0 ? load_[g * classes + k] / volume_[g] : 0.0);
      }
      for (std::size_t k = 0; k < classes; ++k) row.push_back(load_[g * classes + k] / span);
      if (g == 0 && discharge > outlet_peak_.value) outlet_peak_ = {discharge, now - 0.5 * span};
    } else {
      const std::size_t cell = world_.grid.index(gauge.i, gauge.j);
      const LandState& s = world_.state;
      const double u = s.velocity_x[cell], v = s.velocity_y[cell];
      row.insert(row.end(), {nan, s.depth[cell], std::sqrt(u * u + v * v)});
      for (std::size_t k = 0; k < classes; ++k) row.push_back(s.concentration[k][cell]);
      row.insert(row.end(), classes, nan);
    }
    table_.text.push_back({gauge.name});
    table_.rows.push_back(std::move(row));
  }
  std::fill(volume_.begin(), volume_.end(), 0.0);
  std::fill(load_.begin(), load_.end(), 0.0);
  opened_ = now;
  ++count_;
}

void GaugeRecorder::save(io::Checkpoint& checkpoint) const {
  checkpoint.numbers["gauges/volume"] = volume_;
  checkpoint.numbers["gauges/load"] = load_;
  checkpoint.numbers["gauges/state"] = {opened_, outlet_peak_.value, outlet_peak_.time};
  checkpoint.integers["gauges/count"] = {count_};
  std::vector<double> flat;
  for (const auto& row : table_.rows) flat.insert(flat.end(), row.begin(), row.end());
  checkpoint.numbers["gauges/rows"] = std::move(flat);
}

void GaugeRecorder::restore(const io::Checkpoint& checkpoint) {
  volume_ = checkpoint.numbers.at("gauges/volume");
  load_ = checkpoint.numbers.at("gauges/load");
  const std::vector<double>& state = checkpoint.numbers.at("gauges/state");
  opened_ = state[0];
  outlet_peak_ = {state[1], state[2]};
  count_ = checkpoint.integers.at("gauges/count")[0];
  const std::vector<double>& flat = checkpoint.numbers.at("gauges/rows");
  const std::size_t width = table_.columns.size() - 1;
  for (std::size_t r = 0; r * width < flat.size(); ++r) {
    table_.rows.emplace_back(flat.begin() + r * width, flat.begin() + (r + 1) * width);
    table_.text.push_back({world_.gauges[r % world_.gauges.size()].name});
  }
}

}  // namespace qingliu::run
