#include "process/erosion/erosion_rows.hpp"

#include "process/erosion/splash_laws.hpp"
#include "process/shear_laws.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::erosion {
namespace {

template <bool depth_friction>
void rates_of_row(int begin, int end, const BedRow& bed, const CoverRow& cover, const ErosionTable& table,
                  double splash_attenuation, const RateRow& rates) {
  const double* __restrict h = bed.depth;
  const double* __restrict u = bed.velocity_x;
  const double* __restrict v = bed.velocity_y;
  const double* __restrict friction = bed.friction.coefficient;
  const std::int32_t* __restrict cover_class = bed.friction.cover;
  const double* __restrict n_deep = bed.friction.n_deep;
  const double* __restrict n_difference = bed.friction.n_difference;
  const double* __restrict inverse_decay = bed.friction.inverse_decay;
  const double* __restrict cosine_squared = bed.cosine_squared;
  const std::int32_t* __restrict horizon = bed.horizon;
  const double* __restrict eroded = bed.eroded;
  const double* __restrict n_soil = cover.n_soil;
  const double* __restrict constant_share = cover.skin_share;
  const double* __restrict erodibility_factor = cover.erodibility_factor;
  const double* __restrict shear_added = cover.critical_shear_added;
  const double* __restrict energy = cover.splash_energy;
  const double* __restrict erodibility = table.erodibility.data();
  const double* __restrict critical_shear = table.critical_shear.data();
  const double* __restrict detachability = table.splash.data();
  const double* __restrict mass_bottom = table.mass_bottom.data();
  double* __restrict detachment = rates.detachment;
  double* __restrict splash = rates.splash;
  double* __restrict supply = rates.supply;
  double* __restrict power = rates.unit_stream_power;
  double* __restrict log_power = rates.log_excess_power;
  double* __restrict skin_shear = rates.skin_shear;
  double* __restrict speed_out = rates.speed;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t c = cover_class[i];
    const std::int32_t row = horizon[i];
    const double depth = max_of(h[i], Thresholds::dry);
    double manning = friction[i];
    double share = constant_share[c];
    if constexpr (depth_friction) {
      const double n = n_deep[c] + n_difference[c] * exp_of(-depth * inverse_decay[c]);
      manning *= n * n;
      share = skin_share(n_soil[c], max_of(n, 1e-6));
    }
    const double friction_coefficient = manning * inverse_cbrt(depth);
    const double speed_squared = u[i] * u[i] + v[i] * v[i];
    const double speed = std::sqrt(speed_squared);
    const double shear = share * bed_shear(friction_coefficient, speed_squared, cosine_squared[i]);
    const double by_flow = erodibility_factor[c] *
                           flow_detachment(erodibility[row], shear, critical_shear[row] + shear_added[c]);
    const double by_drops = splash_detachment(detachability[row], energy[c], h[i], splash_attenuation);
    supply[i] = max_of(0.0, mass_bottom[row] - eroded[i]);
    detachment[i] = by_flow + by_drops;
    splash[i] = by_drops;
    power[i] = share * unit_stream_power(friction_coefficient, speed, depth);
    log_power[i] = govers_log_excess(power[i]);
    skin_shear[i] = shear;
    speed_out[i] = speed;
  }
}

}  // namespace

void rates_row(int begin, int end, const BedRow& bed, const CoverRow& cover, const ErosionTable& table,
               double splash_attenuation, const RateRow& rates) {
  if (bed.friction.depends_on_depth) {
    rates_of_row<true>(begin, end, bed, cover, table, splash_attenuation, rates);
  } else {
    rates_of_row<false>(begin, end, bed, cover, table, splash_attenuation, rates);
  }
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

void fraction_row(int begin, int end, const std::vector<double>& fractions, const std::int32_t* horizon,
                  double* fraction) {
  const double* __restrict p = fractions.data();
  const std::int32_t* __restrict row = horizon;
  double* __restrict out = fraction;
#pragma omp simd
  for (int i = begin; i < end; ++i) out[i] = p[row[i]];
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

void add_row(int begin, int end, const double* taken, double* eroded) {
  const double* __restrict more = taken;
  double* __restrict gone = eroded;
#pragma omp simd
  for (int i = begin; i < end; ++i) gone[i] += more[i];
}

double scrap_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                 const double* eroded, double scrap, double* rest) {
  const double* __restrict bottom = table.mass_bottom.data();
  const std::int32_t* __restrict row = horizon;
  const double* __restrict gone = eroded;
  double* __restrict out = rest;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    const double left = bottom[row[i]] - gone[i];
    const double kept = left < scrap ? left : 0.0;
    out[i] = kept;
    largest = largest > kept ? largest : kept;
  }
  return largest;
}

void lowered_bed_row(int begin, int end, const ErosionTable& table, const std::int32_t* horizon,
                     const double* eroded, const double* initial_bed, double* bed) {
  const double* __restrict depth_top = table.depth_top.data();
  const double* __restrict mass_top = table.mass_top.data();
  const double* __restrict inverse_density = table.inverse_density.data();
  const std::int32_t* __restrict row = horizon;
  const double* __restrict gone = eroded;
  const double* __restrict z0 = initial_bed;
  double* __restrict z = bed;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = row[i];
    z[i] = z0[i] - (depth_top[k] + (gone[i] - mass_top[k]) * inverse_density[k]);
  }
}

void raise_row(int begin, int end, const double* deposited, double inverse_density, double* bed) {
  const double* __restrict m = deposited;
  double* __restrict z = bed;
#pragma omp simd
  for (int i = begin; i < end; ++i) z[i] += m[i] * inverse_density;
}

}  // namespace qingliu::erosion
