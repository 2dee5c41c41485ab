#include "postprocess/picture.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "core/error.hpp"
#include "decoded_png.hpp"
#include "postprocess/map_names.hpp"
#include "postprocess/map_sheet.hpp"
#include "postprocess/measure_kinds.hpp"
#include "postprocess/measure_outlines.hpp"
#include "postprocess/overview_map.hpp"
#include "postprocess/quantities.hpp"
#include "results_case.hpp"
#include "support/places.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::colour_of_cell;
using testing::DecodedPng;
using testing::ResultsCase;
using testing::ScratchFolder;
using testing::text_of;
namespace fs = std::filesystem;

namespace {

long pixels_of(const DecodedPng& png, Rgb colour) {
  long count = 0;
  for (int y = 0; y < png.height(); ++y) {
    for (int x = 0; x < png.width(); ++x) count += png.at(x, y) == colour;
  }
  return count;
}

bool grey(Rgb colour) { return colour.red == colour.green && colour.green == colour.blue; }

std::vector<std::string> names(const PictureReport& report) {
  std::vector<std::string> result;
  for (const DrawnPicture& picture : report.pictures) result.push_back(picture.file.filename().string());
  return result;
}

}  // namespace

TEST_CASE("without a display, known depths appear in the colours of their classes, north up", "[pictures]") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const PictureReport report = make_pictures(scratch.path(), {});
  CHECK(names(report) == std::vector<std::string>{"depth-peak.png", "velocity-peak.png",
                                                  "concentration-peak.png", "depth-end.png",
                                                  "elevation.png"});
  const Rgb two_centimetres = colour_at(depth_colours, 2.0 / 8.0);  // third class of nine: 1 cm to 3 cm
  const Rgb half_metre = colour_at(depth_colours, 5.0 / 8.0);       // sixth class: 30 cm to 1 m
  const DecodedPng peak(scratch / "figures/depth-peak.png");
  CHECK(peak.width() >= 1100);
  CHECK(peak.width() <= 1600);
  CHECK(colour_of_cell(peak, 12, ResultsCase::wet_row) == half_metre);
  CHECK(colour_of_cell(peak, 12, ResultsCase::wet_row - 3) == two_centimetres);
  CHECK(colour_of_cell(peak, 0, 0) == outside_ground);
  const DecodedPng end(scratch / "figures/depth-end.png");
  CHECK(colour_of_cell(end, 12, ResultsCase::wet_row) == half_metre);
  CHECK(grey(colour_of_cell(end, 12, ResultsCase::wet_row - 3)));
  CHECK(grey(colour_of_cell(end, 12, testing::case_ny - 1 - ResultsCase::wet_row)));
}

TEST_CASE("what is synthetic is said in a red field in every picture, and only then", "[pictures]") {
  for (const auto& [synthetic, parts] : {std::pair{true, ""}, {false, "gullies and dam"}, {false, ""}}) {
    const ScratchFolder scratch;
    ResultsCase written(scratch.path(), synthetic, "Flat land", {}, parts);
    written.write_two_times();
    written.finish();
    const bool marked = synthetic || parts[0] != '\0';
    for (const auto& [file, caption, quantity] : make_pictures(scratch.path(), {}).pictures) {
      INFO(file.string());
      CHECK((pixels_of(DecodedPng(file), warning_ground) > 2000) == marked);
    }
  }
}

TEST_CASE("a run that has not ended is drawn as far as it came, and the picture says so in red",
          "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  PictureOptions options;
  options.field = "water_depth";
  CHECK(make_pictures(scratch.path(), options).pictures.size() == 2);
  CHECK(pixels_of(DecodedPng(scratch / "figures/depth-end.png"), warning_ground) > 50);
  written.finish();
  make_pictures(scratch.path(), options);
  CHECK(pixels_of(DecodedPng(scratch / "figures/depth-end.png"), warning_ground) == 0);
}

TEST_CASE("damaged data of one output time leave the other times drawn", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  fs::resize_file(scratch / "steps/000001.h5", 3000);
  const PictureReport report = make_pictures(scratch.path(), {});
  CHECK(report.pictures.size() == 5);
  CHECK_THAT(report.warnings.at(0), Catch::Contains("000001.h5"));
}

TEST_CASE("a time between outputs gives the nearest one and says so, any stored field can be asked for",
          "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  PictureOptions options;
  options.field = "velocity_x";
  options.time = 3000.0;
  const PictureReport report = make_pictures(scratch.path(), options);
  CHECK(names(report) == std::vector<std::string>{"velocity-x-at-1.00h.png"});
  CHECK_THAT(report.warnings.at(0), Catch::Contains("the nearest, 1 h 00 min"));
}

