#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "chart/number_text.hpp"
#include "cli/commands.hpp"
#include "core/error.hpp"
#include "core/real.hpp"
#include "verification/book.hpp"

namespace qingliu::cli {
namespace {

struct VerifyArguments {
  std::vector<std::string> cases;
  std::string folder = single_state ? "build/verification-single" : "docs/verification";
  bool nightly = false;
  bool list = false;
};

std::vector<const verification::Case*> chosen_cases(const VerifyArguments& a) {
  if (a.cases.empty()) return verification::cases();
  std::vector<const verification::Case*> chosen;
  for (const std::string& id : a.cases) {
    const verification::Case* found = verification::find_case(id);
    if (found == nullptr) {
      throw InputError("no case '" + id +
                       "' in the verification book; 'qingliu verify --list' names them all");
    }
    chosen.push_back(found);
  }
  return chosen;
}

void print(const verification::Case& c, const verification::Report& report) {
  fmt::print("{} {}\n", c.id, c.title);
  if (!report.missing.empty())
    fmt::print("  left out: {}; an earlier page of the case stays\n", report.missing);
  for (const verification::Check& check : report.checks) {
    fmt::print("  {}  {}: {} (bar {} {}{})\n", check.met() ? "met  " : "SHORT", check.what,
               chart::number_text(check.figure),
               check.rule == verification::Check::Rule::at_most ? "at most" : "at least",
               chart::number_text(check.bar, 6),
               check.lean ? "; lean " + chart::number_text(*check.lean) : "");
  }
  std::fflush(stdout);
}

/// Cases share the processors: each runs on one thread, whichever is free.
int verify(const VerifyArguments& a) {
  if (a.list) {
    for (const verification::Case* c : verification::cases()) fmt::print("{}  {}\n", c->id, c->title);
    return 0;
  }
  const auto chosen = chosen_cases(a);
  const auto resolution = a.nightly ? verification::Resolution::nightly : verification::Resolution::everyday;
  verification::Book book(a.folder);
  std::atomic<std::size_t> next{0};
  std::mutex writing;
  std::exception_ptr failure;
  bool all_met = true;
  const auto work = [&] {
    for (std::size_t k = next++; k < chosen.size(); k = next++) {
      try {
        const verification::Report report = chosen[k]->run(resolution);
        const std::lock_guard lock(writing);
        print(*chosen[k], report);
        if (report.missing.empty()) book.add(*chosen[k], report, resolution);
        all_met = all_met && report.met();
      } catch (...) {
        const std::lock_guard lock(writing);
        failure = std::current_exception();
        next = chosen.size();
      }
    }
  };
  std::vector<std::thread> workers(std::max(1U, std::thread::hardware_concurrency()));
  for (std::thread& worker : workers) worker = std::thread(work);
  for (std::thread& worker : workers) worker.join();
  if (failure) std::rethrow_exception(failure);
  book.close();
  fmt::print("{}\n", (std::filesystem::path(a.folder) / "index.html").string());
  return all_met ? 0 : 1;
}

}  // namespace

void add_verify(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<VerifyArguments>();
  CLI::App* command = app.add_subcommand(
      "verify", "compute the verification cases beside their closed forms and write the book of them");
  command->add_option("cases", a->cases, "cases to compute, e.g. V02 V10; all when none is named");
  command->add_option("-o,--output", a->folder, "folder of the book")->capture_default_str();
  command->add_flag("--nightly", a->nightly, "the fine grids too");
  command->add_flag("--list", a->list, "name the cases and stop");
  command->callback([a, &chosen] { chosen = [a] { return verify(*a); }; });
}

}  // namespace qingliu::cli
