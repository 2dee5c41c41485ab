#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace qingliu::postprocess {

/// Titles of runs that stand beside each other, without the parts between commas that all of them begin or
/// end with: "Valley, plan A, 300 mm" and "Valley, plan B, 300 mm" are "plan A" and "plan B". The titles as
/// they are where one would be empty; at most 60 characters of each. Runs of one title have the name of their
/// folder behind it, with as many of the folders above as tell them apart: "Valley (plan-a)"; one folder
/// named twice is numbered.
std::vector<std::string> short_names(const std::vector<std::string>& titles,
                                     const std::vector<std::filesystem::path>& folders);

}  // namespace qingliu::postprocess
