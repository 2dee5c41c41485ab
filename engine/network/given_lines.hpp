#pragma once
// Streams given as lines, laid onto the drainage of the terrain.
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "grid/grid.hpp"

namespace qingliu {

/// A line of a map of streams, from its upper to its lower end. What is NaN was not given.
struct GivenLine {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::pair<double, double>> points;  ///< x, y [m]
  std::string name;                               ///< "": its reaches are numbered
  double width = none;                            ///< [m] at the bank
  double depth = none;                            ///< [m] from bank to bed
  double side_slope = none;                       ///< [-] horizontal to vertical
  double manning_n = none;                        ///< [s m-1/3]
};

/// Where on which line a cell's stream is.
struct StreamAt {
  int line = -1;          ///< -1: on the way from the end of a line to the next stream
  double chainage = 0.0;  ///< [m] along the lines of its name, from the upper end
};

/// Lines on the cells of the terrain; a cell is j nx + i.
struct LaidLines {
  std::vector<GivenLine> lines;
  std::map<std::int64_t, StreamAt> at;
  double farthest = 0.0;   ///< [m] of a line from the drainage that it was laid on
  double traced_on = 0.0;  ///< [m] from the ends of lines on along the terrain
  int outside = 0;         ///< lines that meet no cell of the watershed
};

/// Lays the lines onto the drainage: from the upper end of each line that no other flows into, down the
/// receivers (index of the flat nx*ny raster, -1 none) to the outlet. Lines that meet within `snap` [m] hang
/// together; lines of one name are one stream with one chainage. What lies outside the watershed is left
/// out. Throws InputError with every fault: a line that flows back into itself, one that rises, one farther
/// than `snap` from the drainage, a name that two streams bear.
LaidLines lay_lines(const Grid& grid, std::span<const std::int64_t> receivers,
                    std::span<const double> elevation, std::vector<GivenLine> lines, double snap);

/// The cells that a line passes, each once, in the order of its points.
std::vector<std::int64_t> cells_under(const Grid& grid, const GivenLine& line);

}  // namespace qingliu
