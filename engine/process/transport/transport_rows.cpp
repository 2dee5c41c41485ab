#include "process/transport/transport_rows.hpp"

#include <array>
#include <utility>

#include "core/fast_math.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::transport {
namespace {

/// Of a class in the water after an exchange, relative to before: a film that takes up soil for the first
/// time says nothing of the next step.
constexpr double greatest_share = 2.0;

}  // namespace

void profile_kept_row(int begin, int end, const double* depth, const double* outflow, double* kept) {
  const double* __restrict h = depth;
  const double* __restrict out = outflow;
  double* __restrict k = kept;
#pragma omp simd
  for (int i = begin; i < end; ++i) k[i] = 1.5 * out[i] <= h[i] ? 1.0 : 0.0;
}

namespace {

/// The loop for n classes at once: the donor is found, and its profile allowed, once for all of them.
template <std::size_t n>
void flux_of_classes(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row, std::size_t first) {
  const double* __restrict h = row.depth;
  const double* __restrict water = row.water_flux;
  const double* __restrict kept_left = row.kept_left;
  const double* __restrict kept_right = row.kept_right;
  std::array<const double*, n> concentration;
  std::array<double*, n> flux;
  for (std::size_t k = 0; k < n; ++k) {
    concentration[k] = row.concentration[first + k];
    flux[k] = row.flux[first + k];
  }
  const std::ptrdiff_t two = 2 * offset;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const bool forward = water[i] > 0.0;
    const double kept = forward ? kept_left[i] : kept_right[i];
    const double beside = min_of(h[i - offset], h[i]);  // the donor and the cell ahead
    const double behind = forward ? h[i - two] : h[i + offset];
    const double share = min_of(behind, beside) > Thresholds::dry ? 0.5 * kept : 0.0;
    const auto flux_of = [&](const double* c, double* out) {
      const double far = forward ? c[i - two] : c[i + offset];
      const double donor = forward ? c[i - offset] : c[i];
      const double ahead = forward ? c[i] : c[i - offset];
      out[i] = water[i] * (donor + share * minmod(donor - far, ahead - donor));
    };
    [&]<std::size_t... k>(std::index_sequence<k...>) { (flux_of(concentration[k], flux[k]), ...); }
    (std::make_index_sequence<n>());
  }
}

}  // namespace

void class_flux_row(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row) {
  const std::size_t classes = row.concentration.size();
  std::size_t k = 0;
  for (; k + 3 <= classes; k += 3) flux_of_classes<3>(begin, end, offset, row, k);
  if (classes - k == 2) flux_of_classes<2>(begin, end, offset, row, k);
  if (classes - k == 1) flux_of_classes<1>(begin, end, offset, row, k);
}

double stage_mass_row(int begin, int end, const ClassMassRow& row) {
  const double* __restrict h = row.depth;
  const double* __restrict c = row.concentration;
  const double* __restrict x = row.x_flux;
  const double* __restrict south = row.south_flux;
  const double* __restrict north = row.north_flux;
  double* __restrict mass = row.mass;
  const double dt_dx = row.dt_dx;
  double lowest = 0.0;
#pragma omp simd reduction(min : lowest)
  for (int i = begin; i < end; ++i) {
    const double m = h[i] * c[i] - dt_dx * ((x[i + 1] - x[i]) + (north[i] - south[i]));
    lowest = lowest < m ? lowest : m;
    mass[i] = m;
  }
  return lowest;
}

void predicted_concentration_row(int begin, int end, const double* mass, const double* depth,
                                 const double* begin_depth, const double* begin_concentration, double* memory,
                                 double* concentration) {
  const double* __restrict m = mass;
  const double* __restrict h = depth;
  const double* __restrict h_begin = begin_depth;
  const double* __restrict c_begin = begin_concentration;
  double* __restrict share = memory;
  double* __restrict c = concentration;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double most = m[i] + 0.5 * (h_begin[i] * c_begin[i]);
    c[i] = min_of(m[i] * share[i], most) / max_of(h[i], 1e-300);
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
    const double stays = min_of(greatest_share, h[i] * c[i] / max_of(m[i], 1e-300));
    share[i] = h[i] > Thresholds::dry ? stays : 1.0;
    lowest = lowest < c[i] ? lowest : c[i];
    not_finite += m[i] * 0.0 + c[i] * 0.0;
  }
  return lowest >= 0.0 && not_finite == 0.0;
}

}  // namespace qingliu::transport
