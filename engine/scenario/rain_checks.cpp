#include <fmt/format.h>

#include <algorithm>

#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "scenario/checks.hpp"
#include "scenario/csv.hpp"

namespace qingliu::scenario {
namespace {

bool from_file(const RainSection& rain) {
  return rain.kind == "file" || rain.kind == "gauges" || rain.kind == "grid";
}

/// Whether both bring the same rows of the same file, at the same times.
bool same_rows(const RainSection& a, const RainSection& b) {
  return from_file(a) && a.kind == b.kind && a.file.lexically_normal() == b.file.lexically_normal() &&
         a.intensity_column == b.intensity_column && a.select_value == b.select_value &&
         a.raster_column == b.raster_column && a.band_column == b.band_column &&
         a.time_offset == b.time_offset;
}

void check_design_storm(const Scenario& s, const RainSection& rain, Collector& collector) {
  if (s.time.duration > 0.0 && rain.begin >= s.time.duration) {
    collector.warning(rain.place, "[[rain]] begins after the run has ended");
  } else if (s.time.duration > 0.0 && rain.begin + rain.duration > s.time.duration * (1.0 + 1e-12)) {
    collector.warning(rain.place, "[[rain]] goes on after the run has ended");
  }
  if (rain.kind == "uniform") return;
  if (rain.duration > 0.0 && rain.block > rain.duration)
    collector.error(rain.place, "[[rain]] block_min is longer than duration_h. Write a shorter block");
  if (rain.kind == "alternating-blocks" && !rain.depth) {
    collector.error(rain.place,
                    "[[rain]] depth_mm is missing (Rain of the whole storm). Give a number in mm, 0 to "
                    "5000 (advised 0 to 1500)");
  }
  if (rain.kind == "chicago" && rain.depth.has_value() == rain.formula_a1.has_value()) {
    collector.error(
        rain.place,
        "[[rain]] kind chicago: give either depth_mm, the rain of the whole storm, or formula_a1 of "
        "the city's intensity formula");
  }
}

void check_column(const std::vector<CsvCell>& header, const std::string& wanted, const char* key,
                  const RainSection& rain, Collector& collector) {
  if (wanted.empty() || std::ranges::count(header, wanted, &CsvCell::text) > 0) return;
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(cell.text);
  const std::string near = nearest_word(wanted, names);
  const std::string file = rain.file.filename().string();
  collector.error(rain.place, near.empty()
                                  ? fmt::format("[[rain]] {}: {} has no column '{}'. It has: {}", key, file,
                                                wanted, fmt::join(names, ", "))
                                  : fmt::format("[[rain]] {}: {} has no column '{}'. Did you mean '{}'?", key,
                                                file, wanted, near));
}

/// What has no effect is refused when it is not the default: a resolved scenario holds every default.
void check_gauges_of_rain(const RainSection& rain, Collector& collector) {
  const RainSection standard;
  if (rain.station_column.empty() && rain.intensity_column != "rain_mm_per_h") {
    collector.error(
        rain.place,
        "[[rain]] intensity_column needs station_column: without it the file has a column for each gauge, "
        "under its name. Give station_column, or remove intensity_column");
  }
  if (rain.method == "idw") return;
  const auto refuse = [&](bool given, const char* key) {
    if (given)
      collector.error(
          rain.place,
          fmt::format("[[rain]] {} belongs to method = \"idw\". Remove it, or change method", key));
  };
  refuse(rain.idw_power != standard.idw_power, "idw_power");
  refuse(rain.idw_gauges != standard.idw_gauges, "idw_gauges");
  refuse(rain.idw_block != standard.idw_block, "idw_block_m");
}

}  // namespace

void check_rain(const Scenario& s, Collector& collector) {
  for (std::size_t k = 1; k < s.rain.size(); ++k) {
    const auto same = std::find_if(s.rain.begin(), s.rain.begin() + static_cast<std::ptrdiff_t>(k),
                                   [&](const RainSection& before) { return same_rows(before, s.rain[k]); });
    if (same != s.rain.begin() + static_cast<std::ptrdiff_t>(k))
      collector.warning(s.rain[k].place,
                        fmt::format("[[rain]] the rows of {} fall twice: the [[rain]] of line {} brings them "
                                    "too, and rains add up. Remove one",
                                    s.rain[k].file.filename().string(), same->place.line));
  }
  if (s.rain.empty()) {
    collector.warning({s.file.string(), 0, 0}, "no [[rain]] is given: the run stays dry");
  }
  for (const RainSection& rain : s.rain) {
    if (rain.select_column.empty() != rain.select_value.empty()) {
      collector.error(rain.place, "[[rain]] select_column and select_value go together. Give both or none");
    }
    if (!rain.station_column.empty() && !rain.select_column.empty()) {
      collector.error(
          rain.place,
          "[[rain]] station_column and select_column are both given. Keep one, and cut the event out of "
          "the file");
    }
    if (rain.kind == "gauges") check_gauges_of_rain(rain, collector);
    if (!from_file(rain)) check_design_storm(s, rain, collector);
  }
}

void check_rain_file(const RainSection& rain, Collector& collector) {
  if (rain.file.empty()) return;
  const std::vector<CsvCell> header = read_csv_header(rain.file);
  for (const CsvCell& cell : header) {
    if (const std::string_view fault = encoding_fault(cell.text); !fault.empty())
      return collector.error({cell.place.file, cell.place.line, 0}, std::string(fault));
  }
  check_column(header, rain.time_column, "time_column", rain, collector);
  if (rain.kind == "file" || !rain.station_column.empty())
    check_column(header, rain.intensity_column, "intensity_column", rain, collector);
  check_column(header, rain.station_column, "station_column", rain, collector);
  check_column(header, rain.select_column, "select_column", rain, collector);
  check_column(header, rain.kind == "grid" ? rain.raster_column : "", "raster_column", rain, collector);
  check_column(header, rain.band_column, "band_column", rain, collector);
}

}  // namespace qingliu::scenario
