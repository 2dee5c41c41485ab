#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// A watershed before its run: what `qingliu check --map` draws.
struct SiteMap {
  std::string title, subtitle;
  bool synthetic = false;         ///< terrain
  bool partly_synthetic = false;  ///< other things
  Raster elevation;
  double x_west = 0.0, y_south = 0.0, cell_size = 0.0;  ///< [m]
  std::vector<std::string> facts;
  std::vector<std::pair<int, int>> outlet;  ///< cells
};

void write_site_map(const SiteMap& site, const std::filesystem::path& file);

}  // namespace qingliu::postprocess
