#include "process/flow/flow_rows.hpp"

#include <limits>

#include "core/stretches.hpp"
#include "model/land_state.hpp"
#include "process/flow/flow_laws.hpp"

namespace qingliu::flow {
namespace {

/// Bed difference towards the one active neighbour that stands in for the surface difference at a closed
/// side: 0 when that neighbour's bed is above my surface and its water shallow, but not at an outlet.
QINGLIU_INLINE double closed_side(double rise, double depth, double neighbour_depth, bool wall) {
  double slope = 4.0 * neighbour_depth < depth ? 0.0 : rise;
  slope = rise > depth ? slope : rise;
  return wall ? slope : rise;
}

/// True where water follows the bed: its depth changes less than half as much, and is larger than the step.
QINGLIU_INLINE bool follows_bed(double depth, double dh, double step) {
  const double size = std::fabs(step);
  return std::fabs(dh) < 0.5 * size && size < depth;
}

/// Depth difference away from a wall, to the one active neighbour: what stands at the wall is not negative.
QINGLIU_INLINE double away_from_wall(double rise, double depth) { return min_of(rise, 2.0 * depth); }

/// Where a loop over cells or faces runs: everywhere inside the watershed, or beside what lies outside.
enum class Place { inside, edge };

/// Half differences of cell i. Inside, both neighbours are taken to be active; a cell outside gets 0 all the
/// same: dry, it is a least depth, and a wall is a highest or an outlet a lowest bed.
template <Velocity velocity, Place place>
QINGLIU_INLINE void slopes_of_cell(int i, std::ptrdiff_t offset, const StateRow& state,
                                   const SlopeRow& slopes) {
  const double* const h = state.depth;
  const double* const z = state.bed;
  const double* const un = state.normal;
  const double* const ut = state.tangential;
  const double step_left = z[i] - z[i - offset];
  const double step_right = z[i + offset] - z[i];
  const double h0 = h[i];
  double dh_left = h0 - h[i - offset];
  double dh_right = h[i + offset] - h0;
  double rise_left = dh_left + step_left;
  double rise_right = dh_right + step_right;
  double un_left = un[i] - un[i - offset];
  double un_right = un[i + offset] - un[i];
  double ut_left = ut[i] - ut[i - offset];
  double ut_right = ut[i + offset] - ut[i];
  double keep = h0 > Thresholds::dry ? 0.5 : 0.0;  // half the limited difference, or nothing
  if constexpr (place == Place::edge) {
    const bool open_left = std::fabs(step_left) < bed_step_limit;
    const bool open_right = std::fabs(step_right) < bed_step_limit;
    const double dz_left = open_left ? step_left : 0.0;
    const double dz_right = open_right ? step_right : 0.0;
    const double inner_left = open_left ? dh_left : 0.0;
    const double inner_right = open_right ? dh_right : 0.0;
    const double closed_left = closed_side(dz_right, h0, h[i + offset], step_left < 0.0);
    const double closed_right = -closed_side(-dz_left, h0, h[i - offset], step_right > 0.0);
    rise_left = open_left ? inner_left + dz_left : closed_left;
    rise_right = open_right ? inner_right + dz_right : closed_right;
    const bool wall_left = step_left < -bed_step_limit;
    const bool wall_right = step_right > bed_step_limit;
    const double from_wall = wall_left ? away_from_wall(inner_right, h0) : -away_from_wall(-inner_left, h0);
    dh_left = wall_left || wall_right ? from_wall : inner_left;
    dh_right = wall_left || wall_right ? from_wall : inner_right;
    // Nothing passes a wall: beyond it stands the mirror image of the velocity towards it.
    un_left = wall_left ? 2.0 * un[i] : un_left;
    un_right = wall_right ? -2.0 * un[i] : un_right;
    const double along_left = ut_left;
    ut_left = wall_left ? ut_right : ut_left;
    ut_right = wall_right ? along_left : ut_right;
    const bool profile = open_left ? open_right || wall_right : wall_left && open_right;
    keep = profile ? keep : 0.0;
  }
  const double half_depth = 0.5 * minmod(dh_left, dh_right);
  slopes.depth[i] = half_depth;
  double half_surface = 0.5 * minmod(rise_left, rise_right);
  if constexpr (place == Place::inside && velocity == Velocity::linear) {
    // Flow down a slope: the bed as it is, and the depth upon it. With the surface limited instead, the bed
    // between two faces would change with every ripple of the depth.
    const double half_bed = 0.5 * minmod(step_left, step_right);
    const bool follows = follows_bed(h0, dh_left, step_left) && follows_bed(h0, dh_right, step_right);
    half_surface = follows ? half_depth + half_bed : half_surface;
  }
  slopes.surface[i] = half_surface;
  if constexpr (velocity == Velocity::linear) {
    slopes.normal[i] = keep * minmod(un_left, un_right);
    slopes.tangential[i] = keep * minmod(ut_left, ut_right);
    slopes.depth_share[i] = half_depth / max_of(h0, Thresholds::dry);
  }
}

/// Flux through face i. Beside the watershed's edge the state beyond a wall is the mirror of this side's.
template <Velocity velocity, Place place>
QINGLIU_INLINE void flux_of_face(int i, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& left,
                                 const SlopeRow& right, double gravity, const FluxRow& flux) {
  const double z_left = state.bed[i - offset];
  const double z_right = state.bed[i];
  const double half_depth_l = left.depth[i];
  const double half_depth_r = right.depth[i];
  const double half_surface_l = left.surface[i];
  const double half_surface_r = right.surface[i];
  double h_l = state.depth[i - offset] + half_depth_l;
  double h_r = state.depth[i] - half_depth_r;
  double u_l = state.normal[i - offset];
  double u_r = state.normal[i];
  double v_l = state.tangential[i - offset];
  double v_r = state.tangential[i];
  if constexpr (velocity == Velocity::linear) {
    const double keep_l = 1.0 - left.depth_share[i];
    const double keep_r = 1.0 + right.depth_share[i];
    u_l += keep_l * left.normal[i];
    u_r -= keep_r * right.normal[i];
    v_l += keep_l * left.tangential[i];
    v_r -= keep_r * right.tangential[i];
  }
  double dz = (z_right - z_left) - ((half_surface_l - half_depth_l) + (half_surface_r - half_depth_r));
  if constexpr (place == Place::edge) {
    const bool wall_l = std::fabs(z_left) > outside_elevation;
    const bool wall_r = std::fabs(z_right) > outside_elevation;
    const double inner_u_l = u_l;
    h_l = wall_l ? h_r : h_l;
    h_r = wall_r ? h_l : h_r;
    u_l = wall_l ? -u_r : u_l;
    u_r = wall_r ? -inner_u_l : u_r;
    dz = wall_l || wall_r ? 0.0 : dz;
  }
  const FaceFlux f = hll_flux(h_l, u_l, h_r, u_r, dz, gravity);
  flux.mass[i] = f.mass;
  flux.momentum_left[i] = f.momentum_left + gravity * state.depth[i - offset] * half_surface_l;
  flux.momentum_right[i] = f.momentum_right - gravity * state.depth[i] * half_surface_r;
  flux.tangential[i] = f.mass * (f.mass > 0.0 ? v_l : v_r);
}

}  // namespace

template <Velocity velocity>
void slopes_row(int begin, int end, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& slopes) {
#pragma omp simd
  for (int i = begin; i < end; ++i) slopes_of_cell<velocity, Place::inside>(i, offset, state, slopes);
}

template <Velocity velocity>
void edge_slopes_row(std::span<const int> cells, std::ptrdiff_t offset, const StateRow& state,
                     const SlopeRow& slopes) {
  for (const int i : cells) slopes_of_cell<velocity, Place::edge>(i, offset, state, slopes);
}

template <Velocity velocity>
void flux_row(int begin, int end, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& left,
              const SlopeRow& right, double gravity, const FluxRow& flux) {
#pragma omp simd
  for (int i = begin; i < end; ++i)
    flux_of_face<velocity, Place::inside>(i, offset, state, left, right, gravity, flux);
}

template <Velocity velocity>
void edge_flux_row(std::span<const int> faces, std::ptrdiff_t offset, const StateRow& state,
                   const SlopeRow& left, const SlopeRow& right, double gravity, const FluxRow& flux) {
  for (const int i : faces) flux_of_face<velocity, Place::edge>(i, offset, state, left, right, gravity, flux);
}

template void slopes_row<Velocity::constant>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&);
template void slopes_row<Velocity::linear>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&);
template void edge_slopes_row<Velocity::constant>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                  const SlopeRow&);
template void edge_slopes_row<Velocity::linear>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                const SlopeRow&);
template void flux_row<Velocity::constant>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&,
                                           const SlopeRow&, double, const FluxRow&);
