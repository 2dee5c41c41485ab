#include "io/layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "io/coordinate_change.hpp"
#include "io/quiet_gdal.hpp"
#include "io/reference_system.hpp"

namespace qingliu::io {
namespace {

/// Two spellings of one system lie closer than this share of a cell.
constexpr double same_place = 0.05;

/// "name (EPSG) 100 x 90 cells of 5 x 5 m, x 1-2, y 3-4"
std::string in_words(const FileRaster& r) {
  const auto& t = r.transform;
  const double x = t[0] + t[1] * r.nx + t[2] * r.ny, y = t[3] + t[4] * r.nx + t[5] * r.ny;
  return fmt::format("{} x {} cells of {:g} x {:g}, x {:.2f} to {:.2f}, y {:.2f} to {:.2f}, {}", r.nx, r.ny,
                     std::hypot(t[1], t[4]), std::hypot(t[2], t[5]), std::min(t[0], x), std::max(t[0], x),
                     std::min(t[3], y), std::max(t[3], y), crs_in_words(r.crs_wkt));
}

std::string in_words(const TargetGrid& g) {
  const CellFrame& f = g.frame;
  return fmt::format("{} x {} cells of {:g} m, x {:.2f} to {:.2f}, y {:.2f} to {:.2f}, {}", f.nx, f.ny,
                     f.cell_size, f.x_west, f.x_west + f.nx * f.cell_size, f.y_south,
                     f.y_south + f.ny * f.cell_size, crs_in_words(g.crs_wkt));
}

/// Column and row of the source (in cells, 0 at the outer corner) of a point in its coordinates.
std::pair<double, double> place_in(const FileRaster& r, double x, double y) {
  const auto& t = r.transform;
  const double determinant = t[1] * t[5] - t[2] * t[4];
  const double dx = x - t[0], dy = y - t[3];
  return {(t[5] * dx - t[2] * dy) / determinant, (t[1] * dy - t[4] * dx) / determinant};
}

double nearest_value(const FileRaster& r, double column, double row) {
  if (!(column >= 0.0 && row >= 0.0 && column < r.nx && row < r.ny)) return std::nan("");
  return r.values[static_cast<std::size_t>(row) * r.nx + static_cast<std::size_t>(column)];
}

double bilinear_value(const FileRaster& r, double column, double row) {
  if (std::isnan(nearest_value(r, column, row))) return std::nan("");
  const double c = std::floor(column - 0.5), d = std::floor(row - 0.5);
  double sum = 0.0, weights = 0.0;
  for (int dj = 0; dj < 2; ++dj) {
    for (int di = 0; di < 2; ++di) {
      const double value = nearest_value(r, c + di + 0.5, d + dj + 0.5);
      const double weight = (1.0 - std::fabs(column - 0.5 - c - di)) * (1.0 - std::fabs(row - 0.5 - d - dj));
      if (std::isnan(value)) continue;
      sum += weight * value;
      weights += weight;
    }
  }
  return weights > 0.0 ? sum / weights : nearest_value(r, column, row);
}

/// Sums of the source's cells by the target cell that holds their centre.
void add_means(const FileRaster& r, const TargetGrid& target, std::vector<double>& values) {
  const CellFrame& f = target.frame;
  const CoordinateChange there(r.crs_wkt, target.crs_wkt);
  std::vector<double> sum(values.size(), 0.0), count(values.size(), 0.0);
  const auto& t = r.transform;
  for (int row = 0; row < r.ny; ++row) {
    for (int column = 0; column < r.nx; ++column) {
      const double value = r.values[static_cast<std::size_t>(row) * r.nx + column];
      double x = t[0] + t[1] * (column + 0.5) + t[2] * (row + 0.5);
      double y = t[3] + t[4] * (column + 0.5) + t[5] * (row + 0.5);
      if (std::isnan(value) || !there.apply(x, y)) continue;
      const double i = std::floor((x - f.x_west) / f.cell_size),
                   j = std::floor((y - f.y_south) / f.cell_size);
      if (!(i >= 0.0 && j >= 0.0 && i < f.nx && j < f.ny)) continue;
      const std::size_t cell = static_cast<std::size_t>(j) * f.nx + static_cast<std::size_t>(i);
      sum[cell] += value;
      count[cell] += 1.0;
    }
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (count[k] > 0.0) values[k] = sum[k] / count[k];
  }
}

void check_overlap(const FileRaster& r, const TargetGrid& target, const std::vector<double>& values) {
  if (std::ranges::any_of(values, [](double v) { return !std::isnan(v); })) return;
  throw InputError(
      fmt::format("has no value on the cells of {}. Are its coordinates right? Where its coordinate system "
                  "is wrong or missing, say it: crs = \"EPSG:...\"\n  layer: {}\n  {}: {}",
                  target.name, in_words(r), target.name, in_words(target)));
}

void check_same_crs(const FileRaster& r, const TargetGrid& target) {
  if (r.crs_wkt.empty()) return;
  const CellFrame& f = target.frame;
  const CoordinateChange way(target.crs_wkt, r.crs_wkt);
  for (const double part : {0.0, 0.5, 1.0}) {
    const double x = f.x_west + part * f.nx * f.cell_size, y = f.y_south + part * f.ny * f.cell_size;
    if (way.shift(x, y) <= same_place * f.cell_size) continue;
    throw InputError(
        fmt::format("lies in another coordinate system than {}. Add resample = \"nearest\" for classes, "
                    "\"bilinear\" or \"mean\" for fields\n  layer: {}\n  {}: {}",
                    target.name, in_words(r), target.name, in_words(target)));
  }
}

void note_guesses(const std::string& name, std::size_t guessed, bool no_crs, int band, int bands,
                  std::vector<std::string>& notes) {
  if (bands > 1) notes.push_back(fmt::format("{}: band {} of {} is taken", name, band, bands));
  if (guessed > 0) {
    notes.push_back(
        fmt::format("{}: {} cells hold -9999, -32768 or the like that the file does not "
                    "declare: taken as no value",
                    name, guessed));
  }
  if (no_crs) {
    notes.push_back(
        fmt::format("{}: the file names no coordinate system: taken as that of the terrain", name));
  }
}

void check_overlap(const std::vector<Polygon>& polygons, const TargetGrid& target,
                   const std::vector<double>& values) {
  if (polygons.empty() || std::ranges::any_of(values, [](double v) { return !std::isnan(v); })) return;
  double west = 1e300, east = -1e300, south = 1e300, north = -1e300;
  for (const Polygon& polygon : polygons) {
    for (const Ring& ring : polygon) {
      for (const auto& [x, y] : ring) {
        west = std::min(west, x), east = std::max(east, x);
        south = std::min(south, y), north = std::max(north, y);
      }
    }
  }
  throw InputError(fmt::format(
      "has no polygon on the cells of {}. Are its coordinates right? Where its coordinate system is "
      "wrong or missing, say it: crs = \"EPSG:...\"\n  layer: x {:.1f} to {:.1f}, y {:.1f} to {:.1f} "
      "in the coordinates of {}\n  {}: {}",
      target.name, west, east, south, north, target.name, target.name, in_words(target)));
}

LayerValues from_polygons(const LayerSource& source, const TargetGrid& target) {
  LayerShapes vectors = read_vector_layer(source, target);
  LayerValues layer;
  layer.notes = std::move(vectors.notes);
  const std::size_t cells = static_cast<std::size_t>(target.frame.nx) * target.frame.ny;
  layer.values.assign(cells, std::nan(""));
  if (source.resample != Resample::mean) {
    std::vector<std::uint8_t> overlaid(cells, 0);
    for (std::size_t k = 0; k < vectors.polygons.size(); ++k) {
      cells_within(vectors.polygons[k], target.frame, [&](std::size_t cell) {
        double& value = layer.values[cell];
        if (!std::isnan(value) && value != vectors.values[k]) overlaid[cell] = 1;
        value = vectors.values[k];
      });
    }
    if (const auto twice = std::ranges::count(overlaid, 1); twice > 0)
      layer.notes.push_back(
          fmt::format("{}: {} cells lie in polygons of different numbers: that of the last one holds there",
                      source.file.filename().string(), twice));
    check_overlap(vectors.polygons, target, layer.values);
    return layer;
  }
  std::vector<double> sum(cells, 0.0), weight(cells, 0.0);
  for (std::size_t k = 0; k < vectors.polygons.size(); ++k) {
    if (std::isnan(vectors.values[k])) continue;
    for_each_share(vectors.polygons[k], target.frame, [&](std::size_t cell, double share) {
      sum[cell] += share * vectors.values[k];
      weight[cell] += share;
    });
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (weight[cell] > 0.0) layer.values[cell] = sum[cell] / weight[cell];
  }
  check_overlap(vectors.polygons, target, layer.values);
  return layer;
}

}  // namespace

std::vector<double> resample_onto(const FileRaster& source, const TargetGrid& target, Resample how) {
  const CellFrame& f = target.frame;
  const CoordinateChange back(target.crs_wkt, source.crs_wkt);
  std::vector<double> values(static_cast<std::size_t>(f.nx) * f.ny, std::nan(""));
  for (int j = 0; j < f.ny; ++j) {
    for (int i = 0; i < f.nx; ++i) {
      double x = f.x_west + (i + 0.5) * f.cell_size, y = f.y_south + (j + 0.5) * f.cell_size;
      if (!back.apply(x, y)) continue;
      const auto [column, row] = place_in(source, x, y);
      values[static_cast<std::size_t>(j) * f.nx + i] = how == Resample::bilinear
                                                           ? bilinear_value(source, column, row)
                                                           : nearest_value(source, column, row);
    }
  }
  if (how == Resample::mean) add_means(source, target, values);
  return values;
}

std::vector<std::int64_t> cells_below(const FileRaster& source, const TargetGrid& target) {
  const CellFrame& f = target.frame;
  const CoordinateChange back(target.crs_wkt, source.crs_wkt);
  std::vector<std::int64_t> cells(static_cast<std::size_t>(f.nx) * f.ny, -1);
  for (int j = 0; j < f.ny; ++j) {
    for (int i = 0; i < f.nx; ++i) {
      double x = f.x_west + (i + 0.5) * f.cell_size, y = f.y_south + (j + 0.5) * f.cell_size;
      if (!back.apply(x, y)) continue;
      const auto [column, row] = place_in(source, x, y);
      if (!(column >= 0.0 && row >= 0.0 && column < source.nx && row < source.ny)) continue;
      cells[static_cast<std::size_t>(j) * f.nx + i] =
          static_cast<std::int64_t>(row) * source.nx + static_cast<std::int64_t>(column);
    }
  }
  return cells;
}

Raster resampled(const FileRaster& source, double cell_size, Resample how) {
  const auto& t = source.transform;
  const double x = t[0] + t[1] * source.nx + t[2] * source.ny, y = t[3] + t[4] * source.nx + t[5] * source.ny;
  const auto cells = [&](double length) {
    return std::max(1, static_cast<int>(std::ceil(std::fabs(length) / cell_size - 1e-9)));
  };
  TargetGrid target{{cells(x - t[0]), cells(y - t[3]), cell_size, std::min(t[0], x), std::min(t[3], y)},
                    source.crs_wkt,
                    "terrain"};
  Raster raster;
  raster.nx = target.frame.nx;
  raster.ny = target.frame.ny;
  raster.cell_size = cell_size;
  raster.x_west = target.frame.x_west;
  raster.y_south = target.frame.y_south;
  raster.crs_wkt = source.crs_wkt;
  raster.guessed = source.guessed;
  raster.bands = source.bands;
  raster.height_unit = source.height_unit;
  raster.values = resample_onto(source, target, how);
  return raster;
}

LayerValues read_layer(const LayerSource& source, const TargetGrid& target) {
  if (!is_raster(source.file)) return from_polygons(source, target);
  if (!source.column.empty() || !source.sublayer.empty())
    throw InputError(
        "is a raster and has neither columns nor layers. Leave column and sublayer out, or name "
        "its band: band = 1");
  const std::string name = source.file.filename().string();
  LayerValues layer;
  FileRaster raw = read_file_raster(source.file, source.hints);
  note_guesses(name, raw.guessed, raw.crs_wkt.empty(), source.hints.band, raw.bands, layer.notes);
  if (source.resample != Resample::none) {
    layer.values = resample_onto(raw, target, source.resample);
    check_overlap(raw, target, layer.values);
    layer.notes.push_back(fmt::format("{}: brought onto the cells of {} by {}", name, target.name,
                                      source.resample == Resample::nearest    ? "the nearest cell"
                                      : source.resample == Resample::bilinear ? "bilinear interpolation"
                                                                              : "the mean of its cells"));
    return layer;
  }
  check_same_crs(raw, target);
  raw.values = {};
  const CellFrame& f = target.frame;
  layer.values = aligned_values(read_raster(source.file, source.hints), f.nx, f.ny, f.cell_size, f.x_west,
                                f.y_south, name, target.name);
  check_overlap(raw, target, layer.values);
  return layer;
}

}  // namespace qingliu::io
