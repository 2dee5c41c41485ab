#pragma once
// The page of a report, section by section.
#include <filesystem>
#include <string>
#include <vector>

#include "postprocess/difference_maps.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/report_run.hpp"
#include "postprocess/report_words.hpp"

namespace qingliu::postprocess {

/// The page, section by section.
class ReportPage {
 public:
  /// names: what the run and its plans are called, the run first.
  ReportPage(const ReportedRun& run, const std::vector<ReportedRun>& plans, std::vector<std::string> names,
             Language language)
      : run_(run), plans_(plans), names_(std::move(names)), say_(language), language_(language) {}

  void head();
  void key_figures();
  void comparison();
  void maps(const std::vector<DrawnPicture>& pictures);
  void erosion();
  void places();
  void sources();
  void series();
  void reservoirs();
  void dams();
  void differences(const std::vector<DifferenceMaps>& all);
  void balances();
  /// What was assumed, what could not be read, and the scenario itself; `told` is in the page's language.
  void scenario(const std::vector<std::string>& unread, const std::vector<std::string>& told);
  std::string close() { return page_ + "</body></html>\n"; }

 private:
  void doubts();
  void gullies();
  void banks();
  void rest_of_the_balance(double on_cells, double map_time);
  bool costs();
  void list_in_language(const std::vector<std::string>& lines, std::vector<std::string>& left);
  void paragraph(const char* kind, const std::vector<std::string>& lines);
  void section(const Phrase& title);
  /// kind: class of the row; "": none.
  void row(const std::vector<std::string>& cells, const char* tag = "td", const char* kind = "");
  void list(const std::vector<std::string>& lines);
  void figure(const std::string& svg);
  void image(const DrawnPicture& picture);
  std::string badge() const;

  const ReportedRun& run_;
  const std::vector<ReportedRun>& plans_;
  std::vector<std::string> names_;
  Speaker say_;
  Language language_;
  std::string page_;
};

}  // namespace qingliu::postprocess
