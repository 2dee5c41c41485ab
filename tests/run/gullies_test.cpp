// Collapsing gullies and gullies in a run: what they promise together with land and streams.
#include <catch2/catch.hpp>
#include <cmath>

#include "run_case.hpp"

using namespace qingliu::testing;

namespace {

/// The shipped hill in an hour of heavy rain, wetter than there, so that walls fall; `more` are sections.
Outcome run_with(const Scratch& scratch, const std::string& more, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("benggang") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "s.toml", text_of(shipped("benggang/scenario.toml")) + more);
  return program(scratch.path(),
                 "run s.toml --quiet --overwrite --set time.duration_h=1 --set terrain.cell_size_m=5 --set "
                 "rain.0.duration_h=1 --set rain.0.depth_mm=90 --set rain.0.block_min=10 --set "
                 "output.every_min=30 --set collapsing_gully.0.saturation=0.53 " +
                     arguments);
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string word;
  for (const char c : csv) {
    if (c != ',' && c != '\n') {
      word += c;
      continue;
    }
    rows.back().push_back(word);
    word.clear();
    if (c == '\n') rows.emplace_back();
  }
  rows.pop_back();
  return rows;
}

/// Number of a row under a column's name.
double number(const std::vector<std::vector<std::string>>& rows, std::size_t row, const std::string& column) {
  const auto at = std::find(rows[0].begin(), rows[0].end(), column) - rows[0].begin();
  return std::strtod(rows.at(row).at(static_cast<std::size_t>(at)).c_str(), nullptr);
}

}  // namespace