TEST_CASE("a Chinese title is drawn, or replaced with one warning where no font has it", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path(), false, "\u516c\u5e73\u6c34\u5e93 Gongping, plan A");
  written.write_two_times();
  written.finish();
  PictureOptions options;
  options.field = "elevation";
  const PictureReport report = make_pictures(scratch.path(), options);
  CHECK(report.pictures.size() == 1);
  const DrawableText title = drawable("\u516c\u5e73\u6c34\u5e93 Gongping, plan A", "folder");
  CHECK(report.warnings.size() == (title.changed ? 1 : 0));
  if (title.changed) {
    CHECK(title.text == "Gongping, plan A");
    CHECK(drawable("\u516c\u5e73\u6c34\u5e93 10", "folder").text == "folder");
  }
}

TEST_CASE("the overview shows structures where their table says", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  const ResultDescription& d = results.description();
  const double x = d.x_west + 5.5 * d.cell_size, y = d.y_south + 6.5 * d.cell_size;
  const Ground ground = ground_of(results.elevation(), d);
  const Canvas without = draw_overview(results, ground, "title");
  std::ofstream(scratch / "structures.csv") << "structure,segment,x_m,y_m\nD1,0," << x << "," << y << "\n";
  const Canvas with = draw_overview(results, ground, "title");
  const int px = static_cast<int>(ground.layout.pixel_x(x)), py = static_cast<int>(ground.layout.pixel_y(y));
  CHECK(with.at(px, py) != without.at(px, py));
  CHECK(with.at(px, py).red < 60);
}

TEST_CASE("measures are outlined where one of them ends, and named on their own ground", "[pictures]") {
  Raster rows = Raster::empty(6, 4);
  for (int j = 0; j < 4; ++j) {
    for (int i = 1; i < 6; ++i) rows.values[rows.index(i, j)] = 0.0f;
  }
  // A square of two by two, and an L of three cells whose middle is its corner.
  for (const auto& [i, j] : {std::pair{1, 1}, {2, 1}, {1, 2}, {2, 2}}) rows.values[rows.index(i, j)] = 1.0f;
  for (const auto& [i, j] : {std::pair{4, 2}, {5, 2}, {4, 3}}) rows.values[rows.index(i, j)] = 3.0f;
  const MeasureOutlines outlines = outlines_of(rows, {"A", "not on the ground", "C"});
  CHECK(outlines.edges.size() == 8 + 8);
  CHECK(std::ranges::count(outlines.edges, 2, &MeasureOutlines::Edge::measure) == 8);
  REQUIRE(outlines.labels.size() == 2);
  CHECK(outlines.labels[0].id == "A");
  CHECK(outlines.labels[1].id == "C");
  CHECK(outlines.labels[1].i == 4);
  CHECK(outlines.labels[1].j == 2);
  // Two measures side by side share their line: what is new ends above, below and to the east in one cell.
  rows.values[rows.index(3, 1)] = rows.values[rows.index(3, 2)] = 2.0f;
  CHECK(outlines_of(rows, {"A", "B", "C"}).edges.size() == 16 + 3);
}

TEST_CASE("streams are drawn as lines over the fields, from their table", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  const ResultDescription& d = results.description();
  CHECK(ground_of(results).streams.empty());
  const auto place = [&](int i, int j) {
    return std::to_string(d.x_west + (i + 0.5) * d.cell_size) + "," +
           std::to_string(d.y_south + (j + 0.5) * d.cell_size);
  };
  make_pictures(scratch.path(), {});
  const DecodedPng without(scratch / "figures/depth-end.png");
  std::ofstream(scratch / "streams.csv")
      << "reach,segment,downstream,x_m,y_m,area_km2\n"
      << "R1,0,1," << place(5, 6) << ",1\nR1,1,-1," << place(15, 6) << ",4\n";
  make_pictures(scratch.path(), {});
  const DecodedPng with(scratch / "figures/depth-end.png");
  const Rgb line = colour_of_cell(with, 10, 6);
  CHECK(line.blue > line.red + 30);  // dry land under it is grey
  CHECK(grey(colour_of_cell(without, 10, 6)));
  CHECK(colour_of_cell(with, 10, 8) == colour_of_cell(without, 10, 8));
  CHECK(colour_of_cell(with, 20, 6) == colour_of_cell(without, 20, 6));
}

TEST_CASE("every type of the catalogue has its names on the overview", "[pictures]") {
  const std::string catalogue =
      text_of(qingliu::testing::source_folder() + "/scenarios/catalogue/measures.toml");
  const auto value = [&](const std::string& key, std::size_t from) {
    const std::size_t begin = catalogue.find("\n" + key + " = \"", from) + key.size() + 5;
    return catalogue.substr(begin, catalogue.find('"', begin) - begin);
  };
  int types = 0;
  for (std::size_t at = catalogue.find("\n["); at != std::string::npos; at = catalogue.find("\n[", at + 1)) {
    const std::string name = catalogue.substr(at + 2, catalogue.find(']', at) - at - 2);
    if (name == "meta" || name == "sources") continue;
    INFO(name);
    CHECK(is_catalogue_type(name));
    CHECK(measure_groups({name}, Language::english).groups.at(0).name == value("en", at));
    CHECK(measure_groups({name}, Language::chinese).groups.at(0).name == value("zh", at));
    ++types;
  }
  CHECK(types > 40);
}

