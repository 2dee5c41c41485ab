#include "io/result_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

#include "core/error.hpp"
#include "io/background_job.hpp"
#include "io/paraview_script.hpp"
#include "io/publish.hpp"
#include "io/result_layout.hpp"

namespace qingliu::io {

namespace fs = std::filesystem;

struct ResultWriter::Content {
  Content(fs::path to, const Grid& g) : folder(std::move(to)), grid(g) {}

  fs::path folder;
  Grid grid;
  ResultContent results;
  bool swept = false;        ///< segments of an earlier run are gone
  bool names_known = false;  ///< the names of the fields come from a call of write()
  BackgroundJob job;         ///< last: it ends before what it refers to

  void sweep();
  void publish(double time, const std::vector<NamedRaster>& rasters);
  void publish_master() const {
    publish_bytes(folder / "results.vtkhdf", {master_image(grid, results)});
    publish_text(folder / "results.xmf", xdmf_index(grid, results));
  }
};

namespace {

/// Number of a segment by its file name, or nothing: "000123.h5" -> 123.
std::optional<std::size_t> segment_number(const std::string& name) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole =
      error == std::errc{} && name.substr(static_cast<std::size_t>(end - name.data())) == ".h5";
  return whole ? std::optional(number) : std::nullopt;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileError(fmt::format("{}: cannot make the folder: {}", folder.string(), error.message()));
}

void remove_file(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) throw FileError(fmt::format("{}: cannot remove: {}", file.string(), error.message()));
}

/// Removes segments from number `kept` on, and pieces that a killed run left.
void remove_later_segments(const fs::path& steps, std::size_t kept) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(steps, error), end; !error && entry != end; entry.increment(error)) {
    files.push_back(entry->path());
  }
  if (error) throw FileError(fmt::format("{}: cannot be listed: {}", steps.string(), error.message()));
  for (const fs::path& file : files) {
    const auto number = segment_number(file.filename().string());
    if ((number && *number >= kept) || file.extension() == ".part") remove_file(file);
  }
}

bool same_names(const std::vector<RasterName>& fields, const std::vector<NamedRaster>& rasters) {
  return std::equal(
      fields.begin(), fields.end(), rasters.begin(), rasters.end(),
      [](const RasterName& field, const NamedRaster& raster) { return field.name == raster.name; });
}

}  // namespace

void ResultWriter::Content::sweep() {
  if (swept) return;
  remove_later_segments(folder / "steps", results.times.size());
  swept = true;
}

ResultWriter::ResultWriter(fs::path folder, const Grid& grid, RunDescription description,
                           std::vector<NamedRaster> statics)
    : content_(std::make_unique<Content>(std::move(folder), grid)) {
  content_->results.description = std::move(description);
  content_->results.statics = names_of(statics);
  make_folder(content_->folder / "steps");
  publish_bytes(content_->folder / static_file, {static_image(grid, content_->results, statics)});
  publish_text(content_->folder / "open-in-paraview.py",
               paraview_script(content_->results.description.title, content_->results.description.synthetic));
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::continue_after(const std::vector<double>& times) {
  for (std::size_t k = 0; k < times.size(); ++k) {
    const fs::path segment = content_->folder / segment_file(k);
    if (fs::exists(segment)) continue;
    throw InputError({segment.string()},
                     fmt::format("is missing: the checkpoint continues {} published steps. Restart "
                                 "into the folder that it came from.",
                                 times.size()));
  }
  content_->results.times = times;
  content_->sweep();
  if (times.empty()) return;
  const fs::path last = content_->folder / segment_file(times.size() - 1);
  content_->results.fields = segment_names(last.string(), bytes_of_file(last));
}

void ResultWriter::Content::publish(double time, const std::vector<NamedRaster>& rasters) {
  assert(results.times.empty() || time > results.times.back());
  sweep();
  const std::size_t step = results.times.size();
  publish_bytes(folder / segment_file(step), {segment_image(grid, results, time, rasters)});
  if (!names_known) results.fields = names_of(rasters);
  assert(same_names(results.fields, rasters));
  names_known = true;
  results.times.push_back(time);
  publish_master();
}

void ResultWriter::write(double time, std::vector<NamedRaster> rasters) {
  content_->job.start([this, time, rasters = std::move(rasters)] { content_->publish(time, rasters); });
}

void ResultWriter::wait() { content_->job.wait(); }
void ResultWriter::check() { content_->job.check(); }

void ResultWriter::finish(const std::string& status, const std::vector<Table>& tables) {
  wait();
  content_->results.status = status;
  content_->results.tables = tables;
  content_->publish_master();
}

}  // namespace qingliu::io
