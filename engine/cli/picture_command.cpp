#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/picture.hpp"
#endif

namespace qingliu::cli {
namespace {

struct PictureArguments {
  std::string folder, field, output, language = "en";
  bool relief = false;
  std::optional<double> time_h;
};

#ifdef QINGLIU_WITH_PICTURES
int picture(const PictureArguments& a) {
  postprocess::PictureOptions options;
  options.field = a.field;
  options.output = a.output;
  options.language = postprocess::language_named(a.language);
  options.relief = a.relief;
  if (a.time_h) options.time = *a.time_h * 3600.0;
  const postprocess::PictureReport report = postprocess::make_pictures(a.folder, options);
  for (const std::string& warning : report.warnings) fmt::print(stderr, "warning: {}\n", warning);
  for (const auto& picture : report.pictures) fmt::print("{}\n", picture.file.string());
  return report.pictures.empty() ? 1 : 0;
}
#else
int picture(const PictureArguments&) {
  fmt::print(
      stderr,
      "qingliu: this build has no pictures because VTK was not found; install libvtk9-dev (VTK 9.1 or later) "
      "and build again\n");
  return 1;
}
#endif

}  // namespace

void add_picture(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<PictureArguments>();
  CLI::App* command = app.add_subcommand("picture", "PNG maps of a results folder, written to DIR/figures");
  command->add_option("folder", a->folder, "results folder")->required();
  command->add_option("--field", a->field,
                      "one field only, e.g. water_depth, velocity, bed_change, concentration");
  command->add_option("--time", a->time_h, "state at this time [h since the start] instead of peaks and end");
  command->add_option("-o,--output", a->output, "folder for figures/ (default: DIR)");
  command->add_option("--lang", a->language, "language of the words on the maps")
      ->check(CLI::IsMember({"en", "zh"}))
      ->capture_default_str();
  command->add_flag("--relief", a->relief, "a block of the terrain seen obliquely instead of the map");
  command->callback([a, &chosen] { chosen = [a] { return picture(*a); }; });
}

}  // namespace qingliu::cli
