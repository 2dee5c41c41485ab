#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "cli/commands.hpp"
#include "cli/export_layers.hpp"
#include "core/error.hpp"
#include "core/suggest.hpp"
#include "io/geopackage.hpp"
#include "io/pack.hpp"
#include "io/publish.hpp"
#include "io/result_writer.hpp"
#include "io/vtu.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/qgis_style.hpp"
#endif

namespace qingliu::cli {
namespace {

namespace fs = std::filesystem;
constexpr double no_value = -9999.0;

struct ExportArguments {
  fs::path folder, output;
  std::string to;
  std::vector<std::string> fields;
  std::string times = "end";
};

/// "0.5 h" of seconds.
std::string hours_text(double seconds) { return fmt::format("{:.4g} h", seconds / 3600.0); }

/// The step nearest to a word of --times; a finding where the word is no number or lies off the outputs.
std::optional<std::size_t> step_of(const io::StoredResults& results, const std::string& word,
                                   std::vector<Finding>& findings) {
  const double first = results.times.front(), last = results.times.back();
  const auto refuse = [&](const std::string& why) {
    findings.push_back({Finding::Kind::error,
                        {},
                        fmt::format("--times {}: {}. The outputs go from {} to {}", word, why,
                                    hours_text(first), hours_text(last))});
    return std::nullopt;
  };
  char* end = nullptr;
  const double seconds = 3600.0 * std::strtod(word.c_str(), &end);
  if (word.empty() || *end != '\0' || !std::isfinite(seconds))
    return refuse("not 'end', 'all' or hours since the start, e.g. 0.5,2");
  if (seconds < first - 1.0 || seconds > last + 1.0) return refuse("there is no output then");
  const auto nearest =
      std::ranges::min_element(results.times, {}, [&](double time) { return std::fabs(time - seconds); });
  if (std::fabs(*nearest - seconds) > 1.0)
    fmt::print(stderr, "warning: no output at {}; exported is the nearest, {}\n", hours_text(seconds),
               hours_text(*nearest));
  return static_cast<std::size_t>(nearest - results.times.begin());
}

/// Steps of --times: "end", "all", or hours since the start, each the nearest output, each once.
std::vector<std::size_t> steps_of(const io::StoredResults& results, const std::string& times) {
  if (results.times.empty())
    throw InputError(fmt::format("{} holds no output time yet", results.folder.string()));
  if (times == "end") return {results.times.size() - 1};
  std::vector<std::size_t> steps;
  if (times == "all") {
    for (std::size_t k = 0; k < results.times.size(); ++k) steps.push_back(k);
    return steps;
  }
  std::vector<Finding> findings;
  for (const std::string& word : CLI::detail::split(times, ',')) {
    const std::optional<std::size_t> step = step_of(results, word, findings);
    if (step && std::ranges::find(steps, *step) == steps.end()) steps.push_back(*step);
  }
  if (!findings.empty()) throw InputError(findings);
  return steps;
}

/// The rasters wanted; a family such as "concentration" gives all that begin with it.
std::vector<io::StoredRaster> wanted(std::vector<io::StoredRaster> rasters,
                                     const std::vector<std::string>& fields) {
  if (fields.empty()) return rasters;
  std::vector<io::StoredRaster> kept;
  std::vector<std::string> known;
  for (const io::StoredRaster& raster : rasters) known.push_back(raster.name);
  for (const std::string& field : fields) {
    const std::size_t before = kept.size();
    for (const io::StoredRaster& raster : rasters) {
      if (raster.name == field || raster.name.rfind(field + "_", 0) == 0) kept.push_back(raster);
    }
    if (kept.size() > before) continue;
    const std::string near = nearest_word(field, known);
    throw InputError(fmt::format("--fields: the results hold no '{}'{}. There are: {}", field,
                                 near.empty() ? "" : fmt::format(" (did you mean '{}'?)", near),
                                 fmt::join(known, ", ")));
  }
  return kept;
}

/// What is to be exported, and what of it could not be read.
struct Job {
  Job(const ExportArguments& a, const io::StoredResults& r)
      : arguments(a), results(r), steps(steps_of(r, a.times)) {}

  const ExportArguments& arguments;
  const io::StoredResults& results;
  std::vector<std::size_t> steps;
  std::vector<std::string> missing;

  /// f(step, its rasters) for every step that can be read; for --times end for the newest such step.
  template <class F>
  void for_each_step(F f) {
    for (std::size_t step : steps) {
      while (true) {
        std::vector<io::StoredRaster> rasters;
        if (read([&] { rasters = io::rasters_at(results, step); })) {
          f(step, wanted(std::move(rasters), arguments.fields));
          break;
        }
        if (arguments.times != "end" || step-- == 0) break;
      }
    }
  }
  /// The rasters that do not change, none where they cannot be read.
  std::vector<io::StoredRaster> statics() {
    std::vector<io::StoredRaster> rasters;
    read([&] { rasters = io::static_rasters(results); });
    return rasters;
  }