TEST_CASE("few types of measures have a colour each, many one for each kind", "[pictures]") {
  const MeasureGroups few = measure_groups({"closure", "my_own", "closure", "mulch"}, Language::english);
  REQUIRE(few.groups.size() == 3);
  CHECK(few.groups[1].name == "my_own");
  CHECK(few.of_measure == std::vector<std::size_t>{0, 1, 0, 2});
  const MeasureGroups many = measure_groups({"closure", "mulch", "terrace_level", "my_own", "check_dam",
                                             "grass_strip", "ditch_intercept", "wetland"},
                                            Language::english);
  CHECK(many.groups.size() == 5);
  CHECK(many.of_measure[0] == many.of_measure[1]);
  CHECK(many.of_measure[2] == many.of_measure[6]);
  CHECK(many.of_measure[2] != many.of_measure[0]);
  // Whoever lacks one kind of receptors sees the two others.
  for (std::size_t a = 0; a < measure_colours.size(); ++a) {
    for (std::size_t b = a + 1; b < measure_colours.size(); ++b) {
      const Rgb p = measure_colours[a], q = measure_colours[b];
      INFO(a << " and " << b);
      const int red = std::abs(p.red - q.red), green = std::abs(p.green - q.green),
                blue = std::abs(p.blue - q.blue);
      CHECK(red + green + blue - std::max({red, green, blue}) >= 60);
    }
  }
}

TEST_CASE("measures of different types have different colours on the overview, and signs that say so",
          "[pictures]") {
  const ScratchFolder scratch;
  Raster rows = Raster::empty(testing::case_nx, testing::case_ny);
  for (int j = 4; j < 8; ++j) {
    for (int i = 4; i < 8; ++i) rows.values[rows.index(i, j)] = 1.0f;
    for (int i = 14; i < 18; ++i) rows.values[rows.index(i, j)] = 2.0f;
  }
  ResultsCase written(scratch.path(), false, "Flat land", rows.values);
  written.write_two_times();
  written.finish();
  std::ofstream(scratch / "measure_costs.csv") << "id,type,stands\nA,terrace_level,1\nB,closure,1\n";
  const ResultFolder results(scratch.path());
  const ResultDescription& d = results.description();
  const Ground ground = ground_of(results.elevation(), d);
  const Canvas canvas = draw_overview(results, ground, "title");
  const MapLayout& m = ground.layout;
  const auto western_edge = [&](int i) {
    return canvas.at(static_cast<int>(std::lround(m.pixel_x(d.x_west + i * d.cell_size))),
                     static_cast<int>(std::lround(m.pixel_y(d.y_south + 5.0 * d.cell_size))));
  };
  const auto near = [](Rgb a, Rgb b) {
    return std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue) < 90;
  };
  CHECK(near(western_edge(4), measure_colours[0]));
  CHECK(near(western_edge(14), measure_colours[1]));
  // The panel has both colours, where the map's own legend has not.
  for (const std::size_t kind : {0, 1}) {
    int found = 0;
    for (int y = 0; y < canvas.height(); ++y)
      for (int x = m.panel_x; x < m.panel_x + 40; ++x) found += canvas.at(x, y) == measure_colours[kind];
    CHECK(found > 60);
  }
}

TEST_CASE("names on a map keep off each other and off marks, further away where it is crowded",
          "[pictures]") {
  const MapLayout m = layout_map(40, 30, 50.0, 0.0, 0.0);
  NamePlaces names(m);
  const double x = m.frame_x + 0.5 * m.frame_width, y = m.frame_y + 0.5 * m.frame_height;
  for (int n = 0; n < 14; ++n) {
    names.take(x + n, y, 6.0);
    names.place(x + n, y, "dam " + std::to_string(n), ink);
  }
  CHECK(names.placed().size() == 14);
  CHECK(names.without_room().empty());
  CHECK(std::ranges::any_of(names.placed(), [](const PlacedName& name) { return name.far; }));
  for (std::size_t a = 0; a < names.placed().size(); ++a) {
    for (std::size_t b = a + 1; b < names.placed().size(); ++b) {
      const PlacedName &p = names.placed()[a], &q = names.placed()[b];
      const bool apart = p.left + text_width(p.name, name_style) <= q.left ||
                         q.left + text_width(q.name, name_style) <= p.left ||
                         std::fabs(p.bottom - q.bottom) >= 15.0;
      INFO(p.name << " and " << q.name);
      CHECK(apart);
    }
  }
  for (int n = 0; n < 300; ++n) names.place(x, y, "one of far too many names", ink);
  CHECK_FALSE(names.without_room().empty());
}

