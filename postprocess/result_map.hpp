#pragma once
#include <string>
#include <utility>
#include <vector>

#include "postprocess/map_sheet.hpp"
#include "postprocess/picture_rasters.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// The title of a run's maps: its own, or the folder's name. Where no font of this machine has its
/// characters, what can be drawn of it; `warnings` then says so.
std::string map_title(const ResultFolder& results, std::vector<std::string>& warnings);

/// One raster of a run as a map with legend, findings and remarks.
MapSheet sheet_of(const ResultFolder& results, Finished finished, const Ground& ground,
                  const std::string& title);

/// The same with classes that were chosen for several maps together.
MapSheet sheet_of(const ResultFolder& results, Finished finished, const Ground& ground,
                  const std::string& title, MapClasses classes);

/// What a PNG of the run carries as text.
std::vector<std::pair<std::string, std::string>> png_words(const ResultFolder& results,
                                                           const std::string& subtitle);

}  // namespace qingliu::postprocess
