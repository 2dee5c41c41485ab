#pragma once
#include <vector>

#include "measures/measure.hpp"
#include "run/measure_shapes.hpp"

namespace qingliu::run {

/// What of a work along lines or at points lies in one cell: metres, or a share of those that are counted.
struct WorkPiece {
  std::size_t cell = 0;  ///< of nx*ny
  double amount = 0.0;
};

/// Metres of a line in every cell that it passes, in its order; a cell may come several times.
std::vector<WorkPiece> pieces_of_line(const io::Ring& line, const io::CellFrame& frame);

/// A work of `plan` [m2] at a point: all in the cell of the point, or where it is larger than a cell, by the
/// share of its disc.
std::vector<WorkPiece> pieces_of_point(std::pair<double, double> point, double plan,
                                       const io::CellFrame& frame);

/// The pieces of a measure in the cells of the watershed that `holds`, by cell, each cell once.
template <class F>
std::vector<WorkPiece> pieces_of(const measures::Measure& measure, const MeasureShapes& shapes,
                                 const io::CellFrame& frame, F holds);

/// The same, of the whole rectangle.
std::vector<WorkPiece> all_pieces(const measures::Measure& measure, const MeasureShapes& shapes,
                                  const io::CellFrame& frame);

template <class F>
std::vector<WorkPiece> pieces_of(const measures::Measure& measure, const MeasureShapes& shapes,
                                 const io::CellFrame& frame, F holds) {
  std::vector<WorkPiece> kept;
  for (const WorkPiece& piece : all_pieces(measure, shapes, frame)) {
    if (holds(piece.cell)) kept.push_back(piece);
  }
  return kept;
}

}  // namespace qingliu::run
