// Maps and rain tables as they arrive broken: exactly what is then said, with the place in the scenario, the
// layer, the cells and the remedy.
#include <functional>
#include <sstream>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

struct BrokenLayer {
  std::string name;
  std::function<void(const Scratch&)> spoil;
  std::vector<std::string> findings;
};

/// Other text in the scenario.
void rewrite(const Scratch& s, const std::string& from, const std::string& to) {
  std::string text = text_of(s.path() / "s.toml");
  REQUIRE(text.find(from) != std::string::npos);
  write_text(s.path() / "s.toml", text.replace(text.find(from), from.size(), to));
}

void add(const Scratch& s, const std::string& more) {
  write_text(s.path() / "s.toml", text_of(s.path() / "s.toml") + more);
}

void rain_table(const Scratch& s, const std::string& rows) {
  rewrite(s, "kind = \"uniform\"\nrain_mm_per_h = 60\nduration_h = 0.1\n",
          "kind = \"file\"\nfile = \"rain.csv\"\ntime_column = \"time\"\nintensity_column = \"mm_per_h\"\n");
  write_text(s.path() / "rain.csv", "time,mm_per_h\n" + rows);
}

double nothing(int, int) { return -9999.0; }

const std::string from_corner = " of the watershed counted from its north-west corner ";
const std::string both_grids =
    "\n  landuse.asc: 8 x 6 cells of 10 m, south-west corner (500003.000, 2500000.000)"
    "\n  the terrain dem.asc: 8 x 6 cells of 10 m, south-west corner (500000.000, 2500000.000)";
const std::string terrain_words =
    "\n  the terrain dem.asc: 8 x 6 cells of 10 m, x 500000.00 to 500080.00, y 2500000.00 to 2500060.00, WGS "
    "84 / UTM zone 50N";

