#pragma once
// Published data that are not shipped with the engine.
#include <filesystem>
#include <string>

#include "scenario/data_path.hpp"

namespace qingliu::verification {

/// A file below ${QINGLIU_DATA_DIR}; an empty path where it is not there.
inline std::filesystem::path data_file(const std::string& below) {
  return scenario::find_data_path("${QINGLIU_DATA_DIR}/" + below, std::filesystem::current_path()).path;
}

}  // namespace qingliu::verification
