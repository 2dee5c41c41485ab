#include "run/quality_in_run.hpp"

#include "run/quality_tables.hpp"
#include "run/stream_tables.hpp"

namespace qingliu::run {

QualityInRun::QualityInRun(World& world)
    : world_(world), litter_series_(litter_columns()), constituent_series_(constituent_columns()) {
  if (!world.quality.on() || world.network.empty()) return;
  process_ = std::make_unique<quality::QualityProcess>(world.network, world.quality, world.quality_state);
  water_.resize(world.network.segments.size());
}

void QualityInRun::board(stream::StreamProcess& streams) {
  if (process_) streams.carry(*process_);
}

void QualityInRun::advance(double dt, double now, const stream::StreamProcess& streams,
                           const DamsInRun& dams) {
  if (!process_) return;
  for (std::size_t n = 0; n < water_.size(); ++n) {
    const int s = static_cast<int>(n);
    const Segment& segment = world_.network.segments[n];
    water_[n] = {streams.depth(world_.streams, s), stream_speed(world_, s), world_.streams.discharge[n],
                 world_.state.depth[world_.grid.index(segment.i, segment.j)] * world_.grid.cell_area()};
  }
  process_->advance(dt, now, water_, dams.pool_water(), dams.dam_water());
  count_attached(streams);
}

/// What is on the grains that pass.
void QualityInRun::count_attached(const stream::StreamProcess& streams) {
  for (std::size_t c = 0; c < world_.quality.constituents.size(); ++c) {
    const std::vector<double>& attached = world_.quality.constituents[c].attached;
    std::vector<double>& passed = world_.quality_state.constituents[c].attached_passed;
    for (std::size_t s = 0; s < passed.size(); ++s) {
      for (std::size_t k = 0; k < world_.class_names.size(); ++k)
        passed[s] += attached[k % attached.size()] * streams.step_classes()[k][s];
    }
  }
}

void QualityInRun::record(double now) {
  if (world_.quality.litter.on) add_litter_rows(now, world_, litter_series_);
  if (!world_.quality.constituents.empty()) add_constituent_rows(now, world_, constituent_series_);
}

std::vector<io::Table> QualityInRun::tables(double now) const {
  std::vector<io::Table> tables;
  if (!world_.quality.constituents.empty()) tables.push_back(constituent_series_);
  if (!world_.quality.litter.on) return tables;
  tables.push_back(litter_series_);
  tables.push_back(litter_by_reach(now, world_));
  return tables;
}

void QualityInRun::save(io::Checkpoint& checkpoint) const {
  if (!process_) return;
  save_quality(world_, checkpoint);
  checkpoint.numbers["litter/series"] = flat_rows(litter_series_);
  checkpoint.numbers["constituents/series"] = flat_rows(constituent_series_);
}

void QualityInRun::restore(const io::Checkpoint& checkpoint) {
  if (!process_) return;
  restore_quality(checkpoint, world_);
  process_->begin_at(checkpoint.numbers.at("clock")[0]);
  restore_litter_rows(checkpoint.numbers.at("litter/series"), world_, litter_series_);
  restore_constituent_rows(checkpoint.numbers.at("constituents/series"), world_, constituent_series_);
}

}  // namespace qingliu::run
