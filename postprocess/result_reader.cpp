#include "postprocess/result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "core/error.hpp"
#include "io/result_folder.hpp"
#include "postprocess/hdf5_reader.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

constexpr int known_format = 1;
constexpr std::string_view synthetic_prefix = "SYNTHETIC TERRAIN: ";
constexpr std::string_view partly_prefix = "SYNTHETIC IN PART: ";

/// Number of a segment by its file name, or -1: "000123.h5" -> 123.
long long segment_number(const fs::path& file) {
  const std::string stem = file.stem().string();
  long long number = -1;
  const auto [end, error] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
  const bool whole = error == std::errc{} && end == stem.data() + stem.size() && file.extension() == ".h5";
  return whole ? number : -1;
}

/// The first name in a text of WKT: PROJCRS["CGCS2000 / ...", ...
std::string name_in_wkt(const std::string& wkt) {
  const std::size_t begin = wkt.find('"'), end = wkt.find('"', begin + 1);
  return end == std::string::npos ? "" : wkt.substr(begin + 1, end - begin - 1);
}

/// Everything behind "seconds since ".
std::string start_of(const std::string& time_units) {
  constexpr std::string_view before = "seconds since ";
  return time_units.starts_with(before) ? time_units.substr(before.size()) : "";
}

std::map<long long, fs::path> numbered_files(const fs::path& steps) {
  std::map<long long, fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(steps, error), end; !error && entry != end; entry.increment(error)) {
    const long long number = segment_number(entry->path());
    if (number >= 0) files.emplace(number, entry->path());
  }
  return files;
}

}  // namespace

ResultFolder::ResultFolder(fs::path folder) : folder_(std::move(folder)) {
  if (!fs::is_directory(folder_)) {
    throw InputError({folder_.string()},
                     "is not a folder. Give the folder that qingliu run wrote, e.g. results/plan-a-001");
  }
  if (!fs::exists(folder_ / "results.vtkhdf")) {
    throw InputError({folder_.string()},
                     "holds no results.vtkhdf: it is no results folder, or its run has not "
                     "published its first output yet");
  }
  read_master();
  read_elevation();
  find_segments();
}

void ResultFolder::read_master() {
  const Hdf5Reader master(folder_ / "results.vtkhdf");
  const auto format = master.number_attribute("/", "qingliu_format");
  if (!format) throw InputError({(folder_ / "results.vtkhdf").string()}, "was not written by qingliu");
  if (*format > known_format) {
    throw InputError({(folder_ / "results.vtkhdf").string()},
                     fmt::format("has format {}; this program knows {} and older. Use a newer qingliu.",
                                 *format, known_format));
  }
  ResultDescription& d = description_;
  d.title = master.text_attribute("/", "title").value_or("");
  d.source = master.text_attribute("/", "source").value_or("");
  d.status = master.text_attribute("/", "status").value_or("");
  d.run_id = master.text_attribute("/", "run_id").value_or("");
  d.synthetic =
      master.text_attribute("/", "synthetic_terrain") == "yes" || d.title.starts_with(synthetic_prefix);
  d.synthetic_parts = master.text_attribute("/", "synthetic_parts").value_or("");
  d.screening = master.text_attribute("/", "state_precision") == "single";
  for (const std::string_view prefix : {synthetic_prefix, partly_prefix}) {
    if (d.title.starts_with(prefix)) d.title.erase(0, prefix.size());
  }
  if (master.has("/time")) d.start = start_of(master.text_attribute("/time", "units").value_or(""));
  if (master.has("/crs")) d.crs = name_in_wkt(master.text_attribute("/crs", "crs_wkt").value_or(""));
  for (int n = 1;; ++n) {
    const auto assumption = master.text(fmt::format("/provenance/assumption_{:02d}", n));
    if (!assumption) break;
    d.assumptions.push_back(*assumption);
  }
  last_step_ = static_cast<long long>(master.number_attribute("/", "last_step").value_or(-1.0));
  const std::vector<double> x = master.numbers("/x");
  const std::vector<double> y = master.numbers("/y");
  nx_ = static_cast<int>(x.size());
  ny_ = static_cast<int>(y.size());
  if (nx_ == 0 || ny_ == 0)
    throw FileError((folder_ / "results.vtkhdf").string() + ": the grid has no cells");
  if (nx_ > 1) d.cell_size = (x.back() - x.front()) / (nx_ - 1);
  if (nx_ == 1 && ny_ > 1) d.cell_size = (y.back() - y.front()) / (ny_ - 1);
  if (nx_ == 1 && ny_ == 1 && master.has("/crs"))
    d.cell_size = io::cell_size_of_transform(master.text_attribute("/crs", "GeoTransform").value_or(""));
  if (!(d.cell_size > 0.0)) {
    throw FileError((folder_ / "results.vtkhdf").string() +
                    ": the cell size cannot be read off /x, /y and /crs");
  }
  d.x_west = x.front() - 0.5 * d.cell_size;
  d.y_south = y.front() - 0.5 * d.cell_size;
}

