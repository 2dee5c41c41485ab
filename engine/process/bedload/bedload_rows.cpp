#include "process/bedload/bedload_rows.hpp"

#include "model/land_state.hpp"
#include "process/shear_laws.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::bedload {
namespace {

template <bool depth_friction>
void drive_of_row(int begin, int end, const FlowRow& flow, const DriveRow& drive) {
  const Real* __restrict h = flow.depth;
  const Real* __restrict u = flow.velocity_x;
  const Real* __restrict v = flow.velocity_y;
  const double* __restrict friction = flow.friction.coefficient;
  const std::int32_t* __restrict cover = flow.friction.cover;
  const double* __restrict n_deep = flow.friction.n_deep;
  const double* __restrict n_difference = flow.friction.n_difference;
  const double* __restrict inverse_decay = flow.friction.inverse_decay;
  const double* __restrict cosine_squared = flow.cosine_squared;
  const double* __restrict n_soil = flow.n_soil;
  double* __restrict shear = drive.shear;
  double* __restrict speed_out = drive.speed;
  double* __restrict direction_x = drive.direction_x;
  double* __restrict direction_y = drive.direction_y;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::int32_t c = cover[i];
    const double depth = max_of(h[i], FlowThresholds::dry);
    const double n =
        n_deep[c] + (depth_friction ? n_difference[c] * exp_of(-depth * inverse_decay[c]) : n_difference[c]);
    const double manning = depth_friction ? friction[i] * (n * n) : friction[i];
    const double speed_squared = u[i] * u[i] + v[i] * v[i];
    const double speed = std::sqrt(speed_squared);
    const double inverse = 1.0 / max_of(speed, 1e-30);
    const double share = skin_share(n_soil[c], max_of(n, 1e-6));
    const double on_grains =
        share * bed_shear(manning * inverse_cbrt(depth), speed_squared, cosine_squared[i]);
    shear[i] = h[i] > Thresholds::dry ? on_grains : 0.0;
    speed_out[i] = h[i] > Thresholds::dry ? speed : 0.0;
    direction_x[i] = u[i] * inverse;
    direction_y[i] = v[i] * inverse;
  }
}

/// Load for a bed of this class alone, and times its share for Wilcock-Crowe.
template <BedloadLaw law>
QINGLIU_INLINE double load_of(const LoadRow& row, double shear, double speed, double mean_diameter,
                              double mean_shear) {
  if constexpr (law == BedloadLaw::grass)
    return grass_volume(row.grass_coefficient, speed) / row.scales.unit_volume;
  else
    return load_alone<law>(row.scales, shear, speed, mean_diameter, mean_shear);
}

template <BedloadLaw law>
void load_of_row(int begin, int end, const LoadRow& row) {
  const Real* __restrict h = row.depth;
  const double* __restrict shear = row.shear;
  const double* __restrict speed = row.speed;
  const double* __restrict mass = row.mass;
  const double* __restrict total = row.total;
  const double* __restrict mean_diameter = row.mean_diameter;
  const double* __restrict mean_shear = row.mean_shear;
  double* __restrict load = row.load;
  const double least = row.scales.diameter;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double covered =
        mass[i] / max_of(total[i], row.active_mass);  // share of the class times cover of the bed
    const double full = law == BedloadLaw::wilcock_crowe
                            ? load_of<law>(row, shear[i], speed[i], mean_diameter[i], mean_shear[i])
                            : load_of<law>(row, shear[i], speed[i], 0.0, 0.0);
    load[i] = h[i] > least ? covered * full : 0.0;
  }
}

/// From a cell's value to that of its downstream face, by the differences to the upstream and the downstream
/// neighbour: third order where the profile is smooth (Koren 1993), at most the lesser difference.
QINGLIU_INLINE double to_face(double upstream, double downstream) {
  return 0.5 * minmod(2.0 * minmod(upstream, downstream), (upstream + 2.0 * downstream) * (1.0 / 3.0));
}

/// Half the slope of a cell: the mean of both sides, at most twice the lesser (van Leer 1977, MC limiter).
QINGLIU_INLINE double half_slope(double from_left, double to_right) {
  return 0.5 * minmod(2.0 * minmod(from_left, to_right), 0.5 * (from_left + to_right));
}

/// Half the minmod slope: damps more.
QINGLIU_INLINE double half_least_slope(double left, double middle, double right) {
  return 0.5 * minmod(middle - left, right - middle);
}

QINGLIU_INLINE bool outside(double bed) { return std::fabs(bed) > outside_elevation; }

}  // namespace

void drive_row(int begin, int end, const FlowRow& flow, const DriveRow& drive) {
  if (flow.friction.depends_on_depth) {
    drive_of_row<true>(begin, end, flow, drive);
  } else {
    drive_of_row<false>(begin, end, flow, drive);
  }
}

void add_scaled_row(int begin, int end, double factor, const double* row, double* sum) {
  const double* __restrict x = row;
  double* __restrict s = sum;
#pragma omp simd
  for (int i = begin; i < end; ++i) s[i] += factor * x[i];
}

