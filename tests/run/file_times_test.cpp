// Series of files against the clock of the run, and rain that cannot be.
#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

const std::string file_rain = "[[rain]]\nkind = \"file\"\nfile = \"rain.csv\"\nintensity_column = \"rain\"\n";

std::string with_rain(const std::string& rain) { return text().substr(0, text().find("[[rain]]")) + rain; }

/// The good scenario (2026-06-01 00:00 on, 6 minutes) with these rows under "time,rain".
void write_rain(const Scratch& s, const std::string& rows, const std::string& more = "") {
  write_good(s);
  write_text(s.path() / "rain.csv", rows);
  write_text(s.path() / "s.toml", with_rain(file_rain + more));
}

void check_tells(const Scratch& s, const std::vector<std::string>& parts,
                 const std::vector<std::string>& never = {}) {
  const Outcome check = program(s.path(), "check s.toml --no-trial");
  CAPTURE(check.output);
  CHECK(check.status == 0);
  for (const std::string& part : parts) {
    CAPTURE(part);
    CHECK(check.output.find(part) != std::string::npos);
  }
  for (const std::string& part : never) {
    CAPTURE(part);
    CHECK(check.output.find(part) == std::string::npos);
  }
}

const std::string level =
    "[[boundary]]\nname = \"sea\"\nkind = \"stage\"\nline = [[500000.0, 2500055.0], [500080.0, 2500055.0]]\n"
    "file = \"level.csv\"\n";
const std::string spring =
    "[[inflow]]\nname = \"spring\"\npoint = [500045.0, 2500035.0]\nfile = \"spring.csv\"\n";

}  // namespace

TEST_CASE("every file of moments tells how its times are taken", "[run][time]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "level.csv", "time,level_m\n2026-6-1 0:00,58\n2026-6-1 0:06,58\n");
  write_text(s.path() / "spring.csv", "time,discharge_m3_per_s\n2026-06-01 00:00,0\n2026-06-01 00:03,1\n");
  write_text(s.path() / "frames.csv",
             "time,raster\n2026-06-01 00:00,landuse.asc\n2026-06-01 00:05,landuse.asc\n");
  write_text(s.path() / "s.toml",
             with_rain("[[rain]]\nkind = \"grid\"\nfile = \"frames.csv\"\ntime_offset_h = -0.05\n" + level +
                       spring));
  check_tells(s,
              {"rain: the times of frames.csv name no time zone: taken as local times like time.start, "
               "2026-06-01T00:00:00, moved by -0.05 h",
               "[[boundary]] 'sea': the times of level.csv name no time zone: taken as local times",
               "[[inflow]] 'spring': the times of spring.csv name no time zone",
               "[[inflow]] 'spring': its file ends 0.05 h before the end of the run; its last value holds"});
}

TEST_CASE("a file that says it is in UTC is not read as local without a word", "[run][time]") {
  const Scratch s;
  const std::string rows = "#UTCTIME\ntime,rain\n2026-05-31 16:00,10\n2026-06-01 00:05,0\n";
  write_rain(s, rows);
  check_tells(s,
              {"s.toml:16:1: warning: rain: rain.csv says \"#UTCTIME\", but nothing moves its times",
               "In China give time_offset_h = 8", "1 to look at"},
              {"name no time zone"});
  write_rain(s, rows, "time_offset_h = 8\n");
  check_tells(s,
              {"the times of rain.csv are of \"#UTCTIME\", as the file says", "moved by 8 h", "no doubts"});
  write_rain(s, "# Beijing time, UTC+8\ntime,rain\n2026-06-01 00:00,10\n2026-06-01 00:05,0\n");
  check_tells(s, {"are of \"# Beijing time, UTC+8\", as the file says", "unmoved", "no doubts"});
}

TEST_CASE("a series that lies wholly after the run is an error like one before it", "[run][time][errors]") {
  const Scratch s;
  write_rain(s, "time,rain\n2026-06-01 00:06,10\n2026-06-01 01:00,0\n");
  check_refused(s, {"s.toml:16:",
                    "every row of rain.csv lies after the end of the run, 0.1 h from "
                    "2026-06-01T00:00:00 on. Mend time.start or duration_h"});
  write_text(s.path() / "rain.csv", "time,rain\n2026-06-01 00:00,10\n2026-06-01 00:05,0\n");
  write_text(s.path() / "level.csv", "time,level_m\n2025-06-01 00:00,58\n2025-06-01 00:05,58\n");
  write_text(s.path() / "spring.csv", "time,discharge_m3_per_s\n2027-06-01 00:00,0\n2027-06-01 00:03,1\n");
  write_text(s.path() / "s.toml", with_rain(file_rain + level + spring));
  check_refused(s,
                {"s.toml:20:", "[[boundary]] 'sea': every row of its file lies before the start of the run",
                 "s.toml:25:", "[[inflow]] 'spring': every row of its file lies after the end of the run",
                 "2 things to mend"});
}

