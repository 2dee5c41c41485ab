#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

#include "io/result_layout.hpp"

namespace qingliu::io {

namespace {

constexpr hsize_t chunk_edge = 256;

hdf5::Storage raster_storage(const Grid& grid) {
  return {{std::min(static_cast<hsize_t>(grid.ny()), chunk_edge),
           std::min(static_cast<hsize_t>(grid.nx()), chunk_edge)},
          std::numeric_limits<float>::quiet_NaN()};
}

void write_raster(hdf5::File& file, const Grid& grid, const NamedRaster& raster, Rows rows) {
  const std::string path = "/" + raster.name;
  const hdf5::Shape shape = {static_cast<hsize_t>(grid.ny()), static_cast<hsize_t>(grid.nx())};
  const hdf5::Part own = {static_cast<hsize_t>(rows.first), static_cast<hsize_t>(rows.size())};
  assert(raster.values.size() == own.count * shape[1]);
  if (raster.round_bits > 0) {
    std::vector<float> rounded(raster.values.size());
    std::transform(raster.values.begin(), raster.values.end(), rounded.begin(),
                   [&](float value) { return rounded_mantissa(value, raster.round_bits); });
    file.write_part(path, shape, own, rounded.data(), raster_storage(grid));
  } else {
    file.write_part(path, shape, own, raster.values.data(), raster_storage(grid));
  }
  file.attribute(path, "units", raster.unit);
  file.attribute(path, "long_name", raster.long_name);
  if (!raster.standard_name.empty()) file.attribute(path, "standard_name", raster.standard_name);
}

/// The vector that ParaView's XDMF readers want: a virtual dataset onto the components in the same file.
void write_velocity(hdf5::File& file, const Grid& grid) {
  const hsize_t ny = static_cast<hsize_t>(grid.ny());
  const hsize_t nx = static_cast<hsize_t>(grid.nx());
  const std::vector<hdf5::VirtualPart> parts = {{{0, 0, 0}, {ny, nx, 1}, ".", "/velocity_x", {ny, nx}},
                                                {{0, 0, 1}, {ny, nx, 1}, ".", "/velocity_y", {ny, nx}}};
  file.write_virtual<float>("/velocity", {ny, nx, 3}, parts, 0.0f);
  file.attribute("/velocity", "units", file.text_attribute("/velocity_x", "units"));
  file.attribute("/velocity", "long_name", "velocity: eastward, northward, 0");
}

/// Heights of the cells' corners: the mean of the cells around that have a height; the lowest height of all
/// where none has, since a reader's bounds must not meet NaN.
std::vector<double> corner_heights(const Grid& grid, const std::vector<float>& elevation) {
  const int nx = grid.nx();
  const int ny = grid.ny();
  double lowest = std::numeric_limits<double>::infinity();
  for (const float z : elevation) lowest = std::fmin(lowest, static_cast<double>(z));
  if (!std::isfinite(lowest)) lowest = 0.0;
  std::vector<double> heights;
  for (int j = 0; j <= ny; ++j) {
    for (int i = 0; i <= nx; ++i) {
      double sum = 0.0;
      int count = 0;
      for (int b = std::max(j - 1, 0); b <= std::min(j, ny - 1); ++b) {
        for (int a = std::max(i - 1, 0); a <= std::min(i, nx - 1); ++a) {
          const float z = elevation[static_cast<std::size_t>(b) * static_cast<std::size_t>(nx) +
                                    static_cast<std::size_t>(a)];
          if (std::isnan(z)) continue;
          sum += static_cast<double>(z);
          ++count;
        }
      }
      heights.push_back(count > 0 ? sum / count : lowest);
    }
  }
  return heights;
}

void write_points(hdf5::File& file, const Grid& grid, const std::vector<float>& elevation) {
  const std::vector<double> heights = corner_heights(grid, elevation);
  const std::size_t row = static_cast<std::size_t>(grid.nx()) + 1;
  std::vector<double> points;
  points.reserve(3 * heights.size());
  for (std::size_t p = 0; p < heights.size(); ++p) {
    points.push_back(grid.x_west() + static_cast<double>(p % row) * grid.cell_size());
    points.push_back(grid.y_south() + static_cast<double>(p / row) * grid.cell_size());
    points.push_back(heights[p]);
  }
  const hdf5::Shape shape = {static_cast<hsize_t>(grid.ny()) + 1, row, 3};
  file.write("/points", shape, points.data(),
             {{std::min(shape[0], chunk_edge), std::min(shape[1], chunk_edge), 3}, {}});
}

/// Cells as quads with their corners counter-clockwise, numbered as the cells of a raster row by row from the
/// south.
void write_quads(hdf5::File& file, const Grid& grid) {
  constexpr std::uint8_t vtk_quad = 9;
  const std::int64_t row = grid.nx() + 1;
  const hsize_t cells = static_cast<hsize_t>(grid.nx()) * static_cast<hsize_t>(grid.ny());
  std::vector<std::int64_t> connectivity;
  std::vector<std::int64_t> offsets = {0};
  connectivity.reserve(4 * cells);
  offsets.reserve(cells + 1);
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      const std::int64_t corner = j * row + i;
      connectivity.insert(connectivity.end(), {corner, corner + 1, corner + row + 1, corner + row});
      offsets.push_back(offsets.back() + 4);
    }
  }
  const std::vector<std::uint8_t> types(cells, vtk_quad);
  const auto storage = [](hsize_t size) {
    return hdf5::Storage{{std::min(size, chunk_edge * chunk_edge)}, {}};
  };
  file.write("/connectivity", {4 * cells}, connectivity.data(), storage(4 * cells));
  file.write("/offsets", {cells + 1}, offsets.data(), storage(cells + 1));
  file.write("/types", {cells}, types.data(), storage(cells));
}