TEST_CASE(
    "a run whose walls fall closes its books through gully, land and stream, with one hash for any threads",
    "[run][gullies]") {
  const Scratch scratch;
  std::string first;
  for (const char* threads : {"1", "2", "3"}) {
    const Outcome run = run_with(scratch, "", std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  const auto gullies = rows_of(text_of(scratch.path() / "t1/collapsing_gullies.csv"));
  const auto channels = rows_of(text_of(scratch.path() / "t1/gullies.csv"));
  const auto streams = rows_of(text_of(scratch.path() / "t1/streams.csv"));
  REQUIRE(gullies.size() == 2);
  REQUIRE(channels.size() == 2);
  CHECK(streams.size() > 5);
  CHECK(number(gullies, 1, "gave_kg") > 1e5);
  CHECK(number(gullies, 1, "first_fall_s") > 0.0);
  CHECK(number(channels, 1, "cut_kg") > 0.0);
  // The head went, and no farther than its greatest discharge would have driven it all the hour (Temple
  // 1992).
  const double peak = number(channels, 1, "head_peak_m3_per_s"), went = number(channels, 1, "head_went_m");
  const double unit_discharge = peak / (2.51 * std::pow(peak, 0.412));
  CHECK(went > 0.005);
  CHECK(went <= 0.3 * (std::cbrt(unit_discharge * 1.2) - 0.1));
  // Books of the classes, books of the objects and the totals by land use are three countings of one mass.
  const std::string summary = text_of(scratch.path() / "t1/summary.json");
  double booked = 0.0;
  for (std::size_t at = summary.find("\"gullies_kg\""); at != std::string::npos;
       at = summary.find("\"gullies_kg\"", at + 1))
    booked += std::stod(summary.substr(at + 14));
  CHECK(booked == Approx(number(gullies, 1, "gave_kg") + number(channels, 1, "gave_kg")).epsilon(1e-6));
  const auto walls = rows_of(text_of(scratch.path() / "t1/walls.csv"));
  CHECK(walls.size() > 10);
  const auto totals = rows_of(text_of(scratch.path() / "t1/totals.csv"));
  CHECK(number(totals, totals.size() - 1, "eroded_kg") > booked);
}

TEST_CASE("a run whose walls fall goes on from a checkpoint bit for bit", "[run][gullies]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, "", "-o straight --max-steps 1000").status == 4);
  REQUIRE(run_with(scratch, "", "-o parts --max-steps 400").status == 4);
  const auto before = rows_of(text_of(scratch.path() / "parts/collapsing_gullies.csv"));
  REQUIRE(run_with(scratch, "", "--restart parts/checkpoint/newest.qlc --max-steps 600").status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv", "collapsing_gullies.csv", "walls.csv", "gullies.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
  const auto gullies = rows_of(text_of(scratch.path() / "parts/collapsing_gullies.csv"));
  CHECK(number(before, 1, "gave_kg") > 1e4);  // walls fell before the restart and after it
  CHECK(number(gullies, 1, "gave_kg") > number(before, 1, "gave_kg") + 1e4);
}

TEST_CASE("walls that the terrain command finds are those that a run finds", "[run][gullies]") {
  const Scratch scratch;
  // The bed of a run as a raster, then its walls as a layer of another run.
  REQUIRE(run_with(scratch, "", "-o out --max-steps 1").status == 4);
  const Outcome exported = program(scratch.path(), "export out --to gtiff -o maps");
  CAPTURE(exported.output);
  REQUIRE(exported.status == 0);
  fs::path dem;
  for (const auto& entry : fs::recursive_directory_iterator(scratch.path() / "maps")) {
    if (entry.path().filename().string().find("elevation") != std::string::npos &&
        entry.path().extension() == ".tif")
      dem = entry.path();
  }
  REQUIRE(!dem.empty());
  const Outcome found =
      program(scratch.path(), "terrain '" + dem.string() + "' -o t --walls --wall-m 3 --wall-deg 45");
  CAPTURE(found.output);
  REQUIRE(found.status == 0);
  CHECK(found.output.find("walls.gpkg") != std::string::npos);
  const std::string by_layer =
      " --set collapsing_gully.0.find=false --set 'collapsing_gully.0.layer.file=\"t/walls.gpkg\"'";
  const Outcome drawn = run_with(scratch, "", "-o drawn --max-steps 1" + by_layer);
  CAPTURE(drawn.output);
  REQUIRE(drawn.status == 4);
  CHECK(text_of(scratch.path() / "drawn/walls.csv") == text_of(scratch.path() / "out/walls.csv"));
}

TEST_CASE("faults of gullies are named all at once, with place and remedy", "[run][gullies]") {
  const Scratch scratch;
  const auto refused = [&](const std::string& sections, const std::vector<std::string>& words) {
    const Outcome run = run_with(scratch, sections, "-o out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    for (const std::string& word : words) {
      CAPTURE(word);
      CHECK(run.output.find(word) != std::string::npos);
    }
    CHECK(run.output.find("s.toml:") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
  };
  const auto square = [&](const std::string& name, double x, double y, const std::string& kind) {
    const auto at = [](double a, double b) {
      return "[" + std::to_string(a) + "," + std::to_string(b) + "]";
    };
    const std::string ring = at(x, y) + "," + at(x + 20, y) + "," + at(x + 20, y + 20) + "," + at(x, y + 20);
    const std::string geometry =
        kind == "Polygon" ? "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "," + at(x, y) + "]]}"
                          : "{\"type\":\"LineString\",\"coordinates\":[" + ring + "]}";
    write_text(scratch.path() / name,
               R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4547"}},)"
               R"("features":[{"type":"Feature","properties":{"id":1},"geometry":)" +
                   geometry + "}]}");
  };
  square("off.geojson", 700000, 2560100, "Polygon");
  square("flat.geojson", 650095, 2560300, "Polygon");
  square("line.geojson", 650095, 2560300, "LineString");
  refused(
      "[[collapsing_gully]]\nname = \"a\"\nlayer = \"off.geojson\"\nwall_height_m = 8\n"
      "[[collapsing_gully]]\nname = \"b\"\nlayer = \"flat.geojson\"\n"
      "[[collapsing_gully]]\nname = \"c\"\nlayer = \"line.geojson\"\n"
      "[[collapsing_gully]]\nname = \"d\"\nlayer = { file = \"flat.geojson\", column = \"id\" }\nids = [4]\n"
      "[[gully]]\nname = \"e\"\nhead = [700000, 2560100]\n",
      {"'a' layer: 1 of 1 polygons hold the centre of no cell of the watershed (x 650",
       "'b': its walls have no height: the terrain, in cells of 5 m, shows none of 1.5 m and 50 degrees",
       "Give wall_height_m, or finer terrain", "'c' layer: line.geojson holds lines. Draw polygons",
       "'d' layer: flat.geojson has no polygon with the number 4 in column 'id'",
       "'e' leaves the watershed at (700000.0, 2560100.0)"});
  refused(
      "[[gully]]\nname = \"e\"\nhead = [650160, 2560248]\nbase_m = 0.8\nhead_height_m = 1.2\n",
      {"[[gully]] 'e': head_height_m = 1.2 is above base_m = 0.8: the head would fall deeper than the ground",
       "Give a lower head"});
  refused("[[collapsing_gully]]\nname = \"a\"\nfind = true\nsoil = \"saprolit\"\n",
          {"Did you mean", "saprolite"});
  refused("[[collapsing_gully]]\nname = \"a\"\nfind = true\ncohesion_dry_pa = 22000\n",
          {"unknown key 'cohesion_dry_pa'. Did you mean 'cohesion_dry_kpa'?"});
  refused("[[collapsing_gully]]\nname = \"a\"\nfind = true\ncohesion_dry_kpa = 22000\n",
          {"cohesion_dry_kpa = 22000", "kPa"});
  refused(
      "[[collapsing_gully]]\nname = \"Benggang\"\n"
      "[[collapsing_gully]]\nname = \"b\"\nfind = true\nwall_height_m = 4\ncohesion_dry_kpa = "
      "5\ncohesion_wet_kpa = 9\nfraction = [1]\n"
      "[[gully]]\nname = \"c\"\nhead = [650160, 2560248]\nline = [[1, 2], [3, 4]]\ndepth_m = 3\n",
      {"the name \"Benggang\" is given twice", "'Benggang': has no place",
       "'b': find takes the height of walls", "'b': cohesion is 9 kPa wet and 5 dry",
       "'b': fraction has 1 shares, [grains] 5 classes", "'c': give one of layer, line",
       "'c': depth_m and width_m belong together", "'c': depth_m = 3 is above base_m = 1"});
  refused("[[collapsing_gully]]\nname = \"again\"\nfind = true\nleast_height_m = 3\nleast_deg = 45\n",
          {"'again' lies on the floor of 'Benggang'"});
}
