// Surveyed sections and silt at the start, in a run.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

struct Place {
  double chainage, bed, bank, width;
};

/// The coarse synthetic catchment with streams; `streams` are more keys of theirs.
Outcome run_with(const Scratch& scratch, const std::string& streams, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "s.toml", text_of(shipped("gongping/scenario.toml")) +
                                            "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n" + streams);
  return program(
      scratch.path(),
      "run s.toml --quiet --overwrite --set terrain.cell_size_m=480 --set output.every_min=120 " + arguments);
}

/// Segments of a reach as streams.csv has them.
std::vector<Place> places_of(const fs::path& results, const std::string& reach) {
  std::vector<Place> places;
  std::istringstream text(text_of(results / "streams.csv"));
  for (std::string line; std::getline(text, line);) {
    if (line.rfind(reach + ",", 0) != 0) continue;
    std::vector<double> v;
    std::istringstream cells(line.substr(reach.size() + 1));
    for (std::string cell; std::getline(cells, cell, ',');) v.push_back(std::stod(cell));
    places.push_back(
        {v[4], v[6], v[7], v[8]});  // segment, downstream, x, y, chainage, length, bed, bank, width
  }
  return places;
}

double bed_between(const Place& a, double bed_a, const Place& b, double bed_b, double chainage) {
  return bed_a + (chainage - a.chainage) / (b.chainage - a.chainage) * (bed_b - bed_a);
}

/// The first reach whose bed runs so straight that one laid evenly from 0.8 m below its second place to 1 m
/// below its fourth stays in the ground.
std::string straight_reach(const fs::path& results) {
  for (int n = 1; n < 100; ++n) {
    const std::string reach = "R" + std::to_string(n);
    const std::vector<Place> p = places_of(results, reach);
    if (p.size() < 5 || p[1].bed - p[3].bed < 0.5) continue;
    const double middle = bed_between(p[1], p[1].bed - 0.8, p[3], p[3].bed - 1.0, p[2].chainage);
    if (middle < p[2].bank - 0.5 && p[3].bed - 1.0 < p[4].bank - 0.5) return reach;
  }
  return "";
}

std::string section_at(double chainage, double bed, const std::string& reach = "R23") {
  std::string text;
  for (const auto& [across, above] : {std::pair{0.0, 1.5}, {1.0, 0.2}, {2.0, 0.0}, {4.0, 0.1}, {7.0, 1.6}})
    text += reach + "," + std::to_string(chainage) + "," + std::to_string(across) + "," +
            std::to_string(bed + above) + "\n";
  return text;
}

}  // namespace

TEST_CASE("surveyed sections give beds between them and shapes, silt closes the books", "[run][streams]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, "", "-o traced --set time.duration_h=0.1").status == 0);
  const std::string reach = straight_reach(scratch.path() / "traced");
  REQUIRE_FALSE(reach.empty());
  const std::vector<Place> traced = places_of(scratch.path() / "traced", reach);
  const Place &a = traced[1], &b = traced[3];
  const double bed_a = a.bed - 0.8, bed_b = b.bed - 1.0;
  write_text(scratch.path() / "points.csv", "reach,chainage_m,across_m,level_m\n" +
                                                section_at(a.chainage, bed_a, reach) +
                                                section_at(b.chainage, bed_b, reach));
  // 0.3 m of silt on the whole map.
  write_text(scratch.path() / "silt.asc",
             "ncols 2\nnrows 2\nxllcorner -100000\nyllcorner -100000\ncellsize "
             "3000000\nNODATA_value -9999\n0.3 0.3\n0.3 0.3\n");
  const Outcome run = run_with(
      scratch, "survey = \"points.csv\"\nsilt_layer = { file = \"silt.asc\", resample = \"nearest\" }\n",
      "-o out --set time.duration_h=14");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const std::vector<Place> places = places_of(scratch.path() / "out", reach);
  const double middle = bed_between(a, bed_a, b, bed_b, places[2].chainage);
  CHECK(places[1].bed + 0.3 == Approx(bed_a).margin(1e-3));
  CHECK(places[2].bed + 0.3 == Approx(middle).margin(1e-3));
  CHECK(places[3].bed + 0.3 == Approx(bed_b).margin(1e-3));
  CHECK(places[4].bed + 0.3 <= bed_b + 1e-3);
  // At the lower of the two banks, 1.5 m: 7 m on the far flank less what it rises above.
  CHECK(places[1].width == Approx(4.0 + 3.0 * 1.4 / 1.5).epsilon(1e-3));
  CHECK(places[1].bank == a.bank);
  for (const double error : relative_errors(scratch.path() / "out")) CHECK(std::fabs(error) <= 1e-12);
  const std::string log = text_of(scratch.path() / "out/run.log");
  CHECK(log.find("2 surveyed sections on 1 reaches") != std::string::npos);
  CHECK(log.find("of loose silt on the bed at the start") != std::string::npos);
}

