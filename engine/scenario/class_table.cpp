#include "scenario/class_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "core/suggest.hpp"
#include "scenario/csv.hpp"
#include "scenario/section_reader.hpp"

namespace qingliu::scenario {
namespace {

/// A cell as a value: of a column of numbers a number where it is one.
Node node_of(const Key& key, const CsvCell& cell) {
  Node node;
  node.key = key.name;
  node.place = cell.place;
  node.kind = Node::Kind::text;
  node.text = cell.text;
  if (key.type == Type::text) return node;
  const char* end = cell.text.data() + cell.text.size();
  const auto [stop, failure] = std::from_chars(cell.text.data(), end, node.number);
  if (failure == std::errc() && stop == end) node.kind = Node::Kind::number;
  return node;
}

/// The key of every column; false after findings about columns that are unknown, doubled or missing.
bool keys_of_columns(const CsvTable& table, const std::vector<const Key*>& known, const std::string& label,
                     std::vector<const Key*>& keys, Collector& collector) {
  const int errors_before = collector.error_count();
  std::vector<std::string> names;
  for (const Key* key : known) names.emplace_back(key->name);
  for (const CsvCell& cell : table.header) {
    const auto found = std::ranges::find(known, cell.text, [](const Key* key) { return key->name; });
    if (found == known.end()) {
      const std::string near = nearest_word(cell.text, names);
      collector.error(cell.place, near.empty() ? fmt::format("{} unknown column '{}'. Known columns: {}",
                                                             label, cell.text, fmt::join(names, ", "))
                                               : fmt::format("{} unknown column '{}'. Did you mean '{}'?",
                                                             label, cell.text, near));
      continue;
    }
    if (std::ranges::count(keys, *found) > 0) {
      collector.error(cell.place,
                      fmt::format("{} the column '{}' is given twice. Keep one", label, cell.text));
    }
    keys.push_back(*found);
  }
  for (const Key* key : known) {
    if (key->standard != required || std::ranges::count(keys, key) > 0) continue;
    collector.error(table.header.front().place, missing_key_message(*key, label + " the column"));
  }
  return collector.error_count() == errors_before;
}

/// Rows of the table, each read against the columns' keys; `finish` sees each good row with its reader.
template <class Row, class Finish>
std::vector<Row> read_rows(const Path& path, std::span<const Binding<Row>> columns, const std::string& label,
                           Collector& collector, Finish finish) {
  const std::optional<CsvTable> table = read_csv(path, collector);
  if (!table) return {};
  std::vector<const Key*> known, keys;
  for (const Binding<Row>& column : columns) known.push_back(&column.key);
  if (!keys_of_columns(*table, known, label, keys, collector)) return {};
  Reading reading{collector, path.string(), path.parent_path()};
  std::vector<Row> rows;
  for (const std::vector<CsvCell>& cells : table->rows) {
    const int errors_before = collector.error_count();
    Node written;
    written.place = cells.front().place;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (!cells[k].text.empty()) written.children.push_back(node_of(*keys[k], cells[k]));
    }
    Row row;
    row.place = cells.front().place;
    SectionReader reader(reading, "", label, written);
    reader.read(columns, row);
    if (collector.error_count() == errors_before) finish(row, reader);
    if (collector.error_count() == errors_before) rows.push_back(std::move(row));
  }
  if (table->rows.empty()) collector.error({path.string(), 0, 0}, label + " the table has no rows");
  return rows;
}

void check_soil_row(const SoilRow& row, const SectionReader& reader, const std::string& label,
                    Collector& collector) {
  if (row.moisture > row.porosity) {
    collector.error(reader.place_of("moisture"),
                    fmt::format("{} moisture = {} exceeds porosity = {}. Write at most the "
                                "porosity",
                                label, row.moisture, row.porosity));
  }
  const double sum = 100.0 * (row.clay + row.silt + row.sand);
  if (std::abs(sum - 100.0) > 1.0 + 1e-9) {
    collector.error(reader.place_of("clay_percent"),
                    fmt::format("{} clay, silt and sand sum to {:.6g} %. Write three "
                                "that sum to 100",
                                label, sum));
  }
}

/// Horizons of one soil: numbered from 1 without a gap, each bottom below the one above, one name.
void check_profile(const std::vector<SoilRow>& rows, std::size_t begin, std::size_t end,
                   const std::string& label, Collector& collector) {
  for (std::size_t k = begin; k < end; ++k) {
    const SoilRow& row = rows[k];
    const int expected = static_cast<int>(k - begin) + 1;
    const SoilRow* above = k > begin ? &rows[k - 1] : nullptr;
    if (above && above->horizon == row.horizon) {
      collector.error(row.place,
                      fmt::format("{} soil {} has horizon {} twice. Number its horizons 1, 2, ... downward",
                                  label, row.id, row.horizon));
      return;
    }
    if (row.horizon != expected) {
      collector.error(row.place,
                      fmt::format("{} soil {} has no horizon {}. Number its horizons 1, 2, ... downward",
                                  label, row.id, expected));
      return;
    }
    if (above && row.bottom <= above->bottom) {
      collector.error(
          row.place,
          fmt::format("{} soil {}: the bottom of horizon {} ({} m) is not below that of horizon {} "
                      "({} m)",
                      label, row.id, row.horizon, row.bottom, above->horizon, above->bottom));
    }
    if (above && row.name != above->name) {
      collector.error(
          row.place, fmt::format("{} the id {} stands for '{}' and for '{}'. Give each soil an id of its own",
                                 label, row.id, above->name, row.name));
    }
  }
}

/// Soils in order of first mention, horizons from the surface down.
void sort_profiles(std::vector<SoilRow>& rows) {
  std::map<int, int> first_mention;
  for (const SoilRow& row : rows) first_mention.emplace(row.id, static_cast<int>(first_mention.size()));
  std::ranges::stable_sort(rows, [&](const SoilRow& a, const SoilRow& b) {
    return std::pair(first_mention[a.id], a.horizon) < std::pair(first_mention[b.id], b.horizon);
  });
}

void add_errors(const Collector& collector, std::vector<Finding>& findings) {
  for (const Finding& finding : collector.sorted()) {
    if (finding.kind == Finding::Kind::error) findings.push_back(finding);
  }
}

}  // namespace

