#include <cmath>

#include "core/sum.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {

PitReport fill_pits(Surface& surface, double epsilon, bool over_faces) {
  const Neighbours neighbours = over_faces ? Neighbours::four : Neighbours::eight;
  Flood flood = priority_flood(surface, neighbours, Climb::over_spill_levels, epsilon);
  PitReport report;
  Sum filled;
  for (const std::uint32_t cell : flood.order) {
    const double rise = flood.level[cell] - surface.elevation[cell];
    if (rise <= 0.0) continue;
    ++report.cells_raised;
    filled.add(rise);
  }
  surface.elevation = std::move(flood.level);
  report.volume_filled = filled.value() * surface.cell_size * surface.cell_size;
  return report;
}

namespace {

bool has_lower_neighbour(const Surface& surface, std::size_t cell) {
  bool lower = false;
  for_neighbours(surface, cell, Neighbours::four, [&](std::size_t other, int) {
    lower = lower || surface.elevation[other] < surface.elevation[cell];
  });
  return lower;
}

}  // namespace

PitReport breach_pits(Surface& surface, double epsilon) {
  const Flood flood = priority_flood(surface, Neighbours::four, Climb::over_the_bed);
  std::vector<std::uint8_t> needs_path(surface.elevation.size(), 0);
  for (const std::uint32_t cell : flood.order) {
    needs_path[cell] = flood.parent[cell] >= 0 && !has_lower_neighbour(surface, cell);
  }
  PitReport report;
  Sum cut;
  for (auto it = flood.order.rbegin(); it != flood.order.rend();
       ++it) {  // far cells first: one pass suffices
    const std::int64_t parent = flood.parent[*it];
    if (!needs_path[*it] || parent < 0) continue;
    const double wanted = surface.elevation[*it] - epsilon;
    const double excess = surface.elevation[parent] - wanted;
    if (excess <= 0.0) continue;
    surface.elevation[parent] = wanted;
    needs_path[parent] = 2;
    cut.add(excess);
  }
  for (const std::uint8_t need : needs_path) report.cells_lowered += need == 2;
  report.volume_cut = cut.value() * surface.cell_size * surface.cell_size;
  return report;
}

}  // namespace qingliu::terrain
