#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qingliu::io {

/// Where the cells of a raster lie; row 0 is the southern row.
struct RasterFrame {
  int nx = 0, ny = 0;
  double cell_size = 0.0;              ///< [m]
  double x_west = 0.0, y_south = 0.0;  ///< [m]
  std::string crs_wkt;
};

/// The words of a GeoTIFF's band.
struct BandWords {
  std::string description, unit;
  std::optional<double> nodata;
  std::vector<std::pair<std::string, std::string>> metadata;
  bool classes = false;  ///< a colour table for 8-bit values
};

/// Writes a tiled, deflated GeoTIFF as *.part and renames it. T: float, std::uint8_t, std::int32_t or
/// std::uint32_t; NaN is written as the nodata value. FileError on failure.
template <class T>
void write_geotiff(const std::filesystem::path& file, const RasterFrame& frame, const std::vector<T>& values,
                   const BandWords& words);

}  // namespace qingliu::io
