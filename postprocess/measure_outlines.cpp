#include "postprocess/measure_outlines.hpp"

namespace qingliu::postprocess {
namespace {

/// Its row, 0 outside the watershed too.
int row_at(const Raster& rows, int i, int j) {
  return rows.known(i, j) ? static_cast<int>(rows.at(i, j)) : 0;
}

template <class F>
void for_each_treated(const Raster& rows, std::size_t count, F f) {
  for (int j = 0; j < rows.ny; ++j) {
    for (int i = 0; i < rows.nx; ++i) {
      const int row = row_at(rows, i, j);
      if (row > 0 && static_cast<std::size_t>(row) <= count) f(i, j, static_cast<std::size_t>(row) - 1);
    }
  }
}

}  // namespace

MeasureOutlines outlines_of(const Raster& rows, const std::vector<std::string>& ids) {
  MeasureOutlines outlines;
  for (int j = 0; j <= rows.ny; ++j) {
    for (int i = 0; i <= rows.nx; ++i) {
      const int here = row_at(rows, i, j);
      const int west = row_at(rows, i - 1, j), south = row_at(rows, i, j - 1);
      if (here != west) outlines.edges.push_back({i, j, i, j + 1, (west > 0 ? west : here) - 1});
      if (here != south) outlines.edges.push_back({i, j, i + 1, j, (south > 0 ? south : here) - 1});
    }
  }
  struct Middle {
    double i = 0.0, j = 0.0, cells = 0.0, least = 1e300;
    int best_i = 0, best_j = 0;
  };
  std::vector<Middle> middles(ids.size());
  for_each_treated(rows, ids.size(), [&](int i, int j, std::size_t row) {
    middles[row].i += i, middles[row].j += j, middles[row].cells += 1.0;
  });
  for_each_treated(rows, ids.size(), [&](int i, int j, std::size_t row) {
    Middle& m = middles[row];
    const double x = i - m.i / m.cells, y = j - m.j / m.cells;
    if (x * x + y * y < m.least) m.least = x * x + y * y, m.best_i = i, m.best_j = j;
  });
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (middles[row].cells > 0.0)
      outlines.labels.push_back({middles[row].best_i, middles[row].best_j, ids[row], static_cast<int>(row)});
  }
  return outlines;
}

}  // namespace qingliu::postprocess
