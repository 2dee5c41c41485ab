#pragma once
#include <vector>

#include "grid/grid.hpp"

namespace qingliu {

/// Half-open range of rows.
struct Rows {
  int first = 0, last = 0;
  int size() const { return last - first; }
};

inline Rows all_rows(const Grid& grid) { return {0, grid.ny()}; }

/// The rows of a grid divided among ranks, each strip with about the same number of active cells. Where there
/// are more ranks than rows, some strips are empty.
class Strips {
 public:
  Strips(const Grid& grid, int ranks);

  int ranks() const { return static_cast<int>(begin_.size()) - 1; }
  Rows of(int rank) const { return {begin_[rank], begin_[rank + 1]}; }
  int owner(int row) const;

  /// The rows of `giver` that `taker` reads beside its own: up to `width` on either side.
  std::vector<int> halo(int giver, int taker, int width) const;

 private:
  std::vector<int> begin_;
};

}  // namespace qingliu
