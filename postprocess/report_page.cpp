#include "postprocess/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "postprocess/html.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/run_sentences.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

// Tables are boxes that scroll within themselves, their first column stays; a shadow at the right edge says
// that there is more: it lies still, and a white strip that scrolls with the table's end covers it there.
constexpr const char* style = R"(
body{overflow-wrap:break-word;font:16px/1.5 system-ui,"Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#222;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;border-bottom:1px solid #bbb;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:separate;border-spacing:0;margin:.5rem 0;display:block;overflow-x:auto}th,td{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:right;font-variant-numeric:tabular-nums}
table{background:linear-gradient(to right,#fff0,#fff 60%) calc(100% + 1px) 0/3rem 100% no-repeat local,linear-gradient(to left,#0005,#0000) calc(100% - 1px) 0/1rem 100% no-repeat scroll}
th:first-child,td:first-child{text-align:left;min-width:5.5rem;position:sticky;left:0;background:#fff}td{white-space:nowrap;vertical-align:top}td:first-child,td small{white-space:normal}td small{color:#555}tr.sum td{font-weight:bold}img,svg{width:100%;height:auto}svg.bar{display:block;width:12rem;height:.9rem;margin-top:.3rem}figure{margin:1rem 0;break-inside:avoid;overflow-x:auto}figcaption,.badge{display:none}
.banner{background:#fff3cd;border-left:6px solid #e69f00;padding:.6rem 1rem}pre{background:#f5f5f5;padding:.7rem;overflow-x:auto;font-size:.8rem}.facts{color:#555}
@media screen and (max-width:640px){body{padding:.7rem}table{font-size:.9rem}h1{font-size:1.3rem}th,td{padding:.2rem .45rem}th:first-child,td:first-child{padding-left:0}figure svg{min-width:35rem}figure img{width:138%;max-width:none}svg.bar{width:4rem}figcaption{display:block;font-size:.85rem;color:#555}.badge{display:block;position:sticky;left:0;width:max-content;max-width:55%;background:#b21818;color:#fff;font-size:.8rem;padding:.1rem .5rem}}
@media screen and (max-width:34rem){figure::before{content:"\2039\00a0\00a0\203a";display:block;position:sticky;left:0;text-align:right;line-height:1;color:#555}}
@media print{@page{margin:14mm}body{max-width:none;padding:0;font-size:11pt}h2,h3{break-after:avoid}table{break-inside:avoid;font-size:9pt}table{overflow:visible;background:none}th:first-child,td:first-child{position:static}figure{overflow:visible}figure img{display:block;width:auto;max-width:100%;max-height:23cm;margin:auto}figure svg{max-height:8cm}pre{white-space:pre-wrap;font-size:8pt}})";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

void ReportPage::section(const Phrase& title) { page_ += fmt::format("<h2>{}</h2>\n", say_(title)); }

void ReportPage::row(const std::vector<std::string>& cells, const char* tag, const char* kind) {
  page_ += *kind == '\0' ? "<tr>" : fmt::format("<tr class=\"{}\">", kind);
  for (const std::string& cell : cells) page_ += fmt::format("<{0}>{1}</{0}>", tag, cell);
  page_ += "</tr>\n";
}

void ReportPage::figure(const std::string& svg) {
  if (!svg.empty()) page_ += "<figure>" + svg + "</figure>\n";
}

/// On a phone the map's own badge lies beyond the edge until one scrolls.
std::string ReportPage::badge() const {
  const ResultDescription& d = run_.results.description();
  if (!d.synthetic && d.synthetic_parts.empty()) return "";
  return fmt::format("<b class=\"badge\">{}</b>",
                     say_(d.synthetic ? map_words::synthetic : map_words::partly_synthetic));
}

void ReportPage::image(const DrawnPicture& picture) {
  page_ += fmt::format("<figure>{2}<img alt=\"{0}\" src=\"{1}\"><figcaption>{0}</figcaption></figure>\n",
                       escaped(picture.caption), data_address(picture.file, "image/png"), badge());
}

void ReportPage::head() {
  const ResultDescription& d = run_.results.description();
  page_ = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>{}</title><style>{}</style></"
      "head><body>\n<h1>{}</h1>\n",
      say_.tag(), escaped(run_.name()), style, escaped(run_.name()));
  if (d.screening) page_ += fmt::format("<p class=\"banner\">{}</p>\n", say_(phrases::screening));
  if (d.synthetic) page_ += fmt::format("<p class=\"banner\">{}</p>\n", say_(phrases::synthetic));
  if (!d.synthetic_parts.empty())
    page_ +=
        fmt::format("<p class=\"banner\">{}</p>\n",
                    fmt::format(fmt::runtime(say_(phrases::partly_synthetic)), escaped(d.synthetic_parts)));
  doubts();
  page_ += fmt::format("<p class=\"facts\">{} · {} · {}</p>\n", escaped(d.start), escaped(d.source),
                       escaped(d.run_id));
}

void ReportPage::paragraph(const char* kind, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "<br>") + escaped(line);
  if (!lines.empty()) page_ += fmt::format("<p class=\"{}\">{}</p>\n", kind, text);
}

/// One banner for each run that is not whole, or does not stand for the storm and length of the first.
void ReportPage::doubts() {
  constexpr std::size_t most = 3;  // unreadable things that are named here; the others stand at the end
  for (std::size_t n = 0; n <= plans_.size(); ++n) {
    const ReportedRun& run = n == 0 ? run_ : plans_[n - 1];
    const std::string& status = run.results.description().status;
    const std::string told = status_words(status, language_),
                      reached = run.results.segments().empty() ? say_(phrases::none)
                                                               : duration_words(run.reached(), language_);
    std::vector<std::string> lines;
    if (status != "complete")
      lines.push_back(
          n == 0 ? map_words::filled(language_, phrases::not_complete, told, reached)
                 : map_words::filled(language_, phrases::plan_not_complete, names_[n], told, reached));
    const std::vector<std::string> faults = faults_of(run, language_);
    for (std::size_t f = 0; f < std::min(most, faults.size()); ++f)
      lines.push_back(n == 0 ? faults[f]
                             : map_words::filled(language_, phrases::of_run, names_[n], faults[f]));
    if (faults.size() > most)
      lines.push_back(map_words::filled(language_, phrases::more_faults, faults.size() - most,
                                        say_(phrases::assumptions)));
    if (n > 0 && run.results.description().screening)
      lines.push_back(map_words::filled(language_, phrases::of_run, names_[n], say_(phrases::screening)));
    if (n > 0)
      for (const std::string& doubt : doubts_of_comparison(run_, run, names_[0], names_[n], language_))
        lines.push_back(doubt);
    paragraph("banner", lines);
  }
}

void ReportPage::key_figures() {
  section(phrases::key_figures);
  if (!run_.figures.there) {
    const bool going_on = run_.results.description().status == "running";
    page_ += fmt::format("<p>{}</p>\n", say_(going_on ? phrases::no_tables : phrases::bad_tables));
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

/// Lists the lines, on a Chinese page in Chinese; what has no Chinese text yet is put into `left`.
void ReportPage::list_in_language(const std::vector<std::string>& lines, std::vector<std::string>& left) {
  std::vector<std::string> shown;
  for (const std::string& line : lines) {
    const auto chinese = say_.chinese() ? run_line_in_chinese(line) : std::optional(line);
    (chinese ? shown : left).push_back(chinese.value_or(line));
  }
  list(shown);
}

/// Of the first run everything that it assumed and warned of, of each plan what it says beyond that.
void ReportPage::scenario(const std::vector<std::string>& unread, const std::vector<std::string>& told) {
  section(phrases::assumptions);
  const RunWords base = words_of(run_);
  std::vector<std::string> left;
  if (!base.has_log) paragraph("facts", {say_(phrases::no_log)});
  std::vector<std::string> lines = base.lines;
  lines.insert(lines.end(), unread.begin(), unread.end());
  if (lines.empty() && told.empty() && base.has_log) paragraph("facts", {say_(phrases::none)});
  list_in_language(lines, left);
  list(told);
  for (std::size_t p = 0; p < plans_.size(); ++p) {
    const RunWords plan = words_of(plans_[p]);
    page_ += fmt::format("<h3>{}</h3>\n",
                         escaped(map_words::filled(language_, phrases::beyond, names_[p + 1], names_[0])));
    if (!plan.has_log) paragraph("facts", {say_(phrases::no_log)});
    std::vector<std::string> more;
    for (const std::string& line : plan.lines)
      if (std::ranges::find(base.lines, line) == base.lines.end()) more.push_back(line);
    if (more.empty() && plan.has_log) paragraph("facts", {say_(phrases::none)});
    list_in_language(more, left);
  }
  if (!left.empty()) paragraph("facts", {say_(phrases::not_translated)});
  list(left);
  const std::string text = text_of(run_.results.folder() / "scenario.used.toml");
  if (text.empty()) return;
  section(phrases::scenario);
  page_ += fmt::format("<pre>{}</pre>\n", escaped(text));
}

}  // namespace qingliu::postprocess
