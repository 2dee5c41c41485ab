#include "grid/strips.hpp"

#include <algorithm>

namespace qingliu {

Strips::Strips(const Grid& grid, int ranks) : begin_{0} {
  double total = 0.0, done = 0.0;
  for (int j = 0; j < grid.ny(); ++j) total += grid.span(j).size();
  for (int j = 0; j < grid.ny(); ++j) {
    done += grid.span(j).size();
    // One row may be more than a strip: then strips stay empty.
    while (static_cast<int>(begin_.size()) < ranks &&
           done >= total * static_cast<double>(begin_.size()) / ranks)
      begin_.push_back(j + 1);
  }
  while (static_cast<int>(begin_.size()) < ranks) begin_.push_back(grid.ny());
  begin_.push_back(grid.ny());
}

int Strips::owner(int row) const {
  return static_cast<int>(std::upper_bound(begin_.begin(), begin_.end(), row) - begin_.begin()) - 1;
}

std::vector<int> Strips::halo(int giver, int taker, int width) const {
  const Rows own = of(taker), other = of(giver);
  std::vector<int> rows;
  if (giver == taker || own.size() == 0) return rows;
  for (int j = other.first; j < other.last; ++j) {
    if (j >= own.first - width && j < own.last + width) rows.push_back(j);
  }
  return rows;
}

}  // namespace qingliu
