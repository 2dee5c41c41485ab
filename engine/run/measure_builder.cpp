#include "run/measure_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "run/measure_costs.hpp"
#include "run/measure_places.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// One measure upon the cover classes that there are: each splits by the share of its cells that is treated.
void split_covers(const Measure& m, const std::vector<int>& steps, const Site& site, BuiltLand& land) {
  std::map<std::pair<int, int>, int> index;
  std::vector<Landuse> covers;
  site.for_each_cell([&](int, int, std::size_t cell) {
    int& cover = land.landuse_of_cell[cell];
    const auto [place, added] = index.try_emplace({cover, steps[cell]}, static_cast<int>(covers.size()));
    if (added) {
      const Landuse& before = land.landuses[cover];
      const double share = m.strip_share * steps[cell] / share_steps;
      covers.push_back(share > 0.0 ? measures::mixed(before, measures::treated(before, m), share) : before);
    }
    cover = place->second;
  });
  land.landuses = std::move(covers);
}

/// Stores of the measures that stand, row by row; those of one cell in the order of the scenario.
std::vector<PlacedStore> stores_of(const std::vector<Measure>& all,
                                   const std::vector<std::vector<int>>& steps, const Site& site) {
  std::vector<PlacedStore> stores;
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (!all[k].stands || !all[k].earthwork() || steps[k][cell] == 0) continue;
      stores.push_back({i, j, static_cast<int>(k), static_cast<double>(steps[k][cell]) / share_steps,
                        measures::store_of(all[k], site.slope(i, j))});
    }
  });
  return stores;
}

}  // namespace

PlacedMeasures place_measures(const scenario::Scenario& s, const Grid& grid, const BuiltTerrain& terrain,
                              const Window& window, BuiltLand& land, LayerDesk desk) {
  PlacedMeasures placed;
  if (s.measures.empty()) return placed;
  measures::Reviewed reviewed = measures::review(s, measures::shipped_catalogue());
  for (const Finding& error : reviewed.errors) desk.findings.error(error.place, error.message);
  placed.doubts = std::move(reviewed.warnings);
  if (land.landuse_of_cell.empty()) return placed;
  const Site site(grid, terrain, window, land);
  const io::TargetGrid target = target_of(grid, s);
  const std::size_t cells = land.landuse_of_cell.size();
  std::vector<std::vector<int>> steps;
  for (const Measure& m : reviewed.measures) steps.push_back(steps_of(m, site, target, desk));
  find_conflicts(reviewed.measures, steps, site, desk.findings);
  if (!desk.findings.empty()) return placed;
  describe_measures(reviewed.measures, steps, site, placed);
  placed.stores = stores_of(reviewed.measures, steps, site);
  placed.share.assign(cells, 0.0);
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (!reviewed.measures[k].stands) continue;
    split_covers(reviewed.measures[k], steps[k], site, land);
    for (std::size_t c = 0; c < cells; ++c)
      placed.share[c] = std::max(placed.share[c], static_cast<double>(steps[k][c]) / share_steps);
  }
  return placed;
}

void build_slope_works(const std::vector<PlacedStore>& stores, World& world) {
  const infiltration::HorizonTable& soils = world.land.horizons;
  for (const PlacedStore& placed : stores) {
    SlopeStore store;
    store.cell = world.grid.index(placed.i, placed.j);
    store.measure = placed.measure;
    store.capacity = placed.share * placed.shape.capacity;
    store.caught_per_way = placed.share / placed.shape.catch_length;
    if (world.land.infiltration) {
      auto row = static_cast<std::size_t>(world.state.front[store.cell]);
      store.seepage = placed.share * placed.shape.wet_share * soils.conductivity[row];
      while (soils.next[row] != infiltration::no_horizon) row = static_cast<std::size_t>(soils.next[row]);
      store.soil_room = soils.filled_at_bottom[row];
    }
    world.works.stores.push_back(store);
  }
  world.works_state = SlopeWorksState(world.works, world.state.classes());
}

}  // namespace qingliu::run
