#pragma once
#include "process/surface/surface_buffers.hpp"

namespace qingliu::surface {

/// One stage of one step over a block of rows; the schemes are made of the same sweep. For each row j: y
/// slopes of row j+1 and fluxes through the faces above row j; x slopes and fluxes of row j; draining limiter
/// of row j; then the update of row j-1, whose faces are all final by now. Rows and faces beside the block
/// are computed by both neighbours from the same numbers, so the answer does not depend on how the rows are
/// divided.
template <Stage stage>
class SurfaceSweep {
 public:
  SurfaceSweep(const Grid& grid, const LandDescription& land, const SurfaceParameters& parameters,
               const StepForcing& forcing, double dt, LandState& state, SurfaceProcess::Buffers& buffers,
               RowBuffers& rows);

  /// Sweeps a block of rows.
  void run(int block);

 private:
  static constexpr flow::Velocity velocity =
      stage == Stage::only ? flow::Velocity::constant : flow::Velocity::linear;
  static constexpr bool inertial = stage == Stage::inertial;
  static constexpr bool one_stage = stage == Stage::only || inertial;
  static constexpr bool last_stage = stage != Stage::first;      ///< moves the classes, then what follows
  static constexpr double stage_weight = one_stage ? 1.0 : 0.5;  ///< of the water in the books

  void slopes_y(int j);
  void faces_y(int face_row);
  void faces_x(int j);
  void limit(int j);
  void count_limited(int j, const Real* share);
  void find_profiles(int j);
  void find_carriers(int j);
  const Real* carrier_x(int j) const;
  const Real* carrier_y(int face_row) const;
  void class_faces_y(int face_row);
  void class_faces_x(int j);
  void class_masses(int j);
  std::span<const double* const> concentrations(int j) const;
  const double* before(int j, int k) const;
  double half_ratio() const;
  void update(int j);
  void empty_ghosts(int j);
  void finish_row(int j);
  void clip(int j, int k);
  void infiltrate(int j, double* depth);
  void infiltrate_recovering(int j, double* depth);
  void exchange(int j, const double* depth);
  void use_up_scraps(int j);
  void barrier_fluxes(const std::vector<BarrierRows::Place>& places, std::ptrdiff_t offset,
                      const flow::StateRow& state, const flow::FluxRow& flux) const;
  void boundary_flux(int j, const BoundaryPlace& place, double half_surface, const flow::FluxRow& flux) const;
  double boundary_concentration(int j, const BoundaryPlace& place, int k, double water_flux) const;
  void add_sources(int j);

  void friction_now(int j, Grid::Span span);
  void inertial_faces_y(int face_row);
  void inertial_faces_x(int j);
  void inertial_update(int j);
  void keep_discharges(int j);

  flow::StateRow state_x(int j) const;
  flow::StateRow state_y(int j) const;
  FrictionRow friction(int j) const;
  std::uint32_t seed(int j) const;
  /// Whether the classes will need the water that this stage moves in row j.
  bool keeps(int j) const { return stage == Stage::first && classes_ > 0 && j >= first_ && j < last_; }
  flow::FluxRow flux_x(int j) const;
  flow::FluxRow flux_y(int face_row) const;
  Real* outflow_of(int j) const;
  flow::RowFluxes faces_of(int j) const;
  Grid::Span face_span(int face_row) const;
  RowResult& row_result(int j) const { return buffers_.row_results[static_cast<std::size_t>(j)]; }

  const Grid& grid_;
  const LandDescription& land_;
  const SurfaceParameters& parameters_;
  const StepForcing& forcing_;
  const double dt_, dt_dx_;
  LandState& state_;  ///< before the step; the second stage leaves the result here
  SurfaceProcess::Buffers& buffers_;
  RowBuffers& rows_;
  const LandState& from_;  ///< the state whose fluxes this stage takes
  LandState& to_;          ///< where this stage leaves velocities
  Field<Real>& depth_;     ///< where it leaves depth
  const int classes_;
  int block_ = 0, first_ = 0, last_ = 0;  ///< rows that this block updates
};

}  // namespace qingliu::surface
