#include "postprocess/picture.hpp"

#include "io/publish.hpp"
#include "postprocess/picture_rasters.hpp"
#include "postprocess/png_file.hpp"
#include "postprocess/result_map.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

PictureReport make_pictures(const fs::path& folder, const PictureOptions& options) {
  const ResultFolder results(folder);
  PictureReport report;
  report.warnings = results.warnings();
  PictureOptions lettered = options;
  lettered.language = language_of_pictures(options.language, report.warnings);
  std::vector<Finished> all = finished_rasters(results, lettered, report.warnings);
  const std::string title = map_title(results, report.warnings);
  const Ground ground = ground_of(results, lettered.language, options.relief ? View::relief : View::map);
  const fs::path figures = (options.output.empty() ? folder : options.output) / "figures";
  io::make_output_folder(figures);
  for (Finished& finished : all) {
    const std::string ending = finished.file_ending.empty() ? "" : "-" + finished.file_ending;
    const fs::path file =
        figures /
        picture_file(finished.quantity.stem + ending + (options.relief ? ".relief" : ""), lettered.language);
    const std::string subtitle = finished.subtitle, quantity = finished.quantity.name;
    write_png(draw_map(sheet_of(results, std::move(finished), ground, title), ground), file,
              png_words(results, subtitle));
    report.pictures.push_back({file, subtitle, quantity});
  }
  return report;
}

}  // namespace qingliu::postprocess
