#include <limits>

#include "io/result_layout.hpp"

namespace qingliu::io {

namespace {

hdf5::Shape raster_shape(const Grid& grid) {
  return {static_cast<hsize_t>(grid.ny()), static_cast<hsize_t>(grid.nx())};
}

/// All steps of a raster one after another in one column of a virtual dataset of cells.
void add_column(std::vector<hdf5::VirtualPart>& parts, const Grid& grid, std::size_t steps,
                const std::string& name, std::optional<hsize_t> column) {
  const hdf5::Shape shape = raster_shape(grid);
  const hsize_t cells = shape[0] * shape[1];
  for (hsize_t k = 0; k < steps; ++k) {
    if (column) {
      parts.push_back({{k * cells, *column}, {cells, 1}, segment_file(k), "/" + name, shape});
    } else {
      parts.push_back({{k * cells}, {cells}, segment_file(k), "/" + name, shape});
    }
  }
}

template <class T>
void write_whole(hdf5::File& file, const std::string& path, const hdf5::Shape& shape,
                 const std::string& source, const hdf5::Shape& source_shape) {
  file.write_virtual<T>(path, shape,
                        {{hdf5::Shape(shape.size(), 0), shape, static_file, source, source_shape}}, T{0});
}

void write_mesh(hdf5::File& file, const Grid& grid) {
  const hsize_t nx = raster_shape(grid)[1];
  const hsize_t ny = raster_shape(grid)[0];
  const hsize_t cells = nx * ny;
  const hsize_t points = (nx + 1) * (ny + 1);
  const auto number = [&](const std::string& name, hsize_t value) {
    file.write("/VTKHDF/" + name, std::vector<std::int64_t>{static_cast<std::int64_t>(value)});
  };
  number("NumberOfPoints", points);
  number("NumberOfCells", cells);
  number("NumberOfConnectivityIds", 4 * cells);
  write_whole<double>(file, "/VTKHDF/Points", {points, 3}, "/points", {ny + 1, nx + 1, 3});
  write_whole<std::int64_t>(file, "/VTKHDF/Connectivity", {4 * cells}, "/connectivity", {4 * cells});
  write_whole<std::int64_t>(file, "/VTKHDF/Offsets", {cells + 1}, "/offsets", {cells + 1});
  write_whole<std::uint8_t>(file, "/VTKHDF/Types", {cells}, "/types", {cells});
}

/// Arrays of the cells: one that moves has its values of all steps one after another.
struct CellArrays {
  std::vector<std::string> moving, still;
};

/// The mesh is the same at all steps (offsets 0), and so are still arrays; those that move begin at k * cells
/// in step k.
void write_steps(hdf5::File& file, const ResultContent& content, std::int64_t cells,
                 const CellArrays& arrays) {
  const std::string group = "/VTKHDF/Steps";
  const hsize_t steps = content.times.size();
  const std::vector<std::int64_t> zeros(steps, 0);
  const std::vector<std::int64_t> ones(steps, 1);
  std::vector<std::int64_t> begins;
  for (hsize_t k = 0; k < steps; ++k) begins.push_back(static_cast<std::int64_t>(k) * cells);

  file.make_group(group);
  file.scalar_attribute(group, "NSteps", static_cast<std::int64_t>(steps));
  file.write(group + "/Values", content.times);
  file.write(group + "/PartOffsets", zeros);
  file.write(group + "/NumberOfParts", ones);
  file.write(group + "/PointOffsets", zeros);
  file.write(group + "/CellOffsets", {steps, 1}, zeros.data());
  file.write(group + "/ConnectivityIdOffsets", {steps, 1}, zeros.data());
  for (const std::string& array : arrays.moving) file.write(group + "/CellDataOffsets/" + array, begins);
  for (const std::string& array : arrays.still) file.write(group + "/CellDataOffsets/" + array, zeros);
}

}  // namespace

void write_vtkhdf_view(hdf5::File& file, const Grid& grid, const ResultContent& content) {
  const hsize_t cells = raster_shape(grid)[0] * raster_shape(grid)[1];
  const std::size_t steps = content.times.size();
  file.make_group("/VTKHDF");
  file.attribute("/VTKHDF", "Version", std::vector<std::int64_t>{2, 0});
  file.attribute("/VTKHDF", "Type", "UnstructuredGrid");
  write_mesh(file, grid);

  CellArrays arrays;
  for (const RasterName& field : content.fields) {
    std::vector<hdf5::VirtualPart> parts;
    add_column(parts, grid, steps, field.name, std::nullopt);
    file.write_virtual<float>("/VTKHDF/CellData/" + field.name, {steps * cells}, parts,
                              std::numeric_limits<float>::quiet_NaN());
    arrays.moving.push_back(field.name);
  }
  if (has_velocity(content.fields)) {
    std::vector<hdf5::VirtualPart> parts;
    add_column(parts, grid, steps, "velocity_x", 0);
    add_column(parts, grid, steps, "velocity_y", 1);
    file.write_virtual<float>("/VTKHDF/CellData/velocity", {steps * cells, 3}, parts, 0.0f);
    arrays.moving.push_back("velocity");
  }
  for (const RasterName& raster : content.statics) {
    file.write_virtual<float>("/VTKHDF/CellData/" + raster.name, {cells},
                              {{{0}, {cells}, static_file, "/" + raster.name, raster_shape(grid)}},
                              std::numeric_limits<float>::quiet_NaN());
    arrays.still.push_back(raster.name);
  }
  write_steps(file, content, static_cast<std::int64_t>(cells), arrays);
}

}  // namespace qingliu::io
