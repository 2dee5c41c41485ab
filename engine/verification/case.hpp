#pragma once
// A case of the verification book: what is solved, the engine's answer beside another one, and what must
// hold.
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "chart/line_chart.hpp"
#include "core/real.hpp"
#include "verification/worst.hpp"

namespace qingliu::verification {

/// What a figure is laid beside, from the strongest to the weakest.
enum class Against {
  closed_form,  ///< a formula, or an equation solved apart from the engine
  published,    ///< a figure that others have published
  peer,         ///< another program
  record,       ///< measured in the field
  design,       ///< a figure computed for the project's design pages
  consistency,  ///< the engine itself: books, signs, symmetry, two of its ways to one answer
  fitted        ///< what a parameter of the engine was fitted to
};

/// Name of a kind and what it is worth, for the pages.
struct AgainstWords {
  Against kind;
  const char* name;
  const char* meaning;
};
inline constexpr std::array<AgainstWords, 7> against_words{{
    {Against::closed_form, "closed form", "a formula, or an equation solved apart from the engine"},
    {Against::published, "published", "a figure or solution that others have published"},
    {Against::peer, "peer", "another program on the same set-up"},
    {Against::record, "record", "measured in the field; nothing is fitted"},
    {Against::design, "design computation",
     "a figure computed beforehand for the project's design pages: it guards the formulas of this book and "
     "of "
     "the engine against slips, and is no outside evidence"},
    {Against::consistency, "consistency",
     "the engine itself: its books close, signs and symmetry hold, two of its ways lead to one answer"},
    {Against::fitted, "fitted",
     "what parameters of the engine were fitted to: it must hold, and proves nothing"},
}};
inline const AgainstWords& words_of(Against kind) { return against_words[static_cast<std::size_t>(kind)]; }

/// Grids of the everyday tests, or the fine ones of the night.
enum class Resolution { everyday, nightly };

/// A figure that was computed and the bar it must reach.
struct Check {
  enum class Rule { at_most, at_least };
  std::string what;  ///< with its unit where it has one
  double figure = 0.0;
  double bar = 0.0;
  Rule rule = Rule::at_most;
  std::string shortfall;           ///< why a figure that is known to fall short does so; "": it must not
  std::optional<double> lean;      ///< the same figure of the scheme lean, for which the bar does not count
  std::optional<Against> against;  ///< where it is not that of the case

  /// For a check that has just been made: report.at_most(...).is(Against::consistency).
  Check& is(Against kind) {
    against = kind;
    return *this;
  }

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

  /// The reference is good until the next check.
  Check& at_most(std::string what, double figure, double bar, std::string shortfall = "") {
    return add(std::move(what), figure, bar, Check::Rule::at_most, std::move(shortfall));
  }
  Check& at_least(std::string what, double figure, double bar, std::string shortfall = "") {
    return add(std::move(what), figure, bar, Check::Rule::at_least, std::move(shortfall));
  }
  /// The figure of lean beside the check that full has made under the same name; std::logic_error where there
  /// is none.
  void lean_beside(const std::string& what, double figure) {
    for (Check& check : checks) {
      if (check.what != what) continue;
      check.lean = figure;
      return;
    }
    throw std::logic_error("no check of full is called '" + what + "'");
  }
  bool met() const {
    for (const Check& check : checks)
      if (!check.met()) return false;
    return true;
  }

 private:
  Check& add(std::string what, double figure, double bar, Check::Rule rule, std::string shortfall) {
    return checks.emplace_back(Check{std::move(what), figure, bar, rule, std::move(shortfall), {}, {}});
  }
};

/// What computes a case. One that takes no resolution has no fine grids: it is no test of the night, and its
/// page says the same by day and night. Constant, since tests are named before main() begins.
class Run {
 public:
  constexpr Run(Report (*on_grids)(Resolution)) : on_grids_(on_grids) {}
  constexpr Run(Report (*always)()) : always_(always) {}
  bool has_fine_grids() const { return on_grids_ != nullptr; }
  Report operator()(Resolution resolution) const {
    return has_fine_grids() ? on_grids_(resolution) : always_();
  }

 private:
  Report (*on_grids_)(Resolution) = nullptr;
  Report (*always_)() = nullptr;
};

/// One case; each is a constant in a file of its own, listed in cases.cpp.
struct Case {
  const char* id;       ///< "V02": of the design's list; "D..": dimensions and symmetry
  const char* chapter;  ///< of the first page: "Water", "Sediment", "Bed", "Symmetry and units"
  Against against;      ///< what its checks are laid beside, unless they say otherwise
  const char* title;    ///< one line of plain text, no comma
  const char* set_up;   ///< equations, set-up, source of the exact answer: HTML without scripts
  Run run;
};

/// Every case, in the order of the book.
const std::vector<const Case*>& cases();

/// The case with this id, in any letter case; nullptr when there is none.
const Case* find_case(const std::string& id);

}  // namespace qingliu::verification
