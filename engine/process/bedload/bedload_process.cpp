#include "process/bedload/bedload_process.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>

#include "grid/flush_denormals.hpp"
#include "process/bedload/bedload_rows.hpp"

namespace qingliu::bedload {
namespace {

constexpr double sand_diameter = 2e-3;  ///< [m] of Wilcock & Crowe 2003: finer grains are sand

/// Faces below row j: the columns in which either row has an active cell.
Grid::Span face_span(const Grid& grid, int j) {
  const Grid::Span below = grid.span(j - 1);
  const Grid::Span above = grid.span(j);
  if (below.size() == 0) return above;
  if (above.size() == 0) return below;
  return {std::min(below.begin, above.begin), std::max(below.end, above.end)};
}

/// f(row) for rows first..last-1, shared by the threads; the rows must not depend on each other.
template <class F>
void each_row(int first, int last, F f) {
#pragma omp parallel
  {
    flush_denormals();
#pragma omp for schedule(static)
    for (int j = first; j < last; ++j) f(j);
  }
}

/// The largest of f(row): the same bits for any threads.
template <class F>
double largest_of_rows(int first, int last, F f) {
  double largest = 0.0;
#pragma omp parallel
  {
    flush_denormals();
#pragma omp for schedule(static) reduction(max : largest)
    for (int j = first; j < last; ++j) largest = std::max(largest, f(j));
  }
  return largest;
}

}  // namespace

struct BedloadProcess::Buffers {
  Buffers(const Grid& grid, std::size_t moving, bool mixture)
      : direction_x(grid),
        direction_y(grid),
        celerity(grid),
        coupled(grid),
        thickness(grid),
        rise(grid),
        flux_x(grid),
        flux_y(grid),
        share(grid),
        shear(grid),
        speed(grid),
        total(grid) {
    for (std::size_t k = 0; k < moving; ++k) load.emplace_back(grid);
    if (!mixture) return;
    for (auto* field : {&sand, &mean_diameter, &mean_shear}) *field = Field<double>(grid);
  }
  Field<double> direction_x, direction_y, celerity, coupled, thickness, rise, flux_x, flux_y, share;
  Field<double> shear, speed, total;
  Field<double> sand, mean_diameter, mean_shear;  ///< Wilcock-Crowe only
  std::vector<Field<double>> load;                ///< [kg m-1 s-1] by moving class
  bool load_is_zero = true;
};

BedloadProcess::BedloadProcess(const Grid& grid, BedloadLand land, BedloadParameters parameters,
                               std::vector<BedloadFace> outlet,
                               std::vector<std::vector<BedloadFace>> sections, const LandState& state)
    : grid_(grid),
      land_(land),
      parameters_(parameters),
      outlet_(std::move(outlet)),
      sections_(std::move(sections)),
      classes_(land.grains.size()),
      step_loads_(sections_.size() * classes_, 0.0),
      share_{.rows = all_rows(grid), .refresh = {}, .refresh_deposit = {}, .largest = {}, .join = {}} {
  double density = 0.0;
  for (std::size_t k = 0; k < classes_; ++k) {
    const double unit_volume = land_.deposit_inverse_density[k];
    scales_.push_back(make_class_scales(land_.grains[k], unit_volume));
    density += 1.0 / unit_volume / static_cast<double>(classes_);
    all_.push_back(static_cast<int>(k));
    if (land_.grains[k].diameter >= parameters_.from_diameter) moving_.push_back(static_cast<int>(k));
  }
  active_mass_ = std::max(parameters_.active_layer * density, 1e-12);
  buffers_ = std::make_unique<Buffers>(grid, moving_.size(), parameters_.law == BedloadLaw::wilcock_crowe);
  find_loads(state);
}

BedloadProcess::~BedloadProcess() = default;

BedloadLimit BedloadProcess::max_step() const {
  if (rates_.wave <= 0.0 && rates_.change <= 0.0) return {};
  if (rates_.change > rates_.wave) return {1.0 / rates_.change, "bed change"};
  return {1.0 / rates_.wave, "bed wave"};
}

void BedloadProcess::advance(double dt, LandState& state) {
  const double dt_dx = dt / grid_.cell_size();
  std::fill(step_loads_.begin(), step_loads_.end(), 0.0);
  if (share_.refresh) share_.refresh(state);
  find_loads(state);
  rates_.change = 0.0;
  if (!buffers_->load_is_zero) {
    find_thickness(state, moving_);
    buffers_->rise.fill(0.0);
    for (std::size_t n = 0; n < moving_.size(); ++n) {
      const int k = moving_[n];
      find_faces(n, state);
      find_shares(dt_dx, state.deposited[k]);
      book(dt, k);
      move(dt_dx, scales_[k].unit_volume, state.deposited[k]);
    }
    raise_bed(dt, state);
    if (share_.refresh_deposit) share_.refresh_deposit(state);
  }
  slide(state);
}

/// The rows of the share and as many beside it; none where it has none.
Rows BedloadProcess::around(int width) const {
  if (share_.rows.size() == 0) return share_.rows;
  return {std::max(0, share_.rows.first - width), std::min(grid_.ny(), share_.rows.last + width)};
}

double BedloadProcess::largest_of_all(double value) const {
  if (share_.largest) share_.largest({&value, 1});
  return value;
}

/// Loads of the moving classes, the celerity of bed waves, and the step that they allow.
void BedloadProcess::find_loads(const LandState& state) {
  Buffers& b = *buffers_;
  const bool mixture = parameters_.law == BedloadLaw::wilcock_crowe;
  const double weight = (land_.grains.front().density - constants::water_density) * constants::gravity;
  const Rows rows = around(3);
  const double wave = largest_of_rows(rows.first, rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    const int begin = span.begin, end = span.end;
    const FrictionRow friction{land_.friction.row(j),
                               land_.cover.row(j),
                               land_.n_deep.data(),
                               land_.n_difference.data(),
                               land_.inverse_decay_depth.data(),
                               land_.friction_depends_on_depth};
    const Real* depth = state.depth.row(j);
    drive_row(begin, end,
              {depth, state.velocity_x.row(j), state.velocity_y.row(j), friction, land_.cosine_squared.row(j),
               land_.n_soil.data()},
              {b.shear.row(j), b.speed.row(j), b.direction_x.row(j), b.direction_y.row(j)});
    const auto clear = [&](Field<double>& field) {
      std::fill(field.row(j) + begin, field.row(j) + end, 0.0);
    };
    clear(b.total);
    for (const int k : all_) add_scaled_row(begin, end, 1.0, state.deposited[k].row(j), b.total.row(j));
    if (mixture) {
      clear(b.sand);
      clear(b.mean_diameter);
      for (const int k : all_) {
        const double* mass = state.deposited[k].row(j);
        add_scaled_row(begin, end, log_of(scales_[k].diameter), mass, b.mean_diameter.row(j));
        if (scales_[k].diameter < sand_diameter) add_scaled_row(begin, end, 1.0, mass, b.sand.row(j));
      }
      mean_grain_row(begin, end, weight, b.sand.row(j), b.total.row(j), b.mean_diameter.row(j),
                     b.mean_shear.row(j));
    }
    clear(b.celerity);
    for (std::size_t n = 0; n < moving_.size(); ++n) {
      const int k = moving_[n];
      double* load = b.load[n].row(j);
      load_row(begin, end,
               {parameters_.law, scales_[k], parameters_.grass_coefficient, active_mass_, depth,
                b.shear.row(j), b.speed.row(j), state.deposited[k].row(j), b.total.row(j),
                mixture ? b.mean_diameter.row(j) : nullptr, mixture ? b.mean_shear.row(j) : nullptr, load});
      add_scaled_row(begin, end, scales_[k].unit_volume, load, b.celerity.row(j));
    }
    const WaveRow waves{velocity_exponent(parameters_.law),
                        parameters_.gravity,
                        parameters_.slope_factor,
                        grid_.cell_size(),
                        depth,
                        b.speed.row(j),
                        b.celerity.row(j),
                        b.coupled.row(j)};
    return wave_row(begin, end, waves) * (0.5 / parameters_.courant);
  });
  rates_.wave = largest_of_all(wave);
  b.load_is_zero = rates_.wave <= 0.0;
}

