#include "postprocess/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/publish.hpp"
#include "io/result_writer.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/overview_map.hpp"
#include "postprocess/report_page.hpp"
#include "postprocess/result_map.hpp"
#include "postprocess/short_names.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

/// What the files of each plan are called: its folder, with a number where several have the same name.
std::vector<std::string> names_of_files(const std::vector<fs::path>& plans) {
  std::vector<std::string> names;
  for (const fs::path& plan : plans) {
    const fs::path whole = fs::absolute(plan / "").lexically_normal();  // with a slash at its end, always
    const std::string folder = whole.parent_path().filename().string();
    std::string name = folder;
    for (int n = 2; std::ranges::find(names, name) != names.end(); ++n)
      name = fmt::format("{}-{}", folder, n);
    names.push_back(name);
  }
  return names;
}

}  // namespace

ReportFiles make_report(const fs::path& folder, const ReportOptions& options) {
  const ReportedRun run(folder, options.language);
  const fs::path place = options.output.empty() ? folder : options.output;
  io::make_output_folder(place);
  std::vector<ReportedRun> plans;
  std::vector<std::string> titles{run.name()};
  std::vector<fs::path> folders{folder};
  for (const fs::path& plan : options.plans) {
    plans.emplace_back(plan, options.language);
    titles.push_back(plans.back().name());
    folders.push_back(plan);
  }
  const std::vector<std::string> names = short_names(titles, folders);
  PictureReport pictures = make_pictures(folder, {"", options.language, false, {}, options.output});
  std::vector<std::string>& warnings = pictures.warnings;
  std::vector<std::string> told = run.faults;  // in the language of the page already
  std::vector<std::string> said;
  const Ground ground = ground_of(run.results, language_of_pictures(options.language, said));
  // The overview lies on the elevation; a map of the elevation alone would say nothing more.
  std::erase_if(pictures.pictures, [](const DrawnPicture& p) { return p.quantity == "elevation"; });
  pictures.pictures.insert(
      pictures.pictures.begin(),
      write_overview(run.results, ground, map_title(run.results, said), place / "figures"));
  std::vector<DifferenceMaps> differences;
  const std::vector<std::string> called = names_of_files(options.plans);
  for (std::size_t p = 0; p < plans.size(); ++p) {
    if (auto maps = difference_maps(run.results, plans[p].results, {names[0], names[p + 1], called[p]},
                                    ground, place / "figures", warnings))
      differences.push_back(std::move(*maps));
    for (const std::string& fault : faults_of(plans[p], options.language))
      told.push_back(map_words::filled(options.language, phrases::of_run, names[p + 1], fault));
    for (const std::string& doubt :
         doubts_of_comparison(run, plans[p], names[0], names[p + 1], options.language))
      told.push_back(doubt);
  }
  ReportPage page(run, plans, names, options.language);
  page.head();
  page.key_figures();
  page.comparison();
  page.differences(differences);
  page.maps(pictures.pictures);
  page.erosion();
  page.places();
  page.sources();
  page.series();
  page.reservoirs();
  page.dams();
  page.balances();
  page.scenario(warnings, told);
  const fs::path file = place / (options.language == Language::chinese ? "report.zh.html" : "report.html");
  io::publish_text(file, page.close());
  warnings.insert(warnings.end(), told.begin(), told.end());
  return {file, warnings};
}

}  // namespace qingliu::postprocess
