#include <fmt/format.h>

#include <algorithm>
#include <set>

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
  for (const RainSection& rain : s.rain) check_rain_file(rain, collector);
}

}  // namespace qingliu::scenario
