#include "postprocess/result_map.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "postprocess/lettering.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

std::string name_of(const ResultFolder& results) {
  const fs::path folder = fs::absolute(results.folder()).lexically_normal();
  return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

std::string full_title(const ResultFolder& results) {
  const std::string& title = results.description().title;
  return title.empty() ? name_of(results) : title;
}

std::string footer_of(const ResultFolder& results, const MapLayout& layout, Block block, Language language) {
  const ResultDescription& d = results.description();
  std::string footer = map_words::filled(language, map_words::cells, d.cell_size);
  if (layout.image_width < layout.nx) {
    const Phrase& shows = block == Block::largest ? map_words::pixel_largest : map_words::pixel_mean;
    footer += map_words::filled(language, shows, layout.metres_per_pixel);
  }
  if (!d.crs.empty()) footer += "; " + d.crs;
  if (!d.source.empty()) footer += "; " + d.source;
  if (!d.run_id.empty()) footer += map_words::filled(language, map_words::run, d.run_id);
  return footer;
}

}  // namespace

std::string map_title(const ResultFolder& results, std::vector<std::string>& warnings) {
  const DrawableText title = drawable(full_title(results), name_of(results));
  if (title.changed) {
    warnings.push_back(
        fmt::format("no font with Chinese characters is installed (for instance fonts-wqy-microhei or "
                    "fonts-noto-cjk): the title is drawn as '{}'",
                    title.text));
  }
  return title.text;
}

MapSheet sheet_of(const ResultFolder& results, Finished finished, const Ground& ground,
                  const std::string& title) {
  MapClasses classes = classes_of(finished.quantity, finished.raster);
  return sheet_of(results, std::move(finished), ground, title, std::move(classes));
}

MapSheet sheet_of(const ResultFolder& results, Finished finished, const Ground& ground,
                  const std::string& title, MapClasses classes) {
  const Quantity& quantity = finished.quantity;
  MapSheet sheet;
  const Speaker say(ground.language);
  sheet.language = ground.language;
  sheet.title = title;
  sheet.subtitle = finished.subtitle;
  sheet.remark = status_remark(results, ground.language);
  sheet.footer = footer_of(results, ground.layout, quantity.block, ground.language);
  sheet.synthetic = results.description().synthetic;
  sheet.partly_synthetic = !results.description().synthetic_parts.empty();
  sheet.field = std::move(finished.raster);
  sheet.classes = std::move(classes);
  for (ClassBound& bound : sheet.classes.bounds) {
    if (bound.label == map_words::less.english) bound.label = say(map_words::less);
  }
  sheet.block = quantity.block;
  sheet.relief = quantity.relief;
  sheet.legend_title = quantity.heading_in(ground.language);
  sheet.legend_unit = quantity.legend_unit(ground.language);
  if (sheet.classes.negative != nullptr && of_the_bed(quantity)) {
    sheet.upper_words = say(loss_is_positive(quantity) ? map_words::erosion : map_words::deposition);
    sheet.lower_words = say(loss_is_positive(quantity) ? map_words::deposition : map_words::erosion);
  }
  add_findings(sheet, quantity, results.description());
  return sheet;
}

std::vector<std::pair<std::string, std::string>> png_words(const ResultFolder& results,
                                                           const std::string& subtitle) {
  return {
      {"Title", full_title(results)}, {"Description", subtitle}, {"Software", results.description().source}};
}

}  // namespace qingliu::postprocess
