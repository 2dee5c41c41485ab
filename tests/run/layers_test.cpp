// Layers of other grids, coordinates and formats; shares of cells; check and new.
#include <catch2/catch.hpp>

#include "layer_case.hpp"

using namespace qingliu::testing;

TEST_CASE("a layer on another grid is refused with both grids, and taken with resample", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 499997, 2499997, ones);
  check_refused(s,
                {"s.toml:11:1: [landuse] raster: landuse.asc has cells that are shifted by a part of a cell",
                 "resample = \"nearest\" for classes", "south-west corner (499997.000, 2499997.000)",
                 "south-west corner (500000.000, 2500000.000)"});
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "landuse.asc", resample = "nearest" })"));
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  CHECK(run.status == 0);
  CHECK(run.output.find("landuse.asc: brought onto the cells of the terrain dem.asc by the nearest cell") !=
        std::string::npos);
}

TEST_CASE("another coordinate system is refused by name, and reprojected with resample", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "landuse.prj", utm_51());
  check_refused(s, {"[landuse] raster: landuse.asc lies in another coordinate system", "zone 51", "zone 50"});
}

TEST_CASE("a layer without a coordinate system is taken as the terrain's, and that is said",
          "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "landuse.prj", "");
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(run.output.find("landuse.asc: the file names no coordinate system: taken as that of the terrain") !=
        std::string::npos);
}

TEST_CASE("numbers that a file does not declare as empty are taken so, counted and said", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return row == 0 && column < 3 ? -9999.0 : 60.0 - 5.0 * row; });
  std::string text = text_of(s.path() / "dem.asc");
  text.replace(text.find("NODATA_value -9999"), 18, "NODATA_value -1");
  write_text(s.path() / "dem.asc", text);
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(run.output.find("terrain: 3 cells of dem.asc hold -9999") != std::string::npos);
}

TEST_CASE("a hole of the elevation model in the watershed is told with its place", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000, [](int row, int column) {
    return row == 2 && (column == 3 || column == 4) ? -9999.0 : 60.0 - 5.0 * row;
  });
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(run.output.find(
            "terrain: no height in 2 cells inside the watershed, the first at row 3, column 4 of the "
            "elevation model counted from its north-west corner (x 500035.0 m, y 2500035.0 m)") !=
        std::string::npos);
}

TEST_CASE("a terrain in feet or degrees is refused when it is resampled, too", "[run][layers]") {
  const Scratch s;
  write_good(s);
  const std::string resampled = R"(dem = { file = "dem.asc", resample = "bilinear" })";
  write_text(s.path() / "s.toml", with(R"(dem = "dem.asc")", resampled + "\ncell_size_m = 5"));
  std::string feet = utm;
  write_text(s.path() / "dem.prj",
             feet.replace(feet.find("UNIT[\"metre\",1]"), 15, "UNIT[\"US survey foot\",0.304800609601219]"));
  check_refused(s, {"[terrain] dem: dem.asc has coordinates in units of 0.30480060",
                    "and see that its heights are "
                    "in metres, too."});
  write_text(s.path() / "dem.prj",
             "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM["
             "\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]");
  check_refused(s, {"[terrain] dem: dem.asc begins at x 500000, y 2500000: these are no degrees"});
}

TEST_CASE("a watershed that the edge of the terrain or a map cuts is doubted", "[run][layers]") {
  const Scratch s;
  write_good(s);
  // A valley that falls to the south; its western half is not on the raster.
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return 60.0 - 5.0 * row + 2.0 * column; });
  const std::string point = R"(outlet = { point = [500005.0, 2500005.0], snap_m = 20, slope = 0.1 })";
  std::string text = scenario_text;
  const std::size_t at = text.find("outlet = {");
  text.replace(at, text.find('\n', at) - at, point + "\nmask = \"watershed\"");
  write_text(s.path() / "s.toml", text);
  const Outcome edge = program(s.path(), "check s.toml --no-trial");
  CAPTURE(edge.output);
  REQUIRE(edge.status == 0);
  CHECK(edge.output.find(
            "cells around the watershed lie at the edge of the elevation model: ground beyond it may "
            "drain in") != std::string::npos);
  // The map of land use leaves the upper half out.
  write_raster(s, "dem", 500000, 2500000, slope);
  write_raster(s, "landuse", 500000, 2500000, [](int row, int) { return row < 3 ? -9999.0 : 1.0; });
  write_text(s.path() / "s.toml", with("[landuse]", "mask = \"landuse\"\n[landuse]"));
  const Outcome cut = program(s.path(), "check s.toml --no-trial");
  CAPTURE(cut.output);
  REQUIRE(cut.status == 0);
  CHECK(
      cut.output.find("0.0024 km2 that the land-use map leaves out drain into the watershed of 0.0024 km2") !=
      std::string::npos);
}

