// Every type of the catalogue that is not refused, in a run.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "io/csv_table.hpp"
#include "measure_case.hpp"
#include "measures/catalogue.hpp"

using namespace qingliu::testing;

namespace {

using qingliu::measures::MeasureType;

/// What a type needs beside its name to stand on the plot.
std::string with(const std::string& type) {
  if (type == "land_convert") return "parameters = { to = \"grass\" }";
  if (type == "ditch_drain") return "wkt = \"LINESTRING (500002.5 2550015.5, 500002.5 2550001.5)\"";
  if (type == "ditch_intercept") return "wkt = \"LINESTRING (500000 2550010, 500005 2550010)\"";
  if (type == "basin_silt" || type == "pond_small") return "point = [500002.5, 2550008.5]";
  return "";
}

/// The same in a stream, at a dam, in a gully or in a village.
std::string in_stream(const MeasureType& t) {
  if (t.at_village) return "village = \"*\"";
  if (t.name == "trash_boom") return "reach = \"R50\"\nchainage_m = [500]\nparameters = { q_max_m3s = 500 }";
  if (!t.builds.empty()) {
    const bool dam = t.parameter("bed_slope") != nullptr;
    return std::string("reach = \"R50\"\nchainage_m = [500]\n") +
           (dam ? "parameters = { bed_slope = 0.05 }" : "");
  }
  if (t.at_reach) return "reach = \"R1\"";
  if (t.name == "reservoir_flush") return "dam = \"pool\"\nparameters = { level_m = 49 }";
  if (t.name == "reservoir_reinforce") return "dam = \"pool\"\nparameters = { spill_w_m = 12 }";
  return "dam = \"pool\"";
}

/// A storm on the coarse synthetic catchment with soft banks, a reservoir, and a village with litter and
/// pigs.
fs::path run_stream(const Scratch& s, const std::string& name, const std::string& more) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, s.path() / file, fs::copy_options::overwrite_existing);
  write_text(s.path() / "pool.csv", "level_m,volume_m3,area_m2\n41,0,0\n55,2050000,320000\n");
  write_text(s.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\nerodible_depth_m = 0.5\n"
                 "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 12\n"
                 "[[reservoir]]\nname = \"pool\"\ntable = \"pool.csv\"\nreach = \"R50\"\nchainage_m = 1018\n"
                 "crest_m = 53\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\n"
                 "start_level_m = 51\nspillway_m = 51\nspillway_width_m = 2\noutlet_m = 42\n"
                 "outlet_area_m2 = 1\nrule_level_m = [41]\nrule_release_m3_per_s = [0]\n"
                 "[litter]\nbuildup_days = 20\nstart_kg_per_km = 30\n"
                 "[[constituent]]\nname = \"TP\"\npool_mg_per_l = 0.03\n"
                 "[[village]]\nname = \"V\"\nreach = \"R50\"\nchainage_m = 100\npopulation = 900\n"
                 "collected = 0.4\nsewage_delivery = 0.5\npigs = 100\npig_delivery = 0.2\n" +
                 more);
  const Outcome run = program(s.path(), "run s.toml --quiet -o " + name +
                                            " --set time.duration_h=14 --set terrain.cell_size_m=480 --set "
                                            "output.every_min=240");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return s.path() / name;
}

/// Wet walls and a gully in a hill under heavy rain.
fs::path run_gully(const Scratch& s, const std::string& name, const std::string& more) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("benggang") / file, s.path() / file, fs::copy_options::overwrite_existing);
  write_text(s.path() / "g.toml", text_of(shipped("benggang/scenario.toml")) + more);
  const Outcome run =
      program(s.path(), "run g.toml --quiet -o " + name +
                            " --set time.duration_h=1 --set terrain.cell_size_m=5 --set rain.0.duration_h=1 "
                            "--set rain.0.depth_mm=90 --set rain.0.block_min=10 --set output.every_min=60 "
                            "--set collapsing_gully.0.saturation=0.53 --set gully.0.head_threshold=0 --set "
                            "gully.0.head_rate_m_per_h=20");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return s.path() / name;
}

void moves_and_closes(const fs::path& results, const std::string& without) {
  CHECK(hash_of(results) != without);
  for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
}