TEST_CASE("the name of a gauge keeps off the whole of its line", "[pictures]") {
  const MapLayout m = layout_map(40, 30, 50.0, 0.0, 0.0);
  const double y = m.frame_y + 0.5 * m.frame_height, west = m.frame_x + 20.0, east = west + 150.0;
  for (const double end :
       {east, m.frame_x + m.frame_width - 15.0}) {  // beside it, and above where there is no room
    NamePlaces names(m);
    names.take_line(west, y, end, y);
    names.place(end, y, "valley at 14 km2", ink);
    REQUIRE(names.placed().size() == 1);
    const PlacedName& name = names.placed().front();
    const bool beside = name.left > end, above = name.bottom - 4.0 > y || name.bottom + 14.0 < y;
    CHECK((beside || above));
    CHECK(beside == (end == east));
  }
}

TEST_CASE("a field of both signs has no colour at 0 and opposite colours on its sides", "[pictures]") {
  Raster field = Raster::empty(100, 1);
  for (int i = 0; i < 100; ++i)
    field.values[static_cast<std::size_t>(i)] = 0.02f * static_cast<float>(i - 50);
  Quantity quantity;
  quantity.name = "velocity_x";
  const MapClasses classes = classes_of(quantity, field);
  Rgb east, west, still;
  CHECK_FALSE(classes.colour_of(0.0f, still));
  REQUIRE(classes.colour_of(0.9f, east));
  REQUIRE(classes.colour_of(-0.9f, west));
  CHECK(east.red > east.green);
  CHECK(west.green > west.red);
  CHECK(classes.bounds.size() >= 3);
  CHECK(classes.bounds.size() <= 8);
  // 96 of 100 values are below 0.97; the last class begins less than a class below that.
  CHECK(classes.bounds.back().bound > 0.96f - classes.bounds.front().bound);
  CHECK_FALSE(has_both_signs({2, 1, {-1e-9f, 5.0f}}));
  CHECK_FALSE(has_both_signs({2, 1, {0.0f, 5.0f}}));
}

TEST_CASE("stored fields have names and units that a reader knows, in both languages", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  const Quantity clay = find_quantity(results, "concentration_2um");
  CHECK(clay.heading == "Sediment of 2 \u00b5m in the water");
  CHECK(clay.heading_in(Language::chinese) == "2 \u00b5m 粒级含沙量");
  const Quantity east = find_quantity(results, "velocity_x");
  CHECK(east.unit == "m/s");
  CHECK(east.heading_in(Language::chinese) == "东向流速");
}

TEST_CASE("a folder that cannot be written into is named with the remedy", "[pictures]") {
  const ScratchFolder scratch, elsewhere;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  std::ofstream(elsewhere / "figures") << "a file in the way";
  PictureOptions options;
  options.output = elsewhere.path();
  CHECK_THROWS_WITH(make_pictures(scratch.path(), options), Catch::Contains("Give another folder with -o"));
}

TEST_CASE("times off the outputs are refused with those that there are", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  PictureOptions options;
  for (const double time : {std::nan(""), -3600.0, 99.0 * 3600.0, static_cast<double>(INFINITY)}) {
    options.time = time;
    CHECK_THROWS_WITH(make_pictures(scratch.path(), options),
                      Catch::Contains("The outputs go from 0 h to 1 h"));
  }
}

TEST_CASE("the overview shows walls of collapsing gullies and heads of gullies", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  const ResultDescription& d = results.description();
  const double x = d.x_west + 5.5 * d.cell_size, y = d.y_south + 6.5 * d.cell_size;
  const Ground ground = ground_of(results.elevation(), d);
  const auto brown = [&] {
    const Canvas canvas = draw_overview(results, ground, "title");
    const Rgb at =
        canvas.at(static_cast<int>(ground.layout.pixel_x(x)), static_cast<int>(ground.layout.pixel_y(y)));
    return at.red < 130 && at.green < 70;
  };
  CHECK_FALSE(brown());
  std::ofstream(scratch / "walls.csv")
      << "gully,x_m,y_m\neast," << std::to_string(x) << "," << std::to_string(y) << "\n";
  CHECK(brown());
  std::filesystem::remove(scratch / "walls.csv");
  std::ofstream(scratch / "gullies.csv")
      << "gully,head_x_m,head_y_m\nterrace," << std::to_string(x) << "," << std::to_string(y) << "\n";
  CHECK(brown());
}
