// Every type of the catalogue that is not refused, in a run.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "measure_case.hpp"
#include "measures/catalogue.hpp"

using namespace qingliu::testing;

namespace {

/// What a type needs beside its name to stand on the plot.
std::string with(const std::string& type) {
  if (type == "land_convert") return "parameters = { to = \"grass\" }";
  return "";
}

}  // namespace

TEST_CASE("every type that the catalogue says is computed changes a run, and closes its books",
          "[run][measures]") {
  const Scratch s;
  const std::string bare = hash_of(run_plot(s, "bare", ""));
  for (const qingliu::measures::MeasureType& type : qingliu::measures::shipped_catalogue()) {
    if (!type.acts_on_land()) continue;  // those in streams: river_works_test.cpp
    CAPTURE(type.name);
    const fs::path results = run_plot(s, type.name, measure("M", type.name, with(type.name)));
    CHECK(hash_of(results) != bare);
    for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
  }
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
