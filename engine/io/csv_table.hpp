#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace qingliu::io {

/// A table of results: one header line, commas, names with a comma in quotes (as the engine writes them).
struct CsvTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::size_t broken_lines = 0;  ///< with another number of fields than the header; left out

  bool empty() const { return rows.empty(); }
  /// Index of a column, -1 when there is none.
  int column(const std::string& name) const;
  /// The number in a field; NaN where it is empty or no number, or where column is -1.
  double number(std::size_t row, int column) const;
  /// Columns that begin and end with these words, with what stands between them: ("load_", "_kg_per_s").
  std::vector<std::pair<std::string, int>> family(const std::string& begin, const std::string& end) const;
};

/// An empty table when there is no such file; lines that do not fit the header are left out and counted.
CsvTable read_csv_table(const std::filesystem::path& file);

}  // namespace qingliu::io
