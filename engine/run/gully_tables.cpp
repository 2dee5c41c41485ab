#include "run/gully_tables.hpp"

#include <algorithm>
#include <cmath>

#include "process/gully/wall_laws.hpp"

namespace qingliu::run {
namespace {

struct Centre {
  double x, y;
};
Centre centre_of(const Grid& grid, std::size_t cell) {
  const auto stride = static_cast<std::size_t>(grid.stride());
  return {grid.x_centre(static_cast<int>(cell % stride) - Grid::pad_x),
          grid.y_centre(static_cast<int>(cell / stride) - Grid::pad_y)};
}

/// A wall as it stands now.
struct Now {
  double height, saturation, stands;
};
Now now_of(const World& world, const Wall& wall) {
  const CollapsingGully& gully = world.collapsing_gullies[wall.gully];
  const LandState& land = world.state;
  Now now{};
  now.height = std::max(0.0, wall.height - (land.bed[wall.foot] - wall.foot_bed));
  const double water = land.front_water.empty() ? land.infiltrated[wall.crest] : land.front_water[wall.crest];
  now.saturation =
      gully::wall_saturation(gully.first_saturation, water, gully.fillable, std::max(now.height, 0.1));
  const BankStrength soil = gully::strength_at(gully.soil, now.saturation);
  const double height = std::max(now.height, 0.1);
  const double run = std::max(0.0, (wall.top - wall.toe) * (height / wall.height));
  now.stands = gully::standing_height(soil, height, run, gully.crack);
  if (now.stands > 1e3) now.stands = std::nan("");
  return now;
}

}  // namespace

io::Table collapse_table(const World& world) {
  io::Table table;
  table.name = "collapsing_gullies";
  table.columns = {"gully",        "walls",   "length_m", "highest_m", "highest_saturation",
                   "first_fall_s", "lost_m2", "gave_m3",  "gave_kg",   "by_flow_kg"};
  for (const std::string& name : world.class_names) table.columns.push_back("gave_" + name + "_kg");
  const CollapseState& c = world.collapse;
  for (std::size_t g = 0; g < world.collapsing_gullies.size(); ++g) {
    const CollapsingGully& gully = world.collapsing_gullies[g];
    double walls = 0.0, length = 0.0, highest = 0.0, saturation = 0.0;
    for (const Wall& wall : c.walls) {
      if (wall.gully != static_cast<int>(g) || wall.gone >= 1.0) continue;
      const Now now = now_of(world, wall);
      walls += 1.0;
      length += wall.length;
      highest = std::max(highest, now.height);
      saturation = std::max(saturation, now.saturation);
    }
    const double gave = c.given[g].value();
    std::vector<double> row{walls,
                            length,
                            highest,
                            saturation,
                            c.first_fall[g] >= 0.0 ? c.first_fall[g] : std::nan(""),
                            c.retreat[g],
                            gave / gully.density,
                            gave,
                            c.undercut[g]};
    for (const double fraction : gully.fraction) row.push_back(gave * fraction);
    table.text.push_back({gully.name});
    table.rows.push_back(std::move(row));
  }
  return table;
}

io::Table wall_table(const World& world) {
  io::Table table;
  table.name = "walls";
  table.columns = {"gully",    "x_m",   "y_m",   "length_m", "height_at_start_m", "height_m", "saturation",
                   "stands_m", "toe_m", "top_m", "gone"};
  for (const Wall& wall : world.collapse.walls) {
    const Centre at = centre_of(world.grid, wall.crest);
    const Now now = now_of(world, wall);
    table.text.push_back({world.collapsing_gullies[wall.gully].name});
    table.rows.push_back({at.x, at.y, wall.length, wall.height, now.height, now.saturation, now.stands,
                          wall.toe, wall.top, wall.gone});
  }
  return table;
}

io::Table gully_table(const World& world) {
  io::Table table;
  table.name = "gullies";
  table.columns = {"gully",    "head_x_m",           "head_y_m", "length_m",   "head_went_m", "deepest_m",
                   "widest_m", "head_peak_m3_per_s", "cut_kg",   "widened_kg", "head_kg",     "gave_kg"};
  for (const std::string& name : world.class_names) table.columns.push_back("gave_" + name + "_kg");
  for (std::size_t g = 0; g < world.gullies.size(); ++g) {
    const Gully& gully = world.gullies[g];
    const GullyState& state = world.gully_states[g];
    double from = 0.0, deepest = 0.0, widest = 0.0;
    std::size_t head = gully.cells.front();
    for (std::size_t n = 0; n < gully.cells.size(); ++n) {
      if (from < state.head) head = gully.cells[n];
      from += gully.lengths[n];
      deepest = std::max(deepest, state.depth[n]);
      if (state.depth[n] > 0.0) widest = std::max(widest, state.area[n] / state.depth[n]);
    }
    const double cut = state.cut.value(), widened = state.widened.value(), fell = state.headcut.value();
    const Centre at = centre_of(world.grid, head);
    std::vector<double> row{
        at.x, at.y,    state.head, state.head - gully.first_head, deepest, widest, state.peak,
        cut,  widened, fell,       (cut + widened) + fell};
    for (const double fraction : gully.fraction) row.push_back(((cut + widened) + fell) * fraction);
    table.text.push_back({gully.name});
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<io::Table> gully_tables(const World& world) {
  std::vector<io::Table> tables;
  if (!world.collapsing_gullies.empty()) tables = {collapse_table(world), wall_table(world)};
  if (!world.gullies.empty()) tables.push_back(gully_table(world));
  return tables;
}

}  // namespace qingliu::run
