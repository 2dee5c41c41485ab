#pragma once
#include <string>
#include <vector>

#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Rasters of the named output fields ("velocity" gives two, "concentration" one per class) from the state.
/// The rows `own` of them.
std::vector<io::NamedRaster> output_rasters(const World& world, double t,
                                            const std::vector<std::string>& fields, Rows own);

/// Net bed change since the start [m] of cell k, from the class masses.
double bed_change(const World& world, std::size_t cell);

/// Soil eroded from a cell since the start less what lies deposited on it, all classes [kg m-2].
double net_erosion(const World& world, std::size_t cell);

/// The rows `own` of a raster with `value(cell index)` in the watershed and NaN outside.
template <class F>
std::vector<float> raster_of(const Grid& grid, Rows own, F value) {
  std::vector<float> values(static_cast<std::size_t>(grid.nx()) * own.size(), __builtin_nanf(""));
  for (int j = own.first; j < own.last; ++j) {
    const Grid::Span span = grid.span(j);
    for (int i = span.begin; i < span.end; ++i) {
      if (!grid.active(i, j)) continue;
      values[static_cast<std::size_t>(j - own.first) * grid.nx() + i] =
          static_cast<float>(value(grid.index(i, j)));
    }
  }
  return values;
}

template <class F>
std::vector<float> raster_of(const Grid& grid, F value) {
  return raster_of(grid, all_rows(grid), value);
}

}  // namespace qingliu::run
