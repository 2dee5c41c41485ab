#include "io/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/row_faults.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "core/timestamp.hpp"
#include "core/utf8.hpp"

namespace qingliu::io {

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{256} << 20;

/// Fields of one line (RFC 4180 without line breaks inside quotes), blanks around each removed.
std::vector<std::string> split_fields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const char c = line[k];
    if (c == '"' && quoted && k + 1 < line.size() && line[k + 1] == '"') {
      fields.back() += line[++k];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  for (std::string& field : fields) field = std::string(trimmed(field));
  return fields;
}

std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t most = 12;
  std::string text;
  for (std::size_t k = 0; k < std::min(words.size(), most); ++k) text += (k > 0 ? ", " : "") + words[k];
  return words.size() > most ? text + ", ..." : text;
}

std::size_t column_index(const Place& header_place, const std::vector<std::string>& header,
                         const std::string& name) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  const std::string guess = nearest_word(name, header);
  throw InputError(header_place, fmt::format("no column '{}'.{} The file has: {}.", name,
                                             guess.empty() ? "" : fmt::format(" Did you mean '{}'?", guess),
                                             listed(header)));
}

/// Days of 1927 to 2064 as a spreadsheet counts them, e.g. 43342.208.
bool is_day_number(const std::string& text) {
  double days = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  return error == std::errc{} && end == text.data() + text.size() && days > 10000.0 && days < 60000.0;
}

/// Reads the fields of one row; what cannot be read is a fault of that row.
class Row {
 public:
  Row(int line, RowFaults& faults) : line_(line), faults_(faults) {}

  double number(const std::string& column, const std::string& text) const {
    double value = 0.0;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) return value;
    faults_.add(line_, fmt::format("'{}' in column '{}' is not a number. Write one like 12.5, or remove the "
                                   "row",
                                   text, column));
    return 0.0;
  }
  std::int64_t moment(const std::string& column, const std::string& text) const {
    const auto seconds = parse_timestamp(text);
    if (seconds) return *seconds;
    faults_.add(line_,
                fmt::format("'{}' in column '{}' is not a time; {}", text, column,
                            is_day_number(text)
                                ? "it looks like a spreadsheet's day number: format the column there as "
                                  "yyyy-mm-dd hh:mm and save it again."
                                : "write it as 2018-08-30 05:00:00, local time without a zone."));
    return 0;
  }
  bool has_fields(std::size_t found, std::size_t wanted) const {
    if (found != wanted)
      faults_.add(line_, fmt::format("{} fields where the header has {}. Write all of them, with a point in "
                                     "numbers, and quote text that holds commas",
                                     found, wanted));
    return found == wanted;
  }

 private:
  int line_;
  RowFaults& faults_;
};

/// Which columns are read, known once the header has been seen.
struct Columns {
  std::size_t count = 0;
  std::size_t time = 0;
  std::size_t value = 0;
  std::size_t select = 0;
};

std::ifstream open_text(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream) throw InputError({file.string()}, "cannot be read as a text file; check the path.");
  if (bytes > largest_file)
    throw InputError({file.string()}, "is larger than 256 MiB; cut out the period needed.");
  std::array<char, 4> first{};
  stream.read(first.data(), first.size());
  const std::string_view begin(first.data(), first.size());
  if (begin == "PK\x03\x04" || begin == "\xD0\xCF\x11\xE0")
    throw InputError({file.string()},
                     "is a spreadsheet's own file. Save the sheet as CSV UTF-8, its columns in "
                     "the first row");
  stream.clear();
  stream.seekg(0);
  return stream;
}

/// The next line that is neither empty nor a comment; false at the end of the file.
bool next_line(std::ifstream& stream, std::string& line, Place& place) {
  while (std::getline(stream, line)) {
    ++place.line;
    if (place.line == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const std::string_view text = trimmed(line);
    if (text.find('\r') != std::string_view::npos)
      throw InputError(place, "ends its lines with CR alone. Save the file with line ends LF or CR LF");
    if (!text.empty() && text.front() != '#') return true;
  }
  return false;
}

std::string no_rows_message(const std::string& column, const std::string& value,
                            const std::vector<std::string>& others) {
  if (column.empty()) return "has no rows below its header.";
  for (const std::string& word : others) {
    if (const std::string_view fault = encoding_fault(word); !fault.empty()) return std::string(fault);
  }
  const std::string guess = nearest_word(value, others);
  return fmt::format("no row has '{}' in column '{}'.{} Values there: {}.", value, column,
                     guess.empty() ? "" : fmt::format(" Did you mean '{}'?", guess), listed(others));
}

/// The names of the columns; the stream stands behind them.
std::vector<std::string> read_header(std::ifstream& stream, Place& place) {
  std::string line;
  if (!next_line(stream, line, place))
    throw InputError({place.file, 0, 0}, "is empty; a header line is needed.");
  if (const std::string_view fault = encoding_fault(line); !fault.empty())
    throw InputError(place, std::string(fault));
  std::vector<std::string> fields = split_fields(line);
  for (const auto& [separator, called] :
       {std::pair{"\t", "tabs"}, {";", "semicolons"}, {"，", "full-width commas"}}) {
    if (fields.size() == 1 && line.find(separator) != std::string::npos)
      throw InputError(place, fmt::format("has {} between its columns. Save it with commas", called));
  }
  return fields;
}

/// Of a comment or a column's name.
ZoneRemark zone_remark_of(std::string_view text) {
  std::string small;
  for (const char c : text) small += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  for (const std::string_view word : {"utc", "gmt"}) {
    std::size_t next = small.find(word);
    if (next == std::string::npos) continue;
    next = small.find_first_not_of(' ', next + word.size());
    const bool moved = next != std::string::npos && (small[next] == '+' || small[next] == '-');
    return {std::string(text), !moved};
  }
  for (const std::string_view word : {"localtime", "local time", "北京时"}) {
    if (small.find(word) != std::string::npos) return {std::string(text), false};
  }
  return {};
}

}  // namespace

