#include "run/rain_rasters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "core/timestamp.hpp"
#include "io/coordinate_change.hpp"
#include "io/reference_system.hpp"
#include "io/series.hpp"
#include "run/rain_rows.hpp"
#include "scenario/csv.hpp"

namespace qingliu::run {
namespace {

/// A raster and the moment from which, or until which, it holds.
struct Frame {
  double time = 0.0;
  scenario::Path file;
  int band = 1;
  Place place;
};

std::optional<double> time_of(const scenario::Scenario& s, const scenario::RainSection& rain,
                              const std::string& text) {
  const double unit = io::elapsed_unit(rain.time_column);
  if (unit == 0.0) {
    const auto moment = parse_timestamp(text);
    if (!moment) return std::nullopt;
    return static_cast<double>(*moment - parse_timestamp(s.time.start).value()) + rain.time_offset;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value * unit + rain.time_offset;
}

std::vector<Frame> frames_of(const scenario::Scenario& s, const scenario::RainSection& rain) {
  scenario::Collector collector;
  const auto table = scenario::read_csv(rain.file, collector);
  collector.throw_if_errors();
  const auto column = [&](const std::string& name) {  // its presence has been checked with the scenario
    return std::ranges::find(table->header, name, &scenario::CsvCell::text) - table->header.begin();
  };
  std::vector<Frame> frames;
  for (const auto& row : table->rows) {
    const scenario::CsvCell& when = row[column(rain.time_column)];
    const scenario::CsvCell& raster = row[column(rain.raster_column)];
    Frame frame{0.0, rain.file.parent_path() / raster.text, 1, raster.place};
    const std::optional<double> time = time_of(s, rain, when.text);
    if (!time)
      collector.error(when.place,
                      fmt::format("'{}' is not a time. Write it as 2018-08-30 05:00:00", when.text));
    frame.time = time.value_or(0.0);
    if (!frames.empty() && time && frame.time <= frames.back().time)
      collector.error(when.place,
                      fmt::format("time {} is not later than the row before. Sort the rows, one for each "
                                  "time",
                                  when.text));
    if (!rain.band_column.empty()) {
      const scenario::CsvCell& band = row[column(rain.band_column)];
      const auto [end, error] =
          std::from_chars(band.text.data(), band.text.data() + band.text.size(), frame.band);
      if (error != std::errc{} || end != band.text.data() + band.text.size())
        collector.error(band.place, fmt::format("band '{}' is not a whole number", band.text));
    }
    if (!std::filesystem::exists(frame.file))
      collector.error(raster.place, fmt::format("there is no raster {}. Paths are seen from the folder of {}",
                                                raster.text, rain.file.filename().string()));
    frames.push_back(std::move(frame));
  }
  if (frames.size() < 2)
    collector.error({rain.file.string(), 0, 0}, "needs at least two rows: a raster holds until the next");
  collector.throw_if_errors();
  return frames;
}

/// Rasters above the watershed, frame by frame.
class Reader {
 public:
  Reader(const scenario::Scenario& s, const scenario::RainSection& rain, const Grid& grid)
      : s_(s), rain_(rain), grid_(grid), frames_(frames_of(s, rain)) {}

  RasterRain read(LayerDesk desk) {
    std::vector<Finding> wrong;
    for (const Frame& frame : frames_) {
      try {
        const io::FileRaster raster = io::read_file_raster(frame.file, {{}, rain_.raster_crs, frame.band});
        if (&frame == &frames_.front()) settle_places(raster);
        take(frame, raster, wrong);
      } catch (const InputError& error) {
        for (const Finding& f : error.findings())
          wrong.push_back({Finding::Kind::error, frame.place,
                           fmt::format("{}: {}", frame.file.filename().string(), f.message)});
        if (&frame == &frames_.front()) break;  // the others are compared with it
      }
      note_file(frame.file, desk.inputs);
    }
    note_file(rain_.file, desk.inputs);
    if (!wrong.empty()) throw InputError(shortened(std::move(wrong)));
    return finish(desk);
  }

 private:
  /// A hundred rasters with the same fault need one finding.
  std::vector<Finding> shortened(std::vector<Finding> wrong) const {
    constexpr std::size_t most = 5;
    if (wrong.size() <= most) return wrong;
    const std::size_t left = wrong.size() - most;
    wrong.resize(most);
    wrong.back().message += fmt::format(" (and {} more rows of {})", left, rain_.file.filename().string());
    return wrong;
  }

  void settle_places(const io::FileRaster& raster) {
    transform_ = raster.transform;
    crs_wkt_ = raster.crs_wkt;
    nx_ = raster.nx, ny_ = raster.ny;
    const std::vector<std::int64_t> below = io::cells_below(raster, target_of(grid_, s_));
    of_cell_.assign(below.size(), -1);
    std::map<std::int64_t, int> index;
    std::size_t beyond = 0;
    for (int j = grid_.ny() - 1; j >= 0; --j) {
      for (int i = 0; i < grid_.nx(); ++i) {
        if (!grid_.active(i, j)) continue;
        const std::size_t cell = static_cast<std::size_t>(j) * grid_.nx() + i;
        if (below[cell] < 0) {
          if (beyond++ == 0) beyond_x_ = grid_.x_centre(i), beyond_y_ = grid_.y_centre(j);
          continue;
        }
        const auto [place, added] = index.try_emplace(below[cell], static_cast<int>(sources_.size()));
        if (added) sources_.push_back(below[cell]);
        of_cell_[cell] = place->second;
      }
    }
    values_.resize(sources_.size());
    if (beyond == 0) return;
    throw InputError(
        fmt::format("does not reach {} of the {} cells of the watershed, the first at x {:.1f} m, y "
                    "{:.1f} m. Are its coordinates right? Give raster_crs, or larger rasters",
                    beyond, grid_.active_cells(), beyond_x_, beyond_y_));
  }

  void take(const Frame& frame, const io::FileRaster& raster, std::vector<Finding>& wrong) {
    if (raster.nx != nx_ || raster.ny != ny_ || raster.transform != transform_)
      throw InputError(
          fmt::format("has another grid than {}: {} x {} cells beside {} x {}, or another place. All "
                      "rasters of a rain share one grid: gdalwarp -te -tr",
                      frames_.front().file.filename().string(), raster.nx, raster.ny, nx_, ny_));
    if (!same_place(raster))
      throw InputError(
          fmt::format("is in {}, {} in {}. All rasters of a rain share one coordinate system: give "
                      "raster_crs where a file names a wrong one",
                      io::crs_in_words(raster.crs_wkt), frames_.front().file.filename().string(),
                      io::crs_in_words(crs_wkt_)));
    std::size_t holes = 0, below_zero = 0, first = 0;
    double highest = 0.0;
    for (std::size_t k = 0; k < sources_.size(); ++k) {
      double value = raster.values[static_cast<std::size_t>(sources_[k])];
      if (std::isnan(value) && holes++ == 0) first = static_cast<std::size_t>(sources_[k]);
      if (std::isnan(value)) value = filling(frame);
      if (value < 0.0) ++below_zero;
      highest = std::max(highest, value);
      values_[k].push_back(value);
    }
    holes_ += holes;
    const auto refuse = [&](std::string what) {
      wrong.push_back({Finding::Kind::error, frame.place,
                       fmt::format("{}: {}", frame.file.filename().string(), std::move(what))});
    };
    if (holes > 0 && !rain_.missing) {
      refuse(fmt::format(
          "has no value in {} of the {} raster cells above the watershed, the first at column {}, row "
          "{}. Fill them, or say what fell there: missing_mm_per_h = 0",
          holes, sources_.size(), first % nx_ + 1, first / nx_ + 1));
    }
    if (below_zero > 0)
      refuse(fmt::format("has values below 0 in {} cells. Declare them as nodata", below_zero));
    const double hours = hours_of(frame), fast = hours > 0.0 ? highest / hours : 0.0;
    if (fast > fastest_rain_mm_per_h)
      refuse(
          fmt::format("has values up to {:g}, {:.0f} mm/h: no rain is faster than {:g} mm/h. Declare them "
                      "as nodata, or mend the unit",
                      highest, fast, fastest_rain_mm_per_h));
  }

  /// Whether the same numbers are the same place in this raster and in the first, to a cell.
  bool same_place(const io::FileRaster& raster) const {
    if (raster.crs_wkt == crs_wkt_ || raster.crs_wkt.empty() || crs_wkt_.empty())
      return raster.crs_wkt.empty() == crs_wkt_.empty();
    const io::CoordinateChange way(crs_wkt_, raster.crs_wkt);
    const double cell = std::max(std::hypot(transform_[1], transform_[4]), 1e-12);
    const auto apart = [&](double column, double row) {
      return way.shift(transform_[0] + column * transform_[1] + row * transform_[2],
                       transform_[3] + column * transform_[4] + row * transform_[5]);
    };
    return apart(0, 0) <= 0.05 * cell && apart(nx_, ny_) <= 0.05 * cell;
  }

  /// What stands for a hole in a frame, in the unit of the values.
  double filling(const Frame& frame) const { return rain_.missing.value_or(0.0) * 3.6e6 * hours_of(frame); }

  /// [h] over which a value of the frame fell; 1 of mm/h.
  double hours_of(const Frame& frame) const {
    if (rain_.values == "mm_per_h") return 1.0;
    const std::size_t k = static_cast<std::size_t>(&frame - frames_.data());
    const std::size_t from = rain_.values == "mm_until_next" ? k : std::max<std::size_t>(k, 1) - 1;
    const std::size_t to = std::min(from + 1, frames_.size() - 1);
    return (frames_[to].time - frames_[from].time) / 3600.0;
  }

  RasterRain finish(LayerDesk desk) {
    RasterRain out;
    out.series_of_cell = std::move(of_cell_);
    const std::string name = rain_.file.filename().string();
    std::vector<RainRow> most;  // of all cells of each frame: what it has to tell is told once
    for (const Frame& frame : frames_) most.push_back({frame.time, 0.0, 0});
    std::vector<std::string> of_one_cell;
    for (std::vector<double>& values : values_) {
      std::vector<RainRow> rows;
      for (std::size_t k = 0; k < values.size(); ++k) {
        rows.push_back({frames_[k].time, values[k], 0});
        most[k].value = std::max(most[k].value, values[k]);
      }
      out.series.push_back(series_of_rows(s_, rain_, rows, name, of_one_cell));
    }
    desk.findings.doubt(note_clock(s_, timed_file(rain_), desk.notes));
    series_of_rows(s_, rain_, most, name, desk.notes);
    desk.notes.push_back(fmt::format("rain: {} rasters of {}, {} of their cells lie above the watershed",
                                     frames_.size(), name, out.series.size()));
    if (holes_ > 0)
      desk.notes.push_back(fmt::format("rain: {} values that the rasters of {} lack are taken as {:g} mm/h",
                                       holes_, name, rain_.missing.value_or(0.0) * 3.6e6));
    return out;
  }

  const scenario::Scenario& s_;
  const scenario::RainSection& rain_;
  const Grid& grid_;
  std::vector<Frame> frames_;
  std::array<double, 6> transform_{};
  std::string crs_wkt_;
  int nx_ = 0, ny_ = 0;
  double beyond_x_ = 0.0, beyond_y_ = 0.0;
  std::size_t holes_ = 0;
  std::vector<int> of_cell_;
  std::vector<std::int64_t> sources_;        ///< raster cells above the watershed
  std::vector<std::vector<double>> values_;  ///< of each, by frame
};

}  // namespace

RasterRain read_rain_rasters(const scenario::Scenario& s, const scenario::RainSection& rain, const Grid& grid,
                             LayerDesk desk) {
  RasterRain out;
  desk.findings.collect(rain.place, [&] { out = Reader(s, rain, grid).read(desk); });
  return out;
}

}  // namespace qingliu::run
