#include "postprocess/report.hpp"

#include <algorithm>

#include "io/result_writer.hpp"
#include "postprocess/overview_map.hpp"
#include "postprocess/report_page.hpp"
#include "postprocess/result_map.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

ReportFiles make_report(const fs::path& folder, const ReportOptions& options) {
  const ReportedRun run(folder);
  const fs::path place = options.output.empty() ? folder : options.output;
  std::vector<ReportedRun> plans;
  for (const fs::path& plan : options.plans) plans.emplace_back(plan);
  PictureReport pictures = make_pictures(folder, {"", options.language, false, {}, options.output});
  std::vector<std::string> said;
  const Ground ground = ground_of(run.results, language_of_pictures(options.language, said));
  // The overview lies on the elevation; a map of the elevation alone would say nothing more.
  std::erase_if(pictures.pictures, [](const DrawnPicture& p) { return p.quantity == "elevation"; });
  pictures.pictures.insert(
      pictures.pictures.begin(),
      write_overview(run.results, ground, map_title(run.results, said), place / "figures"));
  std::vector<DifferenceMaps> differences;
  for (const ReportedRun& plan : plans) {
    if (auto maps = difference_maps(run.results, plan.results, ground, place / "figures", pictures.warnings))
      differences.push_back(std::move(*maps));
  }
  ReportPage page(run, options.language);
  page.head();
  page.key_figures();
  page.comparison(plans);
  page.differences(differences);
  page.maps(pictures.pictures);
  page.erosion();
  page.sources();
  page.series();
  page.reservoirs();
  page.balances();
  page.scenario(pictures.warnings);
  const fs::path file = place / (options.language == Language::chinese ? "report.zh.html" : "report.html");
  io::publish_text(file, page.close());
  return {file, pictures.warnings};
}

}  // namespace qingliu::postprocess
