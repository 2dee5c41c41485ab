#pragma once

namespace qingliu::run {

/// What decides how much memory a run takes.
struct MemoryInputs {
  double nx = 0.0, ny = 0.0;   ///< cells of the rectangle around the watershed
  double terrain_cells = 0.0;  ///< cells of the terrain raster that the watershed is cut from; 0: nx ny
  int classes = 0;             ///< grain classes; 0: no sediment
  bool bed_feedback = true;
  bool two_stages = true;  ///< scheme full
  int static_rasters = 4;  ///< elevation, landuse, manning_n, soil
  int output_rasters = 8;  ///< of one output time, the velocity as two, the concentration as one per class
};

/// Bytes.
struct MemoryEstimate {
  double program = 0.0;  ///< the program and its libraries, without any cell
  double start = 0.0;    ///< most while terrain, land and soil are read and cut
  double fields = 0.0;   ///< state, land and buffers of a run
  double output = 0.0;   ///< most that writing results takes beside them

  double total() const { return program + (start > fields + output ? start : fields + output); }
};

/// Resident memory of a run at its largest. Counted from the fields of LandState, LandDescription and the
/// surface process; what the compression of rasters and the program itself take was measured
/// (docs/performance.md). Off by less than 10 %.
MemoryEstimate estimate_memory(const MemoryInputs& inputs);

}  // namespace qingliu::run
