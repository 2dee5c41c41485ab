#include "postprocess/difference_maps.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "core/error.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/png_file.hpp"
#include "postprocess/result_map.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

bool same_grid(const ResultFolder& a, const ResultFolder& b) {
  const ResultDescription &one = a.description(), &other = b.description();
  return a.elevation().nx == b.elevation().nx && a.elevation().ny == b.elevation().ny &&
         one.x_west == other.x_west && one.y_south == other.y_south && one.cell_size == other.cell_size;
}

/// The field at the last output, where it can be read.
std::optional<Raster> last_field(const ResultFolder& results, const Quantity& quantity) {
  if (results.segments().empty()) return std::nullopt;
  SegmentFields fields(results, results.segments().back());
  if (!stored(fields, quantity)) return std::nullopt;
  try {
    return evaluate(fields, quantity);
  } catch (const FileError&) {
    return std::nullopt;
  }
}

std::string name_of(const ResultFolder& results) {
  const ResultDescription& d = results.description();
  return d.title.empty() ? d.run_id : d.title;
}

/// A difference is no erosion and no deposit: the words of the sheet say more and less instead.
void speak_of_change(MapSheet& sheet, const Quantity& quantity) {
  const Speaker say(sheet.language);
  sheet.upper_words = say(map_words::more_than_before);
  sheet.lower_words = say(map_words::less_than_before);
  sheet.facts.clear();
  for (Mark& mark : sheet.marks) {
    const float value = sheet.field.at(mark.i, mark.j);
    const Phrase& words = value > 0.0f ? map_words::largest_increase : map_words::largest_decrease;
    mark.lines.front() = map_words::filled(sheet.language, words, value_words(quantity, std::fabs(value)));
  }
}

}  // namespace

std::optional<DifferenceMaps> difference_maps(const ResultFolder& base, const ResultFolder& plan,
                                              const std::string& called, const Ground& ground,
                                              const fs::path& figures, std::vector<std::string>& warnings) {
  if (!same_grid(base, plan)) {
    warnings.push_back(
        fmt::format("no maps of differences with {}: its grid is another one", plan.folder().string()));
    return std::nullopt;
  }
  for (const char* word : {"net_erosion", "bed_change"}) {
    const Quantity quantity = find_quantity(base, word);
    std::optional<Raster> before = last_field(base, quantity), after = last_field(plan, quantity);
    if (!before || !after) continue;
    Raster difference = *after;
    for (std::size_t k = 0; k < difference.values.size(); ++k) difference.values[k] -= before->values[k];
    DifferenceMaps maps{name_of(plan), {}};
    std::vector<std::string> said;
    fs::create_directories(figures);
    const auto draw = [&](const ResultFolder& whose, Raster field, const char* ending,
                          const std::string& subtitle) {
      MapSheet sheet =
          sheet_of(whose, {quantity, std::move(field), "", subtitle}, ground, map_title(whose, said));
      if (std::string_view(ending) == "3-difference") speak_of_change(sheet, quantity);
      const fs::path file =
          figures / picture_file(fmt::format("plan-{}-{}", called, ending), ground.language);
      write_png(draw_map(sheet, ground), file, png_words(whose, subtitle));
      maps.pictures.push_back({file, subtitle, quantity.name});
    };
    const auto said_of = [&](const Phrase& phrase) {
      return map_words::filled(ground.language, phrase, quantity.heading_in(ground.language));
    };
    draw(base, std::move(*before), "1-before", said_of(map_words::before));
    draw(plan, std::move(*after), "2-after", said_of(map_words::after));
    draw(plan, std::move(difference), "3-difference", said_of(map_words::difference));
    return maps;
  }
  warnings.push_back(
      fmt::format("no maps of differences with {}: the runs share neither net_erosion nor bed_change",
                  plan.folder().string()));
  return std::nullopt;
}

}  // namespace qingliu::postprocess