std::vector<LanduseRow> read_landuse_table(const Path& path, Collector& collector) {
  const std::string label = "[landuse]";
  std::set<int> ids;
  return read_rows(
      path, landuse_columns(), label, collector, [&](LanduseRow& row, const SectionReader& reader) {
        if (!reader.given("manning_n_deep")) row.manning_n_deep = row.manning_n;
        if (!ids.insert(row.id).second) {
          collector.error(
              reader.place_of("id"),
              fmt::format("{} the id {} is given twice. Give each class an id of its own", label, row.id));
        }
      });
}

std::vector<SoilRow> read_soil_table(const Path& path, Collector& collector) {
  const std::string label = "[soil]";
  const int errors_before = collector.error_count();
  std::vector<SoilRow> rows = read_rows(
      path, soil_columns(), label, collector,
      [&](SoilRow& row, const SectionReader& reader) { check_soil_row(row, reader, label, collector); });
  sort_profiles(rows);
  if (collector.error_count() > errors_before) return rows;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].id == rows[begin].id) ++end;
    check_profile(rows, begin, end, label, collector);
    begin = end;
  }
  return rows;
}

std::vector<LanduseRow> read_landuse_table(const Path& path, std::vector<Finding>& findings) {
  Collector collector;
  std::vector<LanduseRow> rows = read_landuse_table(path, collector);
  add_errors(collector, findings);
  return rows;
}

std::vector<SoilRow> read_soil_table(const Path& path, std::vector<Finding>& findings) {
  Collector collector;
  std::vector<SoilRow> rows = read_soil_table(path, collector);
  add_errors(collector, findings);
  return rows;
}

}  // namespace qingliu::scenario
