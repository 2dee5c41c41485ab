#include "process/flow/inertial_rows.hpp"

#include <limits>

#include "core/stretches.hpp"
#include "model/land_state.hpp"
#include "process/flow/depth_sums.hpp"
#include "process/flow/inertial_laws.hpp"

namespace qingliu::flow {
namespace {

template <bool one_cover>
void friction_stretch(int begin, int end, const FrictionRow& friction, const Real* depth, Real* coefficient) {
  const Real* __restrict h = depth;
  const double* __restrict factor = friction.coefficient;
  const std::int32_t* __restrict cover = friction.cover;
  Real* __restrict out = coefficient;
  const Lookup<one_cover, Real> n_deep(friction.n_deep, cover[begin]);
  const Lookup<one_cover, Real> n_difference(friction.n_difference, cover[begin]);
  const Lookup<one_cover, Real> inverse_decay(friction.inverse_decay, cover[begin]);
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = cover[i];
    const Real wet_depth = max_of(h[i], FlowThresholds::dry);
    const Real n = n_deep(k) + n_difference(k) * exp_of(-wet_depth * inverse_decay(k));
    out[i] = static_cast<Real>(factor[i]) * (n * n);
  }
}

template <bool one_cover>
void update_stretch(int begin, int end, const InertialUpdateRow& row) {
  const Real* __restrict h = row.depth;
  const Real* __restrict x = row.faces.x.mass;
  const Real* __restrict x_depth = row.faces.x.depth;
  const Real* __restrict south = row.faces.south.mass;
  const Real* __restrict south_depth = row.faces.south.depth;
  const Real* __restrict north = row.faces.north.mass;
  const Real* __restrict north_depth = row.faces.north.depth;
  const std::int32_t* __restrict cover = row.cover;
  const Lookup<one_cover, Real> rain(row.rain_by_class, cover[begin]);
  const Real dt_dx = static_cast<Real>(row.dt_dx);
  const std::uint32_t seed = row.seed;
  Real* __restrict h_out = row.new_depth;
  Real* __restrict u_out = row.velocity_x;
  Real* __restrict v_out = row.velocity_y;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const Real flowed = dt_dx * ((x[i + 1] - x[i]) + (north[i] - south[i]));
    const Real depth = depth_after(h[i], flowed, rain(cover[i]), i, seed);
    const Real u = (x[i] + x[i + 1]) / max_of(x_depth[i] + x_depth[i + 1], FlowThresholds::dry);
    const Real v = (south[i] + north[i]) / max_of(south_depth[i] + north_depth[i], FlowThresholds::dry);
    h_out[i] = depth;
    u_out[i] = depth > FlowThresholds::dry ? u : 0.0_r;
    v_out[i] = depth > FlowThresholds::dry ? v : 0.0_r;
  }
}

}  // namespace

void friction_now_row(int begin, int end, const FrictionRow& friction, const Real* depth, Real* coefficient) {
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        friction_stretch<Same::value>(from, to, friction, depth, coefficient);
      },
      friction.cover);
}

void inertial_flux_row(int begin, int end, std::ptrdiff_t offset, const InertialFaceRow& row,
                       const FluxRow& flux) {
  const Real* __restrict h = row.depth;
  const Real* __restrict z = row.bed;
  const Real* __restrict q = row.discharge;
  const Real* __restrict a = row.across_a;
  const Real* __restrict b = row.across_b;
  const Real* __restrict friction_left = row.friction_left;
  const Real* __restrict friction_right = row.friction_right;
  Real* __restrict mass = flux.mass;
  Real* __restrict face_depth = flux.depth;
  constexpr Real step_limit = bed_step_limit;
  const Real dt = static_cast<Real>(row.dt);
  const Real gravity = static_cast<Real>(row.gravity);
  const Real push = static_cast<Real>(row.gravity * (row.dt / row.dx));
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const Real dz = z[i] - z[i - offset];
    const Real rise = dz + (h[i] - h[i - offset]);
    const Real depth = inertial_depth(h[i - offset], h[i], dz);
    const Real carried =
        inertial_weight * q[i] + 0.5_r * (1.0_r - inertial_weight) * (q[i - offset] + q[i + offset]);
    const Real across = 0.25_r * ((a[i - offset] + b[i - offset]) + (a[i] + b[i]));
    const Real mean = 0.5_r * (friction_left[i] + friction_right[i]);
    Real coefficient = rise < 0.0_r ? friction_left[i] : friction_right[i];
    coefficient = rise == 0.0_r ? mean : coefficient;
    const Real root = inverse_cbrt(max_of(depth, FlowThresholds::dry));
    const Real root_2 = root * root;
    const Real resistance = dt * coefficient * ((root_2 * root_2) * (root_2 * root));
    const Real free = inertial_discharge(carried - push * (depth * rise), across, resistance);
    const Real most = inertial_most(depth, resistance, gravity);
    const Real found = max_of(-most, min_of(free, most));
    const Real wet = depth > FlowThresholds::dry ? 1.0_r : 0.0_r;
    const Real open = std::fabs(dz) < step_limit ? wet : 0.0_r;
    mass[i] = open * found;
    face_depth[i] = open * depth;
  }
}

void inertial_update_row(int begin, int end, const InertialUpdateRow& row) {
  for_stretches(
      begin, end, [&]<class Same>(int from, int to, Same) { update_stretch<Same::value>(from, to, row); },
      row.cover);
}

double inertial_speed_row(int begin, int end, const Real* depth, const Real* u, const Real* v, Real gravity) {
  Real fastest = 0.0_r;
  Real lowest = 0.0_r;
  Real not_finite = 0.0_r;
#pragma omp simd reduction(max : fastest) reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const Real kinematic = kinematic_ratio * (std::fabs(u[i]) + std::fabs(v[i]));
    const Real speed = max_of(kinematic, std::sqrt(gravity * max_of(depth[i], 0.0_r)));
    fastest = fastest > speed ? fastest : speed;
    lowest = lowest < depth[i] ? lowest : depth[i];
    not_finite += (depth[i] * 0.0_r + u[i] * 0.0_r) + v[i] * 0.0_r;
  }
  const bool sound = not_finite == 0.0_r && lowest >= 0.0_r;
  return sound ? static_cast<double>(fastest) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace qingliu::flow
