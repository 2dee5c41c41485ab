// Pairs of runs of which the second has more against erosion, or less that causes it: never more sediment at
// the outlet (section R15 of the reliability page).
#include <catch2/catch.hpp>

#include "measure_case.hpp"

using namespace qingliu::testing;

namespace {

/// A pair on the plot: what each has beside bare ground.
struct Pair {
  const char* name;
  std::string less, more;
};

std::string rain(const char* keys) { return std::string("[[rain]]\nkind = \"uniform\"\n") + keys + "\n"; }

double lost_on_plot(const Scratch& s, const std::string& name, const std::string& sections,
                    const std::string& rain_section) {
  std::string text = plot(sections);
  const std::string storm = "[[rain]]\nkind = \"uniform\"\nrain_mm_per_h = 60\nduration_h = 0.5\n";
  text.replace(text.find(storm), storm.size(), rain_section.empty() ? storm : rain_section);
  write_text(s.path() / (name + ".toml"), text);
  const Outcome run = program(s.path(), "run " + name + ".toml --quiet -o " + name);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return soil_lost(s.path() / name);
}

/// A storm on the coarse synthetic catchment with soft banks; `more` are sections.
double lost_by_stream(const Scratch& s, const std::string& name, const std::string& more) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, s.path() / file, fs::copy_options::overwrite_existing);
  write_text(s.path() / (name + ".toml"),
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\nerodible_depth_m = 0.5\n" + more);
  const Outcome run = program(s.path(), "run " + name + ".toml --quiet -o " + name +
                                            " --set time.duration_h=18 --set terrain.cell_size_m=480 --set "
                                            "output.every_min=240");
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return soil_lost(s.path() / name);
}

std::string dam(const char* height) {
  return std::string(
             "[[structure]]\nname = \"dam\"\nkind = \"sediment_dam\"\nreach = \"R50\"\nchainage_m = 500\n") +
         "notch_width_m = 4\nwing_m = 1\ncrest_length_m = 20\nvalley_width_m = 60\nbed_slope = "
         "0.02\nheight_m = " +
         height + "\n";
}

}  // namespace

TEST_CASE("more against erosion on a slope never brings more sediment to its foot", "[run][monotone]") {
  const Scratch s;
  const Pair pairs[] = {
      {"more mulch", measure("M", "mulch", "parameters = { cover = 0.4 }"),
       measure("M", "mulch", "parameters = { cover = 0.8 }")},
      {"denser strips", measure("M", "grass_strip", "parameters = { spacing_m = 10 }"),
       measure("M", "grass_strip", "parameters = { spacing_m = 4 }")},
      {"older sod", measure("M", "orchard_sod", "", "2026-03-01"),
       measure("M", "orchard_sod", "", "2024-03-01")},
      {"terraces", "", measure("M", "terrace_sloping")},
      {"larger pits", measure("M", "pits_fishscale", "filled = 0.8\nparameters = { depth_m = 0.3 }"),
       measure("M", "pits_fishscale", "filled = 0.8\nparameters = { depth_m = 0.6 }")},
      {"terraces kept up", measure("M", "terrace_sloping", "upkeep = false", "2010-06-01"),
       measure("M", "terrace_sloping", "", "2010-06-01")},
      {"pits cleaned", measure("M", "pits_fishscale", "filled = 0.8"), measure("M", "pits_fishscale")},
      {"a wider part", measure("M", "closure", "where = \"elevation_m > 103\""), measure("M", "closure")},
  };
  int n = 0;
  for (const Pair& pair : pairs) {
    CAPTURE(pair.name);
    const std::string name = "p" + std::to_string(n++);
    CHECK(lost_on_plot(s, name + "b", pair.more, "") < lost_on_plot(s, name + "a", pair.less, ""));
  }
  CHECK(lost_on_plot(s, "thin", "", rain("rain_mm_per_h = 40\nduration_h = 0.5")) <
        lost_on_plot(s, "thick", "", rain("rain_mm_per_h = 60\nduration_h = 0.5")));
  CHECK(lost_on_plot(s, "short", "", rain("rain_mm_per_h = 60\nduration_h = 0.3")) <
        lost_on_plot(s, "long", "", rain("rain_mm_per_h = 60\nduration_h = 0.5")));
}

TEST_CASE("dams, larger dams and protected banks never bring more sediment to the outlet",
          "[run][monotone]") {
  const Scratch s;
  const std::string banks = "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 40\n";
  const double open = lost_by_stream(s, "open", banks);
  const double low = lost_by_stream(s, "low", banks + dam("3"));
  const double high = lost_by_stream(s, "high", banks + dam("8"));
  CHECK(low < open);
  CHECK(high < low);
  CHECK(lost_by_stream(s, "green", banks + measure("B", "bank_green", "reach = \"R1\"")) < open);
}
