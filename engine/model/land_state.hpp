#pragma once
#include <cstdint>
#include <vector>

#include "core/real.hpp"
#include "grid/field.hpp"

namespace qingliu {

/// Everything on the land that changes with time. Outside the watershed every member is 0, but for the bed.
struct LandState {
  LandState() = default;
  /// classes: number of grain classes (0: no sediment).
  LandState(const Grid& grid, int classes);

  int classes() const { return static_cast<int>(concentration.size()); }
  /// From now on the flow leaves discharges on the faces for the next step.
  void keep_discharges(const Grid& grid);
  /// From now on gullies may take of the ground.
  void open_gullies(const Grid& grid);

  Field<double> bed;  ///< [m] elevation now; wall_elevation outside, outlet_elevation beyond an outlet
  Field<double> initial_bed;  ///< [m] elevation at the start, less what gullies have taken (fallen)

  Field<Real> depth;          ///< [m] of water, vertical
  Field<Real> velocity_x;     ///< [m s-1]
  Field<Real> velocity_y;     ///< [m s-1]
  Field<Real> discharge_x;    ///< [m2 s-1] through the western and southern faces, of the scheme inertial;
  Field<Real> discharge_y;    ///< empty: the flow scheme needs none
  Field<double> infiltrated;  ///< [m] cumulative
  Field<std::int32_t> front;  ///< row of the horizon table that holds the wetting front

  Field<double> front_water;  ///< [m] of it that counts at the wetting front; empty: all of it does
  Field<double> evaporated;   ///< [m] cumulative, of water that stood on the land; empty: nothing evaporates

  std::vector<Field<double>> concentration;         ///< [kg m-3] of each class in the water
  std::vector<Field<double>> deposited;             ///< [kg m-2] unconsolidated layer of each class
  std::vector<Field<double>> concentration_before;  ///< [kg m-3] the same before the last step
  Field<double> eroded;                             ///< [kg m-2] original soil detached so far, all classes
  Field<double> fallen;  ///< [m] of the original ground that walls and gullies gave; empty: there are none
  std::vector<Field<double>> gullied;  ///< [kg m-2] of it, of each class
  Field<std::int32_t> horizon;         ///< row of the horizon table that lies at the surface
  double last_step = 0.0;              ///< [s] length of the last step; 0: none was made
  std::int64_t steps = 0;              ///< that the land has made so far
};

/// Bed elevations that mark cells outside: the kernels see a wall, or the free fall beyond an outlet face
/// [m].
inline constexpr double wall_elevation = 1.0e6;
inline constexpr double outlet_elevation = -1.0e6;
/// |bed| above this is outside; a bed step above bed_step_limit is a wall.
inline constexpr double outside_elevation = 5.0e5;
inline constexpr double bed_step_limit = 1.0e5;

}  // namespace qingliu
