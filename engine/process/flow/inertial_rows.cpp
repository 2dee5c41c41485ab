#include "process/flow/inertial_rows.hpp"

#include <limits>

#include "core/stretches.hpp"
#include "model/land_state.hpp"
#include "process/flow/inertial_laws.hpp"

namespace qingliu::flow {
namespace {

template <bool one_cover>
void friction_stretch(int begin, int end, const FrictionRow& friction, const double* depth,
                      double* coefficient) {
  const double* __restrict h = depth;
  const double* __restrict factor = friction.coefficient;
  const std::int32_t* __restrict cover = friction.cover;
  double* __restrict out = coefficient;
  const Lookup<one_cover> n_deep(friction.n_deep, cover[begin]);
  const Lookup<one_cover> n_difference(friction.n_difference, cover[begin]);
  const Lookup<one_cover> inverse_decay(friction.inverse_decay, cover[begin]);
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = cover[i];
    const double wet_depth = max_of(h[i], Thresholds::dry);
    const double n = n_deep(k) + n_difference(k) * exp_of(-wet_depth * inverse_decay(k));
    out[i] = factor[i] * (n * n);
  }
}

template <bool one_cover>
void update_stretch(int begin, int end, const InertialUpdateRow& row) {
  const double* __restrict h = row.depth;
  const double* __restrict x = row.faces.x.mass;
  const double* __restrict x_depth = row.faces.x.depth;
  const double* __restrict south = row.faces.south.mass;
  const double* __restrict south_depth = row.faces.south.depth;
  const double* __restrict north = row.faces.north.mass;
  const double* __restrict north_depth = row.faces.north.depth;
  const std::int32_t* __restrict cover = row.cover;
  const Lookup<one_cover> rain(row.rain_by_class, cover[begin]);
  const double dt_dx = row.dt_dx;
  double* __restrict h_out = row.new_depth;
  double* __restrict u_out = row.velocity_x;
  double* __restrict v_out = row.velocity_y;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double flowed = dt_dx * ((x[i + 1] - x[i]) + (north[i] - south[i]));
    const double depth = (h[i] - flowed) + rain(cover[i]);
    const double u = (x[i] + x[i + 1]) / max_of(x_depth[i] + x_depth[i + 1], Thresholds::dry);
    const double v = (south[i] + north[i]) / max_of(south_depth[i] + north_depth[i], Thresholds::dry);
    h_out[i] = depth;
    u_out[i] = depth > Thresholds::dry ? u : 0.0;
    v_out[i] = depth > Thresholds::dry ? v : 0.0;
  }
}

}  // namespace

void friction_now_row(int begin, int end, const FrictionRow& friction, const double* depth,
                      double* coefficient) {
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        friction_stretch<Same::value>(from, to, friction, depth, coefficient);
      },
      friction.cover);
}

void inertial_flux_row(int begin, int end, std::ptrdiff_t offset, const InertialFaceRow& row,
                       const FluxRow& flux) {
  const double* __restrict h = row.depth;
  const double* __restrict z = row.bed;
  const double* __restrict q = row.discharge;
  const double* __restrict a = row.across_a;
  const double* __restrict b = row.across_b;
  const double* __restrict friction_left = row.friction_left;
  const double* __restrict friction_right = row.friction_right;
  double* __restrict mass = flux.mass;
  double* __restrict face_depth = flux.depth;
  const double dt = row.dt;
  const double gravity = row.gravity;
  const double push = gravity * (row.dt / row.dx);
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double dz = z[i] - z[i - offset];
    const double rise = dz + (h[i] - h[i - offset]);
    const double depth = inertial_depth(h[i - offset], h[i], dz);
    const double carried =
        inertial_weight * q[i] + 0.5 * (1.0 - inertial_weight) * (q[i - offset] + q[i + offset]);
    const double across = 0.25 * ((a[i - offset] + b[i - offset]) + (a[i] + b[i]));
    const double mean = 0.5 * (friction_left[i] + friction_right[i]);
    double coefficient = rise < 0.0 ? friction_left[i] : friction_right[i];
    coefficient = rise == 0.0 ? mean : coefficient;
    const double root = inverse_cbrt(max_of(depth, Thresholds::dry));
    const double root_2 = root * root;
    const double resistance = dt * coefficient * ((root_2 * root_2) * (root_2 * root));
    const double free = inertial_discharge(carried - push * (depth * rise), across, resistance);
    const double most = inertial_most(depth, resistance, gravity);
    const double found = max_of(-most, min_of(free, most));
    const double wet = depth > Thresholds::dry ? 1.0 : 0.0;
    const double open = std::fabs(dz) < bed_step_limit ? wet : 0.0;
    mass[i] = open * found;
    face_depth[i] = open * depth;
  }
}

void inertial_update_row(int begin, int end, const InertialUpdateRow& row) {
  for_stretches(
      begin, end, [&]<class Same>(int from, int to, Same) { update_stretch<Same::value>(from, to, row); },
      row.cover);
}

double inertial_speed_row(int begin, int end, const double* depth, const double* u, const double* v,
                          double gravity) {
  double fastest = 0.0;
  double lowest = 0.0;
  double not_finite = 0.0;
#pragma omp simd reduction(max : fastest) reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const double kinematic = kinematic_ratio * (std::fabs(u[i]) + std::fabs(v[i]));
    const double speed = max_of(kinematic, std::sqrt(gravity * max_of(depth[i], 0.0)));
    fastest = fastest > speed ? fastest : speed;
    lowest = lowest < depth[i] ? lowest : depth[i];
    not_finite += (depth[i] * 0.0 + u[i] * 0.0) + v[i] * 0.0;
  }
  const bool sound = not_finite == 0.0 && lowest >= 0.0;
  return sound ? fastest : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace qingliu::flow
