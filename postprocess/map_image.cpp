// The map itself: relief, colours of the field, line around the watershed, rings.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "postprocess/hillshade.hpp"
#include "postprocess/map_sheet.hpp"
#include "postprocess/stream_lines.hpp"

namespace qingliu::postprocess {

namespace {

/// Values of the cells under one pixel as one value; NaN when none is known.
float value_of_block(const Raster& raster, MapLayout::Cells columns, MapLayout::Cells rows, Block block) {
  float largest = std::numeric_limits<float>::quiet_NaN();
  double sum = 0.0;
  int count = 0;
  for (int j = rows.begin; j < rows.end; ++j) {
    for (int i = columns.begin; i < columns.end; ++i) {
      const float value = raster.at(i, j);
      if (std::isnan(value)) continue;
      largest = count == 0 ? value : std::max(largest, value);
      sum += static_cast<double>(value);
      ++count;
    }
  }
  return block == Block::largest || count == 0 ? largest : static_cast<float>(sum / count);
}

/// Bilinear between the cells' centres.
double smooth_value(const Raster& shade, double column, double row, double at_cell) {
  const int i = static_cast<int>(std::floor(column));
  const int j = static_cast<int>(std::floor(row));
  const double east = column - i;
  const double north = row - j;
  const auto corner = [&](int a, int b) {
    return shade.known(a, b) ? static_cast<double>(shade.at(a, b)) : at_cell;
  };
  const double south_value = corner(i, j) + east * (corner(i + 1, j) - corner(i, j));
  const double north_value = corner(i, j + 1) + east * (corner(i + 1, j + 1) - corner(i, j + 1));
  return south_value + north * (north_value - south_value);
}

constexpr double stream_strength = 0.75;  ///< share of the stream's colour where its line covers a pixel

Rgb mixed(const Rgb& under, const Rgb& over, double share) {
  const auto channel = [&](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + share * (b - a)));
  };
  return {channel(under.red, over.red), channel(under.green, over.green), channel(under.blue, over.blue)};
}

Rgb grey_of(double shade) {
  const auto level = static_cast<std::uint8_t>(std::lround(std::clamp(218.0 + 95.0 * shade, 110.0, 248.0)));
  return {level, level, level};
}

/// Pixels outside the watershed that touch one inside.
void draw_watershed_line(Canvas& canvas, const MapLayout& m, const std::vector<char>& inside) {
  const auto is_inside = [&](int px, int py) {
    return px >= 0 && py >= 0 && px < m.image_width && py < m.image_height &&
           inside[static_cast<std::size_t>(py) * static_cast<std::size_t>(m.image_width) +
                  static_cast<std::size_t>(px)];
  };
  for (int py = -1; py <= m.image_height; ++py) {
    for (int px = -1; px <= m.image_width; ++px) {
      if (is_inside(px, py)) continue;
      const bool touches =
          is_inside(px - 1, py) || is_inside(px + 1, py) || is_inside(px, py - 1) || is_inside(px, py + 1);
      if (touches) canvas.set(m.image_x + px, m.image_y + py, watershed_line);
    }
  }
}

}  // namespace

double value_at_pixel(const Raster& raster, const MapLayout& m, int px, int py) {
  const double cell =
      static_cast<double>(value_of_block(raster, m.columns_of(px), m.rows_of(py), Block::mean));
  if (std::isnan(cell) || m.image_width <= m.nx) return cell;
  const double column = (px + 0.5) * m.nx / m.image_width - 0.5;
  const double row = (py + 0.5) * m.ny / m.image_height - 0.5;
  return smooth_value(raster, column, row, cell);
}

std::optional<Rgb> pixel_colour(const MapSheet& sheet, const Ground& ground, int px, int py, double relief) {
  const MapLayout& m = ground.layout;
  const double shade = value_at_pixel(ground.shade, m, px, py);
  if (std::isnan(shade)) return std::nullopt;
  const float value = value_of_block(sheet.field, m.columns_of(px), m.rows_of(py), sheet.block);
  Rgb colour = grey_of(shade);
  if (sheet.classes.colour_of(value, colour)) colour = shaded(colour, 1.0 + relief * shade);
  if (!ground.streams.empty()) {
    const std::uint8_t covered =
        ground.streams[static_cast<std::size_t>(py) * static_cast<std::size_t>(m.image_width) +
                       static_cast<std::size_t>(px)];
    colour = mixed(colour, stream_line, stream_strength * covered / 255.0);
  }
  return colour;
}

Ground ground_of(const ResultFolder& results, Language language, View view) {
  Ground ground = ground_of(results.elevation(), results.description(), language, view);
  ground.streams = coverage_of(stream_lines(results.folder()), ground.layout);
  return ground;
}

Ground ground_of(const Raster& elevation, const ResultDescription& d, Language language, View view) {
  const double exaggeration = relief_exaggeration(elevation, d.cell_size);
  return {&elevation,
          hillshade(elevation, d.cell_size, exaggeration),
          exaggeration,
          layout_map(elevation.nx, elevation.ny, d.cell_size, d.x_west, d.y_south),
          language,
          view,
          {}};
}

void draw_field(Canvas& canvas, const MapSheet& sheet, const Ground& ground) {
  const MapLayout& m = ground.layout;
  canvas.fill(m.frame_x, m.frame_y, m.frame_width, m.frame_height, outside_ground);
  std::vector<char> inside;
  inside.reserve(static_cast<std::size_t>(m.image_width) * static_cast<std::size_t>(m.image_height));
  for (int py = 0; py < m.image_height; ++py) {
    for (int px = 0; px < m.image_width; ++px) {
      const std::optional<Rgb> colour = pixel_colour(sheet, ground, px, py, sheet.relief);
      inside.push_back(colour.has_value());
      if (colour) canvas.set(m.image_x + px, m.image_y + py, *colour);
    }
  }
  draw_watershed_line(canvas, m, inside);
}

void draw_marks(Canvas& canvas, const MapSheet& sheet, const MapLayout& m) {
  for (const Mark& mark : sheet.marks) {
    const double x = m.image_x + (mark.i + 0.5) * m.image_width / m.nx;
    const double y = m.image_y + (mark.j + 0.5) * m.image_height / m.ny;
    canvas.ring(x, y, 9.0, 5.0, paper);
    canvas.ring(x, y, 9.0, 2.5, mark.colour);
  }
}

Canvas draw_map(const MapSheet& sheet, const Ground& ground) {
  Canvas canvas(ground.layout.canvas_width, ground.layout.canvas_height);
  double exaggeration = ground.exaggeration;
  if (ground.view == View::relief) {
    exaggeration = draw_relief(canvas, sheet, ground);
  } else {
    draw_field(canvas, sheet, ground);
    draw_marks(canvas, sheet, ground.layout);
    draw_coordinates(canvas, sheet, ground.layout);
  }
  draw_panel(canvas, sheet, ground, exaggeration);
  draw_header(canvas, sheet, ground.layout);
  return canvas;
}

}  // namespace qingliu::postprocess
