// `qingliu new` and the rain it is given.
#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// What `new` says of this rain, with the scenario it wrote in `scenario`.
Outcome made(const Scratch& s, const std::string& rain, const std::string& folder = "n") {
  write_raster(s, "dem", 500000, 2500000, slope);
  write_text(s.path() / "rain.csv", rain);
  return program(s.path(), "new '" + folder + "' --dem dem.asc --outlet 500045,2500005 --rain rain.csv");
}

void check_made(const std::string& rain, const std::vector<std::string>& said,
                const std::vector<std::string>& written) {
  const Scratch s;
  const Outcome outcome = made(s, rain);
  CAPTURE(outcome.output);
  REQUIRE(outcome.status == 0);
  for (const std::string& part : said) {
    CAPTURE(part);
    CHECK(outcome.output.find(part) != std::string::npos);
  }
  const std::string scenario = text_of(s.path() / "n/scenario.toml");
  CAPTURE(scenario);
  for (const std::string& part : written) {
    CAPTURE(part);
    CHECK(scenario.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("new reads the times that run reads", "[run][new]") {
  check_made("time,mm_per_h\n2014/8/20 13:20,10\n2014/8/20 14:20,0\n", {},
             {"start = 2014-08-20T13:20:00", "duration_h = 4\n", "values = \"mm_per_h\""});
  check_made("time_h,mm_per_h\n0,10\n2,0\n", {}, {"duration_h = 5\n", "time_column = \"time_h\""});
}

TEST_CASE("new takes a column of depths as depths and says so", "[run][new]") {
  check_made("time,rain_mm\n2014-08-20 13:20,0\n2014-08-20 13:25,8\n",
             {"rain: the column 'rain_mm' is taken as depths [mm] that fell since the row before"},
             {"values = \"mm_since_last\""});
  check_made("DATETIME,雨量(mm)\n2013-1-1 00:00:00,5\n2013-1-2 00:00:00,8\n2013-1-3 00:00:00,0\n",
             {"rain: the column '雨量(mm)' is taken as depths [mm] of the day that begins at its row"},
             {"start = 2013-01-01T00:00:00", "values = \"mm_until_next\""});
  check_made("time,雨强(mm/h)\n2014-08-20 13:20,5\n2014-08-20 13:25,8\n", {}, {"values = \"mm_per_h\""});
  check_made("time,81502750\n2014-08-20 13:20,5\n2014-08-20 13:25,8\n",
             {"rain: the column '81502750' names no unit: taken as mm/h"}, {"values = \"mm_per_h\""});
}

TEST_CASE("new finds the columns of moments and of rain", "[run][new]") {
  check_made("序号,时间,水位站,雨量(mm)\n1,2014-08-20 13:20,7,0\n2,2014-08-20 13:25,7,8\n", {},
             {"time_column = \"时间\"", "intensity_column = \"雨量(mm)\""});
  check_made("时间,mm_per_h\n2014年8月20日13时20分,10\n2014年8月20日14时20分,0\n", {},
             {"start = 2014-08-20T13:20:00"});
}

TEST_CASE("new says what it lacks in a table of rain, and nothing is made", "[run][new][errors]") {
  const auto refused = [](const std::string& rain, const std::string& said) {
    const Scratch s;
    const Outcome outcome = made(s, rain);
    CAPTURE(rain, outcome.output);
    CHECK(outcome.status == 2);
    CHECK(outcome.output.find(said) != std::string::npos);
    CHECK_FALSE(fs::exists(s.path() / "n"));
  };
  refused("时间,累计雨量(mm)\n2014-08-20 13:20,0\n2014-08-20 13:25,8\n",
          "rain.csv:1: the column '累计雨量(mm)' holds sums from the begin on by its name");
  refused("时间,雨量(0.1mm)\n2014-08-20 13:20,0\n2014-08-20 13:25,8\n",
          "the column '雨量(0.1mm)' is in tenths of a millimetre by its name");
  refused("时间,甲站,乙站\n2014-08-20 13:20,0,1\n2014-08-20 13:25,8,1\n",
          "2 columns may hold the rain: 甲站, 乙站. Keep one here");
  refused("日期,时间,雨量(mm)\n2014-08-20,13:20,0\n2014-08-20,13:25,8\n",
          "holds times of day in a column of their own, '时间'");
  refused("a,b,c\n1,2,3\n1,2,3\n", "no column holds moments like 2018-08-30 05:00. The file has: a, b, c");
}

TEST_CASE("new takes a coordinate system for a model that names none", "[run][new]") {
  const Scratch s;
  write_raster(s, "dem", 500000, 2500000, slope);
  fs::remove(s.path() / "dem.prj");
  const Outcome without = program(s.path(), "new n --dem dem.asc --outlet 500045,2500005 --storm 50");
  CHECK(without.status == 2);
  CHECK(without.output.find("names no coordinate system. Name it: --crs EPSG:4547") != std::string::npos);
  const Outcome with = program(s.path(), "new n --dem dem.asc --outlet 500045,2500005 --crs EPSG:4547");
  CAPTURE(with.output);
  REQUIRE(with.status == 0);
  CHECK(with.output.find("neither --rain nor --storm was given") != std::string::npos);
  CHECK(text_of(s.path() / "n/scenario.toml").find("dem = { file = \"../dem.asc\", crs = \"EPSG:4547\" }") !=
        std::string::npos);
}

TEST_CASE("new leaves no folder behind a fault of its input", "[run][new][errors]") {
  const Scratch s;
  const Outcome outcome = made(s, "time,mm_per_h\n2014-08-20 13:20,-10\n2014-08-20 14:20,0\n", "far/n");
  CAPTURE(outcome.output);
  CHECK(outcome.status == 2);
  CHECK(outcome.output.find("rain.csv:2: rain of -10 mm/h is below 0") != std::string::npos);
  CHECK_FALSE(fs::exists(s.path() / "far"));
}

TEST_CASE("new tells an outlet with x and y exchanged of the option, not of a file that is gone",
          "[run][new][errors]") {
  const Scratch s;
  write_raster(s, "dem", 500000, 2500000, slope);
  const Outcome outcome = program(s.path(), "new n --dem dem.asc --outlet 2500005,500045");
  CAPTURE(outcome.output);
  CHECK(outcome.status == 2);
  CHECK(outcome.output.find(
            "--outlet 2500005,500045 meets no edge of the watershed: it is at x 2500005.0 m, y "
            "500045.0 m, the terrain lies at x 500000.0-500080.0 m, y 2500000.0-2500060.0 m. Did "
            "you mean [500045.0, 2500005.0]? x and y are exchanged") != std::string::npos);
  CHECK(outcome.output.find("scenario.toml") == std::string::npos);
  CHECK_FALSE(fs::exists(s.path() / "n"));
}

TEST_CASE("quotation marks in names of columns and folders are written as TOML wants them", "[run][new]") {
  const Scratch s;
  const Outcome outcome =
      made(s, "time,\"rain \"\"x\"\" mm/h\"\n2014-08-20 13:20,10\n2014-08-20 14:20,0\n", "a\"b");
  CAPTURE(outcome.output);
  REQUIRE(outcome.status == 0);
  const std::string scenario = text_of(s.path() / "a\"b/scenario.toml");
  CHECK(scenario.find("title = \"a\\\"b\"") != std::string::npos);
  CHECK(scenario.find("intensity_column = \"rain \\\"x\\\" mm/h\"") != std::string::npos);
  CHECK(program(s.path(), "check 'a\"b/scenario.toml' --no-trial").status == 0);
}
