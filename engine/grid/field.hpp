#pragma once
#include <cstddef>
#include <memory>

#include "grid/aligned_memory.hpp"
#include "grid/grid.hpp"

namespace qingliu {

/// One quantity on the grid: aligned rows, SI. Holds no name and no unit: those live in the field catalogue.
template <class T>
class Field {
 public:
  Field() = default;
  explicit Field(const Grid& grid, T value = T{}) : Field(grid.stored_cells(), grid.stride(), value) {}

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  T* data() { return values_.get(); }
  const T* data() const { return values_.get(); }
  T& operator[](std::size_t index) { return values_[index]; }
  const T& operator[](std::size_t index) const { return values_[index]; }
  /// Pointer p such that p[i] is cell (i, j).
  T* row(int j) { return values_.get() + (j + Grid::pad_y) * stride_ + Grid::pad_x; }
  const T* row(int j) const { return values_.get() + (j + Grid::pad_y) * stride_ + Grid::pad_x; }
  void fill(T value) {
    for (std::size_t k = 0; k < size_; ++k) values_[k] = value;
  }

 private:
  Field(std::size_t size, std::ptrdiff_t stride, T value) : size_(size), stride_(stride) {
    values_.reset(static_cast<T*>(allocate_aligned(size * sizeof(T))));
    fill(value);
  }

  std::unique_ptr<T[], FreeAligned> values_;
  std::size_t size_ = 0;
  std::ptrdiff_t stride_ = 0;
};

}  // namespace qingliu
