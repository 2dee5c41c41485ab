// The closures of the exchange through scenarios.
#include <cmath>

#include "layer_case.hpp"

using namespace qingliu::testing;

namespace {

/// Soil with cohesion under heavy rain on the slope.
void write_slope(const Scratch& s, const std::string& sediment, const std::string& um = "2, 20, 100, 4000") {
  write_good(s);
  write_text(s.path() / "soil.csv",
             "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
             "sand_percent,erodibility_s_per_m,critical_shear_pa,cohesion_kpa\n"
             "1,red soil,1,1.0,10,100,0.45,0.3,30,20,50,0.004,1.0,2\n");
  write_text(s.path() / "s.toml", with("rain_mm_per_h = 60\n", "rain_mm_per_h = 600\n") +
                                      "[grains]\ndiameter_um = [" + um + "]\n[sediment]\n" + sediment);
}

double eroded_kg(const fs::path& results) {
  const std::string json = text_of(results / "summary.json");
  double sum = 0.0;
  for (std::size_t at = json.find("eroded_kg"); at != std::string::npos; at = json.find("eroded_kg", at + 1))
    sum += std::stod(json_value(json, "eroded_kg", at - 1));
  return sum;
}

const std::string wepp = "closure = \"wepp\"\n", deficit = "closure = \"deficit\"\n",
                  cohesive = "closure = \"cohesive\"\nerosion_rate_g_per_m2_s = 0.5\n";

}  // namespace

TEST_CASE("every closure closes its books, on any threads and over a restart", "[run][closures]") {
  for (const std::string& closure : {wepp, deficit, cohesive}) {
    CAPTURE(closure);
    const Scratch s;
    write_slope(s, closure);
    for (const char* threads : {"1", "3"}) {
      const Outcome run =
          program(s.path(), std::string("run s.toml --quiet -o t") + threads + " --threads " + threads);
      CAPTURE(run.output);
      REQUIRE(run.status == 0);
      for (const double error : relative_errors(s.path() / (std::string("t") + threads)))
        CHECK(std::fabs(error) < 1e-12);
    }
    CHECK(eroded_kg(s.path() / "t1") > 1.0);
    CHECK(hash_of(s.path() / "t1") == hash_of(s.path() / "t3"));
    REQUIRE(program(s.path(), "run s.toml --quiet -o cut --max-steps 20").status == 4);
    REQUIRE(program(s.path(), "run s.toml --restart cut/checkpoint/newest.qlc --quiet").status == 0);
    CHECK(hash_of(s.path() / "cut") == hash_of(s.path() / "t1"));
    // The scenario with every default written out is the same run.
    REQUIRE(program(s.path(), "run t1/scenario.used.toml --quiet -o used").status == 0);
    CHECK(hash_of(s.path() / "used") == hash_of(s.path() / "t1"));
  }
}

TEST_CASE("cohesion holds the soil back", "[run][closures]") {
  const Scratch s;
  double before = 1e300;
  for (const char* cohesion : {"0", "2", "20"}) {
    write_slope(s, deficit, "2, 20");  // fine soil: the flow is far from its capacity
    std::string soil = text_of(s.path() / "soil.csv");
    soil.replace(soil.rfind(",2\n"), 3, std::string(",") + cohesion + "\n");
    write_text(s.path() / "soil.csv", soil);
    const Outcome run = program(s.path(), std::string("run s.toml --quiet -o c") + cohesion);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const double eroded = eroded_kg(s.path() / (std::string("c") + cohesion));
    CHECK(eroded < before);
    before = eroded;
  }
}

TEST_CASE("what a closure lacks, and keys of another, are named", "[run][closures][errors]") {
  const Scratch s;
  write_slope(s, "closure = \"wepp\"\ndetachment_efficiency = \"eurosem\"\nerosion_rate_g_per_m2_s = 1\n");
  check_refused(s,
                {"s.toml:24:1: [sediment] detachment_efficiency belongs to closure = \"deficit\", not to "
                 "\"wepp\". Remove it, or change closure",
                 "s.toml:25:1: [sediment] erosion_rate_g_per_m2_s belongs to closure = \"cohesive\", not to "
                 "\"wepp\". Remove it, or change closure"});
  write_slope(s, "closure = \"cohesive\"\ndeposition_factor = 0.7\n");
  check_refused(s, {"s.toml:23:1: [sediment] closure = \"cohesive\" needs erosion_rate_g_per_m2_s, M of M "
                    "(tau/tau_c - 1). Give it: 0.1 to 1 for mud, and calibrate",
                    "s.toml:24:1: [sediment] deposition_factor belongs to closure = \"wepp\", not to "
                    "\"cohesive\". Remove it, or change closure"});
  write_slope(s, deficit);
  write_text(s.path() / "soil.csv",
             "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
             "sand_percent,critical_shear_pa\n1,red soil,1,1.0,10,100,0.45,0.3,30,20,50,0\n");
  check_refused(s, {"soil.csv:2:1: [soil] soil 1 'red soil', horizon 1: no cohesion_kpa, which sediment "
                    "closure = \"deficit\" needs. Add the column"});
  write_text(s.path() / "s.toml", text() + "[grains]\ndiameter_um = [2, 20]\n[sediment]\n" + cohesive);
  check_refused(s, {"soil.csv:2:1: [soil] soil 1 'red soil', horizon 1: critical_shear_pa = 0, by which "
                    "sediment closure = \"cohesive\" divides. Give a value above 0"});
}
