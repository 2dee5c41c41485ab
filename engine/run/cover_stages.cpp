#include "run/cover_stages.hpp"

#include "core/moments.hpp"
#include "run/cell_tally.hpp"
#include "run/world.hpp"

namespace qingliu::run {
namespace {

/// Friction that does not depend on the depth is a field with n^2 in it.
void take_friction(const std::vector<double>& n_before, World& world) {
  surface::LandDescription& land = world.land;
  if (land.friction_depends_on_depth) return;
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t) {
    const double before = n_before[land.cover[cell]], now = land.n_film[land.cover[cell]];
    if (now != before) land.friction[cell] *= (now / before) * (now / before);
  });
}

/// Fronts stay in their horizons, in other columns of the table; stores seep as the new ones let them.
void take_columns(const std::vector<std::int32_t>& columns, World& world) {
  const std::vector<std::int32_t>& begin = world.land.horizons.begin;
  const bool by_column = world.land.intake.law != infiltration::Law::green_ampt;
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t place) {
    const std::int32_t from = column_of_cell(cell, world), to = columns[place];
    if (from != to) world.state.front[cell] += by_column ? to - from : begin[to] - begin[from];
  });
  for (SlopeStore& store : world.works.stores)
    set_store_soil(column_of_cell(store.cell, world), world, store);
}

/// Each stage that has begun before `end` [s].
void take_until(double end, World& world) {
  CoverStages& stages = world.cover_stages;
  for (; stages.taken < stages.later.size() && stages.later[stages.taken].at < end; ++stages.taken) {
    const CoverStage& stage = stages.later[stages.taken];
    const std::vector<double> n_before = world.land.n_film;
    set_cover_tables(stage.landuses, world.land);
    take_friction(n_before, world);
    if (world.land.infiltration) take_columns(stage.columns, world);
  }
}

}  // namespace

void set_cover_tables(const std::vector<Landuse>& landuses, surface::LandDescription& land) {
  for (std::size_t k = 0; k < landuses.size(); ++k) {
    const Landuse& l = landuses[k];
    land.n_film[k] = l.manning_n;
    land.n_deep[k] = l.manning_n_deep;
    land.inverse_decay_depth[k] = 1.0 / l.manning_decay_depth;
    land.n_soil[k] = l.manning_n_soil;
    land.erodibility_factor[k] = l.erodibility_factor;
    land.critical_shear_added[k] = l.critical_shear_added;
    if (l.manning_n_deep != l.manning_n) land.friction_depends_on_depth = true;
  }
  land.derive();
}

std::int32_t column_of_cell(std::size_t cell, const World& world) {
  const std::int32_t front = world.state.front[cell];
  return world.land.intake.law == infiltration::Law::green_ampt ? world.land.horizons.column_of(front)
                                                                : front;
}

std::vector<std::int32_t> columns_until(double now, const World& world) {
  const CoverStage* last = nullptr;
  for (const CoverStage& stage : world.cover_stages.later)
    if (stage.at < now - same_moment) last = &stage;
  if (last) return last->columns;
  std::vector<std::int32_t> columns(static_cast<std::size_t>(world.grid.nx()) * world.grid.ny(), 0);
  for_each_cell(world.grid,
                [&](std::size_t cell, std::size_t place) { columns[place] = column_of_cell(cell, world); });
  return columns;
}

void set_store_soil(std::int32_t column, const World& world, SlopeStore& store) {
  const infiltration::HorizonTable& soils = world.land.horizons;
  store.seepage = store.wet_share * soils.conductivity[static_cast<std::size_t>(soils.entry[column])];
  store.soil_room = soils.capacity(column);
}

void take_cover_stages(double now, World& world) { take_until(now + same_moment, world); }

void restore_cover_stages(double now, World& world) { take_until(now - same_moment, world); }

}  // namespace qingliu::run
