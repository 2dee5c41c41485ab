#include "postprocess/overview_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "io/csv_table.hpp"
#include "io/publish.hpp"
#include "io/result_folder.hpp"
#include "postprocess/map_names.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/measure_kinds.hpp"
#include "postprocess/measure_outlines.hpp"
#include "postprocess/png_file.hpp"
#include "postprocess/result_map.hpp"
#include "postprocess/stream_lines.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

namespace {

constexpr Rgb pool_blue = {0, 60, 140};
constexpr Rgb structure_black = {40, 40, 40};
constexpr Rgb gauge_red = {178, 24, 24};
constexpr Rgb gully_brown = {110, 45, 20};

void draw_streams(Canvas& canvas, const MapLayout& m, const std::vector<StreamLine>& streams) {
  for (const StreamLine& s : streams)
    canvas.line(m.pixel_x(s.x_from), m.pixel_y(s.y_from), m.pixel_x(s.x_to), m.pixel_y(s.y_to),
                1.2 + 3.3 * s.size, stream_line);
}

/// Where measures lie on the ground, and how each is told from others.
struct Measures {
  MeasureOutlines outlines;
  MeasureGroups groups;
  const MeasureGroup& group_of(int measure) const {
    return groups.groups[groups.of_measure[static_cast<std::size_t>(measure)]];
  }
};

Measures measures_of(const ResultFolder& results, Language language) {
  const std::optional<Raster> rows = results.read_static("measures");
  if (!rows) return {};
  const io::CsvTable table = io::read_csv_table(results.folder() / "measure_costs.csv");
  const int type = table.column("type");
  std::vector<std::string> ids, types;
  for (const std::vector<std::string>& row : table.rows) ids.push_back(row[0]);
  Measures measures{outlines_of(*rows, ids), {}};
  // Only those that lie on the ground ask for a colour.
  std::vector<bool> drawn(ids.size(), false);
  for (const MeasureOutlines::Label& label : measures.outlines.labels)
    drawn[static_cast<std::size_t>(label.measure)] = true;
  std::vector<std::size_t> place(ids.size(), 0);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (!drawn[row]) continue;
    place[row] = types.size();
    types.push_back(type < 0 ? "" : table.rows[row][static_cast<std::size_t>(type)]);
  }
  const MeasureGroups groups = measure_groups(types, language);
  measures.groups.groups = groups.groups;
  for (std::size_t row = 0; row < ids.size(); ++row)
    measures.groups.of_measure.push_back(drawn[row] ? groups.of_measure[place[row]] : 0);
  std::erase_if(measures.outlines.edges, [&](const MeasureOutlines::Edge& e) {
    return e.measure < 0 || static_cast<std::size_t>(e.measure) >= ids.size();
  });
  return measures;
}

void draw_outlines(Canvas& canvas, const MapLayout& m, const Measures& measures, double cell_size) {
  const auto x = [&](int i) { return m.pixel_x(m.x_west + i * cell_size); };
  const auto y = [&](int j) { return m.pixel_y(m.y_south + j * cell_size); };
  for (const auto& [thickness, on_paper] : {std::pair{4.0, true}, {2.2, false}}) {
    for (const MeasureOutlines::Edge& e : measures.outlines.edges)
      canvas.line(x(e.i_from), y(e.j_from), x(e.i_to), y(e.j_to), thickness,
                  on_paper ? paper : measures.group_of(e.measure).colour);
  }
}

/// A table whose rows have a place; empty where it is another one.
io::CsvTable placed(const fs::path& file) {
  io::CsvTable table = io::read_csv_table(file);
  return table.column("x_m") < 0 || table.column("y_m") < 0 ? io::CsvTable{} : table;
}

/// Places of the rows of a table [px].
std::vector<std::pair<double, double>> places_of(const io::CsvTable& table, const MapLayout& m) {
  std::vector<std::pair<double, double>> places;
  const int x = table.column("x_m"), y = table.column("y_m");
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    places.emplace_back(m.pixel_x(table.number(row, x)), m.pixel_y(table.number(row, y)));
  return places;
}

/// Cells of the walls of collapsing gullies and heads of gullies [px], and the middle of each by name.
struct Gullies {
  std::vector<std::pair<double, double>> places;
  std::vector<std::pair<std::string, std::pair<double, double>>> names;
};
Gullies gullies_of(const fs::path& folder, const MapLayout& m) {
  Gullies all;
  const auto read = [&](const char* file, const char* x, const char* y) {
    const io::CsvTable table = io::read_csv_table(folder / file);
    if (table.column("gully") != 0 || table.column(x) < 0 || table.column(y) < 0) return;
    std::map<std::string, std::array<double, 3>> sums;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::pair place{m.pixel_x(table.number(row, table.column(x))),
                            m.pixel_y(table.number(row, table.column(y)))};
      all.places.push_back(place);
      auto& [sum_x, sum_y, count] = sums[table.rows[row][0]];
      sum_x += place.first, sum_y += place.second, count += 1.0;
    }
    for (const auto& [name, sum] : sums) all.names.push_back({name, {sum[0] / sum[2], sum[1] / sum[2]}});
  };
  read("walls.csv", "x_m", "y_m");
  read("gullies.csv", "head_x_m", "head_y_m");
  return all;
}

