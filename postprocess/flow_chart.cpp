#include "postprocess/flow_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "chart/text_size.hpp"
#include "postprocess/html.hpp"
#include "postprocess/report_figures.hpp"

namespace qingliu::postprocess {
namespace {

constexpr double least_width = 720.0, least_bands = 200.0, bands_height = 220.0, gap = 10.0, node = 12.0,
                 line_height = 17.0, top = 6.0, beside = 8.0;
constexpr std::array colours{"#0072b2", "#e69f00", "#009e73",
                             "#cc79a7", "#56b4e9", "#d55e00"};  // Okabe & Ito 2008

/// The ends of all bands on one side, stacked.
struct Side {
  std::vector<double> amount, begin,
      filled;  ///< amount; [px] upper end of the node; [px] of it already taken
  double bottom = top;

  Side(std::size_t nodes, const std::vector<Flow>& flows, std::size_t Flow::*end)
      : amount(nodes), begin(nodes), filled(nodes) {
    for (const Flow& f : flows) amount[f.*end] += std::max(0.0, f.amount);
  }
  void stack(double scale) {
    for (std::size_t n = 0; n < amount.size(); ++n) {
      begin[n] = bottom;
      if (amount[n] > 0.0) bottom += scale * amount[n] + gap;
    }
  }
  double take(std::size_t n, double height) {
    const double y = begin[n] + filled[n];
    filled[n] += height;
    return y;
  }
};

/// What stands beside each node: name, amount and share; "" where nothing flows.
std::vector<std::string> words_beside(const Side& side, const std::vector<std::string>& names, double whole,
                                      const std::string& unit) {
  std::vector<std::string> words(names.size());
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (side.amount[n] > 0.0)
      words[n] = fmt::format("{} {} {} ({:.1f} %)", names[n], figure_text(side.amount[n]), unit,
                             100.0 * side.amount[n] / whole);
  }
  return words;
}

double widest(const std::vector<std::string>& words) {
  double width = 0.0;
  for (const std::string& text : words) width = std::max(width, chart::text_width(text));
  return width;
}

/// Words beside the nodes, lines kept apart. Returns the lowest line [px].
double write_words(std::string& svg, const Side& side, const std::vector<std::string>& words, double x,
                   const char* anchor, double scale) {
  double line = 0.0;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n].empty()) continue;
    line = std::max(line + line_height, side.begin[n] + 0.5 * scale * side.amount[n] + 5.0);
    svg += fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, line, anchor,
                       escaped(words[n]));
  }
  return line;
}

}  // namespace

std::string flow_chart(const std::vector<std::string>& origins, const std::vector<std::string>& goals,
                       const std::vector<Flow>& flows, const std::string& unit) {
  Side left(origins.size(), flows, &Flow::from), right(goals.size(), flows, &Flow::to);
  double whole = 0.0;
  for (const double amount : left.amount) whole += amount;
  if (!(whole > 0.0)) return "";
  const double scale = bands_height / whole;
  left.stack(scale);
  right.stack(scale);
  const std::vector<std::string> left_words = words_beside(left, origins, whole, unit),
                                 right_words = words_beside(right, goals, whole, unit);
  const double bands_left = std::ceil(widest(left_words) + beside + 4.0),
               right_room = std::ceil(widest(right_words) + beside + 4.0),
               width = std::max(least_width, bands_left + least_bands + right_room),
               bands_right = width - right_room;
  std::string bands;
  for (const Flow& f : flows) {
    if (!(f.amount > 0.0)) continue;
    const double h = scale * f.amount, a = left.take(f.from, h), b = right.take(f.to, h);
    const double x0 = bands_left + node, x1 = bands_right - node, middle = 0.5 * (x0 + x1);
    bands += fmt::format(
        "<path d=\"M{0:.1f},{2:.2f} C{4:.1f},{2:.2f} {4:.1f},{3:.2f} {1:.1f},{3:.2f} V{6:.2f} "
        "C{4:.1f},{6:.2f} {4:.1f},{5:.2f} "
        "{0:.1f},{5:.2f} Z\" fill=\"{7}\" fill-opacity=\"0.45\"/>\n",
        x0, x1, a, b, middle, a + h, b + h, colours[f.from % colours.size()]);
  }
  const auto draw_nodes = [&](const Side& side, double x, bool own_colour) {
    for (std::size_t n = 0; n < side.amount.size(); ++n) {
      if (!(side.amount[n] > 0.0)) continue;
      bands +=
          fmt::format("<rect x=\"{:.1f}\" y=\"{:.2f}\" width=\"{:.0f}\" height=\"{:.2f}\" fill=\"{}\"/>\n", x,
                      side.begin[n], node, std::max(0.75, scale * side.amount[n]),
                      own_colour ? colours[n % colours.size()] : "#555");
    }
  };
  draw_nodes(left, bands_left, true);
  draw_nodes(right, bands_right - node, false);
  const double lowest =
      std::max(write_words(bands, left, left_words, bands_left - beside, "end", scale),
               write_words(bands, right, right_words, bands_right + beside, "start", scale));
  const double height = std::max({left.bottom, right.bottom, lowest + 8.0});
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n{}</svg>",
      width, height, bands);
}

}  // namespace qingliu::postprocess
