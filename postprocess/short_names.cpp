#include "postprocess/short_names.hpp"

#include <algorithm>

namespace qingliu::postprocess {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(const std::string& title) {
  Parts parts;
  std::size_t from = 0;
  for (std::size_t at = title.find(", "); at != std::string::npos; at = title.find(", ", from)) {
    parts.push_back(title.substr(from, at - from));
    from = at + 2;
  }
  parts.push_back(title.substr(from));
  return parts;
}

/// How many parts all titles begin with.
std::size_t common_parts(const std::vector<Parts>& all) {
  std::size_t common = all.front().size();
  for (const Parts& parts : all) {
    const auto differ = std::ranges::mismatch(all.front(), parts).in1;
    common = std::min(common, static_cast<std::size_t>(differ - all.front().begin()));
  }
  return common;
}

}  // namespace

std::vector<std::string> short_names(const std::vector<std::string>& titles) {
  if (titles.size() < 2) return titles;
  std::vector<Parts> all;
  for (const std::string& title : titles) all.push_back(parts_of(title));
  const std::size_t begin = common_parts(all);
  for (Parts& parts : all) std::ranges::reverse(parts);
  const std::size_t end = common_parts(all);
  std::vector<std::string> names;
  for (Parts& parts : all) {
    if (parts.size() <= begin + end) return titles;
    std::ranges::reverse(parts);
    std::string name;
    for (std::size_t n = begin; n < parts.size() - end; ++n) name += (n > begin ? ", " : "") + parts[n];
    names.push_back(name);
  }
  return names;
}

}  // namespace qingliu::postprocess
