#include "process/transport/transport_rows.hpp"

#include "core/fast_math.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::transport {

void profile_kept_row(int begin, int end, const double* depth, const double* outflow, double* kept) {
  const double* __restrict h = depth;
  const double* __restrict out = outflow;
  double* __restrict k = kept;
#pragma omp simd
  for (int i = begin; i < end; ++i) k[i] = 1.5 * out[i] <= h[i] ? 1.0 : 0.0;
}

void face_profile_row(int begin, int end, std::ptrdiff_t offset, const FaceProfileRow& row) {
  const double* __restrict h = row.depth;
  const double* __restrict water = row.water_flux;
  const double* __restrict kept_left = row.kept_left;
  const double* __restrict kept_right = row.kept_right;
  double* __restrict share = row.share;
  const std::ptrdiff_t two = 2 * offset;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double kept = water[i] > 0.0 ? kept_left[i] : kept_right[i];
    const double behind = water[i] > 0.0 ? h[i - two] : h[i + offset];
    const double ahead = water[i] > 0.0 ? h[i] : h[i - offset];
    share[i] = min_of(behind, ahead) > Thresholds::dry ? 0.5 * kept : 0.0;
  }
}

void class_flux_row(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row) {
  const double* __restrict c = row.concentration;
  const double* __restrict water = row.water_flux;
  const double* __restrict share = row.profile_share;
  double* __restrict flux = row.flux;
  const std::ptrdiff_t two = 2 * offset;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double behind = water[i] > 0.0 ? c[i - two] : c[i + offset];
    const double donor = water[i] > 0.0 ? c[i - offset] : c[i];
    const double ahead = water[i] > 0.0 ? c[i] : c[i - offset];
    const double to_face = share[i] * minmod(donor - behind, ahead - donor);
    flux[i] = water[i] * (donor + (share[i] > 0.0 ? to_face : 0.0));
  }
}

void first_stage_mass_row(int begin, int end, const ClassMassRow& row) {
  const double* __restrict h = row.depth;
  const double* __restrict c = row.concentration;
  const double* __restrict x = row.x_flux;
  const double* __restrict south = row.south_flux;
  const double* __restrict north = row.north_flux;
  double* __restrict mass = row.mass;
  const double dt_dx = row.dt_dx;
#pragma omp simd
  for (int i = begin; i < end; ++i)
    mass[i] = h[i] * c[i] - dt_dx * ((x[i + 1] - x[i]) + (north[i] - south[i]));
}

void predicted_concentration_row(int begin, int end, const double* mass, const double* depth, double* memory,
                                 double* concentration) {
  const double* __restrict m = mass;
  const double* __restrict h = depth;
  double* __restrict share = memory;
  double* __restrict c = concentration;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    c[i] = (m[i] * share[i]) / max_of(h[i], 1e-300);
    share[i] = m[i];
  }
}

double second_stage_mass_row(int begin, int end, const ClassMassRow& row, const double* memory,
                             const double* begin_depth, const double* begin_concentration) {
  const double* __restrict first = memory;
  const double* __restrict x = row.x_flux;
  const double* __restrict south = row.south_flux;
  const double* __restrict north = row.north_flux;
  const double* __restrict h_begin = begin_depth;
  const double* __restrict c_begin = begin_concentration;
  double* __restrict mass = row.mass;
  const double dt_dx = row.dt_dx;
  double lowest = 0.0;
#pragma omp simd reduction(min : lowest)
  for (int i = begin; i < end; ++i) {
    const double second = first[i] - dt_dx * ((x[i + 1] - x[i]) + (north[i] - south[i]));
    const double m = 0.5 * (h_begin[i] * c_begin[i] + second);
    lowest = lowest < m ? lowest : m;
    mass[i] = m;
  }
  return lowest;
}

bool remember_share_row(int begin, int end, const double* mass, const double* depth,
                        const double* concentration, double* memory) {
  const double* __restrict m = mass;
  const double* __restrict h = depth;
  const double* __restrict c = concentration;
  double* __restrict share = memory;
  double lowest = 0.0;
  double not_finite = 0.0;
#pragma omp simd reduction(min : lowest) reduction(+ : not_finite)
  for (int i = begin; i < end; ++i) {
    const double stays = min_of(1.0, h[i] * c[i] / max_of(m[i], 1e-300));
    share[i] = h[i] > Thresholds::dry ? stays : 1.0;
    lowest = lowest < c[i] ? lowest : c[i];
    not_finite += m[i] * 0.0 + c[i] * 0.0;
  }
  return lowest >= 0.0 && not_finite == 0.0;
}

}  // namespace qingliu::transport
