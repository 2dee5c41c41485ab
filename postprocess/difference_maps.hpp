#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "postprocess/map_sheet.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

struct DifferenceMaps {
  std::string name;                    ///< of the plan
  std::vector<DrawnPicture> pictures;  ///< before, after, difference
};

/// Net erosion (or bed change, where that is all both runs have) before a plan, with it, and the plan less
/// the run before, with the same classes, in the folder `figures`: plan-<called>-1-before.png and so
/// on. Nothing, and a sentence in `warnings`, where the grids differ or neither field is there.
std::optional<DifferenceMaps> difference_maps(const ResultFolder& base, const ResultFolder& plan,
                                              const std::string& called, const Ground& ground,
                                              const std::filesystem::path& figures,
                                              std::vector<std::string>& warnings);

}  // namespace qingliu::postprocess
