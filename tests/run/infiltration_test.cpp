// Laws of infiltration and the moisture at the start, through scenarios.
#include <cmath>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// Soil and land use with the columns of every law.
void write_tables(const Scratch& s) {
  write_good(s);
  write_text(s.path() / "landuse.csv", "id,name,manning_n,curve_number_b\n1,bare,0.03,90\n");
  write_text(
      s.path() / "soil.csv",
      "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
      "sand_percent,impervious_base,sorptivity_mm_per_sqrt_h,philip_a_mm_per_h,horton_initial_mm_per_h,"
      "horton_final_mm_per_h,horton_decay_per_h,hydrologic_group\n"
      "1,red soil,1,1.0,10,100,0.45,0.3,30,20,50,1,20,5,60,10,4,2\n");
}

/// 60 mm in 6 minutes: ponded from the first moments on, but for the curve number.
std::string heavy(const std::string& law) {
  return with("rain_mm_per_h = 60\n", "rain_mm_per_h = 600\n") + "[infiltration]\nkind = \"" + law + "\"\n";
}

double infiltrated_mm(const fs::path& results) {
  const std::string json = text_of(results / "summary.json");
  return 1e3 * std::stod(json_value(json, "infiltrated_m3")) / 4800.0;
}

fs::path run_ok(const Scratch& s, const std::string& text, const std::string& folder) {
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml --quiet -o " + folder);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  for (const double error : relative_errors(s.path() / folder)) CHECK(std::fabs(error) < 1e-12);
  return s.path() / folder;
}

}  // namespace

TEST_CASE("what a slope under heavy rain takes in is the closed form of the law", "[run][infiltration]") {
  const Scratch s;
  write_tables(s);
  const double t = 0.1;  // h
  CHECK(infiltrated_mm(run_ok(s, heavy("philip"), "philip")) ==
        Approx(20.0 * std::sqrt(t) + 5.0 * t).epsilon(0.01));
  CHECK(infiltrated_mm(run_ok(s, heavy("horton"), "horton")) ==
        Approx(10.0 * t + 50.0 / 4.0 * (1.0 - std::exp(-4.0 * t))).epsilon(1e-3));
  const double S = 254.0 / 9.0, Ia = 0.2 * S, P = 60.0;
  CHECK(infiltrated_mm(run_ok(s, heavy("scs-cn"), "scs")) ==
        Approx(P - (P - Ia) * (P - Ia) / (P - Ia + S)).epsilon(1e-3));  // films run dry at first
  // Between the two limits of Smith-Parlange's delta: Green-Ampt takes in more.
  const double smith = infiltrated_mm(run_ok(s, heavy("smith-parlange"), "smith"));
  const double ampt = infiltrated_mm(run_ok(s, heavy("green-ampt"), "ampt"));
  CHECK(smith < ampt);
  CHECK(smith > 0.8 * ampt);
}

TEST_CASE("another law goes on from a checkpoint to the same bits, on any threads", "[run][infiltration]") {
  const Scratch s;
  write_tables(s);
  const std::string straight = hash_of(run_ok(s, heavy("smith-parlange"), "straight"));
  const Outcome first = program(s.path(), "run s.toml --quiet -o cut --max-steps 20 --threads 2");
  REQUIRE(first.status == 4);
  const Outcome second =
      program(s.path(), "run s.toml --restart cut/checkpoint/newest.qlc --quiet --threads 2");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == straight);
}

TEST_CASE("a law without its columns names them", "[run][infiltration][errors]") {
  const Scratch s;
  write_good(s);
  write_text(s.path() / "s.toml", heavy("horton"));
  check_refused(
      s, {"soil.csv:2:1: [soil] soil 1 'red soil' has no horton_initial_mm_per_h, which infiltration kind = "
          "\"horton\" needs. Add the column"});
  write_tables(s);
  write_text(s.path() / "landuse.csv", "id,name,manning_n,curve_number_a\n1,bare,0.03,90\n");
  write_text(s.path() / "s.toml", heavy("scs-cn"));
  check_refused(s,
                {"landuse.csv:2:1: [landuse] class 1 'bare' has no curve_number_b, which infiltration kind = "
                 "\"scs-cn\" needs: a soil is of group B"});
  write_text(s.path() / "s.toml", heavy("green-ampt") + "initial_abstraction = 0.1\n");
  check_refused(s,
                {"[infiltration] initial_abstraction belongs to kind = \"scs-cn\", not to \"green-ampt\""});
}

TEST_CASE("moisture at the start comes by layer", "[run][infiltration][layers]") {
  const Scratch s;
  write_good(s);
  const std::string layered =
      with("uniform = 1\n[[rain]]", "uniform = 1\nmoisture_layer = \"moisture.asc\"\n[[rain]]");
  const std::string plain = hash_of(run_ok(s, text(), "plain"));
  write_raster(s, "moisture", 500000, 2500000, [](int, int) { return 0.3; });
  CHECK(hash_of(run_ok(s, layered, "same")) == plain);
  write_raster(s, "moisture", 500000, 2500000, [](int row, int) { return row < 3 ? -9999.0 : 0.3; });
  CHECK(hash_of(run_ok(s, layered, "holes")) == plain);
  write_raster(s, "moisture", 500000, 2500000, [](int, int) { return 0.5; });  // above the porosity
  CHECK(infiltrated_mm(run_ok(s, layered, "full")) == 0.0);
  write_raster(s, "moisture", 500000, 2500000, [](int, int column) { return column < 2 ? 30.0 : 0.3; });
  write_text(s.path() / "s.toml", layered);
  check_refused(s, {"(x 500005.0 m, y 2500055.0 m). Give volume fractions"});
}
