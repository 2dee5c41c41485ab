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

std::string first_word(const std::filesystem::path& file, const std::string& column) {
  const std::vector<std::string> words = io::read_csv_words(file, column);
  return words.empty() ? "" : words.front();
}

bool is_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

/// "8:00", without a day.
bool is_time_of_day(const std::string& text) {
  return text.find(':') != std::string::npos && parse_timestamp("2000-01-01 " + text).has_value();
}

std::string time_column(const std::filesystem::path& file, const std::vector<std::string>& columns) {
  std::string found, of_day;
  for (const std::string& column : columns) {
    const std::string word = first_word(file, column);
    const bool elapsed = io::elapsed_unit(column) > 0.0 && is_number(word) &&
                         run::rain_column(column).kind == RainColumn::Kind::unknown;
    if (found.empty() && (elapsed || parse_timestamp(word))) found = column;
    if (is_time_of_day(word)) of_day = column;
  }
  if (!of_day.empty())
    throw InputError(
        {file.string(), 1, 0},
        fmt::format("holds times of day in a column of their own, '{}'. Write day and time in one "
                    "column, as 2018-08-30 05:00",
                    of_day));
  if (!found.empty()) return found;
  if (columns.size() == 2) return columns.front();  // read_csv_series says what is wrong with it, row by row
  throw InputError({file.string(), 1, 0},
                   fmt::format("no column holds moments like 2018-08-30 05:00. The file has: {}",
                               fmt::join(columns, ", ")));
}

std::string rain_column_of(const std::filesystem::path& file, const std::vector<std::string>& columns,
                           const std::string& time) {
  std::vector<std::string> of_rain, of_others, of_numbers;
  for (const std::string& column : columns) {
    if (column == time) continue;
    const RainColumn::Kind kind = run::rain_column(column).kind;
    if (kind == RainColumn::Kind::other) of_others.push_back(column);
    if (kind == RainColumn::Kind::intensity || kind == RainColumn::Kind::depth) of_rain.push_back(column);
    if (columns.size() == 2 || is_number(first_word(file, column))) of_numbers.push_back(column);
  }
  const std::vector<std::string>& candidates = !of_rain.empty()     ? of_rain
                                               : !of_others.empty() ? of_others
                                                                    : of_numbers;
  if (candidates.size() == 1) return candidates.front();
  throw InputError(
      {file.string(), 1, 0},
      candidates.empty()
          ? fmt::format("no column holds numbers beside '{}'. Give one of rain, named with its unit: rain_mm",
                        time)
          : fmt::format(
                "{} columns may hold the rain: {}. Keep one here, named with its unit (rain_mm, mm_per_h); "
                "several stations go into [[rain]] kind = \"gauges\" of the scenario",
                candidates.size(), fmt::join(candidates, ", ")));
}

Columns columns_of(const std::filesystem::path& file) {
  const std::vector<std::string> columns = io::read_csv_columns(file);
  if (columns.size() < 2)
    throw InputError({file.string(), 1, 0},
                     "needs a column of times and a column of rain, with commas between");
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
  const auto [values, assumed] =
      values_of(columns.rain, seconds / 3600.0 / static_cast<double>(rows.size() - 1));
  RainText rain;
  rain.start = first.elapsed ? example_start : format_timestamp(first.seconds);
  rain.hours = seconds / 3600.0 + 3.0;
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
