#include "postprocess/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "postprocess/fonts.hpp"

namespace qingliu::postprocess {

Canvas::Canvas(int width, int height, Rgb ground)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), ground) {}

void Canvas::set(int x, int y, Rgb colour) {
  if (x >= 0 && y >= 0 && x < width_ && y < height_) pixels_[place(x, y)] = colour;
}

void Canvas::blend(int x, int y, Rgb colour, int coverage) {
  if (coverage <= 0 || x < 0 || y < 0 || x >= width_ || y >= height_) return;
  Rgb& pixel = pixels_[place(x, y)];
  const auto mixed = [&](std::uint8_t below, std::uint8_t above) {
    return static_cast<std::uint8_t>((below * (255 - coverage) + above * coverage + 127) / 255);
  };
  pixel = {mixed(pixel.red, colour.red), mixed(pixel.green, colour.green), mixed(pixel.blue, colour.blue)};
}

void Canvas::fill(int x, int y, int width, int height, Rgb colour) {
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) set(column, row, colour);
  }
}

void Canvas::frame(int x, int y, int width, int height, Rgb colour) {
  fill(x, y, width, 1, colour);
  fill(x, y + height - 1, width, 1, colour);
  fill(x, y, 1, height, colour);
  fill(x + width - 1, y, 1, height, colour);
}

void Canvas::ring(double x, double y, double radius, double thickness, Rgb colour) {
  const int reach = static_cast<int>(radius + thickness + 2.0);
  const int column = static_cast<int>(x);
  const int row = static_cast<int>(y);
  for (int j = row - reach; j <= row + reach; ++j) {
    for (int i = column - reach; i <= column + reach; ++i) {
      const double from_line = std::abs(std::hypot(i + 0.5 - x, j + 0.5 - y) - radius);
      const double covered = std::clamp(0.5 * thickness + 0.5 - from_line, 0.0, 1.0);
      blend(i, j, colour, static_cast<int>(std::lround(255.0 * covered)));
    }
  }
}

void Canvas::line(double x0, double y0, double x1, double y1, double thickness, Rgb colour) {
  const double along_x = x1 - x0, along_y = y1 - y0;
  const double length2 = along_x * along_x + along_y * along_y;
  const double reach = 0.5 * thickness + 1.0;
  for (int j = static_cast<int>(std::min(y0, y1) - reach); j <= static_cast<int>(std::max(y0, y1) + reach);
       ++j) {
    for (int i = static_cast<int>(std::min(x0, x1) - reach); i <= static_cast<int>(std::max(x0, x1) + reach);
         ++i) {
      const double px = i + 0.5 - x0, py = j + 0.5 - y0;
      const double t = length2 > 0.0 ? std::clamp((px * along_x + py * along_y) / length2, 0.0, 1.0) : 0.0;
      const double covered =
          std::clamp(0.5 * thickness + 0.5 - std::hypot(px - t * along_x, py - t * along_y), 0.0, 1.0);
      blend(i, j, colour, static_cast<int>(std::lround(255.0 * covered)));
    }
  }
}

void Canvas::triangle(double x0, double y0, double x1, double y1, double x2, double y2, Rgb colour) {
  constexpr int samples = 4;
  const auto side = [](double ax, double ay, double bx, double by, double px, double py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  };
  const double turn = side(x0, y0, x1, y1, x2, y2) < 0.0 ? -1.0 : 1.0;
  const auto inside = [&](double px, double py) {
    return turn * side(x0, y0, x1, y1, px, py) >= 0.0 && turn * side(x1, y1, x2, y2, px, py) >= 0.0 &&
           turn * side(x2, y2, x0, y0, px, py) >= 0.0;
  };
  for (int j = static_cast<int>(std::min({y0, y1, y2})); j <= static_cast<int>(std::max({y0, y1, y2})); ++j) {
    for (int i = static_cast<int>(std::min({x0, x1, x2})); i <= static_cast<int>(std::max({x0, x1, x2}));
         ++i) {
      int hits = 0;
      for (int s = 0; s < samples * samples; ++s) {
        if (inside(i + (s % samples + 0.5) / samples, j + (s / samples + 0.5) / samples)) ++hits;
      }
      blend(i, j, colour, 255 * hits / (samples * samples));
    }
  }
}

void Canvas::write(int x, int y, const std::string& text, const TextStyle& style, Rgb colour, Align align) {
  const TextImage image = letter(text, style);
  int start = x;
  if (align == Align::centre) start -= image.width / 2;
  if (align == Align::right) start -= image.width;
  for (int row = 0; row < image.height; ++row) {
    for (int column = 0; column < image.width; ++column) {
      const std::size_t pixel = static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width) +
                                static_cast<std::size_t>(column);
      blend(start + image.left + column, y + image.bottom + row, colour, image.coverage[pixel]);
    }
  }
}

int text_width(const std::string& text, const TextStyle& style) { return letter(text, style).width; }

std::string shortened(const std::string& text, const TextStyle& style, int width) {
  if (text_width(text, style) <= width) return text;
  std::u32string characters = characters_of(text);
  while (!characters.empty() && text_width(utf8_of(characters) + "...", style) > width) characters.pop_back();
  return utf8_of(characters) + "...";
}

std::vector<std::string> wrapped(const std::string& text, const TextStyle& style, int width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && text_width(longer, style) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
    begin = end + 1;
  }
  lines.push_back(line);
  return lines;
}

}  // namespace qingliu::postprocess
