#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "run/layer_reader.hpp"
#include "run/measure_pieces.hpp"
#include "run/measure_site.hpp"

namespace qingliu::run {

constexpr int share_steps = 50;  ///< of a cell: shares of measures are rounded to them

/// The ground of one measure.
struct PlacedGround {
  std::vector<int> steps;  ///< parts of share_steps of every cell that it lies on; of pieces at least 1
  std::vector<WorkPiece> pieces;  ///< of works along lines and at points, row by row
  double count = 0.0;             ///< metres of them, or their number
  /// Of works that lead water: their lines in unbroken stretches, from cell to cell.
  std::vector<std::vector<WorkPiece>> stretches;
};

/// Where the measure lies; a finding where that is nowhere, a doubt where some of its shapes lie off the
/// watershed.
PlacedGround ground_of(const measures::Measure& measure, const Site& site, const io::TargetGrid& target,
                       LayerDesk desk, std::vector<Finding>& doubts);

/// Findings about measures that may not lie on the same ground.
void find_conflicts(const std::vector<measures::Measure>& all, const std::vector<PlacedGround>& ground,
                    const Site& site, Findings& findings);

}  // namespace qingliu::run
