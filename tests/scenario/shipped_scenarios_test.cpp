#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/places.hpp"
#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

std::string text_of(const Path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

bool data_are_here() {
  const char* given = std::getenv("QINGLIU_DATA_DIR");
  return std::filesystem::is_directory(given ? Path(given)
                                             : Path(qingliu::testing::source_folder()) / "../shared/data");
}

}  // namespace

TEST_CASE("every scenario that is shipped reads without an error", "[scenario]") {
  const Path folder = Path(qingliu::testing::source_folder()) / "scenarios";
  if (!std::filesystem::is_directory(folder)) {
    WARN("skipped: there is no folder scenarios/");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".toml" || entry.path().parent_path().filename() == "catalogue") continue;
    const bool needs_data = text_of(entry.path()).find("${QINGLIU_DATA_DIR}") != std::string::npos;
    if (needs_data && !data_are_here()) {
      WARN("skipped: the data of " << entry.path().string() << " are not here (QINGLIU_DATA_DIR)");
      continue;
    }
    if (entry.path().filename().string().ends_with("levels-required.toml")) {
      CHECK_THROWS_WITH(read_scenario(entry.path()), Catch::Contains("crest_m is missing"));
      continue;
    }
    INFO(entry.path().string());
    CHECK_NOTHROW(read_scenario(entry.path()));
    const Scenario read = read_scenario(entry.path());
    if (!read.terrain.synthetic.empty() || read.scenario.synthetic)
      CHECK(read.scenario.title.find("synthetic") != std::string::npos);
  }
}
