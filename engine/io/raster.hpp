#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
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
  std::size_t guessed = 0;     ///< cells taken as empty by their number alone: see read_raster()
  int bands = 1;               ///< of the file
  std::string height_unit;     ///< of the values as heights where the file says another one than the metre

  double at(int i, int j) const { return values[static_cast<std::size_t>(j) * nx + i]; }
};

/// What a user says of a file beside what the file says of itself.
struct RasterHints {
  std::optional<double> nodata;  ///< another number that means "no value"
  std::string crs;               ///< "EPSG:4547" in place of what the file names
  int band = 1;                  ///< counted from 1
};

/// Reads a band through GDAL. Cells that the file masks (a mask or an alpha band of its own), that equal the
/// declared nodata value or -9999, -32768, -32767 or -99999 although another value is declared, that are NaN
/// or beyond 1e30 in magnitude become NaN; `guessed` counts those that no declaration covers. Throws
/// InputError (missing, unreadable, rotated, cells not square, degrees), with the file's name and the remedy.
Raster read_raster(const std::filesystem::path& file, const RasterHints& hints = {});

/// Throws InputError, with the command that helps, when the file says that its heights are not in metres.
void require_heights_in_metres(const std::filesystem::path& file, const Raster& raster);

/// A raster as it lies in its file, of any cell shape, orientation and reference system.
struct FileRaster {
  int nx = 0, ny = 0;
  std::array<double, 6> transform{};  ///< GDAL's: x = t0 + t1 column + t2 row, y = t3 + t4 column + t5 row
  std::string crs_wkt;                ///< "" when the file names none
  std::vector<double> values;         ///< nx*ny, row 0 the first of the file, NaN where there are none
  std::size_t guessed = 0;
  int bands = 1;
  std::string height_unit;  ///< see Raster
};
FileRaster read_file_raster(const std::filesystem::path& file, const RasterHints& hints = {});

/// Values of `source` on the cells of a target grid by georeference, nearest cell (the two must have the same
/// cell size to 1e-6 and origins a whole number of cells apart to 1 % of a cell, else InputError that shows
/// both grids); NaN where `source` does not reach. Throws InputError when they do not overlap at all.
std::vector<double> aligned_values(const Raster& source, int nx, int ny, double cell_size, double x_west,
                                   double y_south, const std::string& source_name,
                                   const std::string& target_name);

/// WKT of a reference system by its EPSG number. Throws InputError when the library does not know it.
std::string crs_from_epsg(int code);

}  // namespace qingliu::io
