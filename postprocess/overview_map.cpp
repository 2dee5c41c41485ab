#include "postprocess/overview_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/csv_table.hpp"
#include "io/result_folder.hpp"
#include "postprocess/map_words.hpp"
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
constexpr Rgb measure_violet = {112, 36, 140};
constexpr Rgb gauge_red = {178, 24, 24};
constexpr TextStyle name_style = {15, true};

/// Names beside their marks, none over another: right, left, above or below of the mark, else not at all.
class Names {
 public:
  Names(Canvas& canvas, const MapLayout& layout) : canvas_(canvas), m_(layout) {}

  void take(double x, double y, double half) { taken_.push_back({x - half, y - half, x + half, y + half}); }

  void write(double x, double y, const std::string& name, Rgb colour) {
    const double width = text_width(name, name_style), height = 14.0, gap = 12.0;
    const std::array<std::array<double, 2>, 4> corners{{{x + gap, y - 5.0},
                                                        {x - gap - width, y - 5.0},
                                                        {x - 0.5 * width, y + gap},
                                                        {x - 0.5 * width, y - gap - height}}};
    for (const auto& [left, bottom] : corners) {
      const Box box{left - 2.0, bottom - 4.0, left + width + 2.0, bottom + height};
      if (!free(box)) continue;
      taken_.push_back(box);
      const int px = static_cast<int>(std::lround(left)), py = static_cast<int>(std::lround(bottom));
      for (const auto& [dx, dy] :
           {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, 1}, {-1, 1}, {1, -1}})
        canvas_.write(px + dx, py + dy, name, name_style, paper);
      canvas_.write(px, py, name, name_style, colour);
      return;
    }
  }

 private:
  struct Box {
    double left, bottom, right, top;
  };
  bool free(const Box& b) const {
    const bool inside = b.left >= m_.frame_x && b.right <= m_.frame_x + m_.frame_width &&
                        b.bottom >= m_.frame_y && b.top <= m_.frame_y + m_.frame_height;
    return inside && std::none_of(taken_.begin(), taken_.end(), [&](const Box& t) {
             return b.left < t.right && b.right > t.left && b.bottom < t.top && b.top > t.bottom;
           });
  }

  Canvas& canvas_;
  const MapLayout& m_;
  std::vector<Box> taken_;
};

void draw_streams(Canvas& canvas, const MapLayout& m, const std::vector<StreamLine>& streams) {
  for (const StreamLine& s : streams)
    canvas.line(m.pixel_x(s.x_from), m.pixel_y(s.y_from), m.pixel_x(s.x_to), m.pixel_y(s.y_to),
                1.2 + 3.3 * s.size, stream_blue);
}

/// Where measures lie on the ground; nothing without measures.
MeasureOutlines measures_of(const ResultFolder& results) {
  const std::optional<Raster> rows = results.read_static("measures");
  if (!rows) return {};
  const io::CsvTable table = io::read_csv_table(results.folder() / "measure_costs.csv");
  std::vector<std::string> ids;
  for (const std::vector<std::string>& row : table.rows) ids.push_back(row[0]);
  return outlines_of(*rows, ids);
}

void draw_outlines(Canvas& canvas, const MapLayout& m, const MeasureOutlines& outlines, double cell_size) {
  const auto x = [&](int i) { return m.pixel_x(m.x_west + i * cell_size); };
  const auto y = [&](int j) { return m.pixel_y(m.y_south + j * cell_size); };
  for (const MeasureOutlines::Edge& e : outlines.edges)
    canvas.line(x(e.i_from), y(e.j_from), x(e.i_to), y(e.j_to), 1.6, measure_violet);
}

void draw_pool(Canvas& canvas, double x, double y) {
  for (const auto& [size, colour] : {std::pair{11.0, paper}, {8.0, pool_blue}})
    canvas.triangle(x - size, y + 0.7 * size, x + size, y + 0.7 * size, x, y - 0.9 * size, colour);
}

void draw_structure(Canvas& canvas, double x, double y) {
  const int px = static_cast<int>(std::lround(x)), py = static_cast<int>(std::lround(y));
  canvas.fill(px - 6, py - 6, 13, 13, paper);
  canvas.fill(px - 4, py - 4, 9, 9, structure_black);
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
  MapSheet sheet =
      sheet_of(results, {standard_quantities().back(), results.elevation(), "", say(map_words::overview)},
               ground, title);
  const MeasureOutlines measures = measures_of(results);
  std::string lies;
  if (!streams.empty()) lies += say(map_words::streams);
  if (!pools.empty()) lies += say(map_words::reservoirs);
  if (!structures.empty()) lies += say(map_words::structures);
  if (!measures.edges.empty()) lies += say(map_words::measures);
  if (!gauges.empty()) lies += say(map_words::gauges);
  sheet.subtitle = map_words::filled(ground.language, map_words::lies, lies);
  Canvas canvas = draw_map(sheet, ground);
  const double cell_size = results.description().cell_size;
  draw_outlines(canvas, m, measures, cell_size);
  draw_streams(canvas, m, streams);
  Names names(canvas, m);
  const auto pool_places = places_of(pools, m), structure_places = places_of(structures, m);
  for (const auto& [x, y] : structure_places) {
    draw_structure(canvas, x, y);
    names.take(x, y, 6.0);
  }
  for (const auto& [x, y] : pool_places) {
    draw_pool(canvas, x, y);
    names.take(x, y, 10.0);
  }
  for (const io::StoredGauge& g : gauges) {
    draw_gauge(canvas, m, g);
    names.take(m.pixel_x(0.5 * (g.x_from + g.x_to)), m.pixel_y(0.5 * (g.y_from + g.y_to)), 5.0);
  }
  for (std::size_t row = 0; row < pools.rows.size(); ++row)
    names.write(pool_places[row].first, pool_places[row].second, pools.rows[row][0], pool_blue);
  for (const io::StoredGauge& g : gauges)
    names.write(m.pixel_x(0.5 * (g.x_from + g.x_to)), m.pixel_y(0.5 * (g.y_from + g.y_to)), g.name,
                gauge_red);
  for (std::size_t row = 0; row < structures.rows.size(); ++row)
    names.write(structure_places[row].first, structure_places[row].second, structures.rows[row][0],
                structure_black);
  for (const MeasureOutlines::Label& label : measures.labels)
    names.write(m.pixel_x(m.x_west + (label.i + 0.5) * cell_size),
                m.pixel_y(m.y_south + (label.j + 0.5) * cell_size), label.id, measure_violet);
  return canvas;
}

DrawnPicture write_overview(const ResultFolder& results, const Ground& ground, const std::string& title,
                            const fs::path& figures) {
  const fs::path file = figures / picture_file("overview", ground.language);
  fs::create_directories(file.parent_path());
  write_png(draw_overview(results, ground, title), file, png_words(results, map_words::overview.english));
  return {file, Speaker(ground.language)(map_words::overview), ""};
}

}  // namespace qingliu::postprocess
