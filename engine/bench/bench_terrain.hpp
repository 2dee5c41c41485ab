#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace qingliu::bench {

/// Terrain of a benchmark case on a plain raster, row 0 the NORTHERN row as in an ASCII grid.
struct Heights {
  int nx = 0, ny = 0;
  double cell_size = 0.0;      ///< [m]
  std::vector<double> values;  ///< [m]
  std::size_t at(int column, int row) const { return static_cast<std::size_t>(row) * nx + column; }
};

/// Square mountain of `cells` x `cells` cells of 10 m that rivers have carved: value noise, then `stages`
/// times stream power on D4 drainage (implicit; Braun & Willett 2013) with uplift and hillslope diffusion.
/// Every cell drains to the five outlet cells (5 m) in the middle of the southern edge. The benchmark has 120
/// stages; fewer give a rougher terrain sooner.
Heights fluvial_mountain(int cells, std::uint32_t seed = 7, int stages = 120);

/// V-shaped catchment of Di Giammarco, Todini & Lamberti (1996): two planes of 800 m x 1000 m falling at 0.05
/// to a channel 20 m wide that falls at 0.02 to the south.
Heights v_catchment(double cell_size);

/// Of the columns of v_catchment(): whether the channel lies there.
bool is_channel(const Heights& v, int column);

/// As an ESRI ASCII grid, heights with four digits after the point.
std::string ascii_grid(const Heights& heights);

}  // namespace qingliu::bench
