#include "io/vtu.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <span>

#include "io/publish.hpp"

namespace qingliu::io {
namespace {

/// Quads of the cells with an elevation; corners are numbered as they are first met.
struct Mesh {
  std::vector<std::size_t> cells;
  std::vector<double> points;
  std::vector<std::int64_t> connectivity, offsets;
  std::vector<std::uint8_t> types;
};

Mesh mesh_of(const RasterFrame& f, const std::vector<float>& elevation) {
  const std::size_t row = static_cast<std::size_t>(f.nx) + 1;
  std::vector<std::int64_t> number(row * (static_cast<std::size_t>(f.ny) + 1), -1);
  Mesh mesh;
  const auto height = [&](int i, int j) {
    double sum = 0.0;
    int count = 0;
    for (int b = std::max(0, j - 1); b <= std::min(j, f.ny - 1); ++b) {
      for (int a = std::max(0, i - 1); a <= std::min(i, f.nx - 1); ++a) {
        const float z = elevation[static_cast<std::size_t>(b) * f.nx + a];
        if (std::isnan(z)) continue;
        sum += static_cast<double>(z);
        ++count;
      }
    }
    return sum / count;
  };
  const auto corner = [&](int i, int j) {
    std::int64_t& n = number[static_cast<std::size_t>(j) * row + i];
    if (n >= 0) return n;
    n = static_cast<std::int64_t>(mesh.points.size() / 3);
    for (const double value : {f.x_west + i * f.cell_size, f.y_south + j * f.cell_size, height(i, j)})
      mesh.points.push_back(value);
    return n;
  };
  constexpr std::uint8_t vtk_quad = 9;
  for (int j = 0; j < f.ny; ++j) {
    for (int i = 0; i < f.nx; ++i) {
      const std::size_t cell = static_cast<std::size_t>(j) * f.nx + i;
      if (std::isnan(elevation[cell])) continue;
      mesh.cells.push_back(cell);
      for (const auto& [a, b] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}})
        mesh.connectivity.push_back(corner(i + a, j + b));
      mesh.offsets.push_back(static_cast<std::int64_t>(mesh.connectivity.size()));
      mesh.types.push_back(vtk_quad);
    }
  }
  return mesh;
}

/// The XML head and the bytes behind it, grown together.
struct Appended {
  std::string head, data;

  template <class T>
  void add(const char* type, const std::string& name, int components, const std::vector<T>& values) {
    head += fmt::format(
        "<DataArray type=\"{}\" Name=\"{}\" NumberOfComponents=\"{}\" format=\"appended\" "
        "offset=\"{}\"/>\n",
        type, name, components, data.size());
    const std::uint64_t bytes = values.size() * sizeof(T);
    data.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    data.append(reinterpret_cast<const char*>(values.data()), bytes);
  }
};

}  // namespace

void write_vtu(const std::filesystem::path& file, const RasterFrame& frame,
               const std::vector<float>& elevation, const std::vector<StoredRaster>& rasters) {
  const Mesh mesh = mesh_of(frame, elevation);
  Appended vtu;
  vtu.head = fmt::format(
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" "
      "byte_order=\"LittleEndian\" "
      "header_type=\"UInt64\">\n<UnstructuredGrid>\n<Piece NumberOfPoints=\"{}\" "
      "NumberOfCells=\"{}\">\n<Points>\n",
      mesh.points.size() / 3, mesh.cells.size());
  vtu.add("Float64", "Points", 3, mesh.points);
  vtu.head += "</Points>\n<Cells>\n";
  vtu.add("Int64", "connectivity", 1, mesh.connectivity);
  vtu.add("Int64", "offsets", 1, mesh.offsets);
  vtu.add("UInt8", "types", 1, mesh.types);
  vtu.head += "</Cells>\n<CellData>\n";
  for (const StoredRaster& raster : rasters) {
    std::vector<float> values;
    for (const std::size_t cell : mesh.cells) values.push_back(raster.values[cell]);
    vtu.add("Float32", raster.name, 1, values);
  }
  vtu.head += "</CellData>\n</Piece>\n</UnstructuredGrid>\n<AppendedData encoding=\"raw\">\n_";
  const std::string tail = "\n</AppendedData>\n</VTKFile>\n";
  const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  publish_bytes(file, {bytes(vtu.head), bytes(vtu.data), bytes(tail)});
}

}  // namespace qingliu::io
