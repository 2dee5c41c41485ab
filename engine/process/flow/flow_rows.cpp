#include "process/flow/flow_rows.hpp"

#include <limits>

#include "core/stretches.hpp"
#include "model/land_state.hpp"
#include "process/flow/depth_sums.hpp"
#include "process/flow/flow_laws.hpp"

namespace qingliu::flow {
namespace {

constexpr Real step_limit = bed_step_limit, outside = outside_elevation;

/// Bed difference towards the one active neighbour that stands in for the surface difference at a closed
/// side: 0 when that neighbour's bed is above my surface and its water shallow, but not at an outlet.
QINGLIU_INLINE Real closed_side(Real rise, Real depth, Real neighbour_depth, bool wall) {
  Real slope = 4.0_r * neighbour_depth < depth ? 0.0_r : rise;
  slope = rise > depth ? slope : rise;
  return wall ? slope : rise;
}

/// True where water follows the bed: its depth changes less than half as much, and is larger than the step.
QINGLIU_INLINE bool follows_bed(Real depth, Real dh, Real step) {
  const Real size = std::fabs(step);
  return std::fabs(dh) < 0.5_r * size && size < depth;
}

/// Depth difference away from a wall, to the one active neighbour: what stands at the wall is not negative.
QINGLIU_INLINE Real away_from_wall(Real rise, Real depth) { return min_of(rise, 2.0_r * depth); }

/// Where a loop over cells or faces runs: everywhere inside the watershed, or beside what lies outside.
enum class Place { inside, edge };

/// Half differences of cell i. Inside, both neighbours are taken to be active; a cell outside gets 0 all the
/// same: dry, it is a least depth, and a wall is a highest or an outlet a lowest bed.
template <Velocity velocity, Place place>
QINGLIU_INLINE void slopes_of_cell(int i, std::ptrdiff_t offset, const StateRow& state,
                                   const SlopeRow& slopes) {
  const Real* const h = state.depth;
  const Real* const z = state.bed;
  const Real* const un = state.normal;
  const Real* const ut = state.tangential;
  const Real step_left = z[i] - z[i - offset];
  const Real step_right = z[i + offset] - z[i];
  const Real h0 = h[i];
  Real dh_left = h0 - h[i - offset];
  Real dh_right = h[i + offset] - h0;
  Real rise_left = dh_left + step_left;
  Real rise_right = dh_right + step_right;
  Real un_left = un[i] - un[i - offset];
  Real un_right = un[i + offset] - un[i];
  Real ut_left = ut[i] - ut[i - offset];
  Real ut_right = ut[i + offset] - ut[i];
  Real keep = h0 > FlowThresholds::dry ? 0.5_r : 0.0_r;  // half the limited difference, or nothing
  if constexpr (place == Place::edge) {
    const bool open_left = std::fabs(step_left) < step_limit;
    const bool open_right = std::fabs(step_right) < step_limit;
    const Real dz_left = open_left ? step_left : 0.0_r;
    const Real dz_right = open_right ? step_right : 0.0_r;
    const Real inner_left = open_left ? dh_left : 0.0_r;
    const Real inner_right = open_right ? dh_right : 0.0_r;
    const Real closed_left = closed_side(dz_right, h0, h[i + offset], step_left < 0.0_r);
    const Real closed_right = -closed_side(-dz_left, h0, h[i - offset], step_right > 0.0_r);
    rise_left = open_left ? inner_left + dz_left : closed_left;
    rise_right = open_right ? inner_right + dz_right : closed_right;
    const bool wall_left = step_left < -step_limit;
    const bool wall_right = step_right > step_limit;
    const Real from_wall = wall_left ? away_from_wall(inner_right, h0) : -away_from_wall(-inner_left, h0);
    dh_left = wall_left || wall_right ? from_wall : inner_left;
    dh_right = wall_left || wall_right ? from_wall : inner_right;
    // Nothing passes a wall: beyond it stands the mirror image of the velocity towards it.
    un_left = wall_left ? 2.0_r * un[i] : un_left;
    un_right = wall_right ? -2.0_r * un[i] : un_right;
    const Real along_left = ut_left;
    ut_left = wall_left ? ut_right : ut_left;
    ut_right = wall_right ? along_left : ut_right;
    const bool profile = open_left ? open_right || wall_right : wall_left && open_right;
    keep = profile ? keep : 0.0_r;
  }
  const Real half_depth = 0.5_r * minmod(dh_left, dh_right);
  slopes.depth[i] = half_depth;
  Real half_surface = 0.5_r * minmod(rise_left, rise_right);
  if constexpr (place == Place::inside && velocity == Velocity::linear) {
    // Flow down a slope: the bed as it is, and the depth upon it. With the surface limited instead, the bed
    // between two faces would change with every ripple of the depth.
    const Real half_bed = 0.5_r * minmod(step_left, step_right);
    const bool follows = follows_bed(h0, dh_left, step_left) && follows_bed(h0, dh_right, step_right);
    half_surface = follows ? half_depth + half_bed : half_surface;
  }
  slopes.surface[i] = half_surface;
  if constexpr (velocity == Velocity::linear) {
    slopes.normal[i] = keep * minmod(un_left, un_right);
    slopes.tangential[i] = keep * minmod(ut_left, ut_right);
    slopes.depth_share[i] = half_depth / max_of(h0, FlowThresholds::dry);
  }
}

/// Flux through face i. Beside the watershed's edge the state beyond a wall is the mirror of this side's.
template <Velocity velocity, Place place>
QINGLIU_INLINE void flux_of_face(int i, std::ptrdiff_t offset, const StateRow& state, const SlopeRow& left,
                                 const SlopeRow& right, Real gravity, const FluxRow& flux) {
  const Real z_left = state.bed[i - offset];
  const Real z_right = state.bed[i];
  const Real half_depth_l = left.depth[i];
  const Real half_depth_r = right.depth[i];
  const Real half_surface_l = left.surface[i];
  const Real half_surface_r = right.surface[i];
  Real h_l = state.depth[i - offset] + half_depth_l;
  Real h_r = state.depth[i] - half_depth_r;
  Real u_l = state.normal[i - offset];
  Real u_r = state.normal[i];
  Real v_l = state.tangential[i - offset];
  Real v_r = state.tangential[i];
  if constexpr (velocity == Velocity::linear) {
    const Real keep_l = 1.0_r - left.depth_share[i];
    const Real keep_r = 1.0_r + right.depth_share[i];
    u_l += keep_l * left.normal[i];
    u_r -= keep_r * right.normal[i];
    v_l += keep_l * left.tangential[i];
    v_r -= keep_r * right.tangential[i];
  }
  Real dz = (z_right - z_left) - ((half_surface_l - half_depth_l) + (half_surface_r - half_depth_r));
  if constexpr (place == Place::edge) {
    const bool wall_l = std::fabs(z_left) > outside;
    const bool wall_r = std::fabs(z_right) > outside;
    const Real inner_u_l = u_l;
    h_l = wall_l ? h_r : h_l;
    h_r = wall_r ? h_l : h_r;
    u_l = wall_l ? -u_r : u_l;
    u_r = wall_r ? -inner_u_l : u_r;
    dz = wall_l || wall_r ? 0.0_r : dz;
  }
  const FaceFlux f = hll_flux(h_l, u_l, h_r, u_r, dz, gravity);
  flux.mass[i] = f.mass;
  flux.momentum_left[i] = f.momentum_left + gravity * state.depth[i - offset] * half_surface_l;
  flux.momentum_right[i] = f.momentum_right - gravity * state.depth[i] * half_surface_r;
  flux.tangential[i] = f.mass * (f.mass > 0.0_r ? v_l : v_r);
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
              const SlopeRow& right, Real gravity, const FluxRow& flux) {
#pragma omp simd
  for (int i = begin; i < end; ++i)
    flux_of_face<velocity, Place::inside>(i, offset, state, left, right, gravity, flux);
}

template <Velocity velocity>
void edge_flux_row(std::span<const int> faces, std::ptrdiff_t offset, const StateRow& state,
                   const SlopeRow& left, const SlopeRow& right, Real gravity, const FluxRow& flux) {
  for (const int i : faces) flux_of_face<velocity, Place::edge>(i, offset, state, left, right, gravity, flux);
}

template void slopes_row<Velocity::constant>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&);
template void slopes_row<Velocity::linear>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&);
template void edge_slopes_row<Velocity::constant>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                  const SlopeRow&);
template void edge_slopes_row<Velocity::linear>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                const SlopeRow&);
template void flux_row<Velocity::constant>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&,
                                           const SlopeRow&, Real, const FluxRow&);
