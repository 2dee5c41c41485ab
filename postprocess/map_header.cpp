// Title, what and when, and the coordinates at the frame.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "postprocess/map_sheet.hpp"
#include "postprocess/map_words.hpp"

namespace qingliu::postprocess {

namespace {

constexpr TextStyle title_style = {26, true};
constexpr TextStyle subtitle_style = {18, false};
constexpr TextStyle remark_style = {15, false};
constexpr TextStyle badge_style = {17, true};
constexpr TextStyle tick_style = {14, false};
constexpr TextStyle footer_style = {12, false};
constexpr int tick_length = 6;

/// Spacing of the ticks [m]: 1, 2 or 5 times a power of ten, at least `room` pixels apart.
double tick_spacing(const MapLayout& m, double room) {
  const double least = room * m.metres_per_pixel;
  const double decade = std::pow(10.0, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * decade >= least) return step * decade;
  }
  return 10.0 * decade;
}

int kilometre_decimals(double spacing) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(spacing / 1000.0) - 1e-9)));
}

void draw_eastings(Canvas& canvas, const MapLayout& m, double spacing) {
  const double west = m.frame_x_west();
  const double east = west + m.frame_width * m.metres_per_pixel;
  for (double k = std::ceil(west / spacing); k * spacing <= east; k += 1.0) {
    const int x = static_cast<int>(std::lround(m.pixel_x(k * spacing)));
    canvas.fill(x, m.frame_y - tick_length, 1, tick_length, ink);
    canvas.fill(x, m.frame_y + m.frame_height, 1, tick_length, ink);
    const std::string label = fmt::format("{:.{}f}", k * spacing / 1000.0, kilometre_decimals(spacing));
    canvas.write(x, m.frame_y - tick_length - 18, label, tick_style, ink, Align::centre);
  }
}

void draw_northings(Canvas& canvas, const MapLayout& m, double spacing) {
  const double south = m.frame_y_south();
  const double north = south + m.frame_height * m.metres_per_pixel;
  for (double k = std::ceil(south / spacing); k * spacing <= north; k += 1.0) {
    const int y = static_cast<int>(std::lround(m.pixel_y(k * spacing)));
    canvas.fill(m.frame_x - tick_length, y, tick_length, 1, ink);
    canvas.fill(m.frame_x + m.frame_width, y, tick_length, 1, ink);
    const std::string label = fmt::format("{:.{}f}", k * spacing / 1000.0, kilometre_decimals(spacing));
    canvas.write(m.frame_x - tick_length - 5, y - 5, label, tick_style, ink, Align::right);
  }
}

/// Over the panel, as wide as it.
void draw_badge(Canvas& canvas, const MapSheet& sheet, const MapLayout& m) {
  constexpr int height = 28;
  const int bottom = m.frame_y + m.frame_height + 8;
  canvas.fill(m.panel_x, bottom, m.panel_width, height, warning_ground);
  const Phrase& words = sheet.synthetic ? map_words::synthetic : map_words::partly_synthetic;
  canvas.write(m.panel_x + m.panel_width / 2, bottom + 4, Speaker(sheet.language)(words), badge_style, paper,
               Align::centre);
}

}  // namespace

void draw_coordinates(Canvas& canvas, const MapSheet& sheet, const MapLayout& m) {
  const Speaker say(sheet.language);
  canvas.frame(m.frame_x, m.frame_y, m.frame_width, m.frame_height, ink);
  const double spacing = tick_spacing(m, 95.0);
  draw_eastings(canvas, m, spacing);
  draw_northings(canvas, m, spacing);
  canvas.write(m.frame_x + m.frame_width / 2, m.frame_y - 46, say(map_words::east), tick_style, faint_ink,
               Align::centre);
  canvas.write(10, m.frame_y + m.frame_height + 13, say(map_words::north), tick_style, faint_ink);
}

void draw_header(Canvas& canvas, const MapSheet& sheet, const MapLayout& m) {
  const int top = m.canvas_height - 14;
  const int right = m.canvas_width - 20;
  const int room = right - m.frame_x;
  if (sheet.synthetic || sheet.partly_synthetic) draw_badge(canvas, sheet, m);
  TextStyle style = title_style;
  while (style.size > 18 && text_width(sheet.title, style) > room) --style.size;
  canvas.write(m.frame_x, top - 26, shortened(sheet.title, style, room), style);
  TextStyle below = subtitle_style;
  while (below.size > 13 && text_width(sheet.subtitle, below) > room) --below.size;
  canvas.write(m.frame_x, top - 54, shortened(sheet.subtitle, below, room), below);
  if (!sheet.remark.empty()) {
    canvas.write(m.frame_x + 40, top - 82, shortened(sheet.remark, remark_style, m.frame_width - 40),
                 remark_style, warning_ground);
  }
  canvas.write(right, 10, shortened(sheet.footer, footer_style, room), footer_style, faint_ink, Align::right);
}

}  // namespace qingliu::postprocess
