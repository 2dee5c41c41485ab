#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace qingliu::io {

/// A raster read from a file: values with NaN where there are none, row 0 the southern row.
struct Raster {
  int nx = 0;
  int ny = 0;
  double cell_size = 0.0;      ///< [m] square cells
  double x_west = 0.0;         ///< [m]
  double y_south = 0.0;        ///< [m]
  std::string crs_wkt;         ///< "" when the file names none
  std::vector<double> values;  ///< nx*ny

  double at(int i, int j) const { return values[static_cast<std::size_t>(j) * nx + i]; }
};

/// Reads band 1 through GDAL. Cells equal to the declared nodata value, to -9999 below the declared data
/// range's plausible values, NaN, or beyond 1e30 in magnitude become NaN. Throws InputError (missing,
/// unreadable, rotated, cells not square), with the file's name and the remedy.
Raster read_raster(const std::filesystem::path& file);

/// Values of `source` on the cells of a target grid by georeference, nearest cell (the two must have the same
/// cell size to 1e-6 and origins a whole number of cells apart to 1 % of a cell, else InputError that shows
/// both grids); NaN where `source` does not reach. Throws InputError when they do not overlap at all.
std::vector<double> aligned_values(const Raster& source, int nx, int ny, double cell_size, double x_west,
                                   double y_south, const std::string& source_name,
                                   const std::string& target_name);

/// WKT of a reference system by its EPSG number. Throws InputError when the library does not know it.
std::string crs_from_epsg(int code);

}  // namespace qingliu::io
