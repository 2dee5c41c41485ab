// Plans beside the run before them: indicators, what they cost, and the floods over each other.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "postprocess/html.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/report_page.hpp"

namespace qingliu::postprocess {
namespace {

/// [CNY] cost of the measures that stand in a run; nothing where its table is not there.
struct Cost {
  double low = 0.0, middle = 0.0, high = 0.0;
};
std::optional<Cost> cost_of(const ReportedRun& run) {
  const io::CsvTable table = run.table("measure_costs.csv");
  const int stands = table.column("stands"), low = table.column("cost_low_cny"),
            middle = table.column("cost_middle_cny"), high = table.column("cost_high_cny");
  if (stands < 0 || low < 0 || middle < 0 || high < 0) return std::nullopt;
  Cost sum;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (!(table.number(r, stands) > 0.0)) continue;
    sum.low += table.number(r, low);
    sum.middle += table.number(r, middle);
    sum.high += table.number(r, high);
  }
  return sum;
}

/// "30,000" over "15,000 – 60,000".
std::string with_range(double low, double middle, double high) {
  return fmt::format("{}<br><small>{} – {}</small>", figure_text(middle), figure_text(low),
                     figure_text(high));
}

/// A value with its change below it: in percent, or as it is for what is a share or a time already.
std::string beside(double base, double value, const std::string& unit) {
  const bool plain = unit == "%" || unit == "h" || base == 0.0;
  const double change = plain ? value - base : 100.0 * (value - base) / base;
  std::string text = plain ? figure_text(change) : fmt::format("{:.1f}", change);
  if (text == "-0.0") text = "0.0";
  const bool grew = text.front() != '-' && text.find_first_of("123456789") != std::string::npos;
  return fmt::format("{}<br><small>{}{}{}</small>", figure_text(value), grew ? "+" : "", text,
                     plain ? "" : " %");
}

}  // namespace

void ReportPage::comparison() {
  if (plans_.empty()) return;
  section(phrases::comparison);
  page_ += "<table>\n";
  std::vector<std::string> heads{say_(phrases::indicator), ""};
  for (const std::string& name : names_) heads.push_back(escaped(name));
  row(heads, "th");
  const std::vector<Indicator> base = indicators(run_.figures);
  for (std::size_t n = 0; n < base.size(); ++n) {
    std::vector<std::string> cells{say_(base[n].name), base[n].unit,
                                   run_.figures.there ? figure_text(base[n].value) : "–"};
    for (const ReportedRun& plan : plans_) {
      const std::vector<Indicator> other = indicators(plan.figures);
      const bool there = plan.figures.there && n < other.size();
      cells.push_back(!there               ? "–"
                      : run_.figures.there ? beside(base[n].value, other[n].value, base[n].unit)
                                           : figure_text(other[n].value));
    }
    row(cells);
  }
  const bool priced = costs();
  page_ += "</table>\n";
  if (priced)
    paragraph("facts", {map_words::filled(language_, phrases::cost_note,
                                          duration_words(run_.figures.time, language_))});
  std::vector<std::pair<std::string, const io::CsvTable*>> tables{{names_[0], &run_.gauges}};
  for (std::size_t p = 0; p < plans_.size(); ++p) tables.emplace_back(names_[p + 1], &plans_[p].gauges);
  for (const std::string& gauge : gauge_names(run_.gauges)) {
    const std::vector<std::string> charts = charts_over_each_other(tables, gauge, say_);
    if (charts.empty()) continue;
    page_ += fmt::format("<h3>{}</h3>\n", gauge == "outlet" ? say_(phrases::outlet) : escaped(gauge));
    for (const std::string& chart : charts) figure(chart);
  }
}

/// Cost of the measures that stand, and of a tonne that leaves no more because of them; false where no plan
/// has any.
bool ReportPage::costs() {
  const std::optional<Cost> before = cost_of(run_);
  const Cost free = before.value_or(Cost{});
  const auto told = [](const std::optional<Cost>& cost) {
    return cost ? with_range(cost->low, cost->middle, cost->high) : std::string("–");
  };
  std::vector<std::string> cost{say_(phrases::cost), say_(phrases::yuan), told(before)};
  std::vector<std::string> per_tonne{say_(phrases::cost_of_a_tonne), say_(phrases::yuan) + "/t", "–"};
  bool any = false;
  for (const ReportedRun& plan : plans_) {
    const std::optional<Cost> with = cost_of(plan);
    const bool both = run_.figures.there && plan.figures.there && with;
    const double kept =
        both ? 1e-3 * (run_.figures.outflow_sediment() - plan.figures.outflow_sediment()) : 0.0;
    any = any || (with && with->high > 0.0);
    cost.push_back(told(with));
    per_tonne.push_back(kept > 0.0 && with->middle > free.middle
                            ? with_range((with->low - free.low) / kept, (with->middle - free.middle) / kept,
                                         (with->high - free.high) / kept)
                            : "–");
  }
  if (!any) return false;
  row(cost);
  row(per_tonne);
  return true;
}

}  // namespace qingliu::postprocess