void write_stamp(hdf5::File& file, const ResultContent& content) {
  file.attribute("/", "title", full_title(content.description));
  file.attribute("/", "run_id", content.description.run_id);
  file.scalar_attribute("/", "qingliu_format", result_format);
}

}  // namespace

std::vector<RasterName> names_of(const std::vector<NamedRaster>& rasters) {
  std::vector<RasterName> names;
  for (const NamedRaster& raster : rasters) {
    names.push_back({raster.name, raster.unit, raster.long_name, raster.standard_name});
  }
  return names;
}

bool has_velocity(const std::vector<RasterName>& fields) {
  const auto has = [&](const char* name) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const RasterName& field) { return field.name == name; });
  };
  return has("velocity_x") && has("velocity_y");
}

float rounded_mantissa(float value, int bits) {
  constexpr int mantissa_bits = 23;
  if (bits <= 0 || bits >= mantissa_bits || !std::isfinite(value)) return value;
  const std::uint32_t last = std::uint32_t{1} << (mantissa_bits - bits);
  const std::uint32_t rounded = (std::bit_cast<std::uint32_t>(value) + last / 2) & ~(last - 1);
  const float result = std::bit_cast<float>(rounded);
  return std::isfinite(result) ? result : value;
}

void fill_segment(hdf5::File& file, const Grid& grid, const ResultContent& content, double time,
                  const std::vector<NamedRaster>& rasters, Rows own) {
  write_stamp(file, content);
  file.scalar_attribute("/", "time", time);
  for (const NamedRaster& raster : rasters) write_raster(file, grid, raster, own);
  if (has_velocity(names_of(rasters))) write_velocity(file, grid);
}

std::vector<std::byte> segment_image(const Grid& grid, const ResultContent& content, double time,
                                     const std::vector<NamedRaster>& rasters) {
  hdf5::File file(segment_file(content.times.size()));
  fill_segment(file, grid, content, time, rasters, all_rows(grid));
  return file.image();
}

std::vector<RasterName> segment_names(const std::string& name, std::span<const std::byte> image) {
  const hdf5::File file(name, image);
  std::vector<RasterName> names;
  for (const std::string& path : file.datasets("/")) {
    if (file.shape(path).size() != 2) continue;
    names.push_back({path, file.text_attribute(path, "units"), file.text_attribute(path, "long_name"),
                     file.text_attribute(path, "standard_name")});
  }
  return names;
}

std::vector<std::byte> static_image(const Grid& grid, const ResultContent& content,
                                    const std::vector<NamedRaster>& statics) {
  const auto elevation = std::find_if(statics.begin(), statics.end(),
                                      [](const NamedRaster& raster) { return raster.name == "elevation"; });
  assert(elevation != statics.end());
  hdf5::File file(static_file);
  write_stamp(file, content);
  for (const NamedRaster& raster : statics) write_raster(file, grid, raster, all_rows(grid));
  write_points(file, grid, elevation->values);
  write_quads(file, grid);
  return file.image();
}

}  // namespace qingliu::io
