// Every case of the verification book, everyday and nightly, as a test of its own name.
#include "verification/book.hpp"
#include "support/places.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "chart/number_text.hpp"
#include "core/error.hpp"
#include "verification/design_list.hpp"

using namespace qingliu;

namespace {

const verification::Case& first_case(bool fine) {
  return **std::ranges::find(verification::cases(), fine,
                             [](const auto* c) { return c->run.has_fine_grids(); });
}

/// A check is met, or falls short with a stated reason; a reason that no longer holds is to be deleted.
void require_checks(const verification::Report& report) {
  if (!report.missing.empty()) {
    WARN("skipped: " << report.missing);
    return;
  }
  REQUIRE_FALSE(report.checks.empty());
  for (const verification::Check& check : report.checks) {
    CAPTURE(check.what, check.figure, check.bar, check.shortfall);
    CHECK(check.met() == check.shortfall.empty());
  }
}

class CaseInvoker : public Catch::ITestInvoker {
 public:
  CaseInvoker(const verification::Case& c, verification::Resolution resolution)
      : case_(c), resolution_(resolution) {}
  void invoke() const override { require_checks(case_.run(resolution_)); }

 private:
  const verification::Case& case_;
  verification::Resolution resolution_;
};

/// Cases whose bars only a state in double meets: rest and closed forms to 1e-10 and less, waves of a
/// millionth, answers turned to the bit (docs/decisions/032-single-precision.md).
bool needs_double(const std::string& id) {
  const char* const ids[] = {"V01", "V08", "V08b", "V13", "V26", "V29", "V36", "D01"};
  return std::ranges::find(ids, id) != std::end(ids);
}

void add(const verification::Case& c, verification::Resolution resolution) {
  const bool nightly = resolution == verification::Resolution::nightly;
  std::string name = std::string(c.id) + " " + c.title + (nightly ? " on the fine grids" : "");
  std::ranges::replace(name, ';', ',');  // CMake takes a list of names apart at semicolons
  const std::string tags =
      std::string("[verification]") + (nightly ? "[nightly]" : "") + (needs_double(c.id) ? "[double]" : "");
  const Catch::AutoReg registered(new CaseInvoker(c, resolution), CATCH_INTERNAL_LINEINFO, "", {name, tags});
}

std::size_t with_fine_grids() {
  return static_cast<std::size_t>(
      std::ranges::count_if(verification::cases(), [](const auto* c) { return c->run.has_fine_grids(); }));
}

/// How many tests of the night there are: counted before main() begins.
const std::size_t nightly_added = [] {
  for (const verification::Case* c : verification::cases()) {
    add(*c, verification::Resolution::everyday);
    if (c->run.has_fine_grids()) add(*c, verification::Resolution::nightly);
  }
  return with_fine_grids();
}();

}  // namespace

TEST_CASE("the book names each case once and shows one that falls short", "[verification]") {
  std::set<std::string> ids;
  for (const verification::Case* c : verification::cases()) {
    CHECK(ids.insert(c->id).second);
    CHECK(verification::find_case(c->id) == c);
    CHECK(std::string(c->title).find(',') == std::string::npos);
  }
  CHECK(verification::find_case("V00") == nullptr);
  verification::Report report;
  report.at_most("error", 0.5, 0.1, "the grid is coarse");
  report.at_least("order", 2.0, 1.8);
  report.at_most("nothing", std::nan(""), 1.0);
  CHECK_FALSE(report.met());
  report.lean_beside("order", 1.25);  // far below the bar, which does not count for it
  CHECK_THROWS_AS(report.lean_beside("odor", 1.25), std::logic_error);
  CHECK(report.checks[1].met());
  const verification::Case& c = *verification::cases().front();
  const std::string page = verification::case_page(c, report, verification::Resolution::everyday);
  CHECK(page.find("falls short") != std::string::npos);
  CHECK(page.find("the grid is coarse") != std::string::npos);
  CHECK(page.find("<td class='number lean'>1.25</td>") != std::string::npos);
  const std::string rows = verification::index_rows(c, report, verification::Resolution::everyday);
  CHECK(rows.find("✗") != std::string::npos);
  CHECK(rows.find("the grid is coarse") != std::string::npos);
  std::vector<std::string> all(verification::cases().size());
  all[0] = rows;
  CHECK(verification::index_page(all).find("1 cases, 3 figures: 1 met, 2 short") != std::string::npos);
}

