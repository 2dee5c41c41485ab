#pragma once
#include <memory>
#include <vector>

#include "grid/grid.hpp"
#include "model/land_state.hpp"
#include "process/surface/boundary_patches.hpp"
#include "process/surface/flow_bed.hpp"
#include "process/surface/row_buffers.hpp"
#include "process/surface/sections.hpp"
#include "process/surface/surface_process.hpp"
#include "process/surface/watershed_edge.hpp"

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

/// A cell that receives water of its own from outside.
struct SourceCell {
  int i;
  std::size_t source;
  std::size_t slot;  ///< index of its share
};

/// A cell whose erosion is in part that of gullies: see GulliedCell.
struct GulliedPlace {
  int i;
  double flow, rain;
};

/// Everything that a step needs beside the state: the state after a stage, row buffers, lists by row,
/// books.
struct SurfaceProcess::Buffers {
  Buffers(const Grid& grid, const LandDescription& land, const SurfaceParameters& parameters,
          std::vector<Boundary> boundaries, LandState& state);

  void add_sources(const Grid& grid, const std::vector<Source>& sources);
  /// Shares of the cells of every source in what it brings, by conveyance.
  void share_out_sources(const Grid& grid, const std::vector<Source>& sources, const LandState& state);
  void add_sections(const Grid& grid, const std::vector<std::vector<SectionFace>>& sections,
                    std::size_t classes);
  /// Blocks of rows with about the same number of active cells. The answer does not depend on them.
  void divide_rows(const Grid& grid, Rows rows, int blocks, int classes);
  /// The rows beside a block, as they were before the last step: its neighbours overwrite them.
  void copy_borders(int block, const LandState& state);
  /// What moves becomes what the last stage has left.
  void swap_moving(LandState& state, Scheme scheme);
  void clear_books();

  LandState next;  ///< depth and velocities after the first or only stage
  /// Of a step in two stages with classes: depth at its end; water flux through the western and southern
  /// faces, and what leaves a cell, in the first stage.
  Field<Real> end_depth, first_x, first_y, first_outflow;
  Field<double> next_bed;
  FlowBed<Real> flow_bed;
  std::vector<RowBuffers> rows;  ///< by thread
  std::vector<int> block_begin;  ///< blocks + 1 row numbers
  /// Concentrations before the last step in the row below and above a block, by class.
  struct Borders {
    std::vector<std::vector<double>> below, above;
  };
  std::vector<Borders> borders;  ///< by block

  WatershedEdge edge;
  BoundaryPatches patches;
  BarrierRows barriers;
  std::vector<std::vector<SourceCell>> sources;                             ///< by row
  std::vector<std::vector<GulliedPlace>> gullied;                           ///< by row
  std::vector<double> source_share;                                         ///< by slot
  std::vector<std::vector<WatchedFace>> watch_x, watch_south, watch_north;  ///< by the row that books them
  std::vector<std::size_t> slot_section;
  std::vector<double> slot_water;    ///< [m3] of the step
  std::vector<double> slot_classes;  ///< [kg] of the step, slot-major
  std::vector<RowResult> row_results;
  std::vector<double> clipped_rows;  ///< [kg] of the step, row-major
};

}  // namespace qingliu::surface
