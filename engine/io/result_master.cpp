#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cassert>
#include <chrono>
#include <limits>

#include "io/reference_system.hpp"
#include "io/result_layout.hpp"

namespace qingliu::io {

namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

void write_identity(hdf5::File& file, const ResultContent& content) {
  const RunDescription& run = content.description;
  const std::string now = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
  const std::pair<const char*, std::string> texts[] = {
      {"Conventions", "CF-1.8"},
      {"title", full_title(run)},
      {"source", "qingliu " + run.version},
      {"history", fmt::format("{}: {}", now, run.command)},
      {"references", "docs/results.md and docs/physics.md of qingliu"},
      {"synthetic_terrain", run.synthetic ? "yes" : "no"},
      {"date_created", now},
      {"run_id", run.run_id},
      {"status", content.status}};
  for (const auto& [name, text] : texts) file.attribute("/", name, text);
  if (!run.synthetic_parts.empty()) file.attribute("/", "synthetic_parts", run.synthetic_parts);
  if (run.screening) file.attribute("/", "state_precision", "single");
  file.scalar_attribute("/", "qingliu_format", result_format);
  file.scalar_attribute("/", "last_step", static_cast<std::int64_t>(content.times.size()) - 1);
}

void write_axis(hdf5::File& file, const std::string& group, const std::string& name, const std::string& axis,
                int count, double first, double step) {
  std::vector<double> centres;
  for (int k = 0; k < count; ++k) centres.push_back(first + (k + 0.5) * step);
  const std::string path = group + name;
  file.write(path, centres);
  file.make_scale(path);
  file.attribute(path, "units", "m");
  file.attribute(path, "axis", axis);
  file.attribute(path, "standard_name", "projection_" + name + "_coordinate");
  file.attribute(path, "long_name",
                 fmt::format("{} of the cell centre", name == "x" ? "easting" : "northing"));
}

/// GDAL looks for the axes of a raster in the raster's own group only; without them it takes row 0 for the
/// northern row.
void write_horizontal_axes(hdf5::File& file, const std::string& group, const Grid& grid) {
  write_axis(file, group, "y", "Y", grid.ny(), grid.y_south(), grid.cell_size());
  write_axis(file, group, "x", "X", grid.nx(), grid.x_west(), grid.cell_size());
}

void write_axes(hdf5::File& file, const Grid& grid, const ResultContent& content) {
  std::string start = content.description.start;
  if (const std::size_t t = start.find('T'); t != std::string::npos) start[t] = ' ';
  file.write("/time", content.times);
  file.make_scale("/time");
  file.attribute("/time", "units", "seconds since " + start);
  file.attribute("/time", "calendar", "proleptic_gregorian");
  file.attribute("/time", "axis", "T");
  file.attribute("/time", "standard_name", "time");
  file.attribute("/time", "long_name", "local clock time");
  write_horizontal_axes(file, "/", grid);
}

void write_crs(hdf5::File& file, const Grid& grid) {
  file.write("/crs", {}, std::vector<std::int32_t>{0}.data());
  const GridMapping mapping = grid_mapping_of(grid.crs_wkt());
  if (!mapping.name.empty()) file.attribute("/crs", "grid_mapping_name", mapping.name);
  for (const auto& [name, values] : mapping.parameters) {
    if (values.size() == 1) {
      file.scalar_attribute("/crs", name, values.front());
    } else {
      file.attribute("/crs", name, values);
    }
  }
  if (!grid.crs_wkt().empty()) {
    file.attribute("/crs", "crs_wkt", wkt_in_format(grid.crs_wkt(), "WKT2_2019"));
    file.attribute("/crs", "spatial_ref", wkt_in_format(grid.crs_wkt(), "WKT1_GDAL"));
  }
  file.attribute("/crs", "GeoTransform",
                 fmt::format("{} {} 0 {} 0 {}", grid.x_west(), grid.cell_size(),
                             grid.y_south() + grid.ny() * grid.cell_size(), -grid.cell_size()));
}

void describe(hdf5::File& file, const std::string& path, const RasterName& raster,
              const std::string& cell_methods) {
  file.attribute(path, "units", raster.unit);
  file.attribute(path, "long_name", raster.long_name);
  if (!raster.standard_name.empty()) file.attribute(path, "standard_name", raster.standard_name);
  file.attribute(path, "grid_mapping", "crs");
  file.attribute(path, "_FillValue", std::vector<float>{missing});
  if (!cell_methods.empty()) file.attribute(path, "cell_methods", cell_methods);
}

void write_rasters(hdf5::File& file, const Grid& grid, const ResultContent& content) {
  const hdf5::Shape shape = {static_cast<hsize_t>(grid.ny()), static_cast<hsize_t>(grid.nx())};
  const hsize_t steps = content.times.size();
  for (const RasterName& field : content.fields) {
    const std::string path = "/" + field.name;
    std::vector<hdf5::VirtualPart> parts;
    for (hsize_t k = 0; k < steps; ++k) {
      parts.push_back({{k, 0, 0}, {1, shape[0], shape[1]}, segment_file(k), path, shape});
    }
    file.write_virtual<float>(path, {steps, shape[0], shape[1]}, parts, missing);
    describe(file, path, field, "time: point area: mean");
    file.attach_scales(path, {"/time", "/y", "/x"});
  }
  write_horizontal_axes(file, "/static/", grid);
  for (const RasterName& raster : content.statics) {
    const std::string path = "/static/" + raster.name;
    file.write_virtual<float>(path, shape, {{{0, 0}, shape, static_file, "/" + raster.name, shape}}, missing);
    describe(file, path, raster, "");
    file.attach_scales(path, {"/static/y", "/static/x"});
  }
}

void write_table(hdf5::File& file, const Table& table) {
  const std::size_t texts = table.text.empty() ? 0 : table.text.front().size();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string path = "/" + table.name + "/" + table.columns[c];
    if (c < texts) {
      std::vector<std::string> column;
      for (const auto& row : table.text) column.push_back(row.at(c));
      file.write_texts(path, column);
    } else {
      std::vector<double> column;
      for (const auto& row : table.rows) column.push_back(row.at(c - texts));
      file.write(path, column);
    }
  }
}

