// Boundaries and inflows of a scenario: closed forms of each kind, exact volumes, books, restart, findings.
#include <cmath>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

constexpr double cell = 10.0, west = 500000.0, south = 2500000.0;
constexpr int rows = 30, columns = 3;
constexpr double g = 9.81, n = 0.03;

std::string at(double x, double y) {
  return "[" + std::to_string(west + x) + ", " + std::to_string(south + y) + "]";
}
std::string edge(double y) { return "line = [" + at(0, y) + ", " + at(columns * cell, y) + "]\n"; }
const std::string north = edge(rows * cell - 5.0), south_edge = edge(5.0);

/// A flume 30 m wide and 300 m long that falls to the south; its lowest cells stand at 10 m.
void write_flume(const Scratch& s, double slope, const std::string& body) {
  std::string dem =
      "ncols 3\nnrows 30\nxllcorner 500000\nyllcorner 2500000\ncellsize 10\nNODATA_value -9999\n";
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column)
      dem += std::to_string(10.0 + slope * cell * (rows - 1 - row)) + " ";
    dem += "\n";
  }
  write_text(s.path() / "dem.asc", dem);
  write_text(s.path() / "dem.prj", utm);
  write_text(s.path() / "landuse.csv", "id,name,manning_n\n1,bed,0.03\n");
  write_text(
      s.path() / "soil.csv",
      "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
      "sand_percent,rock_percent,erodibility_s_per_m,critical_shear_pa,splash_g_per_j,impervious_base\n"
      "1,bed,1,1.0,10,100,0.45,0.3,30,20,50,0,0.0004,2.5,2.0,1\n");
  write_text(s.path() / "s.toml",
             "schema = \"qingliu-scenario/1\"\n[scenario]\ntitle = \"flume\"\n[time]\nstart = "
             "2026-06-01T00:00:00\nduration_h = 1\n[terrain]\ndem = \"dem.asc\"\n[landuse]\ntable = "
             "\"landuse.csv\"\nuniform = 1\n[infiltration]\nkind = \"none\"\n[[rain]]\nkind = "
             "\"uniform\"\nrain_mm_per_h = 0\nduration_h = 1\n[flow]\nsteep_slope_correction = false\n" +
                 body + "[[gauge]]\nname = \"foot\"\npoint = " + at(15, 5) +
                 "\n[[gauge]]\nname = \"middle\"\npoint = " + at(15, 150) + "\n");
}

std::string inlet(const std::string& more) {
  return "[[boundary]]\nname = \"in\"\nkind = \"discharge\"\n" + north + more;
}
std::string way_out(const std::string& kind, const std::string& more = "") {
  return "[[boundary]]\nname = \"out\"\nkind = \"" + kind + "\"\n" + south_edge + more;
}

struct Row {
  double discharge = 0.0, depth = 0.0;
};
Row last_row(const fs::path& results, const std::string& gauge) {
  std::istringstream lines(text_of(results / "gauges.csv"));
  std::string line, last;
  while (std::getline(lines, line))
    if (line.rfind(gauge + ",", 0) == 0) last = line;
  std::istringstream fields(last);
  std::vector<std::string> parts;
  while (std::getline(fields, line, ',')) parts.push_back(line);
  if (parts.size() < 5) return {};
  return {std::strtod(parts[3].c_str(), nullptr), std::strtod(parts[4].c_str(), nullptr)};
}

double number(const fs::path& results, const std::string& key, const std::string& after = "") {
  const std::string json = text_of(results / "summary.json");
  return std::strtod(json_value(json, key, after.empty() ? 0 : json.find(after)).c_str(), nullptr);
}

void check_closed(const fs::path& results) {
  for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
}

const std::string sediment =
    "[soil]\ntable = \"soil.csv\"\nuniform = 1\n[grains]\ndiameter_um = [2, 50]\n[sediment]\n";

}  // namespace

