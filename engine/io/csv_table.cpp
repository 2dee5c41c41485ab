#include "io/csv_table.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace qingliu::io {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields{""};
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"' && quoted && at + 1 < line.size() && line[at + 1] == '"') {
      fields.back() += line[++at];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace

int CsvTable::column(const std::string& name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

double CsvTable::number(std::size_t row, int column) const {
  if (column < 0) return std::nan("");
  const std::string& text = rows[row][static_cast<std::size_t>(column)];
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() ? std::nan("") : value;
}

std::vector<std::pair<std::string, int>> CsvTable::family(const std::string& begin,
                                                          const std::string& end) const {
  std::vector<std::pair<std::string, int>> found;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const std::string& name = columns[k];
    if (name.size() <= begin.size() + end.size() || !name.starts_with(begin) || !name.ends_with(end))
      continue;
    found.emplace_back(name.substr(begin.size(), name.size() - begin.size() - end.size()),
                       static_cast<int>(k));
  }
  return found;
}

CsvTable read_csv_table(const std::filesystem::path& file) {
  CsvTable table;
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) return table;
  table.columns = fields_of(line);
  while (std::getline(in, line)) {
    std::vector<std::string> fields = fields_of(line);
    if (line.empty() || line == "\r") continue;
    if (fields.size() == table.columns.size()) {
      table.rows.push_back(std::move(fields));
    } else {
      ++table.broken_lines;
    }
  }
  return table;
}

}  // namespace qingliu::io
