#include "scenario/name_checks.hpp"

#include <algorithm>

namespace qingliu::scenario {
namespace {

bool has_control(std::string_view name) {
  return std::ranges::any_of(name, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

}  // namespace

std::string table_name_fault(std::string_view name) {
  if (name.find_first_of(",\"") == std::string_view::npos && !has_control(name)) return "";
  return "goes into tables: write it without commas, quotation marks and line ends";
}

std::string file_name_fault(std::string_view name) {
  constexpr std::size_t longest = 200;  // [bytes] file systems take 255, and endings are added
  if (std::string fault = table_name_fault(name); !fault.empty()) return fault;
  if (name.empty()) return "is empty: give it a name";
  const bool one_folder = name.find_first_of("/\\") == std::string_view::npos && name.front() != '.';
  if (one_folder && name.size() <= longest) return "";
  return "becomes the name of a folder: write it without slashes and backslashes, with no dot in front, in "
         "at "
         "most 200 bytes";
}

}  // namespace qingliu::scenario