void draw_gauge(Canvas& canvas, const MapLayout& m, const io::StoredGauge& g) {
  canvas.line(m.pixel_x(g.x_from), m.pixel_y(g.y_from), m.pixel_x(g.x_to), m.pixel_y(g.y_to), 6.0, paper);
  canvas.line(m.pixel_x(g.x_from), m.pixel_y(g.y_from), m.pixel_x(g.x_to), m.pixel_y(g.y_to), 3.5, gauge_red);
}

}  // namespace

Canvas draw_overview(const ResultFolder& results, const Ground& ground, const std::string& title) {
  const fs::path& folder = results.folder();
  const std::vector<StreamLine> streams = stream_lines(folder);
  const io::CsvTable pools = placed(folder / "reservoirs.csv"),
                     structures = placed(folder / "structures.csv");
  const std::vector<io::StoredGauge> gauges = io::open_results(folder).gauges;
  const MapLayout& m = ground.layout;
  const Speaker say(ground.language);
  const double cell_size = results.description().cell_size;
  const Measures measures = measures_of(results, ground.language);
  const Gullies gullies = gullies_of(folder, m);
  const auto pool_places = places_of(pools, m), structure_places = places_of(structures, m);
  const auto middle_of = [&](const io::StoredGauge& g) {
    return std::pair{m.pixel_x(0.5 * (g.x_from + g.x_to)), m.pixel_y(0.5 * (g.y_from + g.y_to))};
  };

  NamePlaces names(m);
  for (const auto& [x, y] : structure_places) names.take(x, y, 6.0);
  for (const auto& [x, y] : pool_places) names.take(x, y, 10.0);
  for (const io::StoredGauge& g : gauges) names.take(middle_of(g).first, middle_of(g).second, 5.0);
  for (std::size_t row = 0; row < pools.rows.size(); ++row)
    names.place(pool_places[row].first, pool_places[row].second, pools.rows[row][0], pool_blue);
  for (const io::StoredGauge& g : gauges)
    names.place(middle_of(g).first, middle_of(g).second, g.name, gauge_red);
  for (const auto& [name, place] : gullies.names) names.place(place.first, place.second, name, gully_brown);
  for (std::size_t row = 0; row < structures.rows.size(); ++row)
    names.place(structure_places[row].first, structure_places[row].second, structures.rows[row][0],
                structure_black);
  for (const MeasureOutlines::Label& label : measures.outlines.labels)
    names.place(m.pixel_x(m.x_west + (label.i + 0.5) * cell_size),
                m.pixel_y(m.y_south + (label.j + 0.5) * cell_size), label.id,
                measures.group_of(label.measure).colour);

  MapSheet sheet =
      sheet_of(results, {standard_quantities().back(), results.elevation(), "", say(map_words::overview)},
               ground, title);
  using enum MapSign::Shape;
  const MapSign pool{triangle, pool_blue, say(map_words::reservoirs)},
      structure{square, structure_black, say(map_words::structures)},
      gauge{line, gauge_red, say(map_words::gauges)}, gully{dot, gully_brown, say(map_words::gullies)};
  if (!pools.empty()) sheet.signs.push_back(pool);
  if (!structures.empty()) sheet.signs.push_back(structure);
  if (!gauges.empty()) sheet.signs.push_back(gauge);
  if (!gullies.places.empty()) sheet.signs.push_back(gully);
  for (const MeasureGroup& group : measures.groups.groups)
    sheet.signs.push_back({outline, group.colour, group.name});
  if (!names.without_room().empty())
    sheet.facts.push_back(
        map_words::filled(ground.language, map_words::no_room, names.without_room().size()));

  Canvas canvas = draw_map(sheet, ground);
  draw_outlines(canvas, m, measures, cell_size);
  draw_streams(canvas, m, streams);
  for (const auto& [x, y] : gullies.places) draw_sign(canvas, gully, x, y);
  for (const auto& [x, y] : structure_places) draw_sign(canvas, structure, x, y);
  for (const auto& [x, y] : pool_places) draw_sign(canvas, pool, x, y);
  for (const io::StoredGauge& g : gauges) draw_gauge(canvas, m, g);
  draw_names(canvas, names.placed());
  return canvas;
}

DrawnPicture write_overview(const ResultFolder& results, const Ground& ground, const std::string& title,
                            const fs::path& figures) {
  const fs::path file = figures / picture_file("overview", ground.language);
  io::make_output_folder(figures);
  write_png(draw_overview(results, ground, title), file, png_words(results, map_words::overview.english));
  return {file, Speaker(ground.language)(map_words::overview), ""};
}

}  // namespace qingliu::postprocess
