// Where sediment came from and where it is: by the kind of place, and gully by gully, bank by bank, dam by
// dam.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "postprocess/html.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/report_page.hpp"
#include "postprocess/sediment_places.hpp"

namespace qingliu::postprocess {
namespace {

struct Share {
  Phrase name;
  double mass;  ///< [kg]
};

/// A bar for a table's cell, as wide as the share of the cell's width; it prints as it is shown.
std::string bar(double share, const char* colour) {
  return fmt::format(
      "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\"><rect width=\"{:.2f}\" "
      "height=\"10\" fill=\"{}\"/></svg>",
      std::clamp(100.0 * share, 0.0, 100.0), colour);
}

/// [h] after the start, "–" for never.
std::string hour_text(double seconds) {
  return std::isfinite(seconds) ? fmt::format("{:.2f}", seconds / 3600.0) : "–";
}

std::string percent_text(double share) {
  return std::isfinite(share) ? fmt::format("{:.1f}", 100.0 * share) : "–";
}

}  // namespace

/// What entered by the kind of its source, and where it is at the end; both tables have the same sum.
void ReportPage::places() {
  const SedimentPlaces p = sediment_places(run_);
  if (!p.there || !(p.came() > 0.0)) return;
  section(phrases::places);
  const auto table = [&](const Phrase& head, const std::vector<Share>& shares, double whole,
                         const char* colour) {
    page_ += "<table class=\"shares\">\n";
    row({say_(head), "t", "%", ""}, "th");
    for (const Share& s : shares) {
      if (!(std::fabs(s.mass) > 1e-9 * whole)) continue;
      row({say_(s.name), figure_text(s.mass / 1e3), percent_text(s.mass / whole),
           bar(s.mass / whole, colour)});
    }
    row({say_(phrases::all), figure_text(whole / 1e3), "100.0", ""}, "td", "sum");
    page_ += "</table>\n";
  };
  table(phrases::came_from,
        {{p.streams_told ? phrases::slopes : phrases::slopes_and_beds, p.slopes},
         {phrases::collapsing_gullies, p.collapsing},
         {phrases::gullies, p.gullies},
         {phrases::banks, p.banks},
         {phrases::beds, p.beds},
         {phrases::flowed_in, p.inflow},
         {phrases::silt_at_start, p.at_start}},
        p.came(), "#D55E00");
  table(phrases::is_now,
        {{p.streams_told ? phrases::lies_on_land : phrases::lies_on_land_and_beds, p.on_land},
         {phrases::lies_in_works, p.in_works},
         {phrases::lies_on_beds, p.on_beds},
         {phrases::behind_dams, p.behind_dams},
         {phrases::in_reservoirs, p.in_reservoirs},
         {phrases::removed, p.dredged},
         {phrases::suspended, p.in_water},
         {phrases::exported, p.left}},
        p.came(), "#0072B2");
  gullies();
  banks();
}

void ReportPage::gullies() {
  if (const io::CsvTable t = run_.table("collapsing_gullies.csv"); t.column("gave_kg") >= 0 && !t.empty()) {
    page_ += fmt::format("<h3>{}</h3>\n<table>\n", say_(phrases::collapsing_gullies));
    row({say_(phrases::name), say_(phrases::wall_length), say_(phrases::wall_height),
         say_(phrases::saturation), say_(phrases::first_fall), say_(phrases::gave), say_(phrases::by_flow)},
        "th");
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
      const auto of = [&](const char* column) { return t.number(r, t.column(column)); };
      row({escaped(t.rows[r][0]), figure_text(of("length_m")), figure_text(of("highest_m")),
           percent_text(of("highest_saturation")), hour_text(of("first_fall_s")),
           figure_text(of("gave_kg") / 1e3), figure_text(of("by_flow_kg") / 1e3)});
    }
    page_ += "</table>\n";
  }
  const io::CsvTable t = run_.table("gullies.csv");
  if (t.empty() || t.column("gave_kg") < 0) return;
  page_ += fmt::format("<h3>{}</h3>\n<table>\n", say_(phrases::gullies));
  row({say_(phrases::name), say_(phrases::gully_length), say_(phrases::head_went), say_(phrases::deepest),
       say_(phrases::widest), say_(phrases::gave)},
      "th");
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    const auto of = [&](const char* column) { return t.number(r, t.column(column)); };
    row({escaped(t.rows[r][0]), figure_text(of("length_m")), figure_text(of("head_went_m")),
         figure_text(of("deepest_m")), figure_text(of("widest_m")), figure_text(of("gave_kg") / 1e3)});
  }
  page_ += "</table>\n";
}

/// Reaches whose banks gave way, those that gave most first.
void ReportPage::banks() {
  constexpr std::size_t most = 10;
  const io::CsvTable t = run_.table("banks.csv");
  const int gave = t.column("gave_kg");
  if (t.empty() || gave < 0 || t.column("reach") != 0) return;
  std::vector<std::pair<double, std::string>> reaches;
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    auto found = std::ranges::find(reaches, t.rows[r][0], &std::pair<double, std::string>::second);
    if (found == reaches.end()) found = reaches.insert(reaches.end(), {0.0, t.rows[r][0]});
    found->first += t.number(r, gave);
  }
  std::erase_if(reaches, [](const auto& reach) { return !(reach.first > 0.0); });
  if (reaches.empty()) return;
  std::ranges::stable_sort(reaches, std::ranges::greater{}, &std::pair<double, std::string>::first);
  page_ += fmt::format("<h3>{}</h3>\n<table>\n", say_(phrases::banks));
  row({say_(phrases::reach), say_(phrases::gave)}, "th");
  for (std::size_t n = 0; n < std::min(most, reaches.size()); ++n)
    row({escaped(reaches[n].second), figure_text(reaches[n].first / 1e3)});
  page_ += "</table>\n";
  if (reaches.size() > most)
    paragraph("facts", {map_words::filled(language_, phrases::more_reaches, reaches.size() - most)});
}

/// Check dams, sediment dams, ponds: how far each is full, at the end and over time.
void ReportPage::dams() {
  const io::CsvTable t = run_.table("structures.csv");
  if (t.empty() || t.column("capacity_m3") < 0 || t.column("filled") < 0) return;
  section(phrases::dams);
  page_ += "<table>\n";
  row({say_(phrases::dam), say_(phrases::room), say_(phrases::reservoir_deposit), say_(phrases::filled),
       say_(phrases::held_back), say_(phrases::full_at), say_(phrases::over_top), say_(phrases::failed_at)},
      "th");
  const auto deposited = t.family("deposited_", "_kg");
  for (std::size_t r = 0; r < t.rows.size(); ++r) {
    const auto of = [&](const char* column) { return t.number(r, t.column(column)); };
    double held = 0.0;
    for (const auto& [name, column] : deposited) held += t.number(r, column);
    row({escaped(t.rows[r][0]), figure_text(of("capacity_m3")), figure_text(of("deposit_m3")),
         percent_text(of("filled")), figure_text(held / 1e3), hour_text(of("full_at_s")),
         fmt::format("{:.2f}", of("over_top_m")), hour_text(of("failed_at_s"))});
  }
  page_ += "</table>\n";
  const std::string chart = filling_chart(t, run_.table("structure_series.csv"), say_);
  figure(chart);
  if (!chart.empty() && t.rows.size() > most_filling_lines)
    paragraph("facts", {map_words::filled(language_, phrases::fullest, most_filling_lines, t.rows.size())});
}

}  // namespace qingliu::postprocess
