#include "process/gully/gully_land.hpp"

#include "core/fast_math.hpp"
#include "process/shear_laws.hpp"

namespace qingliu::gully {

double shear_on(const GullyLand& land, const LandState& state, std::size_t cell) {
  const double h = state.depth[cell];
  if (!(h > 1e-6)) return 0.0;
  double coefficient = land.friction[cell];
  if (land.friction_depends_on_depth) {
    const std::int32_t c = land.cover[cell];
    const double n = land.n_deep[c] + land.n_difference[c] * exp_of(-h * land.inverse_decay_depth[c]);
    coefficient *= n * n;
  }
  const double speed_squared =
      state.velocity_x[cell] * state.velocity_x[cell] + state.velocity_y[cell] * state.velocity_y[cell];
  return bed_shear(coefficient * inverse_cbrt(h), speed_squared, land.cosine_squared[cell]);
}

}  // namespace qingliu::gully
