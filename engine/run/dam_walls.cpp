#include "run/dam_walls.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "run/world.hpp"

namespace qingliu::run {
namespace {

/// [m] of walls and of overfalls: no water stands so high, no ground lies so low.
constexpr double above_all_water = 1e5, below_all_ground = -1e5;

/// What drains into the cell of a dam, over the ground and along the streams.
class Watershed {
 public:
  Watershed(const terrain::Surface& surface, const World& world)
      : world_(world), surface_(surface), receivers_(terrain::flow_receivers(surface)) {
    segment_of_.assign(receivers_.size(), -1);
    for (std::size_t s = 0; s < world.network.segments.size(); ++s)
      segment_of_[cell_of(world.network.segments[s].i, world.network.segments[s].j)] = static_cast<int>(s);
  }

  /// By the way of the water over the ground and along the streams; or over its faces, where the dam's cell
  /// is the lowest beside a cell that no stream drains.
  bool drains_into(int dam, int i, int j) const {
    const std::size_t goal = cell_of(world_.network.segments[dam].i, world_.network.segments[dam].j);
    if (segment_of_[cell_of(i, j)] < 0 && lowest_beside(i, j) == goal) return true;
    for (auto cell = static_cast<std::int64_t>(cell_of(i, j)); cell >= 0;
         cell = receivers_[static_cast<std::size_t>(cell)]) {
      if (static_cast<std::size_t>(cell) == goal) return true;
      const int segment = segment_of_[static_cast<std::size_t>(cell)];
      if (segment >= 0) return flows_into(segment, dam);
    }
    return false;
  }

 private:
  std::size_t lowest_beside(int i, int j) const {
    std::size_t lowest = cell_of(i, j);
    for (const auto& [di, dj] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      if (!world_.grid.active(i + di, j + dj)) continue;
      const std::size_t beside = cell_of(i + di, j + dj);
      if (surface_.elevation[beside] < surface_.elevation[lowest]) lowest = beside;
    }
    return lowest;
  }
  std::size_t cell_of(int i, int j) const { return static_cast<std::size_t>(j) * world_.grid.nx() + i; }
  bool flows_into(int segment, int dam) const {
    for (; segment >= 0; segment = world_.network.segments[segment].downstream)
      if (segment == dam) return true;
    return false;
  }

  const World& world_;
  const terrain::Surface& surface_;
  std::vector<std::int64_t> receivers_;
  std::vector<int> segment_of_;  ///< by cell of the surface, -1 none
};

/// A face and the cell beyond it, from cell (i, j).
struct Side {
  int di, dj;
  surface::Face face;
};

std::array<Side, 4> sides_of(int i, int j) {
  using Axis = surface::Face::Axis;
  return {{{-1, 0, {Axis::x, i, j}},
           {+1, 0, {Axis::x, i + 1, j}},
           {0, -1, {Axis::y, i, j}},
           {0, +1, {Axis::y, i, j + 1}}}};
}

}  // namespace

std::vector<DamWall> dam_walls(const terrain::Surface& surface, const World& world) {
  std::vector<DamWall> walls;
  for (const CheckDam& dam : world.dams) walls.push_back({dam.segment, {}});
  for (const Reservoir& reservoir : world.reservoirs) walls.push_back({reservoir.segment, {}});
  if (walls.empty()) return walls;
  const Watershed watershed(surface, world);
  for (DamWall& wall : walls) {
    const Segment& segment = world.network.segments[wall.segment];
    for (const Side& side : sides_of(segment.i, segment.j)) {
      const int i = segment.i + side.di, j = segment.j + side.dj;
      if (!world.grid.active(i, j)) continue;
      const bool drains = watershed.drains_into(wall.segment, i, j);
      wall.faces.push_back({side.face, drains ? below_all_ground : above_all_water});
    }
  }
  return walls;
}

std::vector<surface::Barrier> standing_barriers(const World& world) {
  std::vector<surface::Barrier> barriers = world.barriers;
  for (const DamWall& wall : world.dam_walls) {
    if (world.network.segments[wall.segment].dam)
      barriers.insert(barriers.end(), wall.faces.begin(), wall.faces.end());
  }
  return barriers;
}

}  // namespace qingliu::run
