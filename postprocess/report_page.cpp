#include "postprocess/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "postprocess/html.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/run_sentences.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

constexpr const char* style = R"(
body{font:16px/1.5 system-ui,"Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#222;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;border-bottom:1px solid #bbb;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;margin:.5rem 0;display:block;overflow-x:auto}th,td{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left}td{white-space:nowrap;vertical-align:top}td small{color:#555}tr.sum td{font-weight:bold}img,svg{width:100%;height:auto}figure{margin:1rem 0;break-inside:avoid;overflow-x:auto}figcaption{display:none}
.banner{background:#fff3cd;border-left:6px solid #e69f00;padding:.6rem 1rem}.legend i{display:inline-block;width:.9em;height:.9em;margin-right:.3em}
.legend span{margin-right:1.2em;white-space:nowrap}pre{background:#f5f5f5;padding:.7rem;overflow-x:auto;font-size:.8rem}.facts{color:#555}
@media screen and (max-width:640px){body{padding:.7rem}h1{font-size:1.3rem}th,td{padding:.2rem .45rem}th:first-child,td:first-child{padding-left:0;white-space:normal}figure svg{min-width:35rem}figcaption{display:block;font-size:.85rem;color:#555}}
@media print{@page{margin:14mm}body{max-width:none;padding:0;font-size:11pt}h2,h3{break-after:avoid}table{break-inside:avoid}figure{overflow:visible}figure img{display:block;width:auto;max-width:100%;max-height:23cm;margin:auto}figure svg{max-height:8cm}pre{white-space:pre-wrap;font-size:8pt}})";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

void ReportPage::section(const Phrase& title) { page_ += fmt::format("<h2>{}</h2>\n", say_(title)); }

void ReportPage::row(const std::vector<std::string>& cells, const char* tag) {
  page_ += "<tr>";
  for (const std::string& cell : cells) page_ += fmt::format("<{0}>{1}</{0}>", tag, cell);
  page_ += "</tr>\n";
}

void ReportPage::figure(const std::string& svg) {
  if (!svg.empty()) page_ += "<figure>" + svg + "</figure>\n";
}

void ReportPage::image(const DrawnPicture& picture) {
  page_ += fmt::format("<figure><img alt=\"{0}\" src=\"{1}\"><figcaption>{0}</figcaption></figure>\n",
                       escaped(picture.caption), data_address(picture.file, "image/png"));
}

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
  const double area = run_.results.area();
  page_ += "<table>\n";
  row({"", "", "", say_(phrases::per_area)}, "th");
  row({say_(phrases::watershed), figure_text(area / 1e6), "km²", ""});
  for (const Indicator& i : indicators(run_.figures))
    row({say_(i.name), figure_text(i.value), i.unit, per_area_text(i, area)});
  page_ += "</table>\n";
}

/// The indicators of every run, and what each plan changes.
void ReportPage::maps(const std::vector<DrawnPicture>& pictures) {
  section(phrases::maps);
  for (const DrawnPicture& picture : pictures) image(picture);
}

/// For each plan: the run, the plan and their difference with the same colours.
void ReportPage::differences(const std::vector<DifferenceMaps>& all) {
  if (all.empty()) return;
  section(phrases::differences);
  for (const DifferenceMaps& plan : all) {
    page_ += fmt::format("<h3>{}</h3>\n", escaped(plan.name));
    for (const DrawnPicture& picture : plan.pictures) image(picture);
  }
}

void ReportPage::series() {
  if (run_.gauges.empty() || run_.gauges.column("gauge") != 0) return;
  section(phrases::series);
  for (const std::string& gauge : gauge_names(run_.gauges)) {
    page_ += fmt::format("<h3>{}</h3>\n", gauge == "outlet" ? say_(phrases::outlet) : escaped(gauge));
    for (const std::string& chart : gauge_charts(run_.gauges, gauge, say_)) figure(chart);
  }
}

void ReportPage::list(const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page_ += "<ul>\n";
  for (const std::string& line : lines) page_ += fmt::format("<li>{}</li>\n", escaped(line));
  page_ += "</ul>\n";
}

void ReportPage::scenario(const std::vector<std::string>& unread) {
  section(phrases::assumptions);
  std::vector<std::string> lines, untranslated;
  const auto take = [&](const std::string& line) {
    if (!say_.chinese()) {
      lines.push_back(line);
    } else if (const auto chinese = run_line_in_chinese(line)) {
      lines.push_back(*chinese);
    } else {
      untranslated.push_back(line);
    }
  };
  const std::string log = text_of(run_.results.folder() / "run.log");
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = std::min(log.find('\n', at), log.size());
    const std::string line = log.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("assumption: ")) {
      take(line.substr(12));
    } else if (line.find("warning: ") != std::string::npos) {
      take(line);
    }
  }
  for (const std::string& warning : unread) take(warning);
  if (lines.empty() && untranslated.empty()) lines.push_back(say_(phrases::none));
  list(lines);
  if (!untranslated.empty())
    page_ += fmt::format("<p class=\"facts\">{}</p>\n", say_(phrases::not_translated));
  list(untranslated);
  const std::string text = text_of(run_.results.folder() / "scenario.used.toml");
  if (text.empty()) return;
  section(phrases::scenario);
  page_ += fmt::format("<pre>{}</pre>\n", escaped(text));
}

}  // namespace qingliu::postprocess
