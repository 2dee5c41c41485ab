#include "run/rain_rows.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/row_faults.hpp"
#include "core/timestamp.hpp"

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

void note_ends(const std::string& values, const std::vector<RainRow>& rows, const std::string& name,
               std::vector<std::string>& notes) {
  if (values == "mm_since_last") {
    if (rows.front().value > 0.0)
      notes.push_back(
          fmt::format("rain: the first row of {} is not 0 but has no begin; its {} mm are left out", name,
                      rows.front().value));
  } else if (rows.back().value > 0.0) {
    notes.push_back(
        fmt::format("rain: the last row of {} is not 0 but has no end; the series is closed there", name));
  }
}

}  // namespace

double run_time(const scenario::Scenario& s, const scenario::RainSection& rain, const io::SeriesRow& row) {
  if (row.elapsed) return row.elapsed_seconds + rain.time_offset;
  return static_cast<double>(row.seconds - parse_timestamp(s.time.start).value()) + rain.time_offset;
}

void note_local_time(const scenario::Scenario& s, const scenario::RainSection& rain,
                     const std::vector<io::SeriesRow>& rows, std::vector<std::string>& notes) {
  if (rows.empty() || rows.front().elapsed) return;
  const std::string moved = rain.time_offset == 0.0
                                ? std::string("unmoved")
                                : fmt::format("moved by {:g} h", rain.time_offset / 3600.0);
  notes.push_back(
      fmt::format("rain: the times of {} name no time zone: taken as local times like time.start, {}, {}",
                  rain.file.filename().string(), s.time.start, moved));
}

std::vector<RainRow> run_rows(const scenario::Scenario& s, const scenario::RainSection& rain,
                              const std::vector<io::SeriesRow>& rows, const scenario::Path& file) {
  std::vector<RainRow> out;
  RowFaults faults(file.string());
  for (const io::SeriesRow& row : rows) {
    const double t = run_time(s, rain, row);
    if (row.value < 0.0)
      faults.add(row.line, fmt::format("rain of {} {} is below 0. Write 0 or more, and mend the gap",
                                       row.value, rain.values == "mm_per_h" ? "mm/h" : "mm"));
    if (!out.empty() && t <= out.back().time)
      faults.add(row.line,
                 fmt::format("time {} is not later than the row before. Sort the rows, one for each time",
                             row.time));
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
  const double end = rows.back().time;
  note_ends(rain.values, rows, name, notes);
  if (end <= 0.0) {
    throw InputError(rain.place,
                     fmt::format("[[rain]] every row of {} lies before the start of the run, {}. Mend "
                                 "time.start, or give time_offset_h",
                                 name, s.time.start));
  }
  std::vector<double> intensities = intensities_of(rain.values, rows);
  std::vector<double> times;
  for (std::size_t k = 0; k + 1 < rows.size(); ++k) times.push_back(rows[k].time);
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
