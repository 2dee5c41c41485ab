#include "scenario/name_checks.hpp"

#include <catch2/catch.hpp>

#include "scenario/workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

TEST_CASE("names of tables hold no commas, quotation marks and line ends", "[scenario]") {
  for (const char* good : {"outlet", "Pinglong 平龙", "a/b", "..", ""}) CHECK(table_name_fault(good).empty());
  for (const char* bad : {"a,b", "a\"b", "a\nb", "a\rb", "a\tb", "a\x7f"})
    CHECK(!table_name_fault(bad).empty());
}

TEST_CASE("names of files stay within one folder", "[scenario]") {
  for (const char* good : {"C1", "G-1_b", "梯田 3", "a.b"}) CHECK(file_name_fault(good).empty());
  for (const char* bad : {"", ".", "..", "../x", "a/b", "/tmp", "a\\b", ".hidden", "a,b", "a\nb"})
    CHECK(!file_name_fault(bad).empty());
  CHECK(!file_name_fault(std::string_view("a\0b", 3)).empty());
  CHECK(file_name_fault(std::string(200, 'x')).empty());
  CHECK(!file_name_fault(std::string(201, 'x')).empty());
}
