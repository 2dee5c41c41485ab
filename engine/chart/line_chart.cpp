#include "chart/line_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "chart/scale.hpp"
#include "chart/text_size.hpp"

namespace qingliu::chart {
namespace {

constexpr std::array<const char*, 7> line_colours{"#222222", "#009E73", "#CC79A7", "#56B4E9",
                                                  "#E69F00", "#0072B2", "#D55E00"};
constexpr std::array<const char*, 5> mark_colours{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"};
constexpr std::size_t most_marks = 60;  ///< of one series
constexpr int line_height = 18;         ///< [px] of the legend

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return safe;
}

bool is_line(Mark mark) { return mark == Mark::line || mark == Mark::dashes; }

struct Frame {
  double left = 0, right = 0, top = 0, bottom = 0;
  Scale x, y;
  bool downward = false;
  double px(double value) const { return left + (right - left) * x.place(value); }
  double py(double value) const {
    return downward ? top + (bottom - top) * y.place(value) : bottom - (bottom - top) * y.place(value);
  }
};

std::string mark_shape(Mark mark, double x, double y, const char* colour) {
  const std::string paint =
      fmt::format("fill='white' fill-opacity='.6' stroke='{}' stroke-width='1.4'", colour);
  if (mark == Mark::squares)
    return fmt::format("<rect x='{:.1f}' y='{:.1f}' width='6' height='6' {}/>", x - 3, y - 3, paint);
  if (mark == Mark::triangles) return fmt::format("<path d='M{:.1f} {:.1f}l4 7h-8z' {}/>", x, y - 4.5, paint);
  return fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='3.2' {}/>", x, y, paint);
}

std::string stroke(Mark mark, const char* colour) {
  return fmt::format("fill='none' stroke='{}' stroke-width='1.6'{}", colour,
                     mark == Mark::dashes ? " stroke-dasharray='7 4'" : "");
}

std::string drawn(const Series& series, const Frame& frame, const char* colour) {
  std::string out;
  const std::size_t count = std::min(series.x.size(), series.y.size());
  if (!is_line(series.mark)) {
    const std::size_t every = (count + most_marks - 1) / most_marks;
    for (std::size_t k = 0; k < count; k += std::max<std::size_t>(1, every)) {
      if (!frame.x.holds(series.x[k]) || !frame.y.holds(series.y[k])) continue;
      out += mark_shape(series.mark, frame.px(series.x[k]), frame.py(series.y[k]), colour) + "\n";
    }
    return out;
  }
  std::string path;
  bool pen_down = false;
  for (std::size_t k = 0; k < count; ++k) {
    if (!frame.x.holds(series.x[k]) || !frame.y.holds(series.y[k])) {
      pen_down = false;
      continue;
    }
    path +=
        fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", frame.px(series.x[k]), frame.py(series.y[k]));
    pen_down = true;
  }
  return fmt::format("<path d='{}' {}/>\n", path, stroke(series.mark, colour));
}

/// The name cut with an ellipsis to so many pixels.
std::string shortened(const std::string& name, double width) {
  if (text_width(name) <= width) return name;
  std::string text = name;
  while (!text.empty() && text_width(text) + text_width("\u2026") > width) {
    do {
      text.pop_back();
    } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80);
    if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0xC0) text.pop_back();
  }
  return text + "\u2026";
}

/// The legend lies above the frame, in as many lines as it needs; with an empty frame it only counts them.
std::string legend(const LineChart& chart, const std::vector<const char*>& colours, double left, double right,
                   double top, int& lines) {
  std::string out;
  double x = left;
  lines = 0;
  for (std::size_t k = 0; k < chart.series.size(); ++k) {
    const Series& series = chart.series[k];
    if (series.name.empty()) continue;
    const std::string name = shortened(series.name, right - left - 30);
    const double width = 30 + text_width(name) + 18;
    if (lines == 0 || x + width > right) {
      ++lines;
      x = left;
    }
    const double y = top + line_height * (lines - 0.5);
    out += is_line(series.mark)
               ? fmt::format("<path d='M{:.1f} {:.1f}h24' {}/>", x, y, stroke(series.mark, colours[k]))
               : mark_shape(series.mark, x + 12, y, colours[k]);
    out += fmt::format("<text x='{:.1f}' y='{:.1f}'>{}</text>\n", x + 30, y + 4.5, escaped(name));
    x += width;
  }
  return out;
}