void BedloadProcess::find_thickness(const LandState& state, const std::vector<int>& classes) {
  const Rows rows = around(3);
  each_row(rows.first, rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    double* thickness = buffers_->thickness.row(j);
    std::fill(thickness + span.begin, thickness + span.end, 0.0);
    for (const int k : classes)
      add_scaled_row(span.begin, span.end, scales_[k].unit_volume, state.deposited[k].row(j), thickness);
  });
}

void BedloadProcess::find_faces(std::size_t moving, const LandState& state) {
  Buffers& b = *buffers_;
  const int k = moving_[moving];
  const Field<double>& load = b.load[moving];
  const auto faces = [&](int j, const Field<double>& direction, Field<double>& flux) {
    return FaceRow{parameters_.slope_factor,  parameters_.repose, grid_.cell_size(),
                   state.depth.row(j),        load.row(j),        direction.row(j),
                   b.coupled.row(j),          state.bed.row(j),   state.initial_bed.row(j),
                   state.deposited[k].row(j), b.thickness.row(j), flux.row(j)};
  };
  const Rows rows = around(1);
  each_row(rows.first, rows.last + 1, [&](int j) {
    const Grid::Span below = face_span(grid_, j);
    if (below.size() > 0) face_row(below.begin, below.end, grid_.stride(), faces(j, b.direction_y, b.flux_y));
    const Grid::Span span = grid_.span(j);
    if (span.size() > 0) face_row(span.begin, span.end + 1, 1, faces(j, b.direction_x, b.flux_x));
  });
  for (const BedloadFace& o : outlet_) {
    const int cell_i = o.along_x && o.sign > 0 ? o.i - 1 : o.i;
    const int cell_j = !o.along_x && o.sign > 0 ? o.j - 1 : o.j;
    const Field<double>& direction = o.along_x ? b.direction_x : b.direction_y;
    const double out = load.row(cell_j)[cell_i] * direction.row(cell_j)[cell_i];
    (o.along_x ? b.flux_x : b.flux_y).row(o.j)[o.i] = o.sign > 0 ? max_of(out, 0.0) : min_of(out, 0.0);
  }
}

