#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <string>

#include "cli/commands.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/film.hpp"
#endif

namespace qingliu::cli {
namespace {

struct FilmArguments {
  std::string folder, field = "water_depth", output, language = "en";
  bool relief = false;
  int frames_per_second = 8;
};

#ifdef QINGLIU_WITH_PICTURES
int film(const FilmArguments& a) {
  const bool watched = isatty(STDERR_FILENO) != 0;
  const postprocess::FilmReport made = postprocess::make_film(
      a.folder, {a.field, a.frames_per_second, postprocess::language_named(a.language), a.relief, a.output},
      [&](int done, int all) {
        if (watched) fmt::print(stderr, "\rframe {} of {}{}", done, all, done == all ? "\n" : "");
      });
  for (const std::string& warning : made.warnings) fmt::print(stderr, "warning: {}\n", warning);
  fmt::print("{} frames in {}\n", made.frames, made.folder.string());
  if (!made.film.empty()) fmt::print("{}\n", made.film.string());
  return made.frames > 0 ? 0 : 1;
}
#else
int film(const FilmArguments&) {
  fmt::print(
      stderr,
      "qingliu: this build has no pictures because VTK was not found; install libvtk9-dev (VTK 9.1 or later) "
      "and build again\n");
  return 1;
}
#endif

}  // namespace

void add_film(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<FilmArguments>();
  CLI::App* command = app.add_subcommand(
      "film", "one field over time as numbered PNG maps in DIR/film, and as MP4 where ffmpeg is installed");
  command->add_option("folder", a->folder, "results folder")->required();
  command->add_option("--field", a->field, "e.g. water_depth, velocity, bed_change, concentration")
      ->capture_default_str();
  command->add_option("--fps", a->frames_per_second, "frames per second of the MP4")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  command->add_option("-o,--output", a->output, "folder for film/ (default: DIR)");
  command->add_option("--lang", a->language, "language of the words on the maps")
      ->check(CLI::IsMember({"en", "zh"}))
      ->capture_default_str();
  command->add_flag("--relief", a->relief, "a block of the terrain seen obliquely instead of the map");
  command->callback([a, &chosen] { chosen = [a] { return film(*a); }; });
}

}  // namespace qingliu::cli
