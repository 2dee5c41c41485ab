#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "grid/grid.hpp"
#include "grid/strips.hpp"
#include "model/gully.hpp"
#include "model/land_state.hpp"
#include "process/erosion/closure.hpp"
#include "process/surface/barrier.hpp"
#include "process/surface/boundary.hpp"
#include "process/surface/land_description.hpp"
#include "process/surface/sections.hpp"

namespace qingliu::surface {

/// full: MUSCL of depth, surface and velocity, Heun in time (decision 001). lean: MUSCL of depth and surface,
/// velocity constant in the cell, one stage (decision 005). inertial: discharges on faces, without the
/// momentum that the water carries along, one stage (decision 029).
enum class Scheme { full, lean, inertial };

struct SurfaceParameters {
  Scheme scheme = Scheme::full;
  double gravity = 9.81;                ///< [m s-2]
  double courant = 0.45;                ///< [-]; lean is stable up to 0.35, inertial to 0.7
  double shielding_mass = 0.5;          ///< [kg m-2] m* of Hairsine & Rose
  double deposit_detachability = 10.0;  ///< [-] a_d / a
  double splash_attenuation = 2000.0;   ///< [m-1] b of exp(-b h)
  erosion::Closure closure;
  bool bed_feedback = true;  ///< bed change acts on the flow
  int blocks = 0;            ///< row blocks that share the work; 0: one per thread
};

/// What a source brings in one step.
struct SourceForcing {
  double water = 0.0;           ///< [m3]
  std::vector<double> classes;  ///< [kg]; empty: clear water
};

/// Rain of one step by cover class, and what the boundaries and sources do.
struct StepForcing {
  std::vector<double> rain;           ///< [m] reaching the ground in the step
  std::vector<double> splash_energy;  ///< [W m-2] of drops on bare ground
  std::vector<double> evaporation;    ///< [m] of the step by cover class, 0 where it rains; empty: none
  std::vector<double>
      front_kept;  ///< [-] by cover class: see infiltration::RecoveringRow; empty: no recovery
  std::vector<BoundaryForcing> boundaries;  ///< by boundary; may be shorter where they need none
  std::vector<SourceForcing> sources;       ///< by source
};

/// The only stage of lean or of inertial, or a stage of Heun's method.
enum class Stage { only, inertial, first, second };

struct StepReport {
  double wave_speed = 0.0;   ///< [m s-1] largest at the end of the step; NaN: the state is not sound
  long limited_cells = 0;    ///< cells that the draining limiter held back (conservative)
  long negative_masses = 0;  ///< class masses found below 0 by round-off and set to 0
};

/// The part of the rows that this process sweeps where several share the grid, and how they tell each other.
struct RowShare {
  Rows rows;
  int number = 0, of = 1;                       ///< which of how many shares
  std::function<void(LandState&)> refresh;      ///< what moves, in the rows and cells that others sweep
  std::function<void(std::span<double>)> join;  ///< in every place the value of the one that knows it;
                                                ///< the others have 0 there
};

/// Rain, infiltration, shallow-water flow and multi-class erosion on the land: one fused sweep over the rows
/// of the grid, twice a step (Heun) or once (lean, inertial). D1 of physics.md: MUSCL, Chen-Noelle
/// reconstruction, HLL with upwinded tangential momentum, implicit friction, draining limiter; Green-Ampt and
/// the Hairsine-Rose exchange follow once, after the last stage.
///
/// Not modelled: momentum of raindrops, density of the mixture, turbulent mixing, bedload.
/// Books: outlets and sections face by face; infiltration, deposit and erosion are states.
class SurfaceProcess {
 public:
  /// Grid and description must outlive the process.
  SurfaceProcess(const Grid& grid, const LandDescription& land, SurfaceParameters parameters,
                 std::vector<Boundary> boundaries, std::vector<std::vector<SectionFace>> sections,
                 LandState& state, std::vector<Source> sources = {},
                 const std::vector<Barrier>& barriers = {});
  /// One boundary of normal depth.
  SurfaceProcess(const Grid& grid, const LandDescription& land, SurfaceParameters parameters,
                 std::vector<OutletFace> outlet, std::vector<std::vector<SectionFace>> sections,
                 LandState& state);
  ~SurfaceProcess();

  /// These faces are raised from now on, and no others.
  void set_barriers(const std::vector<Barrier>& barriers);

  /// Longest stable step [s]: courant * cell_size / wave speed, with the waves that rain of this intensity [m
  /// s-1] may raise on dry ground during the step.
  double max_step(double rain_intensity = 0.0) const;
  /// The same with what boundaries and sources bring in a step of forcing, `seconds` long.
  double max_step(double rain_intensity, const StepForcing& forcing, double seconds, const LandState& state);
  double wave_speed() const { return report_.wave_speed; }
  /// For a restart: the wave speed that the state had when it was saved.
  void set_wave_speed(double speed) { report_.wave_speed = speed; }
  void find_wave_speed(const LandState& state);
  /// Another process has moved water on the land: waves there run this fast [m s-1].
  void raise_wave_speed(double speed) { report_.wave_speed = std::max(report_.wave_speed, speed); }

  /// From now on gullies leave so much of these cells to the land's own erosion.
  void leave_to_gullies(const std::vector<GulliedCell>& cells);

  /// The state's rows within three of the share, and the cells of boundaries and sources, are up to date
  /// where another process sweeps them.
  void advance(double dt, const StepForcing& forcing, LandState& state);

  /// Cells on which boundaries and sources depend, wherever they lie.
  std::vector<std::size_t> shared_cells() const;
  /// From now on only these rows are swept; the books and the report are of all.
  void take_share(RowShare share);

  const StepReport& report() const { return report_; }
  const std::vector<SectionBook>& sections() const { return books_; }
  std::vector<SectionBook>& sections() { return books_; }
  /// Mass of each class set from below 0 to 0 so far [kg]: a line of the ledger.
  std::vector<Sum>& clipped() { return clipped_; }

 private:
  struct Buffers;
  template <Stage stage>
  friend class SurfaceSweep;
  template <Stage stage>
  void stage(double dt, const StepForcing& forcing, LandState& state);
  void close_step();
  void report_rows();
  void share_report();
  double step_for(double wave_speed, double rain_intensity) const;

  const Grid& grid_;
  const LandDescription& land_;
  SurfaceParameters parameters_;
  std::vector<Source> sources_;
  std::vector<SectionBook> books_;
  std::vector<Sum> clipped_;
  StepReport report_;
  RowShare share_;  ///< of all rows where none was taken
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace qingliu::surface
