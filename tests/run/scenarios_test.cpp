// Every scenario shipped is a test: a short twin here, the whole length with the label nightly.
#include <catch2/catch.hpp>

#include <map>

#include "run_case.hpp"
#include "support/places.hpp"

using namespace qingliu::testing;

namespace {

struct Twin {
  std::string shortened;  ///< --set of the short twin
  std::string data;       ///< folder of QINGLIU_DATA_DIR that it needs, "" for none
  bool refused = false;   ///< marked "levels required": it must not run, and say what is missing
};

/// An hour of heavy rain in place of a day of it.
const char* const cloudburst =
    "--set time.duration_h=1 --set rain.0.duration_h=1 --set rain.0.depth_mm=60 --set output.every_min=60";

/// Scenarios found by glob must be in this table: a new scenario without a twin fails the test.
const std::map<std::string, Twin> twins = {
    {"hillslope/scenario.toml", {"--set time.duration_h=0.25", ""}},
    {"hillslope/closed.toml", {"--set time.duration_h=0.25", ""}},
    {"gongping/scenario.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=60", ""}},
    {"gongping/gaotan-2018.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=60", ""}},
    {"gongping/plans-baseline.toml", {cloudburst, ""}},
    {"gongping/plan-slopes.toml", {cloudburst, ""}},
    {"gongping/plan-gullies.toml", {cloudburst, ""}},
    {"gongping/plan-both.toml", {cloudburst, ""}},
    {"gongping/plan-river.toml", {cloudburst, ""}},
    {"gongping/sources.toml", {cloudburst, ""}},
    {"gongping/litter.toml", {cloudburst, ""}},
    {"gongping/reservoirs-levels-required.toml", {"", "", true}},
    {"gongping/reservoirs-synthetic.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=60 "
      "--set 'reservoir.0.point=[653680,2559200]' --set 'reservoir.1.point=[647920,2563520]'",
      ""}},
    {"gongping/streams-gullies.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=240 --set output.every_min=60 "
      "--set structure.0.active=false --set structure.1.active=false",
      ""}},
    {"pinglong/scenario.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=60 "
      "--set 'reservoir.0.point=[647920,2572640]'",
      ""}},
    {"pinglong/breach.toml",
     {"--set time.duration_h=11 --set terrain.cell_size_m=480 --set output.every_min=60 "
      "--set 'reservoir.0.point=[647920,2572640]' --set reservoir.0.breach_at_h=9",
      ""}},
    {"benggang/scenario.toml",
     {"--set time.duration_h=1 --set terrain.cell_size_m=5 --set rain.0.duration_h=1 --set "
      "rain.0.depth_mm=60 "
      "--set output.every_min=60",
      ""}},
    {"youwuzhen/scenario.toml", {"--set time.duration_h=2", "youwuzhen"}},
    {"youwuzhen/streams.toml", {"--set time.duration_h=3", "youwuzhen"}},
    {"langegracht/scenario.toml", {"--set time.duration_h=0.25 --set terrain.cell_size_m=20", "langegracht"}},
    {"big-tujunga/scenario.toml", {"--set time.duration_h=0.25", "bigtujunga"}},
};

fs::path data_folder() {
  const char* set = std::getenv("QINGLIU_DATA_DIR");
  return set != nullptr ? fs::path(set)
                        : fs::path(qingliu::testing::source_folder()) / ".." / "shared" / "data";
}

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(qingliu::testing::source_folder()) / "scenarios")) {
    if (entry.path().extension() == ".toml")
      names.push_back(fs::relative(entry.path(), shipped("")).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void check_run(const std::string& name, const std::string& settings) {
  const Scratch scratch;
  const Outcome run =
      program(scratch.path(), "run '" + shipped(name).string() + "' --quiet -o out " + settings);
  CAPTURE(name, run.output);
  REQUIRE(run.status == 0);
  const std::vector<double> errors = relative_errors(scratch.path() / "out");
  REQUIRE(errors.size() >= 5);
  for (const double error : errors) CHECK(std::fabs(error) <= 1e-12);
  const std::string summary = text_of(scratch.path() / "out" / "summary.json");
  CHECK(json_value(summary, "negative_masses_clipped") == "0");
  for (const char* file :
       {"results.vtkhdf", "results.xmf", "gauges.csv", "budget.csv", "run.log", "scenario.used.toml"}) {
    CHECK(fs::exists(scratch.path() / "out" / file));
  }
}

bool data_missing(const Twin& twin, const std::string& name) {
  if (twin.data.empty() || fs::exists(data_folder() / twin.data)) return false;
  WARN(name << " skipped: no data in " << (data_folder() / twin.data).string() << " (set QINGLIU_DATA_DIR)");
  return true;
}

}  // namespace

TEST_CASE("every shipped scenario has a short twin that runs and closes its books", "[run][scenario]") {
  for (const std::string& name : shipped_scenarios()) {
    if (name.rfind("catalogue/", 0) == 0) continue;
    CAPTURE(name);
    REQUIRE(twins.count(name) == 1);
    const Twin& twin = twins.at(name);
    if (twin.refused) {
      const Outcome check = program(shipped(""), "check " + name);
      CAPTURE(check.output);
      CHECK(check.status == 2);
      for (const char* key :
           {"table", "crest_m", "crest_length_m", "normal_level_m", "dead_level_m", "start_level_m"})
        CHECK(check.output.find(std::string("[[reservoir]] ") + key + " is missing") != std::string::npos);
      continue;
    }
    if (!data_missing(twin, name)) check_run(name, twin.shortened);
  }
}

TEST_CASE("the hillslope, Gongping and Youwuzhen at whole length", "[run][scenario][nightly]") {
  for (const char* name : {"hillslope/scenario.toml", "gongping/scenario.toml", "youwuzhen/scenario.toml"}) {
    if (!data_missing(twins.at(name), name)) check_run(name, "");
  }
}

TEST_CASE("Big Tujunga at whole length", "[run][scenario][nightly]") {
  const char* name = "big-tujunga/scenario.toml";
  if (!data_missing(twins.at(name), name)) check_run(name, "");
}
