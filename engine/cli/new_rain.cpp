#include "cli/new_rain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "io/series.hpp"
#include "run/rain_column.hpp"
#include "scenario/node.hpp"

namespace qingliu::cli {
namespace {

using run::RainColumn;
constexpr const char* example_start = "2026-06-01T00:00:00";

/// The names of the two columns that are read.
struct Columns {
  std::string time, rain;
};

/// A column and what stands in its first row.
struct Column {
  std::string name, first;
};

bool is_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

/// "8:00", without a day.
bool is_time_of_day(const std::string& text) {
  return text.find(':') != std::string::npos && parse_timestamp("2000-01-01 " + text).has_value();
}

std::string names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string time_column(const std::filesystem::path& file, const std::vector<Column>& columns) {
  std::string found;
  for (const Column& column : columns) {
    if (is_time_of_day(column.first))
      throw InputError(
          {file.string(), 1, 0},
          fmt::format("holds times of day in a column of their own, '{}'. Write day and time in one "
                      "column, as 2018-08-30 05:00",
                      column.name));
    const bool elapsed = io::elapsed_unit(column.name) > 0.0 && is_number(column.first) &&
                         run::rain_column(column.name).kind == RainColumn::Kind::unknown;
    if (found.empty() && (elapsed || parse_timestamp(column.first))) found = column.name;
  }
  if (!found.empty()) return found;
  if (columns.size() == 2) return columns.front().name;  // read_csv_series says what is wrong, row by row
  throw InputError(
      {file.string(), 1, 0},
      fmt::format("no column holds moments like 2018-08-30 05:00. The file has: {}", names_of(columns)));
}

/// Of several columns with numbers the one whose name says rain; of several that say nothing none.
std::string rain_column_of(const std::filesystem::path& file, const std::vector<Column>& columns,
                           const std::string& time) {
  std::vector<Column> of_rain, of_numbers, of_others;
  for (const Column& column : columns) {
    if (column.name == time || (columns.size() > 2 && !is_number(column.first))) continue;
    const RainColumn::Kind kind = run::rain_column(column.name).kind;
    if (kind == RainColumn::Kind::other) {
      of_others.push_back(column);
      continue;
    }
    of_numbers.push_back(column);
    if (run::says_rain(column.name)) of_rain.push_back(column);
  }
  const std::vector<Column>& candidates = !of_rain.empty()      ? of_rain
                                          : !of_numbers.empty() ? of_numbers
                                                                : of_others;
  if (candidates.size() == 1) return candidates.front().name;
  throw InputError(
      {file.string(), 1, 0},
      candidates.empty()
          ? fmt::format("no column holds numbers beside '{}'. Give one of rain, named with its unit: rain_mm",
                        time)
          : fmt::format(
                "{} columns may hold the rain: {}. Keep one here, named with its unit (rain_mm, mm_per_h); "
                "several stations go into [[rain]] kind = \"gauges\" of the scenario",
                candidates.size(), names_of(candidates)));
}

Columns columns_of(const std::filesystem::path& file) {
  const std::vector<std::string> names = io::read_csv_columns(file), first = io::read_csv_first_row(file);
  if (names.size() < 2)
    throw InputError({file.string(), 1, 0},
                     "needs a column of times and a column of rain, with commas between");
  std::vector<Column> columns;
  for (std::size_t k = 0; k < names.size(); ++k)
    columns.push_back({names[k], k < first.size() ? first[k] : ""});
  const std::string time = time_column(file, columns);
  return {time, rain_column_of(file, columns, time)};
}

/// `values` of [[rain]] for rows so far apart [h], and what is assumed with it.
std::pair<std::string, std::string> values_of(const std::string& column, double hours) {
  const RainColumn of_name = run::rain_column(column);
  if (of_name.kind == RainColumn::Kind::intensity) return {"mm_per_h", ""};
  if (of_name.kind == RainColumn::Kind::unknown)
    return {"mm_per_h",
            fmt::format("the column '{}' names no unit: taken as mm/h, each value holding until the "
                        "next row. Depths: values = \"mm_since_last\" or \"mm_until_next\"",
                        column)};
  if (hours >= 24.0)
    return {"mm_until_next",
            fmt::format(
                "the column '{}' is taken as depths [mm] of the day that begins at its "
                "row (days of yearbooks begin at 08:00: give time_offset_h = 8 then). Intensities: values "
                "= \"mm_per_h\"",
                column)};
  return {"mm_since_last",
          fmt::format("the column '{}' is taken as depths [mm] that fell since the row before. "
                      "Until the next row: values = \"mm_until_next\"; intensities: values = "
                      "\"mm_per_h\"",
                      column)};
}

RainText rain_from_file(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const Columns columns = columns_of(file);
  const std::vector<io::SeriesRow> rows = io::read_csv_series(file, columns.time, columns.rain);
  if (const RainColumn of_name = run::rain_column(columns.rain); of_name.kind == RainColumn::Kind::other)
    throw InputError({file.string(), 1, 0}, "the column " + of_name.fault);
  if (rows.size() < 2) throw InputError({file.string(), 0, 0}, "needs two rows of rain at least");
  const io::SeriesRow &first = rows.front(), &last = rows.back();
  const double seconds =
      first.elapsed ? last.elapsed_seconds : static_cast<double>(last.seconds - first.seconds);
  const auto moment = [](const io::SeriesRow& row) {
    return row.elapsed ? row.elapsed_seconds : static_cast<double>(row.seconds);
  };
  const double step = moment(rows[1]) - moment(rows[0]);
  const auto [values, assumed] = values_of(columns.rain, step / 3600.0);
  const bool lasts = values != "mm_since_last" && last.value > 0.0;  // as series_of_rows has it
  RainText rain;
  rain.start = first.elapsed ? example_start : format_timestamp(first.seconds);
  rain.hours = (seconds + (lasts ? step : 0.0)) / 3600.0 + 3.0;
  rain.assumed = assumed;
  rain.section = fmt::format(
      "# Measured rain{}.{}\n[[rain]]\nkind = \"file\"\nfile = {}\ntime_column = {}\n"
      "intensity_column = {}\nvalues = \"{}\"\n",
      values == "mm_per_h" ? ": each intensity [mm/h] holds until the next row"
                           : ": depths [mm] between rows",
      assumed.empty() ? "" : fmt::format("\n# Assumed: {}.", assumed), in_quotes(from_folder(file, folder)),
      in_quotes(columns.time), in_quotes(columns.rain), values);
  return rain;
}

}  // namespace

std::string from_folder(const std::filesystem::path& file, const std::filesystem::path& folder) {
  return std::filesystem::relative(std::filesystem::absolute(file), std::filesystem::absolute(folder))
      .generic_string();
}

std::string in_quotes(const std::string& text) {
  scenario::Node node;
  node.kind = scenario::Node::Kind::text;
  node.text = text;
  return scenario::value_as_toml(node);
}

RainText rain_text(const NewRain& rain, const std::filesystem::path& folder) {
  if (!rain.file.empty()) return rain_from_file(rain.file, folder);
  const bool given = rain.storm_mm > 0.0;
  const double depth = given ? rain.storm_mm : 100.0;
  return {
      example_start,
      fmt::format("# A design storm of 6 h: its depth is {}.\n[[rain]]\n"
                  "kind = \"alternating-blocks\"\ndepth_mm = {}\nduration_h = 6\nblock_min = 10\n"
                  "peak = 0.4\n",
                  given ? "yours, its shape a common one" : "an example", depth),
      9.0,
      given
          ? ""
          : "neither --rain nor --storm was given: a design storm of 100 mm in 6 h stands in as an example"};
}

}  // namespace qingliu::cli