void BedloadProcess::find_shares(double dt_dx, const Field<double>& mass) {
  Buffers& b = *buffers_;
  const Rows rows = around(1);
  each_row(rows.first, rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    share_row(span.begin, span.end, dt_dx, {b.flux_x.row(j), b.flux_y.row(j), b.flux_y.row(j + 1)},
              mass.row(j), b.share.row(j));
  });
}

void BedloadProcess::move(double dt_dx, double unit_volume, Field<double>& mass) {
  Buffers& b = *buffers_;
  each_row(share_.rows.first, share_.rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    move_row(span.begin, span.end,
             {dt_dx,
              unit_volume,
              {b.flux_x.row(j), b.flux_y.row(j), b.flux_y.row(j + 1)},
              b.share.row(j),
              b.share.row(j - 1),
              b.share.row(j + 1),
              mass.row(j),
              b.rise.row(j)});
  });
}

/// The load of class k through the faces of all sections in dt [s]; a face is booked by the share that has
/// its row.
void BedloadProcess::book(double dt, int k) {
  Buffers& b = *buffers_;
  bookings_.push_back({k, dt});
  for (const auto& section : sections_) {
    for (const BedloadFace& f : section) {
      const int row = std::min(f.j, grid_.ny() - 1);
      if (row < share_.rows.first || row >= share_.rows.last) {
        face_loads_.push_back(0.0);
        continue;
      }
      const double flux = (f.along_x ? b.flux_x : b.flux_y).row(f.j)[f.i];
      const int giver_i = f.along_x && flux > 0.0 ? f.i - 1 : f.i;
      const int giver_j = !f.along_x && flux > 0.0 ? f.j - 1 : f.j;
      face_loads_.push_back(f.sign * (flux * b.share.row(giver_j)[giver_i]));
    }
  }
}

/// The faces of each section added in their order, whoever has booked them.
void BedloadProcess::close_books() {
  if (share_.join && !face_loads_.empty()) share_.join(face_loads_);
  auto face = face_loads_.begin();
  for (const Booking& booking : bookings_) {
    for (std::size_t s = 0; s < sections_.size(); ++s) {
      double load = 0.0;
      for (std::size_t f = 0; f < sections_[s].size(); ++f) load += *face++;
      step_loads_[s * classes_ + booking.k] += load * booking.dt * grid_.cell_size();
    }
  }
  bookings_.clear();
  face_loads_.clear();
}

void BedloadProcess::raise_bed(double dt, LandState& state) {
  const double relative = largest_of_rows(share_.rows.first, share_.rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    return rise_row(span.begin, span.end, parameters_.bed_feedback, parameters_.least_depth,
                    state.depth.row(j), buffers_->rise.row(j), state.bed.row(j));
  });
  const double of_all = largest_of_all(relative);
  rates_.change = dt > 0.0 ? of_all / (dt * parameters_.bed_step) : 0.0;
}

double BedloadProcess::slide(LandState& state) {
  const double excess = slide_once(state);
  close_books();
  return excess;
}

double BedloadProcess::slide_once(LandState& state) {
  Buffers& b = *buffers_;
  const double highest = parameters_.repose * grid_.cell_size();
  const double least = parameters_.active_layer;
  find_thickness(state, all_);
  const double here = largest_of_rows(share_.rows.first, share_.rows.last, [&](int j) {
    const Grid::Span below = face_span(grid_, j), span = grid_.span(j);
    const double* z = state.bed.row(j);
    const double* thickness = b.thickness.row(j);
    return std::max(excess_row(below.begin, below.end, grid_.stride(), highest, least, z, thickness),
                    excess_row(span.begin, span.end, 1, highest, least, z, thickness));
  });
  const double excess = largest_of_all(here);
  if (excess <= 0.0 || !parameters_.bed_feedback) return excess;
  b.rise.fill(0.0);
  const Rows rows = around(1);
  for (const int k : all_) {
    each_row(rows.first, rows.last + 1, [&](int j) {
      const SlideRow row{parameters_.repose,        grid_.cell_size(),  least,          state.bed.row(j),
                         state.deposited[k].row(j), b.thickness.row(j), b.flux_y.row(j)};
      const Grid::Span below = face_span(grid_, j), span = grid_.span(j);
      slide_row(below.begin, below.end, grid_.stride(), row);
      SlideRow x = row;
      x.flux = b.flux_x.row(j);
      if (span.size() > 0) slide_row(span.begin, span.end + 1, 1, x);
    });
    find_shares(1.0, state.deposited[k]);
    book(grid_.cell_size(), k);
    move(1.0, scales_[k].unit_volume, state.deposited[k]);
  }
  each_row(share_.rows.first, share_.rows.last, [&](int j) {
    const Grid::Span span = grid_.span(j);
    rise_row(span.begin, span.end, true, 1.0, state.depth.row(j), b.rise.row(j), state.bed.row(j));
  });
  return excess;
}

}  // namespace qingliu::bedload
