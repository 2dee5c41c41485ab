// The panel on the right: legend, facts, north arrow, scale bar.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "postprocess/map_sheet.hpp"
#include "postprocess/map_words.hpp"

namespace qingliu::postprocess {

namespace {

constexpr TextStyle heading_style = {18, true};
constexpr TextStyle label_style = {15, false};
constexpr TextStyle fact_style = {14, false};
constexpr TextStyle note_style = {13, false};
constexpr int swatch_width = 34, swatch_height = 23;
constexpr int line_height = 20;

/// One swatch; its top is at `top`.
void draw_swatch(Canvas& canvas, int x, int top, Rgb colour) {
  canvas.fill(x, top - swatch_height, swatch_width, swatch_height, colour);
  canvas.frame(x, top - swatch_height, swatch_width, swatch_height + 1, faint_ink);
}

void draw_label(Canvas& canvas, int x, int edge, const std::string& label) {
  canvas.fill(x + swatch_width, edge, 6, 1, faint_ink);
  canvas.write(x + swatch_width + 12, edge - 5, label, label_style);
}

/// Classes upward from the lowest; each label stands at the lower edge of its class. Returns the lower end.
int draw_upward(Canvas& canvas, const MapClasses& classes, int x, int top) {
  for (int k = static_cast<int>(classes.bounds.size()) - 1; k >= 0; --k) {
    draw_swatch(canvas, x, top, classes.class_colour(k, false));
    top -= swatch_height;
    draw_label(canvas, x, top, classes.bounds[static_cast<std::size_t>(k)].label);
  }
  return top;
}

int draw_downward(Canvas& canvas, const MapClasses& classes, int x, int top) {
  for (std::size_t k = 0; k < classes.bounds.size(); ++k) {
    draw_label(canvas, x, top, "-" + classes.bounds[k].label);
    draw_swatch(canvas, x, top, classes.class_colour(static_cast<int>(k), true));
    top -= swatch_height;
  }
  return top;
}

int draw_legend(Canvas& canvas, const MapSheet& sheet, int x, int top, int width) {
  for (const std::string& line : wrapped(sheet.legend_title, heading_style, width)) {
    canvas.write(x, top - 18, line, heading_style);
    top -= 23;
  }
  if (!sheet.legend_unit.empty()) {
    canvas.write(x, top - 16, sheet.legend_unit, label_style, faint_ink);
    top -= 22;
  }
  top -= 8;
  const MapClasses& classes = sheet.classes;
  const int words_x = x + swatch_width + 86;
  canvas.write(words_x, top - 17, sheet.upper_words, label_style, faint_ink);
  top = draw_upward(canvas, classes, x, top);
  if (classes.negative != nullptr) {
    canvas.frame(x, top - swatch_height, swatch_width, swatch_height + 1, faint_ink);
    top = draw_downward(canvas, classes, x, top - swatch_height);
    canvas.write(words_x, top + 6, sheet.lower_words, label_style, faint_ink);
  }
  if (!classes.covers_all && !classes.bounds.empty()) {
    canvas.write(x, top - 24,
                 map_words::filled(sheet.language, map_words::no_colour, classes.bounds.front().label),
                 note_style, faint_ink);
    top -= 24;
  }
  return top - 20;
}

int draw_facts(Canvas& canvas, const MapSheet& sheet, int x, int top, int width) {
  for (const Mark& mark : sheet.marks) {
    canvas.ring(x + 9.0, top - 9.0, 6.5, 2.5, mark.colour);
    for (const std::string& line : mark.lines) {
      canvas.write(x + 28, top - 14, shortened(line, fact_style, width - 28), fact_style);
      top -= line_height;
    }
    top -= 4;
  }
  for (const std::string& fact : sheet.facts) {
    for (const std::string& line : wrapped(fact, fact_style, width)) {
      canvas.write(x, top - 14, line, fact_style, faint_ink);
      top -= line_height;
    }
  }
  return top;
}

void draw_scale_bar(Canvas& canvas, int x, int y, double metres_per_pixel) {
  constexpr int longest = 220, parts = 4, thickness = 7;
  const double length = round_down_125(longest * metres_per_pixel);
  const double pixels = length / metres_per_pixel;
  for (int part = 0; part < parts; ++part) {
    const int begin = static_cast<int>(std::lround(pixels * part / parts));
    const int end = static_cast<int>(std::lround(pixels * (part + 1) / parts));
    canvas.fill(x + begin, y, end - begin, thickness, part % 2 == 0 ? ink : paper);
  }
  const int width = static_cast<int>(std::lround(pixels));
  canvas.frame(x, y, width, thickness, ink);
  const bool kilometres = length >= 1000.0;
  canvas.write(x, y + 13, "0", label_style);
  canvas.write(x + width, y + 13,
               fmt::format("{:g} {}", kilometres ? length / 1000.0 : length, kilometres ? "km" : "m"),
               label_style, ink, Align::centre);
}

void draw_north_arrow(Canvas& canvas, int x, int y, const Speaker& say) {
  canvas.triangle(x, y, x, y + 34, x - 11, y - 6, ink);
  canvas.triangle(x, y, x, y + 34, x + 11, y - 6, faint_ink);
  canvas.write(x, y + 39, say(map_words::north_sign), heading_style, ink, Align::centre);
}

}  // namespace

void draw_sign(Canvas& canvas, const MapSign& sign, double x, double y) {
  const int px = static_cast<int>(std::lround(x)), py = static_cast<int>(std::lround(y));
  switch (sign.shape) {
    case MapSign::Shape::line:
      canvas.line(x - 12, y, x + 12, y, 6.0, paper);
      canvas.line(x - 12, y, x + 12, y, 3.5, sign.colour);
      break;
    case MapSign::Shape::outline:
      for (const int rim : {0, 1})
        canvas.frame(px - 12 + rim, py - 7 + rim, 24 - 2 * rim, 14 - 2 * rim, sign.colour);
      break;
    case MapSign::Shape::triangle:
      for (const auto& [size, colour] : {std::pair{11.0, paper}, {8.0, sign.colour}})
        canvas.triangle(x - size, y + 0.7 * size, x + size, y + 0.7 * size, x, y - 0.9 * size, colour);
      break;
    case MapSign::Shape::dot:
      for (const auto& [size, colour] : {std::pair{8.5, paper}, {6.0, sign.colour}})
        canvas.line(x, y, x, y, size, colour);
      break;
    case MapSign::Shape::square:
      canvas.fill(px - 6, py - 6, 13, 13, paper);
      canvas.fill(px - 4, py - 4, 9, 9, sign.colour);
      break;
  }
}

void draw_panel(Canvas& canvas, const MapSheet& sheet, const Ground& ground, double exaggeration) {
  const MapLayout& m = ground.layout;
  const Speaker say(sheet.language);
  const int x = m.panel_x;
  const int top = m.frame_y + m.frame_height;
  const int below_legend = draw_legend(canvas, sheet, x, top, m.panel_width);
  int below = below_legend;
  if (!ground.streams.empty()) {
    canvas.line(x + 2, below - 9, x + 30, below - 9, 2.2, stream_line);
    canvas.write(x + 40, below - 14, say(map_words::stream_lines), fact_style);
    below -= line_height + 4;
  }
  for (const MapSign& sign : sheet.signs) {
    draw_sign(canvas, sign, x + 16, below - 9);
    canvas.write(x + 40, below - 14, shortened(sign.words, fact_style, m.panel_width - 40), fact_style);
    below -= line_height + 4;
  }
  if (!sheet.signs.empty()) below -= 8;
  draw_facts(canvas, sheet, x, below, m.panel_width);
  draw_scale_bar(canvas, x, m.frame_y + 26, m.metres_per_pixel);
  draw_north_arrow(canvas, x + m.panel_width - 18, m.frame_y + 32, say);
  const std::string heights =
      exaggeration > 1.0 ? map_words::filled(sheet.language, map_words::heights, exaggeration) : "";
  canvas.write(x, m.frame_y,
               say(ground.view == View::relief ? map_words::block : map_words::relief) + heights, note_style,
               faint_ink);
}

}  // namespace qingliu::postprocess
