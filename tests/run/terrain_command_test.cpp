// `qingliu terrain` as a user calls it; what it wrote is read back through GDAL and OGR.
#include <catch2/catch.hpp>

#include <gdal.h>
#include <ogr_api.h>

#include <cmath>

#include "io/geopackage.hpp"
#include "io/raster.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A valley that falls south, 40 x 60 cells of 10 m, with a dam of 3 m across it; heights times `unit`.
io::RasterFrame write_valley(const std::filesystem::path& file, float unit = 1.0f) {
  const io::RasterFrame frame{40, 60, 10.0, 500000.0, 2550000.0, io::crs_from_epsg(4547)};
  std::vector<float> z;
  for (int j = 0; j < frame.ny; ++j) {
    for (int i = 0; i < frame.nx; ++i) {
      const float dam = j == 30 ? 3.0f : 0.0f;
      z.push_back(unit *
                  (50.0f + 0.2f * static_cast<float>(j) + 0.5f * static_cast<float>(std::abs(i - 20)) + dam));
    }
  }
  z[5] = std::nanf("");
  io::write_geotiff(file, frame, z, {"elevation", "m", -9999.0, {}, false});
  return frame;
}

}  // namespace

TEST_CASE("terrain writes rasters and layers that GDAL reads back", "[run][terrain]") {
  const Scratch scratch;
  const io::RasterFrame frame = write_valley(scratch / "dem.tif");
  io::VectorLayer river{"rivers", io::VectorLayer::Kind::lines, {{"name", std::string()}}, {}};
  river.features.push_back({{{500205.0, 2550005.0}, {500205.0, 2550595.0}}, "", {std::string("清溪")}});
  io::write_geopackage(scratch / "rivers.gpkg", frame.crs_wkt, {river});
  const Outcome outcome = program(
      scratch.path(),
      "terrain dem.tif -o out --outlet 500215 2550005 --stream-km2 0.02 --burn rivers.gpkg --burn-m 1");
  INFO(outcome.output);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.output.find("60 cells lowered by 1 m") != std::string::npos);

  const io::Raster area = io::read_raster(scratch / "out/upstream_area_d8.tif");
  CHECK(area.x_west == frame.x_west);
  CHECK(area.y_south == frame.y_south);
  CHECK(area.crs_wkt.find("4547") != std::string::npos);
  CHECK(std::isnan(area.at(5, 0)));
  CHECK(area.at(20, 0) > 0.15);

  GDALDatasetH data =
      GDALOpenEx((scratch / "out/terrain.gpkg").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  REQUIRE(data != nullptr);
  OGRLayerH streams = GDALDatasetGetLayerByName(data, "streams");
  REQUIRE(streams != nullptr);
  REQUIRE(OGR_L_GetFeatureCount(streams, 1) >= 1);
  OGRFeatureH reach = OGR_L_GetNextFeature(streams);
  CHECK(OGR_F_GetFieldAsInteger64(reach, OGR_F_GetFieldIndex(reach, "reach_id")) == 1);
  CHECK(std::string(OGR_F_GetFieldAsString(reach, OGR_F_GetFieldIndex(reach, "name"))) == "清溪");
  CHECK(OGR_F_GetFieldAsDouble(reach, OGR_F_GetFieldIndex(reach, "chainage_to_m")) == 0.0);
  OGR_F_Destroy(reach);
  OGRFeatureH shed = OGR_L_GetNextFeature(GDALDatasetGetLayerByName(data, "watershed"));
  CHECK(OGR_G_Area(OGR_F_GetGeometryRef(shed)) == Approx(area.at(20, 0) * 1e6).epsilon(1e-6));
  OGR_F_Destroy(shed);
  GDALClose(data);
}