void ResultFolder::read_elevation() {
  const std::optional<Raster> elevation = read_static("elevation");
  if (!elevation) throw FileError(folder_.string() + ": the elevation is missing");
  elevation_ = *elevation;
  if (std::all_of(elevation_.values.begin(), elevation_.values.end(),
                  [](float z) { return std::isnan(z); })) {
    throw FileError(
        fmt::format("{}: no cell has an elevation; is steps/static.h5 missing?", folder_.string()));
  }
}

std::optional<Raster> ResultFolder::read_static(const std::string& field) const {
  const fs::path statics = folder_ / "steps" / "static.h5";
  const bool apart = fs::exists(statics);
  const Hdf5Reader reader(apart ? statics : folder_ / "results.vtkhdf");
  const std::string path = (apart ? "/" : "/static/") + field;
  if (!reader.has(path)) return std::nullopt;
  Raster raster = reader.raster(path);
  if (raster.nx != nx_ || raster.ny != ny_) {
    throw FileError(fmt::format("{}: {} has {} x {} cells, results.vtkhdf has {} x {}", folder_.string(),
                                field, raster.nx, raster.ny, nx_, ny_));
  }
  return raster;
}

double ResultFolder::area() const {
  const auto cells = std::count_if(elevation_.values.begin(), elevation_.values.end(),
                                   [](float z) { return !std::isnan(z); });
  return static_cast<double>(cells) * description_.cell_size * description_.cell_size;
}

void ResultFolder::find_segments() {
  const std::map<long long, fs::path> files = numbered_files(folder_ / "steps");
  const long long newest = files.empty() ? last_step_ : std::max(last_step_, files.rbegin()->first);
  const long long missing = newest + 1 - static_cast<long long>(files.size());
  if (missing > 0) {
    long long first = 0;
    while (files.contains(first)) ++first;
    warnings_.push_back(
        fmt::format("{} of {} outputs missing in steps/ (the first is {:06}.h5); the pictures show the "
                    "other times",
                    missing, newest + 1, first));
  }
  for (const auto& [number, file] : files) add_segment(file);
}

void ResultFolder::add_segment(const fs::path& file) {
  try {
    const Hdf5Reader reader(file);
    const auto time = reader.number_attribute("/", "time");
    const auto run_id = reader.text_attribute("/", "run_id");
    if (!time) {
      warnings_.push_back(file.string() + ": has no time, so it is no output of qingliu; left out");
    } else if (run_id && *run_id != description_.run_id) {
      warnings_.push_back(file.string() + ": belongs to another run; left out");
    } else {
      segments_.push_back({file, *time, reader.datasets()});
    }
  } catch (const FileError& error) {
    warnings_.push_back(std::string(error.what()) + "; left out");
  }
}

NamedField ResultFolder::read(const Segment& segment, const std::string& field) const {
  const Hdf5Reader reader(segment.file);
  NamedField result;
  result.raster = reader.raster("/" + field);
  result.unit = reader.text_attribute("/" + field, "units").value_or("");
  result.long_name = reader.text_attribute("/" + field, "long_name").value_or("");
  if (result.raster.nx != nx_ || result.raster.ny != ny_) {
    throw FileError(fmt::format("{}: {} has {} x {} cells, the results have {} x {}", segment.file.string(),
                                field, result.raster.nx, result.raster.ny, nx_, ny_));
  }
  return result;
}

}  // namespace qingliu::postprocess
