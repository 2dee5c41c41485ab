#include <catch2/catch.hpp>
#include <cstdlib>
#include <regex>
#include <set>

#include <fmt/core.h>

#include "build/source_tree.hpp"
#include "support/places.hpp"

namespace {

namespace tree = qingliu::source_tree;
namespace fs = std::filesystem;

/// The compiler that configured this build.
std::string compiler() {
  static const std::regex pattern(R"(CMAKE_CXX_COMPILER:\w+=(.+))");
  std::smatch match;
  const std::string cache = tree::text_of(fs::path(qingliu::testing::build_folder()) / "CMakeCache.txt");
  return std::regex_search(cache, match, pattern) ? match[1].str() : "c++";
}

/// "-isystem <folder>" of every library that any source of this build uses.
std::string library_folders() {
  static const std::regex pattern(R"(-isystem ([^ "\\]+))");
  const std::string commands =
      tree::text_of(fs::path(qingliu::testing::build_folder()) / "compile_commands.json");
  std::set<std::string> folders;
  for (std::sregex_iterator match(commands.begin(), commands.end(), pattern), end; match != end; ++match) {
    folders.insert((*match)[1]);
  }
  std::string flags;
  for (const std::string& folder : folders) flags += fmt::format(" -isystem '{}'", folder);
  return flags;
}

bool compiles(const std::string& compiler_and_flags, const fs::path& source) {
  const std::string command = fmt::format("{} '{}'", compiler_and_flags, source.string());
  return std::system(command.c_str()) == 0;
}

std::string syntax_check() {
  return fmt::format("'{}' -std=c++20 -fopenmp -w -fsyntax-only -x c++ -I'{}' -I'{}'{}", compiler(),
                     (tree::root() / "engine").string(), tree::root().string(), library_folders());
}

}  // namespace

TEST_CASE("every header compiles alone", "[build][nightly]") {
  const std::string check = syntax_check();
  std::size_t headers = 0;
  for (const char* folder : {"engine", "postprocess"}) {
    for (const fs::path& header : tree::files_below(folder, {".hpp"})) {
      ++headers;
      INFO(header.string() << " needs an #include of its own; the compiler's words stand above");
      CHECK(compiles(check, tree::root() / header));
    }
  }
  CHECK(headers > 10);
}

TEST_CASE("a header that relies on its includer does not compile alone", "[build]") {
  const fs::path header = fs::path(qingliu::testing::build_folder()) / "relies_on_its_includer.hpp";
  std::ofstream(header) << "#pragma once\nstd::vector<int> numbers();\n";
  CHECK_FALSE(compiles(syntax_check() + " 2>/dev/null", header));
  std::ofstream(header) << "#pragma once\n#include <vector>\nstd::vector<int> numbers();\n";
  CHECK(compiles(syntax_check() + " 2>/dev/null", header));
  fs::remove(header);
}