const std::vector<BrokenLayer> cases = {
    {"a hole in the land use",
     [](const Scratch& s) {
       write_raster(s, "landuse", 500000, 2500000,
                    [](int row, int column) { return row == 2 && column > 4 ? -9999.0 : 1.0; });
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc has no class inside the watershed in 3 cells, the first at "
      "row 3, column 6" +
      from_corner +
      "(x 500055.0 m, y 2500035.0 m). Fill the holes, or cut the watershed to the land use with "
      "terrain.mask = \"landuse\""}},
    {"no value at all",
     [](const Scratch& s) { write_raster(s, "landuse", 500000, 2500000, nothing); },
     {"s.toml:11:1: [landuse] raster: landuse.asc has no value in any of its 8 x 6 cells (no value is: -9999 "
      "by the file, none by the scenario). Name another band or file, or mend its nodata: gdal_edit.py "
      "-unsetnodata"}},
    {"a terrain without any height",
     [](const Scratch& s) { write_raster(s, "dem", 500000, 2500000, nothing); },
     {"s.toml:8:1: [terrain] dem: dem.asc has no value in any of its 8 x 6 cells (no value is: -9999 by the "
      "file, none by the scenario). Name another band or file, or mend its nodata: gdal_edit.py "
      "-unsetnodata"}},
    {"a class that the table lacks",
     [](const Scratch& s) {
       write_raster(s, "landuse", 500000, 2500000, [](int row, int) { return row == 5 ? 7.0 : 1.0; });
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc holds class 7, which is not in the table landuse.csv: 8 "
      "cells, the first at row 6, column 1" +
      from_corner +
      "(x 500005.0 m, y 2500005.0 m). Add a row with id 7, or say nodata = 7 if it means no value"}},
    {"a class below 0",
     [](const Scratch& s) {
       write_raster(s, "landuse", 500000, 2500000,
                    [](int row, int column) { return row == 0 && column == 7 ? -1.0 : 1.0; });
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc holds class -1, which is not in the table landuse.csv: 1 "
      "cell, the first at row 1, column 8" +
      from_corner +
      "(x 500075.0 m, y 2500055.0 m). Add a row with id -1, or say nodata = -1 if it means no value"}},
    {"numbers that are no classes",
     [](const Scratch& s) {
       write_raster(s, "landuse", 500000, 2500000, [](int row, int) { return row == 1 ? 1.5 : 1.0; });
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc holds values that are no class numbers in 8 cells, the "
      "first at row 2, column 1" +
      from_corner +
      "(x 500005.0 m, y 2500045.0 m). Give a raster of whole numbers (resampled by nearest cell)"}},
    {"cells shifted by a part",
     [](const Scratch& s) { write_raster(s, "landuse", 500003, 2500000, ones); },
     {"s.toml:11:1: [landuse] raster: landuse.asc has cells that are shifted by a part of a cell against the "
      "terrain dem.asc. Add resample = \"nearest\" for classes, \"bilinear\" or \"mean\" for fields: { file "
      "= "
      "\"...\", resample = \"nearest\" }" +
      both_grids}},
    {"cells of another size",
     [](const Scratch& s) {
       write_raster(s, "landuse", 500000, 2500000, ones);
       std::string text = text_of(s.path() / "landuse.asc");
       write_text(s.path() / "landuse.asc", text.replace(text.find("cellsize 10"), 11, "cellsize 25"));
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc has other cells than the terrain dem.asc. Add resample = "
      "\"nearest\" for classes, \"bilinear\" or \"mean\" for fields: { file = \"...\", resample = "
      "\"nearest\" "
      "}\n  landuse.asc: 8 x 6 cells of 25 m, south-west corner (500000.000, 2500000.000)\n  the terrain "
      "dem.asc: 8 x 6 cells of 10 m, south-west corner (500000.000, 2500000.000)"}},
    {"a map of another place",
     [](const Scratch& s) { write_raster(s, "landuse", 600000, 2500000, ones); },
     {"s.toml:11:1: [landuse] raster: landuse.asc does not overlap the terrain dem.asc. Are both in the same "
      "coordinates? Where the file names a wrong system, say it: crs = \"EPSG:...\"\n  landuse.asc: 8 x 6 "
      "cells of 10 m, south-west corner (600000.000, 2500000.000)\n  the terrain dem.asc: 8 x 6 cells of 10 "
      "m, south-west corner (500000.000, 2500000.000)"}},
    {"another zone of UTM",
     [](const Scratch& s) { write_text(s.path() / "landuse.prj", utm_51()); },
     {"s.toml:11:1: [landuse] raster: landuse.asc lies in another coordinate system than the terrain "
      "dem.asc. "
      "Add resample = \"nearest\" for classes, \"bilinear\" or \"mean\" for fields\n  layer: 8 x 6 cells of "
      "10 x 10, x 500000.00 to 500080.00, y 2500000.00 to 2500060.00, WGS 84 / UTM zone 51N" +
      terrain_words}},
    {"another zone of UTM, resampled",
     [](const Scratch& s) {
       write_text(s.path() / "landuse.prj", utm_51());
       rewrite(s, "raster = \"landuse.asc\"", "raster = { file = \"landuse.asc\", resample = \"nearest\" }");
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc has no value on the cells of the terrain dem.asc. Are its "
      "coordinates right? Where its coordinate system is wrong or missing, say it: crs = \"EPSG:...\"\n  "
      "layer: 8 x 6 cells of 10 x 10, x 500000.00 to 500080.00, y 2500000.00 to 2500060.00, WGS 84 / UTM "
      "zone "
      "51N" +
      terrain_words}},
    {"a coordinate system that nobody knows",
     [](const Scratch& s) {
       rewrite(s, "raster = \"landuse.asc\"", "raster = { file = \"landuse.asc\", crs = \"UTM fifty\" }");
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc has crs = \"UTM fifty\", which is not known. Write it like "
      "\"EPSG:4547\""}},
    {"a terrain said to be in degrees",
     [](const Scratch& s) {
       rewrite(s, "dem = \"dem.asc\"", "dem = { file = \"dem.asc\", crs = \"EPSG:4326\" }");
     },
     {"s.toml:8:1: [terrain] dem: dem.asc begins at x 500000, y 2500000: these are no degrees, as crs = "
      "\"EPSG:4326\" says. Give its projected system: crs = \"EPSG:4547\""}},
    {"a terrain without a coordinate system",
     [](const Scratch& s) { fs::remove(s.path() / "dem.prj"); },
     {"s.toml:8:1: [terrain] dem: dem.asc names no coordinate system. Say it: dem = { file = \"dem.asc\", "
      "crs "
      "= \"EPSG:4547\" }"}},
    {"a file that is not there",
     [](const Scratch& s) { rewrite(s, "raster = \"landuse.asc\"", "raster = \"landus.asc\""); },
     {"s.toml:11:1: [landuse] raster: there is no file \"landus.asc\". Did you mean \"landuse.asc\"?"}},
    {"a file that is no map",
     [](const Scratch& s) { rewrite(s, "raster = \"landuse.asc\"", "raster = \"landuse.csv\""); },
     {"s.toml:11:1: [landuse] raster: landuse.csv holds neither lines nor polygons. Name another layer"}},
    {"a file that is no raster for the terrain",
     [](const Scratch& s) { rewrite(s, "dem = \"dem.asc\"", "dem = \"soil.csv\""); },
     {"s.toml:8:1: [terrain] dem: soil.csv cannot be read as a raster. Give a format that gdalinfo or "
      "ogrinfo "
      "reads, such as GeoTIFF or GeoPackage, and the whole file"}},
    {"a band that the file lacks",
     [](const Scratch& s) {
       rewrite(s, "raster = \"landuse.asc\"", "raster = { file = \"landuse.asc\", band = 3 }");
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc has no band 3; it has one. Leave band out"}},
    {"a column of a raster",
     [](const Scratch& s) {
       rewrite(s, "raster = \"landuse.asc\"", "raster = { file = \"landuse.asc\", column = \"code\" }");
     },
     {"s.toml:11:1: [landuse] raster: landuse.asc is a raster and has neither columns nor layers. Leave "
      "column and sublayer out, or name its band: band = 1"}},
    {"a Manning coefficient below 0",
     [](const Scratch& s) {
       write_raster(s, "n", 500000, 2500000,
                    [](int row, int column) { return row == 3 && column < 2 ? -0.03 : 0.03; });
       rewrite(s, "table = \"landuse.csv\"", "table = \"landuse.csv\"\nmanning_n_layer = \"n.asc\"");
     },
     {"s.toml:13:1: [landuse] manning_n_layer: n.asc lies outside 0.005 to 2 in 2 cells, the first at row 4, "
      "column 1" +
      from_corner + "(x 500005.0 m, y 2500025.0 m). Give Manning n in s m-1/3, or say its nodata"}},
    {"a conductivity below 0",
     [](const Scratch& s) {
       write_raster(s, "k", 500000, 2500000, [](int row, int) { return row == 0 ? -1.0 : 1.0; });
       rewrite(s, "uniform = 1", "uniform = 1\nconductivity_factor_layer = \"k.asc\"");
     },
     {"s.toml:16:1: [soil] conductivity_factor_layer: k.asc lies outside 0 to 100 in 8 cells, the first at "
      "row "
      "1, column 1" +
      from_corner +
      "(x 500005.0 m, y 2500055.0 m). Give factors of the soil's conductivity, or say its nodata"}},
    {"moisture in percent",
     [](const Scratch& s) {
       write_raster(s, "m", 500000, 2500000, [](int, int) { return 30.0; });
       rewrite(s, "uniform = 1", "uniform = 1\nmoisture_layer = \"m.asc\"");
     },
     {"s.toml:16:1: [soil] moisture_layer: m.asc lies outside 0 to 1 in 48 cells, the first at row 1, column "
      "1" +
      from_corner +
      "(x 500005.0 m, y 2500055.0 m). Give volume fractions (percent divided by 100), or say its nodata"}},
    {"roads in percent",
     [](const Scratch& s) {
       write_raster(s, "road", 500000, 2500000, [](int, int column) { return column == 4 ? 40.0 : 0.0; });
       add(s, "[[fraction]]\nkind = \"road\"\nlayer = \"road.asc\"\n");
     },
     {"s.toml:22:1: [[fraction]] road layer: road.asc lies outside 0 to 1 in 6 cells, the first at row 1, "
      "column 5" +
      from_corner + "(x 500045.0 m, y 2500055.0 m). Give shares of the cells' area, or say its nodata"}},
    {"rows of rain that cannot be right, all of them",
     [](const Scratch& s) {
       rain_table(s, "2026-06-01 00:00,x\nnoon,3\n2026-06-01 00:04,1,5\n2026-06-01 00:05,0\n");
     },
     {"rain.csv:2: 'x' in column 'mm_per_h' is not a number. Write one like 12.5, or remove the row",
      "rain.csv:3: 'noon' in column 'time' is not a time; write it as 2018-08-30 05:00:00, local time "
      "without "
      "a zone.",
      "rain.csv:4: 3 fields where the header has 2. Write all of them, with a point in numbers, and quote "
      "text that holds commas"}},
    {"rain below 0 and out of order",
     [](const Scratch& s) {
       rain_table(s, "2026-06-01 00:00,-5\n2026-06-01 00:04,1\n2026-06-01 00:03,2\n2026-06-01 00:05,0\n");
     },
     {"rain.csv:2: rain of -5 mm/h is below 0. Write 0 or more, and mend the gap",
      "rain.csv:4: time 2026-06-01 00:03 is not later than the row before. Sort the rows, one for each "
      "time"}},
};

}  // namespace

TEST_CASE("a broken layer is explained with its place, its cells and the remedy", "[run][errors]") {
  for (const BrokenLayer& broken : cases) {
    INFO(broken.name);
    const Scratch s;
    write_good(s);
    broken.spoil(s);
    const Outcome run = program(s.path(), "run s.toml -o out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK_FALSE(fs::exists(s.path() / "out"));
    std::string expected;
    for (const std::string& finding : broken.findings) expected += finding + "\n";
    const std::size_t count = broken.findings.size();
    expected +=
        "qingliu: " + std::to_string(count) + (count == 1 ? " thing" : " things") + " to mend in the input\n";
    CHECK(run.output == expected);
  }
}
