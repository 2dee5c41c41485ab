#include "postprocess/report_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/report_words.hpp"
#include "postprocess/run_sentences.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

/// Tables that a report reads, with a column that each must have.
constexpr std::pair<const char*, const char*> known_tables[] = {
    {"budget.csv", "rain_m3"},          {"gauges.csv", "discharge_m3_per_s"},
    {"totals.csv", "division"},         {"streams.csv", "downstream"},
    {"reservoirs.csv", "peak_level_m"}, {"reservoir_series.csv", "level_m"},
    {"structures.csv", "capacity_m3"},  {"structure_series.csv", "filled"},
    {"gullies.csv", "gave_kg"},         {"collapsing_gullies.csv", "gave_kg"},
    {"banks.csv", "gave_kg"},           {"measures.csv", "silt_m3"},
    {"measure_costs.csv", "stands"},    {"sources.csv", "total_kg"}};

/// What is wrong with a table of the run, "" for nothing.
std::string fault_of(const io::CsvTable& table, const char* file, const char* column, bool there, bool ended,
                     Language language) {
  using map_words::filled;
  const bool needed = std::string_view(file) == "budget.csv" || std::string_view(file) == "gauges.csv";
  if (!there) return needed && ended ? filled(language, phrases::table_missing, file) : "";
  if (table.column(column) < 0) return filled(language, phrases::table_damaged, file, column);
  if (table.broken_lines > 0) return filled(language, phrases::table_cut, file, table.broken_lines);
  return table.empty() && needed ? filled(language, phrases::table_empty, file) : "";
}

}  // namespace

ReportedRun::ReportedRun(const fs::path& folder, Language language)
    : results(folder),
      gauges(table("gauges.csv")),
      budget(table("budget.csv")),
      figures(run_figures(budget, gauges)) {
  for (const auto& [file, column] : known_tables) {
    const std::string fault = fault_of(table(file), file, column, fs::exists(folder / file),
                                       results.description().status != "running", language);
    if (!fault.empty()) faults.push_back(fault);
  }
}

std::string ReportedRun::name() const {
  const ResultDescription& d = results.description();
  return d.title.empty() ? d.run_id : d.title;
}

double ReportedRun::reached() const {
  return results.segments().empty() ? std::nan("") : results.segments().back().time;
}

io::CsvTable ReportedRun::table(const std::string& file) const {
  return io::read_csv_table(results.folder() / file);
}

std::vector<std::string> faults_of(const ReportedRun& run, Language language) {
  std::vector<std::string> faults = run.faults;
  for (const std::string& warning : run.results.warnings()) {
    const auto chinese = language == Language::chinese ? run_line_in_chinese(warning) : std::nullopt;
    faults.push_back(chinese.value_or(warning));
  }
  return faults;
}

RunWords words_of(const ReportedRun& run) {
  RunWords words;
  std::ifstream log(run.results.folder() / "run.log");
  words.has_log = log.good();
  for (std::string line; std::getline(log, line);) {
    if (line.starts_with("assumption: ")) {
      words.lines.push_back(line.substr(12));
    } else if (line.find("warning: ") != std::string::npos) {
      words.lines.push_back(line);
    }
  }
  if (!words.has_log) words.lines = run.results.description().assumptions;
  return words;
}

std::vector<std::string> doubts_of_comparison(const ReportedRun& base, const ReportedRun& plan,
                                              const std::string& base_name, const std::string& plan_name,
                                              Language language) {
  std::vector<std::string> doubts;
  const auto doubt = [&](const Phrase& phrase, const auto&... values) {
    doubts.push_back(map_words::filled(language, phrase, values...));
  };
  const RunFigures &a = base.figures, &b = plan.figures;
  if (a.there && b.there) {
    if (std::fabs(a.time - b.time) > 1.0)
      doubt(phrases::other_end, plan_name, duration_words(b.time, language), base_name,
            duration_words(a.time, language));
    if (std::fabs(a.rain - b.rain) > 1e-6 * std::fmax(a.rain, b.rain))
      doubt(phrases::other_rain, plan_name, figure_text(b.rain), base_name, figure_text(a.rain));
    if (!std::ranges::equal(a.classes, b.classes, {}, &ClassFigures::name, &ClassFigures::name))
      doubt(phrases::other_grains, plan_name, base_name);
  }
  if (std::fabs(base.reached() - plan.reached()) > 1.0)
    doubt(phrases::other_output, plan_name, duration_words(plan.reached(), language), base_name,
          duration_words(base.reached(), language));
  return doubts;
}

}  // namespace qingliu::postprocess
