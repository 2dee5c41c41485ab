#include "process/transport/transport_rows.hpp"

#include <array>
#include <utility>

#include "core/fast_math.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::transport {
void profile_kept_row(int begin, int end, const Real* depth, const Real* outflow, double* kept) {
  const Real* __restrict h = depth;
  const Real* __restrict out = outflow;
  double* __restrict k = kept;
#pragma omp simd
  for (int i = begin; i < end; ++i) k[i] = 1.5 * out[i] <= h[i] ? 1.0 : 0.0;
}

double profile_kept_row(int begin, int end, const Real* depth, const Real* first_outflow,
                        const Real* second_outflow, Real* mean_outflow, double* kept) {
  const Real* __restrict h = depth;
  const Real* __restrict first = first_outflow;
  const Real* __restrict second = second_outflow;
  Real* __restrict mean = mean_outflow;
  double* __restrict k = kept;
  Real excess = -1.0_r;
#pragma omp simd reduction(max : excess)
  for (int i = begin; i < end; ++i) {
    const Real leaves = 0.5_r * (first[i] + second[i]);
    mean[i] = leaves;
    k[i] = 1.5 * leaves <= h[i] ? 1.0 : 0.0;
    const Real more = leaves - h[i] * FlowThresholds::keep;
    excess = excess > more ? excess : more;
  }
  return static_cast<double>(excess);
}

void mean_flux_row(int begin, int end, const Real* first, const Real* second, Real* mean) {
  const Real* __restrict a = first;
  const Real* __restrict b = second;
  Real* __restrict out = mean;
#pragma omp simd
  for (int i = begin; i < end; ++i) out[i] = 0.5_r * (a[i] + b[i]);
}

void limit_carrier_row(int begin, int end, Real* water, const Real* left_share, const Real* right_share) {
  Real* __restrict flux = water;
  const Real* __restrict left = left_share;
  const Real* __restrict right = right_share;
#pragma omp simd
  for (int i = begin; i < end; ++i) flux[i] *= flux[i] > 0.0_r ? left[i] : right[i];
}

namespace {

/// The loop for n classes at once: the donor is found, and its profile allowed, once for all of them.
template <std::size_t n>
void flux_of_classes(int begin, int end, std::ptrdiff_t offset, const ClassFluxRow& row, std::size_t first) {
  const Real* __restrict h = row.depth;
  const Real* __restrict water = row.water_flux;
  const double* __restrict kept_left = row.kept_left;
  const double* __restrict kept_right = row.kept_right;
  std::array<const double*, n> concentration, before_left, before_right;
  std::array<double*, n> flux;
  for (std::size_t k = 0; k < n; ++k) {
    concentration[k] = row.concentration[first + k];
    before_left[k] = row.before_left[first + k];
    before_right[k] = row.before_right[first + k];
    flux[k] = row.flux[first + k];
  }
  const std::ptrdiff_t two = 2 * offset;
  const double half_ratio = row.half_ratio;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    // Both sides are read before one is chosen: a choice between places would become masked loads.
    const auto chosen = [forward = water[i] > 0.0](double left, double right) {
      return forward ? left : right;
    };
    const double kept = chosen(kept_left[i], kept_right[i]);
    const double beside = min_of(h[i - offset], h[i]);  // the donor and the cell ahead
    const double behind = chosen(h[i - two], h[i + offset]);
    const double share = min_of(behind, beside) > FlowThresholds::dry ? kept : 0.0;
    const auto flux_of = [&](const double* c, const double* left, const double* right, double* out) {
      const double c_left = c[i - offset], c_right = c[i];
      const double donor = chosen(c_left, c_right), ahead = chosen(c_right, c_left);
      const double far = chosen(c[i - two], c[i + offset]);
      const double slope = share * minmod(donor - far, ahead - donor);
      const double change = half_ratio * (donor - chosen(left[i], right[i]));
      const double carried = donor + minmod(slope, 0.5 * slope + change);
      out[i] = water[i] * min_of(carried, 1.5 * donor);
    };
    [&]<std::size_t... k>(std::index_sequence<k...>) {
      (flux_of(concentration[k], before_left[k], before_right[k], flux[k]), ...);
    }
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

double class_mass_row(int begin, int end, const ClassMassRow& row) {
  const Real* __restrict h = row.depth;
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

}  // namespace qingliu::transport