 private:
  /// Whether it could be read; what could not is kept.
  template <class F>
  bool read(F f) {
    try {
      f();
      return true;
    } catch (const FileError& error) {
      missing.push_back(error.what());
      return false;
    }
  }
};

std::string time_stamp(const io::StoredResults& results, std::size_t step) {
  return fmt::format("{:06.0f}s", results.times[step]);
}

/// The colours of the maps beside a raster of numbers, where this build has them.
void write_style(const ExportArguments& a, const io::StoredResults& results, const io::StoredRaster& raster,
                 const std::string& stem) {
#ifdef QINGLIU_WITH_PICTURES
  const postprocess::Raster values{results.frame.nx, results.frame.ny, raster.values};
  io::publish_text(a.output / (stem + ".qml"),
                   postprocess::qgis_style(postprocess::classes_of_stored(raster.name, values)));
  fmt::print("  {}.qml\n", stem);
#else
  static_cast<void>(a), static_cast<void>(results), static_cast<void>(raster), static_cast<void>(stem);
#endif
}

void write_raster(const ExportArguments& a, const io::StoredResults& results, const io::StoredRaster& raster,
                  const std::string& ending, const std::string& time) {
  const std::string file = raster.name + ending + ".tif";
  io::BandWords words{raster.long_name, raster.unit, no_value, {{"TITLE", results.title}}, false};
  if (!time.empty()) words.metadata.push_back({"TIME", time});
  if (raster.name == "landuse" || raster.name == "soil") {
    std::vector<std::uint8_t> ids(raster.values.size(), 0);
    bool small = true;
    for (std::size_t k = 0; k < ids.size(); ++k) {
      if (std::isnan(raster.values[k])) continue;
      small = small && raster.values[k] >= 1.0f && raster.values[k] <= 255.0f;
      if (small) ids[k] = static_cast<std::uint8_t>(raster.values[k]);
    }
    words.nodata = small ? 0.0 : no_value;
    words.classes = small;
    if (small) {
      io::write_geotiff(a.output / file, results.frame, ids, words);
      fmt::print("  {}\n", file);
      return;
    }
  }
  io::write_geotiff(a.output / file, results.frame, raster.values, words);
  fmt::print("  {}\n", file);
  write_style(a, results, raster, raster.name + ending);
}

void to_geotiff(Job& job) {
  const ExportArguments& a = job.arguments;
  const io::StoredResults& results = job.results;
  if (a.fields.empty()) {
    for (const io::StoredRaster& raster : job.statics()) write_raster(a, results, raster, "", "");
  }
  job.for_each_step([&](std::size_t step, const std::vector<io::StoredRaster>& rasters) {
    const std::string time = fmt::format("{} {}", results.times[step], results.start);
    for (const io::StoredRaster& raster : rasters)
      write_raster(a, results, raster, "-" + time_stamp(results, step), time);
  });
}

void to_pvd(Job& job) {
  const ExportArguments& a = job.arguments;
  const io::StoredResults& results = job.results;
  const std::vector<io::StoredRaster> statics = io::static_rasters(results);
  const auto elevation = std::find_if(statics.begin(), statics.end(),
                                      [](const auto& raster) { return raster.name == "elevation"; });
  if (elevation == statics.end()) throw FileError(results.folder.string() + ": the elevation is missing");
  std::string index =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\" byte_order=\"LittleEndian\">\n"
      "<Collection>\n";
  job.for_each_step([&](std::size_t step, std::vector<io::StoredRaster> rasters) {
    rasters.insert(rasters.end(), statics.begin(), statics.end());
    const std::string file = "results-" + time_stamp(results, step) + ".vtu";
    io::write_vtu(a.output / file, results.frame, elevation->values, rasters);
    index += fmt::format("<DataSet timestep=\"{}\" part=\"0\" file=\"{}\"/>\n", results.times[step], file);
    fmt::print("  {}\n", file);
  });
  io::publish_text(a.output / "results.pvd", index + "</Collection>\n</VTKFile>\n");
  fmt::print("  results.pvd\n");
}

/// The cells of the watershed, one row each, beside the tables of the run.
void to_csv(Job& job) {
  const ExportArguments& a = job.arguments;
  const io::StoredResults& results = job.results;
  for (const auto& entry : fs::directory_iterator(a.folder)) {
    if (entry.path().extension() != ".csv") continue;
    fs::copy_file(entry.path(), a.output / entry.path().filename(), fs::copy_options::overwrite_existing);
    fmt::print("  {}\n", entry.path().filename().string());
  }
  const io::RasterFrame& f = results.frame;
  job.for_each_step([&](std::size_t step, const std::vector<io::StoredRaster>& rasters) {
    io::Table table{"cells", {"x_m", "y_m"}, {}, {}};
    for (const io::StoredRaster& raster : rasters)
      table.columns.push_back(raster.name + " [" + raster.unit + "]");
    for (std::size_t cell = 0; !rasters.empty() && cell < rasters[0].values.size(); ++cell) {
      if (std::isnan(rasters[0].values[cell])) continue;
      std::vector<double> row{f.x_west + (static_cast<double>(cell % f.nx) + 0.5) * f.cell_size,
                              f.y_south + (static_cast<double>(cell / f.nx) + 0.5) * f.cell_size};
      for (const io::StoredRaster& raster : rasters) row.push_back(raster.values[cell]);
      table.rows.push_back(std::move(row));
    }
    const std::string file = "cells-" + time_stamp(results, step) + ".csv";
    io::publish_csv(a.output / file, table);
    fmt::print("  {}\n", file);
  });
}

void to_geopackage(Job& job) {
  const std::vector<io::VectorLayer> layers = result_layers(job.results, job.statics());
  io::write_geopackage(job.arguments.output / "results.gpkg", job.results.frame.crs_wkt, layers);
  std::string names;
  for (const io::VectorLayer& layer : layers)
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", layer.name, layer.features.size());
  fmt::print("  results.gpkg: {}\n", names);
}

/// --fields against the first output that can be read, before any folder is made.
void check_fields(const ExportArguments& a, const io::StoredResults& results) {
  for (std::size_t step = 0; a.to != "gpkg" && !a.fields.empty() && step < results.times.size(); ++step) {
    try {
      wanted(io::rasters_at(results, step), a.fields);
      return;
    } catch (const FileError&) {  // it is said when its turn comes
    }
  }
}

/// 0; 5 when something could not be read, which is named after what could.
int export_results(ExportArguments a) {
  const io::StoredResults results = io::open_results(a.folder);
  if (results.status != "complete")
    fmt::print(stderr, "warning: {}: status {}; what is there is exported\n", a.folder.string(),
               results.status);
  if (a.output.empty()) a.output = a.folder / "export";
  Job job(a, results);
  check_fields(a, results);
  io::make_output_folder(a.output);
  fmt::print("{}/\n", a.output.string());
  if (a.to == "gtiff") to_geotiff(job);
  if (a.to == "pvd") to_pvd(job);
  if (a.to == "csv") to_csv(job);
  if (a.to == "gpkg") to_geopackage(job);
  std::fflush(stdout);
  for (const std::string& what : job.missing) fmt::print(stderr, "qingliu: not exported: {}\n", what);
  return job.missing.empty() ? 0 : 5;
}

}  // namespace

void add_export(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<ExportArguments>();
  CLI::App* command = app.add_subcommand("export", "results for other tools (docs/export.md)");
  command->add_option("folder", a->folder, "results folder")->required();
  command->add_option("--to", a->to, "gtiff, gpkg, csv or pvd")
      ->required()
      ->check(CLI::IsMember({"gtiff", "gpkg", "csv", "pvd"}));
  command->add_option("--fields", a->fields, "fields, e.g. water_depth,concentration (default: all)")
      ->delimiter(',');
  command->add_option("--times", a->times, "end, all, or hours since the start, e.g. 0.5,2");
  command->add_option("-o,--output", a->output, "folder for the files (default: DIR/export)");
  command->callback([a, &chosen] { chosen = [a] { return export_results(*a); }; });
}

void add_pack(CLI::App& app, std::function<int()>& chosen) {
  auto folder = std::make_shared<fs::path>();
  auto file = std::make_shared<fs::path>();
  auto overwrite = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("pack", "one self-contained file of a finished run");
  command->add_option("folder", *folder, "results folder")->required();
  command->add_option("-o,--output", *file, "file (default: DIR.vtkhdf beside the folder)");
  command->add_flag("--overwrite", *overwrite, "replace the file where it is there");
  command->callback([folder, file, overwrite, &chosen] {
    chosen = [folder, file, overwrite] {
      fs::path target = *file;
      if (target.empty()) {
        fs::path name = fs::absolute(*folder).lexically_normal();
        if (!name.has_filename()) name = name.parent_path();
        target = name.string() + ".vtkhdf";
      }
      io::pack_results(*folder, target, *overwrite);
      fmt::print("{} ({:.1f} MB)\n", target.string(), static_cast<double>(fs::file_size(target)) / 1e6);
      return 0;
    };
  });
}

}  // namespace qingliu::cli
