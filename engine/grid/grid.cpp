#include "grid/grid.hpp"

#include <algorithm>
#include <cassert>

namespace qingliu {

Grid::Grid(int nx, int ny, double cell_size, double x_west, double y_south, std::string crs_wkt,
           const std::vector<std::uint8_t>& active)
    : nx_(nx),
      ny_(ny),
      cell_size_(cell_size),
      x_west_(x_west),
      y_south_(y_south),
      crs_wkt_(std::move(crs_wkt)),
      stride_((nx + 2 * pad_x + 15) / 16 * 16),
      stored_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(ny + 2 * pad_y)),
      active_(active),
      spans_(static_cast<std::size_t>(ny)) {
  assert(active.size() == static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
  for (int j = 0; j < ny; ++j) {
    Span span{nx, 0};
    for (int i = 0; i < nx; ++i) {
      if (!this->active(i, j)) continue;
      span.begin = std::min(span.begin, i);
      span.end = i + 1;
      ++active_cells_;
    }
    spans_[static_cast<std::size_t>(j)] = span.begin < span.end ? span : Span{};
  }
}

}  // namespace qingliu
