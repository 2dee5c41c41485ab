#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

const std::string full_scenario = R"(schema = "qingliu-scenario/1"
[scenario]
title = "平东 \"A\""
[time]
start = 2018-08-30T05:00:00
duration_h = 30
[terrain]
dem = "terrain.tif"
mask = "watershed"
pits = "breach"
outlet = { point = [412300.5, 2551000], snap_m = 120, slope = 0.002 }
[landuse]
table = "landuse.csv"
uniform = 2
[soil]
table = "soil.csv"
uniform = 1
[grains]
diameter_um = [2, 20, 100, 350, 1000]
density_kg_per_m3 = 2600
[[rain]]
kind = "alternating-blocks"
depth_mm = 300
duration_h = 24
begin_h = 0.5
peak = 0.375
[[rain]]
kind = "file"
file = "rain.csv"
time_column = "when"
intensity_column = "mm_per_h"
select_column = "event"
select_value = "A"
time_offset_h = 8
[sediment]
shielding_mass_kg_per_m2 = 0.7
bed_feedback = false
[[gauge]]
name = "dam-site"
point = [412300, 2551000]
[checkpoint]
every_wall_min = 10
)";

std::string facts(const std::vector<Point>& points) {
  std::string text;
  for (const auto& [x, y] : points) text += fmt::format(" ({}, {})", x, y);
  return text;
}

/// Every member of a scenario, numbers to the last bit, places aside.
std::string facts(const Scenario& s) {
  std::string text = fmt::format("{} {} {} {} {}", s.scenario.title, s.scenario.synthetic, s.time.start,
                                 s.time.duration, s.time.max_step);
  const TerrainSection& t = s.terrain;
  text += fmt::format("\n{} {} {} {} {}", t.dem.file.string(), t.synthetic, t.cell_size, t.mask, t.pits);
  for (const auto& [name, value] : t.synthetic_parameters) text += fmt::format(" {}={}", name, value);
  text +=
      fmt::format("\n{} {} {} {}", t.outlet.snap, t.outlet.boundary, t.outlet.slope, facts(t.outlet.line));
  if (t.outlet.point) text += facts({*t.outlet.point});
  text += fmt::format("\n{} {} {} {} {}", s.landuse.raster.file.string(), s.landuse.table.string(),
                      s.landuse.uniform, s.landuse.by_rules, s.landuse.manning_n);
  text += fmt::format("\n{} {} {} {}", s.soil.raster.file.string(), s.soil.table.string(), s.soil.uniform,
                      s.soil.by_rules);
  text += fmt::format("\n{} {}", fmt::join(s.grains.diameters, " "), s.grains.density);
  for (const RainSection& r : s.rain) {
    text += fmt::format("\n{} {} {} {} {} {} {} {}", r.kind, r.depth.value_or(-1.0), r.intensity, r.begin,
                        r.duration, r.block, r.peak, r.exponent);
    text += fmt::format(" {} {} {} {} {} {}", r.file.string(), r.time_column, r.intensity_column,
                        r.select_column, r.select_value, r.time_offset);
  }
  text += fmt::format("\n{} {} {} {}", s.flow.scheme, s.flow.courant, s.flow.steep_slope_correction,
                      s.infiltration.kind);
  const SedimentSection& d = s.sediment;
  text += fmt::format("\n{} {} {} {} {} {} {}", d.on, d.closure, d.shielding_mass, d.deposit_detachability,
                      d.splash_attenuation, d.deposit_porosity, d.bed_feedback);
  for (const GaugeSection& g : s.gauges)
    text += fmt::format("\n{} {}{}", g.name, facts(g.section), g.point ? facts({*g.point}) : "");
  return text + fmt::format("\n{} {} {} {}", s.output.every, fmt::join(s.output.fields, " "),
                            s.output.gauges_every, s.checkpoint.every_wall);
}

}  // namespace

TEST_CASE("a good scenario arrives in SI", "[scenario]") {
  const Workbench bench;
  const Scenario s = bench.read(good_scenario);
  CHECK(s.warnings.empty());
  CHECK(s.text == good_scenario);
  CHECK(s.time.start == "2026-06-01T00:00:00");
  CHECK(s.time.duration == 7200.0);
  CHECK(s.terrain.synthetic_parameters ==
        std::map<std::string, double>{{"length", 100}, {"width", 20}, {"slope", 0.1}});
  CHECK(s.rain.at(0).intensity == 1e-5);
  CHECK(s.rain.at(0).duration == 3600.0);
  CHECK(s.grains.diameters == std::vector<double>{2e-6, 2e-5, 1e-4});
  CHECK(s.gauges.at(0).section == std::vector<Point>{{500000, 2550050}, {500020, 2550050}});
  CHECK(s.output.every == 300.0);
  CHECK(s.sediment.on);
  CHECK(s.infiltration.kind == "green-ampt");
  CHECK(s.landuse.table == bench.folder() / "landuse.csv");
}

