#pragma once
#include <string>
#include <vector>

#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// Where measures lie on the ground, in cells.
struct MeasureOutlines {
  /// An edge of a cell at which one measure ends, from corner to corner.
  struct Edge {
    int i_from = 0, j_from = 0, i_to = 0, j_to = 0;
    int measure = 0;  ///< place in `ids` of the measure on its one side; of two the southern or western one's
  };
  struct Label {
    int i = 0, j = 0;  ///< a cell of the measure, the one nearest to the middle of all of them
    std::string id;
    int measure = 0;  ///< place in `ids`
  };
  std::vector<Edge> edges;
  std::vector<Label> labels;
};

/// rows: of every cell the measure's place in `ids`, from 1; 0 none, NaN outside the watershed.
MeasureOutlines outlines_of(const Raster& rows, const std::vector<std::string>& ids);

}  // namespace qingliu::postprocess