template void flux_row<Velocity::linear>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&,
                                         const SlopeRow&, double, const FluxRow&);
template void edge_flux_row<Velocity::constant>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                const SlopeRow&, const SlopeRow&, double, const FluxRow&);
template void edge_flux_row<Velocity::linear>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                              const SlopeRow&, const SlopeRow&, double, const FluxRow&);

double outflow_row(int begin, int end, const double* depth, const RowFluxes& faces, double dt_dx,
                   double* outflow) {
  const double* __restrict h = depth;
  const double* __restrict x = faces.x.mass;
  const double* __restrict south = faces.south.mass;
  const double* __restrict north = faces.north.mass;
  double* __restrict out = outflow;
  double excess = -1.0;
#pragma omp simd reduction(max : excess)
  for (int i = begin; i < end; ++i) {
    const double leaves = dt_dx * ((positive_part(x[i + 1]) + positive_part(-x[i])) +
                                   (positive_part(north[i]) + positive_part(-south[i])));
    out[i] = leaves;
    const double more = leaves - h[i] * Thresholds::keep;
    excess = excess > more ? excess : more;
  }
  return excess;
}

void donor_share_row(int begin, int end, const double* depth, const double* outflow, double* share) {
  const double* __restrict h = depth;
  const double* __restrict out = outflow;
  double* __restrict s = share;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double holds = h[i] * Thresholds::keep;
    const double part = holds / max_of(out[i], 1e-300);
    s[i] = out[i] > holds ? part : 1.0;
  }
}

