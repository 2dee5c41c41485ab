#include "postprocess/short_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "postprocess/fonts.hpp"

namespace qingliu::postprocess {

namespace fs = std::filesystem;

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

/// Without the parts that all begin or end with.
std::vector<std::string> without_common_parts(const std::vector<std::string>& titles) {
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

/// Cut with an ellipsis where it is too long for a table's head and a caption.
std::string of_bearable_length(const std::string& name) {
  constexpr std::size_t most = 60;  // characters
  std::u32string characters = characters_of(name);
  if (characters.size() <= most) return name;
  characters.resize(most - 1);
  return utf8_of(characters) + "\u2026";
}

/// The last `count` names of a folder's path: "b/results".
std::string end_of_path(const fs::path& folder, std::size_t count) {
  fs::path whole = fs::absolute(folder / "").lexically_normal().parent_path(), end = whole.filename();
  for (std::size_t n = 1; n < count && whole.has_relative_path(); ++n) {
    whole = whole.parent_path();
    end = whole.filename() / end;
  }
  return end.string();
}

std::size_t length_of(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder / "").lexically_normal();
  return static_cast<std::size_t>(std::distance(whole.begin(), whole.end()));
}

}  // namespace

std::vector<std::string> short_names(const std::vector<std::string>& titles,
                                     const std::vector<fs::path>& folders) {
  std::vector<std::string> names = without_common_parts(titles);
  for (std::string& name : names) name = of_bearable_length(name);
  std::vector<std::string> told = names;
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (std::ranges::count(names, names[n]) < 2) continue;
    std::size_t count = 1;
    const auto another_is_called_so = [&] {
      for (std::size_t k = 0; k < names.size(); ++k) {
        if (k != n && names[k] == names[n] &&
            end_of_path(folders[k], count) == end_of_path(folders[n], count))
          return true;
      }
      return false;
    };
    while (count < length_of(folders[n]) && another_is_called_so()) ++count;
    const bool twice = another_is_called_so();
    told[n] = fmt::format("{} ({}{})", names[n], end_of_path(folders[n], twice ? 1 : count),
                          twice ? fmt::format(", {}", n + 1) : "");
  }
  return told;
}

}  // namespace qingliu::postprocess
