#pragma once
#include <vector>

#include "grid/any_field.hpp"
#include "grid/strips.hpp"

namespace qingliu::run {

/// Cells whose state every rank knows, whichever strip they lie in: what is computed alike on all ranks reads
/// no others. All ranks make the same calls with the same cells.
class SharedCells {
 public:
  /// Both must outlive it.
  SharedCells(const Grid& grid, const Strips& strips);

  bool empty() const { return cells_.empty(); }
  /// Active cells, known from the next refresh on; each counts once.
  void add(const std::vector<std::size_t>& cells);
  /// In every cell the values of the rank that sweeps it.
  void refresh(const Fields& fields) const;
  /// From now on the square of 2 width + 1 cells around this one is known. What was not yet comes at once,
  /// with a margin, so that neighbours seldom ask again.
  void reach(std::size_t cell, int width, const Fields& fields);

 private:
  std::vector<std::size_t> square(std::size_t cell, int width) const;
  int row_of(std::size_t cell) const;
  void bring(std::size_t first, const Fields& fields) const;

  const Grid& grid_;
  const Strips& strips_;
  std::vector<std::size_t> cells_;
  std::vector<int> owner_;      ///< rank of each
  std::vector<bool> known_;     ///< by cell of the grid
  std::vector<bool> surveyed_;  ///< cells whose square is known; empty: none
};

}  // namespace qingliu::run
