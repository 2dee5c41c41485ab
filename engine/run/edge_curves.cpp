#include "run/edge_curves.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/row_faults.hpp"
#include "io/series.hpp"
#include "run/file_clock.hpp"

namespace qingliu::run {
namespace {

io::InputFile input_file(const std::filesystem::path& file) {
  return {file.string(), io::sha256_of_file(file), std::filesystem::file_size(file)};
}

/// Reads one column of a series file after another into curves.
class SeriesFile {
 public:
  SeriesFile(const scenario::Scenario& s, const scenario::EdgeSeries& series) : s_(s), series_(series) {}

  TimeCurve curve(const std::string& column, double lowest, double highest) const {
    std::vector<double> times, values;
    RowFaults faults(series_.file.string());
    for (const io::SeriesRow& row :
         io::read_csv_series(series_.file, series_.time_column, column, series_.select_column,
                             series_.select_value, faults)) {
      if (!row.readable) continue;
      const double t = run_time(s_, row, series_.time_offset);
      if (row.value < lowest)
        faults.add(row.line, fmt::format("{} is {}. Give {} or more", column, row.value, lowest));
      if (row.value > highest)
        faults.add(row.line, fmt::format("{} is {}. Give {} or less", column, row.value, highest));
      if (!times.empty() && t <= times.back())
        faults.add(row.line,
                   fmt::format("time '{}' is not later than the row before. Sort the rows, one for each time",
                               row.time));
      times.push_back(t);
      values.push_back(row.value);
    }
    faults.throw_if_any();
    return TimeCurve(std::move(times), std::move(values));
  }

 private:
  const scenario::Scenario& s_;
  const scenario::EdgeSeries& series_;
};

constexpr double densest = 1500.0;  ///< [kg m-3] of one class, as of the key concentration_kg_per_m3

std::string concentration_column(const std::string& class_name) {
  return fmt::format("concentration_{}_kg_per_m3", class_name);
}

void note_span(const scenario::Scenario& s, const std::string& label, const TimeCurve& curve,
               EdgeRecords& records) {
  const bool before = curve.last_moment() < 0.0, after = curve.first_moment() >= s.time.duration;
  if (before || after)
    throw InputError(fmt::format(
        "{}: every row of its file lies {} of the run, {:g} h from {} on. Mend "
        "time.start, or give time_offset_h",
        label, before ? "before the start" : "after the end", s.time.duration / 3600.0, s.time.start));
  if (curve.first_moment() > 0.0)
    records.notes.push_back(
        fmt::format("{}: its file begins {:.2f} h after the start of the run; its first value holds "
                    "until then",
                    label, curve.first_moment() / 3600.0));
  if (curve.last_moment() < s.time.duration)
    records.notes.push_back(
        fmt::format("{}: its file ends {:.2f} h before the end of the run; its last value holds "
                    "from then on",
                    label, (s.time.duration - curve.last_moment()) / 3600.0));
}

}  // namespace

double EdgeCurves::next_breakpoint(double t) const {
  double next = std::min(level.next_breakpoint(t), discharge.next_breakpoint(t));
  for (const TimeCurve& c : concentration) next = std::min(next, c.next_breakpoint(t));
  return next;
}

surface::BoundaryMoment EdgeCurves::at(double t) const {
  surface::BoundaryMoment moment{level.at(t), discharge.at(t), {}};
  for (const TimeCurve& c : concentration) moment.concentration.push_back(c.at(t));
  return moment;
}

void read_edge_curves(const scenario::Scenario& s, const scenario::EdgeSeries& series, const Place& place,
                      const std::string& label, const std::string& column,
                      const std::vector<std::string>& class_names, EdgeCurves& curves, TimeCurve& main,
                      EdgeRecords& records) {
  for (const double c : series.concentration) curves.concentration.emplace_back(c);
  if (series.file.empty()) return;
  const SeriesFile file(s, series);
  main = column == "level_m" ? file.curve(column, -500.0, 9000.0) : file.curve(column, 0.0, 1e6);
  records.inputs.push_back(input_file(series.file));
  const TimedFile timed{series.file, series.time_column, series.time_offset, label, place};
  if (auto doubt = note_clock(s, timed, records.notes)) records.doubts.push_back(std::move(*doubt));
  note_span(s, label, main, records);
  if (!curves.concentration.empty() || class_names.empty()) return;
  const std::vector<std::string> header = io::read_csv_columns(series.file);
  const auto given = [&](const std::string& name) {
    return std::ranges::count(header, concentration_column(name)) > 0;
  };
  if (std::ranges::none_of(class_names, given)) {
    records.notes.push_back(fmt::format("{}: what enters is clear water", label));
    return;
  }
  for (const std::string& name : class_names)
    curves.concentration.push_back(file.curve(concentration_column(name), 0.0, densest));
}

surface::RatingCurve read_rating(const std::filesystem::path& file, EdgeRecords& records) {
  surface::RatingCurve rating;
  std::vector<Finding> wrong;
  const auto levels = io::read_csv_values(file, "level_m");
  const auto discharges = io::read_csv_values(file, "discharge_m3_per_s");
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const bool rises =
        k == 0 || (levels[k].value > levels[k - 1].value && discharges[k].value >= discharges[k - 1].value);
    if (!rises || discharges[k].value < 0.0) {
      wrong.push_back({Finding::Kind::error, Place{file.string(), levels[k].line, 0},
                       "a rating curve rises: give level_m rising from row to row and discharge_m3_per_s not "
                       "falling, from 0 on"});
    }
    rating.level.push_back(levels[k].value);
    rating.discharge.push_back(discharges[k].value);
  }
  if (!wrong.empty()) throw InputError(std::move(wrong));
  if (rating.level.size() < 2)
    throw InputError({file.string(), 0, 0}, "a rating curve needs two rows. Add levels and discharges");
  records.inputs.push_back(input_file(file));
  return rating;
}

}  // namespace qingliu::run