void mean_grain_row(int begin, int end, double weight, const double* sand, const double* total,
                    double* mean_diameter, double* mean_shear) {
  const double* __restrict fine = sand;
  const double* __restrict all = total;
  double* __restrict mean = mean_diameter;
  double* __restrict shear = mean_shear;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double inverse = 1.0 / max_of(all[i], 1e-300);
    const double diameter = exp_of(mean[i] * inverse);
    mean[i] = diameter;
    shear[i] = reference_shear_of_mean(fine[i] * inverse, diameter, weight);
  }
}

void load_row(int begin, int end, const LoadRow& row) {
  switch (row.law) {
    case BedloadLaw::grass:
      return load_of_row<BedloadLaw::grass>(begin, end, row);
    case BedloadLaw::meyer_peter_mueller:
      return load_of_row<BedloadLaw::meyer_peter_mueller>(begin, end, row);
    case BedloadLaw::wong_parker:
      return load_of_row<BedloadLaw::wong_parker>(begin, end, row);
    case BedloadLaw::wilcock_crowe:
      return load_of_row<BedloadLaw::wilcock_crowe>(begin, end, row);
    case BedloadLaw::engelund_hansen:
      return load_of_row<BedloadLaw::engelund_hansen>(begin, end, row);
  }
}

double wave_row(int begin, int end, const WaveRow& row) {
  const Real* __restrict h = row.depth;
  const double* __restrict u = row.speed;
  double* __restrict celerity = row.celerity;
  double* __restrict coupled = row.coupled;
  const double per_wave = 2.0 / row.cell_size;
  const double per_load = 5.0 * row.slope_factor / (row.cell_size * row.cell_size);
  double fastest = 0.0;
#pragma omp simd reduction(max : fastest)
  for (int i = begin; i < end; ++i) {
    const double load = celerity[i];
    const BedWave wave = bed_wave(row.exponent, load, max_of(h[i], FlowThresholds::dry), u[i], row.gravity);
    celerity[i] = wave.celerity;
    coupled[i] = wave.coupled_speed;
    const double rate = per_wave * std::fabs(wave.celerity) + per_load * load;
    fastest = fastest > rate ? fastest : rate;
  }
  return fastest;
}

void face_row(int begin, int end, std::ptrdiff_t offset, const FaceRow& row) {
  const Real* __restrict h = row.depth;
  const double* __restrict load = row.load;
  const double* __restrict direction = row.direction;
  const double* __restrict coupled = row.coupled;
  const double* __restrict z = row.bed;
  const double* __restrict z0 = row.initial_bed;
  const double* __restrict mass = row.mass;
  const double* __restrict thickness = row.thickness;
  double* __restrict flux = row.flux;
  const std::ptrdiff_t two = 2 * offset;
  const double inverse_size = 1.0 / row.cell_size;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::ptrdiff_t l = i - offset;
    const double q_far_left = load[i - two] * direction[i - two];
    const double q_left = load[l] * direction[l];
    const double q_right = load[i] * direction[i];
    const double q_far_right = load[i + offset] * direction[i + offset];
    const double c_left = coupled[l] * std::fabs(direction[l]);
    const double c_right = coupled[i] * std::fabs(direction[i]);
    const double rise = q_right - q_left;
    const double before_left = q_left - q_far_left;
    const double behind_right = q_far_right - q_right;
    const double eastward = q_left + to_face(before_left, rise);
    const double westward = q_right - to_face(behind_right, rise);
    const double upwind = max_of(eastward, 0.0) + min_of(westward, 0.0);

    const double risen_left = z[l] - z0[l];
    const double risen_right = z[i] - z0[i];
    const double jump =
        (risen_right - half_least_slope(risen_left, risen_right, z[i + offset] - z0[i + offset])) -
        (risen_left + half_least_slope(z[i - two] - z0[i - two], risen_left, risen_right));
    const double damping = -0.5 * max_of(c_left, c_right) * jump;
    const double mass_left = mass[l] / max_of(thickness[l], 1e-300);
    const double mass_right = mass[i] / max_of(thickness[i], 1e-300);
    const double from_left = q_left + half_slope(before_left, rise);
    const double from_right = q_right - half_slope(rise, behind_right);
    const double centred =
        0.5 * (from_left + from_right) + damping * (damping > 0.0 ? mass_left : mass_right);
    // A sheet that carries its bed along runs over dry ground: grains do not run ahead of it.
    const double follows = min_of(load[l], load[i]) > 0.0 ? centred : 0.0;
    const bool sheet = max_of(coupled[l], coupled[i]) > 0.0;
    const double moved = sheet ? follows : upwind;
    // Grains cross a step of the bed with the share of their water that reaches over it, h*/h of the flow;
    // where flow and bed are not coupled all of them up to half the depth, so that smooth beds do not feel
    // it.
    const double step = (z[i] - half_least_slope(z[l], z[i], z[i + offset])) -
                        (z[l] + half_least_slope(z[i - two], z[l], z[i]));
    const double steepness = sheet ? 1.0 : 2.0;
    const double over_east =
        min_of(1.0, steepness * (1.0 - max_of(step, 0.0) / max_of(h[l], FlowThresholds::tiny)));
    const double over_west =
        min_of(1.0, steepness * (1.0 - max_of(-step, 0.0) / max_of(h[i], FlowThresholds::tiny)));
    const double east = max_of(moved, 0.0) * max_of(0.0, over_east);
    const double west = min_of(moved, 0.0) * max_of(0.0, over_west);
    const double carried = east + west;

    const double slope = max_of(-row.steepest, min_of((z[i] - z[l]) * inverse_size, row.steepest));
    const double pulled = slope_pull(row.slope_factor, 0.5 * (load[l] + load[i]), slope);
    const double open = outside(z[l]) ? 0.0 : 1.0;
    flux[i] = outside(z[i]) ? 0.0 : open * (carried + pulled);
  }
}

