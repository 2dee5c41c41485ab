#pragma once
#include <string>
#include <vector>

namespace qingliu::postprocess {

/// Titles of runs that stand beside each other, without the parts between commas that all of them begin or
/// end with: "Valley, plan A, 300 mm" and "Valley, plan B, 300 mm" are "plan A" and "plan B". The titles as
/// they are where one would be empty.
std::vector<std::string> short_names(const std::vector<std::string>& titles);

}  // namespace qingliu::postprocess
