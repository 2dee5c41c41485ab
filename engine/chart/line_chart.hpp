#pragma once
#include <optional>
#include <string>
#include <vector>

namespace qingliu::chart {

/// How a series is drawn. Marks are thinned to a readable number; lines keep every point.
enum class Mark { line, dashes, circles, squares, triangles };

struct Series {
  std::string name;  ///< in the legend; "": not there
  std::vector<double> x, y;
  Mark mark = Mark::line;
};

struct Axis {
  std::string title;  ///< with its unit: "depth [m]"
  bool logarithmic = false;
  std::optional<double> low, high;  ///< ends; else chosen from the data
  bool downward = false;            ///< of y: little on top, as rain is drawn above a hydrograph
};

/// Lines and marks over two axes.
struct LineChart {
  std::string title;
  Axis x, y;
  std::vector<Series> series;
  int width = 720, height = 400;  ///< [px] of the drawing; it scales with the page
  double label_room =
      0.0;  ///< [px] at least, for the numbers of y: the same in charts that lie one below another
};

/// One <svg> element, complete in itself: no scripts, no outside fonts or styles. The same chart gives the
/// same text. Colours are told apart by colour-blind readers (Okabe & Ito 2008), and marks by shape.
std::string to_svg(const LineChart& chart);

}  // namespace qingliu::chart
