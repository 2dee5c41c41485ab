#include "postprocess/overview_map.hpp"

#include <algorithm>
#include <cmath>

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

constexpr Rgb stream_blue = {0, 90, 165};
constexpr Rgb pool_blue = {0, 60, 140};
constexpr Rgb structure_black = {40, 40, 40};
constexpr Rgb gauge_red = {178, 24, 24};

void draw_streams(Canvas& canvas, const MapLayout& m, const std::vector<StreamLine>& streams) {
  for (const StreamLine& s : streams)
    canvas.line(m.pixel_x(s.x_from), m.pixel_y(s.y_from), m.pixel_x(s.x_to), m.pixel_y(s.y_to),
                1.2 + 3.3 * s.size, stream_blue);
}

/// Where measures lie on the ground, and the kind of each.
struct Measures {
  MeasureOutlines outlines;
  std::vector<std::size_t> kinds;
};

Measures measures_of(const ResultFolder& results) {
  const std::optional<Raster> rows = results.read_static("measures");
  if (!rows) return {};
  const io::CsvTable table = io::read_csv_table(results.folder() / "measure_costs.csv");
  const int type = table.column("type");
  std::vector<std::string> ids;
  Measures measures;
  for (const std::vector<std::string>& row : table.rows) {
    ids.push_back(row[0]);
    measures.kinds.push_back(type < 0 ? other_kind : kind_of_type(row[static_cast<std::size_t>(type)]));
  }
  measures.outlines = outlines_of(*rows, ids);
  return measures;
}

Rgb colour_of(const Measures& measures, int measure) {
  const auto place = static_cast<std::size_t>(measure);
  return measure_kinds[place < measures.kinds.size() ? measures.kinds[place] : other_kind].colour;
}

void draw_outlines(Canvas& canvas, const MapLayout& m, const Measures& measures, double cell_size) {
  const auto x = [&](int i) { return m.pixel_x(m.x_west + i * cell_size); };
  const auto y = [&](int j) { return m.pixel_y(m.y_south + j * cell_size); };
  for (const auto& [thickness, on_paper] : {std::pair{4.0, true}, {2.2, false}}) {
    for (const MeasureOutlines::Edge& e : measures.outlines.edges)
      canvas.line(x(e.i_from), y(e.j_from), x(e.i_to), y(e.j_to), thickness,
                  on_paper ? paper : colour_of(measures, e.measure));
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
  const Measures measures = measures_of(results);
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
  for (std::size_t row = 0; row < structures.rows.size(); ++row)
    names.place(structure_places[row].first, structure_places[row].second, structures.rows[row][0],
                structure_black);
  for (const MeasureOutlines::Label& label : measures.outlines.labels)
    names.place(m.pixel_x(m.x_west + (label.i + 0.5) * cell_size),
                m.pixel_y(m.y_south + (label.j + 0.5) * cell_size), label.id,
                colour_of(measures, label.measure));

  MapSheet sheet =
      sheet_of(results, {standard_quantities().back(), results.elevation(), "", say(map_words::overview)},
               ground, title);
  using enum MapSign::Shape;
  const MapSign pool{triangle, pool_blue, say(map_words::reservoirs)},
      structure{square, structure_black, say(map_words::structures)},
      gauge{line, gauge_red, say(map_words::gauges)};
  if (!pools.empty()) sheet.signs.push_back(pool);
  if (!structures.empty()) sheet.signs.push_back(structure);
  if (!gauges.empty()) sheet.signs.push_back(gauge);
  for (std::size_t kind = 0; kind < measure_kinds.size(); ++kind) {
    const bool drawn =
        std::ranges::any_of(measures.outlines.labels, [&](const MeasureOutlines::Label& label) {
          return measures.kinds[static_cast<std::size_t>(label.measure)] == kind;
        });
    if (drawn) sheet.signs.push_back({outline, measure_kinds[kind].colour, say(measure_kinds[kind].name)});
  }
  if (!names.without_room().empty())
    sheet.facts.push_back(
        map_words::filled(ground.language, map_words::no_room, names.without_room().size()));

  Canvas canvas = draw_map(sheet, ground);
  draw_outlines(canvas, m, measures, cell_size);
  draw_streams(canvas, m, streams);
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
