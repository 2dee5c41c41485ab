#include "scenario/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "scenario/text_check.hpp"
#include "scenario/text_file.hpp"

namespace qingliu::scenario {
namespace {

bool is_remark(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos || line[first] == '#';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<CsvCell> cells_of(std::string_view line, const std::string& file, int number) {
  std::vector<CsvCell> cells;
  std::size_t begin = 0;
  while (true) {
    std::size_t end = begin;
    bool quoted = false;
    while (end < line.size() && (quoted || line[end] != ',')) {
      if (line[end] == '"') quoted = !quoted;
      ++end;
    }
    const std::string_view cell = line.substr(begin, end - begin);
    const std::size_t blanks = std::min(cell.find_first_not_of(" \t"), cell.size());
    std::string_view text = trimmed(cell);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::string plain(text);
    for (std::size_t k = plain.find("\"\""); k != std::string::npos; k = plain.find("\"\"", k + 1))
      plain.erase(k, 1);
    cells.push_back({std::move(plain), {file, number, static_cast<int>(begin + blanks) + 1}});
    if (end >= line.size()) return cells;
    begin = end + 1;
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A row of another length than the header; two whole numbers side by side suggest a decimal comma. `0` as
/// the whole part is the surest sign.
void report_length(const std::vector<CsvCell>& row, std::size_t columns, Collector& collector) {
  const std::string counts = fmt::format("the row has {} values, the header {} columns", row.size(), columns);
  if (row.size() > columns) {
    for (std::size_t k = 0; k + 1 < row.size(); ++k) {
      if (row[k].text == "0" && all_digits(row[k + 1].text)) {
        return collector.error(row[k].place,
                               fmt::format("{}: decimal comma in {},{}? Write {}.{} with a point", counts,
                                           row[k].text, row[k + 1].text, row[k].text, row[k + 1].text));
      }
    }
  }
  collector.error(row.front().place, counts + ". Separate values by commas and write decimals with a point");
}

}  // namespace

std::optional<CsvTable> read_csv(const Path& path, Collector& collector) {
  const std::optional<std::string> read = read_text_file(path, collector);
  if (!read) return std::nullopt;
  const std::string file = path.string();
  std::string_view text = *read;
  if (text.size() > largest_file) {
    collector.error({file, 0, 0}, fmt::format("the table is larger than {} bytes", largest_file));
    return std::nullopt;
  }
  if (const auto [line, column] = first_not_utf8(text); line > 0) {
    collector.error({file, line, column}, "the text is not UTF-8. Save the file with the encoding UTF-8");
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos) {
    collector.error({file, 1, 0}, "the lines end with CR alone. Save the file with line ends LF or CR LF");
    return std::nullopt;
  }
  CsvTable table;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_remark(line)) continue;
    std::vector<CsvCell> cells = cells_of(line, file, number);
    if (table.header.empty()) {
      table.header = std::move(cells);
    } else if (cells.size() != table.header.size()) {
      report_length(cells, table.header.size(), collector);
    } else {
      table.rows.push_back(std::move(cells));
    }
  }
  if (!table.header.empty()) return table;
  collector.error({file, 0, 0}, "the table is empty. Its first line names the columns");
  return std::nullopt;
}

std::vector<CsvCell> read_csv_header(const Path& path) {
  std::ifstream in(path, std::ios::binary);
  constexpr std::size_t longest_begin = 65536;
  std::string begin(longest_begin, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  std::string_view text(begin.data(), static_cast<std::size_t>(in.gcount()));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!is_remark(text.substr(0, end))) return cells_of(text.substr(0, end), path.string(), number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

}  // namespace qingliu::scenario
