#include "process/surface/surface_sweep.hpp"

#include <algorithm>
#include <cmath>

#include "process/flow/flow_laws.hpp"
#include "process/infiltration/infiltrate_row.hpp"
#include "process/transport/transport_rows.hpp"

namespace qingliu::surface {
namespace {

/// [kg m-2] of a horizon that are left to the next step's deposit rather than chased for ever.
constexpr double horizon_scrap = 1e-6;

/// Position in a ring of n rows; j may be as low as -4.
template <int n>
int ring(int j) {
  return (j + 4 * n) % n;
}

}  // namespace

template <bool second_stage>
SurfaceSweep<second_stage>::SurfaceSweep(const Grid& grid, const LandDescription& land,
                                         const SurfaceParameters& parameters, const StepForcing& forcing,
                                         double dt, LandState& state, SurfaceProcess::Buffers& buffers,
                                         RowBuffers& rows)
    : grid_(grid),
      land_(land),
      parameters_(parameters),
      forcing_(forcing),
      dt_(dt),
      dt_dx_(dt / grid.cell_size()),
      state_(state),
      buffers_(buffers),
      rows_(rows),
      from_(second_stage ? buffers.between : state),
      classes_(state.classes()) {}

template <bool second_stage>
void SurfaceSweep<second_stage>::run(int first, int last) {
  if (first >= last) return;
  first_ = first;
  last_ = last;
  slopes_y(first - 2);
  slopes_y(first - 1);
  faces_y(first - 1);
  for (int j = first - 1; j <= last; ++j) {
    slopes_y(j + 1);
    faces_y(j + 1);
    faces_x(j);
    limit(j);
    if (classes_ > 0 && j >= first) class_faces_y(j);
    if (j - 1 < first) continue;
    if (classes_ > 0) class_masses(j - 1);
    update(j - 1);
    finish_row(j - 1);
  }
}

template <bool second_stage>
flow::StateRow SurfaceSweep<second_stage>::state_x(int j) const {
  return {from_.depth.row(j), from_.velocity_x.row(j), from_.velocity_y.row(j), state_.bed.row(j)};
}

template <bool second_stage>
flow::StateRow SurfaceSweep<second_stage>::state_y(int j) const {
  return {from_.depth.row(j), from_.velocity_y.row(j), from_.velocity_x.row(j), state_.bed.row(j)};
}

template <bool second_stage>
FrictionRow SurfaceSweep<second_stage>::friction(int j) const {
  return {land_.friction.row(j),
          land_.cover.row(j),
          land_.n_deep.data(),
          land_.n_difference.data(),
          land_.inverse_decay_depth.data(),
          land_.friction_depends_on_depth};
}

/// Faces below row `face_row`: the columns in which either row has an active cell.
template <bool second_stage>
Grid::Span SurfaceSweep<second_stage>::face_span(int face_row) const {
  const Grid::Span below = grid_.span(face_row - 1);
  const Grid::Span above = grid_.span(face_row);
  if (below.size() == 0) return above;
  if (above.size() == 0) return below;
  return {std::min(below.begin, above.begin), std::max(below.end, above.end)};
}

template <bool second_stage>
void SurfaceSweep<second_stage>::slopes_y(int j) {
  const Grid::Span span = grid_.span(j);
  flow::slopes_row(span.begin, span.end, grid_.stride(), state_y(j), rows_.slopes_y[ring<2>(j)]);
}

template <bool second_stage>
void SurfaceSweep<second_stage>::faces_y(int face_row) {
  const Grid::Span span = face_span(face_row);
  const flow::FluxRow& flux = rows_.flux_y[ring<3>(face_row)];
  const flow::SlopeRow& below = rows_.slopes_y[ring<2>(face_row - 1)];
  const flow::SlopeRow& above = rows_.slopes_y[ring<2>(face_row)];
  flow::flux_row(span.begin, span.end, grid_.stride(), state_y(face_row), below, above, parameters_.gravity,
                 flux);
  if (face_row < 0 || face_row > grid_.ny()) return;
  for (const BoundaryPlace& o : buffers_.patches.y(face_row)) {
    const int j = o.sign > 0 ? face_row - 1 : face_row;
    boundary_flux(j, o, (o.sign > 0 ? below : above).surface[o.cell_i], flux);
  }
}

template <bool second_stage>
void SurfaceSweep<second_stage>::faces_x(int j) {
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  const flow::StateRow state = state_x(j);
  const flow::SlopeRow& s = rows_.slopes_x;
  flow::slopes_row(span.begin, span.end, 1, state, s);
  const flow::SlopeRow left{s.depth - 1, s.surface - 1, s.normal - 1, s.tangential - 1, s.depth_share - 1};
  const flow::FluxRow& flux = rows_.flux_x[ring<2>(j)];
  flow::flux_row(span.begin, span.end + 1, 1, state, left, s, parameters_.gravity, flux);
  for (const BoundaryPlace& o : buffers_.patches.x(j)) boundary_flux(j, o, s.surface[o.cell_i], flux);
}

/// What the boundary lets through takes the place of the flux of the row. The cell's own surface slope stands
/// for the pressure beyond the face.
template <bool second_stage>
void SurfaceSweep<second_stage>::boundary_flux(int j, const BoundaryPlace& o, double half_surface,
                                               const flow::FluxRow& flux) const {
  const flow::BoundaryFlux f = buffers_.patches.flux(o, j, from_, state_.bed, half_surface);
  const std::size_t cell = grid_.index(o.cell_i, j);
  const double mass = o.sign * f.outflow;
  const double along = o.along_x ? from_.velocity_y[cell] : from_.velocity_x[cell];
  flux.mass[o.face_i] = mass;
  flux.tangential[o.face_i] = mass * (f.outflow > 0.0 ? along : 0.0);
  const double momentum = f.momentum + o.sign * (parameters_.gravity * from_.depth[cell] * half_surface);
  (o.sign > 0 ? flux.momentum_left : flux.momentum_right)[o.face_i] = momentum;
}

/// Concentration of class k in what passes a boundary: the cell's on the way out.
template <bool second_stage>
double SurfaceSweep<second_stage>::boundary_concentration(int j, const BoundaryPlace& o, int k,
                                                          double water_flux) const {
  return o.sign * water_flux > 0.0 ? from_.concentration[k].row(j)[o.cell_i]
                                   : buffers_.patches.concentration(o, k);
}

template <bool second_stage>
flow::RowFluxes SurfaceSweep<second_stage>::faces_of(int j) const {
  return {rows_.flux_x[ring<2>(j)], rows_.flux_y[ring<3>(j)], rows_.flux_y[ring<3>(j + 1)]};
}

/// What leaves a cell of row j in this stage is held to what it has; then the faces below row j are final.
template <bool second_stage>
void SurfaceSweep<second_stage>::limit(int j) {
  const Grid::Span span = grid_.span(j);
  const flow::RowFluxes faces = faces_of(j);
  double* share = rows_.share[ring<2>(j)];
  bool limited = false;
  if (span.size() > 0) {
    const double* depth = from_.depth.row(j);
    limited = flow::outflow_row(span.begin, span.end, depth, faces, dt_dx_, rows_.outflow) > 0.0;
    if (classes_ > 0) {
      transport::profile_kept_row(span.begin, span.end, depth, rows_.outflow, rows_.kept[ring<2>(j)]);
    }
    if (limited) {
      std::fill(share - 4, share + grid_.nx() + 4, 1.0);
      flow::donor_share_row(span.begin, span.end, depth, rows_.outflow, share);
      for (const int i : buffers_.patches.ghosts(j)) share[i] = 1.0;  // what enters is not theirs
      flow::limit_row(span.begin, span.end + 1, faces.x, share - 1, share);
      if (j >= first_ && j < last_) count_limited(j, share);
    }
  }
  const bool below_limited = j >= first_ && rows_.limited[ring<2>(j - 1)];
  rows_.limited[ring<2>(j)] = limited;
  if (!limited && !below_limited) return;
  const Grid::Span face = face_span(j);
  flow::limit_row(face.begin, face.end, faces.south, below_limited ? rows_.share[ring<2>(j - 1)] : rows_.ones,
                  limited ? share : rows_.ones);
}

template <bool second_stage>
void SurfaceSweep<second_stage>::count_limited(int j, const double* share) {
  const Grid::Span span = grid_.span(j);
  int count = 0;
  for (int i = span.begin; i < span.end; ++i) count += share[i] < 1.0 ? 1 : 0;
  row_result(j).limited_cells += count;
}

template <bool second_stage>
void SurfaceSweep<second_stage>::class_faces_y(int face_row) {
  const Grid::Span span = face_span(face_row);
  const double* water = rows_.flux_y[ring<3>(face_row)].mass;
  transport::face_profile_row(span.begin, span.end, grid_.stride(),
                              {from_.depth.row(face_row), water, rows_.kept[ring<2>(face_row - 1)],
                               rows_.kept[ring<2>(face_row)], rows_.profile_share});
  for (int k = 0; k < classes_; ++k) {
    double* flux = rows_.class_flux_y[ring<2>(face_row)][k];
    const double* concentration = from_.concentration[k].row(face_row);
    transport::class_flux_row(span.begin, span.end, grid_.stride(),
                              {concentration, water, rows_.profile_share, flux});
    for (const BoundaryPlace& o : buffers_.patches.y(face_row)) {
      const int j = o.sign > 0 ? face_row - 1 : face_row;
      flux[o.face_i] = water[o.face_i] * boundary_concentration(j, o, k, water[o.face_i]);
    }
  }
}

template <bool second_stage>
void SurfaceSweep<second_stage>::class_masses(int j) {
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  const double* water = rows_.flux_x[ring<2>(j)].mass;
  const double* kept = rows_.kept[ring<2>(j)];
  const double weight = 0.5 * dt_ * grid_.cell_size();
  transport::face_profile_row(span.begin, span.end + 1, 1,
                              {from_.depth.row(j), water, kept - 1, kept, rows_.profile_share});
  for (int k = 0; k < classes_; ++k) {
    const double* concentration = from_.concentration[k].row(j);
    double* x = rows_.class_flux_x;
    transport::class_flux_row(span.begin, span.end + 1, 1, {concentration, water, rows_.profile_share, x});
    for (const BoundaryPlace& o : buffers_.patches.x(j))
      x[o.face_i] = water[o.face_i] * boundary_concentration(j, o, k, water[o.face_i]);
    const double* south = rows_.class_flux_y[ring<2>(j)][k];
    const double* north = rows_.class_flux_y[ring<2>(j + 1)][k];
    const transport::ClassMassRow masses{from_.depth.row(j), concentration, x, south, north, dt_dx_,
                                         rows_.mass[k]};
    if constexpr (second_stage) {
      const double lowest =
          transport::second_stage_mass_row(span.begin, span.end, masses, state_.exchange_memory[k].row(j),
                                           state_.depth.row(j), state_.concentration[k].row(j));
      if (lowest < 0.0) clip(j, k);
    } else {
      transport::first_stage_mass_row(span.begin, span.end, masses);
    }
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
template <bool second_stage>
void SurfaceSweep<second_stage>::clip(int j, int k) {
  const Grid::Span span = grid_.span(j);
  double* mass = rows_.mass[k];
  for (int i = span.begin; i < span.end; ++i) {
    if (mass[i] >= 0.0) continue;
    buffers_.clipped_rows[static_cast<std::size_t>(j) * classes_ + k] -= mass[i] * grid_.cell_area();
    ++row_result(j).negative_masses;
    mass[i] = 0.0;
  }
}

/// What passes a boundary is booked face by face: the cell beyond stays empty.
template <bool second_stage>
void SurfaceSweep<second_stage>::empty_ghosts(int j, LandState& state) {
  for (const int i : buffers_.patches.ghosts(j)) {
    state.depth.row(j)[i] = 0.0;
    state.velocity_x.row(j)[i] = 0.0;
    state.velocity_y.row(j)[i] = 0.0;
    for (int k = 0; k < classes_; ++k) rows_.mass[k][i] = 0.0;
  }
}

template <bool second_stage>
void SurfaceSweep<second_stage>::update(int j) {
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  LandState& to = second_stage ? state_ : buffers_.between;
  const flow::RowFluxes faces = faces_of(j);
  const flow::UpdateRow row{state_x(j), faces,           friction(j),          forcing_.rain.data(), dt_,
                            dt_dx_,     to.depth.row(j), to.velocity_x.row(j), to.velocity_y.row(j)};
  if constexpr (second_stage) {
    flow::second_stage_row(span.begin, span.end, row, state_.depth.row(j), state_.velocity_x.row(j),
                           state_.velocity_y.row(j));
  } else {
    flow::first_stage_row(span.begin, span.end, row);
  }
  empty_ghosts(j, to);
  if constexpr (!second_stage) {
    for (int k = 0; k < classes_; ++k) {
      transport::predicted_concentration_row(span.begin, span.end, rows_.mass[k], to.depth.row(j),
                                             state_.exchange_memory[k].row(j), to.concentration[k].row(j));
    }
  }
  const double weight = 0.5 * dt_ * grid_.cell_size();
  const auto book = [&](const std::vector<WatchedFace>& watched, const double* flux) {
    for (const WatchedFace& f : watched) buffers_.slot_water[f.slot] += f.sign * weight * flux[f.i];
  };
  book(buffers_.watch_x[j], faces.x.mass);
  book(buffers_.watch_south[j], faces.south.mass);
  book(buffers_.watch_north[j], faces.north.mass);
}

/// After the average of the stages: infiltration, exchange with the bed, and what the next step has to know.
template <bool second_stage>
void SurfaceSweep<second_stage>::finish_row(int j) {
  if constexpr (second_stage) {
    const Grid::Span span = grid_.span(j);
    if (span.size() == 0) return;
    add_sources(j);
    if (land_.infiltration) infiltrate(j);
    if (classes_ > 0) exchange(j);
    row_result(j).wave_speed =
        flow::wave_speed_row(span.begin, span.end, state_.depth.row(j), state_.velocity_x.row(j),
                             state_.velocity_y.row(j), parameters_.gravity);
  } else {
    static_cast<void>(j);
  }
}

/// Water and classes of the sources of row j; they bring no momentum.
template <bool second_stage>
void SurfaceSweep<second_stage>::add_sources(int j) {
  for (const SourceCell& s : buffers_.sources[j]) {
    const SourceForcing& brought = forcing_.sources[s.source];
    const double per_area = buffers_.source_share[s.slot] / grid_.cell_area();
    const double before = state_.depth.row(j)[s.i];
    const double after = before + brought.water * per_area;
    const double kept = after > 0.0 ? before / after : 0.0;
    state_.depth.row(j)[s.i] = after;
    state_.velocity_x.row(j)[s.i] *= kept;
    state_.velocity_y.row(j)[s.i] *= kept;
    for (std::size_t k = 0; k < brought.classes.size(); ++k)
      rows_.mass[k][s.i] += brought.classes[k] * per_area;
  }
}

template <bool second_stage>
void SurfaceSweep<second_stage>::infiltrate(int j) {
  const Grid::Span span = grid_.span(j);
  double* depth = state_.depth.row(j);
  infiltration::infiltrate_row(span.begin, span.end, land_.horizons, dt_,
                               {depth, depth, state_.front.row(j), state_.infiltrated.row(j), depth});
}

/// Detachment, re-entrainment and deposition of every class, then the bed that follows from the masses.
template <bool second_stage>
void SurfaceSweep<second_stage>::exchange(int j) {
  const Grid::Span span = grid_.span(j);
  const double* depth = state_.depth.row(j);
  std::int32_t* horizon = state_.horizon.row(j);
  double* eroded = state_.eroded.row(j);
  const erosion::ErosionTable& table = land_.erosion;
  const erosion::BedRow bed{depth,       state_.velocity_x.row(j),    state_.velocity_y.row(j),
                            friction(j), land_.cosine_squared.row(j), horizon,
                            eroded};
  const erosion::CoverRow cover{land_.n_soil.data(), land_.skin_share.data(), land_.erodibility_factor.data(),
                                land_.critical_shear_added.data(), forcing_.splash_energy.data()};
  erosion::rates_row(span.begin, span.end, bed, cover, table, parameters_.splash_attenuation, rows_.rates);
  for (int k = 0; k < classes_; ++k) {
    erosion::capacity_row(span.begin, span.end, land_.capacities[k], depth, rows_.rates, rows_.capacity[k]);
    erosion::fraction_row(span.begin, span.end, table.fraction[k], horizon, rows_.fraction[k]);
    rows_.exchange[k] = {land_.grains[k].settling_velocity,
                         rows_.mass[k],
                         rows_.fraction[k],
                         rows_.capacity[k],
                         state_.deposited[k].row(j),
                         state_.concentration[k].row(j)};
  }
  const erosion::ExchangeParameters parameters{dt_, parameters_.shielding_mass,
                                               parameters_.deposit_detachability, Thresholds::dry};
  const erosion::ExchangeRow row{depth,       rows_.rates.detachment, rows_.rates.splash, rows_.rates.supply,
                                 rows_.taken, rows_.total_deposit,    rows_.sum,          rows_.other_sum};
  erosion::exchange_row(span.begin, span.end, parameters, row, rows_.exchange);
  for (int k = 0; k < classes_; ++k) {
    const bool sound =
        transport::remember_share_row(span.begin, span.end, rows_.mass[k], depth,
                                      state_.concentration[k].row(j), state_.exchange_memory[k].row(j));
    if (!sound) row_result(j).sound = false;
  }
  erosion::add_row(span.begin, span.end, rows_.taken, eroded);
  if (erosion::scrap_row(span.begin, span.end, table, horizon, eroded, horizon_scrap, rows_.rest) > 0.0)
    use_up_scraps(j);
  if (!parameters_.bed_feedback) return;
  double* z = buffers_.next_bed.row(j);
  erosion::lowered_bed_row(span.begin, span.end, table, horizon, eroded, state_.initial_bed.row(j), z);
  for (int k = 0; k < classes_; ++k) {
    erosion::raise_row(span.begin, span.end, state_.deposited[k].row(j), land_.deposit_inverse_density[k], z);
  }
}

/// The last scrap of a horizon goes to the deposit, and the next horizon is at the surface. The last horizon
/// keeps its scrap.
template <bool second_stage>
void SurfaceSweep<second_stage>::use_up_scraps(int j) {
  const Grid::Span span = grid_.span(j);
  std::int32_t* horizon = state_.horizon.row(j);
  double* eroded = state_.eroded.row(j);
  const erosion::ErosionTable& table = land_.erosion;
  for (int i = span.begin; i < span.end; ++i) {
    const std::int32_t row = horizon[i];
    if (!(rows_.rest[i] > 0.0) || table.next[row] == row) continue;
    for (int k = 0; k < classes_; ++k)
      state_.deposited[k].row(j)[i] += table.fraction[k][row] * rows_.rest[i];
    eroded[i] = table.mass_bottom[row];
    horizon[i] = table.next[row];
  }
}

template class SurfaceSweep<false>;
template class SurfaceSweep<true>;

}  // namespace qingliu::surface
