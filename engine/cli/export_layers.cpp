#include "cli/export_layers.hpp"

#include <algorithm>
#include <cmath>

#include "io/csv_table.hpp"

namespace qingliu::cli {
namespace {

using Layer = io::VectorLayer;

/// Columns that hold words, and those that hold whole numbers; the others hold numbers.
bool is_text(const std::string& column) {
  for (const char* name : {"name", "reach", "reservoir", "structure", "id", "type", "built", "section"})
    if (column == name) return true;
  return false;
}
bool is_whole(const std::string& column) { return column == "segment" || column == "downstream"; }

/// A layer with the columns of a table, its place aside.
Layer layer_for(const std::string& name, Layer::Kind kind, const io::CsvTable& table) {
  Layer layer{name, kind, {}, {}};
  for (const std::string& column : table.columns) {
    if (column == "x_m" || column == "y_m") continue;
    Layer::Value value = 0.0;
    if (is_text(column)) value = std::string();
    if (is_whole(column)) value = std::int64_t{0};
    layer.columns.emplace_back(column, value);
  }
  return layer;
}

std::vector<Layer::Value> values_of(const io::CsvTable& table, std::size_t row) {
  std::vector<Layer::Value> values;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string& column = table.columns[c];
    if (column == "x_m" || column == "y_m") continue;
    const double number = table.number(row, static_cast<int>(c));
    if (is_text(column)) {
      values.emplace_back(table.rows[row][c]);
    } else if (is_whole(column)) {
      values.emplace_back(static_cast<std::int64_t>(std::isfinite(number) ? number : -1.0));
    } else {
      values.emplace_back(number);
    }
  }
  return values;
}

io::MapPoint place_of(const io::CsvTable& table, std::size_t row) {
  return {table.number(row, table.column("x_m")), table.number(row, table.column("y_m"))};
}

Layer points_of(const std::string& name, const io::CsvTable& table) {
  Layer layer = layer_for(name, Layer::Kind::points, table);
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    layer.features.push_back({{place_of(table, row)}, "", values_of(table, row)});
  return layer;
}

/// Structures with the type of each, as the table of costs has it; "" where that has none.
io::CsvTable with_types(io::CsvTable structures, const io::CsvTable& costs) {
  const int id = costs.column("id"), type = costs.column("type");
  if (structures.columns.empty() || id < 0 || type < 0) return structures;
  structures.columns.insert(structures.columns.begin() + 1, "type");
  for (std::vector<std::string>& row : structures.rows) {
    const auto found = std::ranges::find_if(
        costs.rows, [&](const auto& cost) { return cost[static_cast<std::size_t>(id)] == row[0]; });
    row.insert(row.begin() + 1, found == costs.rows.end() ? "" : (*found)[static_cast<std::size_t>(type)]);
  }
  return structures;
}

/// Every segment as a line down to the next one; the last one of a reach that leaves the domain has none.
Layer streams_of(const io::CsvTable& table) {
  Layer layer = layer_for("streams", Layer::Kind::lines, table);
  const int below = table.column("downstream");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double next = table.number(row, below);
    if (!(next >= 0.0) || static_cast<std::size_t>(next) >= table.rows.size()) continue;
    layer.features.push_back(
        {{place_of(table, row), place_of(table, static_cast<std::size_t>(next))}, "", values_of(table, row)});
  }
  return layer;
}

/// Outlines of the measures: the cells whose number in the static raster `measures` is the measure's row.
Layer measures_of(const io::StoredResults& results, const io::StoredRaster& numbers,
                  const io::CsvTable& table) {
  Layer layer = layer_for("measures", Layer::Kind::polygons, table);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<std::uint8_t> flags(numbers.values.size(), 0);
    const auto wanted = static_cast<float>(row + 1);
    for (std::size_t k = 0; k < flags.size(); ++k) flags[k] = numbers.values[k] == wanted ? 1 : 0;
    if (std::count(flags.begin(), flags.end(), 1) == 0) continue;
    layer.features.push_back({{}, io::outline_of(results.frame, flags), values_of(table, row)});
  }
  return layer;
}

Layer watershed_of(const io::StoredResults& results, const io::StoredRaster& elevation) {
  std::vector<std::uint8_t> inside;
  double cells = 0.0;
  for (const float z : elevation.values) {
    inside.push_back(std::isnan(z) ? 0 : 1);
    cells += inside.back();
  }
  const double area = cells * results.frame.cell_size * results.frame.cell_size / 1e6;
  Layer layer{"watershed", Layer::Kind::polygons, {{"area_km2", area}}, {}};
  layer.features.push_back({{}, io::outline_of(results.frame, inside), {area}});
  return layer;
}

}  // namespace

std::vector<Layer> result_layers(const io::StoredResults& results,
                                 const std::vector<io::StoredRaster>& statics) {
  Layer points{"gauge_points", Layer::Kind::points, {{"name", std::string()}}, {}};
  Layer sections{"gauge_sections", Layer::Kind::lines, {{"name", std::string()}}, {}};
  for (const io::StoredGauge& g : results.gauges) {
    const io::MapPoint from{g.x_from, g.y_from}, to{g.x_to, g.y_to};
    if (from == to) {
      points.features.push_back({{from}, "", {g.name}});
    } else {
      sections.features.push_back({{from, to}, "", {g.name}});
    }
  }
  std::vector<Layer> layers{std::move(points), std::move(sections)};
  const auto table = [&](const char* name) { return io::read_csv_table(results.folder / name); };
  const auto add = [&](Layer layer) {
    if (!layer.features.empty()) layers.push_back(std::move(layer));
  };
  add(streams_of(table("streams.csv")));
  add(points_of("reservoirs", table("reservoirs.csv")));
  add(points_of("structures", with_types(table("structures.csv"), table("measure_costs.csv"))));
  for (const io::StoredRaster& raster : statics) {
    if (raster.name == "measures") add(measures_of(results, raster, table("measure_costs.csv")));
    if (raster.name == "elevation") add(watershed_of(results, raster));
  }
  return layers;
}

}  // namespace qingliu::cli
