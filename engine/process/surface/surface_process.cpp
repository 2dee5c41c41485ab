#include "process/surface/surface_process.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "grid/flush_denormals.hpp"
#include "process/flow/inertial_rows.hpp"
#include "process/surface/surface_buffers.hpp"
#include "process/surface/surface_sweep.hpp"

namespace qingliu::surface {

SurfaceProcess::SurfaceProcess(const Grid& grid, const LandDescription& land, SurfaceParameters parameters,
                               std::vector<OutletFace> outlet, std::vector<std::vector<SectionFace>> sections,
                               LandState& state)
    : SurfaceProcess(grid, land, parameters,
                     std::vector<Boundary>{{.faces = std::move(outlet), .rating = {}}}, std::move(sections),
                     state) {}

SurfaceProcess::SurfaceProcess(const Grid& grid, const LandDescription& land, SurfaceParameters parameters,
                               std::vector<Boundary> boundaries,
                               std::vector<std::vector<SectionFace>> sections, LandState& state,
                               std::vector<Source> sources, const std::vector<Barrier>& barriers)
    : grid_(grid),
      land_(land),
      parameters_(parameters),
      sources_(std::move(sources)),
      books_(sections.size()),
      clipped_(land.grains.size()),
      buffers_(std::make_unique<Buffers>(grid, land, parameters, std::move(boundaries), state)) {
  for (SectionBook& book : books_) {
    book.step_classes.assign(land.grains.size(), 0.0);
    book.classes.resize(land.grains.size());
    book.classes_against.resize(land.grains.size());
  }
  set_barriers(barriers);
  buffers_->add_sources(grid_, sources_);
  buffers_->add_sections(grid_, sections, land.grains.size());
  take_share({.rows = {0, grid.ny()}, .refresh = {}, .join = {}});
  find_wave_speed(state);
}

SurfaceProcess::~SurfaceProcess() = default;

void SurfaceProcess::set_barriers(const std::vector<Barrier>& barriers) {
  buffers_->barriers = BarrierRows(grid_.ny(), barriers);
}

void SurfaceProcess::take_share(RowShare share) {
  share_ = std::move(share);
  buffers_->divide_rows(grid_, share_.rows,
                        parameters_.blocks > 0 ? parameters_.blocks : omp_get_max_threads(),
                        static_cast<int>(land_.grains.size()));
}

void SurfaceProcess::leave_to_gullies(const std::vector<GulliedCell>& cells) {
  const auto stride = static_cast<std::size_t>(grid_.stride());
  for (auto& row : buffers_->gullied) row.clear();
  for (const GulliedCell& c : cells) {
    const int i = static_cast<int>(c.cell % stride) - Grid::pad_x;
    buffers_->gullied[c.cell / stride - Grid::pad_y].push_back({i, c.flow, c.rain});
  }
}

std::vector<std::size_t> SurfaceProcess::shared_cells() const {
  std::vector<std::size_t> cells = buffers_->patches.cells();
  for (const Source& source : sources_) {
    for (const Source::Cell& c : source.cells) cells.push_back(grid_.index(c.i, c.j));
  }
  return cells;
}

double SurfaceProcess::max_step(double rain_intensity) const {
  return step_for(report_.wave_speed, rain_intensity);
}

double SurfaceProcess::max_step(double rain_intensity, const StepForcing& forcing, double seconds,
                                const LandState& state) {
  double speed = report_.wave_speed;
  for (const bool end : {false, true}) {
    buffers_->patches.share_out(state, state.bed, forcing.boundaries, end);
    speed = std::max(speed, buffers_->patches.fastest(state));
  }
  double intensity = rain_intensity;
  for (const SourceForcing& source : forcing.sources)
    intensity = std::max(intensity, rain_intensity + source.water / (seconds * grid_.cell_area()));
  return step_for(speed, intensity);
}

double SurfaceProcess::step_for(double wave_speed, double rain_intensity) const {
  const double slowest =
      0.02;  // [m s-1]: bounds the step of a dry watershed; the caller's own limits are tighter
  const double way = parameters_.courant * grid_.cell_size();
  const double speed = std::max(wave_speed, slowest);
  return way / (speed + std::sqrt(parameters_.gravity * rain_intensity * (way / speed)));
}

void SurfaceProcess::find_wave_speed(const LandState& state) {
  double fastest = 0.0;
  const auto speed_of =
      parameters_.scheme == Scheme::inertial ? flow::inertial_speed_row : flow::wave_speed_row;
  for (int j = 0; j < grid_.ny(); ++j) {
    const Grid::Span span = grid_.span(j);
    const double speed = speed_of(span.begin, span.end, state.depth.row(j), state.velocity_x.row(j),
                                  state.velocity_y.row(j), parameters_.gravity);
    fastest = std::isnan(speed) ? speed : std::max(fastest, speed);
    if (std::isnan(fastest)) break;
  }
  report_.wave_speed = fastest;
}

void SurfaceProcess::advance(double dt, const StepForcing& forcing, LandState& state) {
  buffers_->clear_books();
  if (!buffers_->flow_bed.taken() || state.classes() > 0) buffers_->flow_bed.take(state.bed);
  if (!sources_.empty()) buffers_->share_out_sources(grid_, sources_, state);
  if (parameters_.scheme == Scheme::lean) {
    stage<Stage::only>(dt, forcing, state);
  } else if (parameters_.scheme == Scheme::inertial) {
    stage<Stage::inertial>(dt, forcing, state);
  } else {
    stage<Stage::first>(dt, forcing, state);
    if (share_.refresh) share_.refresh(buffers_->next);
    stage<Stage::second>(dt, forcing, state);
  }
  buffers_->swap_moving(state, parameters_.scheme);
  state.last_step = dt;
  ++state.steps;
  if (state.classes() > 0 && parameters_.bed_feedback) std::swap(state.bed, buffers_->next_bed);
  close_step();
}

template <Stage stage_of_step>
void SurfaceProcess::stage(double dt, const StepForcing& forcing, LandState& state) {
  Buffers& b = *buffers_;
  const int blocks = static_cast<int>(b.block_begin.size()) - 1;
  constexpr bool second = stage_of_step == Stage::second;
  b.patches.share_out(second ? b.next : state, state.bed, forcing.boundaries, second);
#pragma omp parallel
  {
    flush_denormals();
    if (stage_of_step != Stage::first && state.classes() > 0) {
#pragma omp for schedule(static)
      for (int block = 0; block < blocks; ++block) b.copy_borders(block, state);
    }
#pragma omp for schedule(static) nowait
    for (int block = 0; block < blocks; ++block) {
      RowBuffers& rows = b.rows[static_cast<std::size_t>(omp_get_thread_num())];
      SurfaceSweep<stage_of_step>(grid_, land_, parameters_, forcing, dt, state, b, rows).run(block);
    }
  }
}

void SurfaceProcess::report_rows() {
  report_ = {};
  for (const RowResult& row : buffers_->row_results) {
    report_.limited_cells += row.limited_cells;
    report_.negative_masses += row.negative_masses;
    if (std::isnan(row.wave_speed) || !row.sound)
      report_.wave_speed = std::numeric_limits<double>::quiet_NaN();
    if (row.wave_speed > report_.wave_speed) report_.wave_speed = row.wave_speed;
  }
}

/// The report and the books of the step become those of all rows, by one exchange: four numbers of every
/// share, then the faces that are watched, each of which one share has booked.
void SurfaceProcess::share_report() {
  Buffers& b = *buffers_;
  const std::size_t shares = static_cast<std::size_t>(share_.of);
  std::vector<double> all(4 * shares, 0.0);
  const bool sound = !std::isnan(report_.wave_speed);
  double* own = all.data() + 4 * share_.number;
  own[0] = sound ? report_.wave_speed : 0.0;
  own[1] = sound ? 0.0 : 1.0;
  own[2] = static_cast<double>(report_.limited_cells);
  own[3] = static_cast<double>(report_.negative_masses);
  all.insert(all.end(), b.slot_water.begin(), b.slot_water.end());
  all.insert(all.end(), b.slot_classes.begin(), b.slot_classes.end());
  share_.join(all);
  report_ = {};
  bool all_sound = true;
  for (std::size_t r = 0; r < shares; ++r) {
    report_.wave_speed = std::max(report_.wave_speed, all[4 * r]);
    all_sound = all_sound && all[4 * r + 1] == 0.0;
    report_.limited_cells += static_cast<long>(all[4 * r + 2]);
    report_.negative_masses += static_cast<long>(all[4 * r + 3]);
  }
  if (!all_sound) report_.wave_speed = std::numeric_limits<double>::quiet_NaN();
  const auto water = all.begin() + static_cast<std::ptrdiff_t>(4 * shares),
             classes = water + static_cast<std::ptrdiff_t>(b.slot_water.size());
  std::copy(water, classes, b.slot_water.begin());
  std::copy(classes, all.end(), b.slot_classes.begin());
  if (report_.negative_masses > 0) share_.join(b.clipped_rows);
}

void SurfaceProcess::close_step() {
  Buffers& b = *buffers_;
  report_rows();
  if (share_.join) share_report();
  for (SectionBook& book : books_) {
    book.step_water = 0.0;
    std::fill(book.step_classes.begin(), book.step_classes.end(), 0.0);
  }
  const std::size_t classes = land_.grains.size();
  for (std::size_t slot = 0; slot < b.slot_section.size(); ++slot) {
    SectionBook& book = books_[b.slot_section[slot]];
    book.step_water += b.slot_water[slot];
    if (b.slot_water[slot] < 0.0) book.against.add(-b.slot_water[slot]);
    for (std::size_t k = 0; k < classes; ++k) {
      const double mass = b.slot_classes[slot * classes + k];
      book.step_classes[k] += mass;
      if (mass < 0.0) book.classes_against[k].add(-mass);
    }
  }
  for (SectionBook& book : books_) {
    book.water.add(book.step_water);
    for (std::size_t k = 0; k < classes; ++k) book.classes[k].add(book.step_classes[k]);
  }
  if (report_.negative_masses == 0) return;
  for (std::size_t j = 0; j < b.row_results.size(); ++j) {
    for (std::size_t k = 0; k < classes; ++k) clipped_[k].add(b.clipped_rows[j * classes + k]);
  }
}

}  // namespace qingliu::surface