template void flux_row<Velocity::linear>(int, int, std::ptrdiff_t, const StateRow&, const SlopeRow&,
                                         const SlopeRow&, Real, const FluxRow&);
template void edge_flux_row<Velocity::constant>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                                const SlopeRow&, const SlopeRow&, Real, const FluxRow&);
template void edge_flux_row<Velocity::linear>(std::span<const int>, std::ptrdiff_t, const StateRow&,
                                              const SlopeRow&, const SlopeRow&, Real, const FluxRow&);

double outflow_row(int begin, int end, const Real* depth, const RowFluxes& faces, Real dt_dx, Real* outflow) {
  const Real* __restrict h = depth;
  const Real* __restrict x = faces.x.mass;
  const Real* __restrict south = faces.south.mass;
  const Real* __restrict north = faces.north.mass;
  Real* __restrict out = outflow;
  Real excess = -1.0_r;
#pragma omp simd reduction(max : excess)
  for (int i = begin; i < end; ++i) {
    const Real leaves = dt_dx * ((positive_part(x[i + 1]) + positive_part(-x[i])) +
                                 (positive_part(north[i]) + positive_part(-south[i])));
    out[i] = leaves;
    const Real more = leaves - h[i] * FlowThresholds::keep;
    excess = excess > more ? excess : more;
  }
  return static_cast<double>(excess);
}

