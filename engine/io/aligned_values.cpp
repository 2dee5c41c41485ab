#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "io/raster.hpp"

namespace qingliu::io {

namespace {

std::string grid_in_words(int nx, int ny, double cell_size, double x_west, double y_south) {
  return fmt::format("{} x {} cells of {} m, south-west corner ({:.3f}, {:.3f})", nx, ny, cell_size, x_west,
                     y_south);
}

}  // namespace

std::vector<double> aligned_values(const Raster& source, int nx, int ny, double cell_size, double x_west,
                                   double y_south, const std::string& source_name,
                                   const std::string& target_name) {
  const auto both = [&] {
    return fmt::format("\n  {}: {}\n  {}: {}", source_name,
                       grid_in_words(source.nx, source.ny, source.cell_size, source.x_west, source.y_south),
                       target_name, grid_in_words(nx, ny, cell_size, x_west, y_south));
  };
  const std::string remedy =
      "Add resample = \"nearest\" for classes, \"bilinear\" or \"mean\" for fields: "
      "{ file = \"...\", resample = \"nearest\" }";
  if (std::fabs(source.cell_size - cell_size) > 1e-6 * cell_size) {
    throw InputError(fmt::format("has other cells than {}. {}{}", target_name, remedy, both()));
  }
  const double columns = (x_west - source.x_west) / cell_size;
  const double rows = (y_south - source.y_south) / cell_size;
  const double column = std::round(columns);
  const double row = std::round(rows);
  if (column >= source.nx || row >= source.ny || column + nx <= 0 || row + ny <= 0) {
    throw InputError(
        fmt::format("does not overlap {}. Are both in the same coordinates? Where the file names a wrong "
                    "system, say it: crs = \"EPSG:...\"{}",
                    target_name, both()));
  }
  if (std::fabs(columns - column) > 0.01 || std::fabs(rows - row) > 0.01) {
    throw InputError(fmt::format("has cells that are shifted by a part of a cell against {}. {}{}",
                                 target_name, remedy, both()));
  }
  std::vector<double> values(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny), std::nan(""));
  const int first_column = static_cast<int>(column);
  const int first_row = static_cast<int>(row);
  for (int j = std::max(0, -first_row); j < std::min(ny, source.ny - first_row); ++j) {
    for (int i = std::max(0, -first_column); i < std::min(nx, source.nx - first_column); ++i) {
      values[static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) + static_cast<std::size_t>(i)] =
          source.at(i + first_column, j + first_row);
    }
  }
  return values;
}

}  // namespace qingliu::io
