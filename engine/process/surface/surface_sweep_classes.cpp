// The grain classes in the sweep: their transport with the water, once a step, and their exchange with the
// bed.
#include <algorithm>

#include "process/erosion/closure_row.hpp"
#include "process/flow/flow_rows.hpp"
#include "process/surface/surface_sweep.hpp"
#include "process/surface/wide_row.hpp"
#include "process/transport/transport_rows.hpp"

namespace qingliu::surface {
namespace {

/// [kg m-2] of a horizon that are left to the next step's deposit rather than chased for ever.
constexpr double horizon_scrap = 1e-6;

}  // namespace

/// Which cells of row j carry linear profiles, and what they give where more water leaves than they had.
template <Stage stage>
void SurfaceSweep<stage>::find_profiles(int j) {
  const Grid::Span span = grid_.span(j);
  bool& limited = rows_.carrier_limited[ring<2>(j)];
  limited = false;
  if (span.size() == 0) return;
  const Real* depth = state_.depth.row(j);
  double* kept = rows_.kept[ring<2>(j)];
  if constexpr (one_stage) {
    transport::profile_kept_row(span.begin, span.end, depth, rows_.outflow, kept);
    return;
  }
  limited = transport::profile_kept_row(span.begin, span.end, depth, buffers_.first_outflow.row(j),
                                        rows_.outflow, rows_.mean_outflow, kept) > 0.0;
  if (!limited) return;
  Real* share = rows_.carrier_share[ring<2>(j)];
  std::fill(share - 4, share + grid_.nx() + 4, 1.0_r);
  flow::donor_share_row(span.begin, span.end, depth, rows_.mean_outflow, share);
  for (const int i : buffers_.patches.ghosts(j)) share[i] = 1.0;
}

/// The water that carries the classes through the western faces of row j and the faces below it: the mean of
/// both stages.
template <Stage stage>
void SurfaceSweep<stage>::find_carriers(int j) {
  if (one_stage || j < first_) return;
  const Real* share = rows_.carrier_limited[ring<2>(j)] ? rows_.carrier_share[ring<2>(j)] : rows_.ones;
  const Real* below =
      rows_.carrier_limited[ring<2>(j - 1)] ? rows_.carrier_share[ring<2>(j - 1)] : rows_.ones;
  const Grid::Span span = grid_.span(j), face = face_span(j);
  transport::mean_flux_row(face.begin, face.end, buffers_.first_y.row(j), rows_.flux_y[ring<3>(j)].mass,
                           rows_.carrier_y);
  if (share != rows_.ones || below != rows_.ones)
    transport::limit_carrier_row(face.begin, face.end, rows_.carrier_y, below, share);
  if (j >= last_ || span.size() == 0) return;
  Real* x = rows_.carrier_x[ring<2>(j)];
  transport::mean_flux_row(span.begin, span.end + 1, buffers_.first_x.row(j), rows_.flux_x[ring<2>(j)].mass,
                           x);
  if (share != rows_.ones) transport::limit_carrier_row(span.begin, span.end + 1, x, share - 1, share);
}

template <Stage stage>
const Real* SurfaceSweep<stage>::carrier_x(int j) const {
  return one_stage ? rows_.flux_x[ring<2>(j)].mass : rows_.carrier_x[ring<2>(j)];
}

/// Of the row below row `face_row`, whose turn it is.
template <Stage stage>
const Real* SurfaceSweep<stage>::carrier_y(int face_row) const {
  return one_stage ? rows_.flux_y[ring<3>(face_row)].mass : rows_.carrier_y;
}

template <Stage stage>
void SurfaceSweep<stage>::class_faces_y(int face_row) {
  const Grid::Span span = face_span(face_row);
  const Real* water = carrier_y(face_row);
  const std::vector<double*>& flux = rows_.class_flux_y[ring<2>(face_row)];
  for (int k = 0; k < classes_; ++k) {
    rows_.before_left[k] = before(face_row - 1, k);
    rows_.before_right[k] = before(face_row, k);
  }
  transport::class_flux_row(
      span.begin, span.end, grid_.stride(),
      {state_.depth.row(face_row), water, rows_.kept[ring<2>(face_row - 1)], rows_.kept[ring<2>(face_row)],
       concentrations(face_row), rows_.before_left, rows_.before_right, half_ratio(), flux});
  for (const BoundaryPlace& o : buffers_.patches.y(face_row)) {
    const int j = o.sign > 0 ? face_row - 1 : face_row;
    for (int k = 0; k < classes_; ++k)
      flux[k][o.face_i] = water[o.face_i] * boundary_concentration(j, o, k, water[o.face_i]);
  }
}

/// Fluxes of the classes through the western faces of row j and the face after the last cell.
template <Stage stage>
void SurfaceSweep<stage>::class_faces_x(int j) {
  const Grid::Span span = grid_.span(j);
  const Real* water = carrier_x(j);
  const double* kept = rows_.kept[ring<2>(j)];
  for (int k = 0; k < classes_; ++k) {
    rows_.before_right[k] = before(j, k);
    rows_.before_left[k] = rows_.before_right[k] - 1;
  }
  transport::class_flux_row(span.begin, span.end + 1, 1,
                            {state_.depth.row(j), water, kept - 1, kept, concentrations(j), rows_.before_left,
                             rows_.before_right, half_ratio(), rows_.class_flux_x});
  for (const BoundaryPlace& o : buffers_.patches.x(j)) {
    for (int k = 0; k < classes_; ++k)
      rows_.class_flux_x[k][o.face_i] = water[o.face_i] * boundary_concentration(j, o, k, water[o.face_i]);
  }
}

template <Stage stage>
std::span<const double* const> SurfaceSweep<stage>::concentrations(int j) const {
  for (int k = 0; k < classes_; ++k) rows_.concentration[k] = state_.concentration[k].row(j);
  return rows_.concentration;
}

/// Concentrations of row j before the last step. The new ones take their place row by row, in other blocks
/// too: of the rows beside this block there are copies.
template <Stage stage>
const double* SurfaceSweep<stage>::before(int j, int k) const {
  const SurfaceProcess::Buffers::Borders& borders = buffers_.borders[block_];
  if (j < first_) return borders.below[k].data() + Grid::pad_x;
  if (j >= last_) return borders.above[k].data() + Grid::pad_x;
  return state_.concentration_before[k].row(j);
}

template <Stage stage>
double SurfaceSweep<stage>::half_ratio() const {
  return state_.last_step > 0.0 ? 0.5 * (dt_ / state_.last_step) : 0.0;
}

/// Masses of the classes in row j after transport.
template <Stage stage>
void SurfaceSweep<stage>::class_masses(int j) {
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  const double weight = dt_ * grid_.cell_size();
  class_faces_x(j);
  for (int k = 0; k < classes_; ++k) {
    const double* x = rows_.class_flux_x[k];
    const double* south = rows_.class_flux_y[ring<2>(j)][k];
    const double* north = rows_.class_flux_y[ring<2>(j + 1)][k];
    const double lowest = transport::class_mass_row(
        span.begin, span.end,
        {state_.depth.row(j), state_.concentration[k].row(j), x, south, north, dt_dx_, rows_.mass[k]});
    if (lowest < 0.0) clip(j, k);
    const auto book = [&](const std::vector<WatchedFace>& faces, const double* flux) {
      for (const WatchedFace& f : faces)
        buffers_.slot_classes[f.slot * classes_ + k] += f.sign * weight * flux[f.i];
    };
    book(buffers_.watch_x[j], x);
    book(buffers_.watch_south[j], south);
    book(buffers_.watch_north[j], north);
  }
}

/// Masses that round-off left below 0 become 0; what was added is booked.
template <Stage stage>
void SurfaceSweep<stage>::clip(int j, int k) {
  const Grid::Span span = grid_.span(j);
  double* mass = rows_.mass[k];
  for (int i = span.begin; i < span.end; ++i) {
    if (mass[i] >= 0.0) continue;
    buffers_.clipped_rows[static_cast<std::size_t>(j) * classes_ + k] -= mass[i] * grid_.cell_area();
    ++row_result(j).negative_masses;
    mass[i] = 0.0;
  }
}

/// Detachment, re-entrainment and deposition of every class, then the bed that follows from the masses.
template <Stage stage>
void SurfaceSweep<stage>::exchange(int j, const double* depth) {
  const Grid::Span span = grid_.span(j);
  std::int32_t* horizon = state_.horizon.row(j);
  double* eroded = state_.eroded.row(j);
  const erosion::ErosionTable& table = land_.erosion;
  const erosion::BedRow bed{depth,
                            widened(to_.velocity_x.row(j), rows_.wide_velocity_x, span),
                            widened(to_.velocity_y.row(j), rows_.wide_velocity_y, span),
                            friction(j),
                            land_.cosine_squared.row(j),
                            horizon,
                            eroded};
  const erosion::CoverRow cover{land_.n_soil.data(), land_.skin_share.data(), land_.erodibility_factor.data(),
                                land_.critical_shear_added.data(), forcing_.splash_energy.data()};
  erosion::rates_row(span.begin, span.end, bed, cover, table, parameters_.splash_attenuation, rows_.rates);
  const bool exchanges_layers = parameters_.closure.law == erosion::ClosureLaw::hairsine_rose;
  for (const GulliedPlace& g : buffers_.gullied[j]) {
    double& splash = rows_.rates.splash[g.i];
    const double by_flow = rows_.rates.detachment[g.i] - splash;
    splash *= g.rain;
    rows_.rates.detachment[g.i] = (exchanges_layers ? g.flow : 1.0) * by_flow + splash;
  }
  for (int k = 0; k < classes_; ++k) {
    erosion::capacity_row(span.begin, span.end, land_.capacities[k], depth, rows_.rates, rows_.capacity[k]);
    rows_.deposited[k] = state_.deposited[k].row(j);
    rows_.exchange[k] = {land_.grains[k].settling_velocity,
                         rows_.mass[k],
                         rows_.fraction[k],
                         rows_.capacity[k],
                         rows_.deposited[k],
                         state_.concentration_before[k].row(j)};
  }
  erosion::fraction_rows(span.begin, span.end, table.fraction, horizon, rows_.fraction);
  const erosion::ExchangeParameters parameters{dt_, parameters_.shielding_mass,
                                               parameters_.deposit_detachability, Thresholds::dry};
  const erosion::ExchangeRow row{depth,       rows_.rates.detachment, rows_.rates.splash, rows_.rates.supply,
                                 rows_.taken, rows_.total_deposit,    rows_.sum,          rows_.other_sum};
  bool sound = true;
  if (exchanges_layers) {
    sound = erosion::exchange_row(span.begin, span.end, parameters, row, rows_.exchange);
  } else {
    if (parameters_.closure.law == erosion::ClosureLaw::deficit) {
      erosion::efficiency_row(span.begin, span.end, table, horizon, land_.cover.row(j),
                              land_.erodibility_factor, rows_.efficiency);
    } else {
      std::fill(rows_.efficiency + span.begin, rows_.efficiency + span.end, 1.0);
    }
    for (const GulliedPlace& g : buffers_.gullied[j]) rows_.efficiency[g.i] *= g.flow;
    sound = erosion::closure_row(
        span.begin, span.end, parameters, parameters_.closure, row,
        {rows_.efficiency, rows_.rates.skin_shear, rows_.flow_detachment, rows_.bare}, rows_.exchange);
  }
  if (!sound) row_result(j).sound = false;
  if (erosion::take_row(span.begin, span.end, table, horizon, rows_.taken, horizon_scrap, eroded) > 0.0)
    use_up_scraps(j);
  if (!parameters_.bed_feedback) return;
  erosion::bed_row(
      span.begin, span.end, table,
      {horizon, eroded, state_.initial_bed.row(j), rows_.deposited, land_.deposit_inverse_density},
      buffers_.next_bed.row(j));
}

/// The last scrap of a horizon goes to the deposit, and the next horizon is at the surface. The last horizon
/// keeps its scrap.
template <Stage stage>
void SurfaceSweep<stage>::use_up_scraps(int j) {
  const Grid::Span span = grid_.span(j);
  std::int32_t* horizon = state_.horizon.row(j);
  double* eroded = state_.eroded.row(j);
  const erosion::ErosionTable& table = land_.erosion;
  for (int i = span.begin; i < span.end; ++i) {
    const std::int32_t row = horizon[i];
    const double rest = table.mass_bottom[row] - eroded[i];
    if (!(rest > 0.0 && rest < horizon_scrap) || table.next[row] == row) continue;
    for (int k = 0; k < classes_; ++k) rows_.deposited[k][i] += table.fraction[k][row] * rest;
    eroded[i] = table.mass_bottom[row];
    horizon[i] = table.next[row];
  }
}

template void SurfaceSweep<Stage::only>::find_profiles(int);
template void SurfaceSweep<Stage::inertial>::find_profiles(int);
template void SurfaceSweep<Stage::first>::find_profiles(int);
template void SurfaceSweep<Stage::second>::find_profiles(int);
template void SurfaceSweep<Stage::only>::find_carriers(int);
template void SurfaceSweep<Stage::inertial>::find_carriers(int);
template void SurfaceSweep<Stage::first>::find_carriers(int);
template void SurfaceSweep<Stage::second>::find_carriers(int);
template void SurfaceSweep<Stage::only>::class_faces_y(int);
template void SurfaceSweep<Stage::inertial>::class_faces_y(int);
template void SurfaceSweep<Stage::first>::class_faces_y(int);
template void SurfaceSweep<Stage::second>::class_faces_y(int);
template void SurfaceSweep<Stage::only>::class_masses(int);
template void SurfaceSweep<Stage::inertial>::class_masses(int);
template void SurfaceSweep<Stage::first>::class_masses(int);
template void SurfaceSweep<Stage::second>::class_masses(int);
template void SurfaceSweep<Stage::only>::exchange(int, const double*);
template void SurfaceSweep<Stage::inertial>::exchange(int, const double*);
template void SurfaceSweep<Stage::first>::exchange(int, const double*);
template void SurfaceSweep<Stage::second>::exchange(int, const double*);

}  // namespace qingliu::surface
