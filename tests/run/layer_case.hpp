#pragma once
// A small scenario with layers of its own, to be broken and varied.
#include <catch2/catch.hpp>

#include "run_case.hpp"

namespace qingliu::testing {

inline const char* const utm =
    "PROJCS[\"WGS 84 / UTM zone 50N\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS "
    "84\",6378137,298.257223563]],"
    "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",117],PARAMETER[\"scale_factor\",0."
    "9996],"
    "PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]";

/// A raster of 8 x 6 cells of 10 m as an ESRI ASCII grid with its projection; `cells`: value by row from the
/// north.
inline void write_raster(const Scratch& s, const std::string& name, double x, double y,
                         double (*value)(int row, int column), bool with_crs = true) {
  std::string text = "ncols 8\nnrows 6\nxllcorner " + std::to_string(x) + "\nyllcorner " + std::to_string(y) +
                     "\ncellsize 10\nNODATA_value -9999\n";
  for (int row = 0; row < 6; ++row) {
    for (int column = 0; column < 8; ++column) text += std::to_string(value(row, column)) + " ";
    text += "\n";
  }
  write_text(s.path() / (name + ".asc"), text);
  if (with_crs) write_text(s.path() / (name + ".prj"), utm);
}

inline double slope(int row, int) { return 60.0 - 5.0 * row; }
inline double ones(int, int) { return 1.0; }

inline const std::string scenario_text = R"(schema = "qingliu-scenario/1"
[scenario]
title = "broken"
[time]
start = 2026-06-01T00:00:00
duration_h = 0.1
[terrain]
dem = "dem.asc"
outlet = { line = [[500000.0, 2500005.0], [500080.0, 2500005.0]], boundary = "normal-depth", slope = 0.1 }
[landuse]
raster = "landuse.asc"
table = "landuse.csv"
[soil]
table = "soil.csv"
uniform = 1
[[rain]]
kind = "uniform"
rain_mm_per_h = 60
duration_h = 0.1
)";

/// A whole, good scenario in a scratch folder.
inline void write_good(const Scratch& s) {
  write_raster(s, "dem", 500000, 2500000, slope);
  write_raster(s, "landuse", 500000, 2500000, ones);
  write_text(s.path() / ("landuse.csv"), "id,name,manning_n\n1,bare,0.03\n");
  write_text(s.path() / ("soil.csv"),
             "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
             "sand_percent,"
             "rock_percent,erodibility_s_per_m,critical_shear_pa,splash_g_per_j,impervious_base\n"
             "1,red soil,1,1.0,10,100,0.45,0.3,30,20,50,0,0.0004,2.5,2.0,1\n");
  write_text(s.path() / ("s.toml"), scenario_text);
}

inline void check_refused(const Scratch& s, const std::vector<std::string>& parts) {
  const Outcome run = program(s.path(), "run s.toml -o out");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  CHECK_FALSE(fs::exists(s.path() / "out"));
  for (const std::string& part : parts) {
    CAPTURE(part);
    CHECK(run.output.find(part) != std::string::npos);
  }
}

inline const std::string& text() { return scenario_text; }

/// The scenario with one passage replaced.
inline std::string with(const std::string& from, const std::string& to) {
  std::string changed = scenario_text;
  return changed.replace(changed.find(from), from.size(), to);
}

inline std::string utm_51() {
  std::string zone = utm;
  zone.replace(zone.find("zone 50N"), 8, "zone 51N");
  return zone.replace(zone.find("\"central_meridian\",117"), 22, "\"central_meridian\",123");
}

inline void write_geojson(const Scratch& s, const std::string& name, const std::string& geometry,
                          const std::string& properties, const std::string& crs = "EPSG:32650") {
  write_text(s.path() / name, R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" +
                                  crs + R"("}},"features":[{"type":"Feature","properties":{)" + properties +
                                  R"(},"geometry":)" + geometry + "}]}");
}

inline void write_polygon(const Scratch& s, const std::string& name, double west, double south, double east,
                          double north, const std::string& column, int value) {
  const auto at = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  write_geojson(s, name,
                R"({"type":"Polygon","coordinates":[[)" + at(west, south) + "," + at(east, south) + "," +
                    at(east, north) + "," + at(west, north) + "," + at(west, south) + "]]}",
                "\"" + column + "\":" + std::to_string(value));
}

inline void write_line(const Scratch& s, const std::string& name, double ax, double ay, double bx,
                       double by) {
  const auto at = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  write_geojson(s, name, R"({"type":"LineString","coordinates":[)" + at(ax, ay) + "," + at(bx, by) + "]}",
                "");
}

}  // namespace qingliu::testing