void write_provenance(hdf5::File& file, const RunDescription& run) {
  const std::string group = "/provenance/";
  file.write_text(group + "scenario", run.scenario_text);
  file.write_text(group + "resolved_scenario", run.resolved_scenario);
  file.write_text(group + "command", run.command);
  for (const auto& [name, text] : run.provenance) file.write_text(group + name, text);
  std::vector<std::string> paths;
  std::vector<std::string> digests;
  std::vector<std::int64_t> bytes;
  for (const InputFile& input : run.inputs) {
    paths.push_back(input.path);
    digests.push_back(input.sha256);
    bytes.push_back(static_cast<std::int64_t>(input.bytes));
  }
  file.write_texts(group + "inputs/path", paths);
  file.write_texts(group + "inputs/sha256", digests);
  file.write(group + "inputs/bytes", bytes);
}

}  // namespace

std::string segment_file(std::size_t step) { return fmt::format("steps/{:06}.h5", step); }

std::string synthetic_mark(const RunDescription& description) {
  if (description.synthetic) return "SYNTHETIC TERRAIN";
  return description.synthetic_parts.empty() ? "" : "SYNTHETIC IN PART";
}

std::string full_title(const RunDescription& description) {
  const std::string mark = synthetic_mark(description);
  return mark.empty() ? description.title : mark + ": " + description.title;
}

std::vector<std::byte> master_image(const Grid& grid, const ResultContent& content) {
  hdf5::File file("results.vtkhdf");
  write_identity(file, content);
  write_axes(file, grid, content);
  write_crs(file, grid);
  if (!content.times.empty()) {
    write_rasters(file, grid, content);
    write_vtkhdf_view(file, grid, content);
  }
  for (const Table& table : content.tables) write_table(file, table);
  write_provenance(file, content.description);
  return file.image();
}

}  // namespace qingliu::io
