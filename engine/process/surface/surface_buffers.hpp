#pragma once
#include <memory>
#include <vector>

#include "grid/grid.hpp"
#include "model/land_state.hpp"
#include "process/surface/row_buffers.hpp"
#include "process/surface/sections.hpp"
#include "process/surface/surface_process.hpp"

namespace qingliu::surface {

/// What one row reports of one step.
struct RowResult {
  double wave_speed = 0.0;
  int limited_cells = 0;
  int negative_masses = 0;
  bool sound = true;  ///< every concentration is a finite number >= 0
};

/// A face whose flux is booked: index in its row buffer, sign, place in the books.
struct WatchedFace {
  int i;
  int sign;
  std::size_t slot;
};

/// An outlet face and the cell it drains.
struct OutletPlace {
  int face_i;
  int cell_i;
  int sign;
  double slope_root;  ///< sqrt(slope)
};

/// Everything that a step needs beside the state: the state after a stage, row buffers, lists by row,
/// books.
struct SurfaceProcess::Buffers {
  Buffers(const Grid& grid, int classes, const SurfaceParameters& parameters, const LandState& state);

  void add_outlet(const Grid& grid, const std::vector<OutletFace>& outlet, LandState& state);
  void add_sections(const Grid& grid, const std::vector<std::vector<SectionFace>>& sections,
                    std::size_t classes);
  /// Blocks of rows with about the same number of active cells. The answer does not depend on them.
  void divide_rows(const Grid& grid, int blocks);
  /// What moves becomes what the only stage has left in `next`.
  void swap_moving(LandState& state);
  void clear_books();

  LandState next;  ///< depth, velocities, concentrations after the first or only stage
  Field<double> next_bed;
  std::vector<RowBuffers> rows;  ///< by thread
  std::vector<int> block_begin;  ///< blocks + 1 row numbers

  std::vector<std::vector<OutletPlace>> outlet_x;  ///< by row
  std::vector<std::vector<OutletPlace>> outlet_y;  ///< by row of south faces, 0..ny
  std::vector<std::vector<int>> ghosts;            ///< by row: columns of the cells beyond outlet faces
  std::vector<std::vector<WatchedFace>> watch_x, watch_south, watch_north;  ///< by the row that books them
  std::vector<std::size_t> slot_section;
  std::vector<double> slot_water;    ///< [m3] of the step
  std::vector<double> slot_classes;  ///< [kg] of the step, slot-major
  std::vector<RowResult> row_results;
  std::vector<double> clipped_rows;  ///< [kg] of the step, row-major
};

}  // namespace qingliu::surface
