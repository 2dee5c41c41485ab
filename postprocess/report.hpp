#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "postprocess/language.hpp"

namespace qingliu::postprocess {

struct ReportOptions {
  Language language = Language::english;
  std::vector<std::filesystem::path> plans;  ///< results of plans to stand beside the first
  std::filesystem::path output{};            ///< folder of the page and its figures; "": that of the results
};

struct ReportFiles {
  std::filesystem::path page;
  std::vector<std::string> warnings;  ///< what could not be read or shown, one sentence each
};

/// Writes report.html and figures/ to DIR, or to the folder `output`: one page, complete in itself, with key
/// figures, maps, hydrographs and sedigraphs, balances, the scenario and its assumptions; beside plans also
/// the indicators of each and their differences. A run that is still going on, or was cut short, is shown as
/// far as it is there, and the page says so. Needs no display. InputError for a folder without results;
/// FileError for a damaged master file and a full disk.
ReportFiles make_report(const std::filesystem::path& folder, const ReportOptions& options);

}  // namespace qingliu::postprocess
