#include "io/result_writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>

#include "core/error.hpp"
#include "io/background_job.hpp"
#include "io/paraview_script.hpp"
#include "io/publish.hpp"
#include "io/result_layout.hpp"
#include "parallel/communicator.hpp"

namespace qingliu::io {

namespace fs = std::filesystem;

struct ResultWriter::Content {
  Content(fs::path to, const Grid& g, Rows rows) : folder(std::move(to)), grid(g), own(rows) {}

  fs::path folder;
  Grid grid;
  Rows own;
  ResultContent results;
  bool swept = false;        ///< segments of an earlier run are gone
  bool names_known = false;  ///< the names of the fields come from a call of write()
  BackgroundJob job;         ///< last: it ends before what it refers to

  void sweep();
  void publish(double time, const std::vector<NamedRaster>& rasters);
  void write_together(double time, const std::vector<NamedRaster>& rasters);
  void note(double time, const std::vector<NamedRaster>& rasters);
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

/// Does it at the root; what that throws is thrown on every rank.
template <class F>
void at_root(F f) {
  std::string failed;
  try {
    if (parallel::root()) f();
  } catch (const FileError& error) {
    failed = error.what();
  }
  failed = parallel::of_root(failed);
  if (!failed.empty()) throw FileError(failed);
}

/// Bytes that a segment does not exceed: deflate adds five bytes to each 16 KB that it cannot shrink.
std::uintmax_t most_bytes(const Grid& grid, std::size_t rasters) {
  const std::uintmax_t padded = (grid.nx() + 255) / 256 * 256ULL * ((grid.ny() + 255) / 256 * 256ULL);
  return rasters * (padded * sizeof(float) / 1000 * 1001 + 65536) + 1048576;
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
                           std::vector<NamedRaster> statics, Rows own)
    : content_(std::make_unique<Content>(std::move(folder), grid, own)) {
  content_->results.description = std::move(description);
  if (!parallel::root()) return;
  content_->results.statics = names_of(statics);
  make_folder(content_->folder / "steps");
  publish_bytes(content_->folder / static_file, {static_image(grid, content_->results, statics)});
  publish_text(
      content_->folder / "open-in-paraview.py",
      paraview_script(content_->results.description.title, synthetic_mark(content_->results.description)));
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::continue_after(const std::vector<double>& times) {
  content_->results.times = times;
  if (!parallel::root()) return;
  for (std::size_t k = 0; k < times.size(); ++k) {
    const fs::path segment = content_->folder / segment_file(k);
    if (fs::exists(segment)) continue;
    throw InputError({segment.string()},
                     fmt::format("is missing: the checkpoint continues {} published steps. Restart "
                                 "into the folder that it came from.",
                                 times.size()));
  }
  content_->sweep();
  if (times.empty()) return;
  const fs::path last = content_->folder / segment_file(times.size() - 1);
  content_->results.fields = segment_names(last.string(), bytes_of_file(last));
}

void ResultWriter::Content::note(double time, const std::vector<NamedRaster>& rasters) {
  if (!names_known) results.fields = names_of(rasters);
  assert(same_names(results.fields, rasters));
  names_known = true;
  results.times.push_back(time);
}

void ResultWriter::Content::publish(double time, const std::vector<NamedRaster>& rasters) {
  assert(results.times.empty() || time > results.times.back());
  sweep();
  const std::size_t step = results.times.size();
  publish_bytes(folder / segment_file(step), {segment_image(grid, results, time, rasters)});
  note(time, rasters);
  publish_master();
}

/// Room on the disk is taken before HDF5 writes, which does not survive a full one.
void ResultWriter::Content::write_together(double time, const std::vector<NamedRaster>& rasters) {
  at_root([&] { sweep(); });
  const fs::path segment = folder / segment_file(results.times.size()), part = part_of(segment);
  try {
    hdf5::File file(part.string(), hdf5::AllRanks{});
    at_root([&] { take_room(part, most_bytes(grid, rasters.size())); });
    fill_segment(file, grid, results, time, rasters, own);
    file.close_together();
    at_root([&] { publish_part(segment); });
  } catch (const FileError&) {
    ::unlink(part.c_str());
    throw;
  }
  note(time, rasters);
}

void ResultWriter::write(double time, std::vector<NamedRaster> rasters) {
  if (parallel::size() == 1) {
    content_->job.start([this, time, rasters = std::move(rasters)] { content_->publish(time, rasters); });
    return;
  }
  wait();
  content_->write_together(time, rasters);
  if (parallel::root()) content_->job.start([this] { content_->publish_master(); });
}

void ResultWriter::wait() { content_->job.wait(); }
void ResultWriter::check() { content_->job.check(); }

void ResultWriter::finish(const std::string& status, const std::vector<Table>& tables) {
  wait();
  if (!parallel::root()) return;
  content_->results.status = status;
  content_->results.tables = tables;
  content_->publish_master();
}

}  // namespace qingliu::io
