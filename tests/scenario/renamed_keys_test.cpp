#include <catch2/catch.hpp>

#include "scenario/key_tables.hpp"
#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

bool knows(std::string_view section, std::string_view key) {
  for (const SectionKeys& s : all_sections()) {
    if (s.name != section) continue;
    for (const Key* k : s.keys) {
      if (k->name == key) return true;
    }
  }
  return false;
}

/// The good scenario with the old key in its section.
std::string with_old_key(const RenamedKey& key) {
  const std::string section(key.section);
  for (const std::string& heading : {"[" + section + "]\n", "[[" + section + "]]\n"}) {
    const std::size_t at = ("\n" + good_scenario).find("\n" + heading);
    if (at == std::string::npos) continue;
    return std::string(good_scenario).insert(at + heading.size(), std::string(key.old_name) + " = 1\n");
  }
  return "";
}

}  // namespace

TEST_CASE("a renamed key is known no more, and its successor is", "[scenario]") {
  CHECK(renamed_keys().size() >= 9);
  for (const RenamedKey& key : renamed_keys()) {
    INFO(key.section << ": " << key.old_name);
    CHECK_FALSE(knows(key.section, key.old_name));
    CHECK(knows(key.section, key.new_name));
  }
}

TEST_CASE("an old scenario is told what each renamed key is called now", "[scenario]") {
  const Workbench bench;
  for (const RenamedKey& key : renamed_keys()) {
    INFO(key.section << ": " << key.old_name);
    const std::string text = with_old_key(key);
    REQUIRE_FALSE(text.empty());
    const std::string now = "'" + std::string(key.old_name) + "' is now called '" +
                            std::string(key.new_name) + "'. Write " + std::string(key.new_name);
    int told = 0;
    for (const std::string& line : bench.findings(text)) told += line.ends_with(now) ? 1 : 0;
    CHECK(told == 1);
  }
}
