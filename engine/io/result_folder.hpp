#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/geotiff.hpp"

namespace qingliu::io {

/// One raster of a results folder; row 0 the southern row, NaN outside the watershed.
struct StoredRaster {
  std::string name, unit, long_name;
  std::vector<float> values;
};

/// Where a gauge lies; from and to are the same place for a point.
struct StoredGauge {
  std::string name;
  double x_from = 0.0, y_from = 0.0, x_to = 0.0, y_to = 0.0;  ///< [m]
};

/// A results folder, read only; layout in docs/results.md.
struct StoredResults {
  std::filesystem::path folder;
  std::string title, status, run_id, start;  ///< start: "seconds since ..."
  RasterFrame frame;
  std::vector<double> times;        ///< [s] from the start
  std::vector<StoredGauge> gauges;  ///< known when the run has ended
};

/// [m] the second number of a GeoTransform; not a number where there is none.
double cell_size_of_transform(const std::string& geo_transform);

/// InputError when the folder holds no results of qingliu; FileError when its master is damaged.
StoredResults open_results(const std::filesystem::path& folder);

/// All rasters of one output time, or the static ones. FileError naming the file when it is missing or
/// damaged.
std::vector<StoredRaster> rasters_at(const StoredResults& results, std::size_t step);
std::vector<StoredRaster> static_rasters(const StoredResults& results);

}  // namespace qingliu::io