TEST_CASE("the first page counts figures by what they are laid beside", "[verification]") {
  const verification::Case& c = *verification::cases().front();  // of closed forms
  REQUIRE(c.against == verification::Against::closed_form);
  verification::Report report;
  report.at_most("error", 0.5, 0.1, "the grid is coarse");
  report.at_most("missing", 0.0, 1e-12).is(verification::Against::consistency);
  report.at_most("more missing", 0.0, 1e-12).is(verification::Against::consistency);
  std::vector<std::string> all(verification::cases().size());
  all[0] = verification::index_rows(c, report, verification::Resolution::nightly);
  const std::string page = verification::index_page(all);
  const auto counted = [&](const std::string& name, const std::string& numbers) {
    const std::size_t row = page.find("<tr><td><strong>" + name + "</strong>");
    REQUIRE(row != std::string::npos);
    CHECK(page.substr(row, page.find("</tr>", row) - row).find(numbers) != std::string::npos);
  };
  const std::string cell = "<td class='number'>";
  counted("closed form", cell + "1</td>" + cell + "0</td>" + cell + "1</td>");
  counted("consistency", cell + "2</td>" + cell + "2</td>" + cell + "0</td>");
  CHECK(page.find("<strong>fitted</strong>") == std::string::npos);
  CHECK(page.find("fine grids") != std::string::npos);
}

TEST_CASE("a case without fine grids is the same by day and night, and not marked", "[verification]") {
  verification::Report report;
  report.at_most("error", 0.05, 0.1);
  const auto marked = [&](const verification::Case& c, verification::Resolution resolution) {
    const bool row =
        verification::index_rows(c, report, resolution).find("(fine grids)") != std::string::npos;
    const bool page = verification::case_page(c, report, resolution).find(" --nightly") != std::string::npos;
    CHECK(row == page);
    return row;
  };
  for (const bool fine : {true, false}) {
    const verification::Case& c = first_case(fine);
    CAPTURE(c.id);
    CHECK(marked(c, verification::Resolution::nightly) == fine);
    CHECK_FALSE(marked(c, verification::Resolution::everyday));
  }
  CHECK(with_fine_grids() > 0);
  CHECK(nightly_added == with_fine_grids());
}

TEST_CASE("a part of the book links to no page that is not there", "[verification]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("qingliu-book-" + std::to_string(::getpid()));
  const verification::Case &first = *verification::find_case("V02"),
                           &second = *verification::find_case("V13");
  verification::Report report;
  report.at_most("error", 0.05, 0.1);
  const auto read = [](const std::filesystem::path& file) {
    std::ifstream stream(file);
    return std::string{std::istreambuf_iterator<char>(stream), {}};
  };
  const auto links_hold = [&] {
    const std::string page = read(folder / "index.html");
    for (std::size_t at = page.find("href='"); at != std::string::npos; at = page.find("href='", at + 1)) {
      const std::string target = page.substr(at + 6, page.find('\'', at + 6) - at - 6);
      CAPTURE(target);
      if (target.front() == '#')
        CHECK(page.find("id='" + target.substr(1) + "'") != std::string::npos);
      else
        CHECK(std::filesystem::exists(folder / target));
    }
    return page;
  };
  for (const verification::Case* c : {&first, &second}) {
    verification::Book book(folder);
    book.add(*c, report, verification::Resolution::everyday);
    book.close();
  }
  CHECK(links_hold().find("2 cases, 2 figures: 2 met, 0 short") != std::string::npos);
  std::filesystem::remove(folder / "V02.html");
  {
    verification::Book book(folder);
    book.close();
  }
  CHECK(links_hold().find("1 cases, 1 figures: 1 met, 0 short") != std::string::npos);
  std::ofstream(folder / "file") << "not a folder";
  CHECK_THROWS_AS(verification::Book(folder / "file"), FileError);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a figure that is not a number stays the worst of many and falls short", "[verification]") {
  double worst = 0.0, least = 1.0;
  for (const double figure : {0.5, std::nan(""), 0.7}) {
    verification::raise_to(worst, figure);
    verification::lower_to(least, figure);
  }
  CHECK(std::isnan(worst));
  CHECK(std::isnan(least));
  verification::Report report;
  report.at_most("worst", worst, 1e9);
  report.at_least("least", least, -1e9);
  CHECK_FALSE(report.checks[0].met());
  CHECK_FALSE(report.checks[1].met());
}

TEST_CASE("the list of the first page names V01 to V45 once each, and pages and tests that are there",
          "[verification]") {
  std::set<std::string> ids;
  for (const verification::Listed& one : verification::design_list()) {
    CAPTURE(one.id, one.page, one.words);
    CHECK(ids.insert(one.id).second);
    const std::string page = one.page, words = one.words;
    if (page.empty()) {
      CHECK(words.find("no page: ") == 0);
    } else {
      REQUIRE(verification::find_case(page) != nullptr);
      CHECK(page == one.id);
    }
    for (std::size_t at = words.find("tests/"); at != std::string::npos; at = words.find("tests/", at + 1)) {
      const std::string file = words.substr(at, words.find(".cpp", at) + 4 - at);
      CHECK(std::filesystem::exists(std::filesystem::path(qingliu::testing::source_folder()) / file));
    }
  }
  for (int n = 1; n <= 45; ++n) CHECK(ids.count((n < 10 ? "V0" : "V") + std::to_string(n)) == 1);
}
