// Plans beside the run before them: indicators, what they cost, and the floods over each other.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "postprocess/html.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/report_page.hpp"
#include "postprocess/short_names.hpp"

namespace qingliu::postprocess {
namespace {

/// [CNY] middle cost of the measures that stand in a run, NaN where its table is not there.
double cost_of(const ReportedRun& run) {
  const io::CsvTable table = io::read_csv_table(run.results.folder() / "measure_costs.csv");
  const int stands = table.column("stands"), cost = table.column("cost_middle_cny");
  if (stands < 0 || cost < 0) return std::nan("");
  double sum = 0.0;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    if (table.number(r, stands) > 0.0) sum += table.number(r, cost);
  return sum;
}

/// A value with its change below it: in percent, or as it is for what is a share or a time already.
std::string beside(double base, double value, const std::string& unit) {
  const bool plain = unit == "%" || unit == "h" || base == 0.0;
  const double change = plain ? value - base : 100.0 * (value - base) / base;
  const std::string sign = change > 0.0 ? "+" : "";
  return fmt::format("{}<br><small>{}{}{}</small>", figure_text(value), sign,
                     plain ? figure_text(change) : fmt::format("{:.1f}", change), plain ? "" : " %");
}

}  // namespace

void ReportPage::comparison(const std::vector<ReportedRun>& plans) {
  if (plans.empty()) return;
  section(phrases::comparison);
  std::vector<std::string> titles{run_.name()};
  for (const ReportedRun& plan : plans) titles.push_back(plan.name());
  const std::vector<std::string> names = short_names(titles);
  page_ += "<table>\n";
  std::vector<std::string> heads{say_(phrases::indicator), ""};
  for (const std::string& name : names) heads.push_back(escaped(name));
  row(heads, "th");
  const std::vector<Indicator> base = indicators(run_.figures);
  for (std::size_t n = 0; n < base.size(); ++n) {
    std::vector<std::string> cells{say_(base[n].name), base[n].unit, figure_text(base[n].value)};
    for (const ReportedRun& plan : plans) {
      const std::vector<Indicator> other = indicators(plan.figures);
      const bool there = plan.figures.there && n < other.size();
      cells.push_back(there ? beside(base[n].value, other[n].value, base[n].unit) : "–");
    }
    row(cells);
  }
  costs(plans);
  page_ += "</table>\n";
  std::vector<std::pair<std::string, const io::CsvTable*>> tables{{names[0], &run_.gauges}};
  for (std::size_t p = 0; p < plans.size(); ++p) tables.emplace_back(names[p + 1], &plans[p].gauges);
  for (const std::string& gauge : gauge_names(run_.gauges)) {
    const std::vector<std::string> charts = charts_over_each_other(tables, gauge, say_);
    if (charts.empty()) continue;
    page_ += fmt::format("<h3>{}</h3>\n", gauge == "outlet" ? say_(phrases::outlet) : escaped(gauge));
    for (const std::string& chart : charts) figure(chart);
  }
}

/// Middle cost of the measures that stand, and of a tonne that leaves no more because of them.
void ReportPage::costs(const std::vector<ReportedRun>& plans) {
  const double before = cost_of(run_);
  const double free = std::isnan(before) ? 0.0 : before;
  std::vector<std::string> cost{say_(phrases::cost), "CNY", std::isnan(before) ? "–" : figure_text(before)};
  std::vector<std::string> per_tonne{say_(phrases::cost_of_a_tonne), "CNY/t", "–"};
  bool any = false;
  for (const ReportedRun& plan : plans) {
    const double with = cost_of(plan);
    const double kept = 1e-3 * (run_.figures.outflow_sediment() - plan.figures.outflow_sediment());
    any = any || with > 0.0;
    cost.push_back(std::isnan(with) ? "–" : figure_text(with));
    per_tonne.push_back(kept > 0.0 && with > free ? figure_text((with - free) / kept) : "–");
  }
  if (!any) return;
  row(cost);
  row(per_tonne);
}

}  // namespace qingliu::postprocess
