#include <catch2/catch.hpp>
#include <cctype>
#include <regex>
#include <sstream>

#include "build/source_tree.hpp"

namespace {

namespace tree = qingliu::source_tree;
namespace fs = std::filesystem;

/// Words that tie a file to one machine: homes of users, mounts of a workplace, package hosts. A '~' stands
/// in each so that this file does not hold them.
std::vector<std::string> machine_words() {
  std::vector<std::string> words{"/home~/",  "/root~/",    "/Users~/",   "/work~/",
                                 "/tmp/~wt", "C:\\~Users", "debian~.org"};
  for (std::string& word : words) std::erase(word, '~');
  return words;
}

/// True for a letter before '/': then the path begins earlier, as in docs/work/ or ${root}/home/.
bool continues_a_path(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '}' || letter == '.';
}

/// The first machine word in a text that begins a path, "" when there is none.
std::string first_machine_word(const std::string& text) {
  for (const std::string& word : machine_words()) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      if (word.front() != '/' || at == 0 || !continues_a_path(text[at - 1])) return word;
    }
  }
  return {};
}

bool asserts(const std::string& text) {
  static const std::regex pattern(
      R"(\b(CHECK|REQUIRE|CHECK_FALSE|REQUIRE_FALSE|CHECK_THROWS\w*|REQUIRE_THROWS\w*|)"
      R"(CHECK_NOTHROW|REQUIRE_NOTHROW|CHECK_THAT|REQUIRE_THAT)\s*\()");
  return std::regex_search(text, pattern);
}

}  // namespace

TEST_CASE("no file of the project names a path of one machine or a package host", "[build]") {
  for (const fs::path& file : tree::files_below(".")) {
    INFO(file.string() << " holds '" << first_machine_word(tree::text_of(tree::root() / file)) << "'");
    CHECK(first_machine_word(tree::text_of(tree::root() / file)).empty());
  }
  CHECK(first_machine_word(std::string("see ").append(machine_words()[0]).append("someone")) ==
        machine_words()[0]);
  CHECK(first_machine_word("engine/network/reach.hpp").empty());
}

TEST_CASE("every test source holds an assertion", "[build]") {
  for (const fs::path& file : tree::files_below("tests", {".cpp"})) {
    const bool program = file.parent_path().filename() == "programs";  // what tests run, not tests
    if (program || file.filename() == "test_main.cpp" || file.filename() == "places.cpp") continue;
    INFO(file.string());
    CHECK(asserts(tree::text_of(tree::root() / file)));
  }
  CHECK_FALSE(asserts("TEST_CASE(\"nothing is looked at\") { run(); }"));
}

TEST_CASE("every link between the project's own pages leads somewhere", "[build]") {
  static const std::regex link(R"(\]\(([^)#:\s]+)(#[^)]*)?\))");
  int links = 0;
  for (const fs::path& page : tree::files_below(".", {".md"})) {
    const std::string text = tree::text_of(tree::root() / page);
    for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
      ++links;
      INFO(page.string() << " links to " << (*match)[1]);
      CHECK(fs::exists(tree::root() / page.parent_path() / (*match)[1].str()));
    }
  }
  CHECK(links > 5);
}

TEST_CASE("the package list names each package once and holds every part", "[build]") {
  const std::string text = tree::text_of(tree::root() / "packages.txt");
  std::vector<std::string> packages;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') packages.push_back(line);
  }
  std::ranges::sort(packages);
  CHECK(std::ranges::adjacent_find(packages) == packages.end());
  for (const char* part : {"# [required]\n", "# [pictures]\n", "# [format]\n"})
    CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("no name of a test holds a semicolon, at which CMake would take it apart", "[build]") {
  static const std::regex name(R"lit(TEST_CASE\(\s*"([^"]*)")lit");
  std::size_t names = 0;
  for (const fs::path& file : tree::files_below("tests", {".cpp"})) {
    const std::string text = tree::text_of(tree::root() / file);
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at, ++names) {
      INFO(file.string() << ": " << (*at)[1].str());
      CHECK((*at)[1].str().find(';') == std::string::npos);
    }
  }
  CHECK(names > 300);
}
