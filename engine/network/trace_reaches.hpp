#pragma once
#include <cstdint>
#include <span>

#include "grid/grid.hpp"
#include "network/given_lines.hpp"
#include "network/stream_network.hpp"

namespace qingliu {

/// Where streams run and how large they are, where nobody has surveyed them.
struct StreamShape {
  double least_area = 1e6;  ///< [m2] of watershed at which a stream begins
  double width = 1.5;  ///< [m] at the bank, of a watershed of 1 km2 (assumption, physics.md 3.8: 1.2-2.0)
  double width_exponent = 0.5;   ///< [-] width = width (A/km2)^exponent
  double depth = 0.35;           ///< [m] from bank to bed at 1 km2 (assumption: 0.30-0.45)
  double depth_exponent = 0.35;  ///< [-]
  double side_slope = 0.0;   ///< [-] horizontal to vertical; the bottom keeps at least a third of the width
  double manning_n = 0.045;  ///< [s m-1/3]
  double resolved_cells = 3.0;  ///< streams wider than this many cells are left to the land's own flow
};

/// What the tracing had to decide: for the provenance.
struct TraceReport {
  double deepest_cut = 0.0;  ///< [m] that the bed was lowered so that it falls all the way
  int cut_segments = 0;
  int resolved_segments = 0;     ///< left to the land because the grid resolves them
  int steepened_segments = 0;    ///< whose sides are steeper than asked for: width and depth leave no room
  double steepest_side = 1e300;  ///< [-] the least side slope among them, horizontal to vertical
};

/// Streams of the watershed along the receivers (index of the flat nx*ny raster, row 0 south, -1 none), where
/// `area` [m2] reaches the least area; one segment per cell. Beds lie the depth below `elevation` and are cut
/// to fall all the way. Names are R1, R2, ... from the outlet upwards, the larger branch first. Where lines
/// were given their cells are streams too, with the names, the sizes and the chainage of the lines.
StreamNetwork trace_reaches(const Grid& grid, std::span<const std::int64_t> receivers,
                            std::span<const double> area, std::span<const double> elevation,
                            const StreamShape& shape, TraceReport& report, const LaidLines& laid = {});

}  // namespace qingliu
