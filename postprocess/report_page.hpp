#pragma once
// The page of a report, section by section.
#include <filesystem>
#include <string>
#include <vector>

#include "io/csv_table.hpp"
#include "postprocess/difference_maps.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/report_figures.hpp"
#include "postprocess/report_words.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// A results folder with its tables.
struct ReportedRun {
  explicit ReportedRun(const std::filesystem::path& folder)
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
  ReportPage(const ReportedRun& run, Language language) : run_(run), say_(language) {}

  void head();
  void key_figures();
  void comparison(const std::vector<ReportedRun>& plans);
  void maps(const std::vector<DrawnPicture>& pictures);
  void erosion();
  void sources();
  void series();
  void reservoirs();
  void differences(const std::vector<DifferenceMaps>& all);
  void balances();
  /// What was assumed, what could not be read, and the scenario itself.
  void scenario(const std::vector<std::string>& unread);
  std::string close() { return page_ + "</body></html>\n"; }

 private:
  void costs(const std::vector<ReportedRun>& plans);
  void section(const Phrase& title);
  void row(const std::vector<std::string>& cells, const char* tag = "td");
  void list(const std::vector<std::string>& lines);
  void figure(const std::string& svg);
  void image(const DrawnPicture& picture);

  const ReportedRun& run_;
  Speaker say_;
  std::string page_;
};

}  // namespace qingliu::postprocess
