#include "process/surface/watershed_edge.hpp"

namespace qingliu::surface {

WatershedEdge::WatershedEdge(const Grid& grid) {
  for (int j = 0; j <= grid.ny(); ++j) {
    for (int i = 0; i <= grid.nx(); ++i) {
      const bool here = grid.active(i, j);
      const bool west = grid.active(i - 1, j), south = grid.active(i, j - 1);
      if (here != west) faces_x.add(i);
      if (here != south) faces_y.add(i);
      if (here && !(west && grid.active(i + 1, j))) cells_x.add(i);
      if (here && !(south && grid.active(i, j + 1))) cells_y.add(i);
    }
    for (ColumnLists* lists : {&cells_x, &cells_y, &faces_x, &faces_y}) lists->end_row();
  }
}

}  // namespace qingliu::surface
