#include "postprocess/map_names.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu::postprocess {
namespace {

constexpr double height = 14.0, below = 4.0;  // of the letters above and below their line

}  // namespace

void NamePlaces::place(double x, double y, const std::string& name, Rgb colour) {
  const double width = text_width(name, name_style);
  for (const double off : {12.0, 30.0, 55.0, 90.0}) {
    const double slant = 0.7 * off, middle = y - 5.0;
    const double places[8][2] = {{x + off, middle},
                                 {x - off - width, middle},
                                 {x - 0.5 * width, y + off},
                                 {x - 0.5 * width, y - off - height},
                                 {x + slant, y + slant},
                                 {x - slant - width, y + slant},
                                 {x + slant, y - slant - height},
                                 {x - slant - width, y - slant - height}};
    for (const auto& [left, bottom] : places) {
      const Box box{left - 2.0, bottom - below, left + width + 2.0, bottom + height};
      if (!free(box)) continue;
      taken_.push_back(box);
      placed_.push_back({left, bottom, x, y, off > 12.0, name, colour});
      return;
    }
  }
  without_room_.push_back(name);
}

void NamePlaces::take_line(double x_from, double y_from, double x_to, double y_to) {
  const int steps = 1 + static_cast<int>(std::hypot(x_to - x_from, y_to - y_from) / 8.0);
  for (int k = 0; k <= steps; ++k)
    take(x_from + (x_to - x_from) * k / steps, y_from + (y_to - y_from) * k / steps, 5.0);
}

bool NamePlaces::free(const Box& b) const {
  const bool inside = b.left >= m_.frame_x && b.right <= m_.frame_x + m_.frame_width &&
                      b.bottom >= m_.frame_y && b.top <= m_.frame_y + m_.frame_height;
  return inside && std::ranges::none_of(taken_, [&](const Box& t) {
           return b.left < t.right && b.right > t.left && b.bottom < t.top && b.top > t.bottom;
         });
}

void draw_names(Canvas& canvas, const std::vector<PlacedName>& names) {
  for (const PlacedName& n : names) {
    if (!n.far) continue;
    const double width = text_width(n.name, name_style);
    const double x = std::clamp(n.mark_x, n.left, n.left + width),
                 y = std::clamp(n.mark_y, n.bottom, n.bottom + height);
    canvas.line(n.mark_x, n.mark_y, x, y, 1.2, n.colour);
  }
  for (const PlacedName& n : names) {
    const int px = static_cast<int>(std::lround(n.left)), py = static_cast<int>(std::lround(n.bottom));
    for (const auto& [dx, dy] :
         {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, 1}, {-1, 1}, {1, -1}})
      canvas.write(px + dx, py + dy, n.name, name_style, paper);
    canvas.write(px, py, n.name, name_style, n.colour);
  }
}

}  // namespace qingliu::postprocess
