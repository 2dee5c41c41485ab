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

/// What two runs beside each other are called.
struct TwoNames {
  std::string before, after;
  std::string of_files;  ///< part of the files' names
};

/// Net erosion (or bed change, where that is all both runs have) before a plan, with it, and the plan less
/// the run before, with the same classes, in the folder `figures`: plan-<of_files>-1-before.png and so on.
/// Drawn is the newest output that both runs have at one time and that can be read; its time stands in the
/// captions, and where one run has a newer one a sentence in `warnings` says so. Nothing, and a sentence,
/// where the grids differ, neither field is there or no time is common.
std::optional<DifferenceMaps> difference_maps(const ResultFolder& base, const ResultFolder& plan,
                                              const TwoNames& names, const Ground& ground,
                                              const std::filesystem::path& figures,
                                              std::vector<std::string>& warnings);

}  // namespace qingliu::postprocess
