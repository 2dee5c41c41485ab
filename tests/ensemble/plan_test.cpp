#include "ensemble/plan.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::ensemble;
using testing::ScratchFolder;

namespace {

std::string refusal(const std::string& text) {
  const ScratchFolder folder;
  testing::write_text(folder / "e.toml", text);
  try {
    read_plan(folder / "e.toml");
  } catch (const InputError& error) {
    std::string all;
    for (const Finding& finding : error.findings()) all += to_string(finding) + "\n";
    return all;
  }
  return "";
}

}  // namespace

TEST_CASE("storms x plans x samples of two ranges", "[ensemble]") {
  const ScratchFolder folder;
  testing::write_text(folder / "e.toml", R"(schema = "qingliu-ensemble/1"
scenario = "base.toml"
samples = 4
[[factor]]
name = "storm"
options = [ { name = "small", set = ["rain.0.rain_mm_per_h=30"] }, { name = "large", set = ["rain.0.rain_mm_per_h=60"] } ]
[[factor]]
key = "flow.courant"
range = [0.2, 0.4]
[[factor]]
name = "plan"
options = [ { name = "bare" }, { name = "closed", scenario = "closed.toml" }, { name = "both", scenario = "both.toml" } ]
[[factor]]
name = "n"
key = "landuse.x"
range = [0.01, 1.0]
log = true
)");
  const Plan plan = read_plan(folder / "e.toml");
  const std::vector<Member> members = members_of(plan);
  REQUIRE(members.size() == 2 * 3 * 4);
  CHECK(members[0].words[0] == "small");
  CHECK(members[23].words[0] == "large");
  CHECK(members[0].scenario.filename() == "base.toml");
  CHECK(members[4].scenario.filename() == "closed.toml");
  CHECK(members[23].scenario.filename() == "both.toml");
  CHECK(members[0].settings.front() == "rain.0.rain_mm_per_h=30");
  CHECK(members[0].settings[1].starts_with("flow.courant=0."));
  for (const Member& m : members) {
    CHECK((m.numbers[1] > 0.2 && m.numbers[1] < 0.4));
    CHECK((m.numbers[3] > 0.01 && m.numbers[3] < 1.0));
  }
  // Each of the four quarters of the logarithmic range has a sample.
  for (int quarter = 0; quarter < 4; ++quarter) {
    const double low = std::pow(10.0, -2.0 + 0.5 * quarter), high = std::pow(10.0, -1.5 + 0.5 * quarter);
    int inside = 0;
    for (int sample = 0; sample < 4; ++sample)
      inside += members[sample].numbers[3] >= low && members[sample].numbers[3] < high ? 1 : 0;
    CHECK(inside == 1);
  }
}

TEST_CASE("an ensemble's file that cannot be: all findings at once, each with its place", "[ensemble]") {
  const std::string said = refusal(R"(schema = "qingliu-ensemble/1"
scenaro = "base.toml"
method = "random"
[[factor]]
key = "flow.courant"
range = [0.4, 0.2]
[[factor]]
name = "a,b"
[[factor]]
key = "flow.courant"
values = []
[[exceedance]]
field = "water_depth"
)");
  for (const char* part : {"e.toml:2", "Did you mean 'scenario'?", "scenario is missing", "e.toml:3", "sobol",
                           "samples is missing", "the lower first", "no commas", "give one of: range",
                           "two of the name", "the list is empty", "above = threshold"}) {
    INFO(said);
    CHECK(said.find(part) != std::string::npos);
  }
  CHECK(refusal("schema = \"qingliu-ensemble/1\"\nscenario = \"b.toml\"\n").find("nothing varies") !=
        std::string::npos);
}
