#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenario/collector.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::scenario {

struct CsvCell {
  std::string text;  ///< without surrounding blanks and quotation marks
  Place place;
};

/// A comma-separated text: the first line that is neither empty nor a '#' remark names the columns.
struct CsvTable {
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;  ///< each as long as the header
};

/// Nothing after a finding when there is no table; rows of another length than the header are findings and
/// left out.
std::optional<CsvTable> read_csv(const Path& path, Collector& collector);

/// Only the names of the columns; the file may be of any size.
std::vector<CsvCell> read_csv_header(const Path& path);

}  // namespace qingliu::scenario
