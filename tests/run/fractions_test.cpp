// Several [[fraction]] of one kind, and more of them than a cell holds.
#include "layer_case.hpp"
#include "run/world.hpp"

using namespace qingliu::testing;

namespace {

double west_half(int, int column) { return column < 4 ? 1.0 : 0.0; }
double east_half(int, int column) { return column < 4 ? 0.0 : 1.0; }
double quarter(int, int) { return 0.24; }

std::string fraction(const std::string& kind, const std::string& layer, const std::string& more = "") {
  return "[[fraction]]\nkind = \"" + kind + "\"\nlayer = \"" + layer + ".asc\"\n" + more;
}

std::unique_ptr<qingliu::run::World> world_of(const Scratch& s, const std::string& fractions) {
  write_text(s.path() / "s.toml", text() + fractions);
  return qingliu::run::build_world(qingliu::scenario::read_scenario(s.path() / "s.toml"));
}

const qingliu::Landuse& cover(const qingliu::run::World& w, int i, int j) {
  return w.landuses.at(static_cast<std::size_t>(w.land.cover[w.grid.index(i, j)]));
}

}  // namespace

TEST_CASE("every [[fraction]] keeps its own roughness and store", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "west", 500000, 2500000, west_half);
  write_raster(s, "east", 500000, 2500000, east_half);
  write_raster(s, "some", 500000, 2500000, quarter);
  const auto halves = world_of(s, fraction("roof", "west", "roof_store_mm = 5\nmanning_n = 0.02\n") +
                                      fraction("roof", "east", "roof_store_mm = 0\nmanning_n = 0.05\n"));
  CHECK(cover(*halves, 0, 2).roof_store == Approx(5e-3));
  CHECK(cover(*halves, 0, 2).manning_n == Approx(0.02));
  CHECK(cover(*halves, 7, 2).roof_store == 0.0);
  CHECK(cover(*halves, 7, 2).manning_n == Approx(0.05));
  // Two roofs in one cell keep the mean of both by area, roads of two kinds mix with the bare ground, 0.03.
  const auto mixed = world_of(s, fraction("roof", "some", "roof_store_mm = 5\nmanning_n = 0.02\n") +
                                     fraction("roof", "some", "roof_store_mm = 1\nmanning_n = 0.05\n"));
  CHECK(cover(*mixed, 3, 3).roof_share == Approx(0.48));
  CHECK(cover(*mixed, 3, 3).roof_store == Approx(3e-3));
  CHECK(cover(*mixed, 3, 3).manning_n == Approx(0.24 * 0.02 + 0.24 * 0.05 + 0.52 * 0.03));
}

TEST_CASE("what exceeds a cell does not count and is told", "[run][layers]") {
  const Scratch s;
  write_good(s);
  write_raster(s, "roofs", 500000, 2500000, ones);
  write_raster(s, "west", 500000, 2500000, west_half);
  write_text(s.path() / "s.toml", text() + fraction("roof", "roofs") + fraction("road", "west"));
  const Outcome check = program(s.path(), "check s.toml --no-trial");
  CAPTURE(check.output);
  CHECK(check.output.find("roof: 0.48 ha of the watershed") != std::string::npos);
  CHECK(check.output.find("road: 0 ha of the watershed") != std::string::npos);
  CHECK(check.output.find(
            "road: 0.24 ha more of its layers do not count: they lie where roofs, roads and water "
            "(in this order) together exceed the cell") != std::string::npos);
}

TEST_CASE("polygons off the watershed get the hint that rasters get", "[run][layers][errors]") {
  const Scratch s;
  write_good(s);
  write_polygon(s, "off.geojson", 700000, 2500000, 700080, 2500060, "code", 1);
  write_text(s.path() / "s.toml",
             with(R"(raster = "landuse.asc")", R"(raster = { file = "off.geojson", column = "code" })"));
  check_refused(s,
                {"[landuse] raster: off.geojson has no polygon on the cells of the terrain dem.asc. Are its "
                 "coordinates right?",
                 "crs = \"EPSG:...\"", "layer: x 700000.0 to 700080.0, y 2500000.0 to 2500060.0"});
  write_text(s.path() / "s.toml", text() + "[[fraction]]\nkind = \"roof\"\nlayer = \"off.geojson\"\n");
  const Outcome check = program(s.path(), "check s.toml --no-trial");
  CAPTURE(check.output);
  CHECK(check.output.find("[[fraction]] roof layer: nothing of off.geojson lies on the watershed") !=
        std::string::npos);
}
