#include "run/rain_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/fast_math.hpp"
#include "core/timestamp.hpp"
#include "io/series.hpp"

namespace qingliu::run {
namespace {

/// A rain file: intensities in mm/h, each holding until the next row's time; the last row closes the series.
RainSeries from_file(const scenario::Scenario& s, const scenario::RainSection& rain,
                     std::vector<std::string>& notes) {
  const std::vector<io::SeriesRow> rows = io::read_csv_series(
      rain.file, rain.time_column, rain.intensity_column, rain.select_column, rain.select_value);
  const std::int64_t start = parse_timestamp(s.time.start).value();
  std::vector<double> times, intensities;
  for (const io::SeriesRow& row : rows) {
    const double t = static_cast<double>(row.seconds - start) + rain.time_offset;
    if (row.value < 0.0) {
      throw InputError({rain.file.string(), row.line, 0},
                       fmt::format("rain of {} mm/h is below 0", row.value));
    }
    if (!times.empty() && t <= times.back()) {
      throw InputError({rain.file.string(), row.line, 0},
                       fmt::format("time {} is not later than the row before", row.time));
    }
    times.push_back(t);
    intensities.push_back(row.value / 3.6e6);
  }
  if (times.size() < 2)
    throw InputError({rain.file.string(), 0, 0}, "the rain series needs at least two rows");
  const double end = times.back();
  if (intensities.back() > 0.0) {
    notes.push_back(
        fmt::format("rain: the last row of {} is not 0 but has no end; the series is closed there",
                    rain.file.filename().string()));
  }
  times.pop_back();
  intensities.pop_back();
  if (times.front() < 0.0) {
    notes.push_back(
        fmt::format("rain: {} begins {:.2f} h before the run; what fell before the start is left out",
                    rain.file.filename().string(), -times.front() / 3600.0));
    while (times.size() > 1 && times[1] <= 0.0) {
      times.erase(times.begin());
      intensities.erase(intensities.begin());
    }
    times.front() = 0.0;
  }
  if (end <= 0.0) {
    throw InputError(rain.place, fmt::format("[[rain]] every row of {} lies before the start of the run, {}",
                                             rain.file.string(), s.time.start));
  }
  return RainSeries(std::move(times), std::move(intensities), end);
}

}  // namespace

RainSeries alternating_blocks(double depth, double duration, double block, double peak, double exponent,
                              double begin) {
  const int n = std::max(1, static_cast<int>(std::lround(duration / block)));
  const double width = duration / n;
  std::vector<double> largest_first(n);
  double before = 0.0;
  for (int k = 0; k < n; ++k) {
    const double until = depth * pow_of(static_cast<double>(k + 1) / n, 1.0 - exponent);
    largest_first[k] = until - before;
    before = until;
  }
  const int centre = std::min(n - 1, static_cast<int>(peak * n));
  std::vector<double> intensities(n, 0.0), times(n);
  int after = centre, ahead = centre - 1;
  for (int k = 0; k < n; ++k) {
    const bool place_after = after < n && (k % 2 == 0 || ahead < 0);
    intensities[place_after ? after++ : ahead--] = largest_first[k] / width;
    times[k] = begin + k * width;
  }
  return RainSeries(std::move(times), std::move(intensities), begin + duration);
}

std::vector<RainSeries> build_rain(const scenario::Scenario& s, Findings& findings,
                                   std::vector<io::InputFile>& inputs, std::vector<std::string>& notes) {
  std::vector<RainSeries> series;
  for (const scenario::RainSection& rain : s.rain) {
    findings.collect(rain.place, [&] {
      if (rain.kind == "uniform") {
        series.emplace_back(std::vector<double>{rain.begin}, std::vector<double>{rain.intensity},
                            rain.begin + rain.duration);
      } else if (rain.kind == "alternating-blocks") {
        series.push_back(
            alternating_blocks(rain.depth, rain.duration, rain.block, rain.peak, rain.exponent, rain.begin));
      } else {
        series.push_back(from_file(s, rain, notes));
        inputs.push_back(
            {rain.file.string(), io::sha256_of_file(rain.file), std::filesystem::file_size(rain.file)});
      }
    });
  }
  return series;
}

}  // namespace qingliu::run
