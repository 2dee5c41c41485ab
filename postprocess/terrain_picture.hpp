#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// What a quick look at a terrain shows: relief, watershed, streams by order, outlet.
struct TerrainPicture {
  std::string title;
  double cell_size = 0.0, x_west = 0.0, y_south = 0.0;  ///< [m]
  Raster elevation;
  Raster orders;  ///< Strahler order on streams, 0 elsewhere in the watershed, NaN outside
  std::size_t outlet = 0;
  std::vector<std::string> facts;
};

/// Writes it as PNG. FileError on failure.
void draw_terrain(const TerrainPicture& picture, const std::filesystem::path& file);

}  // namespace qingliu::postprocess
