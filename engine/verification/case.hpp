#pragma once
// A case of the verification book: what is solved, the engine's answer beside one that does not come from the
// engine, and what must hold.
#include <optional>
#include <string>
#include <vector>

#include "chart/line_chart.hpp"
#include "verification/worst.hpp"

namespace qingliu::verification {

/// Grids of the everyday tests, or the fine ones of the night.
enum class Resolution { everyday, nightly };

/// A figure that was computed and the bar it must reach.
struct Check {
  enum class Rule { at_most, at_least };
  std::string what;  ///< with its unit where it has one
  double figure = 0.0;
  double bar = 0.0;
  Rule rule = Rule::at_most;
  std::string shortfall;       ///< why a figure that is known to fall short does so; "": it must not
  std::optional<double> lean;  ///< the same figure of the scheme lean, for which the bar does not count

  /// A figure that is not a number falls short.
  bool met() const { return rule == Rule::at_most ? figure <= bar : figure >= bar; }
};

/// A table of the page. Cells are text, numbers by chart::number_text.
struct Table {
  std::string title;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// What a case found.
struct Report {
  std::vector<chart::LineChart> figures;
  std::vector<Table> tables;
  std::vector<Check> checks;
  std::vector<std::string> notes;  ///< sentences below the tables
  std::string missing;  ///< what the case needs and this machine lacks; nothing else is filled then

  void at_most(std::string what, double figure, double bar, std::string shortfall = "") {
    checks.push_back({std::move(what), figure, bar, Check::Rule::at_most, std::move(shortfall), {}});
  }
  void at_least(std::string what, double figure, double bar, std::string shortfall = "") {
    checks.push_back({std::move(what), figure, bar, Check::Rule::at_least, std::move(shortfall), {}});
  }
  /// The figure of lean beside the check that full has made under the same name.
  void lean_beside(const std::string& what, double figure) {
    for (Check& check : checks)
      if (check.what == what) check.lean = figure;
  }
  bool met() const {
    for (const Check& check : checks)
      if (!check.met()) return false;
    return true;
  }
};

/// One case; each is a constant in a file of its own, listed in cases.cpp.
struct Case {
  const char* id;       ///< "V02": of the design's list; "D..": dimensions and symmetry
  const char* chapter;  ///< of the first page: "Water", "Sediment", "Bed", "Symmetry and units"
  const char* title;    ///< one line of plain text, no comma
  const char* set_up;   ///< equations, set-up, source of the exact answer: HTML without scripts
  Report (*run)(Resolution);
};

/// Every case, in the order of the book.
const std::vector<const Case*>& cases();

/// The case with this id, in any letter case; nullptr when there is none.
const Case* find_case(const std::string& id);

}  // namespace qingliu::verification
