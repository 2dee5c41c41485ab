// Streams given as a layer of lines, from the file to the tables of a run.
#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

const std::string outlet_gauge = "[[gauge]]\nname = \"half way\"\nreach = \"Ma Xi\"\nchainage_m = 25\n";

void write_scenario(const Scratch& s, const std::string& streams) {
  write_good(s);
  write_text(s.path() / "s.toml", text() + "[streams]\n" + streams);
}

/// Lines of a GeoJSON, each with its properties.
void write_lines(const Scratch& s, const std::vector<std::pair<std::string, std::string>>& lines) {
  std::string features;
  for (const auto& [points, properties] : lines)
    features += (features.empty() ? "" : ",") + std::string(R"({"type":"Feature","properties":{)") +
                properties + R"(},"geometry":{"type":"LineString","coordinates":[)" + points + "]}}";
  write_text(s.path() / "lines.geojson",
             R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32650"}},)"
             R"("features":[)" +
                 features + "]}");
}

std::vector<std::string> rows_of(const fs::path& results, const std::string& reach) {
  std::vector<std::string> rows;
  std::istringstream text(text_of(results / "streams.csv"));
  for (std::string line; std::getline(text, line);) {
    if (line.rfind(reach + ",", 0) == 0) rows.push_back(line);
  }
  return rows;
}

const std::string down = "[500035,2500056],[500035,2500001]";  // the fourth column, all six rows

}  // namespace

TEST_CASE("a layer of lines gives streams their names, sizes and gauges", "[run][streams]") {
  const Scratch s;
  write_scenario(s, "lines = { file = \"lines.geojson\" }\n" + outlet_gauge);
  write_lines(s, {{down, R"("Name":"Ma Xi","width_m":2.5,"depth_m":0.8,"manning_n":null)"}});
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  const std::vector<std::string> rows = rows_of(s.path() / "out", "Ma Xi");
  REQUIRE(rows.size() == 6);
  for (const std::string& row : rows) CHECK(row.find(",2.5,") != std::string::npos);
  const std::string log = text_of(s.path() / "out/run.log");
  CHECK(log.find("1 lines laid onto the drainage, up to") != std::string::npos);
  CHECK(text_of(s.path() / "out/gauges.csv").find("half way") != std::string::npos);
  for (const double error : relative_errors(s.path() / "out")) CHECK(std::abs(error) <= 1e-12);
}

TEST_CASE("lines burnt in turn the drainage along them", "[run][streams]") {
  const Scratch s;
  // The terrain falls straight south; the line crosses it, which only a furrow makes a stream.
  write_lines(s,
              {{"[500015,2500055],[500015,2500035],[500055,2500031],[500055,2500001]", R"("name":"Ditch")"}});
  write_scenario(s, "lines = { file = \"lines.geojson\" }\n");
  check_refused(s, {"s.toml:", "stream line 'Ditch' at x 5000", "the terrain drains elsewhere"});
  write_scenario(s, "lines = { file = \"lines.geojson\" }\nburn_m = 20\n");
  const Outcome run = program(s.path(), "run s.toml -o out --quiet");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  CHECK(rows_of(s.path() / "out", "Ditch").size() >= 8);
  CHECK(text_of(s.path() / "out/run.log").find("cells under the lines of [streams] lowered by 20 m") !=
        std::string::npos);
}

TEST_CASE("what is wrong with a layer of lines is said with file, value and remedy", "[run][streams]") {
  const Scratch s;
  write_scenario(s, "lines = { file = \"lines.geojson\" }\n");
  write_lines(s, {{down, R"("name":"a","width_m":-1,"depth_m":900)"}});
  check_refused(s, {"lines.geojson has width_m = -1 for the line 'a'", "Give above 0 and at most 1000",
                    "depth_m = 900"});
  write_lines(s, {{down, R"("name":"a","width_m":"wide")"}});
  check_refused(s, {"column 'width_m' holds 'wide', which is no number"});
  write_lines(s, {{"[600035,2500056],[600035,2500001]", R"("name":"a")"}});
  check_refused(s, {"none of the 1 lines meets the watershed. Look at its coordinate system"});
  write_scenario(s, "lines = { file = \"lines.geojson\", column = \"nmae\" }\n");
  write_lines(s, {{down, R"("name":"a")"}});
  check_refused(s, {"has no column 'nmae'. Did you mean 'name'?"});
}

TEST_CASE("every fault of a network, its sections and its dams is said with place and remedy",
          "[run][streams]") {
  const Scratch s;
  // A loop and a reach that runs uphill, in one answer.
  write_lines(s, {{"[500015,2500055],[500035,2500035]", R"("name":"a")"},
                  {"[500035,2500035],[500035,2500015]", R"("name":"b")"},
                  {"[500035,2500015],[500015,2500055]", R"("name":"c")"}});
  write_scenario(s, "lines = { file = \"lines.geojson\" }\nsnap_m = 12\n");
  check_refused(s, {"s.toml:", "stream line 'a'", "it flows back into itself by way of 'b', 'c', a loop",
                    "take it out", "stream line 'c'", "it runs uphill, from ground at", "turn it round"});
  // A section that falls twice and a dam beside the stream, in one answer.
  write_lines(s, {{down, R"("name":"Ma Xi")"}});
  write_text(
      s.path() / "sections.csv",
      "reach,chainage_m,across_m,level_m\nMa Xi,30,0,44\nMa Xi,30,1,41\nMa Xi,30,2,43\nMa Xi,30,3,41\nMa "
      "Xi,30,4,44\n");
  write_scenario(s,
                 "lines = { file = \"lines.geojson\" }\nsurvey = \"sections.csv\"\n"
                 "[[structure]]\nkind = \"drop\"\nname = \"sill\"\npoint = [500075, 2500035]\n"
                 "notch_width_m = 1\n");
  check_refused(s,
                {"sections.csv:5:1: section of 'Ma Xi' at 30 m: the surveyed section has a second hollow at",
                 "give one bed between two rising banks",
                 "[[structure]] 'sill': the dam stands beside the stream, 40 m from Ma Xi at chainage",
                 "Move point to (500035.0, 2500035.0)"});
  // A reservoir without a crest.
  write_scenario(s,
                 "lines = { file = \"lines.geojson\" }\n"
                 "[[reservoir]]\nname = \"pool\"\nreach = \"Ma Xi\"\nchainage_m = 20\ntable = \"t.csv\"\n"
                 "start_level_m = 41\n");
  check_refused(s, {"[[reservoir]]", "crest_m is missing (Level of the", "Give a number in m"});
  // A reach that no one knows.
  write_scenario(s, "lines = { file = \"lines.geojson\" }\n[[gauge]]\nname = \"g\"\nreach = \"Mxi\"\n");
  check_refused(s, {"there is no reach 'Mxi'. The watershed has Ma Xi"});
}
