#include "build/include_layers.hpp"

#include <catch2/catch.hpp>

#include "build/source_tree.hpp"

namespace {

using namespace qingliu::include_layers;
namespace tree = qingliu::source_tree;
namespace fs = std::filesystem;

/// Every forbidden arrow of one file as "file:line: why"; `path` is relative to the include root.
std::vector<std::string> forbidden_arrows(const fs::path& shown, const fs::path& path,
                                          const std::string& text) {
  std::vector<std::string> found;
  const auto report = [&](int line, const std::string& why) {
    found.push_back(shown.string() + ":" + std::to_string(line) + ": " + why);
  };
  for (const Include& include : includes_of(text)) {
    if (include.quoted) {
      const std::string why = objection(path, include.target);
      if (!why.empty()) report(include.line, why + " (\"" + include.target + "\")");
    } else if (allowed().contains(room_of(include.target))) {
      report(include.line, "own headers go in quotes: " + include.target);
    } else if (include.target == "mpi.h" && room_of(path) != "parallel") {
      report(include.line, "only parallel/ includes <mpi.h>");
    }
  }
  return found;
}

/// The path below the include root: engine/grid/grid.hpp is grid/grid.hpp, postprocess/ stays as it is.
fs::path below_include_root(const fs::path& file) {
  return room_of(file) == "engine" ? file.lexically_relative("engine") : file;
}

}  // namespace

TEST_CASE("no #include line of engine/ and postprocess/ goes against the table of rooms", "[build]") {
  std::vector<std::string> found;
  std::size_t files = 0;
  for (const char* folder : {"engine", "postprocess"}) {
    for (const fs::path& file : tree::files_below(folder, {".hpp", ".cpp", ".h"})) {
      ++files;
      const auto arrows =
          forbidden_arrows(file, below_include_root(file), tree::text_of(tree::root() / file));
      found.insert(found.end(), arrows.begin(), arrows.end());
    }
  }
  for (const std::string& arrow : found) UNSCOPED_INFO(arrow);
  CHECK(found.empty());
  CHECK(files > 20);
}

TEST_CASE("the libraries of CMake are linked along the same table", "[build]") {
  static const std::regex rooms_pattern(R"(qingliu_room\(\s*(\w+)(?:\s+ROOMS((?:\s+[a-z]+)*))?)");
  int declared = 0;
  for (const fs::path& file : tree::files_below("engine", {".txt"})) {
    const std::string text = tree::text_of(tree::root() / file);
    std::smatch match;
    if (!std::regex_search(text, match, rooms_pattern)) continue;
    ++declared;
    std::istringstream words(match[2].str());
    for (std::string room; words >> room;) {
      INFO(file.string() << " links " << room);
      CHECK(allowed().at(match[1]).contains(room));
    }
  }
  CHECK(declared >= 8);
}

TEST_CASE("the reader of #include lines objects to arrows that the table forbids", "[build]") {
  CHECK(forbidden_arrows("a", "terrain/pits.cpp", "#include \"grid/grid.hpp\"\n#include <vector>\n").empty());
  CHECK(forbidden_arrows("a", "terrain/pits.cpp", "\n  # include \"run/simulation.hpp\"\n") ==
        std::vector<std::string>{"a:2: terrain may not include run (\"run/simulation.hpp\")"});
  CHECK(forbidden_arrows("a", "core/error.hpp", "#include \"grid/grid.hpp\"\n").size() == 1);
  CHECK(forbidden_arrows("a", "scenario/keys.cpp", "#include \"model/soil.hpp\"\n").size() == 1);
  CHECK(forbidden_arrows("a", "grid/grid.cpp", "#include \"field.hpp\"\n").size() == 1);
  CHECK(forbidden_arrows("a", "grid/grid.cpp", "#include \"../core/sum.hpp\"\n").size() == 1);
  CHECK(forbidden_arrows("a", "grid/grid.cpp", "#include <core/sum.hpp>\n").size() == 1);
  CHECK(forbidden_arrows("a", "run/run.cpp", "#include <mpi.h>\n").size() == 1);
  CHECK(forbidden_arrows("a", "parallel/mpi.cpp", "#include <mpi.h>\n").empty());
}

TEST_CASE("sibling processes do not see each other and meet in process/surface only", "[build]") {
  CHECK(objection("process/erosion/a.cpp", "process/erosion/a_laws.hpp").empty());
  CHECK(objection("process/erosion/a.cpp", "process/process.hpp").empty());
  CHECK(objection("process/surface/sweep.cpp", "process/infiltration/green_ampt_laws.hpp").empty());
  CHECK_FALSE(objection("process/erosion/a.cpp", "process/infiltration/green_ampt_laws.hpp").empty());
  CHECK_FALSE(objection("process/process.hpp", "process/erosion/a_laws.hpp").empty());
}
