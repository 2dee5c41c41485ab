#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "grid/field.hpp"
#include "model/land_state.hpp"

namespace qingliu::gully {

/// Properties of the land that gullies read; by cell, or by cover class. See FrictionRow.
struct GullyLand {
  const Field<double>& friction;
  const Field<std::int32_t>& cover;
  const Field<double>& cosine_squared;
  const std::vector<double>&n_deep, &n_difference, &inverse_decay_depth;
  bool friction_depends_on_depth;
  const std::vector<double>& deposit_inverse_density;  ///< [m3 kg-1] by grain class
  double repose = 0.6745085;                           ///< [-] steepest slope of loose deposit
  bool bed_feedback = true;  ///< bed change acts on the flow; without it nothing slides
};

/// Where the land is shared: called before cells within reach_width rows and columns of this one are read for
/// the first time. Empty: all is known.
using Reach = std::function<void(std::size_t cell)>;
inline constexpr int reach_width = 6;

/// Shear [Pa] of the water on a cell.
double shear_on(const GullyLand& land, const LandState& state, std::size_t cell);

}  // namespace qingliu::gully