std::string axes(const LineChart& chart, const Frame& f) {
  std::string out;
  for (const Tick& tick : f.x.ticks) {
    out +=
        fmt::format("<path d='M{:.1f} {:.1f}V{:.1f}' stroke='#e4e4e4'/>", f.px(tick.value), f.top, f.bottom);
    out += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='middle'>{}</text>\n", f.px(tick.value),
                       f.bottom + 18, tick.label);
  }
  for (const Tick& tick : f.y.ticks) {
    out +=
        fmt::format("<path d='M{:.1f} {:.1f}H{:.1f}' stroke='#e4e4e4'/>", f.left, f.py(tick.value), f.right);
    out += fmt::format("<text x='{:.1f}' y='{:.1f}' text-anchor='end'>{}</text>\n", f.left - 7,
                       f.py(tick.value) + 4.5, tick.label);
  }
  out += fmt::format("<path d='M{:.1f} {:.1f}V{:.1f}H{:.1f}' fill='none' stroke='#555'/>\n", f.left,
                     f.downward ? f.bottom : f.top, f.downward ? f.top : f.bottom, f.right);
  out += fmt::format("<text x='{:.1f}' y='{}' text-anchor='middle'>{}</text>\n", 0.5 * (f.left + f.right),
                     chart.height - 8, escaped(chart.x.title));
  out += fmt::format("<text transform='translate(16 {:.1f}) rotate(-90)' text-anchor='middle'>{}</text>\n",
                     0.5 * (f.top + f.bottom), escaped(chart.y.title));
  return out;
}

std::vector<const char*> colours_of(const LineChart& chart) {
  std::vector<const char*> colours;
  std::size_t lines = 0, marks = 0;
  for (const Series& series : chart.series) {
    colours.push_back(is_line(series.mark) ? line_colours[lines++ % line_colours.size()]
                                           : mark_colours[marks++ % mark_colours.size()]);
  }
  return colours;
}

}  // namespace

std::string to_svg(const LineChart& chart) {
  std::vector<double> xs, ys;
  for (const Series& series : chart.series) {
    xs.insert(xs.end(), series.x.begin(), series.x.end());
    ys.insert(ys.end(), series.y.begin(), series.y.end());
  }
  Frame frame;
  frame.x = scale_for(xs, chart.x.logarithmic, chart.x.low, chart.x.high);
  frame.y = scale_for(ys, chart.y.logarithmic, chart.y.low, chart.y.high);
  frame.downward = chart.y.downward;
  double widest = chart.label_room;
  for (const Tick& tick : frame.y.ticks) widest = std::max(widest, text_width(tick.label));
  frame.left = 40 + widest;
  frame.right = chart.width - 24;
  const std::vector<const char*> colours = colours_of(chart);
  int lines = 0;
  const double top = chart.title.empty() ? 4 : 28;
  const std::string names = legend(chart, colours, frame.left, frame.right, top, lines);
  frame.top = top + line_height * lines + 8;
  frame.bottom = chart.height - (chart.x.title.empty() ? 26 : 46);
  std::string out = fmt::format(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {} {}' role='img' font-family='sans-serif' "
      "font-size='13' fill='#222'>\n<title>{}</title>\n",
      chart.width, chart.height, escaped(chart.title));
  if (!chart.title.empty())
    out += fmt::format("<text x='{:.1f}' y='18' font-size='14' font-weight='bold'>{}</text>\n", frame.left,
                       escaped(chart.title));
  out += names + axes(chart, frame);
  out += fmt::format(
      "<svg x='{0:.1f}' y='{1:.1f}' width='{2:.1f}' height='{3:.1f}' viewBox='{0:.1f} {1:.1f} {2:.1f} "
      "{3:.1f}' overflow='hidden'>\n",
      frame.left - 4, frame.top - 4, frame.right - frame.left + 8, frame.bottom - frame.top + 8);
  for (std::size_t k = 0; k < chart.series.size(); ++k) out += drawn(chart.series[k], frame, colours[k]);
  return out + "</svg>\n</svg>\n";
}

}  // namespace qingliu::chart
