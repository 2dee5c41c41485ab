// The tables of a report: erosion by class, sources, reservoirs, balances.
#include "postprocess/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postprocess/erosion_classes.hpp"
#include "postprocess/html.hpp"
#include "postprocess/report_charts.hpp"

namespace qingliu::postprocess {

/// Area and loss in each class of SL 190, where the run has stored its net erosion.
void ReportPage::erosion() {
  const std::vector<ErosionClass> classes = erosion_by_class(run_.results);
  if (classes.empty()) return;
  section(phrases::erosion_classes);
  page_ += fmt::format("<p class=\"facts\">{}</p>\n<table>\n", say_(phrases::erosion_note));
  double area = 0.0, loss = 0.0;
  for (const ErosionClass& c : classes) area += c.area, loss += c.loss;
  const bool small = area < 1e7;  // in km2 the cells of a small watershed would be many zeros
  const double unit = small ? 1e4 : 1e6;
  row({say_(phrases::erosion_class), say_(phrases::erosion_range),
       say_(small ? phrases::area_hectares : phrases::area), say_(phrases::share_of_area),
       say_(phrases::soil_lost)},
      "th");
  for (const ErosionClass& c : classes) {
    row({say_(c.name), c.range, figure_text(c.area / unit), figure_text(100.0 * c.area / area),
         figure_text(c.loss / 1e3)});
  }
  row({say_(phrases::all), "", figure_text(area / unit), figure_text(100.0), figure_text(loss / 1e3)});
  page_ += "</table>\n";
}

/// Sources down, targets across: what entered, what each reservoir and structure holds, what left.
void ReportPage::sources() {
  const io::CsvTable table = io::read_csv_table(run_.results.folder() / "sources.csv");
  if (table.empty() || table.column("total_kg") < 0) return;
  section(phrases::sources);
  page_ += fmt::format("<p class=\"facts\">{}</p>\n<table>\n", say_(phrases::sources_note));
  const int total = table.column("total_kg"), share = table.column("share");
  std::vector<std::string> targets, names;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    if (row[0].starts_with("gauge ") || row[0] == "in_water") continue;
    if (std::ranges::count(names, row[1]) == 0) names.push_back(row[1]);
    // A target that nothing reached has no shares.
    if (table.number(r, total) == 0.0) continue;
    if (std::ranges::count(targets, row[0]) == 0) targets.push_back(row[0]);
  }
  const auto title = [&](const std::string& target) {
    if (target == "entered") return say_(phrases::eroded);
    if (target == "deposited") return say_(phrases::deposited);
    if (target == "left") return say_(phrases::exported);
    if (target == "removed") return say_(phrases::removed);
    return escaped(target.substr(target.find(' ') + 1));
  };
  std::vector<std::string> cells{say_(phrases::source)};
  for (const std::string& target : targets) cells.push_back(title(target) + " [t]");
  row(cells, "th");
  for (const std::string& name : names) {
    cells = {escaped(name)};
    for (const std::string& target : targets) {
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (table.rows[r][0] != target || table.rows[r][1] != name) continue;
        cells.push_back(fmt::format("{} ({:.1f} %)", figure_text(table.number(r, total) / 1e3),
                                    100.0 * table.number(r, share)));
      }
    }
    row(cells);
  }
  page_ += "</table>\n";
}

void ReportPage::reservoirs() {
  const io::CsvTable table = io::read_csv_table(run_.results.folder() / "reservoirs.csv");
  if (table.empty() || table.column("peak_level_m") < 0) return;
  section(phrases::reservoirs);
  page_ += "<table>\n";
  row({say_(phrases::reservoir), say_(phrases::highest_level), say_(phrases::least_freeboard),
       say_(phrases::reservoir_inflow), say_(phrases::reservoir_deposit)},
      "th");
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto number = [&](const char* column) { return table.number(r, table.column(column)); };
    row({escaped(table.rows[r][0]), fmt::format("{:.2f}", number("peak_level_m")),
         fmt::format("{:.2f}", number("least_freeboard_m")), figure_text(number("inflow_m3")),
         figure_text(number("deposit_m3"))});
  }
  page_ += "</table>\n";
  const io::CsvTable series = io::read_csv_table(run_.results.folder() / "reservoir_series.csv");
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    page_ += fmt::format("<h3>{}</h3>\n", escaped(table.rows[r][0]));
    for (const std::string& chart : reservoir_charts(table, r, series, say_)) figure(chart);
  }
}

void ReportPage::balances() {
  const RunFigures& f = run_.figures;
  if (!f.there) return;
  section(phrases::balances);
  figure(water_chart(f, say_));
  page_ += fmt::format("<p>{}: {:.1e}</p>\n", say_(phrases::error), f.error);
  if (f.classes.empty()) return;
  page_ += "<table>\n";
  row({say_(phrases::grain_class), say_(phrases::eroded) + " [t]", say_(phrases::deposited) + " [t]",
       say_(phrases::suspended) + " [t]", say_(phrases::exported) + " [t]", say_(phrases::error)},
      "th");
  ClassFigures sum{say_(phrases::all_classes), 0.0, 0.0, 0.0, 0.0, 0.0};
  for (const ClassFigures& c : f.classes) {
    row({escaped(grain_text(c.name)), figure_text(c.eroded / 1e3), figure_text(c.deposited / 1e3),
         figure_text(c.suspended / 1e3), figure_text(c.outflow / 1e3), fmt::format("{:.1e}", c.error)});
    sum.eroded += c.eroded;
    sum.deposited += c.deposited;
    sum.suspended += c.suspended;
    sum.outflow += c.outflow;
  }
  row({sum.name, figure_text(sum.eroded / 1e3), figure_text(sum.deposited / 1e3),
       figure_text(sum.suspended / 1e3), figure_text(sum.outflow / 1e3), ""});
  page_ += "</table>\n";
  figure(sediment_chart(f, say_));
}

}  // namespace qingliu::postprocess
