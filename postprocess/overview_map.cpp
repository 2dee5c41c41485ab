#include "postprocess/overview_map.hpp"

#include <algorithm>
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

using Place = std::pair<double, double>;  ///< [px]

/// Cells of the walls of collapsing gullies and heads of gullies, and of each a place for its name.
struct Gullies {
  std::vector<Place> places;
  std::vector<std::pair<std::string, Place>> names;
};

/// The one of the places that is nearest to the middle of all.
Place middle_one(const std::vector<Place>& places) {
  Place middle{0.0, 0.0};
  for (const Place& p : places) middle.first += p.first, middle.second += p.second;
  const double count = static_cast<double>(places.size());
  return *std::ranges::min_element(places, {}, [&](const Place& p) {
    return std::hypot(p.first - middle.first / count, p.second - middle.second / count);
  });
}

Gullies gullies_of(const fs::path& folder, const MapLayout& m) {
  Gullies all;
  const auto read = [&](const char* file, const char* x, const char* y) {
    const io::CsvTable table = io::read_csv_table(folder / file);
    if (table.column("gully") != 0 || table.column(x) < 0 || table.column(y) < 0) return;
    std::map<std::string, std::vector<Place>> by_name;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      by_name[table.rows[row][0]].emplace_back(m.pixel_x(table.number(row, table.column(x))),
                                               m.pixel_y(table.number(row, table.column(y))));
    for (const auto& [name, places] : by_name) {
      all.places.insert(all.places.end(), places.begin(), places.end());
      all.names.emplace_back(name, middle_one(places));
    }
  };
  read("walls.csv", "x_m", "y_m");
  read("gullies.csv", "head_x_m", "head_y_m");
  return all;
}

void draw_gauge(Canvas& canvas, const MapLayout& m, const io::StoredGauge& g) {
  canvas.line(m.pixel_x(g.x_from), m.pixel_y(g.y_from), m.pixel_x(g.x_to), m.pixel_y(g.y_to), 6.0, paper);
  canvas.line(m.pixel_x(g.x_from), m.pixel_y(g.y_from), m.pixel_x(g.x_to), m.pixel_y(g.y_to), 3.5, gauge_red);
}

/// What lies on the overview, places in pixels.
struct Things {
  std::vector<StreamLine> streams;
  io::CsvTable pools, structures;
  std::vector<Place> pool_places, structure_places;
  std::vector<io::StoredGauge> gauges;
  Measures measures;
  Gullies gullies;
};

Things things_of(const ResultFolder& results, const Ground& ground) {
  const fs::path& folder = results.folder();
  Things t{.streams = stream_lines(folder),
           .pools = placed(folder / "reservoirs.csv"),
           .structures = placed(folder / "structures.csv"),
           .gauges = io::open_results(folder).gauges,
           .measures = measures_of(results, ground.language),
           .gullies = gullies_of(folder, ground.layout)};
  t.pool_places = places_of(t.pools, ground.layout);
  t.structure_places = places_of(t.structures, ground.layout);
  return t;
}

/// Where the name of a gauge begins to look for room: the eastern end of its line, or the middle of one that
/// goes from south to north.
Place side_of(const io::StoredGauge& g, const MapLayout& m) {
  if (std::fabs(g.x_to - g.x_from) < std::fabs(g.y_to - g.y_from))
    return {m.pixel_x(0.5 * (g.x_from + g.x_to)), m.pixel_y(0.5 * (g.y_from + g.y_to))};
  return g.x_to > g.x_from ? Place{m.pixel_x(g.x_to), m.pixel_y(g.y_to)}
                           : Place{m.pixel_x(g.x_from), m.pixel_y(g.y_from)};
}

/// Names of everything, the most wanted first.
NamePlaces names_of(const Things& t, const MapLayout& m, double cell_size) {
  NamePlaces names(m);
  for (const Place& p : t.structure_places) names.take(p.first, p.second, 6.0);
  for (const Place& p : t.pool_places) names.take(p.first, p.second, 10.0);
  for (const Place& p : t.gullies.places) names.take(p.first, p.second, 4.0);
  for (const io::StoredGauge& g : t.gauges)
    names.take_line(m.pixel_x(g.x_from), m.pixel_y(g.y_from), m.pixel_x(g.x_to), m.pixel_y(g.y_to));
  const auto name = [&](const Place& place, const std::string& words, Rgb colour) {
    names.place(place.first, place.second, words, colour);
  };
  for (std::size_t row = 0; row < t.pools.rows.size(); ++row)
    name(t.pool_places[row], t.pools.rows[row][0], pool_blue);
  for (const io::StoredGauge& g : t.gauges) name(side_of(g, m), g.name, gauge_red);
  for (const auto& [words, place] : t.gullies.names) name(place, words, gully_brown);
  for (std::size_t row = 0; row < t.structures.rows.size(); ++row)
    name(t.structure_places[row], t.structures.rows[row][0], structure_black);
  for (const MeasureOutlines::Label& label : t.measures.outlines.labels)
    name({m.pixel_x(m.x_west + (label.i + 0.5) * cell_size),
          m.pixel_y(m.y_south + (label.j + 0.5) * cell_size)},
         label.id, t.measures.group_of(label.measure).colour);
  return names;
}

/// Signs of what there is, for the panel.
std::vector<MapSign> signs_of(const Things& t, const Speaker& say) {
  using enum MapSign::Shape;
  std::vector<MapSign> signs;
  if (!t.pools.empty()) signs.push_back({triangle, pool_blue, say(map_words::reservoirs)});
  if (!t.structures.empty()) signs.push_back({square, structure_black, say(map_words::structures)});
  if (!t.gauges.empty()) signs.push_back({line, gauge_red, say(map_words::gauges)});
  if (!t.gullies.places.empty()) signs.push_back({dot, gully_brown, say(map_words::gullies)});
  for (const MeasureGroup& group : t.measures.groups.groups)
    signs.push_back({outline, group.colour, group.name});
  return signs;
}

}  // namespace

Canvas draw_overview(const ResultFolder& results, const Ground& ground, const std::string& title) {
  const MapLayout& m = ground.layout;
  const Speaker say(ground.language);
  const double cell_size = results.description().cell_size;
  const Things things = things_of(results, ground);
  const NamePlaces names = names_of(things, m, cell_size);
  MapSheet sheet =
      sheet_of(results, {standard_quantities().back(), results.elevation(), "", say(map_words::overview)},
               ground, title);
  sheet.signs = signs_of(things, say);
  if (!names.without_room().empty())
    sheet.facts.push_back(
        map_words::filled(ground.language, map_words::no_room, names.without_room().size()));
  Canvas canvas = draw_map(sheet, ground);
  draw_outlines(canvas, m, things.measures, cell_size);
  draw_streams(canvas, m, things.streams);
  using enum MapSign::Shape;
  for (const Place& p : things.gullies.places) draw_sign(canvas, {dot, gully_brown, ""}, p.first, p.second);
  for (const Place& p : things.structure_places)
    draw_sign(canvas, {square, structure_black, ""}, p.first, p.second);
  for (const Place& p : things.pool_places) draw_sign(canvas, {triangle, pool_blue, ""}, p.first, p.second);
  for (const io::StoredGauge& g : things.gauges) draw_gauge(canvas, m, g);
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
