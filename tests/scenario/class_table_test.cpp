#include "scenario/class_table.hpp"

#include <catch2/catch.hpp>

#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;
using Lines = std::vector<std::string>;

TEST_CASE("land-use classes arrive in SI with their defaults", "[scenario]") {
  const Workbench bench;
  std::vector<Finding> findings;
  const auto rows = read_landuse_table(bench.folder() / "landuse.csv", findings);
  CHECK(findings.empty());
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].id == 2);
  CHECK(rows[1].name == "草地");
  CHECK(rows[1].manning_n == 0.24);
  CHECK(rows[1].manning_n_deep == 0.24);
  CHECK(rows[1].litter_store == 0.0015);
  CHECK(rows[1].manning_decay_depth == 0.1);
  CHECK(rows[1].conductivity_factor == 1.0);
  CHECK(rows[1].place.line == 3);
}

TEST_CASE("soil horizons arrive in SI, from the surface down", "[scenario]") {
  const Workbench bench;
  std::vector<Finding> findings;
  const std::string swapped =
      "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,"
      "silt_percent,sand_percent,impervious_base\n1,red,2,1.5,3.6,110,0.42,0.28,15,25,60,0\n"
      "1,red,1,0.2,36,220,0.45,0.3,30,25,45,0\n";
  const auto rows = read_soil_table(bench.put("swapped.csv", swapped), findings);
  CHECK(findings.empty());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].horizon == 1);
  CHECK(rows[0].conductivity == 1e-5);
  CHECK(rows[0].suction == 0.22);
  CHECK(rows[0].clay == 0.3);
  CHECK(rows[0].erodibility == 4e-4);
  CHECK_FALSE(rows[0].impervious_base);
  CHECK(rows[1].conductivity == 1e-6);
}

TEST_CASE("a broken soil table is explained with line and column", "[scenario]") {
  const Workbench bench;
  const auto says = [&](const std::string& from, const std::string& to) {
    std::vector<Finding> findings;
    read_soil_table(bench.put("broken.csv", replaced(good_soil, from, to)), findings);
    return bench.words(findings);
  };
  CHECK(says("1,red,1,0.2,36,", "1,red,1,0.2,-36,") ==
        Lines{"broken.csv:3:13: [soil] ksat_mm_per_h = -36 is out of range. Write a number in mm/h, 0 to "
              "5000 (advised 0.1 to "
              "500)"});
  CHECK(says("0.45,0.3,", "0.95,0.3,") == Lines{"broken.csv:3:20: [soil] porosity = 0.95 is out of range. "
                                                "Write a number, above 0 to 0.8 (advised 0.25 to 0.7)"});
  CHECK(says("0.45,0.3,", "0.45,0.5,") ==
        Lines{"broken.csv:3:25: [soil] moisture = 0.5 exceeds porosity = 0.45. Write at most the porosity"});
  CHECK(says("30,25,45", "30,25,40") ==
        Lines{"broken.csv:3:29: [soil] clay, silt and sand sum to 95 %. Write three that sum to 100"});
  CHECK(says("0.45,0.3,30", "0,45,0.3,30") ==
        Lines{"broken.csv:3:20: the row has 12 values, the header 11 columns: decimal comma in 0,45? Write "
              "0.45 with a point"});
  CHECK(says("1,red,2", "1,red,1") ==
        Lines{"broken.csv:4:1: [soil] soil 1 has horizon 1 twice. Number its horizons 1, 2, ... downward"});
  CHECK(says("1,red,2", "1,red,3") ==
        Lines{"broken.csv:4:1: [soil] soil 1 has no horizon 2. Number its horizons 1, 2, ... downward"});
  CHECK(says("1,red,2,1.5", "1,red,2,0.1") == Lines{"broken.csv:4:1: [soil] soil 1: the bottom of horizon 2 "
                                                    "(0.1 m) is not below that of horizon 1 (0.2 m)"});
  CHECK(says("1,red,2", "1,blue,2") == Lines{"broken.csv:4:1: [soil] the id 1 stands for 'red' and for "
                                             "'blue'. Give each soil an id of its own"});
  CHECK(says("porosity", "prosity") ==
        Lines{"broken.csv:2:1: [soil] the column porosity is missing (Pores as a fraction of the volume). "
              "Give a number, above "
              "0 to 0.8 (advised 0.25 to 0.7)",
              "broken.csv:2:51: [soil] unknown column 'prosity'. Did you mean 'porosity'?"});
  CHECK(says("220", "wet") ==
        Lines{"broken.csv:3:16: [soil] suction_mm = \"wet\" is text. Write a number in mm, 0 to 5000 "
              "(advised 5 to 1000)"});
}

TEST_CASE("a broken land-use table is explained, and the scenario that names it says so", "[scenario]") {
  const Workbench bench;
  bench.put("landuse.csv", "id,name,manning_n\n1,bare,0.03\n1,grass,\n");
  CHECK(bench.findings(good_scenario) == Lines{"landuse.csv:3:1: [landuse] manning_n is missing (Roughness "
                                               "of thin films). Give a number in s/m^(1/3), 0.005 to "
                                               "2 (advised 0.01 to 0.8)"});
  bench.put("landuse.csv", "id,name,manning_n\n1,bare,0.03\n1,grass,0.3\n");
  CHECK(bench.findings(good_scenario) ==
        Lines{"landuse.csv:3:1: [landuse] the id 1 is given twice. Give each class an id of its own"});
  bench.put("landuse.csv", "# nothing\n");
  CHECK(bench.findings(good_scenario) ==
        Lines{"landuse.csv: the table is empty. Its first line names the columns"});
  bench.put("landuse.csv", "id,name,manning_n\r1,bare,0.03\r");
  CHECK(bench.findings(good_scenario) ==
        Lines{"landuse.csv:1: the lines end with CR alone. Save the file with line ends LF or CR LF"});
}
