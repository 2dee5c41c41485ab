#pragma once
#include <span>
#include <vector>

#include "grid/grid.hpp"

namespace qingliu::surface {

/// Columns by row, one list behind the other.
class ColumnLists {
 public:
  void end_row() { row_begin_.push_back(columns_.size()); }
  void add(int column) { columns_.push_back(column); }
  /// Empty for rows outside.
  std::span<const int> row(int j) const {
    if (j < 0 || j + 1 >= static_cast<int>(row_begin_.size())) return {};
    return {columns_.data() + row_begin_[j], columns_.data() + row_begin_[j + 1]};
  }

 private:
  std::vector<int> columns_;
  std::vector<std::size_t> row_begin_{0};
};

/// The cells and faces at the edge of the watershed: the loops over rows take every neighbour to be active,
/// and those in the lists are done again with the walls (flow::edge_slopes_row, edge_flux_row). The edge
/// stays where it is.
struct WatershedEdge {
  explicit WatershedEdge(const Grid& grid);

  ColumnLists cells_x, cells_y;  ///< active cells with an inactive neighbour west or east; south or north
  ColumnLists faces_x;           ///< faces of row j between an active cell and an inactive one
  ColumnLists faces_y;           ///< such faces below row j, j up to ny
};

}  // namespace qingliu::surface