TEST_CASE("cells without height that part a watershed from its ground uphill are doubted", "[run][layers]") {
  const Scratch s;
  write_good(s);
  // A valley that falls to the south, steeper to its middle: all of it drains through the middle of the
  // southern edge, 24 cells below the third row and 16 above it.
  write_raster(s, "dem", 500000, 2500000, [](int row, int column) {
    return row == 2 ? -9999.0 : 60.0 - 5.0 * row + 10.0 * std::abs(column - 3);
  });
  std::string text = scenario_text;
  const std::size_t at = text.find("outlet = {");
  text.replace(at, text.find('\n', at) - at,
               "outlet = { point = [500035.0, 2500005.0], slope = 0.1 }\nmask = \"watershed\"");
  write_text(s.path() / "s.toml", text);
  const Outcome cut = program(s.path(), "check s.toml --no-trial");
  CAPTURE(cut.output);
  REQUIRE(cut.status == 0);
  CHECK(cut.output.find(
            "s.toml:7:1: warning: [terrain] 0.0016 km2 beyond cells without height would drain into "
            "the watershed of 0.0024 km2. Fill these cells") != std::string::npos);
  // A corner of the raster without heights: nothing lies beyond it.
  write_raster(s, "dem", 500000, 2500000, [](int row, int column) {
    return row < 2 && column < 3 ? -9999.0 : 60.0 - 5.0 * row + 10.0 * std::abs(column - 3);
  });
  const Outcome whole = program(s.path(), "check s.toml --no-trial");
  CAPTURE(whole.output);
  CHECK(whole.output.find("beyond cells without height") == std::string::npos);
}

TEST_CASE("numbers in the elevation model that are no heights are doubted", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return column > 5 ? 0.0 : 560.0 - 5.0 * row; });
  const Outcome zero = program(s.path(), "check s.toml --no-trial");
  CAPTURE(zero.output);
  CHECK(zero.output.find(
            "s.toml:7:1: warning: [terrain] 12 cells have heights of 0.0 to 0.0 m, the other 36 of "
            "535.0 to 560.0 m, and none lies between.") != std::string::npos);
  CHECK(zero.output.find("(nodata = 0 of dem)") != std::string::npos);
  CHECK(
      zero.output.find("[terrain] 6 faces between cells are walls steeper than 84 degrees, up to 560 m high, "
                       "the highest at row 1, column 7") != std::string::npos);
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return row == 2 && column == 3 ? 9999.0 : 560.0 - 5.0 * row; });
  const Outcome spike = program(s.path(), "check s.toml --no-trial");
  CAPTURE(spike.output);
  CHECK(spike.output.find("[terrain] 1 cells have heights of 9999.0 to 9999.0 m, the other 47 of 535.0") !=
        std::string::npos);
  CHECK(spike.output.find("[terrain] 4 faces between cells are walls") != std::string::npos);
  // A cliff of 24 m is none.
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return (column > 3 ? 76.0 : 100.0) - 5.0 * row; });
  const Outcome cliff = program(s.path(), "check s.toml --no-trial");
  CAPTURE(cliff.output);
  CHECK(cliff.output.find("walls steeper") == std::string::npos);
  CHECK(cliff.output.find("none lies between") == std::string::npos);
}

