#pragma once
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace qingliu::postprocess {

/// One quantity of all cells as the results store it: row 0 the southern row, NaN outside the watershed.
struct Raster {
  int nx = 0, ny = 0;
  std::vector<float> values;

  static Raster empty(int nx, int ny) {
    return {nx, ny,
            std::vector<float>(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny),
                               std::numeric_limits<float>::quiet_NaN())};
  }
  std::size_t index(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) + static_cast<std::size_t>(i);
  }
  float at(int i, int j) const { return values[index(i, j)]; }
  bool known(int i, int j) const { return i >= 0 && j >= 0 && i < nx && j < ny && !std::isnan(at(i, j)); }
};

}  // namespace qingliu::postprocess
