#include "run/rain_rows.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/error.hpp"
#include "core/row_faults.hpp"
#include "io/series.hpp"

namespace qingliu::run {
namespace {

constexpr double mm_per_h = 3.6e6, mm = 1e3;  ///< of 1 m/s, of 1 m

/// Intensities [m s-1] between the rows.
std::vector<double> intensities_of(const std::string& values, const std::vector<RainRow>& rows) {
  std::vector<double> intensities;
  for (std::size_t k = 0; k + 1 < rows.size(); ++k) {
    const double span = rows[k + 1].time - rows[k].time;
    intensities.push_back(values == "mm_per_h"        ? rows[k].value / mm_per_h
                          : values == "mm_until_next" ? rows[k].value / mm / span
                                                      : rows[k + 1].value / mm / span);
  }
  return intensities;
}

/// [s] between the rows, where it is one and the same and there are two of them at least.
std::optional<double> common_step(const std::vector<RainRow>& rows) {
  constexpr double round_off = 0.5;  // [s]
  if (rows.size() < 3) return std::nullopt;
  const double step = rows[1].time - rows[0].time;
  for (std::size_t k = 1; k + 1 < rows.size(); ++k) {
    if (std::fabs(rows[k + 1].time - rows[k].time - step) > round_off) return std::nullopt;
  }
  return step;
}

/// Rain after the end of the run.
void note_rest(double duration, const std::vector<double>& times, const std::vector<double>& intensities,
               double end, const std::string& name, std::vector<std::string>& notes) {
  double last = 0.0;
  for (std::size_t k = 0; k < intensities.size(); ++k) {
    if (intensities[k] > 0.0) last = k + 1 < times.size() ? times[k + 1] : end;
  }
  if (last > duration)
    notes.push_back(
        fmt::format("rain: {} goes on {:.2f} h after the end of the run; what falls then is left "
                    "out",
                    name, (last - duration) / 3600.0));
}

void note_ends(const std::string& values, const std::vector<RainRow>& rows, const std::string& name,
               std::vector<std::string>& notes) {
  if (values == "mm_since_last") {
    if (rows.front().value > 0.0)
      notes.push_back(
          fmt::format("rain: the first row of {} is not 0 but has no begin; its {} mm are left out", name,
                      rows.front().value));
  } else if (rows.back().value > 0.0 && !common_step(rows)) {
    notes.push_back(fmt::format(
        "rain: the last row of {} is not 0 but has no end; its {} are left out. Add a row where it ends",
        name,
        values == "mm_per_h" ? fmt::format("{} mm/h", rows.back().value)
                             : fmt::format("{} mm", rows.back().value)));
  }
}

}  // namespace

std::optional<Finding> lost_depth(const scenario::RainSection& rain, const std::vector<RainRow>& rows,
                                  const std::string& name) {
  constexpr double worth_a_doubt = 0.01;
  if (rain.values == "mm_per_h" || rows.empty()) return std::nullopt;
  double sum = 0.0;
  for (const RainRow& row : rows) sum += row.value;
  const bool first = rain.values == "mm_since_last";
  if (!first && common_step(rows)) return std::nullopt;
  const double lost = first ? rows.front().value : rows.back().value;
  if (!(lost > worth_a_doubt * sum)) return std::nullopt;
  return Finding{
      Finding::Kind::warning, rain.place,
      fmt::format("[[rain]] {} mm of the {} mm of {} do not fall: values = '{}' gives the {} row no "
                  "{}. Add a row there",
                  lost, sum, name, rain.values, first ? "first" : "last", first ? "begin" : "end")};
}

TimedFile timed_file(const scenario::RainSection& rain) {
  return {rain.file, rain.time_column, rain.time_offset, "rain", rain.place};
}

std::vector<RainRow> read_rain_rows(const scenario::Scenario& s, const scenario::RainSection& rain,
                                    const std::string& value_column, const std::string& select_column,
                                    const std::string& select_value) {
  std::vector<RainRow> out;
  RowFaults faults(rain.file.string());
  const auto refuse_fast = [&](int line, double value_mm_per_h) {
    if (value_mm_per_h > fastest_rain_mm_per_h)
      faults.add(line, fmt::format("rain of {:.0f} mm/h: no rain is faster than {:g} mm/h. Is it a mark for "
                                   "missing values, or in another unit? Mend it, or say values = "
                                   "\"mm_until_next\" or \"mm_since_last\" for depths",
                                   value_mm_per_h, fastest_rain_mm_per_h));
  };
  for (const io::SeriesRow& row :
       io::read_csv_series(rain.file, rain.time_column, value_column, select_column, select_value, faults)) {
    if (!row.readable) continue;
    const double t = run_time(s, row, rain.time_offset);
    if (row.value < 0.0)
      faults.add(row.line, fmt::format("rain of {} {} is below 0. Write 0 or more, and mend the gap",
                                       row.value, rain.values == "mm_per_h" ? "mm/h" : "mm"));
    if (rain.values == "mm_per_h") refuse_fast(row.line, row.value);
    if (!out.empty()) {
      const double hours = (t - out.back().time) / 3600.0;
      if (hours <= 0.0) {
        faults.add(row.line,
                   fmt::format("time {} is not later than the row before. Sort the rows, one for each time",
                               row.time));
      } else if (rain.values == "mm_until_next") {
        refuse_fast(out.back().line, out.back().value / hours);
      } else if (rain.values == "mm_since_last") {
        refuse_fast(row.line, row.value / hours);
      }
    }
    out.push_back({t, row.value, row.line});
  }
  faults.throw_if_any();
  return out;
}

RainSeries series_of_rows(const scenario::Scenario& s, const scenario::RainSection& rain,
                          const std::vector<RainRow>& rows, const std::string& name,
                          std::vector<std::string>& notes) {
  if (rows.size() < 2)
    throw InputError(
        {rain.file.string(), 0, 0},
        fmt::format("the rain series of {} needs at least two rows: each holds until the next", name));
  double end = rows.back().time;
  note_ends(rain.values, rows, name, notes);
  if (rows.front().time >= s.time.duration) {
    throw InputError(rain.place,
                     fmt::format("[[rain]] every row of {} lies after the end of the run, {:g} h from {} on. "
                                 "Mend time.start or duration_h, or give time_offset_h",
                                 name, s.time.duration / 3600.0, s.time.start));
  }
  std::vector<double> intensities = intensities_of(rain.values, rows);
  std::vector<double> times;
  for (std::size_t k = 0; k + 1 < rows.size(); ++k) times.push_back(rows[k].time);
  const std::optional<double> step = common_step(rows);
  if (step && rain.values != "mm_since_last" && rows.back().value > 0.0) {
    notes.push_back(fmt::format("rain: the last row of {} has no end; it lasts {:.4g} h like the others",
                                name, *step / 3600.0));
    intensities.push_back(rain.values == "mm_per_h" ? rows.back().value / mm_per_h
                                                    : rows.back().value / mm / *step);
    times.push_back(end);
    end += *step;
  }
  if (end <= 0.0) {
    throw InputError(rain.place,
                     fmt::format("[[rain]] every row of {} lies before the start of the run, {}. Mend "
                                 "time.start, or give time_offset_h",
                                 name, s.time.start));
  }
  note_rest(s.time.duration, times, intensities, end, name, notes);
  if (times.front() < 0.0) {
    notes.push_back(
        fmt::format("rain: {} begins {:.2f} h before the run; what fell before the start is left out", name,
                    -times.front() / 3600.0));
    while (times.size() > 1 && times[1] <= 0.0) {
      times.erase(times.begin());
      intensities.erase(intensities.begin());
    }
    times.front() = 0.0;
  }
  return RainSeries(std::move(times), std::move(intensities), end);
}

}  // namespace qingliu::run