TEST_CASE("terrain and a run find the same watershed and cut the same pits", "[run][terrain]") {
  const Scratch scratch;
  // Rough ground full of pits: ways over corners and ways over faces part there.
  const io::RasterFrame frame{40, 60, 10.0, 500000.0, 2550000.0, io::crs_from_epsg(4547)};
  std::vector<float> z;
  unsigned state = 1;
  for (int j = 0; j < frame.ny; ++j) {
    for (int i = 0; i < frame.nx; ++i) {
      state = state * 1664525u + 1013904223u;
      z.push_back(50.0f + 0.2f * static_cast<float>(j) + 0.3f * static_cast<float>(std::abs(i - 20)) +
                  3.0f * static_cast<float>(state >> 16) / 65536.0f);
    }
  }
  io::write_geotiff(scratch / "dem.tif", frame, z, {"elevation", "m", -9999.0, {}, false});
  const Outcome terrain =
      program(scratch.path(), "terrain dem.tif -o out --outlet 500205 2550005 --snap-m 50");
  CAPTURE(terrain.output);
  REQUIRE(terrain.status == 0);
  const Outcome made = program(scratch.path(), "new plan --dem dem.tif --outlet 500205,2550005");
  CAPTURE(made.output);
  REQUIRE(made.status == 0);
  const auto between = [](const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from) + from.size();
    return text.substr(begin, text.find(to, begin) - begin);
  };
  // But for single cells of the rim that fall to two neighbours alike.
  const int cells = std::stoi(between(terrain.output, " km2, ", " cells"));
  CHECK(cells > 1000);
  CHECK(std::abs(std::stoi(between(made.output, "scenario.toml: ", " cells")) - cells) <= 2);
  std::string cut = between(terrain.output, "breached", " m3 cut");
  cut.erase(0, cut.find_first_not_of(' '));
  const std::size_t comma = cut.find(" cells, ");
  REQUIRE(comma != std::string::npos);
  CHECK(made.output.find(cut.substr(0, comma) + " cells lowered by " + cut.substr(comma + 8) + " m3") !=
        std::string::npos);
}

TEST_CASE("terrain says how far the outlet moved, and where it may stay", "[run][terrain]") {
  const Scratch scratch;
  write_valley(scratch / "dem.tif");
  const Outcome moved = program(scratch.path(), "terrain dem.tif -o a --outlet 500215 2550005");
  CAPTURE(moved.output);
  CHECK(moved.output.find("; moved by 10 m to the largest upstream area within --snap-m 150") !=
        std::string::npos);
  CHECK(moved.output.find("warning") == std::string::npos);
  const Outcome stays = program(scratch.path(), "terrain dem.tif -o b --outlet 500215 2550005 --snap-m 0");
  CHECK(stays.output.find("x 500215.0 m, y 2550005.0 m") != std::string::npos);
  CHECK(stays.output.find("moved by") == std::string::npos);
}

TEST_CASE("terrain doubts heights in centimetres and thresholds without streams, and burns no points",
          "[run][terrain]") {
  const Scratch scratch;
  write_valley(scratch / "cm.tif", 100.0f);
  const Outcome steep = program(scratch.path(), "terrain cm.tif -o a --outlet 500205 2550005");
  CAPTURE(steep.output);
  CHECK(steep.output.find(" % of the cells are steeper than 45 degrees. Are the heights in metres?") !=
        std::string::npos);
  write_valley(scratch / "dem.tif");
  const Outcome none =
      program(scratch.path(), "terrain dem.tif -o b --outlet 500205 2550005 --stream-km2 500");
  CAPTURE(none.output);
  CHECK(none.output.find("warning: no stream: they begin at 500 km2, and the watershed has 0.") !=
        std::string::npos);
  write_text(
      scratch / "wells.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4547"}},"features":[)"
      R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500205,2550105]}}]})");
  const Outcome points = program(scratch.path(), "terrain dem.tif -o c --burn wells.geojson");
  CAPTURE(points.output);
  CHECK(points.status == 2);
  CHECK(points.output.find("wells.geojson: holds 1 points, and streams are lines. Name a layer of lines") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(scratch / "c"));
}

TEST_CASE("terrain says all that is wrong at once and writes nothing", "[run][terrain]") {
  const Scratch scratch;
  write_valley(scratch / "dem.tif");
  const Outcome outcome = program(scratch.path(), "terrain dem.tif -o out --outlet 1 2 --burn absent.shp");
  CHECK(outcome.status == 2);
  CHECK(outcome.output.find("--outlet 1 2 lies outside the raster") != std::string::npos);
  CHECK(outcome.output.find("absent.shp") != std::string::npos);
  CHECK(outcome.output.find("2 things to mend") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(scratch / "out"));
}
