#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "postprocess/colour_scales.hpp"
#include "postprocess/lettering.hpp"

namespace qingliu::postprocess {

/// Where a text lies relative to the point that is given for it.
enum class Align { left, centre, right };

/// A picture in memory. (0, 0) is the lower left pixel, y points up; what lies outside is cut off.
class Canvas {
 public:
  Canvas(int width, int height, Rgb ground = paper);

  int width() const { return width_; }
  int height() const { return height_; }
  Rgb at(int x, int y) const { return pixels_[place(x, y)]; }
  const std::vector<Rgb>& pixels() const { return pixels_; }  ///< rows from the bottom

  void set(int x, int y, Rgb colour);
  /// coverage 0-255: how much of the pixel takes the colour.
  void blend(int x, int y, Rgb colour, int coverage);
  void fill(int x, int y, int width, int height, Rgb colour);
  void frame(int x, int y, int width, int height, Rgb colour);
  /// Ring around (x, y), with soft edges.
  void ring(double x, double y, double radius, double thickness, Rgb colour);
  /// Line of that thickness with round ends and soft edges.
  void line(double x0, double y0, double x1, double y1, double thickness, Rgb colour);
  void triangle(double x0, double y0, double x1, double y1, double x2, double y2, Rgb colour);
  /// (x, y): the line on which the letters stand, at the start, middle or end of the text.
  void write(int x, int y, const std::string& text, const TextStyle& style, Rgb colour = ink,
             Align align = Align::left);

 private:
  std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  int width_, height_;
  std::vector<Rgb> pixels_;
};

/// Width of a text [px].
int text_width(const std::string& text, const TextStyle& style);

/// The text shortened with "..." until it is at most `width` pixels wide.
std::string shortened(const std::string& text, const TextStyle& style, int width);

/// The text in lines of at most `width` pixels, broken at spaces.
std::vector<std::string> wrapped(const std::string& text, const TextStyle& style, int width);

}  // namespace qingliu::postprocess