TEST_CASE("30 m3/s through a flume leave by each kind of boundary as its closed form says",
          "[run][boundary]") {
  const double q = 1.0, slope = 0.002;  // per width of 30 m
  const double normal = std::pow(q * n / std::sqrt(slope), 0.6), critical = std::cbrt(q * q / g);
  struct Kind {
    std::string name, more;
    double slope, foot;
  };
  const double steep = std::pow(q * n / std::sqrt(0.02), 0.6);  // supercritical, Froude 1.3
  // Of the normal depth at the edge, half a cell below the lowest cells.
  const std::string level = "level_m = " + std::to_string(10.0 + normal - 0.5 * cell * slope) + "\n";
  const Kind kind = GENERATE_COPY(Kind{"normal-depth", "slope = 0.002\n", slope, normal},
                                  Kind{"critical", "", slope, critical}, Kind{"free", "", 0.02, steep},
                                  Kind{"stage", level, slope, normal},
                                  Kind{"rating", "file = \"rating.csv\"\n", slope, 0.75});
  CAPTURE(kind.name);
  const Scratch s;
  write_text(s.path() / "rating.csv", "level_m,discharge_m3_per_s\n10,0\n10.5,10\n11,50\n");  // 30 at 10.75
  write_flume(s, kind.slope, inlet("discharge_m3_per_s = 30\n") + way_out(kind.name, kind.more));
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(last_row(s.path() / "out", "out").discharge == Approx(30.0).epsilon(1e-6));
  CHECK(last_row(s.path() / "out", "in").discharge == Approx(-30.0).epsilon(1e-12));
  CHECK(last_row(s.path() / "out", "foot").depth == Approx(kind.foot).epsilon(0.01));
  CHECK(number(s.path() / "out", "entered_m3", "\"name\": \"in\"") == Approx(30.0 * 3600.0).epsilon(1e-12));
  check_closed(s.path() / "out");
}

TEST_CASE("a level beyond the edge fills dry land up to itself and no further", "[run][boundary]") {
  const Scratch s;
  write_flume(s, 0.002, way_out("stage", "level_m = 10.4\n") + "[time]\n");
  std::string text = text_of(s.path() / "s.toml");
  text.erase(text.rfind("[time]\n"), 7);
  write_text(s.path() / "s.toml", text.replace(text.find("duration_h = 1\n"), 15, "duration_h = 3\n"));
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  double held = 0.0;  // under the level
  for (int row = 0; row < rows; ++row) held += columns * cell * cell * std::max(0.0, 0.4 - 0.02 * row);
  const fs::path out = s.path() / "out";
  CHECK(number(out, "stored_m3") == Approx(held).epsilon(2e-3));
  CHECK(number(out, "inflow_m3") - number(out, "outflow_m3") ==
        Approx(number(out, "stored_m3")).epsilon(1e-12));
  check_closed(out);
}

TEST_CASE("hydrographs bring their exact volume, and an inflow its exact sediment", "[run][boundary]") {
  const std::string scheme = GENERATE("full", "lean");
  const Scratch s;
  write_text(s.path() / "flood.csv", "t_min,discharge_m3_per_s\n0,0\n10,12\n25,3\n60,0\n");
  write_text(s.path() / "brook.csv",
             "t_min,discharge_m3_per_s,concentration_2um_kg_per_m3,concentration_50um_kg_per_m3\n"
             "0,0.5,0,0\n20,2,3,1\n60,1,0,1\n");
  write_flume(s, 0.002,
              sediment + inlet("file = \"flood.csv\"\ntime_column = \"t_min\"\n") +
                  way_out("normal-depth", "slope = 0.002\n") +
                  "[[inflow]]\nname = \"brook\"\nfile = \"brook.csv\"\ntime_column = \"t_min\"\npoint = " +
                  at(15, 205) + "\n");
  const Outcome run =
      program(s.path(), "run s.toml -o out --quiet --set flow.scheme=" + scheme + " --set flow.courant=0.3");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const double flood = 60.0 * (0.5 * 10 * 12 + 0.5 * 15 * 15 + 0.5 * 35 * 3);
  const double brook = 60.0 * (0.5 * 20 * 2.5 + 0.5 * 40 * 3);
  const fs::path out = s.path() / "out";
  CHECK(number(out, "entered_m3", "\"name\": \"in\"") == Approx(flood).epsilon(1e-10));
  CHECK(number(out, "entered_m3", "\"name\": \"brook\"") == Approx(brook).epsilon(1e-12));
  CHECK(number(out, "inflow_m3") == Approx(flood + brook).epsilon(1e-10));
  // Integrals of the products of two lines: (2 a b + a d + c b + 2 c d)/6 from (a, b) to (c, d).
  const double clay = 1200.0 * (0.5 * 3 + 2 * 2 * 3) / 6.0 + 2400.0 * (2 * 2 * 3 + 1 * 3) / 6.0;
  CHECK(number(out, "inflow_kg", "\"class\": \"2um\"") == Approx(clay).epsilon(1e-12));
  const double sand = 1200.0 * (0.5 + 2 * 2) / 6.0 + 60.0 * 0.5 * 40 * 3;
  CHECK(number(out, "inflow_kg", "\"class\": \"50um\"") == Approx(sand).epsilon(1e-12));
  check_closed(out);
}