void limit_row(int begin, int end, const FluxRow& flux, const double* left_share, const double* right_share) {
  double* __restrict mass = flux.mass;
  double* __restrict tangential = flux.tangential;
  const double* __restrict left = left_share;
  const double* __restrict right = right_share;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double share = mass[i] > 0.0 ? left[i] : right[i];
    mass[i] *= share;
    tangential[i] *= share;
  }
}

namespace {

template <bool second_stage, bool depth_friction, bool one_cover>
void update_stretch(int begin, int end, const UpdateRow& row, const double* begin_depth,
                    const double* begin_velocity_x, const double* begin_velocity_y) {
  const double* __restrict h = row.state.depth;
  const double* __restrict u = row.state.normal;
  const double* __restrict v = row.state.tangential;
  const double* __restrict x_mass = row.faces.x.mass;
  const double* __restrict x_left = row.faces.x.momentum_left;
  const double* __restrict x_right = row.faces.x.momentum_right;
  const double* __restrict x_tangential = row.faces.x.tangential;
  const double* __restrict south_mass = row.faces.south.mass;
  const double* __restrict south_right = row.faces.south.momentum_right;
  const double* __restrict south_tangential = row.faces.south.tangential;
  const double* __restrict north_mass = row.faces.north.mass;
  const double* __restrict north_left = row.faces.north.momentum_left;
  const double* __restrict north_tangential = row.faces.north.tangential;
  const double* __restrict friction = row.friction.coefficient;
  const std::int32_t* __restrict cover = row.friction.cover;
  const Lookup<one_cover> rain(row.rain_by_class, cover[begin]);
  const Lookup<one_cover> n_deep(row.friction.n_deep, cover[begin]);
  const Lookup<one_cover> n_difference(row.friction.n_difference, cover[begin]);
  const Lookup<one_cover> inverse_decay(row.friction.inverse_decay, cover[begin]);
  const double dt = row.dt;
  const double dt_dx = row.dt_dx;
  // The results may lie where the state before the step lies, element upon the same element, so these carry
  // no restrict.
  const double* h_begin = begin_depth;
  const double* u_begin = begin_velocity_x;
  const double* v_begin = begin_velocity_y;
  double* h_out = row.depth;
  double* u_out = row.velocity_x;
  double* v_out = row.velocity_y;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double flowed = dt_dx * ((x_mass[i + 1] - x_mass[i]) + (north_mass[i] - south_mass[i]));
    double depth = (h[i] - flowed) + rain(cover[i]);
    const double qx =
        h[i] * u[i] - dt_dx * ((x_left[i + 1] - x_right[i]) + (north_tangential[i] - south_tangential[i]));
    const double qy =
        h[i] * v[i] - dt_dx * ((x_tangential[i + 1] - x_tangential[i]) + (north_left[i] - south_right[i]));
    const double wet_depth = max_of(depth, Thresholds::dry);
    const double inverse_depth = 1.0 / wet_depth;
    double ux = qx * inverse_depth;
    double uy = qy * inverse_depth;
    double coefficient = friction[i];
    if constexpr (depth_friction) {
      const std::int32_t k = cover[i];
      const double n = n_deep(k) + n_difference(k) * exp_of(-wet_depth * inverse_decay(k));
      coefficient = coefficient * (n * n);
    }
    const double speed = std::sqrt(ux * ux + uy * uy);
    double factor = friction_factor(coefficient, inverse_cbrt(wet_depth), speed, dt);
    factor = depth > Thresholds::dry ? factor : 0.0;
    ux *= factor;
    uy *= factor;
    if constexpr (second_stage) {
      const double mean_depth = 0.5 * (h_begin[i] + depth);
      const double mean_qx = 0.5 * (h_begin[i] * u_begin[i] + depth * ux);
      const double mean_qy = 0.5 * (h_begin[i] * v_begin[i] + depth * uy);
      const double inverse_mean = 1.0 / max_of(mean_depth, Thresholds::dry);
      ux = mean_depth > Thresholds::dry ? mean_qx * inverse_mean : 0.0;
      uy = mean_depth > Thresholds::dry ? mean_qy * inverse_mean : 0.0;
      depth = mean_depth;
    }
    h_out[i] = depth;
    u_out[i] = ux;
    v_out[i] = uy;
  }
}

