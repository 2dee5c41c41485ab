#pragma once
#include <string>
#include <string_view>

#include "scenario/scenario.hpp"

namespace qingliu::scenario {

struct FoundPath {
  Path path;            ///< of a file that is there and can be read
  std::string problem;  ///< what is wrong, with the remedy; empty when all is well
};

/// A file named in a scenario: ${QINGLIU_DATA_DIR} is expanded (without the variable: the nearest folder
/// shared/data at or above the scenario's folder), relative names start in `folder`. A name that is nearly
/// right gets the right one.
FoundPath find_data_path(std::string_view written, const Path& folder);

/// The path as the resolved scenario writes it: absolute, so that it holds from any folder; the variable
/// stays where it is set.
std::string path_for_anywhere(std::string_view written, const Path& found);

}  // namespace qingliu::scenario
