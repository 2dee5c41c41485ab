#pragma once
// A run as a report sees it: its outputs, its tables, and what it says of itself.
#include <filesystem>
#include <string>
#include <vector>

#include "io/csv_table.hpp"
#include "postprocess/report_figures.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// A results folder with its tables. What is damaged is left out and said in `faults`; InputError and
/// FileError as of ResultFolder.
struct ReportedRun {
  ReportedRun(const std::filesystem::path& folder, Language language);

  /// The run's title, or what it is called where it has none.
  std::string name() const;
  /// [s] of the newest output that is there, NaN where there is none.
  double reached() const;
  /// A table of the run; empty where the run has not written it.
  io::CsvTable table(const std::string& file) const;

  ResultFolder results;
  io::CsvTable gauges, budget;
  RunFigures figures;
  std::vector<std::string> faults;  ///< of the tables, one sentence each, in the language asked for
};

/// What of a run's tables and outputs could not be read, one sentence each.
std::vector<std::string> faults_of(const ReportedRun& run, Language language);

/// What a run assumed and warned of, in its own words: from run.log, or, where the run has not come to the
/// writing of that, its assumptions from the master file.
struct RunWords {
  std::vector<std::string> lines;
  bool has_log = false;
};
RunWords words_of(const ReportedRun& run);

/// Why the numbers of a plan and of the run before it are not those of one storm and one length: rain, end of
/// the tables, newest output, grain classes. One sentence each; `names` of both.
std::vector<std::string> doubts_of_comparison(const ReportedRun& base, const ReportedRun& plan,
                                              const std::string& base_name, const std::string& plan_name,
                                              Language language);

}  // namespace qingliu::postprocess
