// The terrain as a block, seen from the south and obliquely from above, in parallel projection: lengths from
// west to east are those of the map. Every column of pixels is drawn from the front to the back above what
// already stands (the floating horizon of Wright 1973), so no display and no renderer is needed.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "postprocess/map_sheet.hpp"

namespace qingliu::postprocess {

namespace {

constexpr double angle = 35.0 * std::numbers::pi / 180.0;  ///< of the view below the horizon
constexpr double least_shade = 0.75;                       ///< without shading a block looks flat
constexpr Rgb wall = {120, 108, 96};                       ///< front of the block
constexpr int foot = 14;                                   ///< [px] of the block below the lowest cell

/// From cells to pixels of the canvas.
struct Projection {
  const MapLayout& m;
  double lowest = 0.0, per_metre = 0.0;  ///< [m], [px/m] of heights
  int bottom = 0;                        ///< [px] of the block's front edge

  double y(double py, double z) const { return bottom + py * std::sin(angle) + (z - lowest) * per_metre; }
};

/// Highest and lowest cell.
std::array<double, 2> range_of(const Raster& elevation) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const float z : elevation.values) {
    if (std::isnan(z)) continue;
    low = std::min(low, static_cast<double>(z));
    high = std::max(high, static_cast<double>(z));
  }
  return {low, high};
}

/// Twice that of the map's shading, as far as the frame has room; never below 1.
double block_exaggeration(const Ground& ground, double relief) {
  const MapLayout& m = ground.layout;
  const double room = 0.92 * m.frame_height - m.image_height * std::sin(angle) - foot;
  const double single = relief * std::cos(angle) / m.metres_per_pixel;
  double chosen = 1.0;
  for (const double step : {1.5, 2.0, 3.0, 5.0, 7.0, 10.0}) {
    if (step <= 2.0 * ground.exaggeration && single * step <= room) chosen = step;
  }
  return chosen;
}

/// One column of pixels, from the front to the back.
void draw_column(Canvas& canvas, const MapSheet& sheet, const Ground& ground, const Projection& p, int px) {
  const MapLayout& m = p.m;
  const int x = m.image_x + px;
  const int top_of_frame = m.frame_y + m.frame_height;
  int horizon = m.frame_y;
  bool open = true;  ///< nothing known in front of the pixel
  for (int py = 0; py < m.image_height; ++py) {
    const std::optional<Rgb> colour =
        pixel_colour(sheet, ground, px, py, std::max(sheet.relief, least_shade));
    if (!colour) {
      open = true;
      continue;
    }
    const int top =
        static_cast<int>(std::lround(p.y(py + 1.0, value_at_pixel(*ground.elevation, m, px, py))));
    if (open) {
      const int base = std::max(horizon, static_cast<int>(std::lround(p.y(py, p.lowest))) - foot);
      const int edge = static_cast<int>(std::lround(p.y(py, value_at_pixel(*ground.elevation, m, px, py))));
      for (int y = base; y < std::min(edge, top_of_frame); ++y) canvas.set(x, y, wall);
      horizon = std::max(horizon, edge);
      open = false;
    }
    for (int y = horizon; y < std::min(top, top_of_frame); ++y) canvas.set(x, y, *colour);
    horizon = std::max(horizon, top);
  }
}

}  // namespace

double draw_relief(Canvas& canvas, const MapSheet& sheet, const Ground& ground) {
  const MapLayout& m = ground.layout;
  const auto [low, high] = range_of(*ground.elevation);
  const double exaggeration = block_exaggeration(ground, high - low);
  const double per_metre = exaggeration * std::cos(angle) / m.metres_per_pixel;
  const double height = m.image_height * std::sin(angle) + (high - low) * per_metre;
  const int bottom = m.frame_y + std::max(foot, static_cast<int>(0.5 * (m.frame_height - height)));
  const Projection p{m, low, per_metre, bottom};
  canvas.fill(m.frame_x, m.frame_y, m.frame_width, m.frame_height, outside_ground);
  for (int px = 0; px < m.image_width; ++px) draw_column(canvas, sheet, ground, p, px);
  for (const Mark& mark : sheet.marks) {
    const double x = m.image_x + (mark.i + 0.5) * m.image_width / m.nx;
    const double y = p.y((mark.j + 0.5) * m.image_height / m.ny, ground.elevation->at(mark.i, mark.j));
    canvas.ring(x, y, 9.0, 5.0, paper);
    canvas.ring(x, y, 9.0, 2.5, mark.colour);
  }
  canvas.frame(m.frame_x, m.frame_y, m.frame_width, m.frame_height, faint_ink);
  return exaggeration;
}

}  // namespace qingliu::postprocess