TEST_CASE("faults of a survey are named with file, line and remedy", "[run][streams]") {
  const Scratch scratch;
  const std::string head = "reach,chainage_m,across_m,level_m\n";
  const auto refused = [&](const std::string& points, const std::string& words) {
    write_text(scratch.path() / "points.csv", points);
    const Outcome run = run_with(scratch, "survey = \"points.csv\"\n", "-o out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(words) != std::string::npos);
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
  };
  refused("reach,chainage_m,level_m\nR1,0,4\n",
          "has no column 'across_m'. It needs reach, chainage_m, across_m");
  refused(head + "R1,0,0,a\n", "level_m = 'a' is no number");
  refused(head + section_at(100.0, 10.0) + "R9999,0,0,1\n", "points.csv:7:1: there is no reach 'R9999'");
  refused(head + "R1,1e6,0,2\nR1,1e6,1,1\nR1,1e6,2,2\n", "it lies beyond the reach, 0 to ");
  refused(head + "R1,100,0,4\nR1,100,1,1\nR1,100,2,3\nR1,100,3,1\nR1,100,4,4\n",
          "section of 'R1' at 100 m: the surveyed section has a second hollow");
  refused(head + "R1,100,0,4\nR1,100,-1,1\nR1,100,2,3\n", "must run from bank to bank");
  // The row of the point that is wrong, and all rows at once, in their order.
  refused(head + "R1,100,0,4\nR1,100,-1,1\nR1,100,2,3\n",
          "points.csv:3:1: section of 'R1' at 100 m: the points");
  refused(head + "R1,100,0,4\nR1,100,1,1\nR1,100,2,3\nR1,100,3,1\nR1,100,4,4\n",
          "points.csv:5:1: section of");
  write_text(scratch.path() / "points.csv", head + "R1,0,a,b\nR9999,0,1,1\nR1,x,1,1\n");
  const std::string said = run_with(scratch, "survey = \"points.csv\"\n", "-o out").output;
  CAPTURE(said);
  const std::size_t first = said.find(
                        "points.csv:2: across_m = 'a' is no number; level_m = 'b' is no number. Write"),
                    second = said.find("points.csv:3:1: there is no reach 'R9999'"),
                    third = said.find("points.csv:4: chainage_m = 'x' is no number");
  CHECK(third != std::string::npos);
  CHECK(first < second);
  CHECK(second < third);
  refused(head + section_at(100.0, 900.0), "is not below its bank");
  refused(head + section_at(100.0, -9.0) + section_at(2000.0, 0.0), "its bed rises downstream");
}

TEST_CASE("a survey in another height datum, or of a river that the cells resolve, is doubted",
          "[run][streams]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, "", "-o traced --max-steps 1").status == 4);
  const std::string reach = straight_reach(scratch.path() / "traced");
  REQUIRE_FALSE(reach.empty());
  const std::vector<Place> traced = places_of(scratch.path() / "traced", reach);
  const auto log = [&](double lower, double widened) {
    std::string points = "reach,chainage_m,across_m,level_m\n";
    for (const Place& p : {traced[1], traced[3]}) {
      std::string section = section_at(p.chainage, p.bed - 1.0 - lower, reach);
      if (widened > 0.0) {  // the far bank
        section.erase(section.rfind(reach));
        section += reach + "," + std::to_string(p.chainage) + "," + std::to_string(widened) + "," +
                   std::to_string(p.bed + 0.6 - lower) + "\n";
      }
      points += section;
    }
    write_text(scratch.path() / "points.csv", points);
    const Outcome run = run_with(scratch, "survey = \"points.csv\"\n", "-o out --max-steps 1");
    CAPTURE(run.output);
    REQUIRE(run.status == 4);
    return text_of(scratch.path() / "out/run.log");
  };
  const std::string datum = "m below the terrain of their cells (median)";
  const std::string wide = "more than resolved_cells = 3 cells of 480 m";
  const std::string sound = log(0.0, 0.0);
  CHECK(sound.find(datum) == std::string::npos);
  CHECK(sound.find(wide) == std::string::npos);
  const std::string low = log(28.0, 0.0);
  CHECK(low.find("the banks of the 2 surveyed sections of '" + reach + "' lie 2") != std::string::npos);
  CHECK(low.find(datum) != std::string::npos);
  CHECK(log(0.0, 1600.0).find(wide) != std::string::npos);
}

namespace {

/// A flat valley of 21 x 40 cells of 10 m that falls by 2 m per km, its sides by 1 %.
void write_flat_valley(const Scratch& s) {
  std::string dem =
      "ncols 21\nnrows 40\nxllcorner 500000\nyllcorner 2500000\ncellsize 10\nNODATA_value -9999\n";
  for (int row = 0; row < 40; ++row) {
    for (int column = 0; column < 21; ++column)
      dem += std::to_string(50.0 + 0.02 * (39 - row) + 0.1 * std::abs(column - 10)) + " ";
    dem += "\n";
  }
  write_text(s.path() / "dem.asc", dem);
  write_text(s.path() / "dem.prj", utm);
  write_text(s.path() / "s.toml",
             "schema = \"qingliu-scenario/1\"\n[scenario]\ntitle = \"valley\"\n[time]\n"
             "start = 2026-06-01T00:00:00\nduration_h = 0.1\n[terrain]\ndem = \"dem.asc\"\n"
             "outlet = { line = [[500000.0, 2500005.0], [500210.0, 2500005.0]], "
             "boundary = \"normal-depth\", slope = 0.002 }\n[[rain]]\nkind = \"uniform\"\n"
             "rain_mm_per_h = 10\nduration_h = 0.1\n[streams]\nbegin_km2 = 0.02\n");
}

}  // namespace

TEST_CASE("where the ground is flat two metres between survey and terrain are doubted", "[run][streams]") {
  const Scratch s;
  write_flat_valley(s);
  const Outcome traced = program(s.path(), "run s.toml --quiet -o traced --max-steps 1");
  CAPTURE(traced.output);
  REQUIRE(traced.status == 4);
  const std::vector<Place> places = places_of(s.path() / "traced", "R1");
  REQUIRE(places.size() > 8);
  const auto said = [&](double off, double metre) {
    std::string points = "reach,chainage_m,across_m,level_m\n";
    for (const std::size_t n : {1, 4, 7}) {
      for (const auto& [across, below] : {std::pair{0.0, 0.0}, {1.0, 2.5}, {3.0, 2.5}, {4.0, 0.0}})
        points += "R1," + std::to_string(places[n].chainage) + "," + std::to_string(metre * across) + "," +
                  std::to_string(places[n].bank + off - below) + "\n";
    }
    write_text(s.path() / "points.csv", points);
    const Outcome run = program(s.path(), "check s.toml --no-trial --set streams.survey=points.csv");
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    return run.output;
  };
  CHECK(said(0.0, 1.0).find("height datum") == std::string::npos);
  CHECK(said(0.5, 1.0).find("height datum") == std::string::npos);
  CHECK(said(2.0, 1.0).find("the banks of the 3 surveyed sections of 'R1' lie 2.0 m above the terrain") !=
        std::string::npos);
  CHECK(said(-2.0, 1.0).find("the banks of the 3 surveyed sections of 'R1' lie 2.0 m below the terrain") !=
        std::string::npos);
  // Millimetres, and kilometres.
  CHECK(said(0.0, 1.0).find("in metres?") == std::string::npos);
  CHECK(said(0.0, 1000.0).find("m is 4000 m wide and 2.5 m high. Are across_m and level_m in metres?") !=
        std::string::npos);
  CHECK(said(0.0, 0.001).find("m is 0.004 m wide and 2.5 m high. Are across_m and level_m in metres?") !=
        std::string::npos);
}
