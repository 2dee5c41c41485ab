#pragma once
#include <vector>

#include "grid/grid.hpp"
#include "network/stream_network.hpp"
#include "process/surface/sections.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Column or row of a coordinate [m], held to +-1e6 so that points anywhere on the globe are counted, not
/// overflowed.
int cell_of(double coordinate, double origin, double cell_size);

/// The chain of faces nearest to the line from a to b [m], both sides of each face active. A flux to the
/// right of the direction a -> b counts as positive. Empty when the line meets no inner face.
std::vector<surface::SectionFace> section_along(const Grid& grid, scenario::Point a, scenario::Point b);

/// A segment whose water crosses a section on its way to the next one.
struct StreamCrossing {
  int segment = 0;
  int sign = 1;  ///< of its discharge in the section's
};

/// Segments that cross a section, in their order. A way over a corner crosses where either way around it
/// does.
std::vector<StreamCrossing> streams_across(const std::vector<surface::SectionFace>& section,
                                           const StreamNetwork& network);

/// The faces through which a line outlet drains: those of the active cells that the line touches whose other
/// side is outside, in the direction across the line.
std::vector<surface::OutletFace> outlet_along(int nx, int ny, double cell_size, double x_west, double y_south,
                                              const std::vector<std::uint8_t>& active, scenario::Point a,
                                              scenario::Point b, double slope);

}  // namespace qingliu::run
