#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "postprocess/language.hpp"

namespace qingliu::postprocess {

struct FilmOptions {
  std::string field = "water_depth";  ///< as for pictures
  int frames_per_second = 8;
  Language language = Language::english;
  bool relief = false;             ///< the block seen obliquely instead of the map
  std::filesystem::path output{};  ///< folder of film/; "": that of the results
};

struct FilmReport {
  std::filesystem::path folder;  ///< of the frames
  int frames = 0;
  std::filesystem::path film;         ///< the MP4; "" where ffmpeg is not installed or failed
  std::vector<std::string> warnings;  ///< one sentence each
};

/// Draws one field at every output time as DIR/film/<field>-0001.png, -0002.png, ..., all with the same
/// classes of colour, and where ffmpeg is installed joins them to DIR/film/<field>.mp4 (H.264, 4:2:0). Frames
/// of an earlier film of the field are removed. Needs no display. progress(done, all) is called after each
/// frame. Output times that are damaged are left out and said. InputError for a folder without results or
/// outputs, for an unknown field and for a field that no output holds.
FilmReport make_film(const std::filesystem::path& folder, const FilmOptions& options,
                     const std::function<void(int, int)>& progress);

}  // namespace qingliu::postprocess
