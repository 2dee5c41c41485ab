#include "postprocess/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "io/result_writer.hpp"
#include "postprocess/difference_maps.hpp"
#include "postprocess/erosion_classes.hpp"
#include "postprocess/html.hpp"
#include "postprocess/overview_map.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/report_figures.hpp"
#include "postprocess/report_words.hpp"
#include "postprocess/result_map.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

constexpr const char* style = R"(
body{font:16px/1.5 system-ui,"Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#222;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;border-bottom:1px solid #bbb;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;margin:.5rem 0;display:block;overflow-x:auto}th,td{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left}img,svg{width:100%;height:auto}figure{margin:1rem 0;break-inside:avoid}
.banner{background:#fff3cd;border-left:6px solid #e69f00;padding:.6rem 1rem}.legend i{display:inline-block;width:.9em;height:.9em;margin-right:.3em}
.legend span{margin-right:1.2em;white-space:nowrap}pre{background:#f5f5f5;padding:.7rem;overflow-x:auto;font-size:.8rem}.facts{color:#555}
@media print{body{max-width:none}h2{break-after:avoid}table{break-inside:avoid}})";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A results folder with its tables.
struct Run {
  explicit Run(const fs::path& folder)
      : results(folder),
        gauges(io::read_csv_table(folder / "gauges.csv")),
        budget(io::read_csv_table(folder / "budget.csv")),
        figures(run_figures(budget, gauges)) {}

  std::string name() const {
    const ResultDescription& d = results.description();
    return d.title.empty() ? d.run_id : d.title;
  }

  ResultFolder results;
  io::CsvTable gauges, budget;
  RunFigures figures;
};

/// The page, section by section.
class ReportPage {
 public:
  ReportPage(const Run& run, Language language) : run_(run), say_(language) {}

  void head();
  void key_figures();
  void comparison(const std::vector<Run>& plans);
  void maps(const std::vector<fs::path>& files);
  void erosion();
  void sources();
  void series();
  void reservoirs();
  void differences(const std::vector<DifferenceMaps>& all);
  void balances();
  void scenario();
  std::string close() { return page_ + "</body></html>\n"; }

 private:
  void section(const Phrase& title) { page_ += fmt::format("<h2>{}</h2>\n", say_(title)); }
  void row(const std::vector<std::string>& cells, const char* tag = "td") {
    page_ += "<tr>";
    for (const std::string& cell : cells) page_ += fmt::format("<{0}>{1}</{0}>", tag, cell);
    page_ += "</tr>\n";
  }

  void figure(const std::string& svg) {
    if (!svg.empty()) page_ += "<figure>" + svg + "</figure>\n";
  }
  void image(const fs::path& file) {
    page_ += fmt::format("<figure><img alt=\"{}\" src=\"{}\"></figure>\n", escaped(file.stem().string()),
                         data_address(file, "image/png"));
  }

  const Run& run_;
  Speaker say_;
  std::string page_;
};

void ReportPage::head() {
  const ResultDescription& d = run_.results.description();
  page_ = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>{}</title><style>{}</style></"
      "head><body>\n<h1>{}</h1>\n",
      say_.tag(), escaped(run_.name()), style, escaped(run_.name()));
  if (d.synthetic) page_ += fmt::format("<p class=\"banner\">{}</p>\n", say_(phrases::synthetic));
  if (d.status != "complete")
    page_ +=
        fmt::format("<p class=\"banner\">{} ({}).</p>\n", say_(phrases::not_complete), escaped(d.status));
  page_ += fmt::format("<p class=\"facts\">{} · {} · {}</p>\n", escaped(d.start), escaped(d.source),
                       escaped(d.run_id));
}

void ReportPage::key_figures() {
  section(phrases::key_figures);
  if (!run_.figures.there) {
    page_ += fmt::format("<p>{}</p>\n", say_(phrases::no_tables));
    return;
  }
  page_ += "<table>\n";
  for (const Indicator& i : indicators(run_.figures)) row({say_(i.name), figure_text(i.value), i.unit});
  page_ += "</table>\n";
}

/// The indicators of every run, and what each plan changes.
void ReportPage::comparison(const std::vector<Run>& plans) {
  if (plans.empty()) return;
  section(phrases::comparison);
  page_ += "<table>\n";
  std::vector<std::string> names{say_(phrases::indicator), "", escaped(run_.name())};
  for (const Run& plan : plans) names.insert(names.end(), {escaped(plan.name()), "Δ"});
  row(names, "th");
  const std::vector<Indicator> base = indicators(run_.figures);
  for (std::size_t n = 0; n < base.size(); ++n) {
    std::vector<std::string> cells{say_(base[n].name), base[n].unit, figure_text(base[n].value)};
    for (const Run& plan : plans) {
      const std::vector<Indicator> other = indicators(plan.figures);
      const bool there = plan.figures.there && n < other.size();
      cells.push_back(there ? figure_text(other[n].value) : "–");
      cells.push_back(there ? figure_text(other[n].value - base[n].value) : "–");
    }
    row(cells);
  }
  page_ += "</table>\n";
}

void ReportPage::maps(const std::vector<fs::path>& files) {
  section(phrases::maps);
  for (const fs::path& file : files) image(file);
}

void ReportPage::series() {
  if (run_.gauges.empty()) return;
  section(phrases::series);
  for (const std::string& gauge : gauge_names(run_.gauges)) {
    page_ += fmt::format("<h3>{}</h3>\n", escaped(gauge));
    for (const std::string& chart : gauge_charts(run_.gauges, gauge, say_)) figure(chart);
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
    row({escaped(c.name), figure_text(c.eroded / 1e3), figure_text(c.deposited / 1e3),
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

/// Area and loss in each class of SL 190, where the run has stored its net erosion.
void ReportPage::erosion() {
  const std::vector<ErosionClass> classes = erosion_by_class(run_.results);
  if (classes.empty()) return;
  section(phrases::erosion_classes);
  page_ += fmt::format("<p class=\"facts\">{}</p>\n<table>\n", say_(phrases::erosion_note));
  row({say_(phrases::erosion_class), say_(phrases::erosion_range), say_(phrases::area),
       say_(phrases::share_of_area), say_(phrases::soil_lost)},
      "th");
  double area = 0.0, loss = 0.0;
  for (const ErosionClass& c : classes) area += c.area, loss += c.loss;
  for (const ErosionClass& c : classes) {
    row({say_(c.name), c.range, figure_text(c.area / 1e6), figure_text(100.0 * c.area / area),
         figure_text(c.loss / 1e3)});
  }
  row({say_(phrases::all), "", figure_text(area / 1e6), figure_text(100.0), figure_text(loss / 1e3)});
  page_ += "</table>\n";
}

/// Sources down, targets across: what entered, what each reservoir and structure holds, what left.
void ReportPage::sources() {
  const io::CsvTable table = io::read_csv_table(run_.results.folder() / "sources.csv");
  if (table.empty()) return;
  section(phrases::sources);
  page_ += fmt::format("<p class=\"facts\">{}</p>\n<table>\n", say_(phrases::sources_note));
  std::vector<std::string> targets, names;
  for (const auto& row : table.rows) {
    if (row[0].starts_with("gauge ") || row[0] == "in_water") continue;
    if (std::ranges::count(targets, row[0]) == 0) targets.push_back(row[0]);
    if (std::ranges::count(names, row[1]) == 0) names.push_back(row[1]);
  }
  const auto title = [&](const std::string& target) {
    if (target == "entered") return say_(phrases::eroded);
    if (target == "deposited") return say_(phrases::deposited);
    if (target == "left") return say_(phrases::exported);
    return escaped(target.substr(target.find(' ') + 1));
  };
  std::vector<std::string> cells{say_(phrases::source)};
  for (const std::string& target : targets) cells.push_back(title(target) + " [t]");
  row(cells, "th");
  const int total = table.column("total_kg"), share = table.column("share");
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
  if (table.empty()) return;
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

/// For each plan: the run, the plan and their difference with the same colours.
void ReportPage::differences(const std::vector<DifferenceMaps>& all) {
  if (all.empty()) return;
  section(phrases::differences);
  for (const DifferenceMaps& plan : all) {
    page_ += fmt::format("<h3>{}</h3>\n", escaped(plan.name));
    for (const fs::path& file : plan.files) image(file);
  }
}

void ReportPage::scenario() {
  section(phrases::assumptions);
  page_ += "<ul>\n";
  bool any = false;
  const std::string log = text_of(run_.results.folder() / "run.log");
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = std::min(log.find('\n', at), log.size());
    const std::string line = log.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with("assumption: ") && line.find("warning: ") == std::string::npos) continue;
    page_ += fmt::format("<li>{}</li>\n", escaped(line.starts_with("assumption: ") ? line.substr(12) : line));
    any = true;
  }
  if (!any) page_ += fmt::format("<li>{}</li>\n", say_(phrases::none));
  page_ += "</ul>\n";
  const std::string text = text_of(run_.results.folder() / "scenario.used.toml");
  if (text.empty()) return;
  section(phrases::scenario);
  page_ += fmt::format("<pre>{}</pre>\n", escaped(text));
}

}  // namespace

ReportFiles make_report(const fs::path& folder, const ReportOptions& options) {
  const Run run(folder);
  std::vector<Run> plans;
  for (const fs::path& plan : options.plans) plans.emplace_back(plan);
  PictureReport pictures = make_pictures(folder, {"", options.language, {}});
  std::vector<std::string> said;
  const Ground ground = ground_of(run.results.elevation(), run.results.description(),
                                  language_of_pictures(options.language, said));
  pictures.files.insert(pictures.files.begin(),
                        write_overview(run.results, ground, map_title(run.results, said)));
  std::vector<DifferenceMaps> differences;
  for (const Run& plan : plans) {
    if (auto maps = difference_maps(run.results, plan.results, ground, pictures.warnings))
      differences.push_back(std::move(*maps));
  }
  ReportPage page(run, options.language);
  page.head();
  page.key_figures();
  page.comparison(plans);
  page.differences(differences);
  page.maps(pictures.files);
  page.erosion();
  page.sources();
  page.series();
  page.reservoirs();
  page.balances();
  page.scenario();
  const fs::path file = folder / (options.language == Language::chinese ? "report.zh.html" : "report.html");
  io::publish_text(file, page.close());
  return {file, pictures.warnings};
}

}  // namespace qingliu::postprocess