void slide_row(int begin, int end, std::ptrdiff_t offset, const SlideRow& row) {
  const double* __restrict z = row.bed;
  const double* __restrict mass = row.mass;
  const double* __restrict thickness = row.thickness;
  double* __restrict flux = row.flux;
  const double highest = row.steepest * row.cell_size;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const std::ptrdiff_t l = i - offset;
    const double to_right = max_of(0.0, min_of((z[l] - z[i]) - highest, thickness[l] - row.least));
    const double to_left = max_of(0.0, min_of((z[i] - z[l]) - highest, thickness[i] - row.least));
    const double mass_left = mass[l] / max_of(thickness[l], 1e-300);
    const double mass_right = mass[i] / max_of(thickness[i], 1e-300);
    const double slides = 0.2 * (to_right * mass_left - to_left * mass_right);
    const double open = outside(z[l]) ? 0.0 : 1.0;
    flux[i] = outside(z[i]) ? 0.0 : open * slides;
  }
}

double excess_row(int begin, int end, std::ptrdiff_t offset, double highest, double least, const double* bed,
                  const double* thickness) {
  const double* __restrict z = bed;
  const double* __restrict deposit = thickness;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    const std::ptrdiff_t l = i - offset;
    const double step = z[l] - z[i];
    const double above = step > 0.0 ? deposit[l] : deposit[i];
    double excess = above > least ? std::fabs(step) - highest : 0.0;
    excess = outside(z[l]) ? 0.0 : excess;
    excess = outside(z[i]) ? 0.0 : excess;
    largest = largest > excess ? largest : excess;
  }
  return largest;
}

void share_row(int begin, int end, double dt_dx, const CellFaces& faces, const double* mass, double* share) {
  constexpr double keep = 1.0 - 4e-15;  // rounding of the sums in move_row must not take more than there is
  const double* __restrict x = faces.x;
  const double* __restrict south = faces.south;
  const double* __restrict north = faces.north;
  const double* __restrict m = mass;
  double* __restrict s = share;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double leaves = dt_dx * ((max_of(x[i + 1], 0.0) + max_of(-x[i], 0.0)) +
                                   (max_of(north[i], 0.0) + max_of(-south[i], 0.0)));
    s[i] = min_of(1.0, keep * m[i] / max_of(leaves, 1e-300));
  }
}

void move_row(int begin, int end, const MoveRow& row) {
  const double* __restrict x = row.faces.x;
  const double* __restrict south = row.faces.south;
  const double* __restrict north = row.faces.north;
  const double* __restrict share = row.share;
  const double* __restrict share_south = row.share_south;
  const double* __restrict share_north = row.share_north;
  double* __restrict mass = row.mass;
  double* __restrict rise = row.rise;
#pragma omp simd
  for (int i = begin; i < end; ++i) {
    const double west = x[i] * (x[i] > 0.0 ? share[i - 1] : share[i]);
    const double east = x[i + 1] * (x[i + 1] > 0.0 ? share[i] : share[i + 1]);
    const double from_south = south[i] * (south[i] > 0.0 ? share_south[i] : share[i]);
    const double to_north = north[i] * (north[i] > 0.0 ? share[i] : share_north[i]);
    const double before = mass[i];
    const double after = before - row.dt_dx * ((east - west) + (to_north - from_south));
    mass[i] = after;
    rise[i] += (after - before) * row.unit_volume;
  }
}

double rise_row(int begin, int end, bool feedback, double least_depth, const Real* depth, const double* rise,
                double* bed) {
  const Real* __restrict h = depth;
  const double* __restrict up = rise;
  double* __restrict z = bed;
  const double counts = feedback ? 1.0 : 0.0;
  double largest = 0.0;
#pragma omp simd reduction(max : largest)
  for (int i = begin; i < end; ++i) {
    z[i] += counts * up[i];
    const double relative = std::fabs(up[i]) / max_of(static_cast<double>(h[i]), least_depth);
    largest = largest > relative ? largest : relative;
  }
  return largest;
}

}  // namespace qingliu::bedload