/// [kg] that a boom or rack has caught.
double caught(const fs::path& results) {
  const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "litter.csv");
  double mass = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row][0] == "measure") mass = table.number(row, table.column("come_kg"));
  }
  return mass;
}

}  // namespace

TEST_CASE("every type that acts on land changes a run, and closes its books", "[run][measures][catalogue]") {
  const Scratch s;
  const std::string bare = hash_of(run_plot(s, "bare", ""));
  for (const MeasureType& type : qingliu::measures::shipped_catalogue()) {
    if (!type.acts_on_land() || type.at_gully) continue;
    CAPTURE(type.name);
    moves_and_closes(run_plot(s, type.name, measure("M", type.name, with(type.name))), bare);
  }
}

TEST_CASE("every type that acts in streams and at dams changes a run, closes its books and has a cost",
          "[run][measures][catalogue]") {
  const Scratch s;
  const std::string bare = hash_of(run_stream(s, "bare", ""));
  int types = 0;
  for (const MeasureType& type : qingliu::measures::shipped_catalogue()) {
    if (!type.acts_in_rivers() || type.at_gully) continue;
    CAPTURE(type.name);
    ++types;
    const std::string built = type.at_dam && !type.at_reach ? "2026-06-01T08:00:00" : "2020-06-01";
    const fs::path results = run_stream(s, type.name, measure("M", type.name, in_stream(type), built));
    moves_and_closes(results, bare);
    if (type.builds == "trap") CHECK(caught(results) > 0.1);
    const std::string costs = text_of(results / "measure_costs.csv");
    CHECK(costs.find("\nM," + type.name + ",") != std::string::npos);
  }
  CHECK(types == 19);
}

TEST_CASE("every type that treats gullies holds ground, and closes its books", "[run][measures][catalogue]") {
  const Scratch s;
  const fs::path bare = run_gully(s, "bare", "");
  const auto treated = [&](const std::string& type, const std::string& gully) {
    const fs::path results =
        run_gully(s, type, measure("M", type, "gully = \"" + gully + "\"\n", "2016-06-01"));
    moves_and_closes(results, hash_of(bare));
    return results;
  };
  const auto given = [](const fs::path& results, const std::string& way) {
    const std::string json = text_of(results / "summary.json");
    double sum = 0.0;
    for (std::size_t at = json.find("\"" + way + "\""); at != std::string::npos;
         at = json.find("\"" + way + "\"", at + 1))
      sum += std::strtod(json_value(json, way, at).c_str(), nullptr);
    return sum;
  };
  CHECK(given(treated("benggang", "Benggang"), "gullies_kg") < given(bare, "gullies_kg"));
  const auto went = [](const fs::path& results) {
    const qingliu::io::CsvTable table = qingliu::io::read_csv_table(results / "gullies.csv");
    return table.number(0, table.column("head_went_m"));
  };
  CHECK(went(bare) > 0.1);
  CHECK(went(treated("gully_head", "floor rill")) == 0.0);
  const Outcome wrong = program(s.path(), "check g.toml --no-trial --set measure.M.gully=nowhere");
  CAPTURE(wrong.output);
  CHECK(wrong.status == 2);
}

TEST_CASE("strips narrower than a cell keep grains of every class back", "[run][measures]") {
  const Scratch s;
  const fs::path results = run_plot(s, "strips", measure("M", "grass_strip"));
  const std::string table = text_of(results / "measures.csv");
  const std::size_t row = table.find("\nM,0,0,0,0,");  // no room, no water
  REQUIRE(row != std::string::npos);
  std::istringstream numbers(table.substr(row + 11));
  std::string number;
  int classes = 0;
  for (; std::getline(numbers, number, ','); ++classes) CHECK(std::strtod(number.c_str(), nullptr) > 0.0);
  CHECK(classes == 4);
}

TEST_CASE("a change of land use names a row of the table, or says which there are", "[run][measures]") {
  const Scratch s;
  write_text(s.path() / "s.toml", plot(measure("L", "land_convert", "parameters = { to = \"forest\" }")));
  const Outcome run = program(s.path(), "check s.toml --no-trial");
  CAPTURE(run.output);
  CHECK(run.status == 2);
  CHECK(run.output.find("'L': the land-use table has no 'forest'") != std::string::npos);
  CHECK(run.output.find("with one of: bare granite slope, grass") != std::string::npos);
}
