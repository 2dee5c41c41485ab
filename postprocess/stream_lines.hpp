#pragma once
// The lines of the stream network, as the run has written them.
#include <cstdint>
#include <filesystem>
#include <vector>

#include "postprocess/map_layout.hpp"

namespace qingliu::postprocess {

/// A segment of a stream, down to the next one [m].
struct StreamLine {
  double x_from, y_from, x_to, y_to;
  double size;  ///< 0-1: square root of its watershed beside the largest one's
};

/// From DIR/streams.csv; empty where the run has no streams, or has not come to its tables yet.
std::vector<StreamLine> stream_lines(const std::filesystem::path& folder);

/// How much of every pixel of the image (rows from the south) the lines cover, 0-255; empty without lines.
std::vector<std::uint8_t> coverage_of(const std::vector<StreamLine>& lines, const MapLayout& layout);

}  // namespace qingliu::postprocess
