#include "run/shared_cells.hpp"

#include "parallel/communicator.hpp"

namespace qingliu::run {
namespace {

constexpr int margin = 8;  ///< [cells] that reach() brings beyond what was asked for

}  // namespace

SharedCells::SharedCells(const Grid& grid, const Strips& strips)
    : grid_(grid), strips_(strips), known_(grid.stored_cells(), false) {}

int SharedCells::row_of(std::size_t cell) const {
  return static_cast<int>(cell / static_cast<std::size_t>(grid_.stride())) - Grid::pad_y;
}

void SharedCells::add(const std::vector<std::size_t>& cells) {
  for (const std::size_t cell : cells) {
    if (known_[cell]) continue;
    known_[cell] = true;
    cells_.push_back(cell);
    owner_.push_back(strips_.owner(row_of(cell)));
  }
}

void SharedCells::refresh(const Fields& fields) const { bring(0, fields); }

/// The values of the cells from number `first` on.
void SharedCells::bring(std::size_t first, const Fields& fields) const {
  if (first == cells_.size()) return;
  std::vector<double> values;
  values.reserve(fields.size() * (cells_.size() - first));
  for (const AnyField& any : fields) {
    any.with([&](auto& field) {
      for (std::size_t n = first; n < cells_.size(); ++n)
        values.push_back(owner_[n] == parallel::rank() ? static_cast<double>(field[cells_[n]]) : 0.0);
    });
  }
  parallel::join(values);
  auto value = values.begin();
  for (const AnyField& any : fields) {
    any.with([&]<class T>(Field<T>& field) {
      for (std::size_t n = first; n < cells_.size(); ++n) field[cells_[n]] = static_cast<T>(*value++);
    });
  }
}

/// Its active cells.
std::vector<std::size_t> SharedCells::square(std::size_t cell, int width) const {
  const int row = row_of(cell);
  const int column =
      static_cast<int>(cell % static_cast<std::size_t>(grid_.stride())) - static_cast<int>(Grid::pad_x);
  std::vector<std::size_t> cells;
  for (int j = row - width; j <= row + width; ++j) {
    for (int i = column - width; i <= column + width; ++i) {
      if (grid_.active(i, j)) cells.push_back(grid_.index(i, j));
    }
  }
  return cells;
}

void SharedCells::reach(std::size_t cell, int width, const Fields& fields) {
  if (surveyed_.empty()) surveyed_.assign(grid_.stored_cells(), false);
  if (surveyed_[cell]) return;
  const std::size_t before = cells_.size();
  add(square(cell, width + margin));
  for (const std::size_t near : square(cell, margin)) surveyed_[near] = true;
  surveyed_[cell] = true;
  bring(before, fields);
}

}  // namespace qingliu::run
