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

/// Columns that the law of infiltration needs, of every soil's first horizon.
void check_intake(const std::vector<SoilRow>& rows, const std::string& law, Collector& collector) {
  for (const SoilRow& row : rows) {
    if (row.horizon != 1) continue;
    const auto need = [&](bool given, const char* column) {
      if (given) return;
      collector.error(
          row.place, fmt::format("[soil] soil {} '{}' has no {}, which infiltration kind = \"{}\" needs. Add "
                                 "the column",
                                 row.id, row.name, column, law));
    };
    if (law == "philip") {
      need(row.sorptivity >= 0.0, "sorptivity_mm_per_sqrt_h");
      need(row.philip_rate >= 0.0, "philip_a_mm_per_h");
    } else if (law == "horton") {
      need(row.horton_initial >= 0.0, "horton_initial_mm_per_h");
      need(row.horton_final >= 0.0, "horton_final_mm_per_h");
      need(row.horton_decay >= 0.0, "horton_decay_per_h");
      if (row.horton_final > row.horton_initial)
        collector.error(row.place,
                        fmt::format("[soil] soil {} '{}': horton_final_mm_per_h is above "
                                    "horton_initial_mm_per_h. Intake falls with time: exchange them",
                                    row.id, row.name));
    } else if (law == "scs-cn") {
      need(row.group > 0, "hydrologic_group");
    }
  }
}

/// What the closure of [sediment] needs of every horizon.
void check_closure(const std::vector<SoilRow>& rows, const SedimentSection& sediment, Collector& collector) {
  for (const SoilRow& row : rows) {
    const std::string who = fmt::format("[soil] soil {} '{}', horizon {}", row.id, row.name, row.horizon);
    if (sediment.closure == "deficit" && row.cohesion < 0.0)
      collector.error(row.place,
                      fmt::format("{}: no cohesion_kpa, which sediment closure = \"deficit\" needs. "
                                  "Add the column",
                                  who));
    if (sediment.closure == "cohesive" && row.critical_shear <= 0.0)
      collector.error(row.place, fmt::format("{}: critical_shear_pa = 0, by which sediment closure = "
                                             "\"cohesive\" divides. Give a value above 0",
                                             who));
  }
}

/// Curve numbers of every land use on the groups that the soils have.
void check_curve_numbers(const std::vector<LanduseRow>& rows, const std::vector<SoilRow>& soils,
                         Collector& collector) {
  std::set<int> groups;
  for (const SoilRow& soil : soils) {
    if (soil.horizon == 1 && soil.group > 0) groups.insert(soil.group);
  }
  for (const LanduseRow& row : rows) {
    const double numbers[] = {row.cn_a, row.cn_b, row.cn_c, row.cn_d};
    for (const int group : groups) {
      if (numbers[group - 1] > 0.0) continue;
      collector.error(row.place,
                      fmt::format("[landuse] class {} '{}' has no curve_number_{}, which infiltration kind = "
                                  "\"scs-cn\" needs: a soil is of group {}",
                                  row.id, row.name, static_cast<char>('a' + group - 1),
                                  static_cast<char>('A' + group - 1)));
    }
  }
}

}  // namespace

void check_files(const Scenario& s, Collector& collector) {
  const std::string& law = s.infiltration.kind;
  std::vector<LanduseRow> landuses;
  if (!s.landuse.table.empty()) {
    const int errors_before = collector.error_count();
    landuses = read_landuse_table(s.landuse.table, collector);
    if (collector.error_count() == errors_before)
      check_uniform(landuses, s.landuse.uniform, "landuse", s.landuse.place, collector);
  }
  if (!s.soil.table.empty()) {
    const int errors_before = collector.error_count();
    const auto rows = read_soil_table(s.soil.table, collector);
    if (collector.error_count() == errors_before) {
      check_uniform(rows, s.soil.uniform, "soil", s.soil.place, collector);
      check_intake(rows, law, collector);
      if (s.sediment.on) check_closure(rows, s.sediment, collector);
      if (law == "scs-cn") check_curve_numbers(landuses, rows, collector);
    }
  }
  if (law == "scs-cn" && s.landuse.table.empty())
    collector.error(s.landuse.place,
                    "[landuse] infiltration kind = \"scs-cn\" needs a table with curve numbers. Name it");
  for (const RainSection& rain : s.rain) check_rain_file(rain, collector);
}

}  // namespace qingliu::scenario
