#include "postprocess/picture.hpp"

#include <fmt/format.h>

#include "postprocess/picture_rasters.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/png_file.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

std::string name_of(const ResultFolder& results) {
  const fs::path folder = fs::absolute(results.folder()).lexically_normal();
  return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

std::string footer_of(const ResultFolder& results, const MapLayout& layout, Block block) {
  const ResultDescription& d = results.description();
  std::string footer = fmt::format("cells of {:g} m", d.cell_size);
  if (layout.image_width < layout.nx) {
    footer += fmt::format("; a pixel of {:.3g} m shows the {} of its cells", layout.metres_per_pixel,
                          block == Block::largest ? "largest value" : "mean");
  }
  if (!d.source.empty()) footer += "; " + d.source;
  if (!d.run_id.empty()) footer += "; run " + d.run_id;
  return footer;
}

MapSheet sheet_of(const ResultFolder& results, Finished finished, const Ground& ground,
                  const std::string& title) {
  const Quantity& quantity = finished.quantity;
  MapSheet sheet;
  sheet.title = title;
  sheet.subtitle = finished.subtitle;
  sheet.remark = status_remark(results);
  sheet.footer = footer_of(results, ground.layout, quantity.block);
  sheet.synthetic = results.description().synthetic;
  sheet.field = std::move(finished.raster);
  sheet.classes = classes_of(quantity, sheet.field);
  sheet.block = quantity.block;
  sheet.relief = quantity.relief;
  sheet.legend_title = quantity.heading;
  sheet.legend_unit = quantity.unit;
  if (sheet.classes.negative != nullptr) {
    sheet.upper_words = "deposition";
    sheet.lower_words = "erosion";
  }
  add_findings(sheet, quantity, results.description());
  return sheet;
}

}  // namespace

PictureReport make_pictures(const fs::path& folder, const PictureOptions& options) {
  const ResultFolder results(folder);
  PictureReport report;
  report.warnings = results.warnings();
  std::vector<Finished> all = finished_rasters(results, options, report.warnings);
  const std::string full_title =
      results.description().title.empty() ? name_of(results) : results.description().title;
  const DrawableText title = drawable(full_title, name_of(results));
  if (title.changed) {
    report.warnings.push_back(
        fmt::format("no font with Chinese characters is installed (for instance fonts-wqy-microhei or "
                    "fonts-noto-cjk): the title is drawn as '{}'",
                    title.text));
  }
  const Ground ground = ground_of(results.elevation(), results.description());
  const fs::path figures = folder / "figures";
  fs::create_directories(figures);
  for (Finished& finished : all) {
    const std::string ending = finished.file_ending.empty() ? "" : "-" + finished.file_ending;
    const fs::path file = figures / (finished.quantity.stem + ending + ".png");
    const std::string subtitle = finished.subtitle;
    write_png(draw_map(sheet_of(results, std::move(finished), ground, title.text), ground), file,
              {{"Title", full_title}, {"Description", subtitle}, {"Software", results.description().source}});
    report.files.push_back(file);
  }
  return report;
}

}  // namespace qingliu::postprocess
