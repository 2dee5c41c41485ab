#pragma once
#include <cstdint>
#include <vector>

#include "grid/grid.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::run {

/// The way of water from cell to cell of the nx*ny raster, -1 where it leaves.
class FlowPaths {
 public:
  FlowPaths(const Grid& grid, const terrain::Surface& surface)
      : grid_(grid), surface_(surface), next_(terrain::flow_receivers(surface)) {
    find_roots();
    lead_rims_inside();
  }
  std::int64_t next(std::int64_t cell) const { return next_[static_cast<std::size_t>(cell)]; }
  double height(std::int64_t cell) const { return surface_.elevation[static_cast<std::size_t>(cell)]; }

 private:
  /// The cell at which the way of each cell ends.
  void find_roots() {
    root_.assign(next_.size(), -1);
    std::vector<std::int64_t> way;
    for (std::size_t start = 0; start < next_.size(); ++start) {
      std::int64_t cell = static_cast<std::int64_t>(start);
      way.clear();
      while (next(cell) >= 0 && root_[cell] < 0) {
        way.push_back(cell);
        cell = next(cell);
      }
      const std::int64_t end = root_[cell] < 0 ? cell : root_[cell];
      root_[cell] = end;
      for (const std::int64_t passed : way) root_[passed] = end;
    }
  }
  /// Cells of the rim end their ways, but walls stand there: on to the lowest neighbour, where that leads to
  /// a lower end. (Ends only ever fall, so that no way becomes a ring.)
  void lead_rims_inside() {
    for (int j = 0; j < grid_.ny(); ++j) {
      for (int i = 0; i < grid_.nx(); ++i) {
        const std::int64_t cell = flat(i, j);
        if (!grid_.active(i, j) || next_[cell] >= 0) continue;
        double lowest = height(cell);
        for (int dj = -1; dj <= 1; ++dj) {
          for (int di = -1; di <= 1; ++di) {
            if (!grid_.active(i + di, j + dj)) continue;
            const std::int64_t other = flat(i + di, j + dj);
            if (height(other) >= lowest || height(root_[other]) >= height(cell)) continue;
            lowest = height(other);
            next_[cell] = other;
          }
        }
      }
    }
  }
  std::int64_t flat(int i, int j) const { return static_cast<std::int64_t>(j) * grid_.nx() + i; }

  const Grid& grid_;
  const terrain::Surface& surface_;
  std::vector<std::int64_t> next_, root_;
};

}  // namespace qingliu::run