double elapsed_unit(const std::string& column) {
  if (column.ends_with("_s")) return 1.0;
  if (column.ends_with("_min")) return 60.0;
  return column.ends_with("_h") ? 3600.0 : 0.0;
}

ZoneRemark zone_remark(const std::filesystem::path& file, const std::string& time_column) {
  std::ifstream stream = open_text(file);
  std::string line;
  while (std::getline(stream, line)) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const std::string_view text = trimmed(line);
    if (!text.empty() && text.front() != '#') break;
    if (ZoneRemark remark = zone_remark_of(text); !remark.text.empty()) return remark;
  }
  return zone_remark_of(time_column);
}

std::vector<SeriesRow> read_csv_series(const std::filesystem::path& file, const std::string& time_column,
                                       const std::string& value_column, const std::string& select_column,
                                       const std::string& select_value) {
  RowFaults faults(file.string());
  std::vector<SeriesRow> rows =
      read_csv_series(file, time_column, value_column, select_column, select_value, faults);
  faults.throw_if_any();
  return rows;
}

std::vector<SeriesRow> read_csv_series(const std::filesystem::path& file, const std::string& time_column,
                                       const std::string& value_column, const std::string& select_column,
                                       const std::string& select_value, RowFaults& faults) {
  std::ifstream stream = open_text(file);
  Place place{file.string()};
  std::string line;
  const std::vector<std::string> header = read_header(stream, place);
  const Columns columns{header.size(), column_index(place, header, time_column),
                        column_index(place, header, value_column),
                        select_column.empty() ? 0 : column_index(place, header, select_column)};

  std::vector<SeriesRow> rows;
  std::vector<std::string> others;
  while (next_line(stream, line, place)) {
    const std::vector<std::string> fields = split_fields(line);
    const Row row(place.line, faults);
    if (!row.has_fields(fields.size(), columns.count)) continue;
    if (!select_column.empty() && fields[columns.select] != select_value) {
      if (others.empty() || others.back() != fields[columns.select]) others.push_back(fields[columns.select]);
      continue;
    }
    const std::string& time = fields[columns.time];
    const double unit = elapsed_unit(time_column);
    const std::size_t faults_before = faults.count();
    rows.push_back({time, unit > 0.0 ? 0 : row.moment(time_column, time),
                    row.number(value_column, fields[columns.value]), place.line, unit > 0.0,
                    unit > 0.0 ? unit * row.number(time_column, time) : 0.0});
    rows.back().readable = faults.count() == faults_before;
  }
  if (rows.empty() && faults.count() == 0)
    throw InputError({file.string()}, no_rows_message(select_column, select_value, others));
  return rows;
}

std::vector<std::string> read_csv_columns(const std::filesystem::path& file) {
  std::ifstream stream = open_text(file);
  Place place{file.string()};
  return read_header(stream, place);
}

std::vector<std::string> read_csv_first_row(const std::filesystem::path& file) {
  std::ifstream stream = open_text(file);
  Place place{file.string()};
  read_header(stream, place);
  std::string line;
  return next_line(stream, line, place) ? split_fields(line) : std::vector<std::string>{};
}

std::vector<std::string> read_csv_words(const std::filesystem::path& file, const std::string& column) {
  std::ifstream stream = open_text(file);
  Place place{file.string()};
  const std::vector<std::string> header = read_header(stream, place);
  const std::size_t wanted = column_index(place, header, column);
  std::vector<std::string> words;
  for (std::string line; next_line(stream, line, place);) {
    const std::vector<std::string> fields = split_fields(line);
    if (fields.size() != header.size()) continue;
    if (std::ranges::count(words, fields[wanted]) == 0) words.push_back(fields[wanted]);
  }
  return words;
}

std::vector<SeriesRow> read_csv_values(const std::filesystem::path& file, const std::string& value_column) {
  std::ifstream stream = open_text(file);
  Place place{file.string()};
  std::string line;
  const std::vector<std::string> header = read_header(stream, place);
  const std::size_t column = column_index(place, header, value_column);
  std::vector<SeriesRow> rows;
  RowFaults faults(file.string());
  while (next_line(stream, line, place)) {
    const std::vector<std::string> fields = split_fields(line);
    const Row row(place.line, faults);
    if (!row.has_fields(fields.size(), header.size())) continue;
    rows.push_back({"", 0, row.number(value_column, fields[column]), place.line, false, 0.0});
  }
  faults.throw_if_any();
  return rows;
}

}  // namespace qingliu::io
