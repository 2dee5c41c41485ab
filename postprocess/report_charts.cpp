#include "postprocess/report_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "chart/line_chart.hpp"
#include "postprocess/html.hpp"

namespace qingliu::postprocess {
namespace {

/// Rows of one gauge as series.
struct GaugeSeries {
  std::vector<double> hours, begin;  ///< [h] end and beginning of each interval
  std::vector<double> column(const io::CsvTable& table, int column) const {
    std::vector<double> values;
    for (const std::size_t row : rows) values.push_back(table.number(row, column));
    return values;
  }
  std::vector<std::size_t> rows;
};

GaugeSeries series_of(const io::CsvTable& gauges, const std::string& gauge) {
  GaugeSeries s;
  const int time = gauges.column("time_s");
  double before = 0.0;
  for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
    if (gauges.rows[r][0] != gauge) continue;
    const double now = gauges.number(r, time) / 3600.0;
    s.rows.push_back(r);
    s.begin.push_back(before);
    s.hours.push_back(now);
    before = now;
  }
  return s;
}

/// Values that hold over intervals, as a staircase.
chart::Series staircase(const GaugeSeries& s, const std::vector<double>& values, const std::string& name) {
  chart::Series steps;
  steps.name = name;
  for (std::size_t n = 0; n < values.size(); ++n) {
    steps.x.insert(steps.x.end(), {s.begin[n], s.hours[n]});
    steps.y.insert(steps.y.end(), {values[n], values[n]});
  }
  return steps;
}

bool all_missing(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
}

}  // namespace

std::vector<std::string> gauge_names(const io::CsvTable& gauges) {
  std::vector<std::string> names;
  for (const auto& row : gauges.rows) {
    if (std::find(names.begin(), names.end(), row[0]) == names.end()) names.push_back(row[0]);
  }
  return names;
}

std::vector<std::string> gauge_charts(const io::CsvTable& gauges, const std::string& gauge, const Speaker& say) {
  const GaugeSeries s = series_of(gauges, gauge);
  const double end = s.hours.empty() ? 1.0 : s.hours.back();
  const auto chart_of = [&](const Phrase& y_title, std::vector<chart::Series> series, int height) {
    chart::LineChart drawing;
    drawing.x = {say(phrases::time_axis), false, 0.0, end};
    drawing.y.title = say(y_title);
    drawing.series = std::move(series);
    drawing.height = height;
    return chart::to_svg(drawing);
  };
  std::vector<std::string> charts;
  std::vector<double> rain = s.column(gauges, gauges.column("rain_mm"));
  for (std::size_t n = 0; n < rain.size(); ++n) rain[n] /= s.hours[n] - s.begin[n];
  charts.push_back(chart_of(phrases::rain_axis, {staircase(s, rain, "")}, 190));
  const std::vector<double> discharge = s.column(gauges, gauges.column("discharge_m3_per_s"));
  if (!all_missing(discharge)) {
    charts.push_back(chart_of(phrases::discharge_axis, {staircase(s, discharge, "")}, 300));
  } else {
    const std::vector<double> depth = s.column(gauges, gauges.column("depth_m"));
    charts.push_back(chart_of(phrases::depth_axis, {{"", s.hours, depth, chart::Mark::line}}, 300));
  }
  std::vector<chart::Series> loads;
  for (const auto& [name, column] : gauges.family("load_", "_kg_per_s")) {
    const std::vector<double> load = s.column(gauges, column);
    if (!all_missing(load)) loads.push_back(staircase(s, load, name));
  }
  if (!loads.empty()) charts.push_back(chart_of(phrases::load_axis, std::move(loads), 300));
  return charts;
}

std::string share_bar(const std::vector<Part>& parts) {
  constexpr std::array colours{"#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7"};  // Okabe & Ito 2008
  std::string svg = "<svg class=\"bar\" viewBox=\"0 0 720 26\" role=\"img\">";
  std::string legend = "<p class=\"legend\">";
  double x = 0.0;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    const double width = 720.0 * std::max(0.0, parts[n].share);
    const char* colour = colours[n % colours.size()];
    svg += fmt::format("<rect x=\"{:.2f}\" y=\"0\" width=\"{:.2f}\" height=\"26\" fill=\"{}\"/>", x, width,
                       colour);
    legend += fmt::format("<span><i style=\"background:{}\"></i>{} {:.1f} %</span> ", colour,
                          escaped(parts[n].name), 100.0 * parts[n].share);
    x += width;
  }
  return svg + "</svg>" + legend + "</p>";
}

}  // namespace qingliu::postprocess
