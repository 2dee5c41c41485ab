#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "grid/field.hpp"
#include "grid/strips.hpp"
#include "model/grains.hpp"
#include "model/land_state.hpp"
#include "process/bedload/bedload_laws.hpp"

namespace qingliu::bedload {

struct BedloadParameters {
  BedloadLaw law = BedloadLaw::wong_parker;
  double from_diameter = 2e-3;     ///< [m] classes from here on move
  double grass_coefficient = 0.0;  ///< [s2 m-1] A of Grass
  double slope_factor = 1.3;       ///< [-] beta_s of Koch & Flokstra
  double active_layer =
      0.05;  ///< [m] deposit that covers the bed entirely; thinner, it moves less and never slides
  double repose = 0.6745085;  ///< [-] steepest slope of loose deposit, tan 34 degrees
  double courant = 0.5;       ///< [-] cells that a bed wave may pass in a step
  double bed_step = 0.1;      ///< [-] bed change in a step, of the depth or of least_depth
  double least_depth = 0.01;  ///< [m]
  double gravity = 9.81;      ///< [m s-2]
  bool bed_feedback = true;   ///< bed change acts on the flow
};

/// Properties of the land that bedload reads; by cell, or by cover class.
struct BedloadLand {
  const Field<double>& friction;  ///< see FrictionRow
  const Field<std::int32_t>& cover;
  const Field<double>& cosine_squared;
  const std::vector<double>&n_deep, &n_difference, &inverse_decay_depth, &n_soil;
  bool friction_depends_on_depth;
  const Grains& grains;
  const std::vector<double>& deposit_inverse_density;  ///< [m3 kg-1] by grain class, pores included
};

/// A face of the grid through which load is counted or leaves: the west face of cell (i, j), or its south
/// face.
struct BedloadFace {
  bool along_x = true;
  int i = 0, j = 0;
  int sign =
      1;  ///< +1: to the east or north counts as positive; of an outlet: the watershed lies west or south
};

/// What a step may be [s], and why.
struct BedloadLimit {
  double seconds = std::numeric_limits<double>::infinity();
  const char* reason = "bed wave";
};

/// The part of the rows whose deposit this process moves where several share the grid, and how they tell each
/// other. Empty functions: all rows are its own.
struct BedloadShare {
  Rows rows;
  std::function<void(LandState&)> refresh;          ///< flow, bed and deposit of three rows beside the share
  std::function<void(LandState&)> refresh_deposit;  ///< of them bed and deposit
  std::function<void(std::span<double>)> largest;   ///< of all shares in every place
  std::function<void(std::span<double>)> join;      ///< see surface::RowShare
};

/// Bedload of the loose deposit, and the bed that follows from it (Exner 1925), class by class:
///   dm_k/dt = -div q_k,   dz/dt = sum of dm_k/dt / ((1 - porosity) rho_s,k),
/// after the flow of the step, which it leaves as it is: depth and velocity are kept, the surface moves with
/// the bed. Deposit steeper than the angle of repose slides, a fifth of what is too steep in a step. Second
/// order in space and, for bed waves, in time. What leaves a cell is limited to what lies there: the soil
/// below is fixed for bedload, it has to be detached first. Every class conserves its mass to round-off.
///
/// Not modelled: layers within the deposit (it is one mixed layer), lag of the load, momentum of the grains,
/// feed of bedload from outside. Who books: the caller adds step_loads() to the books of the sections.
class BedloadProcess {
 public:
  /// Grid and land must outlive the process. sections: faces of each.
  BedloadProcess(const Grid& grid, BedloadLand land, BedloadParameters parameters,
                 std::vector<BedloadFace> outlet, std::vector<std::vector<BedloadFace>> sections,
                 const LandState& state);
  ~BedloadProcess();

  void advance(double dt, LandState& state);
  /// From now on only these rows are moved; the limits and the loads through sections are of all.
  void take_share(BedloadShare share) { share_ = std::move(share); }

  /// For the next step, from the loads and bed changes of the last.
  BedloadLimit max_step() const;
  /// [s-1] of bed waves and of bed change: what a restart needs for max_step().
  struct Rates {
    double wave = 0.0, change = 0.0;
  };
  Rates rates() const { return rates_; }
  void set_rates(Rates rates) { rates_ = rates; }
  void find_rates(const LandState& state) { find_loads(state); }

  /// Load of class k through section s in the last step [kg].
  double step_load(std::size_t section, std::size_t k) const { return step_loads_[section * classes_ + k]; }
  /// Classes that move as bedload.
  const std::vector<int>& moving() const { return moving_; }
  /// Moves nothing but what is too steep, one sweep. Returns the largest excess before it [m].
  double slide(LandState& state);

 private:
  struct Buffers;
  void find_loads(const LandState& state);
  void find_faces(std::size_t moving, const LandState& state);
  void find_shares(double dt_dx, const Field<double>& mass);
  void move(double dt_dx, double unit_volume, Field<double>& mass);
  void book(double dt, int k);
  void close_books();
  Rows around(int width) const;
  double largest_of_all(double value) const;
  void raise_bed(double dt, LandState& state);
  double slide_once(LandState& state);
  void find_thickness(const LandState& state, const std::vector<int>& classes);

  const Grid& grid_;
  BedloadLand land_;
  BedloadParameters parameters_;
  std::vector<BedloadFace> outlet_;
  std::vector<std::vector<BedloadFace>> sections_;
  std::size_t classes_;
  std::vector<int> all_, moving_;
  std::vector<ClassScales> scales_;  ///< by class
  double active_mass_ = 0.0;         ///< [kg m-2] of the active layer
  std::vector<double> step_loads_;   ///< section-major
  struct Booking {
    int k;
    double dt;
  };
  std::vector<Booking> bookings_;   ///< since the books were closed
  std::vector<double> face_loads_;  ///< [kg m-1 s-1] of each, of the faces of all sections
  BedloadShare share_;
  Rates rates_;
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace qingliu::bedload
