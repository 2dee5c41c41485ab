#include "run/layer_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qingliu::run {
namespace {

io::Resample way_of(const std::string& word) {
  if (word == "nearest") return io::Resample::nearest;
  if (word == "bilinear") return io::Resample::bilinear;
  if (word == "mean") return io::Resample::mean;
  return io::Resample::none;
}

std::string terrain_name(const scenario::Scenario& s) {
  return s.terrain.dem.empty() ? "the terrain" : "the terrain " + s.terrain.dem.file.filename().string();
}

}  // namespace

void told(const scenario::Layer& layer, const std::string& label, LayerDesk desk,
          const std::function<void()>& read) {
  try {
    read();
    note_file(layer.file, desk.inputs);
  } catch (const InputError& error) {
    for (const Finding& finding : error.findings()) {
      desk.findings.error(layer.place,
                          fmt::format("{}: {} {}", label, layer.file.filename().string(), finding.message));
    }
  }
}

io::LayerSource source_of(const scenario::Layer& layer) {
  return {layer.file,
          {layer.nodata, layer.crs, layer.band},
          way_of(layer.resample),
          layer.column,
          layer.sublayer,
          {},
          false};
}

io::TargetGrid target_of(const BuiltTerrain& t, const scenario::Scenario& s) {
  return {{t.surface.nx, t.surface.ny, t.surface.cell_size, t.x_west, t.y_south}, t.crs_wkt, terrain_name(s)};
}

io::TargetGrid target_of(const Grid& grid, const scenario::Scenario& s) {
  return {{grid.nx(), grid.ny(), grid.cell_size(), grid.x_west(), grid.y_south()},
          grid.crs_wkt(),
          terrain_name(s)};
}

std::vector<double> layer_values(const scenario::Layer& layer, const std::string& label,
                                 const io::TargetGrid& target, LayerDesk desk, Shapes shapes) {
  io::LayerValues read;
  io::LayerSource source = source_of(layer);
  source.needs_column = shapes == Shapes::need_a_column;
  told(layer, label, desk, [&] { read = io::read_layer(source, target); });
  for (const std::string& note : read.notes) desk.notes.push_back(label + ": " + note);
  return std::move(read.values);
}

io::LayerShapes layer_shapes(const scenario::Layer& layer, const std::string& label,
                             const io::TargetGrid& target, double line_width, LayerDesk desk,
                             io::Points points, const std::vector<std::string>& attributes) {
  io::LayerShapes read;
  io::LayerSource source = source_of(layer);
  source.attributes = attributes;
  told(layer, label, desk, [&] { read = io::read_vector_layer(source, target, line_width, points); });
  for (const std::string& note : read.notes) desk.notes.push_back(label + ": " + note);
  return read;
}

void note_file(const scenario::Path& file, std::vector<io::InputFile>& inputs) {
  const auto same = [&](const io::InputFile& input) { return input.path == file.string(); };
  if (file.empty() || std::ranges::any_of(inputs, same)) return;
  inputs.push_back({file.string(), io::sha256_of_file(file), std::filesystem::file_size(file)});
}

}  // namespace qingliu::run
