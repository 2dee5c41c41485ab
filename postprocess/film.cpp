#include "postprocess/film.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "core/error.hpp"
#include "io/publish.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/png_file.hpp"
#include "postprocess/result_map.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

std::optional<Raster> field_at(const ResultFolder& results, const Segment& segment, const Quantity& quantity,
                               std::vector<std::string>& warnings) {
  SegmentFields fields(results, segment);
  if (!stored(fields, quantity)) return std::nullopt;
  try {
    return evaluate(fields, quantity);
  } catch (const FileError& error) {
    warnings.push_back(std::string(error.what()) + "; left out of the film");
    return std::nullopt;
  }
}

/// Classes for the whole film: fixed ones where the quantity has them, else fitted to its last state.
std::optional<MapClasses> classes_of_film(const ResultFolder& results, const Quantity& quantity) {
  std::vector<std::string> said_later;
  for (auto segment = results.segments().rbegin(); segment != results.segments().rend(); ++segment) {
    const std::optional<Raster> last = field_at(results, *segment, quantity, said_later);
    if (last) return classes_of(quantity, *last);
  }
  return std::nullopt;
}

void remove_frames(const fs::path& folder, const std::string& stem) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool frame = name.starts_with(stem + "-") && name.ends_with(".png") &&
                       name.find_first_not_of("0123456789", stem.size() + 1) == name.size() - 4;
    if (frame) fs::remove(entry.path());
  }
  fs::remove(folder / (stem + ".mp4"));
}

/// In quotes for the shell.
std::string quoted(const fs::path& path) {
  std::string text = "'";
  for (const char c : path.string()) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// H.264 wants even numbers of pixels; 4:2:0 is what every player shows.
bool join_frames(const fs::path& folder, const std::string& stem, int frames_per_second,
                 const fs::path& film) {
  const std::string command = fmt::format(
      "ffmpeg -nostdin -loglevel error -y -framerate {} -i {} -vf 'pad=ceil(iw/2)*2:ceil(ih/2)*2:0:0:white' "
      "-c:v libx264 -crf 20 -pix_fmt yuv420p -movflags +faststart {}",
      frames_per_second, quoted(folder / (stem + "-%04d.png")), quoted(film));
  return std::system(command.c_str()) == 0;
}

}  // namespace

FilmReport make_film(const fs::path& folder, const FilmOptions& options,
                     const std::function<void(int, int)>& progress) {
  const ResultFolder results(folder);
  if (results.segments().empty())
    throw InputError(folder.string() + " holds no output yet: a film needs at least one");
  const Quantity quantity = find_quantity(results, options.field);
  const std::optional<MapClasses> classes = classes_of_film(results, quantity);
  if (!classes)
    throw InputError(fmt::format("--field {}: no output of this run holds it over time", options.field));
  FilmReport report;
  report.warnings = results.warnings();
  const std::string title = map_title(results, report.warnings);
  const Ground ground = ground_of(results, language_of_pictures(options.language, report.warnings),
                                  options.relief ? View::relief : View::map);
  report.folder = (options.output.empty() ? folder : options.output) / "film";
  io::make_output_folder(report.folder);
  const std::string stem = quantity.stem + (options.relief ? "-relief" : "");
  remove_frames(report.folder, stem);
  const int all = static_cast<int>(results.segments().size());
  for (int n = 0; n < all; ++n) {
    const Segment& segment = results.segments()[static_cast<std::size_t>(n)];
    std::optional<Raster> raster = field_at(results, segment, quantity, report.warnings);
    if (raster) {
      const std::string subtitle =
          map_words::filled(ground.language, map_words::at, quantity.heading_in(ground.language),
                            time_words(segment.time, results.description().start, ground.language));
      const MapSheet sheet =
          sheet_of(results, {quantity, std::move(*raster), "", subtitle}, ground, title, *classes);
      write_png(draw_map(sheet, ground), report.folder / fmt::format("{}-{:04}.png", stem, ++report.frames),
                png_words(results, subtitle));
    }
    progress(n + 1, all);
  }
  if (std::system("command -v ffmpeg >/dev/null 2>&1") != 0) {
    report.warnings.push_back("ffmpeg is not installed: the film is left as frames (apt-get install ffmpeg)");
    return report;
  }
  const fs::path film = report.folder / (stem + ".mp4");
  if (join_frames(report.folder, stem, options.frames_per_second, film)) {
    report.film = film;
  } else {
    report.warnings.push_back("ffmpeg could not join the frames; they are left as they are");
  }
  return report;
}

}  // namespace qingliu::postprocess
