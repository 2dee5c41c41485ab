#include "process/surface/surface_sweep.hpp"

#include <algorithm>
#include <cmath>

#include "core/hash.hpp"
#include "process/flow/barrier_laws.hpp"
#include "process/flow/flow_laws.hpp"
#include "process/flow/inertial_rows.hpp"
#include "process/infiltration/dry_spell_row.hpp"
#include "process/infiltration/infiltrate_row.hpp"
#include "process/infiltration/take_in_row.hpp"
#include "process/surface/wide_row.hpp"

namespace qingliu::surface {
namespace {

/// The columns from the first to the last of either.
Grid::Span join(Grid::Span a, Grid::Span b) {
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace

template <Stage stage>
SurfaceSweep<stage>::SurfaceSweep(const Grid& grid, const LandDescription& land,
                                  const SurfaceParameters& parameters, const StepForcing& forcing, double dt,
                                  LandState& state, SurfaceProcess::Buffers& buffers, RowBuffers& rows)
    : grid_(grid),
      land_(land),
      parameters_(parameters),
      forcing_(forcing),
      dt_(dt),
      dt_dx_(dt / grid.cell_size()),
      state_(state),
      buffers_(buffers),
      rows_(rows),
      from_(stage == Stage::second ? buffers.next : state),
      to_(stage == Stage::second ? state : buffers.next),
      depth_(stage == Stage::second && state.classes() > 0 ? buffers.end_depth : to_.depth),
      classes_(state.classes()) {}

template <Stage stage>
void SurfaceSweep<stage>::run(int block) {
  const int first = buffers_.block_begin[block], last = buffers_.block_begin[block + 1];
  if (first >= last) return;
  block_ = block;
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
    if (classes_ > 0 && last_stage) {
      find_profiles(j);
      find_carriers(j);
      if (j >= first) class_faces_y(j);
    }
    if (j - 1 < first) continue;
    if (classes_ > 0 && last_stage) class_masses(j - 1);
    update(j - 1);
    finish_row(j - 1);
  }
}

template <Stage stage>
flow::StateRow SurfaceSweep<stage>::state_x(int j) const {
  return {from_.depth.row(j), from_.velocity_x.row(j), from_.velocity_y.row(j), buffers_.flow_bed.row(j)};
}

template <Stage stage>
flow::StateRow SurfaceSweep<stage>::state_y(int j) const {
  return {from_.depth.row(j), from_.velocity_y.row(j), from_.velocity_x.row(j), buffers_.flow_bed.row(j)};
}

template <Stage stage>
FrictionRow SurfaceSweep<stage>::friction(int j) const {
  return {land_.friction.row(j),
          land_.cover.row(j),
          land_.n_deep.data(),
          land_.n_difference.data(),
          land_.inverse_decay_depth.data(),
          land_.friction_depends_on_depth};
}

/// Faces below row `face_row`: the columns in which either row has an active cell.
template <Stage stage>
Grid::Span SurfaceSweep<stage>::face_span(int face_row) const {
  return join(grid_.span(face_row - 1), grid_.span(face_row));
}

namespace {

/// Beside a barrier a cell is level in its direction: half of the slope of its surface would act on the water
/// there, and nothing of the barrier's face against it.
void level_cell(const flow::SlopeRow& slopes, int i) {
  for (Real* slope : {slopes.depth, slopes.surface, slopes.normal, slopes.tangential, slopes.depth_share})
    slope[i] = 0.0;
}

}  // namespace

template <Stage stage>
void SurfaceSweep<stage>::slopes_y(int j) {
  const Grid::Span span = join(face_span(j), face_span(j + 1));
  if constexpr (inertial) {
    if (span.size() > 0) friction_now(j, span);
    return;
  }
  const flow::SlopeRow& slopes = rows_.slopes_y[ring<2>(j)];
  flow::slopes_row<velocity>(span.begin, span.end, grid_.stride(), state_y(j), slopes);
  flow::edge_slopes_row<velocity>(buffers_.edge.cells_y.row(j), grid_.stride(), state_y(j), slopes);
  for (const int face_row : {j, j + 1})
    for (const BarrierRows::Place& p : buffers_.barriers.y(face_row)) level_cell(slopes, p.face_i);
}

template <Stage stage>
void SurfaceSweep<stage>::faces_y(int face_row) {
  const Grid::Span span = face_span(face_row);
  const flow::FluxRow flux = flux_y(face_row);
  const flow::SlopeRow& below = rows_.slopes_y[ring<2>(face_row - 1)];
  const flow::SlopeRow& above = rows_.slopes_y[ring<2>(face_row)];
  if constexpr (inertial) {
    inertial_faces_y(face_row);
  } else {
    flow::flux_row<velocity>(span.begin, span.end, grid_.stride(), state_y(face_row), below, above,
                             parameters_.gravity, flux);
    flow::edge_flux_row<velocity>(buffers_.edge.faces_y.row(face_row), grid_.stride(), state_y(face_row),
                                  below, above, parameters_.gravity, flux);
  }
  barrier_fluxes(buffers_.barriers.y(face_row), grid_.stride(), state_y(face_row), flux);
  if (face_row < 0 || face_row > grid_.ny()) return;
  for (const BoundaryPlace& o : buffers_.patches.y(face_row)) {
    const int j = o.sign > 0 ? face_row - 1 : face_row;
    boundary_flux(j, o, (o.sign > 0 ? below : above).surface[o.cell_i], flux);
  }
}

template <Stage stage>
void SurfaceSweep<stage>::faces_x(int j) {
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  const flow::StateRow state = state_x(j);
  const flow::SlopeRow& s = rows_.slopes_x;
  const flow::FluxRow flux = flux_x(j);
  if constexpr (inertial) {
    inertial_faces_x(j);
  } else {
    // A cell more at both ends: the faces there read its slopes.
    flow::slopes_row<velocity>(span.begin - 1, span.end + 1, 1, state, s);
    flow::edge_slopes_row<velocity>(buffers_.edge.cells_x.row(j), 1, state, s);
    for (const BarrierRows::Place& p : buffers_.barriers.x(j)) {
      level_cell(s, p.face_i - 1);
      level_cell(s, p.face_i);
    }
    const flow::SlopeRow left{s.depth - 1, s.surface - 1, s.normal - 1, s.tangential - 1, s.depth_share - 1};
    flow::flux_row<velocity>(span.begin, span.end + 1, 1, state, left, s, parameters_.gravity, flux);
    flow::edge_flux_row<velocity>(buffers_.edge.faces_x.row(j), 1, state, left, s, parameters_.gravity, flux);
  }
  barrier_fluxes(buffers_.barriers.x(j), 1, state, flux);
  for (const BoundaryPlace& o : buffers_.patches.x(j)) boundary_flux(j, o, s.surface[o.cell_i], flux);
}

/// Raised faces take the state of their cells as it is: the way from the cell's middle to the bund counts as
/// level.
template <Stage stage>
void SurfaceSweep<stage>::barrier_fluxes(const std::vector<BarrierRows::Place>& places, std::ptrdiff_t offset,
                                         const flow::StateRow& state, const flow::FluxRow& flux) const {
  for (const BarrierRows::Place& p : places) {
    const std::ptrdiff_t i = p.face_i, before = i - offset;
    const double dz = state.bed[i] - state.bed[before];
    const double rise = max_of(0.0, p.crest - max_of(state.bed[i], state.bed[before]));
    const flow::FaceFlux f = flow::barrier_flux(state.depth[before], state.normal[before], state.depth[i],
                                                state.normal[i], dz, rise, parameters_.gravity);
    flux.mass[i] = f.mass;
    flux.momentum_left[i] = f.momentum_left;
    flux.momentum_right[i] = f.momentum_right;
    flux.tangential[i] = f.mass * (f.mass > 0.0 ? state.tangential[before] : state.tangential[i]);
    if constexpr (inertial) flux.depth[i] = f.mass > 0.0 ? state.depth[before] : state.depth[i];
  }
}

/// What the boundary lets through takes the place of the flux of the row. The cell's own surface slope stands
/// for the pressure beyond the face.
template <Stage stage>
void SurfaceSweep<stage>::boundary_flux(int j, const BoundaryPlace& o, double half_surface,
                                        const flow::FluxRow& flux) const {
  const flow::BoundaryFlux f = buffers_.patches.flux(o, j, from_, state_.bed, half_surface);
  const std::size_t cell = grid_.index(o.cell_i, j);
  const double mass = o.sign * f.outflow;
  const double along = o.along_x ? from_.velocity_y[cell] : from_.velocity_x[cell];
  flux.mass[o.face_i] = mass;
  flux.tangential[o.face_i] = mass * (f.outflow > 0.0 ? along : 0.0);
  const double momentum = f.momentum + o.sign * (parameters_.gravity * from_.depth[cell] * half_surface);
  (o.sign > 0 ? flux.momentum_left : flux.momentum_right)[o.face_i] = momentum;
  if constexpr (inertial) flux.depth[o.face_i] = from_.depth[cell];
}

/// Concentration of class k in what passes a boundary: the cell's on the way out.
template <Stage stage>
double SurfaceSweep<stage>::boundary_concentration(int j, const BoundaryPlace& o, int k,
                                                   double water_flux) const {
  return o.sign * water_flux > 0.0 ? state_.concentration[k].row(j)[o.cell_i]
                                   : buffers_.patches.concentration(o, k);
}

template <Stage stage>
flow::RowFluxes SurfaceSweep<stage>::faces_of(int j) const {
  return {flux_x(j), flux_y(j), flux_y(j + 1)};
}

/// Fluxes through the western faces of row j. With classes the water flux of a first stage lies in its field,
/// where the second finds it; a block keeps what its neighbours do not.
template <Stage stage>
flow::FluxRow SurfaceSweep<stage>::flux_x(int j) const {
  flow::FluxRow flux = rows_.flux_x[ring<2>(j)];
  if (keeps(j)) flux.mass = buffers_.first_x.row(j);
  return flux;
}

/// Fluxes through the faces below row `face_row`, kept likewise.
template <Stage stage>
flow::FluxRow SurfaceSweep<stage>::flux_y(int face_row) const {
  flow::FluxRow flux = rows_.flux_y[ring<3>(face_row)];
  if (keeps(face_row) || (keeps(last_ - 1) && face_row == buffers_.block_begin.back()))
    flux.mass = buffers_.first_y.row(face_row);
  return flux;
}

/// What leaves the cells of row j, likewise; of the rows beside all blocks too.
template <Stage stage>
Real* SurfaceSweep<stage>::outflow_of(int j) const {
  const bool beside = j < buffers_.block_begin.front() || j >= buffers_.block_begin.back();
  return keeps(j) || (keeps(first_) && beside) ? buffers_.first_outflow.row(j) : rows_.outflow;
}

/// What leaves a cell of row j in this stage is held to what it has; then the faces below row j are final.
template <Stage stage>
void SurfaceSweep<stage>::limit(int j) {
  const Grid::Span span = grid_.span(j);
  const flow::RowFluxes faces = faces_of(j);
  Real* share = rows_.share[ring<2>(j)];
  bool limited = false;
  if (span.size() > 0) {
    const Real* depth = from_.depth.row(j);
    Real* outflow = outflow_of(j);
    limited = flow::outflow_row(span.begin, span.end, depth, faces, dt_dx_, outflow) > 0.0;
    if (limited) {
      std::fill(share - 4, share + grid_.nx() + 4, 1.0_r);
      flow::donor_share_row(span.begin, span.end, depth, outflow, share);
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

template <Stage stage>
void SurfaceSweep<stage>::count_limited(int j, const Real* share) {
  const Grid::Span span = grid_.span(j);
  int count = 0;
  for (int i = span.begin; i < span.end; ++i) count += share[i] < 1.0_r ? 1 : 0;
  row_result(j).limited_cells += count;
}

/// What passes a boundary is booked face by face: the cell beyond stays empty.
template <Stage stage>
void SurfaceSweep<stage>::empty_ghosts(int j) {
  for (const int i : buffers_.patches.ghosts(j)) {
    depth_.row(j)[i] = 0.0;
    to_.velocity_x.row(j)[i] = 0.0;
    to_.velocity_y.row(j)[i] = 0.0;
    if (last_stage)
      for (int k = 0; k < classes_; ++k) rows_.mass[k][i] = 0.0;
  }
}

/// Draws differ from row to row, from step to step and from stage to stage.
template <Stage stage>
std::uint32_t SurfaceSweep<stage>::seed(int j) const {
  BitHash hash;
  hash.add_bits(static_cast<std::uint64_t>(stage));
  hash.add_bits(static_cast<std::uint64_t>(j));
  hash.add_bits(static_cast<std::uint64_t>(state_.steps));
  return static_cast<std::uint32_t>(hash.value() ^ (hash.value() >> 32));
}

template <Stage stage>
void SurfaceSweep<stage>::update(int j) {
  if constexpr (inertial) keep_discharges(j);
  const Grid::Span span = grid_.span(j);
  if (span.size() == 0) return;
  const flow::RowFluxes faces = faces_of(j);
  const flow::UpdateRow row{state_x(j), faces,   friction(j),   forcing_.rain.data(),  dt_,
                            dt_dx_,     seed(j), depth_.row(j), to_.velocity_x.row(j), to_.velocity_y.row(j)};
  if constexpr (stage == Stage::second) {
    flow::second_stage_row(span.begin, span.end, row, state_.depth.row(j), state_.velocity_x.row(j),
                           state_.velocity_y.row(j));
  } else if constexpr (inertial) {
    inertial_update(j);
  } else {
    flow::stage_row(span.begin, span.end, row);
  }
  empty_ghosts(j);
  const double weight = stage_weight * dt_ * grid_.cell_size();
  const auto book = [&](const std::vector<WatchedFace>& watched, const Real* flux) {
    for (const WatchedFace& f : watched) buffers_.slot_water[f.slot] += f.sign * weight * flux[f.i];
  };
  book(buffers_.watch_x[j], faces.x.mass);
  book(buffers_.watch_south[j], faces.south.mass);
  book(buffers_.watch_north[j], faces.north.mass);
}

/// After the last stage: infiltration, exchange with the bed, and what the next step has to know.
template <Stage stage>
void SurfaceSweep<stage>::finish_row(int j) {
  if constexpr (last_stage) {
    const Grid::Span span = grid_.span(j);
    if (span.size() == 0) return;
    add_sources(j);
    double* depth = nullptr;
    if (land_.infiltration || !forcing_.evaporation.empty() || classes_ > 0)
      depth = widened(depth_.row(j), rows_.wide_depth, span);
    if (land_.infiltration) {
      infiltrate(j, depth);
      narrow(depth_.row(j), depth, state_.infiltrated.row(j), span, seed(j) + 1);
    }
    if (!forcing_.evaporation.empty()) {
      double* evaporated = state_.evaporated.row(j);
      infiltration::evaporate_row(span.begin, span.end,
                                  {land_.cover.row(j), forcing_.evaporation.data(), evaporated, depth});
      narrow(depth_.row(j), depth, evaporated, span, seed(j) + 2);
    }
    if (classes_ > 0) exchange(j, depth);
    constexpr auto speed_of = inertial ? flow::inertial_speed_row : flow::wave_speed_row;
    row_result(j).wave_speed = speed_of(span.begin, span.end, depth_.row(j), to_.velocity_x.row(j),
                                        to_.velocity_y.row(j), parameters_.gravity);
  } else {
    static_cast<void>(j);
  }
}

/// Water and classes of the sources of row j; they bring no momentum.
template <Stage stage>
void SurfaceSweep<stage>::add_sources(int j) {
  for (const SourceCell& s : buffers_.sources[j]) {
    const SourceForcing& brought = forcing_.sources[s.source];
    const double per_area = buffers_.source_share[s.slot] / grid_.cell_area();
    const double before = depth_.row(j)[s.i];
    const double after = before + brought.water * per_area;
    const double kept = after > 0.0 ? before / after : 0.0;
    depth_.row(j)[s.i] = after;
    to_.velocity_x.row(j)[s.i] *= kept;
    to_.velocity_y.row(j)[s.i] *= kept;
    for (std::size_t k = 0; k < brought.classes.size(); ++k)
      rows_.mass[k][s.i] += brought.classes[k] * per_area;
  }
}

template <Stage stage>
void SurfaceSweep<stage>::infiltrate(int j, double* depth) {
  const Grid::Span span = grid_.span(j);
  if (land_.intake.law != infiltration::Law::green_ampt) {
    infiltration::take_in_row(
        span.begin, span.end, land_.intake, dt_,
        {state_.front.row(j), land_.cover.row(j), forcing_.rain.data(), state_.infiltrated.row(j), depth});
    return;
  }
  if (!forcing_.front_kept.empty()) {
    infiltrate_recovering(j, depth);
    return;
  }
  infiltration::infiltrate_row(span.begin, span.end, land_.horizons, dt_,
                               {depth, depth, state_.front.row(j), state_.infiltrated.row(j), depth});
}

template <Stage stage>
void SurfaceSweep<stage>::infiltrate_recovering(int j, double* depth) {
  const Grid::Span span = grid_.span(j);
  double* infiltrated = state_.infiltrated.row(j);
  double* left = rows_.left.data() + Grid::pad_x;
  double* available = rows_.available.data() + Grid::pad_x;
  infiltration::recover_row(span.begin, span.end, land_.horizons,
                            {land_.cover.row(j), forcing_.front_kept.data(), depth, infiltrated,
                             state_.front.row(j), state_.front_water.row(j), available});
  infiltration::infiltrate_row(span.begin, span.end, land_.horizons, dt_,
                               {available, depth, state_.front.row(j), state_.front_water.row(j), left});
  for (int i = span.begin; i < span.end; ++i) {
    const double gain = available[i] - left[i];
    infiltrated[i] += gain;
    depth[i] -= gain;
  }
}

template class SurfaceSweep<Stage::only>;
template class SurfaceSweep<Stage::inertial>;
template class SurfaceSweep<Stage::first>;
template class SurfaceSweep<Stage::second>;

}  // namespace qingliu::surface
