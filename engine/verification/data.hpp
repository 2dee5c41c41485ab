#pragma once
// Published data that are not shipped with the engine, and scenarios that are.
#include <filesystem>
#include <string>

#include "scenario/data_path.hpp"

namespace qingliu::verification {

/// A file below ${QINGLIU_DATA_DIR}; an empty path where it is not there.
inline std::filesystem::path data_file(const std::string& below) {
  return scenario::find_data_path("${QINGLIU_DATA_DIR}/" + below, std::filesystem::current_path()).path;
}

/// A file of the project by its path below the root, at or above the current folder; empty where there is
/// none.
inline std::filesystem::path project_file(const std::filesystem::path& below) {
  for (std::filesystem::path above = std::filesystem::current_path();; above = above.parent_path()) {
    if (std::filesystem::exists(above / below)) return above / below;
    if (!above.has_relative_path()) return {};
  }
}

}  // namespace qingliu::verification