TEST_CASE("polygons that overlap with different numbers are counted", "[run][layers]") {
  const Scratch s;
  write_good(s);
  const auto field = [](int west, int east, int id) {
    const std::string w = std::to_string(500000 + west), e = std::to_string(500000 + east);
    return R"({"type":"Feature","properties":{"code":)" + std::to_string(id) +
           R"(},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",2500000],[" + e + ",2500000],[" + e +
           ",2500060],[" + w + ",2500060],[" + w + ",2500000]]]}}";
  };
  const auto said = [&](int second) {
    write_text(
        s.path() / "fields.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32650"}},"features":[)" +
            field(0, 50, 1) + "," + field(30, 80, second) + "]}");
    write_text(s.path() / "landuse.csv", "id,name,manning_n\n1,bare,0.03\n2,grass,0.2\n");
    write_text(s.path() / "s.toml",
               with("raster = \"landuse.asc\"", "raster = { file = \"fields.geojson\", column = \"code\" }"));
    return program(s.path(), "check s.toml --no-trial").output;
  };
  const std::string two = said(2);  // 30 to 50 m: two columns of six cells
  CAPTURE(two);
  CHECK(
      two.find("[landuse] raster: fields.geojson: 12 cells lie in polygons of different numbers: that of the "
               "last one holds there") != std::string::npos);
  CHECK(said(1).find("polygons of different numbers") == std::string::npos);
}

TEST_CASE("pits as deep as holes are doubted", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "dem", 500000, 2500000,
               [](int row, int column) { return row == 3 && column == 4 ? 0.0 : 160.0 - 5.0 * row; });
  write_text(s.path() / "s.toml", with("[landuse]", "pits = \"fill\"\n[landuse]"));
  const Outcome told = program(s.path(), "check s.toml --no-trial");
  CAPTURE(told.output);
  REQUIRE(told.status == 0);
  CHECK(told.output.find("[terrain] pits are filled 140 m deep in the mean, 1 cells.") != std::string::npos);
}

TEST_CASE("nodata = of a layer makes its cells holes", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "landuse", 500000, 2500000, [](int row, int) { return row == 0 ? 99.0 : 1.0; });
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "landuse.asc", nodata = 99 })"));
  check_refused(
      s, {"[landuse] raster: landuse.asc has no class inside the watershed in 8 cells", "row 1, column 1"});
}

TEST_CASE("what is guessed of maps and tables stands in the results", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "landuse.prj", "");
  write_raster(s, "n", 500000, 2500000, [](int row, int) { return row == 0 ? -9999.0 : 0.03; });
  std::string raster = text_of(s.path() / "n.asc");
  write_text(s.path() / "n.asc", raster.replace(raster.find("NODATA_value -9999"), 18, "NODATA_value -1"));
  write_text(s.path() / "rain.csv", "time,mm_per_h\n2026-06-01 00:00,60\n2026-06-01 00:05,0\n");
  std::string changed =
      with("table = \"landuse.csv\"", "table = \"landuse.csv\"\nmanning_n_layer = \"n.asc\"");
  changed = changed.substr(0, changed.find("[[rain]]")) +
            "[[rain]]\nkind = \"file\"\nfile = \"rain.csv\"\ntime_column = \"time\"\nintensity_column = "
            "\"mm_per_h\"\n";
  write_text(s.path() / "s.toml", changed);
  const Outcome run = program(s.path(), "run s.toml --quiet -o out");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const std::string summary = text_of(s.path() / "out/summary.json");
  const std::string assumptions = summary.substr(summary.find("\"assumptions\""));
  const std::string master = text_of(s.path() / "out/results.vtkhdf");
  for (const char* guess :
       {"landuse.asc: the file names no coordinate system: taken as that of the terrain",
        "n.asc: 8 cells hold -9999, -32768 or the like that the file does not declare: taken as no value",
        "manning_n_layer: n.asc has no value in 8 cells, the first at row 1, column 1",
        "the land use's manning_n holds there",
        "the times of rain.csv name no time zone: taken as local times like time.start, "
        "2026-06-01T00:00:00"}) {
    CAPTURE(guess);
    CHECK(assumptions.find(guess) != std::string::npos);
  }
  CHECK(master.find("name no time zone") != std::string::npos);
}