TEST_CASE("rain that goes on after the run is told, a dry rest is not", "[run][time]") {
  const Scratch s;
  write_rain(s, "time,rain\n2026-06-01 00:00,10\n2026-06-01 00:36,0\n2026-06-02 00:00,0\n");
  check_tells(s, {"rain.csv goes on 0.50 h after the end of the run; what falls then is left out"});
  write_rain(s, "time,rain\n2026-06-01 00:00,10\n2026-06-01 00:05,0\n2026-06-02 00:00,0\n");
  check_tells(s, {}, {"goes on"});
}

TEST_CASE("rain faster than any that fell is an error with its rows", "[run][rain][errors]") {
  const Scratch s;
  write_rain(s, "time,rain\n2026-06-01 00:00,5000\n2026-06-01 00:02,3000\n2026-06-01 00:05,0\n");
  check_refused(s, {"rain.csv:2: rain of 5000 mm/h: no rain is faster than 3000 mm/h", "1 thing to mend"});
  write_rain(s, "time,rain\n2026-06-01 00:00,0\n2026-06-01 00:01,60\n2026-06-01 00:05,0\n",
             "values = \"mm_since_last\"\n");
  check_refused(s, {"rain.csv:3: rain of 3600 mm/h"});
  write_raster(s, "radar", 500000, 2500000, [](int row, int) { return row == 0 ? 65535.0 : 1.0; });
  write_text(s.path() / "frames.csv",
             "time,raster\n2026-06-01 00:00,landuse.asc\n2026-06-01 00:05,radar.asc\n");
  write_text(s.path() / "s.toml", with_rain("[[rain]]\nkind = \"grid\"\nfile = \"frames.csv\"\n"));
  check_refused(s, {"frames.csv:3:", "radar.asc: has values up to 65535, 65535 mm/h: no rain is faster"});
}

TEST_CASE("what cannot be read does not hide the rows that are wrong", "[run][rain][errors]") {
  const Scratch s;
  write_rain(s,
             "time,rain\n2026-06-01 00:00,-1\n2026-06-01 00:02,x\n2026-06-01 00:05,2\n2026-06-01 00:03,0\n");
  write_text(s.path() / "spring.csv",
             "time,discharge_m3_per_s\n2026-06-01 00:00,1\nnoon,2\n2026-06-01 00:03,-5\n");
  write_text(s.path() / "s.toml", with_rain(file_rain + spring));
  check_refused(s,
                {"rain.csv:2: rain of -1 mm/h is below 0", "rain.csv:3: 'x' in column 'rain' is not a number",
                 "rain.csv:5: time 2026-06-01 00:03 is not later", "spring.csv:3: 'noon' in column 'time'",
                 "spring.csv:4: discharge_m3_per_s is -5", "5 things to mend"});
}

TEST_CASE("a terrain that cannot be built does not hide what is wrong with series", "[run][errors]") {
  const Scratch s;
  write_rain(s, "time,rain\n2026-06-01 00:00,-1\n2026-06-01 00:05,0\n");
  write_text(s.path() / "spring.csv", "time,discharge_m3_per_s\n2026-06-01 00:00,-1\n");
  fs::remove(s.path() / "dem.prj");
  write_text(s.path() / "s.toml", with_rain(file_rain + spring));
  check_refused(s, {"names no coordinate system", "rain.csv:2: rain of -1 mm/h is below 0",
                    "spring.csv:2: discharge_m3_per_s is -1", "3 things to mend"});
}

TEST_CASE("the same rain twice is doubted", "[run][rain]") {
  const Scratch s;
  write_rain(s, "time,rain\n2026-06-01 00:00,10\n2026-06-01 00:05,0\n", file_rain);
  check_tells(s, {"s.toml:20:1: warning: [[rain]] the rows of rain.csv fall twice: the [[rain]] of line 16 "
                  "brings them too"});
}

TEST_CASE("concentrations of a file have the bound of the key", "[run][boundary][errors]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "spring.csv",
             "time,discharge_m3_per_s,concentration_20um_kg_per_m3\n2026-06-01 00:00,1,5000\n2026-06-01 "
             "00:06,1,1500\n");
  write_text(s.path() / "s.toml", text() + spring + "[grains]\ndiameter_um = [20]\n[sediment]\n");
  check_refused(s,
                {"spring.csv:2: concentration_20um_kg_per_m3 is 5000. Give 1500 or less", "1 thing to mend"});
}

TEST_CASE("a table in GBK or UTF-16 is told so", "[run][errors]") {
  const Scratch s;
  write_rain(s, "\xCA\xB1\xBC\xE4,\xD3\xEA\xC1\xBF\n2026-06-01 00:00,10\n");
  check_refused(s, {"rain.csv:1: the text is not UTF-8; it may be GBK, which Excel writes in China"});
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("time,rain\n2026-06-01 00:00,10\n")) wide += std::string{c, '\0'};
  write_rain(s, wide);
  check_refused(s, {"rain.csv:1: the text is UTF-16, not UTF-8. Save the file as \"CSV UTF-8\""});
  write_rain(s, "time,rain\n2026-06-01 00:00,10\n2026-06-01 00:05,0\n");
  write_text(s.path() / "spring.csv", "\xCA\xB1\xBC\xE4,\xC1\xF7\xC1\xBF\n2026-06-01 00:00,10\n");
  write_text(s.path() / "s.toml", with_rain(file_rain + spring));
  check_refused(s, {"spring.csv:1: the text is not UTF-8"});
}
