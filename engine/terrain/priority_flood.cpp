#include "terrain/priority_flood.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace qingliu::terrain {

namespace {

struct Front {
  double level;
  double bed;
  std::uint32_t found;
  std::uint32_t cell;
};

struct Later {
  bool operator()(const Front& a, const Front& b) const {
    if (a.level != b.level) return a.level > b.level;
    if (a.bed != b.bed) return a.bed > b.bed;
    return a.found > b.found;
  }
};

bool on_rim(const Surface& surface, std::size_t cell, Neighbours neighbours) {
  int found = 0;
  for_neighbours(surface, cell, neighbours, [&](std::size_t, int) { ++found; });
  return found < static_cast<int>(neighbours);
}

}  // namespace

Flood priority_flood(const Surface& surface, Neighbours neighbours, Climb climb, double epsilon) {
  const std::size_t n = surface.elevation.size();
  Flood flood;
  flood.order.reserve(n);
  flood.parent.assign(n, -1);
  flood.level = surface.elevation;
  std::vector<std::uint8_t> reached(n, 0);
  std::vector<Front> storage;
  storage.reserve(n);
  std::priority_queue<Front, std::vector<Front>, Later> front(Later{}, std::move(storage));
  std::uint32_t found = 0;
  for (std::size_t cell = 0; cell < n; ++cell) {
    const double bed = surface.elevation[cell];
    if (std::isnan(bed) || !on_rim(surface, cell, neighbours)) continue;
    reached[cell] = 1;
    front.push({bed, bed, found++, static_cast<std::uint32_t>(cell)});
  }
  while (!front.empty()) {
    const Front here = front.top();
    front.pop();
    flood.order.push_back(here.cell);
    for_neighbours(surface, here.cell, neighbours, [&](std::size_t other, int) {
      if (reached[other]) return;
      reached[other] = 1;
      const double bed = surface.elevation[other];
      const double level = climb == Climb::over_spill_levels ? std::max(bed, here.level + epsilon) : bed;
      flood.parent[other] = here.cell;
      flood.level[other] = level;
      front.push({level, bed, found++, static_cast<std::uint32_t>(other)});
    });
  }
  return flood;
}

std::vector<std::int64_t> steepest_receivers(const Surface& surface, const Flood& flood,
                                             Neighbours neighbours) {
  std::vector<std::int64_t> receivers(surface.elevation.size(), -1);
  for (const std::uint32_t cell : flood.order) {
    double steepest = 0.0;
    std::int64_t receiver = flood.parent[cell];
    for_neighbours(surface, cell, neighbours, [&](std::size_t other, int k) {
      const double fall = (flood.level[cell] - flood.level[other]) / step_length[k];
      if (fall > steepest) {
        steepest = fall;
        receiver = static_cast<std::int64_t>(other);
      }
    });
    receivers[cell] = receiver;
  }
  return receivers;
}

}  // namespace qingliu::terrain