template <bool second_stage>
void update_row(int begin, int end, const UpdateRow& row, const double* begin_depth,
                const double* begin_velocity_x, const double* begin_velocity_y) {
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        if (row.friction.depends_on_depth) {
          update_stretch<second_stage, true, Same::value>(from, to, row, begin_depth, begin_velocity_x,
                                                          begin_velocity_y);
        } else {
          update_stretch<second_stage, false, Same::value>(from, to, row, begin_depth, begin_velocity_x,
                                                           begin_velocity_y);
        }
      },
      row.friction.cover);
}

}  // namespace

void stage_row(int begin, int end, const UpdateRow& row) {
  update_row<false>(begin, end, row, nullptr, nullptr, nullptr);
}

void second_stage_row(int begin, int end, const UpdateRow& row, const double* begin_depth,
                      const double* begin_velocity_x, const double* begin_velocity_y) {
  update_row<true>(begin, end, row, begin_depth, begin_velocity_x, begin_velocity_y);
}

double wave_speed_row(int begin, int end, const double* depth, const double* u, const double* v,
                      double gravity) {
  double fastest = 0.0;
  double lowest = 0.0;
  double not_finite = 0.0;
#pragma omp simd reduction(max : fastest) reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const double speed =
        max_of(std::fabs(u[i]), std::fabs(v[i])) + std::sqrt(gravity * positive_part(depth[i]));
    fastest = fastest > speed ? fastest : speed;
    lowest = lowest < depth[i] ? lowest : depth[i];
    not_finite += (depth[i] * 0.0 + u[i] * 0.0) + v[i] * 0.0;
  }
  const bool sound = not_finite == 0.0 && lowest >= 0.0;
  return sound ? fastest : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace qingliu::flow
