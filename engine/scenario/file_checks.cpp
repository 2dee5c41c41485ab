#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/suggest.hpp"
#include "scenario/checks.hpp"
#include "scenario/class_table.hpp"
#include "scenario/csv.hpp"

namespace qingliu::scenario {
namespace {

template <class Row>
void check_uniform(const std::vector<Row>& rows, int uniform, const char* section, const Place& place,
                   Collector& collector) {
  if (uniform < 0 || rows.empty()) return;
  std::set<int> ids;
  for (const Row& row : rows) ids.insert(row.id);
  if (ids.contains(uniform)) return;
  collector.error(place, fmt::format("[{}] uniform = {} is not in the table. It has: {}", section, uniform,
                                     fmt::join(ids, ", ")));
}

void check_column(const std::vector<CsvCell>& header, const std::string& wanted, const char* key,
                  const RainSection& rain, Collector& collector) {
  if (wanted.empty() || std::ranges::count(header, wanted, &CsvCell::text) > 0) return;
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(cell.text);
  const std::string near = nearest_word(wanted, names);
  const std::string file = rain.file.filename().string();
  collector.error(rain.place, near.empty()
                                  ? fmt::format("[[rain]] {}: {} has no column '{}'. It has: {}", key, file,
                                                wanted, fmt::join(names, ", "))
                                  : fmt::format("[[rain]] {}: {} has no column '{}'. Did you mean '{}'?", key,
                                                file, wanted, near));
}

}  // namespace

void check_files(const Scenario& s, Collector& collector) {
  if (!s.landuse.table.empty()) {
    const int errors_before = collector.error_count();
    const auto rows = read_landuse_table(s.landuse.table, collector);
    if (collector.error_count() == errors_before)
      check_uniform(rows, s.landuse.uniform, "landuse", s.landuse.place, collector);
  }
  if (!s.soil.table.empty()) {
    const int errors_before = collector.error_count();
    const auto rows = read_soil_table(s.soil.table, collector);
    if (collector.error_count() == errors_before)
      check_uniform(rows, s.soil.uniform, "soil", s.soil.place, collector);
  }
  for (const RainSection& rain : s.rain) {
    if (rain.file.empty()) continue;
    const std::vector<CsvCell> header = read_csv_header(rain.file);
    check_column(header, rain.time_column, "time_column", rain, collector);
    check_column(header, rain.intensity_column, "intensity_column", rain, collector);
    check_column(header, rain.select_column, "select_column", rain, collector);
  }
}

}  // namespace qingliu::scenario
