#include "io/result_folder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "core/error.hpp"
#include "io/hdf5.hpp"
#include "io/publish.hpp"
#include "io/result_layout.hpp"

namespace qingliu::io {
namespace {

std::vector<StoredRaster> rasters_of(const StoredResults& results, const std::string& name) {
  const std::filesystem::path path = results.folder / name;
  if (!std::filesystem::exists(path))
    throw FileError(fmt::format("{} is missing: the results are not whole", path.string()));
  const std::vector<std::byte> bytes = bytes_of_file(path);
  const hdf5::File file(path.string(), bytes);
  if (name != static_file && file.text_attribute("/", "run_id") != results.run_id)
    throw FileError(fmt::format("{} belongs to another run", path.string()));
  const hdf5::Shape shape{static_cast<hsize_t>(results.frame.ny), static_cast<hsize_t>(results.frame.nx)};
  std::vector<StoredRaster> rasters;
  for (const RasterName& raster : segment_names(path.string(), bytes)) {
    if (file.shape("/" + raster.name) != shape) continue;
    rasters.push_back({raster.name, raster.unit, raster.long_name, file.read<float>("/" + raster.name)});
  }
  return rasters;
}

}  // namespace

namespace {

std::vector<StoredGauge> gauges_of(const hdf5::File& file) {
  const std::string group = "/gauge_places";
  std::vector<StoredGauge> gauges;
  if (file.datasets(group).empty()) return gauges;
  const std::vector<std::string> names = file.read_texts(group + "/gauge");
  const auto column = [&](const char* name) { return file.read<double>(fmt::format("{}/{}", group, name)); };
  const std::vector<double> x = column("x_from_m"), y = column("y_from_m"), x2 = column("x_to_m"),
                            y2 = column("y_to_m");
  for (std::size_t g = 0; g < names.size(); ++g) gauges.push_back({names[g], x[g], y[g], x2[g], y2[g]});
  return gauges;
}

/// [m] off the axes; of a single cell, whose axes say nothing, off the GeoTransform.
double cell_size_of(const hdf5::File& file, const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() > 1) return (x.back() - x.front()) / static_cast<double>(x.size() - 1);
  if (y.size() > 1) return (y.back() - y.front()) / static_cast<double>(y.size() - 1);
  return cell_size_of_transform(file.text_attribute("/crs", "GeoTransform"));
}

}  // namespace

double cell_size_of_transform(const std::string& geo_transform) {
  double x_west = 0.0, cell = 0.0;
  return std::sscanf(geo_transform.c_str(), "%lf %lf", &x_west, &cell) == 2 ? cell : std::nan("");
}

StoredResults open_results(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "results.vtkhdf";
  if (!std::filesystem::exists(path)) {
    throw InputError(
        fmt::format("{} holds no results of qingliu (no results.vtkhdf in it)", folder.string()));
  }
  const hdf5::File file(path.string(), bytes_of_file(path));
  StoredResults results;
  results.folder = folder;
  results.title = file.text_attribute("/", "title");
  results.status = file.text_attribute("/", "status");
  results.run_id = file.text_attribute("/", "run_id");
  if (results.run_id.empty()) throw InputError({path.string()}, "was not written by qingliu");
  results.start = file.text_attribute("/time", "units");
  results.times = file.read<double>("/time");
  const std::vector<double> x = file.read<double>("/x"), y = file.read<double>("/y");
  const double cell = cell_size_of(file, x, y);
  if (!(cell > 0.0)) throw FileError(path.string() + ": the cell size cannot be read off /x, /y and /crs");
  results.frame = {
      static_cast<int>(x.size()), static_cast<int>(y.size()), cell,
      x.front() - 0.5 * cell,     y.front() - 0.5 * cell,     file.text_attribute("/crs", "crs_wkt")};
  results.gauges = gauges_of(file);
  return results;
}

std::vector<StoredRaster> rasters_at(const StoredResults& results, std::size_t step) {
  return rasters_of(results, segment_file(step));
}

std::vector<StoredRaster> static_rasters(const StoredResults& results) {
  return rasters_of(results, static_file);
}

}  // namespace qingliu::io
