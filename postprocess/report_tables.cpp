// The tables of a report: erosion by class, sources, reservoirs, balances.
#include "postprocess/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "postprocess/erosion_classes.hpp"
#include "postprocess/html.hpp"
#include "postprocess/map_classes.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/sediment_places.hpp"

namespace qingliu::postprocess {

/// Area and loss in each class of SL 190, where the run has stored its net erosion; below them what the cells
/// do not hold, so that the column ends at the ledger's sum.
void ReportPage::erosion() {
  const ErosionTable table = erosion_by_class(run_.results);
  if (table.classes.empty()) return;
  section(phrases::erosion_classes);
  paragraph("facts", {map_words::filled(language_, phrases::erosion_note,
                                        duration_words(table.time, language_), sl190_bounds[0])});
  page_ += "<table>\n";
  double area = 0.0, loss = 0.0;
  for (const ErosionClass& c : table.classes) area += c.area, loss += c.loss;
  const bool small = area < 1e7;  // in km2 the cells of a small watershed would be many zeros
  const double unit = small ? 1e4 : 1e6;
  row({say_(phrases::erosion_class), say_(phrases::erosion_range),
       say_(small ? phrases::area_hectares : phrases::area), say_(phrases::share_of_area),
       say_(phrases::soil_lost)},
      "th");
  for (const ErosionClass& c : table.classes) {
    row({say_(c.name), c.range, figure_text(c.area / unit), figure_text(100.0 * c.area / area),
         figure_text(c.loss / 1e3)});
  }
  row({say_(phrases::land_cells), "", figure_text(area / unit), figure_text(100.0), figure_text(loss / 1e3)},
      "td", "sum");
  rest_of_the_balance(loss, table.time);
  page_ += "</table>\n";
  if (run_.figures.there && std::fabs(run_.figures.time - table.time) > 1.0)
    paragraph("facts",
              {map_words::filled(language_, phrases::balance_apart, duration_words(table.time, language_),
                                 duration_words(run_.figures.time, language_))});
}

/// Rows of what is in no cell of the land [kg]: on_cells is what all cells lost at map_time [s].
void ReportPage::rest_of_the_balance(double on_cells, double map_time) {
  const SedimentPlaces p = sediment_places(run_);
  if (!p.there || std::fabs(run_.figures.time - map_time) > 1.0) return;
  const double whole = p.left + p.in_water;
  const std::pair<Phrase, double> parts[] = {
      {phrases::banks, p.banks},
      {p.streams_told ? phrases::beds_net : phrases::slopes_and_beds, p.beds - p.on_beds},
      {phrases::lies_in_works, -p.in_works},
      {phrases::behind_dams, -p.behind_dams},
      {phrases::in_reservoirs, -p.in_reservoirs},
      {phrases::flowed_in, p.inflow},
      {phrases::silt_at_start, p.at_start},
      {phrases::dredged_away, -p.dredged}};
  double sum = on_cells;
  const auto line = [&](const Phrase& name, double mass) {
    row({say_(name), "", "", "", figure_text(mass / 1e3)});
  };
  for (const auto& [name, mass] : parts) {
    sum += mass;
    if (std::fabs(mass) > 1e-9 * p.came()) line(name, mass);
  }
  if (std::fabs(whole - sum) > 1e-4 * p.came()) line(phrases::unaccounted, whole - sum);
  row({say_(phrases::net_total), "", "", "", figure_text(whole / 1e3)}, "td", "sum");
}

/// Sources down, targets across: what entered, what each reservoir and structure holds, what left.
void ReportPage::sources() {
  const io::CsvTable table = run_.table("sources.csv");
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
  const io::CsvTable table = run_.table("reservoirs.csv");
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
  const io::CsvTable series = run_.table("reservoir_series.csv");
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
  std::vector<std::pair<Phrase, double ClassFigures::*>> parts{{phrases::eroded, &ClassFigures::eroded},
                                                               {phrases::deposited, &ClassFigures::deposited},
                                                               {phrases::suspended, &ClassFigures::suspended},
                                                               {phrases::exported, &ClassFigures::outflow}};
  if (f.sum(&ClassFigures::at_start) > 0.0)
    parts.insert(parts.begin() + 1, {phrases::silt_at_start, &ClassFigures::at_start});
  if (f.sum(&ClassFigures::inflow) > 0.0)
    parts.insert(parts.begin() + 1, {phrases::flowed_in, &ClassFigures::inflow});
  if (f.sum(&ClassFigures::removed) > 0.0) parts.push_back({phrases::removed, &ClassFigures::removed});
  page_ += "<table>\n";
  std::vector<std::string> cells{say_(phrases::grain_class)};
  for (const auto& [name, part] : parts) cells.push_back(say_(name) + " [t]");
  cells.push_back(say_(phrases::error));
  row(cells, "th");
  for (const ClassFigures& c : f.classes) {
    cells = {escaped(grain_text(c.name))};
    for (const auto& [name, part] : parts) cells.push_back(figure_text(c.*part / 1e3));
    cells.push_back(fmt::format("{:.1e}", c.error));
    row(cells);
  }
  cells = {say_(phrases::all_classes)};
  for (const auto& [name, part] : parts) cells.push_back(figure_text(f.sum(part) / 1e3));
  cells.emplace_back();
  row(cells, "td", "sum");
  page_ += "</table>\n";
  figure(sediment_chart(f, say_));
}

}  // namespace qingliu::postprocess
