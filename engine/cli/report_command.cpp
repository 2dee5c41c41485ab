#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/report.hpp"
#endif

namespace qingliu::cli {
namespace {

struct ReportArguments {
  std::string folder, output, language = "en";
  std::vector<std::string> plans;
};

#ifdef QINGLIU_WITH_PICTURES
int report(const ReportArguments& a) {
  postprocess::ReportOptions options;
  options.language = postprocess::language_named(a.language);
  options.output = a.output;
  options.plans.assign(a.plans.begin(), a.plans.end());
  const postprocess::ReportFiles made = postprocess::make_report(a.folder, options);
  for (const std::string& warning : made.warnings) fmt::print(stderr, "warning: {}\n", warning);
  fmt::print("{}\n", made.page.string());
  return 0;
}
#else
int report(const ReportArguments&) {
  fmt::print(stderr,
             "qingliu: this build has no reports because VTK was not found; install libvtk9-dev (VTK 9.1 or "
             "later) and "
             "build again\n");
  return 1;
}
#endif

}  // namespace

void add_report(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<ReportArguments>();
  CLI::App* command =
      app.add_subcommand("report", "one HTML page of a run, or of a run and plans beside it, written to DIR");
  command->add_option("folder", a->folder, "results folder")->required();
  command->add_option("plans", a->plans, "results folders of plans to compare with it");
  command->add_option("-o,--output", a->output, "folder for the page and its figures (default: DIR)");
  command->add_option("--lang", a->language, "language of the page")
      ->check(CLI::IsMember({"en", "zh"}))
      ->capture_default_str();
  command->callback([a, &chosen] { chosen = [a] { return report(*a); }; });
}

}  // namespace qingliu::cli
