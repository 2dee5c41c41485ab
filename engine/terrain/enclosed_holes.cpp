#include <cmath>
#include <vector>

#include "terrain/priority_flood.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::terrain {

std::vector<std::size_t> enclosed_holes(const Surface& surface) {
  std::vector<std::uint8_t> outside(surface.elevation.size(), 0);
  std::vector<std::size_t> open;
  const auto reach = [&](int i, int j) {
    const std::size_t cell = surface.at(i, j);
    if (outside[cell] != 0 || !std::isnan(surface.elevation[cell])) return;
    outside[cell] = 1;
    open.push_back(cell);
  };
  for (int i = 0; i < surface.nx; ++i) reach(i, 0), reach(i, surface.ny - 1);
  for (int j = 0; j < surface.ny; ++j) reach(0, j), reach(surface.nx - 1, j);
  while (!open.empty()) {
    const int i = static_cast<int>(open.back() % surface.nx);
    const int j = static_cast<int>(open.back() / surface.nx);
    open.pop_back();
    for (std::size_t k = 0; k < step_i.size(); ++k) {
      const int a = i + step_i[k], b = j + step_j[k];
      if (a >= 0 && b >= 0 && a < surface.nx && b < surface.ny) reach(a, b);
    }
  }
  std::vector<std::size_t> holes;
  for (std::size_t cell = 0; cell < surface.elevation.size(); ++cell) {
    if (std::isnan(surface.elevation[cell]) && outside[cell] == 0) holes.push_back(cell);
  }
  return holes;
}

}  // namespace qingliu::terrain
