#include "scenario/explain.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "scenario/key_tables.hpp"
#include "scenario/toml_text.hpp"
#include "support/places.hpp"
#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

TEST_CASE("docs/scenario-keys.md is what the key tables say", "[scenario]") {
  std::ifstream in(qingliu::testing::source_folder() + "/docs/scenario-keys.md");
  std::stringstream page;
  page << in.rdbuf();
  const bool same = page.str() == keys_as_markdown();
  if (!same) {
    const std::string made = qingliu::testing::build_folder() + "/scenario-keys.md";
    std::ofstream(made) << keys_as_markdown();
    FAIL("docs/scenario-keys.md is behind the key tables. Copy " << made << " over it");
  }
}

TEST_CASE("explain gives unit, range, default and meaning of a key", "[scenario]") {
  const std::string text = explain("flow");
  CHECK(text.find("courant\n      a number, above 0 to 0.7; default 0.45\n") != std::string::npos);
  CHECK(text.find("duration_h") == std::string::npos);
  CHECK(explain("[[rain]]")
            .find("rain_mm_per_h\n      a number in mm/h, 0 to 3000 (advised 0 to 400); required; kind "
                  "uniform\n") != std::string::npos);
  CHECK(explain("terrain").find("snap_m") != std::string::npos);
  CHECK(explain("soil.csv").find("ksat_mm_per_h") != std::string::npos);
  CHECK(explain("soil").find("ksat_mm_per_h") == std::string::npos);
  for (const SectionKeys& section : all_sections())
    CHECK(explain().find(section.heading) != std::string::npos);
}

TEST_CASE("explain of an unknown section names the nearest", "[scenario]") {
  CHECK_THROWS_WITH(explain("flwo"), "there is no section or key 'flwo'. Did you mean 'flow'?");
  CHECK_THROWS_WITH(explain("courrant"), "there is no section or key 'courrant'. Did you mean 'courant'?");
  CHECK_THROWS_WITH(explain("rain.knd"), "there is no section or key 'rain.knd'. Did you mean 'rain.kind'?");
}

TEST_CASE("explain finds keys by their name, with the sections that have them", "[scenario]") {
  const std::string courant = explain("courant");
  CHECK(courant.find("[flow]\n") != std::string::npos);
  CHECK(courant.find("courant\n      a number, above 0 to 0.7; default 0.45\n") != std::string::npos);
  CHECK(courant.find("scheme\n") == std::string::npos);  // its neighbours in the section
  const std::string both = explain("duration_h");
  CHECK(both.find("[time]\n") != std::string::npos);
  CHECK(both.find("[[rain]]\n") != std::string::npos);
  const std::string kind = explain("rain.kind");
  CHECK(kind.find("[[rain]]\n") != std::string::npos);
  CHECK(kind.find("[infiltration]") == std::string::npos);
  CHECK(explain("outlet").find("snap_m") != std::string::npos);
  CHECK(explain("outlet.snap_m").find("boundary") == std::string::npos);
}

TEST_CASE("every default of the key tables is readable TOML of its type", "[scenario]") {
  for (const SectionKeys& section : all_sections()) {
    for (const Key* key : section.keys) {
      INFO(section.heading << " " << key->name);
      CHECK_FALSE(key->meaning.empty());
      CHECK(key->meaning.back() == '.');
      if (key->standard == required || key->standard == optional) continue;
      const auto node = parse_value(key->standard);
      REQUIRE(node);
      if (key->type == Type::number) CHECK(key->hard.contains(node->number));
      if (key->type == Type::number) CHECK(key->advised.contains(node->number));
    }
  }
}

TEST_CASE("units follow from the ends of keys", "[scenario]") {
  CHECK(to_si("rain_mm_per_h", 36) == 1e-5);
  CHECK(to_si("depth_mm", 300) == 0.3);
  CHECK(to_si("diameter_um", 20) == 2e-5);
  CHECK(to_si("every_wall_min", 2) == 120);
  CHECK(to_si("duration_h", 1.5) == 5400);
  CHECK(to_si("clay_percent", 30) == 0.3);
  CHECK(to_si("courant", 0.45) == 0.45);
  CHECK(to_si("splash_attenuation_per_m", 2000) == 2000);
  CHECK(unit_of("courant") == nullptr);
}

TEST_CASE("the fields of the output are known by name", "[scenario]") {
  CHECK(known_output_fields() ==
        std::vector<std::string>{"water_depth", "velocity", "bed_change", "net_erosion", "concentration",
                                 "infiltration_total", "water_surface", "deposited_mass", "rain_total"});
}
