// inherits = "...": chains, tables laid over, lists by name, places, loops.
#include <catch2/catch.hpp>

#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

const std::string child = R"(inherits = "base.toml"
[time]
duration_h = 3
[[gauge]]
name = "half"
section = [[500000, 2550060], [500020, 2550060]]
[[gauge]]
name = "top"
point = [500010, 2550090]
)";

}  // namespace

TEST_CASE("a scenario inherits: tables key by key, named items one by one, other lists whole", "[scenario]") {
  const Workbench bench;
  bench.put("base.toml", good_scenario);
  const Scenario s = bench.read(child + "[[rain]]\nkind = \"uniform\"\nrain_mm_per_h = 7\nduration_h = 2\n");
  CHECK(s.time.duration == 3.0 * 3600.0);
  CHECK(s.time.max_step == 30.0);
  CHECK(s.flow.courant == 0.4);
  REQUIRE(s.gauges.size() == 2);
  CHECK(s.gauges[0].section[0] == Point(500000, 2550060));
  CHECK(s.gauges[1].name == "top");
  REQUIRE(s.rain.size() == 1);
  CHECK(s.rain[0].duration == 7200.0);
  CHECK(s.inherited == std::vector<Path>{bench.folder() / "base.toml"});
  CHECK(bench.read(s.resolved).resolved == s.resolved);
}

TEST_CASE("chains of scenarios, and paths from the folder of the file that names them", "[scenario]") {
  const Workbench bench;
  std::filesystem::create_directories(bench.folder() / "plans");
  bench.put("base.toml", good_scenario);
  bench.put("plans/a.toml", "inherits = \"../base.toml\"\n[flow]\ncourant = 0.3\n");
  const Scenario s =
      read_scenario(bench.put("plans/b.toml", "inherits = \"a.toml\"\n[scenario]\ntitle = \"B\"\n"));
  CHECK(s.scenario.title == "B");
  CHECK(s.flow.courant == 0.3);
  CHECK(std::filesystem::equivalent(s.landuse.table, bench.folder() / "landuse.csv"));
  CHECK(s.inherited.size() == 2);
}

TEST_CASE("findings of an inherited scenario name its file, loops and missing files are refused",
          "[scenario]") {
  const Workbench bench;
  bench.put("base.toml", replaced(good_scenario, "courant = 0.4", "courrant = 0.4"));
  CHECK(bench.findings(child) ==
        std::vector<std::string>{"base.toml:26:1: [flow] unknown key 'courrant'. Did you mean 'courant'?"});
  bench.put("base.toml", replaced(good_scenario, "max_step_s", "timestep_s"));
  CHECK(bench.findings(child) ==
        std::vector<std::string>{
            "base.toml:8:1: [time] 'timestep_s' is now called 'max_step_s'. Write max_step_s"});
  bench.put("base.toml", "inherits = \"s.toml\"\n");
  const std::vector<std::string> loop = bench.findings(child);
  REQUIRE_FALSE(loop.empty());
  CHECK(loop.front() ==
        "base.toml:1:1: inherits goes round in a loop: s.toml -> base.toml -> s.toml. Let one of them stand "
        "on its own");
  CHECK(bench.findings(replaced(child, "base.toml", "bas.toml")).front() ==
        "s.toml:1:1: inherits: there is no file \"bas.toml\". Did you mean \"base.toml\"?");
  CHECK(bench.findings(replaced(child, "\"base.toml\"", "3")).front() ==
        "s.toml:1:1: inherits = 3 is no file. Write inherits = \"baseline.toml\"");
}

TEST_CASE("a key of a plan takes the place of the inherited one that it excludes, and that is said",
          "[scenario]") {
  const Workbench bench;
  bench.put("base.toml", good_scenario);
  bench.put("use.tif", "");
  const std::string head = "inherits = \"base.toml\"\n";
  const Scenario s = bench.read(head + "[landuse]\nraster = \"use.tif\"\n");
  CHECK(s.landuse.raster.file.filename() == "use.tif");
  CHECK(bench.read(s.resolved).resolved == s.resolved);  // with one of them only
  REQUIRE(s.warnings.size() == 1);
  CHECK(s.warnings[0].place.line == 3);
  CHECK(s.warnings[0].message.starts_with(
      "[landuse] raster takes the place of uniform, which is inherited from base.toml:"));
  // Both in one file: no one says which is meant.
  const std::vector<std::string> both =
      bench.findings(head + "[landuse]\nraster = \"use.tif\"\nuniform = 2\n");
  REQUIRE_FALSE(both.empty());
  CHECK(both.front().find("exclude each other") != std::string::npos);
}
