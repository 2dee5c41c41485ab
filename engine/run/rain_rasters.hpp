#pragma once
#include <cstdint>
#include <vector>

#include "model/rain_series.hpp"
#include "run/layer_reader.hpp"

namespace qingliu::run {

/// Rain of a series of rasters on the cells of the run.
struct RasterRain {
  std::vector<RainSeries> series;   ///< one for each cell of the rasters above the watershed
  std::vector<int> series_of_cell;  ///< nx*ny of the run; -1 outside the watershed
};

/// Reads the rasters that the file of the section lists, one after the other: only what lies above the
/// watershed stays in memory. A cell of the run takes the raster cell that holds its centre. Nothing after a
/// finding.
RasterRain read_rain_rasters(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                             const Grid& grid, LayerDesk desk);

}  // namespace qingliu::run
