#include "run/dams_in_run.hpp"

#include <algorithm>
#include <cmath>

#include "run/reservoir_tables.hpp"
#include "run/river_works.hpp"
#include "run/structure_tables.hpp"

namespace qingliu::run {

DamsInRun::DamsInRun(World& world)
    : world_(world),
      reservoirs_(world.network, world.land.grains, world.reservoirs),
      check_dams_(world.network, world.land.grains, world.dams),
      reservoir_series_(reservoir_series_columns(world)),
      structure_series_(structure_series_columns(world)) {
  for (const Reservoir& reservoir : world.reservoirs) pool_water_.push_back({reservoir.segment});
  for (const CheckDam& dam : world.dams) dam_water_.push_back({dam.segment});
}

void DamsInRun::advance(double dt, double now, stream::StreamProcess& streams) {
  begin_water();
  reservoirs_.advance(dt, now, world_.streams, world_.pools);
  check_dams_.advance(dt, now, world_.streams, world_.dam_states);
  let_pools_down(dt, now, world_);
  end_water();
  const auto note = [&](int segment, const auto& out) {
    if (world_.network.segments[segment].dam) streams.note_passed(segment, out.water, out.classes);
  };
  for (std::size_t r = 0; r < world_.reservoirs.size(); ++r)
    note(world_.reservoirs[r].segment, reservoirs_.outflows()[r]);
  for (std::size_t d = 0; d < world_.dams.size(); ++d)
    note(world_.dams[d].segment, check_dams_.outflows()[d]);
  carry_out_dated(now, streams);
}

void DamsInRun::begin_water() {
  for (std::size_t r = 0; r < pool_water_.size(); ++r) {
    pool_water_[r].came = -world_.pools[r].books[inflow].value();
    pool_water_[r].lost = -world_.pools[r].books[seeped].value();
    pool_water_[r].held = world_.pools[r].water;
  }
  for (std::size_t d = 0; d < dam_water_.size(); ++d) {
    dam_water_[d].came = -world_.dam_states[d].books[CheckDam::entered].value();
    dam_water_[d].held = world_.dam_states[d].water;
  }
}

void DamsInRun::end_water() {
  const auto standing = [&](int segment) { return world_.network.segments[segment].dam; };
  for (std::size_t r = 0; r < pool_water_.size(); ++r) {
    const Reservoir& reservoir = world_.reservoirs[r];
    const ReservoirState& pool = world_.pools[r];
    quality::DamWater& water = pool_water_[r];
    water.out = standing(water.segment) ? reservoirs_.outflows()[r].water : water.held - pool.water;
    water.held = pool.water;
    water.came += pool.books[inflow].value();
    water.lost += pool.books[seeped].value();
    water.area = reservoir.area_of(pool.water, pool.deposit_volume(reservoir));
  }
  for (std::size_t d = 0; d < dam_water_.size(); ++d) {
    const CheckDam& dam = world_.dams[d];
    const CheckDamState& state = world_.dam_states[d];
    quality::DamWater& water = dam_water_[d];
    water.out = standing(water.segment) ? check_dams_.outflows()[d].water : water.held - state.water;
    water.held = state.water;
    water.came += state.books[CheckDam::entered].value();
    water.area = dam.wedge.open_area(state.water, state.filled(dam));
  }
}

void DamsInRun::carry_out_dated(double now, stream::StreamProcess& streams) {
  if (!carry_out_works(now, world_)) return;
  for (std::size_t r = 0; r < pool_water_.size(); ++r) pool_water_[r].held = world_.pools[r].water;
  for (std::size_t d = 0; d < dam_water_.size(); ++d) dam_water_[d].held = world_.dam_states[d].water;
  streams.take_bed(world_.streams);
  update_dredging_costs(world_);
}

void DamsInRun::close_interval(double now) {
  add_reservoir_rows(now, world_, reservoir_series_);
  add_structure_rows(now, world_, structure_series_);
}

std::vector<io::Table> DamsInRun::tables(double time) const {
  std::vector<io::Table> tables;
  if (!world_.pools.empty())
    tables = {reservoir_table(world_, time), reservoir_series_, reservoir_curves(world_)};
  if (!world_.dams.empty()) {
    tables.push_back(structure_table(world_));
    tables.push_back(structure_series_);
  }
  return tables;
}

void DamsInRun::save(io::Checkpoint& checkpoint) const {
  save_reservoirs(world_, reservoir_series_, checkpoint);
  save_structures(world_, structure_series_, checkpoint);
  save_dated_works(world_, checkpoint);
}

void DamsInRun::restore(const io::Checkpoint& checkpoint) {
  restore_reservoirs(checkpoint, world_, reservoir_series_);
  restore_structures(checkpoint, world_, structure_series_);
  restore_dated_works(checkpoint, checkpoint.numbers.at("clock")[0], world_);
  update_dredging_costs(world_);
}

double depth_at_dam(const World& world, int segment) {
  for (std::size_t r = 0; r < world.reservoirs.size(); ++r) {
    const Reservoir& reservoir = world.reservoirs[r];
    if (reservoir.segment == segment) return world.pools[r].level(reservoir) - reservoir.curve.bottom();
  }
  for (std::size_t d = 0; d < world.dams.size(); ++d) {
    if (world.dams[d].segment == segment) return world.dam_states[d].depth(world.dams[d]);
  }
  return std::nan("");
}

int segment_of_dam(const World& world, const std::string& name) {
  const auto reservoir = std::ranges::find(world.reservoirs, name, &Reservoir::name);
  if (reservoir != world.reservoirs.end()) return reservoir->segment;
  const auto dam = std::ranges::find(world.dams, name, &CheckDam::name);
  if (dam != world.dams.end()) return dam->segment;
  const auto sill = std::ranges::find(world.sills, name, &World::NamedSill::name);
  return sill != world.sills.end() ? sill->segment : -1;
}

}  // namespace qingliu::run
