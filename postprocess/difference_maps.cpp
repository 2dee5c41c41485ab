#include "postprocess/difference_maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/error.hpp"
#include "io/publish.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
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

struct Pair {
  Raster before, after;
  double time = 0.0;  ///< [s]
};

/// The field at the newest output time that both runs have and that can be read; others are said.
std::optional<Pair> newest_pair(const ResultFolder& base, const ResultFolder& plan, const Quantity& quantity,
                                std::vector<std::string>& warnings) {
  const std::vector<Segment>&ours = base.segments(), &theirs = plan.segments();
  for (auto one = ours.rbegin(); one != ours.rend(); ++one) {
    const auto other = std::ranges::find_if(
        theirs, [&](const Segment& segment) { return std::fabs(segment.time - one->time) <= 1.0; });
    if (other == theirs.end()) continue;
    SegmentFields before(base, *one), after(plan, *other);
    if (!stored(before, quantity) || !stored(after, quantity)) continue;
    try {
      return Pair{evaluate(before, quantity), evaluate(after, quantity), one->time};
    } catch (const FileError& error) {
      warnings.push_back(std::string(error.what()) + "; left out of the maps of differences");
    }
  }
  return std::nullopt;
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
                                              const TwoNames& names, const Ground& ground,
                                              const fs::path& figures, std::vector<std::string>& warnings) {
  if (!same_grid(base, plan)) {
    warnings.push_back(fmt::format("no maps of differences with {}: its grid is another one", names.after));
    return std::nullopt;
  }
  for (const char* word : {"net_erosion", "bed_change"}) {
    const Quantity quantity = find_quantity(base, word);
    std::optional<Pair> pair = newest_pair(base, plan, quantity, warnings);
    if (!pair) continue;
    const std::string time = time_words(pair->time, base.description().start, ground.language);
    if (std::fmax(base.segments().back().time, plan.segments().back().time) > pair->time + 1.0)
      warnings.push_back(
          fmt::format("the maps of differences with {} show {}, the newest output of both runs", names.after,
                      duration_words(pair->time)));
    Raster difference = pair->after;
    for (std::size_t k = 0; k < difference.values.size(); ++k) difference.values[k] -= pair->before.values[k];
    DifferenceMaps maps{names.after, {}};
    std::vector<std::string> said;
    io::make_output_folder(figures);
    const auto draw = [&](const ResultFolder& whose, Raster field, const char* ending,
                          const std::string& subtitle) {
      MapSheet sheet =
          sheet_of(whose, {quantity, std::move(field), "", subtitle}, ground, map_title(whose, said));
      if (std::string_view(ending) == "3-difference") speak_of_change(sheet, quantity);
      const fs::path file =
          figures / picture_file(fmt::format("plan-{}-{}", names.of_files, ending), ground.language);
      write_png(draw_map(sheet, ground), file, png_words(whose, subtitle));
      maps.pictures.push_back({file, subtitle, quantity.name});
    };
    const std::string shown = quantity.heading_in(ground.language);
    draw(base, std::move(pair->before), "1-before",
         map_words::filled(ground.language, map_words::before, names.before, shown, time));
    draw(plan, std::move(pair->after), "2-after",
         map_words::filled(ground.language, map_words::after, names.after, shown, time));
    draw(plan, std::move(difference), "3-difference",
         map_words::filled(ground.language, map_words::difference, names.after, names.before, shown, time));
    return maps;
  }
  warnings.push_back(fmt::format(
      "no maps of differences with {}: the runs share neither net_erosion nor bed_change at any output time",
      names.after));
  return std::nullopt;
}

}  // namespace qingliu::postprocess
