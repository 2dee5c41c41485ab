#include <vector>

#include "terrain/priority_flood.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::terrain {

std::vector<std::size_t> enclosed_holes(int nx, int ny, const std::vector<std::uint8_t>& active) {
  std::vector<std::uint8_t> outside(active.size(), 0);
  std::vector<std::size_t> open;
  const auto reach = [&](int i, int j) {
    const std::size_t cell = static_cast<std::size_t>(j) * nx + i;
    if (outside[cell] != 0 || active[cell] != 0) return;
    outside[cell] = 1;
    open.push_back(cell);
  };
  for (int i = 0; i < nx; ++i) reach(i, 0), reach(i, ny - 1);
  for (int j = 0; j < ny; ++j) reach(0, j), reach(nx - 1, j);
  while (!open.empty()) {
    const int i = static_cast<int>(open.back() % nx), j = static_cast<int>(open.back() / nx);
    open.pop_back();
    for (std::size_t k = 0; k < step_i.size(); ++k) {
      const int a = i + step_i[k], b = j + step_j[k];
      if (a >= 0 && b >= 0 && a < nx && b < ny) reach(a, b);
    }
  }
  std::vector<std::size_t> holes;
  for (std::size_t cell = 0; cell < active.size(); ++cell) {
    if (active[cell] == 0 && outside[cell] == 0) holes.push_back(cell);
  }
  return holes;
}

}  // namespace qingliu::terrain
