#pragma once
// The project's own files, as the tests of tests/build read them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/places.hpp"

namespace qingliu::source_tree {

namespace fs = std::filesystem;

inline fs::path root() { return qingliu::testing::source_folder(); }

inline std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Folders that hold no source: version control, build outputs, results.
inline bool is_output_folder(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name == ".git" || name.starts_with("build") || name == "results" || name == "__pycache__";
}

/// All regular files below `folder` (relative to the root; "." for all) with one of the extensions (none
/// given: every file), sorted, relative to the root. tests/build is a source folder although its name begins
/// with "build".
inline std::vector<fs::path> files_below(const fs::path& folder,
                                         const std::vector<std::string>& extensions = {}) {
  std::vector<fs::path> found;
  if (!fs::exists(root() / folder)) return found;
  for (fs::recursive_directory_iterator entry(root() / folder), end; entry != end; ++entry) {
    const fs::path relative = fs::relative(entry->path(), root());
    if (entry->is_directory() && is_output_folder(relative) && relative != fs::path("tests/build")) {
      entry.disable_recursion_pending();
    }
    const std::string extension = relative.extension().string();
    const bool wanted = extensions.empty() || std::ranges::find(extensions, extension) != extensions.end();
    if (entry->is_regular_file() && wanted && relative != ".git") found.push_back(relative);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace qingliu::source_tree
