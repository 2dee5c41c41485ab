#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "postprocess/language.hpp"

namespace qingliu::postprocess {

/// Which pictures of a results folder are wanted.
struct PictureOptions {
  std::string field;  ///< one field only, e.g. "water_depth"; "": the standard set
  Language language = Language::english;
  bool relief = false;             ///< the block seen obliquely instead of the map: depth-peak.relief.png
  std::optional<double> time;      ///< [s] the output nearest to this time instead of peaks and end
  std::filesystem::path output{};  ///< folder of figures/; "": that of the results
};

struct DrawnPicture {
  std::filesystem::path file;
  std::string caption;   ///< what it shows, and when
  std::string quantity;  ///< "water_depth"; "" where it shows none alone
};

struct PictureReport {
  std::vector<DrawnPicture> pictures;
  std::vector<std::string> warnings;  ///< what could not be read or shown, one sentence each
};

/// Writes PNG maps of a results folder to DIR/figures, or to figures/ in the folder `output`: depth-peak,
/// depth-end, velocity-peak, bed-change-end, concentration-peak, infiltration-end and elevation; in Chinese
/// depth-peak.zh and so on. Needs no display. InputError for a folder without results or an unknown field;
/// FileError for damaged files and a full disk.
PictureReport make_pictures(const std::filesystem::path& folder, const PictureOptions& options);

}  // namespace qingliu::postprocess
