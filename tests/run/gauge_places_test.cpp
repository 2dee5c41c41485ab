// Where gauges lie, and what is told of it.
#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

const std::string gauges =
    "[[rain]]\nkind = \"gauges\"\nfile = \"rain.csv\"\nstations = \"stations.csv\"\ntime_column = "
    "\"time_min\"\n";

/// The good scenario with the rain of one gauge.
std::string told(const std::string& stations, const std::string& more = "",
                 const std::string& rain = "time_min,A\n0,60\n5,0\n") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "stations.csv", stations);
  write_text(s.path() / "rain.csv", rain);
  write_text(s.path() / "s.toml", text().substr(0, text().find("[[rain]]")) + gauges + more);
  return program(s.path(), "check s.toml --no-trial").output;
}

bool has(const std::string& output, const std::string& part) {
  return output.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the distance of a gauge outside stands beside its weight", "[run][rain]") {
  // 3 km east of the middle of the easternmost cell of its row.
  const std::string output = told("name,x_m,y_m\nA,503075,2500025\n");
  CAPTURE(output);
  CHECK(has(output, "A 100.0 % (3.00 km outside)"));
  CHECK(has(output, "no doubts"));
}

TEST_CASE("a gauge with x and y exchanged is refused with the hint", "[run][rain]") {
  const std::string output = told("name,x_m,y_m\nA,2500025,500045\n");
  CAPTURE(output);
  CHECK(has(output, "1 thing to mend"));
  CHECK(
      has(output, "the gauge 'A' lies 2828 km from the watershed: with x and y exchanged it would be near"));
}

TEST_CASE("a zone number before x that the terrain has not is refused with the hint", "[run][rain]") {
  const std::string output = told("name,x_m,y_m\nA,38500045,2500025\n");
  CAPTURE(output);
  CHECK(has(output, "1 thing to mend"));
  CHECK(has(output, "the gauge 'A' lies 38000 km from the watershed: its x begins with the zone number 38"));
}

TEST_CASE("a gauge farther than 500 km is refused, whatever its slip is", "[run][rain]") {
  const std::string output = told("name,x_m,y_m\nA,500045,1500025\n");
  CAPTURE(output);
  CHECK(has(output, "the gauge 'A' lies 1000 km from the watershed: mend its coordinates, or take it out"));
  CHECK(has(output, "1 thing to mend"));
}

TEST_CASE("degrees of a gauge that lie nowhere are told with their numbers and the remedy", "[run][rain]") {
  const std::string turned = told("name,lon_deg,lat_deg\nA,22.606,117\n");
  CAPTURE(turned);
  CHECK(has(turned,
            "stations.csv:2:1: the gauge 'A', lon_deg = 22.606 and lat_deg = 117, has no place in the "
            "run's coordinates. Longitude and latitude are exchanged"));
  const std::string metres = told("name,lon_deg,lat_deg\nA,500045,2500025\n");
  CAPTURE(metres);
  CHECK(has(metres,
            "lon_deg = 500045 and lat_deg = 2500025, has no place in the run's coordinates. Metres are "
            "written as x_m and y_m: rename the columns"));
}

TEST_CASE("gauges that are all far away are doubted", "[run][rain]") {
  const std::string output = told("name,x_m,y_m\nA,570000,2500025\n");
  CAPTURE(output);
  CHECK(has(output, "no gauge of stations.csv lies within 50 km of the watershed, the nearest 70 km away"));
}

TEST_CASE("a gauge's height that is none is an error, an absurd factor a doubt", "[run][rain]") {
  const std::string factor = "elevation_factor_per_km = 0.3\n";
  const std::string missing = told("name,x_m,y_m,z_m\nA,500045,2500025,-9999\n", factor);
  CAPTURE(missing);
  CHECK(has(missing, "stations.csv:2:18: z_m = -9999 of the gauge 'A' is no height of ground"));
  const std::string high = told("name,x_m,y_m,z_m\nA,500045,2500025,3000\n", factor);
  CAPTURE(high);
  // The land lies 47.5 m high on the whole: 1 + 0.3 (0.0475 - 3).
  CHECK(has(high,
            "multiplies the rain of the gauge 'A' by 0.11: the land that it speaks for lies -2952 m above"));
}

TEST_CASE("columns of rain that no gauge has are told", "[run][rain]") {
  const std::string wide =
      told("name,x_m,y_m\nA,500045,2500025\n", "", "time_min,A,B,C\n0,60,1,1\n5,0,0,0\n");
  CAPTURE(wide);
  CHECK(has(wide, "rain: B, C of rain.csv are no gauge of stations.csv: left out"));
  const std::string tall =
      told("name,x_m,y_m\nA,500045,2500025\n", "station_column = \"st\"\nintensity_column = \"mm\"\n",
           "time_min,st,mm\n0,A,60\n5,A,0\n0,B,1\n");
  CAPTURE(tall);
  CHECK(has(tall, "rain: B of rain.csv is no gauge of stations.csv: left out"));
}
