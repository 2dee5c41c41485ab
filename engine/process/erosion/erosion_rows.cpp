#include "process/erosion/erosion_rows.hpp"

#include <algorithm>
#include <array>

#include "core/stretches.hpp"
#include "process/erosion/splash_laws.hpp"
#include "process/shear_laws.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::erosion {
namespace {

template <bool depth_friction, bool same>
void rates_of_stretch(int begin, int end, const BedRow& bed, const CoverRow& cover, const ErosionTable& table,
                      double splash_attenuation, const RateRow& rates) {
  const double* __restrict h = bed.depth;
  const double* __restrict u = bed.velocity_x;
  const double* __restrict v = bed.velocity_y;
  const double* __restrict friction = bed.friction.coefficient;
  const std::int32_t* __restrict cover_class = bed.friction.cover;
  const Lookup<same> n_deep(bed.friction.n_deep, cover_class[begin]);
  const Lookup<same> n_difference(bed.friction.n_difference, cover_class[begin]);
  const Lookup<same> inverse_decay(bed.friction.inverse_decay, cover_class[begin]);
  const double* __restrict cosine_squared = bed.cosine_squared;
  const std::int32_t* __restrict horizon = bed.horizon;
  const double* __restrict eroded = bed.eroded;
  const Lookup<same> n_soil(cover.n_soil, cover_class[begin]);
  const Lookup<same> constant_share(cover.skin_share, cover_class[begin]);
  const Lookup<same> erodibility_factor(cover.erodibility_factor, cover_class[begin]);
  const Lookup<same> shear_added(cover.critical_shear_added, cover_class[begin]);
  const Lookup<same> energy(cover.splash_energy, cover_class[begin]);
  const Lookup<same> erodibility(table.erodibility.data(), horizon[begin]);
  const Lookup<same> critical_shear(table.critical_shear.data(), horizon[begin]);
  const Lookup<same> detachability(table.splash.data(), horizon[begin]);
  const Lookup<same> mass_bottom(table.mass_bottom.data(), horizon[begin]);
  double* __restrict detachment = rates.detachment;
  double* __restrict splash = rates.splash;
  double* __restrict supply = rates.supply;
  double* __restrict log_power = rates.log_excess_power;
  double* __restrict skin_shear = rates.skin_shear;
  double* __restrict speed_out = rates.speed;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t c = cover_class[i];
    const std::int32_t row = horizon[i];
    const double depth = max_of(h[i], Thresholds::dry);
    double manning = friction[i];
    double share = constant_share(c);
    if constexpr (depth_friction) {
      const double n = n_deep(c) + n_difference(c) * exp_of(-depth * inverse_decay(c));
      manning *= n * n;
      share = skin_share(n_soil(c), max_of(n, 1e-6));
    }
    const double friction_coefficient = manning * inverse_cbrt(depth);
    const double speed_squared = u[i] * u[i] + v[i] * v[i];
    const double speed = std::sqrt(speed_squared);
    const double shear = share * bed_shear(friction_coefficient, speed_squared, cosine_squared[i]);
    const double by_flow = erodibility_factor(c) *
                           flow_detachment(erodibility(row), shear, critical_shear(row) + shear_added(c));
    const double by_drops = splash_detachment(detachability(row), energy(c), h[i], splash_attenuation);
    supply[i] = max_of(0.0, mass_bottom(row) - eroded[i]);
    detachment[i] = by_flow + by_drops;
    splash[i] = by_drops;
    log_power[i] = govers_log_excess(share * unit_stream_power(friction_coefficient, speed, depth));
    skin_shear[i] = shear;
    speed_out[i] = speed;
  }
}

}  // namespace

void rates_row(int begin, int end, const BedRow& bed, const CoverRow& cover, const ErosionTable& table,
               double splash_attenuation, const RateRow& rates) {
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        if (bed.friction.depends_on_depth) {
          rates_of_stretch<true, Same::value>(from, to, bed, cover, table, splash_attenuation, rates);
        } else {
          rates_of_stretch<false, Same::value>(from, to, bed, cover, table, splash_attenuation, rates);
        }
      },
      bed.friction.cover, bed.horizon);
}

