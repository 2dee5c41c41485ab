#include <catch2/catch.hpp>

#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

TEST_CASE("settings override keys, make sections and reach into lists and tables", "[scenario]") {
  const Workbench bench;
  const Scenario s = bench.read(
      good_scenario, {"flow.courant=0.3", "rain.0.rain_mm_per_h = 72", "checkpoint.every_wall_min=5",
                      "terrain.hillslope.slope=0.2", "scenario.title=Other slope",
                      "output.fields=[\"velocity\"]", "time.start=2020-02-29T12:00:00"});
  CHECK(s.flow.courant == 0.3);
  CHECK(s.rain.at(0).intensity == 2e-5);
  CHECK(s.checkpoint.every_wall == 300.0);
  CHECK(s.terrain.synthetic_parameters.at("slope") == 0.2);
  CHECK(s.scenario.title == "Other slope");
  CHECK(s.output.fields == std::vector<std::string>{"velocity"});
  CHECK(s.time.start == "2020-02-29T12:00:00");
  CHECK(s.text == good_scenario);
}

TEST_CASE("lean and inertial have Courant numbers of their own where none is given", "[scenario]") {
  const Workbench bench;
  std::string none_given = good_scenario;
  none_given.replace(none_given.find("courant = 0.4"), 13, "scheme = \"lean\"");
  CHECK(bench.read(none_given).flow.courant == 0.30);
  CHECK(bench.read(none_given, {"flow.courant=0.2"}).flow.courant == 0.2);
  CHECK(bench.read(none_given, {"flow.scheme=full"}).flow.courant == 0.45);
  CHECK(bench.read(none_given, {"flow.scheme=inertial"}).flow.courant == 0.7);
}

TEST_CASE("settings are checked like the file", "[scenario]") {
  const Workbench bench;
  const auto says = [&](const std::string& setting) { return bench.findings(good_scenario, {setting}); };
  using Lines = std::vector<std::string>;
  CHECK(says("flow.courrant=0.3") == Lines{"--set: [flow] unknown key 'courrant'. Did you mean 'courant'?"});
  CHECK(says("flow.courant=3") ==
        Lines{"--set: [flow] courant = 3 is out of range. Write a number, above 0 to 0.7"});
  CHECK(says("flw.courant=0.3") == Lines{"--set: [flw] unknown section. Did you mean [flow]?"});
  CHECK(says("rain.3.rain_mm_per_h=4") ==
        Lines{"--set: rain.3.rain_mm_per_h: '3' is no item of rain. It has 1, "
              "counted from 0 or called by name"});
  CHECK(bench.read(good_scenario, {"gauge.half.name=dam"}).gauges.at(0).name == "dam");
  CHECK(
      says("flow.courant") ==
      Lines{"--set: 'flow.courant' is not a setting. Write section.key=value, for example flow.courant=0.3"});
  CHECK(says("flow.courant.x=1") == Lines{"--set: flow.courant.x: courant is a value, not a section"});
}