TEST_CASE("polygons with a column of ids are a land use, a wrong column is named", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_polygon(s, "parcels.geojson", 500000, 2500000, 500080, 2500060, "code", 1);
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "parcels.geojson", column = "cod" })"));
  check_refused(s, {"[landuse] raster: parcels.geojson has no column 'cod'. Did you mean 'code'?"});
  write_text(s.path() / "s.toml", with(R"(raster = "landuse.asc")", R"(raster = "parcels.geojson")"));
  check_refused(
      s, {"[landuse] raster: parcels.geojson is a layer of shapes: say which column holds their numbers, "
          "column = \"code\". It has: code"});
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "parcels.geojson", column = "code" })"));
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  CHECK(run.status == 0);
}

TEST_CASE("classes are not interpolated, unknown systems and lines without a width are refused",
          "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "landuse.asc", resample = "mean" })"));
  check_refused(s, {"s.toml:11:1: [landuse] raster: resample = \"mean\" would mix class numbers"});
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "landuse.asc", crs = "EPSG:1" })"));
  check_refused(s, {"crs = \"EPSG:1\", which is not known. Write it like \"EPSG:4547\""});
  write_line(s, "road.geojson", 500000, 2500030, 500080, 2500030);
  write_text(s.path() / "s.toml", text() + "[[fraction]]\nkind = \"road\"\nlayer = \"road.geojson\"\n");
  check_refused(s, {"[[fraction]] road layer: road.geojson holds lines. Say how wide they are: width_m = 4"});
}

TEST_CASE("a road over half of every cell halves what the ground takes in, all over, nothing",
          "[run][layers]") {
  const Scratch s;
  write_good(s);
  const auto infiltrated = [&](const std::string& share, const std::string& folder) {
    write_raster(
        s, "road", 500000, 2500000, share == "1" ? ones : +[](int, int) { return 0.5; });
    write_text(s.path() / "s.toml",
               text() + (share == "0" ? "" : "[[fraction]]\nkind = \"road\"\nlayer = \"road.asc\"\n"));
    const Outcome run = program(s.path(), "run s.toml --quiet -o " + folder);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    for (const double error : relative_errors(s.path() / folder)) CHECK(std::fabs(error) < 1e-12);
    return std::stod(json_value(text_of(s.path() / folder / "summary.json"), "infiltrated_m3"));
  };
  const double open = infiltrated("0", "open");
  CHECK(open > 0.0);
  CHECK(infiltrated("1", "paved") == 0.0);
  const double half = infiltrated("0.5", "half");
  CHECK(half >= 0.5 * open);
  CHECK(half < open);
}

TEST_CASE("check says what was found, and all that is wrong at once", "[run][check]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "s.toml", with("dem = \"dem.asc\"", "dem = \"dem.asc\"\narea_km2 = 1"));
  const Outcome good = program(s.path(), "check s.toml");
  CAPTURE(good.output);
  CHECK(good.status == 0);
  for (const char* part :
       {"watershed   0.0048 km2, 48 cells of 10 m", "land use    1 bare 100.0 %", "soil        1 red soil",
        "rain        6.0 mm", "memory ", "wall time ", "area_km2 says 1. Move the outlet"}) {
    CAPTURE(part);
    CHECK(good.output.find(part) != std::string::npos);
  }
  CHECK(std::distance(fs::directory_iterator(s.path()), fs::directory_iterator()) == 7);
  write_raster(s, "landuse", 500000, 2500000, [](int, int column) { return column == 3 ? 9.0 : 1.0; });
  const Outcome bad = program(s.path(), "check s.toml");
  CHECK(bad.status == 2);
}

TEST_CASE("new writes a scenario that checks and runs as it stands", "[run][new]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "rain.csv", "when,mm_per_h\n2026-05-01 10:00,30\n2026-05-01 10:05,0\n");
  const Outcome made = program(s.path(), "new valley --dem dem.asc --outlet 500035,2500005 --rain rain.csv");
  CAPTURE(made.output);
  REQUIRE(made.status == 0);
  const Outcome run = program(s.path(), "run valley/scenario.toml --quiet -o out --set time.duration_h=0.1");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(std::stod(json_value(text_of(s.path() / "out/summary.json"), "rain_m3")) > 0.0);
  CHECK(program(s.path(), "new valley --dem dem.asc --outlet 500035,2500005").status == 2);
  CHECK(program(s.path(), "new other --dem dem.asc --outlet here").output.find("is no point") !=
        std::string::npos);
}
