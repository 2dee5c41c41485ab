#include "process/gully/collapse_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/gully/wall_laws.hpp"

namespace qingliu::gully {
namespace {

constexpr double least_height = 0.1;  ///< [m] above the colluvium: less does not fall

}  // namespace

CollapseProcess::CollapseProcess(const Grid& grid, const std::vector<CollapsingGully>& gullies,
                                 GullyLand land, const LandState& state, CollapseState& collapse)
    : grid_(grid),
      gullies_(gullies),
      properties_(land),
      floors_(floors_of(grid, gullies)),
      talus_(grid, land.deposit_inverse_density) {
  collapse.walls = walls_of(grid, gullies, floors_, state.bed);
  for (Wall& wall : collapse.walls) wall.top = gullies[wall.gully].face_cotangent * wall.height;
  collapse.grown.assign(gullies.size(), {});
  collapse.given.assign(gullies.size(), Sum());
  collapse.undercut.assign(gullies.size(), 0.0);
  collapse.retreat.assign(gullies.size(), 0.0);
  collapse.first_fall.assign(gullies.size(), -1.0);
}

void CollapseProcess::take_floors(const CollapseState& collapse) {
  floors_ = floors_of(grid_, gullies_);
  for (std::size_t g = 0; g < collapse.grown.size(); ++g) {
    for (const std::size_t cell : collapse.grown[g]) floors_[cell] = static_cast<std::int32_t>(g);
  }
}

void CollapseProcess::set_reach(const Reach& reach) {
  reach_ = reach;
  talus_.set_reach(reach);
}

void CollapseProcess::advance(double dt, double now, LandState& land, CollapseState& collapse) {
  falling_.assign(collapse.walls.size(), {});
  for (std::size_t n = 0; n < falling_.size(); ++n)
    falling_[n] = advance_wall(collapse.walls[n], dt, land, collapse);
  for (std::size_t n = 0; n < falling_.size(); ++n) {
    if (falling_[n].volume > 0.0) fall(n, falling_[n], now, land, collapse);
  }
  if (properties_.bed_feedback && !talus_.touched().empty()) talus_.settle(properties_.repose, land);
}

/// [m] that the crest has taken in since the start, as far as it is still there.
double CollapseProcess::water_taken(const LandState& land, std::size_t crest) const {
  return land.front_water.empty() ? land.infiltrated[crest] : land.front_water[crest];
}

/// All walls are asked before any falls, so that none depends on which comes first.
CollapseProcess::Falling CollapseProcess::advance_wall(Wall& wall, double dt, LandState& land,
                                                       CollapseState& collapse) {
  if (wall.gone >= 1.0) return {};  // the floor has passed it
  const CollapsingGully& gully = gullies_[wall.gully];
  const double height = wall.height - (land.bed[wall.foot] - wall.foot_bed);
  if (height < least_height) return {};
  undercut(wall, dt, height, land, collapse);
  const BankStrength soil = strength_at(
      gully.soil,
      wall_saturation(gully.first_saturation, water_taken(land, wall.crest), gully.fillable, height));
  const double run = (wall.top - wall.toe) * (height / wall.height);
  double area = 0.0;  // [m2] that comes down
  if (-run > largest_overhang(soil)) {
    wall.top -= run;
    area = wall.owed - 0.5 * height * run;
  } else if (height > standing_height(soil, height, std::max(0.0, run), gully.crack)) {
    const Slide slide = slide_of(soil, height, std::max(0.0, run), gully.crack);
    wall.top += slide.run - std::max(0.0, run);
    area = wall.owed + slide.area;
  }
  if (area > 0.0) wall.owed = 0.0;
  const std::size_t below = wall.cells.size() > 1 ? wall.cells[1] : wall.foot;
  return {area * wall.length, height, static_cast<std::ptrdiff_t>(wall.crest - below)};
}

/// The flow takes what it covers at once; the face leans no farther over than what is gone allows.
void CollapseProcess::undercut(Wall& wall, double dt, double height, LandState& land,
                               CollapseState& collapse) {
  const CollapsingGully& gully = gullies_[wall.gully];
  const double shear = shear_on(properties_, land, wall.foot);
  const double back = dt * bank_retreat(gully.erodibility, shear, gully.critical_shear);
  if (!(back > 0.0)) return;
  const double taken = back * std::min<double>(land.depth[wall.foot], height);
  wall.toe += back;
  wall.owed += 0.5 * height * back - taken;
  if (wall.owed < 0.0) {
    wall.top -= 2.0 * wall.owed / height;
    wall.owed = 0.0;
  }
  lower(wall, taken * wall.length, height, land);
  give(wall, taken * wall.length, land, collapse);
  collapse.undercut[wall.gully] += taken * wall.length * gully.density;
}

/// Beyond the crest's own cell the next one behind gives.
void CollapseProcess::fall(std::size_t n, Falling falling, double now, LandState& land,
                           CollapseState& collapse) {
  Wall& wall = collapse.walls[n];
  const double whole = falling.height * grid_.cell_area();  // [m3] when the crest's cell is gone
  const double here = std::min(falling.volume, (1.0 - wall.gone) * whole);
  wall.gone = here < falling.volume ? 1.0 : wall.gone + here / whole;
  lower(wall, here, falling.height, land);
  const Wall fallen = wall;  // walls may come to stand behind it, elsewhere in memory
  collapse.retreat[wall.gully] += here / falling.height;
  double& first = collapse.first_fall[wall.gully];
  if (first < 0.0) first = now;
  if (fallen.gone >= 1.0) move_back(n, falling.height, land, collapse);
  give(fallen, here, land, collapse);
  if (fallen.gone < 1.0) return;
  falling.volume -= here;
  if (!(falling.volume > 0.0)) return;
  std::size_t behind = fallen.crest + falling.back;
  while (floors_[behind] == fallen.gully) behind += falling.back;  // that others have passed
  const auto there = [&](const Wall& other) { return other.crest == behind && other.gone < 1.0; };
  const auto next = std::ranges::find_if(collapse.walls, there);
  if (next != collapse.walls.end())
    fall(static_cast<std::size_t>(next - collapse.walls.begin()), falling, now, land, collapse);
}

/// The ground goes down from the crest, as far as the face stands above the colluvium.
void CollapseProcess::lower(const Wall& wall, double volume, double height, LandState& land) {
  double left = height;
  for (std::size_t s = 0; s < wall.cells.size() && left > 0.0; ++s) {
    const bool last = s + 1 == wall.cells.size();
    const double part = last ? left : std::min(left, wall.drops[s]);
    const double depth = volume * (part / height) / grid_.cell_area();
    land.fallen[wall.cells[s]] += depth;
    if (properties_.bed_feedback) {
      land.initial_bed[wall.cells[s]] -= depth;
      land.bed[wall.cells[s]] -= depth;
      talus_.touch(wall.cells[s]);
    }
    left -= part;
  }
}

/// Debris fills the lower one of scar and foot first, then both: no hollow is left behind it.
double CollapseProcess::share_of_foot(const Wall& wall, double thickness, const LandState& land) const {
  if (!properties_.bed_feedback) return 1.0;
  const double crest_above = land.bed[wall.crest] - land.bed[wall.foot];
  const double uneven = std::clamp(crest_above, -thickness, thickness);
  return 0.5 * (1.0 + uneven / thickness);
}

/// volume [m3] of the wall becomes colluvium.
void CollapseProcess::give(const Wall& wall, double volume, LandState& land, CollapseState& collapse) {
  if (!(volume > 0.0)) return;
  const CollapsingGully& gully = gullies_[wall.gully];
  const double mass = volume * gully.density / grid_.cell_area();
  collapse.given[wall.gully].add(volume * gully.density);
  double thickness = 0.0;
  for (int k = 0; k < land.classes(); ++k)
    thickness += mass * gully.fraction[k] * properties_.deposit_inverse_density[k];
  const double at_foot = share_of_foot(wall, thickness, land);
  for (int k = 0; k < land.classes(); ++k) {
    land.gullied[k][wall.crest] += mass * gully.fraction[k];
    lay(wall.foot, k, mass * gully.fraction[k] * at_foot, land);
    lay(wall.crest, k, mass * gully.fraction[k] * (1.0 - at_foot), land);
  }
  if (!properties_.bed_feedback) return;
  talus_.touch(wall.foot);
  talus_.touch(wall.crest);
}

/// mass [kg m-2] of class k comes to lie in a cell.
void CollapseProcess::lay(std::size_t cell, int k, double mass, LandState& land) const {
  land.deposited[k][cell] += mass;
  if (properties_.bed_feedback) land.bed[cell] += mass * properties_.deposit_inverse_density[k];
}

/// The crest's cell joins the floor, and walls stand in the cells beside it.
void CollapseProcess::move_back(std::size_t n, double height, const LandState& land,
                                CollapseState& collapse) {
  const Wall wall = collapse.walls[n];
  const int number = wall.gully;
  const CollapsingGully& gully = gullies_[number];
  floors_[wall.crest] = number;
  collapse.grown[number].push_back(wall.crest);
  talus_.touch(wall.crest);
  if (reach_) reach_(wall.crest);
  for (const std::ptrdiff_t step : face_steps(grid_)) {
    const std::size_t cell = wall.crest + step;
    const auto there = [&](const Wall& other) { return other.gully == number && other.crest == cell; };
    const auto known = std::ranges::find_if(collapse.walls, there);
    if (known != collapse.walls.end()) {
      known->length = wall_length(grid_, number, floors_, land.bed, cell);
      continue;
    }
    auto next = wall_at(grid_, gully, number, floors_, land.bed, cell, gully.height > 0.0 ? height : 0.0);
    if (!next) continue;
    next->top = (wall.top - wall.toe) * (next->height / wall.height);
    collapse.walls.push_back(std::move(*next));
  }
}

}  // namespace qingliu::gully
