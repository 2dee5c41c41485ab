#include "run/cover_stages.hpp"

#include "run/world.hpp"

namespace qingliu::run {
namespace {

constexpr double same_moment = 1e-6;  ///< [s] by which a step may end before its event

/// f(cell of the grid, place among nx*ny) for every cell of the watershed.
template <class F>
void for_each_cell(const Grid& grid, F f) {
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (grid.active(i, j)) f(grid.index(i, j), static_cast<std::size_t>(j) * grid.nx() + i);
    }
  }
}

/// Friction that does not depend on the depth is a field with n^2 in it.
void take_friction(const std::vector<double>& n_before, World& world) {
  surface::LandDescription& land = world.land;
  if (land.friction_depends_on_depth) return;
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t) {
    const double before = n_before[land.cover[cell]], now = land.n_film[land.cover[cell]];
    if (now != before) land.friction[cell] *= (now / before) * (now / before);
  });
}

/// What a store lets seep goes with the conductivity of its ground.
void take_seepage(const std::vector<std::int32_t>& before, const std::vector<std::int32_t>& now,
                  World& world) {
  const infiltration::HorizonTable& soils = world.land.horizons;
  std::vector<double> ratio(before.size(), 1.0);
  for (std::size_t c = 0; c < before.size(); ++c) {
    const double was = soils.conductivity[soils.entry[before[c]]];
    if (was > 0.0) ratio[c] = soils.conductivity[soils.entry[now[c]]] / was;
  }
  const auto stride = static_cast<std::size_t>(world.grid.stride());
  for (SlopeStore& store : world.works.stores) {
    const std::size_t j = store.cell / stride - Grid::pad_y, i = store.cell % stride - Grid::pad_x;
    store.seepage *= ratio[j * world.grid.nx() + i];
  }
}

/// A front stays in its horizon, in another column of the table.
void move_fronts(const std::vector<std::int32_t>& before, const std::vector<std::int32_t>& now,
                 World& world) {
  const std::vector<std::int32_t>& begin = world.land.horizons.begin;
  const bool by_column = world.land.intake.law != infiltration::Law::green_ampt;
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t place) {
    const std::int32_t from = before[place], to = now[place];
    if (from != to) world.state.front[cell] += by_column ? to - from : begin[to] - begin[from];
  });
}

/// f(columns before, columns now) for each stage that has begun before `end` [s].
template <class F>
void take_until(double end, World& world, F f) {
  CoverStages& stages = world.cover_stages;
  for (; stages.taken < stages.later.size() && stages.later[stages.taken].at < end; ++stages.taken) {
    const CoverStage& stage = stages.later[stages.taken];
    const std::vector<double> n_before = world.land.n_film;
    set_cover_tables(stage.landuses, world.land);
    take_friction(n_before, world);
    if (!world.land.infiltration) continue;
    take_seepage(stages.columns, stage.columns, world);
    f(stages.columns, stage.columns);
    stages.columns = stage.columns;
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

void take_cover_stages(double now, World& world) {
  take_until(now + same_moment, world,
             [&](const auto& before, const auto& columns) { move_fronts(before, columns, world); });
}

void restore_cover_stages(double now, World& world) {
  take_until(now - same_moment, world, [](const auto&, const auto&) {});
}

}  // namespace qingliu::run
