#include "postprocess/map_layout.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu::postprocess {

namespace {

constexpr int left_margin = 84, header = 112, footer = 70, gap = 26, panel = 280, right_margin = 20;
constexpr int rim = 16;  // free ground between the grid and the frame
constexpr int largest_image_width = 1600 - left_margin - gap - panel - right_margin - 2 * rim;
constexpr int largest_image_height = 1080;
constexpr int smallest_frame_width = 720, smallest_frame_height = 800;

/// Pixels per cell.
double pixels_per_cell(int nx, int ny) {
  const double most =
      std::min(static_cast<double>(largest_image_width) / nx, static_cast<double>(largest_image_height) / ny);
  const double whole = most >= 1.0 ? std::floor(most) : 1.0 / std::ceil(1.0 / most);
  return whole >= 0.75 * most ? whole : most;
}

}  // namespace

MapLayout layout_map(int nx, int ny, double cell_size, double x_west, double y_south) {
  const double scale = pixels_per_cell(nx, ny);
  MapLayout m;
  m.nx = nx;
  m.ny = ny;
  m.x_west = x_west;
  m.y_south = y_south;
  m.metres_per_pixel = cell_size / scale;
  m.image_width = std::max(1, static_cast<int>(std::lround(scale * nx)));
  m.image_height = std::max(1, static_cast<int>(std::lround(scale * ny)));
  m.frame_x = left_margin;
  m.frame_y = footer;
  m.frame_width = std::max(m.image_width + 2 * rim, smallest_frame_width);
  m.frame_height = std::max(m.image_height + 2 * rim, smallest_frame_height);
  m.image_x = m.frame_x + (m.frame_width - m.image_width) / 2;
  m.image_y = m.frame_y + (m.frame_height - m.image_height) / 2;
  m.panel_x = m.frame_x + m.frame_width + gap;
  m.panel_width = panel;
  m.canvas_width = m.panel_x + panel + right_margin;
  m.canvas_height = footer + m.frame_height + header;
  return m;
}

}  // namespace qingliu::postprocess
