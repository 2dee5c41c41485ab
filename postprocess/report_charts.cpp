#include "postprocess/report_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "chart/line_chart.hpp"
#include "postprocess/flow_chart.hpp"

namespace qingliu::postprocess {
namespace {

constexpr double label_room = 58.0;  ///< [px] of charts that lie one below another

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

/// The lower end of an axis of amounts, which are read by their height above 0: 0 unless something is below
/// it. What is below by less than the line is thick is drawn at 0, or half of the axis would lie empty for
/// it.
std::optional<double> low_end(std::vector<chart::Series>& all) {
  constexpr double thickness = 0.005;  // of the largest value
  double least = 0.0, most = 0.0;
  for (const chart::Series& series : all) {
    for (const double value : series.y) {
      if (!std::isfinite(value)) continue;
      least = std::min(least, value);
      most = std::max(most, value);
    }
  }
  if (least < -thickness * most) return std::nullopt;
  for (chart::Series& series : all) {
    for (double& value : series.y) value = value < 0.0 ? 0.0 : value;
  }
  return 0.0;
}

/// Levels are read in whole metres, at least one of them, however little they move.
void keep_a_metre(chart::LineChart& level) {
  double least = INFINITY, most = -INFINITY;
  for (const chart::Series& series : level.series) {
    for (const double value : series.y) {
      if (!std::isfinite(value)) continue;
      least = std::min(least, value);
      most = std::max(most, value);
    }
  }
  if (!(most - least < 1.0)) return;
  level.y.low = std::floor(least);
  level.y.high = std::max(std::ceil(most), *level.y.low + 1.0);
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

std::vector<std::string> gauge_charts(const io::CsvTable& gauges, const std::string& gauge,
                                      const Speaker& say) {
  if (gauges.column("time_s") < 0 || gauges.column("rain_mm") < 0) return {};
  const GaugeSeries s = series_of(gauges, gauge);
  const double end = s.hours.empty() ? 1.0 : s.hours.back();
  const auto chart_of = [&](const Phrase& y_title, std::vector<chart::Series> series, int height,
                            bool rain = false) {
    chart::LineChart drawing;
    drawing.x = {rain ? "" : say(phrases::time_axis), false, 0.0, end};
    drawing.y.downward = rain;
    drawing.label_room = label_room;
    drawing.y.title = say(y_title);
    drawing.y.low = low_end(series);
    drawing.series = std::move(series);
    drawing.height = height;
    return chart::to_svg(drawing);
  };
  std::vector<std::string> charts;
  std::vector<double> rain = s.column(gauges, gauges.column("rain_mm"));
  for (std::size_t n = 0; n < rain.size(); ++n) rain[n] /= s.hours[n] - s.begin[n];
  charts.push_back(chart_of(phrases::rain_axis, {staircase(s, rain, "")}, 150, true));
  const std::vector<double> discharge = s.column(gauges, gauges.column("discharge_m3_per_s"));
  if (!all_missing(discharge)) {
    charts.push_back(chart_of(phrases::discharge_axis, {staircase(s, discharge, "")}, 300));
  } else {
    const std::vector<double> depth = s.column(gauges, gauges.column("depth_m"));
    charts.push_back(chart_of(phrases::depth_axis, {{"", s.hours, depth, chart::Mark::line}}, 300));
  }
  std::vector<chart::Series> loads;
  std::vector<std::pair<std::string, std::vector<double>>> by_grain;
  for (const auto& [name, column] : gauges.family("load_", "_kg_per_s")) {
    const std::vector<double> load = s.column(gauges, column);
    if (all_missing(load)) continue;
    const std::string grain = name.substr(0, name.find('@'));  // sources told apart: the grain's sum
    const auto of_grain = [&](const auto& entry) { return entry.first == grain; };
    const auto found = std::ranges::find_if(by_grain, of_grain);
    if (found == by_grain.end()) {
      by_grain.emplace_back(grain, load);
    } else {
      for (std::size_t n = 0; n < load.size(); ++n) found->second[n] += load[n];
    }
  }
  for (const auto& [grain, load] : by_grain) loads.push_back(staircase(s, load, grain_text(grain)));
  if (!loads.empty()) charts.push_back(chart_of(phrases::load_axis, std::move(loads), 300));
  return charts;
}

std::vector<std::string> charts_over_each_other(
    const std::vector<std::pair<std::string, const io::CsvTable*>>& runs, const std::string& gauge,
    const Speaker& say) {
  chart::LineChart discharges, loads;
  discharges.y.title = say(phrases::discharge_axis);
  loads.y.title = say(phrases::total_load_axis);
  double end = 0.0;
  for (const auto& [name, table] : runs) {
    if (table->column("time_s") < 0 || table->column("gauge") != 0) return {};
    const GaugeSeries s = series_of(*table, gauge);
    if (s.rows.empty()) return {};
    const std::vector<double> discharge = s.column(*table, table->column("discharge_m3_per_s"));
    if (all_missing(discharge)) return {};
    discharges.series.push_back(staircase(s, discharge, name));
    std::vector<double> sum(s.rows.size(), 0.0);
    bool carries = false;
    for (const auto& [grain, column] : table->family("load_", "_kg_per_s")) {
      const std::vector<double> load = s.column(*table, column);
      if (all_missing(load)) continue;
      carries = true;
      for (std::size_t n = 0; n < load.size(); ++n) sum[n] += load[n];
    }
    if (carries) loads.series.push_back(staircase(s, sum, name));
    end = std::max(end, s.hours.back());
  }
  std::vector<std::string> charts;
  for (chart::LineChart* drawing : {&discharges, &loads}) {
    if (drawing->series.size() < runs.size()) continue;
    drawing->x = {say(phrases::time_axis), false, 0.0, end};
    drawing->y.low = low_end(drawing->series);
    drawing->label_room = label_room;
    drawing->height = 300;
    charts.push_back(chart::to_svg(*drawing));
  }
  return charts;
}

std::string water_chart(const RunFigures& f, const Speaker& say) {
  const double in = f.rain + f.inflow;
  if (!(in > 0.0)) return "";
  // Water knows no origin in the balance: what goes is shared as what comes.
  const std::vector<double> goals{f.outflow,    f.infiltrated,    f.intercepted,
                                  f.evaporated, f.reservoir_loss, f.stored};
  std::vector<Flow> flows;
  for (const auto& [origin, amount] : {std::pair<std::size_t, double>{0, f.rain}, {1, f.inflow}}) {
    for (std::size_t g = 0; g < goals.size(); ++g) flows.push_back({origin, g, goals[g] * amount / in});
  }
  return flow_chart({say(phrases::rain), say(phrases::inflow)},
                    {say(phrases::outflow), say(phrases::infiltrated), say(phrases::intercepted),
                     say(phrases::evaporated), say(phrases::reservoir_loss), say(phrases::stored)},
                    flows, "m³");
}

std::string sediment_chart(const RunFigures& f, const Speaker& say) {
  std::vector<std::string> classes;
  std::vector<Flow> flows;
  for (const ClassFigures& c : f.classes) {
    const std::size_t from = classes.size();
    classes.push_back(grain_text(c.name));
    flows.insert(flows.end(), {{from, 0, c.outflow / 1e3},
                               {from, 1, c.deposited / 1e3},
                               {from, 2, c.suspended / 1e3},
                               {from, 3, c.removed / 1e3}});
  }
  return flow_chart(
      classes,
      {say(phrases::exported), say(phrases::deposited), say(phrases::suspended), say(phrases::removed)},
      flows, "t");
}

std::vector<std::string> reservoir_charts(const io::CsvTable& reservoirs, std::size_t row,
                                          const io::CsvTable& series, const Speaker& say) {
  const GaugeSeries s = series_of(series, reservoirs.rows[row][0]);
  if (s.hours.empty() || series.column("time_s") < 0) return {};
  const auto column = [&](const char* name) { return s.column(series, series.column(name)); };
  const double end = s.hours.back();
  chart::LineChart level;
  level.x = {say(phrases::time_axis), false, 0.0, end};
  level.y.title = say(phrases::level_axis);
  level.series.push_back({"", s.hours, column("level_m")});
  std::vector<std::pair<double, std::string>> marks;  // heights and all that they are
  const auto mark = [&](const std::string& name, double height) {
    if (std::isnan(height)) return;
    const auto same =
        std::ranges::find_if(marks, [&](const auto& m) { return std::fabs(m.first - height) < 0.005; });
    if (same == marks.end())
      marks.emplace_back(height, name);
    else
      same->second += say.chinese() ? "、" + name : ", " + name;
  };
  mark(say(phrases::crest), reservoirs.number(row, reservoirs.column("crest_m")));
  for (const auto& [name, place] : reservoirs.family("alarm_", "_m"))
    mark(say(phrases::alarm) + " " + name, reservoirs.number(row, place));
  for (const auto& [height, name] : marks)
    level.series.push_back(
        {fmt::format("{} {:.2f} m", name, height), {0.0, end}, {height, height}, chart::Mark::dashes});
  keep_a_metre(level);
  level.height = 320;
  level.label_room = label_room;
  chart::LineChart flow;
  flow.x = level.x;
  flow.y.title = say(phrases::in_and_out);
  flow.series = {staircase(s, column("inflow_m3_per_s"), say(phrases::inflow_short)),
                 staircase(s, column("outflow_m3_per_s"), say(phrases::outflow_short))};
  flow.y.low = low_end(flow.series);
  flow.height = 280;
  flow.label_room = label_room;
  return {chart::to_svg(level), chart::to_svg(flow)};
}

std::string filling_chart(const io::CsvTable& structures, const io::CsvTable& series, const Speaker& say) {
  const int filled = series.column("filled"), at_end = structures.column("filled");
  if (filled < 0 || series.column("time_s") < 0 || at_end < 0) return "";
  std::vector<std::size_t> fullest(structures.rows.size());
  std::iota(fullest.begin(), fullest.end(), std::size_t{0});
  std::ranges::stable_sort(fullest, std::ranges::greater{},
                           [&](std::size_t r) { return structures.number(r, at_end); });
  if (fullest.size() > most_filling_lines) fullest.resize(most_filling_lines);
  chart::LineChart drawing;
  double end = 0.0;
  for (const std::size_t r : fullest) {
    const GaugeSeries s = series_of(series, structures.rows[r][0]);
    if (s.hours.empty()) continue;
    std::vector<double> percent = s.column(series, filled);
    for (double& value : percent) value *= 100.0;
    end = std::max(end, s.hours.back());
    drawing.series.push_back({structures.rows[r][0], s.hours, percent, chart::Mark::line});
  }
  if (drawing.series.empty()) return "";
  drawing.x = {say(phrases::time_axis), false, 0.0, end};
  drawing.y = {say(phrases::filled_axis), false, 0.0, {}};
  drawing.height = 300;
  drawing.label_room = label_room;
  return chart::to_svg(drawing);
}

}  // namespace qingliu::postprocess
