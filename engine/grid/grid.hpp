#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace qingliu {

/// A rectangle of square cells with some of them active (the watershed). Immutable; knows no physics and no
/// files.
///
/// Row 0 is the southern row, x points east, y north; the west face of cell (i, j) lies between (i-1, j) and
/// (i, j). Fields are stored with a border of inactive cells: `index(i, j)` is valid for i in [-pad_x,
/// nx+pad_x) and j in [-pad_y, ny+pad_y).
class Grid {
 public:
  static constexpr int pad_x = 16;
  static constexpr int pad_y = 4;

  /// Half-open range of columns.
  struct Span {
    int begin = 0;
    int end = 0;
    int size() const { return end - begin; }
  };

  /// active: nx*ny flags, row 0 the southern row. (x_west, y_south): the corner of cell (0, 0) [m]; cell_size
  /// [m].
  Grid(int nx, int ny, double cell_size, double x_west, double y_south, std::string crs_wkt,
       const std::vector<std::uint8_t>& active);

  int nx() const { return nx_; }
  int ny() const { return ny_; }
  double cell_size() const { return cell_size_; }
  double cell_area() const { return cell_size_ * cell_size_; }
  double x_west() const { return x_west_; }
  double y_south() const { return y_south_; }
  double x_centre(int i) const { return x_west_ + (i + 0.5) * cell_size_; }
  double y_centre(int j) const { return y_south_ + (j + 0.5) * cell_size_; }
  const std::string& crs_wkt() const { return crs_wkt_; }

  std::ptrdiff_t stride() const { return stride_; }
  std::size_t stored_cells() const { return stored_; }
  std::size_t index(int i, int j) const {
    return static_cast<std::size_t>((j + pad_y) * stride_ + pad_x + i);
  }

  bool inside(int i, int j) const { return i >= 0 && j >= 0 && i < nx_ && j < ny_; }
  bool active(int i, int j) const {
    return inside(i, j) && active_[static_cast<std::size_t>(j) * nx_ + i] != 0;
  }
  /// Columns from the first to the last active cell of row j; empty when the row has none or lies outside.
  Span span(int j) const { return j < 0 || j >= ny_ ? Span{} : spans_[static_cast<std::size_t>(j)]; }
  std::size_t active_cells() const { return active_cells_; }
  double active_area() const { return static_cast<double>(active_cells_) * cell_area(); }

 private:
  int nx_, ny_;
  double cell_size_, x_west_, y_south_;
  std::string crs_wkt_;
  std::ptrdiff_t stride_;
  std::size_t stored_;
  std::size_t active_cells_ = 0;
  std::vector<std::uint8_t> active_;
  std::vector<Span> spans_;
};

}  // namespace qingliu