TEST_CASE("a scenario with all features arrives in SI", "[scenario]") {
  const Workbench bench;
  const Scenario s = bench.read(full_scenario);
  CHECK(s.scenario.title == "平东 \"A\"");
  CHECK(s.terrain.dem.file == bench.folder() / "terrain.tif");
  CHECK(s.terrain.outlet.point == Point(412300.5, 2551000));
  CHECK(s.terrain.outlet.snap == 120.0);
  CHECK(s.rain.at(0).depth == 0.3);
  CHECK(s.rain.at(0).begin == 1800.0);
  CHECK(s.rain.at(0).block == 600.0);
  CHECK(s.rain.at(1).time_offset == 28800.0);
  CHECK(s.rain.at(1).select_value == "A");
  CHECK(s.sediment.shielding_mass == 0.7);
  CHECK_FALSE(s.sediment.bed_feedback);
  CHECK(s.checkpoint.every_wall == 600.0);
  CHECK(s.output.fields ==
        std::vector<std::string>{"water_depth", "velocity", "bed_change", "net_erosion", "concentration"});
}

TEST_CASE("the resolved scenario reads back to the same scenario and to itself", "[scenario]") {
  const Workbench bench;
  const std::string minimal = R"(schema = "qingliu-scenario/1"
scenario = { title = "Dry" }
time.duration_h = 0.1
terrain = { synthetic = "gongping", cell_size_m = 90 }
)";
  for (const std::string& text : {good_scenario, full_scenario, minimal}) {
    const Scenario first = bench.read(text, {"flow.courant=0.3333333333333333"});
    const Scenario second = bench.read(first.resolved);
    INFO(first.resolved);
    CHECK(second.flow.courant == 0.3333333333333333);
    CHECK(facts(second) == facts(first));
    CHECK(second.resolved == first.resolved);
  }
}

TEST_CASE("defaults of the key tables are those of the structs", "[scenario]") {
  const Workbench bench;
  const Scenario s = bench.read(R"(schema = "qingliu-scenario/1"
[scenario]
title = "Dry"
[time]
duration_h = 1
[terrain]
synthetic = "gongping"
cell_size_m = 90
[sediment]
on = false
)");
  Scenario plain;
  plain.scenario.title = "Dry";
  plain.scenario.synthetic = true;
  plain.time.duration = 3600.0;
  plain.terrain.synthetic = "gongping";
  plain.terrain.cell_size = 90.0;
  plain.infiltration.kind = "none";
  plain.output.fields = {"water_depth", "velocity"};
  CHECK(facts(s) == facts(plain));
}

TEST_CASE("features that are off ask for nothing", "[scenario]") {
  const Workbench bench;
  const std::string text = R"(schema = "qingliu-scenario/1"
[scenario]
title = "Water only"
[time]
duration_h = 1
[terrain]
dem = "terrain.tif"
outlet = { line = [[0, 0], [10, 0]] }
[[rain]]
kind = "uniform"
rain_mm_per_h = 20
duration_h = 0.5
)";
  CHECK(bench.findings(text).empty());
  const Scenario s = bench.read(text);
  CHECK_FALSE(s.scenario.synthetic);
  CHECK_FALSE(s.sediment.on);
  CHECK(s.infiltration.kind == "none");
  CHECK(s.landuse.table.empty());
  CHECK(s.landuse.manning_n == 0.05);
}

TEST_CASE("values outside the advised range are warnings and do not stop", "[scenario]") {
  const Workbench bench;
  CHECK(bench.findings(replaced(good_scenario, "courant = 0.4", "courant = 0.01")) ==
        std::vector<std::string>{
            "s.toml:26:1: warning: [flow] courant = 0.01 is outside the advised 0.1 to 0.5"});
  CHECK(bench.findings(replaced(good_scenario, "duration_h = 1\n", "duration_h = 3\n")) ==
        std::vector<std::string>{"s.toml:21:1: warning: [[rain]] goes on after the run has ended"});
  CHECK(bench.findings(replaced(good_scenario, "[sediment]", "[sediment]\non = false")) ==
        std::vector<std::string>{
            "s.toml:35:1: warning: [output] bed_change is left out: there is no [sediment]"});
}

TEST_CASE("QINGLIU_DATA_DIR is expanded, and by default is shared/data at or above the scenario",
          "[scenario]") {
  const Workbench bench;
  std::filesystem::create_directories(bench.folder() / "shared" / "data");
  std::filesystem::create_directories(bench.folder() / "project" / "scenarios");
  bench.put("shared/data/landuse.csv", good_landuse);
  bench.put("project/scenarios/soil.csv", good_soil);
  const std::string text = replaced(good_scenario, "\"landuse.csv\"", "\"${QINGLIU_DATA_DIR}/landuse.csv\"");
  const Path file = bench.put("project/scenarios/s.toml", text);
  const char* before = std::getenv("QINGLIU_DATA_DIR");
  const std::string kept = before ? before : "";
  ::unsetenv("QINGLIU_DATA_DIR");
  CHECK(read_scenario(file).landuse.table == bench.folder() / "shared/data/landuse.csv");
  ::setenv("QINGLIU_DATA_DIR", bench.folder().c_str(), 1);
  CHECK(read_scenario(file).landuse.table == bench.folder() / "landuse.csv");
  before ? ::setenv("QINGLIU_DATA_DIR", kept.c_str(), 1) : ::unsetenv("QINGLIU_DATA_DIR");
}

TEST_CASE("a file saved by Windows is read: byte order mark and line ends", "[scenario]") {
  const Workbench bench;
  std::string text = "\xEF\xBB\xBF";
  for (const char c : good_scenario) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(bench.findings(text).empty());
}
