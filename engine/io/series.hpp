#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/row_faults.hpp"

namespace qingliu::io {

/// One row of a time series in a CSV file.
struct SeriesRow {
  std::string time;          ///< as written
  std::int64_t seconds = 0;  ///< parse_timestamp(time)
  double value = 0.0;        ///< finite, in the unit of the column
  int line = 0;              ///< line of the file, from 1
  bool elapsed = false;      ///< the time column counts from the start of the run
  double elapsed_seconds = 0.0;
  bool readable = true;  ///< false: its time or value is a fault, told
};

/// Rows of a comma-separated file with one header line. Lines that begin with '#' and empty lines are passed
/// over; fields may be quoted; a byte-order mark and CR LF are accepted. With a `select_column` only the rows
/// whose value there is `select_value` are kept, e.g. the storm R2013001 out of a record of many. Rows keep
/// the order of the file. Throws InputError with file:line: missing file or column (with the nearest name), a
/// field too few or too many, a time or a number that cannot be read, no row selected. A file has at most 256
/// MiB. A time column whose name ends in _s, _min or _h holds numbers, counted from the start of the run.
std::vector<SeriesRow> read_csv_series(const std::filesystem::path& file, const std::string& time_column,
                                       const std::string& value_column, const std::string& select_column = "",
                                       const std::string& select_value = "");

/// The same; rows that cannot be read are added to `faults`, for the caller to throw with those of its own.
std::vector<SeriesRow> read_csv_series(const std::filesystem::path& file, const std::string& time_column,
                                       const std::string& value_column, const std::string& select_column,
                                       const std::string& select_value, RowFaults& faults);

/// [s] of one unit of a time column that counts from the start of the run; 0: it holds moments.
double elapsed_unit(const std::string& time_column);

/// The fields of the first row below the header; empty where there is none.
std::vector<std::string> read_csv_first_row(const std::filesystem::path& file);

/// The words of one column, each once, in the order of the file.
std::vector<std::string> read_csv_words(const std::filesystem::path& file, const std::string& column);

/// What a file says of the time zone of its moments, in a comment above its header or in the name of the time
/// column: "#UTCTIME".
struct ZoneRemark {
  std::string text;  ///< as written; "" for none
  bool utc = false;  ///< UTC itself, not "UTC+8"
};
ZoneRemark zone_remark(const std::filesystem::path& file, const std::string& time_column);

/// The names of the columns.
std::vector<std::string> read_csv_columns(const std::filesystem::path& file);

/// The numbers of one column of a table without times.
std::vector<SeriesRow> read_csv_values(const std::filesystem::path& file, const std::string& value_column);

}  // namespace qingliu::io
