#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {

std::vector<std::int64_t> flow_receivers(const Surface& surface) {
  const Flood flood = priority_flood(surface, Neighbours::eight, Climb::over_spill_levels);
  return steepest_receivers(surface, flood, Neighbours::eight);
}

std::vector<double> upstream_area(const Surface& surface, const std::vector<std::int64_t>& receivers) {
  const std::size_t n = surface.elevation.size();
  std::vector<std::uint32_t> donors(n, 0);
  std::vector<double> cells(n, 0.0);
  for (std::size_t cell = 0; cell < n; ++cell) {
    if (surface.elevation[cell] == surface.elevation[cell]) cells[cell] = 1.0;
    if (receivers[cell] >= 0) ++donors[receivers[cell]];
  }
  for (std::size_t head = 0; head < n; ++head) {
    if (donors[head] != 0) continue;
    donors[head] = static_cast<std::uint32_t>(-1);  // a head is walked from once
    std::int64_t receiver = receivers[head];
    double passed = cells[head];
    while (receiver >= 0) {
      cells[receiver] += passed;
      if (--donors[receiver] != 0) break;  // others still to come
      donors[receiver] = static_cast<std::uint32_t>(-1);
      passed = cells[receiver];
      receiver = receivers[receiver];
    }
  }
  const double cell_area = surface.cell_size * surface.cell_size;
  for (double& value : cells) value *= cell_area;
  return cells;
}

std::vector<std::uint8_t> watershed_above(const Surface& surface, const std::vector<std::int64_t>& receivers,
                                          std::size_t outlet) {
  constexpr std::uint8_t unknown = 2;
  const std::size_t n = surface.elevation.size();
  std::vector<std::uint8_t> inside(n, unknown);
  inside[outlet] = 1;
  std::vector<std::size_t> path;
  for (std::size_t start = 0; start < n; ++start) {
    path.clear();
    std::int64_t cell = static_cast<std::int64_t>(start);
    while (cell >= 0 && inside[cell] == unknown) {
      path.push_back(static_cast<std::size_t>(cell));
      cell = receivers[cell];
    }
    const std::uint8_t answer = cell >= 0 ? inside[cell] : 0;
    for (const std::size_t passed : path) inside[passed] = answer;
  }
  return inside;
}

}  // namespace qingliu::terrain
