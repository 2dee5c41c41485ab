#pragma once
#include <cstdint>
#include <vector>

#include "terrain/drainage.hpp"

namespace qingliu::terrain {

/// A stretch of stream from its head (a source, or where two streams have met) to the next confluence.
struct StreamReach {
  int id = 0;          ///< from 1; the reach at the outlet first, main stem before tributaries
  int downstream = 0;  ///< id of the reach it flows into; 0: it ends at the outlet
  int strahler = 1;    ///< order (Strahler 1957)
  std::vector<std::uint32_t>
      cells;                 ///< from the head; the last is the head of the reach downstream or the outlet
  double length = 0.0;       ///< [m] through the cells' centres
  double chainage_to = 0.0;  ///< [m] above the outlet along the streams, of its lower end
  double slope = 0.0;        ///< [-] mean fall
  std::uint32_t cells_at_head = 0,
                cells_at_end = 0;  ///< that drain through its first cell, and its last own one
  double chainage_from() const { return chainage_to + length; }
};

/// The streams of a watershed as a tree: every cell inside with at least `least_cells` above it.
std::vector<StreamReach> stream_reaches(const Surface& surface, const Directions& directions,
                                        const std::vector<std::uint32_t>& cells,
                                        const std::vector<std::uint8_t>& watershed, std::size_t outlet,
                                        std::uint32_t least_cells);

}  // namespace qingliu::terrain
