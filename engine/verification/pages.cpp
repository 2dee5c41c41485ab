// The HTML of the book.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "chart/number_text.hpp"
#include "verification/book.hpp"
#include "verification/design_list.hpp"

namespace qingliu::verification {
namespace {

constexpr const char* head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<style>
body {{ font: 16px/1.5 sans-serif; color: #222; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.6rem; line-height: 1.25; margin-bottom: .3rem }}
h2 {{ font-size: 1.15rem; margin: 2rem 0 .4rem }}
table {{ border-collapse: collapse; font-size: .92rem; margin: .6rem 0 1.4rem }}
th, td {{ padding: .25rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }}
thead th {{ border-bottom: 2px solid #555 }}
td.lean {{ color: #666 }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }}
th.number {{ text-align: right }}
td.kind {{ color: #555; font-size: .85rem }} small.fine {{ color: #555; font-weight: normal }} td em {{ color: #555 }} sup, sub {{ line-height: 0; font-size: .75em }}
.met {{ color: #00664d; white-space: nowrap }} .short {{ color: #a33b00; font-weight: bold; white-space: nowrap }}
table.first {{ width: 100% }} table.first td.case {{ padding-top: .9rem; font-weight: bold }}
.wide {{ overflow-x: auto }}
table.first td.chapter {{ font-size: 1.1rem; font-weight: bold; padding-top: 1.4rem; border-bottom: 2px solid #555 }}
figure {{ margin: 1rem 0; max-width: 46rem; break-inside: avoid }} svg {{ width: 100%; height: auto }}
p.eq {{ margin-left: 2rem }} p, li {{ max-width: 48rem }} a {{ color: #0055a4 }}
@media (max-width: 40rem) {{
  body {{ margin: 1rem auto; padding: 0 .7rem; overflow-wrap: break-word }}
  table {{ font-size: .82rem }} th, td {{ padding: .2rem .35rem }} p.eq {{ margin-left: .5rem }} .word {{ display: none }}
  figure {{ overflow-x: auto }} svg {{ min-width: 36rem }}
}}
@media print {{ body {{ font-size: 10.5pt; margin: 0; max-width: none }} tr, table.plain {{ break-inside: avoid }} }}
</style></head><body>
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text)
    safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return safe;
}

std::string standing(const Check& check) {
  return check.met() ? "<span class='met'>✓ <span class='word'>met</span></span>"
                     : "<span class='short'>✗ <span class='word'>falls short</span></span>";
}

std::string bar_text(const Check& check) {
  return (check.rule == Check::Rule::at_most ? "≤ " : "≥ ") + chart::number_text(check.bar, 6);
}

bool on_fine_grids(const Case& c, Resolution resolution) {
  return resolution == Resolution::nightly && c.run.has_fine_grids();
}

std::string lean_cell(const Check& check) {
  return "<td class='number lean'>" + (check.lean ? chart::number_text(*check.lean) : "") + "</td>";
}

bool shows_lean(const Report& report) {
  return std::any_of(report.checks.begin(), report.checks.end(),
                     [](const Check& c) { return c.lean.has_value(); });
}

/// Whether a cell begins as number_text() does: words stand at the left of their column, numbers at the
/// right.
bool is_number(const std::string& cell) {
  const bool sign = cell.starts_with("−") || cell.starts_with("-");
  const std::string_view rest = std::string_view(cell).substr(!sign ? 0 : cell[0] == '-' ? 1 : 3);
  return !rest.empty() && (std::isdigit(static_cast<unsigned char>(rest[0])) || rest.starts_with("∞"));
}

std::string table_html(const Table& table) {
  std::vector<const char*> alignment;
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    const bool words = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return k < row.size() && !row[k].empty() && !is_number(row[k]);
    });
    alignment.push_back(words ? "" : " class='number'");
  }
  std::string out =
      fmt::format("<h2>{}</h2>\n<div class='wide'><table class='plain'><thead><tr>", escaped(table.title));
  for (std::size_t k = 0; k < table.columns.size(); ++k)
    out += fmt::format("<th{}>{}</th>", alignment[k], escaped(table.columns[k]));
  out += "</tr></thead>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t k = 0; k < row.size(); ++k)
      out += fmt::format("<td{}>{}</td>", k < alignment.size() ? alignment[k] : "", escaped(row[k]));
    out += "</tr>\n";
  }
  return out + "</table></div>\n";
}

/// What a check is laid beside.
Against kind_of(const Case& c, const Check& check) { return check.against.value_or(c.against); }

std::string reason_html(const Check& check) {
  return check.met() || check.shortfall.empty() ? "" : "<br><em>" + escaped(check.shortfall) + "</em>";
}

/// Begins the row of a check on the first page. The counts of the first page are read off these marks, so
/// that cases that are not made now count by the rows that they have.
std::string row_mark(Against kind, bool met) {
  return fmt::format("<tr class='k{} {}'>", static_cast<int>(kind), met ? "holds" : "fails");
}

std::string checks_html(const Case& c, const Report& report) {
  const bool lean = shows_lean(report);
  std::string out =
      "<h2>What must hold</h2>\n<div class='wide'><table class='plain'><thead><tr><th>figure</th><th "
      "class='number'>found</th>";
  if (lean) out += "<th class='number'>lean</th>";
  out +=
      "<th class='number'>bar</th><th><span class='word'>standing</span></th><th "
      "class='word'>against</th></tr></thead>\n";
  for (const Check& check : report.checks) {
    out += fmt::format(
        "<tr><td>{}{}</td><td class='number'>{}</td>{}<td class='number'>{}</td><td>{}</td><td class='kind "
        "word'>{}</td></tr>\n",
        escaped(check.what), reason_html(check), chart::number_text(check.figure),
        lean ? lean_cell(check) : "", bar_text(check), standing(check), words_of(kind_of(c, check)).name);
  }
  return out + "</table></div>\n";
}

std::size_t occurrences(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

/// Figures by what they are laid beside.
std::string kinds_html(const std::vector<std::string>& rows_of) {
  std::string out =
      "<h2 id='kinds'>What the figures are laid beside</h2>\n<div class='wide'><table "
      "class='plain'><thead><tr><th>against</th><th></th><th class='number'>figures</th><th "
      "class='number'>met</th><th class='number'>short</th></tr></thead>\n";
  for (const AgainstWords& words : against_words) {
    std::size_t met = 0, fails = 0;
    for (const std::string& rows : rows_of) {
      met += occurrences(rows, row_mark(words.kind, true));
      fails += occurrences(rows, row_mark(words.kind, false));
    }
    if (met + fails == 0) continue;
    out += fmt::format(
        "<tr><td><strong>{}</strong></td><td>{}</td><td class='number'>{}</td><td class='number'>{}</td><td "
        "class='number'>{}</td></tr>\n",
        words.name, escaped(words.meaning), met + fails, met, fails);
  }
  return out + "</table></div>\n";
}

/// The design's list: a page or a test for every case.
std::string list_html(const std::vector<std::string>& rows_of) {
  const auto made = [&](const std::string& id) {
    for (std::size_t k = 0; k < cases().size(); ++k)
      if (id == cases()[k]->id) return !rows_of[k].empty();
    return false;
  };
  std::string out =
      "<h2 id='list'>The list V01 to V45</h2>\n<p>What the design asks for and what stands for it. Pages "
      "with "
      "other names are further cases.</p>\n<div class='wide'><table class='plain'><thead><tr><th>case</th>"
      "<th>what</th><th>page or test</th></tr></thead>\n";
  for (const Listed& one : design_list()) {
    std::string page;
    if (*one.page != 0)
      page = made(one.page) ? fmt::format("<a href='{0}.html'>page {0}</a>", one.page)
                            : fmt::format("page {}, not made in this folder", one.page);
    const std::string words = escaped(one.words);
    out += fmt::format("<tr><td><strong>{}</strong></td><td>{}</td><td>{}{}{}</td></tr>\n", one.id,
                       escaped(one.what), page, page.empty() || words.empty() ? "" : "; ", words);
  }
  return out + "</table></div>\n";
}

}  // namespace

std::string case_page(const Case& c, const Report& report, Resolution resolution) {
  const std::string title = fmt::format("{} {}", c.id, c.title);
  std::string out = fmt::format(fmt::runtime(head), escaped(title));
  out += fmt::format("<p><a href='index.html'>Verification book</a> › {}</p>\n<h1>{}</h1>\n",
                     escaped(c.chapter), escaped(title));
  out += c.set_up;
  out += checks_html(c, report);
  for (const chart::LineChart& figure : report.figures)
    out += "<figure>\n" + chart::to_svg(figure) + "</figure>\n";
  for (const Table& table : report.tables) out += table_html(table);
  for (const std::string& note : report.notes) out += "<p>" + escaped(note) + "</p>\n";
  out += fmt::format(
      "<p><small>Made by <code>qingliu verify {}{}</code>; what was found is computed, not "
      "typed.</small></p>\n",
      c.id, on_fine_grids(c, resolution) ? " --nightly" : "");
  return out + "</body></html>\n";
}

std::string index_rows(const Case& c, const Report& report, Resolution resolution) {
  const bool without_bar = std::none_of(report.checks.begin(), report.checks.end(),
                                        [&](const Check& check) { return kind_of(c, check) == c.against; });
  std::string marks;
  if (without_bar)
    marks += fmt::format(" <small class='fine'>(beside a {}; no bar on the difference)</small>",
                         words_of(c.against).name);
  if (on_fine_grids(c, resolution)) marks += " <small class='fine grids'>(fine grids)</small>";
  std::string out = fmt::format(
      "<tbody id='{0}'>\n<tr><td colspan='6' class='case'><a href='{0}.html'>{0}</a> {1}{2}</td></tr>\n",
      c.id, escaped(c.title), marks);
  for (const Check& check : report.checks) {
    const Against kind = kind_of(c, check);
    out += row_mark(kind, check.met()) +
           fmt::format(
               "<td>{}{}</td><td class='number'>{}</td>{}<td class='number'>{}</td><td>{}</td><td "
               "class='kind word'>{}</td></tr>\n",
               escaped(check.what), reason_html(check), chart::number_text(check.figure), lean_cell(check),
               bar_text(check), standing(check), words_of(kind).name);
  }
  return out + "</tbody>\n";
}

std::string index_page(const std::vector<std::string>& rows_of) {
  std::string rows, chapter;
  std::size_t met = 0, fails = 0, count = 0, fine = 0;
  for (std::size_t k = 0; k < cases().size(); ++k) {
    if (rows_of[k].empty()) continue;
    ++count;
    met += occurrences(rows_of[k], " holds'>");
    fails += occurrences(rows_of[k], " fails'>");
    fine += occurrences(rows_of[k], "<small class='fine grids'>");
    if (chapter != cases()[k]->chapter) {
      chapter = cases()[k]->chapter;
      rows +=
          fmt::format("<tbody><tr><td colspan='6' class='chapter'>{}</td></tr></tbody>\n", escaped(chapter));
    }
    rows += rows_of[k];
  }
  std::string out = fmt::format(fmt::runtime(head), "Qingliu: verification book");
  out +=
      "<h1>Qingliu: verification book</h1>\n<p>Does the engine solve the equations it states? Each case "
      "below runs the engine's own kernels and lays the answer beside another one. What that other one is "
      "stands in the last column, and its worth <a href='#kinds'>below</a>: a closed form says more than two "
      "ways of the engine that agree. A case that falls short shows it, with the reason where it is known. "
      "Bars count for the scheme <code>full</code>; what <code>lean</code> reaches stands beside it. The "
      "whole book is made again by <code>qingliu verify</code>; what the design asks for is <a "
      "href='#list'>listed at the end</a>.</p>\n";
  out += fmt::format("<p><strong>{} cases, {} figures: {} met, {} short.</strong>", count, met + fails, met,
                     fails);
  if (count < cases().size())
    out += fmt::format(" Of {} cases; the others have not been made in this folder.", cases().size());
  if (fine > 0) out += fmt::format(" {} of them on the fine grids, marked so.", fine);
  out += "</p>\n" + kinds_html(rows_of);
  out +=
      "<h2>All figures</h2>\n<div class='wide'><table class='first'><thead><tr><th>figure</th><th "
      "class='number'>found</th><th class='number'>lean</th><th class='number'>bar</th><th><span "
      "class='word'>standing</span></th><th class='word'>against</th></tr></thead>\n";
  return out + rows + "</table></div>\n" + list_html(rows_of) + "</body></html>\n";
}

}  // namespace qingliu::verification