TEST_CASE("with boundaries and inflows a restart is bit for bit, on any number of threads",
          "[run][boundary]") {
  const Scratch s;
  write_text(s.path() / "flood.csv",
             "t_min,discharge_m3_per_s,concentration_2um_kg_per_m3,concentration_50um_kg_per_m3\n"
             "0,1,2,0\n20,20,5,1\n60,2,0,0\n");
  write_text(s.path() / "tide.csv",
             "time,level_m\n2026-06-01 00:00,9.9\n2026-06-01 00:30,10.9\n2026-06-01 01:00,10.2\n");
  write_flume(s, 0.002,
              sediment + inlet("file = \"flood.csv\"\ntime_column = \"t_min\"\n") +
                  way_out("stage", "file = \"tide.csv\"\nconcentration_kg_per_m3 = [0.3, 0.1]\n") +
                  "[[inflow]]\nname = \"pipe\"\ndischarge_m3_per_s = 0.7\nconcentration_kg_per_m3 = [1, 2]\n"
                  "line = [" +
                  at(5, 95) + ", " + at(25, 95) + "]\n");
  const auto run = [&](const std::string& more) {
    const Outcome outcome = program(s.path(), "run s.toml --quiet " + more);
    CAPTURE(outcome.output);
    CHECK(outcome.status == (more.find("max-steps") != std::string::npos ? 4 : 0));
  };
  run("-o straight --threads 1");
  run("-o parts --threads 2 --max-steps 300");
  run("--restart parts/checkpoint/newest.qlc --threads 2");
  CHECK(hash_of(s.path() / "straight").size() == 16);
  CHECK(hash_of(s.path() / "parts") == hash_of(s.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv"})
    CHECK(text_of(s.path() / "parts" / file) == text_of(s.path() / "straight" / file));
  CHECK(number(s.path() / "parts", "inflow_kg") > 0.0);
  check_closed(s.path() / "parts");
}

TEST_CASE("what is wrong with boundaries and inflows is found in one go", "[run][boundary][errors]") {
  const Scratch s;
  write_text(s.path() / "flood.csv", "t_min,discharge_m3_per_s\n0,1\n10,-2\n5,3\n");
  write_text(s.path() / "rating.csv", "level_m,discharge_m3_per_s\n10,0\n9,5\n");
  write_flume(s, 0.002,
              inlet("file = \"flood.csv\"\ntime_column = \"t_min\"\n") +
                  "[[boundary]]\nname = \"again\"\nkind = \"free\"\n" + north +
                  way_out("rating", "file = \"rating.csv\"\n") +
                  "[[boundary]]\nname = \"inside\"\nkind = \"critical\"\nline = [" + at(15, 100) + ", " +
                  at(15, 200) +
                  "]\n[[inflow]]\nname = \"far\"\ndischarge_m3_per_s = 1\npoint = [0.0, 0.0]\n");
  check_refused(
      s, {"flood.csv:3", "discharge_m3_per_s is -2. Give 0 or more", "flood.csv:4",
          "time '5' is not later than the row before", "'again' opens a face that another [[boundary]] has",
          "x 500005.0 m, y 2500295.0 m", "rating.csv:3", "a rating curve rises",
          "'inside': its line meets no edge of the watershed (x 500000.0-500030.0 m",
          "[[inflow]] 'far' at x 0.0 m, y 0.0 m touches no cell of the watershed", "6 things to mend"});
}

TEST_CASE("boundary keys that do not go together are found in one go", "[run][boundary][errors]") {
  const Scratch s;
  write_flume(s, 0.002,
              inlet("") + way_out("rating") + "[[boundary]]\nname = \"out\"\nkind = \"free\"\n" + edge(105) +
                  "[[inflow]]\nname = \"foot\"\ndischarge_m3_per_s = 1\nconcentration_kg_per_m3 = [1, 2]\n");
  check_refused(s, {"[[boundary]] 'in': give either discharge_m3_per_s or file", "a rating needs file",
                    "the name \"out\" is taken", "[[inflow]] 'foot': give either point = [x, y] or line",
                    "concentration_kg_per_m3 has 2 values, the run 0 grain classes",
                    "[[gauge]] the name \"foot\" belongs to"});
}

TEST_CASE("levels that do not fit the ground along their edge are doubted", "[run][boundary]") {
  const Scratch s;
  write_text(s.path() / "rating.csv", "level_m,discharge_m3_per_s\n1,0\n9,30\n");
  // Cells of the south edge stand at 10 m.
  const auto told = [&](const std::string& body) {
    write_flume(s, 0.002, body);
    return program(s.path(), "check s.toml --no-trial").output;
  };
  const std::string high = told(way_out("stage", "level_m = 356\n"));
  CAPTURE(high);
  CHECK(high.find("[[boundary]] 'out': its levels, 356.00 to 356.00 m, lie 346 m above the ground along it, "
                  "10.00 to 10.00 m") != std::string::npos);
  const std::string low = told(way_out("rating", "file = \"rating.csv\"\n"));
  CAPTURE(low);
  CHECK(low.find("[[boundary]] 'out': its levels, 1.00 to 9.00 m, lie below the ground along it") !=
        std::string::npos);
  CHECK(told(way_out("stage", "level_m = 10.4\n")).find("no doubts") != std::string::npos);
}

TEST_CASE("an inflow in litres is doubted", "[run][boundary]") {
  const Scratch s;
  write_good(s);
  const auto said = [&](const std::string& discharge) {
    write_text(s.path() / "s.toml", text() + "[[inflow]]\nname = \"pipe\"\npoint = [500045.0, 2500025.0]\n" +
                                        "discharge_m3_per_s = " + discharge + "\n");
    return program(s.path(), "check s.toml --no-trial").output;
  };
  const std::string litres = said("500");
  CAPTURE(litres);
  CHECK(litres.find(
            "s.toml:20:1: warning: [[inflow]] 'pipe': up to 500 m3/s enter over 10 m of cells, 50 m2/s, "
            "more than rivers in flood bring (up to 30)") != std::string::npos);
  CHECK(said("0.5").find("no doubts") != std::string::npos);
}

TEST_CASE("a line on the border coordinate of any side meets its edge", "[run][boundary]") {
  struct Side {
    std::string line;
    int faces;
  };
  const Side side =
      GENERATE(Side{at(0, 0) + ", " + at(30, 0), 3}, Side{at(0, 300) + ", " + at(30, 300), 3},
               Side{at(0, 0) + ", " + at(0, 300), 30}, Side{at(30, 0) + ", " + at(30, 300), 30});
  CAPTURE(side.line);
  const Scratch s;
  write_flume(s, 0.002, "[[boundary]]\nname = \"side\"\nkind = \"free\"\nline = [" + side.line + "]\n");
  const Outcome check = program(s.path(), "check s.toml --no-trial");
  CAPTURE(check.output);
  CHECK(check.status == 0);
  CHECK(check.output.find("'side', free, " + std::to_string(side.faces) + " faces") != std::string::npos);
}

TEST_CASE("an inflow whose line lies half outside says where its water goes", "[run][boundary]") {
  const Scratch s;
  const auto told = [&](double from) {
    write_flume(s, 0.002,
                way_out("free") + "[[inflow]]\nname = \"pipe\"\ndischarge_m3_per_s = 1\nline = [" +
                    at(from, 95) + ", " + at(29, 95) + "]\n");
    return program(s.path(), "check s.toml --no-trial").output;
  };
  const std::string half = told(-29.0);
  CAPTURE(half);
  CHECK(half.find("[[inflow]] 'pipe': 50 % of its line lie outside the watershed") != std::string::npos);
  CHECK(half.find("all of its water enters the 3 cells inside") != std::string::npos);
  CHECK(told(1.0).find("no doubts") != std::string::npos);
}
