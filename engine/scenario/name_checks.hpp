#pragma once
// What names may not hold that go into tables and become names of files.
#include <string>
#include <string_view>

namespace qingliu::scenario {

/// What is wrong with a name that stands in tables, and the remedy; "" when it may: commas, quotation marks
/// and control characters (line ends among them) would tear a row apart.
std::string table_name_fault(std::string_view name);

/// The same of a name that files and folders get: it must also be a name within one folder, hence no slash,
/// no backslash, no dot in front (".." is the folder above), and neither nothing nor more than 200 bytes.
std::string file_name_fault(std::string_view name);

}  // namespace qingliu::scenario
