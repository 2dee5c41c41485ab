#include "process/gully/find_walls.hpp"

#include <algorithm>
#include <cmath>

#include "model/land_state.hpp"

namespace qingliu::gully {
namespace {

constexpr std::size_t most_cells = 64;  ///< of one wall, from crest to foot

bool inside(const Field<double>& bed, std::size_t cell) { return std::fabs(bed[cell]) < outside_elevation; }

/// Of the floor's cells across the faces of a cell, the lowest.
std::optional<std::size_t> lowest_floor(const Grid& grid, int number, const FloorField& floors,
                                        const Field<double>& bed, std::size_t cell) {
  std::optional<std::size_t> lowest;
  for (const std::ptrdiff_t step : face_steps(grid)) {
    const std::size_t other = cell + step;
    if (floors[other] != number || bed[other] >= bed[cell]) continue;
    if (!lowest || bed[other] < bed[*lowest]) lowest = other;
  }
  return lowest;
}

struct Direction {
  double x, y;
};

/// From the middle of the ground around a face to the middle of the floor there, within three and a half
/// cells: across a straight rim, whichever way it runs, and also where the watershed ends.
Direction towards_floor(const Grid& grid, int number, const FloorField& floors, const Field<double>& bed,
                        std::size_t cell, Direction face) {
  constexpr double radius = 3.5;
  double count[2] = {0.0, 0.0}, x[2] = {0.0, 0.0}, y[2] = {0.0, 0.0};
  for (int b = -4; b <= 4; ++b) {
    for (int a = -4; a <= 4; ++a) {
      const double dx = a - 0.5 * face.x, dy = b - 0.5 * face.y;
      const std::size_t other = cell + b * grid.stride() + a;
      if (dx * dx + dy * dy > radius * radius || !inside(bed, other)) continue;
      const int on = floors[other] == number ? 1 : 0;
      count[on] += 1.0;
      x[on] += dx;
      y[on] += dy;
    }
  }
  return {x[1] / count[1] - x[0] / count[0], y[1] / count[1] - y[0] / count[0]};
}

}  // namespace

std::array<std::ptrdiff_t, 4> face_steps(const Grid& grid) { return {-grid.stride(), -1, 1, grid.stride()}; }

std::optional<Wall> wall_at(const Grid& grid, const CollapsingGully& gully, int number,
                            const FloorField& floors, const Field<double>& bed, std::size_t cell,
                            double height) {
  if (floors[cell] >= 0 || !inside(bed, cell)) return {};
  std::optional<std::size_t> below = lowest_floor(grid, number, floors, bed, cell);
  if (!below) return {};
  Wall wall;
  wall.gully = number;
  wall.crest = cell;
  wall.cells = {cell};
  wall.drops = {height > 0.0 ? height : bed[cell] - bed[*below]};
  wall.foot = *below;
  const double steep = gully.steep * grid.cell_size();
  if (height == 0.0 && wall.drops[0] < steep) return {};
  while (height == 0.0 && wall.cells.size() < most_cells) {
    below = lowest_floor(grid, number, floors, bed, wall.foot);
    if (!below || bed[wall.foot] - bed[*below] < steep) break;
    wall.cells.push_back(wall.foot);
    wall.drops.push_back(bed[wall.foot] - bed[*below]);
    wall.foot = *below;
  }
  for (const double drop : wall.drops) wall.height += drop;
  if (wall.height < gully.least_height) return {};
  wall.foot_bed = bed[wall.foot];
  wall.length = wall_length(grid, number, floors, bed, cell);
  return wall;
}

double wall_length(const Grid& grid, int number, const FloorField& floors, const Field<double>& bed,
                   std::size_t cell) {
  double length = 0.0;
  for (const std::ptrdiff_t across : face_steps(grid)) {
    if (floors[cell + across] != number) continue;
    const Direction face = across == 1    ? Direction{1.0, 0.0}
                           : across == -1 ? Direction{-1.0, 0.0}
                                          : Direction{0.0, across > 0 ? 1.0 : -1.0};
    const Direction towards = towards_floor(grid, number, floors, bed, cell, face);
    const double across_face = face.x * towards.x + face.y * towards.y;
    length += std::max(0.1, across_face / std::sqrt(towards.x * towards.x + towards.y * towards.y));
  }
  return length * grid.cell_size();
}

FloorField floors_of(const Grid& grid, const std::vector<CollapsingGully>& gullies) {
  FloorField floors(grid, -1);
  for (std::size_t g = 0; g < gullies.size(); ++g) {
    for (const std::size_t cell : gullies[g].floor) floors[cell] = static_cast<std::int32_t>(g);
  }
  return floors;
}

std::vector<Wall> walls_of(const Grid& grid, const std::vector<CollapsingGully>& gullies,
                           const FloorField& floors, const Field<double>& bed) {
  std::vector<Wall> walls;
  for (std::size_t g = 0; g < gullies.size(); ++g) {
    std::vector<std::size_t> beside;
    for (const std::size_t cell : gullies[g].floor) {
      for (const std::ptrdiff_t step : face_steps(grid)) beside.push_back(cell + step);
    }
    std::ranges::sort(beside);
    beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
    for (const std::size_t cell : beside) {
      if (auto wall = wall_at(grid, gullies[g], static_cast<int>(g), floors, bed, cell, gullies[g].height))
        walls.push_back(std::move(*wall));
    }
  }
  return walls;
}

}  // namespace qingliu::gully
