#pragma once
#include <string>
#include <vector>

#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Rasters of the named output fields ("velocity" gives two, "concentration" one per class) from the state.
std::vector<io::NamedRaster> output_rasters(const World& world, double t,
                                            const std::vector<std::string>& fields);

/// Net bed change since the start [m] of cell k, from the class masses.
double bed_change(const World& world, std::size_t cell);

/// Soil eroded from a cell since the start less what lies deposited on it, all classes [kg m-2].
double net_erosion(const World& world, std::size_t cell);

/// A raster with `value(cell index)` in the watershed and NaN outside.
template <class F>
std::vector<float> raster_of(const Grid& grid, F value) {
  std::vector<float> values(static_cast<std::size_t>(grid.nx()) * grid.ny(), __builtin_nanf(""));
  for (int j = 0; j < grid.ny(); ++j) {
    const Grid::Span span = grid.span(j);
    for (int i = span.begin; i < span.end; ++i) {
      if (!grid.active(i, j)) continue;
      values[static_cast<std::size_t>(j) * grid.nx() + i] = static_cast<float>(value(grid.index(i, j)));
    }
  }
  return values;
}

}  // namespace qingliu::run
