// One Definition Rule: a program may not hold two different types of one name.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "build/source_tree.hpp"

namespace {

namespace tree = qingliu::source_tree;
namespace fs = std::filesystem;

/// C++ without comments, literals and lines of the preprocessor.
std::string bare_code(const std::string& text) {
  static const std::regex noise(
      R"re(//[^\n]*|/\*[^*]*\*+([^/*][^*]*\*+)*/|"([^"\\\n]|\\.)*"|'([^'\\\n]|\\.)'|\n[ \t]*#[^\n]*)re");
  return std::regex_replace("\n" + text, noise, " ");
}

/// What a brace opens, from the words since the last ; or brace: its name, whether it defines a type, and
/// whether names inside it can be seen from other files.
struct Scope {
  std::string name;
  bool is_type = false;
  bool visible = false;
};

Scope scope_of(const std::string& head) {
  static const std::regex space(R"(^\s*(inline\s+)?namespace\s+([\w:]+)\s*$)");
  static const std::regex type(
      R"((?:^|[\s>])(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+(?:alignas\([^)]*\)\s*)?([\w:]+)\s*(?:final\s*)?(?::(?!:)[^;]*)?$)");
  std::smatch match;
  if (std::regex_search(head, match, space)) return {match[2], false, true};
  if (head.find('(') == std::string::npos || head.find("alignas") != std::string::npos) {
    if (std::regex_search(head, match, type)) return {match[1], true, true};
  }
  return {};
}

/// Full names of the types that a file defines where other files can see them.
std::vector<std::string> types_of(const std::string& text) {
  std::vector<std::string> types;
  std::vector<Scope> scopes;
  std::string head;
  for (const char c : bare_code(text)) {
    if (c == '{') {
      Scope scope = scope_of(head);
      std::string full;
      for (const Scope& outer : scopes) {
        scope.visible = scope.visible && outer.visible;
        full += outer.name + "::";
      }
      if (scope.visible && scope.is_type) types.push_back(full + scope.name);
      scopes.push_back(std::move(scope));
    } else if (c == '}' && !scopes.empty()) {
      scopes.pop_back();
    }
    head = c == '{' || c == '}' || c == ';' ? std::string() : head + c;
  }
  return types;
}

/// "name: file, file" of every type that several files define.
std::vector<std::string> defined_twice(const std::map<fs::path, std::string>& files) {
  std::map<std::string, std::set<fs::path>> places;
  std::map<std::string, int> times;
  for (const auto& [file, text] : files) {
    for (const std::string& type : types_of(text)) {
      places[type].insert(file);
      ++times[type];
    }
  }
  std::vector<std::string> twice;
  for (const auto& [type, where] : places) {
    if (times[type] < 2) continue;
    std::string line = type + ":";
    for (const fs::path& file : where) line += " " + file.string();
    twice.push_back(line);
  }
  return twice;
}

}  // namespace

TEST_CASE("no type of the program is defined twice under one full name", "[build]") {
  std::map<fs::path, std::string> files;
  std::size_t types = 0;
  for (const char* folder : {"engine", "postprocess"}) {
    for (const fs::path& file : tree::files_below(folder, {".hpp", ".cpp"})) {
      files[file] = tree::text_of(tree::root() / file);
      types += types_of(files[file]).size();
    }
  }
  CHECK(types > 200);
  for (const std::string& line : defined_twice(files)) FAIL_CHECK(line);
}

TEST_CASE("the test of definitions sees a second one and takes no other thing for it", "[build]") {
  CHECK(types_of("namespace a::b { struct X final : public Y<int> { enum class K { p }; int f() { struct L "
                 "{}; } }; }") == std::vector<std::string>{"a::b::X", "a::b::X::K"});
  CHECK(
      types_of("namespace { struct X {}; }\nstruct Y;\n// struct Z {}\nclass W* f() { return {}; }").empty());
  CHECK(types_of("template <class T> struct X {}; template <class F> void f(F g) { }") ==
        std::vector<std::string>{"X"});
  CHECK(
      defined_twice({{"a.hpp", "namespace n { struct X {}; }"}, {"b.hpp", "namespace n { class X { }; }"}}) ==
      std::vector<std::string>{"n::X: a.hpp b.hpp"});
  CHECK(defined_twice({{"a.hpp", "namespace n { struct X {}; }"}, {"b.hpp", "namespace m { struct X {}; }"}})
            .empty());
}
