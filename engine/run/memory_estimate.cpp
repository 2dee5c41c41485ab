#include "run/memory_estimate.hpp"

#include <algorithm>

#include "core/real.hpp"
#include "grid/grid.hpp"

namespace qingliu::run {
namespace {

constexpr double real = sizeof(double), flow = sizeof(Real), single = sizeof(float), index = 4.0, flag = 1.0;

/// Bytes per stored cell.
double state_bytes(const MemoryInputs& m) {
  double bytes = 3 * real + index;            // bed now and at the start, infiltrated; front
  bytes += 6 * flow;                          // depth and velocities, now and between the stages
  if constexpr (single_state) bytes += flow;  // the bed in the numbers of the flow
  bytes += 2 * real + 2 * index;              // friction, cosine; cover, top horizon
  if (m.classes == 0) return bytes;
  bytes += real + index;                // eroded; horizon
  if (m.bed_feedback) bytes += real;    // the next bed
  if (m.two_stages) bytes += 4 * flow;  // depth at the end of the step; water and outflow of the first stage
  return bytes + m.classes * 3.0 * real;  // concentration twice, deposited
}

/// Bytes per cell of the rectangle while static.h5 is made: rasters, corners and links of the quads, types;
/// the compressed image and its copy.
double static_file_bytes(const MemoryInputs& m) {
  constexpr double quads = 5 * 8.0 + 1.0, compressed = 9.0;
  return m.static_rasters * single + quads + 2 * compressed;
}

/// Likewise for one output time: the snapshot, one raster with rounded mantissas, image and copy.
double segment_bytes(const MemoryInputs& m) {
  constexpr double compressed = 1.5;
  return m.output_rasters * (single + 2 * compressed) + single;
}

}  // namespace

MemoryEstimate estimate_memory(const MemoryInputs& m) {
  const double box = m.nx * m.ny;
  const double stored = (m.nx + 2 * Grid::pad_x) * (m.ny + 2 * Grid::pad_y);
  MemoryEstimate e;
  e.program = 48e6;
  e.fields = stored * state_bytes(m) + box * 2 * flag;  // which cells are active: ours and the writer's
  e.output = box * std::max(static_file_bytes(m), segment_bytes(m));
  // Elevation, upstream area, receivers, flags; the flood's order, parents, levels and queue.
  constexpr double terrain_bytes = 3 * real + flag + 2 * real + index + 2 * real;
  e.start = std::max(box, m.terrain_cells) * terrain_bytes;
  return e;
}

}  // namespace qingliu::run