void capacity_row(int begin, int end, const TransportCapacity& law, const double* depth, const RateRow& rates,
                  double* capacity) {
  const double* __restrict h = depth;
  const double* __restrict log_power = rates.log_excess_power;
  const double* __restrict shear = rates.skin_shear;
  const double* __restrict speed = rates.speed;
  double* __restrict out = capacity;
  switch (law.kind) {
    case CapacityKind::fixed:
    case CapacityKind::immobile:
#pragma omp simd
      for (int i = begin; i < end; ++i) out[i] = law.coefficient;
      break;
    case CapacityKind::govers:
#pragma omp simd
      for (int i = begin; i < end; ++i) out[i] = govers_capacity_of_log(law, log_power[i]);
      break;
    case CapacityKind::engelund_hansen:
#pragma omp simd
      for (int i = begin; i < end; ++i) {
        out[i] = engelund_hansen_capacity(law, speed[i], shear[i], max_of(h[i], Thresholds::dry));
      }
      break;
  }
}

void fraction_rows(int begin, int end, const std::vector<std::vector<double>>& fractions,
                   const std::int32_t* horizon, std::span<double* const> fraction) {
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        const std::int32_t* __restrict row = horizon;
        for (std::size_t k = 0; k < fraction.size(); ++k) {
          const Lookup<Same::value> p(fractions[k].data(), row[from]);
          double* __restrict out = fraction[k];
#pragma omp simd
          for (int i = from; i < to; ++i) out[i] = p(row[i]);
        }
      },
      horizon);
}

void efficiency_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                    const std::int32_t* cover, const std::vector<double>& cover_factor, double* efficiency) {
  const double* __restrict y = table.efficiency.data();
  const double* __restrict factor = cover_factor.data();
  const std::int32_t* __restrict row = horizon;
  const std::int32_t* __restrict cover_class = cover;
  double* __restrict out = efficiency;
#pragma omp simd
  for (int i = begin; i < end; ++i) out[i] = min_of(1.0, y[row[i]] * factor[cover_class[i]]);
}

namespace {

/// take_row of a stretch that shares a horizon, or not.
template <bool same>
double take_stretch(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                    const double* taken, double scrap, double* eroded) {
  const std::int32_t* __restrict row = horizon;
  const Lookup<same> bottom(table.mass_bottom.data(), row[begin]);
  const double* __restrict more = taken;
  double* __restrict gone = eroded;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    const double now = gone[i] + more[i];
    const double left = bottom(row[i]) - now;
    gone[i] = now;
    const double rest = left < scrap ? left : 0.0;
    largest = largest > rest ? largest : rest;
  }
  return largest;
}

/// bed_row of a stretch with the first n classes.
template <bool same, std::size_t n>
void bed_stretch(int begin, int end, const ErosionTable& table, const BedFromMasses& from, double* bed) {
  const std::int32_t* __restrict row = from.horizon;
  const Lookup<same> depth_top(table.depth_top.data(), row[begin]);
  const Lookup<same> mass_top(table.mass_top.data(), row[begin]);
  const Lookup<same> inverse_density(table.inverse_density.data(), row[begin]);
  const double* __restrict gone = from.eroded;
  const double* __restrict z0 = from.initial_bed;
  double* __restrict z = bed;
  std::array<const double*, n> deposited;
  std::array<double, n> thickness;
  for (std::size_t k = 0; k < n; ++k) {
    deposited[k] = from.deposited[k];
    thickness[k] = from.inverse_density[k];
  }
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = row[i];
    double bed_here = z0[i] - (depth_top(k) + (gone[i] - mass_top(k)) * inverse_density(k));
    for (std::size_t c = 0; c < n; ++c) bed_here += deposited[c][i] * thickness[c];
    z[i] = bed_here;
  }
}

void raise_row(int begin, int end, const double* deposited, double inverse_density, double* bed) {
  const double* __restrict m = deposited;
  double* __restrict z = bed;
#pragma omp simd
  for (int i = begin; i < end; ++i) z[i] += m[i] * inverse_density;
}

}  // namespace

double take_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                const double* taken, double scrap, double* eroded) {
  double largest = 0.0;
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        largest = max_of(largest, take_stretch<Same::value>(from, to, table, horizon, taken, scrap, eroded));
      },
      horizon);
  return largest;
}

void bed_row(int begin, int end, const ErosionTable& table, const BedFromMasses& from, double* bed) {
  constexpr std::size_t together = 3;
  const std::size_t classes = from.deposited.size();
  for_stretches(
      begin, end,
      [&]<class Same>(int first, int last, Same) {
        switch (std::min(classes, together)) {
          case 1:
            return bed_stretch<Same::value, 1>(first, last, table, from, bed);
          case 2:
            return bed_stretch<Same::value, 2>(first, last, table, from, bed);
          default:
            return bed_stretch<Same::value, together>(first, last, table, from, bed);
        }
      },
      from.horizon);
  for (std::size_t k = together; k < classes; ++k)
    raise_row(begin, end, from.deposited[k], from.inverse_density[k], bed);
}

}  // namespace qingliu::erosion