void donor_share_row(int begin, int end, const Real* depth, const Real* outflow, Real* share) {
  const Real* __restrict h = depth;
  const Real* __restrict out = outflow;
  Real* __restrict s = share;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const Real holds = h[i] * FlowThresholds::keep;
    const Real part = holds / max_of(out[i], FlowThresholds::tiny);
    s[i] = out[i] > holds ? part : 1.0_r;
  }
}

void limit_row(int begin, int end, const FluxRow& flux, const Real* left_share, const Real* right_share) {
  Real* __restrict mass = flux.mass;
  Real* __restrict tangential = flux.tangential;
  const Real* __restrict left = left_share;
  const Real* __restrict right = right_share;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const Real share = mass[i] > 0.0_r ? left[i] : right[i];
    mass[i] *= share;
    tangential[i] *= share;
  }
}

namespace {

template <bool second_stage, bool depth_friction, bool one_cover>
void update_stretch(int begin, int end, const UpdateRow& row, const Real* begin_depth,
                    const Real* begin_velocity_x, const Real* begin_velocity_y) {
  const Real* __restrict h = row.state.depth;
  const Real* __restrict u = row.state.normal;
  const Real* __restrict v = row.state.tangential;
  const Real* __restrict x_mass = row.faces.x.mass;
  const Real* __restrict x_left = row.faces.x.momentum_left;
  const Real* __restrict x_right = row.faces.x.momentum_right;
  const Real* __restrict x_tangential = row.faces.x.tangential;
  const Real* __restrict south_mass = row.faces.south.mass;
  const Real* __restrict south_right = row.faces.south.momentum_right;
  const Real* __restrict south_tangential = row.faces.south.tangential;
  const Real* __restrict north_mass = row.faces.north.mass;
  const Real* __restrict north_left = row.faces.north.momentum_left;
  const Real* __restrict north_tangential = row.faces.north.tangential;
  const double* __restrict friction = row.friction.coefficient;
  const std::int32_t* __restrict cover = row.friction.cover;
  const Lookup<one_cover, Real> rain(row.rain_by_class, cover[begin]);
  const Lookup<one_cover, Real> n_deep(row.friction.n_deep, cover[begin]);
  const Lookup<one_cover, Real> n_difference(row.friction.n_difference, cover[begin]);
  const Lookup<one_cover, Real> inverse_decay(row.friction.inverse_decay, cover[begin]);
  const std::uint32_t seed = row.seed;
  const Real dt = static_cast<Real>(row.dt);
  const Real dt_dx = static_cast<Real>(row.dt_dx);
  // The results may lie where the state before the step lies, element upon the same element, so these carry
  // no restrict.
  const Real* h_begin = begin_depth;
  const Real* u_begin = begin_velocity_x;
  const Real* v_begin = begin_velocity_y;
  Real* h_out = row.depth;
  Real* u_out = row.velocity_x;
  Real* v_out = row.velocity_y;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const Real flowed = dt_dx * ((x_mass[i + 1] - x_mass[i]) + (north_mass[i] - south_mass[i]));
    Real depth = depth_after(h[i], flowed, rain(cover[i]), i, seed);
    const Real qx =
        h[i] * u[i] - dt_dx * ((x_left[i + 1] - x_right[i]) + (north_tangential[i] - south_tangential[i]));
    const Real qy =
        h[i] * v[i] - dt_dx * ((x_tangential[i + 1] - x_tangential[i]) + (north_left[i] - south_right[i]));
    const Real wet_depth = max_of(depth, FlowThresholds::dry);
    const Real inverse_depth = 1.0_r / wet_depth;
    Real ux = qx * inverse_depth;
    Real uy = qy * inverse_depth;
    Real coefficient = static_cast<Real>(friction[i]);
    if constexpr (depth_friction) {
      const std::int32_t k = cover[i];
      const Real n = n_deep(k) + n_difference(k) * exp_of(-wet_depth * inverse_decay(k));
      coefficient = coefficient * (n * n);
    }
    const Real speed = std::sqrt(ux * ux + uy * uy);
    Real factor = friction_factor(coefficient, inverse_cbrt(wet_depth), speed, dt);
    factor = depth > FlowThresholds::dry ? factor : 0.0_r;
    ux *= factor;
    uy *= factor;
    if constexpr (second_stage) {
      const Real mean_depth = mean_depth_after(h_begin[i], h[i], depth, flowed, rain(cover[i]), i, seed);
      const Real mean_qx = 0.5_r * (h_begin[i] * u_begin[i] + depth * ux);
      const Real mean_qy = 0.5_r * (h_begin[i] * v_begin[i] + depth * uy);
      const Real inverse_mean = 1.0_r / max_of(mean_depth, FlowThresholds::dry);
      ux = mean_depth > FlowThresholds::dry ? mean_qx * inverse_mean : 0.0_r;
      uy = mean_depth > FlowThresholds::dry ? mean_qy * inverse_mean : 0.0_r;
      depth = mean_depth;
    }
    h_out[i] = depth;
    u_out[i] = ux;
    v_out[i] = uy;
  }
}

template <bool second_stage>
void update_row(int begin, int end, const UpdateRow& row, const Real* begin_depth,
                const Real* begin_velocity_x, const Real* begin_velocity_y) {
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

void second_stage_row(int begin, int end, const UpdateRow& row, const Real* begin_depth,
                      const Real* begin_velocity_x, const Real* begin_velocity_y) {
  update_row<true>(begin, end, row, begin_depth, begin_velocity_x, begin_velocity_y);
}

double wave_speed_row(int begin, int end, const Real* depth, const Real* u, const Real* v, Real gravity) {
  Real fastest = 0.0_r;
  Real lowest = 0.0_r;
  Real not_finite = 0.0_r;
#pragma omp simd reduction(max : fastest) reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const Real speed =
        max_of(std::fabs(u[i]), std::fabs(v[i])) + std::sqrt(gravity * positive_part(depth[i]));
    fastest = fastest > speed ? fastest : speed;
    lowest = lowest < depth[i] ? lowest : depth[i];
    not_finite += (depth[i] * 0.0_r + u[i] * 0.0_r) + v[i] * 0.0_r;
  }
  const bool sound = not_finite == 0.0_r && lowest >= 0.0_r;
  return sound ? static_cast<double>(fastest) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace qingliu::flow
