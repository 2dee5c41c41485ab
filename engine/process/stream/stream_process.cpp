#include "process/stream/stream_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/stream/opening_laws.hpp"
#include "process/stream/stream_flow_laws.hpp"
#include "process/stream/weir_in_stream.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::stream {
namespace {

constexpr double dry_area = 1e-9;      ///< [m2] of a stream's section below which nothing flows
constexpr double least_surface = 0.1;  ///< [m] width of water at a sill
constexpr double deck_weir = 0.385;    ///< [-] m of a road or deck as a broad crest
constexpr double keep = 1.0 - 1e-14;   ///< share of a segment's water that may leave in a sub-step

}  // namespace

StreamProcess::StreamProcess(const Grid& grid, const StreamNetwork& network,
                             const std::vector<GrainClass>& grains, const StreamBed& bed,
                             StreamParameters parameters, StreamState& state)
    : grid_(grid), network_(network), grains_(grains), bed_(bed), parameters_(parameters) {
  const std::size_t count = network.segments.size();
  for (std::vector<double>* row :
       {&full_, &manning_n_, &level_, &depth_, &area_, &above_, &share_, &taken_, &step_volume_, &bed_width_})
    row->assign(count, 0.0);
  step_classes_.assign(grains.size(), std::vector<double>(count, 0.0));
  books_.outflow_classes.resize(grains.size());
  books_.step_outflow_classes.assign(grains.size(), 0.0);
  for (const Segment& segment : network.segments) bank_.push_back(segment.bank);
  for (const GrainClass& grain : grains)
    capacities_.push_back(erosion::make_transport_capacity(grain, parameters_.capacity));
  for (std::size_t k = 0; k < grains.size(); ++k)
    original_bulk_ += bed.fraction[k] * bed_bulk(grains[k], bed);
  if (parameters_.bedload) prepare_bedload();
  take_bed(state);
}

void StreamProcess::take_bed(const StreamState& state) {
  for (std::size_t s = 0; s < full_.size(); ++s) {
    full_[s] = full_volume(state, static_cast<int>(s));
    bed_width_[s] = bed_width(state, s);
  }
}

double StreamProcess::bed_width(const StreamState& state, std::size_t s) const {
  const Section& section = network_.sections[network_.segments[s].section];
  return section.bed_width() + state.widened[s];
}

double StreamProcess::bank_height(const StreamState& state, std::size_t s) const {
  return std::max(bank_[s] - state.bed[s], silted_bank_height);
}

double StreamProcess::full_volume(const StreamState& state, int s) const {
  const Segment& segment = network_.segments[s];
  return segment.length * network_.sections[segment.section].area(bank_height(state, s), state.widened[s]);
}

double StreamProcess::depth(const StreamState& state, int s) const {
  const Segment& segment = network_.segments[s];
  return network_.sections[segment.section].depth_of_area(state.volume[s] / segment.length, state.widened[s]);
}

void StreamProcess::note_passed(int segment, double water, const std::vector<double>& classes) {
  step_volume_[segment] = water;
  for (std::size_t k = 0; k < classes.size(); ++k) step_classes_[k][segment] = classes[k];
}

void StreamProcess::advance(double dt, LandState& land, StreamState& state, double now) {
  books_.step_outflow = 0.0;
  std::fill(books_.step_outflow_classes.begin(), books_.step_outflow_classes.end(), 0.0);
  std::fill(step_volume_.begin(), step_volume_.end(), 0.0);
  for (auto& row : step_classes_) std::fill(row.begin(), row.end(), 0.0);
  land_wave_speed_ = 0.0;
  if (state.classes() > 0) {
    for (std::size_t s = 0; parameters_.bed_feedback && s < bank_.size(); ++s)
      bank_[s] = bank_level(grid_, network_.segments[s], land);
    take_bed(state);
  }
  find_roughness(state);
  double rest = dt;
  while (rest > 0.0) {
    find_levels(land, state);
    const double stable = stable_step(state);
    const double step = stable >= rest ? rest : rest / std::ceil(rest / stable);
    spill_and_pour(step, land, state);
    find_levels(land, state);
    route(step, state);
    rest = step >= rest ? 0.0 : rest - step;
    ++sub_steps_;
  }
  if (!bed_.banks.empty()) erode_banks(dt, now, state);
  if (state.classes() > 0) {
    exchange(dt, state);
    if (parameters_.bedload) move_bedload(dt, state);
    lay_bed(land, state);
  }
  double not_finite = 0.0;
  for (std::size_t s = 0; s < full_.size(); ++s)
    not_finite += 0.0 * state.volume[s] + 0.0 * state.discharge[s];
  sound_ = not_finite == 0.0;
  books_.outflow.add(books_.step_outflow);
  for (std::size_t k = 0; k < grains_.size(); ++k)
    books_.outflow_classes[k].add(books_.step_outflow_classes[k]);
}

/// What is more than the banks hold goes onto the land; into the room that is left the land pours.
void StreamProcess::spill_and_pour(double dt, LandState& land, StreamState& state) {
  for (std::size_t n = 0; n < network_.segments.size(); ++n) {
    const int s = static_cast<int>(n);
    if (network_.segments[s].dam) {
      pour_all(s, land, state);
    } else if (state.volume[s] > full_[s]) {
      spill(s, land, state);
    } else {
      pour(s, dt, land, state);
    }
    const std::size_t cell = grid_.index(network_.segments[s].i, network_.segments[s].j);
    const double speed = std::max(std::fabs(land.velocity_x[cell]), std::fabs(land.velocity_y[cell]));
    land_wave_speed_ = std::max(land_wave_speed_, speed + std::sqrt(constants::gravity * land.depth[cell]));
  }
}

void StreamProcess::spill(int s, LandState& land, StreamState& state) {
  const std::size_t cell = grid_.index(network_.segments[s].i, network_.segments[s].j);
  const double excess = state.volume[s] - full_[s];
  if (riders_) riders_->spill(s, excess, state.volume[s]);
  const double before = land.depth[cell];
  const double after = before + excess / grid_.cell_area();
  for (int k = 0; k < state.classes(); ++k) {
    const double mass = state.suspended[k][s] * (excess / state.volume[s]);
    state.suspended[k][s] -= mass;
    land.concentration[k][cell] = (before * land.concentration[k][cell] + mass / grid_.cell_area()) / after;
  }
  land.velocity_x[cell] *= before / after;
  land.velocity_y[cell] *= before / after;
  land.depth[cell] = after;
  state.volume[s] = full_[s];
}

void StreamProcess::pour(int s, double dt, LandState& land, StreamState& state) {
  const Segment& segment = network_.segments[s];
  const std::size_t cell = grid_.index(segment.i, segment.j);
  const double before = land.depth[cell];
  const double room = (full_[s] - state.volume[s]) / grid_.cell_area();
  if (!(before > 0.0) || !(room > 0.0)) return;
  const double drawn = film_after_pouring(before, segment.length, grid_.cell_area(), dt);
  const double poured = std::min(before - drawn, room);
  for (int k = 0; k < state.classes(); ++k)
    state.suspended[k][s] += poured * land.concentration[k][cell] * grid_.cell_area();
  if (riders_) riders_->pour(s, poured * grid_.cell_area(), before * grid_.cell_area());
  land.depth[cell] = before - poured;
  state.volume[s] += poured * grid_.cell_area();
}

/// What stands on the cell of a dam is in its pool, whatever its channel holds.
void StreamProcess::pour_all(int s, LandState& land, StreamState& state) {
  const std::size_t cell = grid_.index(network_.segments[s].i, network_.segments[s].j);
  const double water = land.depth[cell] * grid_.cell_area();
  if (!(water > 0.0)) return;
  for (int k = 0; k < state.classes(); ++k) {
    state.suspended[k][s] += land.concentration[k][cell] * water;
    land.concentration[k][cell] = 0.0;
  }
  if (riders_) riders_->pour(s, water, water);
  land.depth[cell] = land.velocity_x[cell] = land.velocity_y[cell] = 0.0;
  state.volume[s] += water;
}

/// Levels [m above the bank], depths, and areas through which the streams flow. A full stream stands as high
/// as the water on the land above it, and carries what stands above itself too.
void StreamProcess::find_levels(const LandState& land, const StreamState& state) {
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const Segment& segment = network_.segments[s];
    const Section& section = network_.sections[segment.section];
    if (segment.dam) {  // what comes falls into the pool, which takes it at the end of the step
      area_[s] = depth_[s] = above_[s] = 0.0;
      level_[s] = -bank_height(state, s);
      continue;
    }
    area_[s] = state.volume[s] / segment.length;
    depth_[s] = section.depth_of_area(area_[s], state.widened[s]);
    level_[s] = depth_[s] - bank_height(state, s);
    above_[s] = state.volume[s] >= full_[s] ? land.depth[grid_.index(segment.i, segment.j)] : 0.0;
    level_[s] += above_[s];
    area_[s] += above_[s] * section.width(depth_[s], state.widened[s]);
  }
}

double StreamProcess::stable_step(const StreamState& state) const {
  double step = 1e9;
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    if (area_[s] <= dry_area) continue;
    const Segment& segment = network_.segments[s];
    const double width = network_.sections[segment.section].width(depth_[s], state.widened[s]);
    const double wave = std::sqrt(constants::gravity * area_[s] / width);
    const double flow = (5.0 / 3.0) * std::fabs(state.discharge[s]) / area_[s];
    step = std::min(step, parameters_.courant * std::min(segment.way, segment.length) / std::max(wave, flow));
  }
  return step;
}

void StreamProcess::route(double dt, StreamState& state) {
  find_discharges(dt, state);
  limit_discharges(dt, state);
  if (riders_) riders_->move(dt, state, depth_);
  move(dt, state);
}

void StreamProcess::find_discharges(double dt, StreamState& state) {
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const Segment& a = network_.segments[s];
    const Section& section = network_.sections[a.section];
    if (a.dam) {
      state.discharge[s] = 0.0;
      continue;
    }
    if (a.downstream < 0) {
      const double height = bank_height(state, s), flowing = level_[s] + height;
      const double area = section.area(flowing, state.widened[s]);
      state.discharge[s] =
          !a.open || area <= dry_area
              ? 0.0
              : normal_discharge(area,
                                 area / section.wetted_perimeter(std::min(flowing, height), state.widened[s]),
                                 network_.outlet_slope, manning_n_[s]);
      continue;
    }
    if (a.sill.width > 0.0) continue;  // they come last
    const Segment& b = network_.segments[a.downstream];
    const Section& below = network_.sections[b.section];
    const double bank_fall = bank_[s] - bank_[a.downstream];
    const double fall = bank_fall + (level_[s] - level_[a.downstream]);
    // The water above the higher of the two beds, by differences.
    const double height_a = bank_height(state, s), height_b = bank_height(state, a.downstream);
    const double bed_fall = bank_fall - (height_a - height_b);
    const double depth_a = level_[s] + height_a, depth_b = level_[a.downstream] + height_b;
    double flowing =
        bed_fall >= 0.0 ? std::max(depth_a, depth_b - bed_fall) : std::max(depth_a + bed_fall, depth_b);
    const double widened = state.widened[s], below_widened = state.widened[a.downstream];
    const double area =
        flowing > 0.0 ? 0.5 * (section.area(flowing, widened) + below.area(flowing, below_widened)) : 0.0;
    if (area <= dry_area) {
      state.discharge[s] = 0.0;
      continue;
    }
    const double perimeter = 0.5 * (section.wetted_perimeter(std::min(flowing, height_a), widened) +
                                    below.wetted_perimeter(std::min(flowing, height_b), below_widened));
    state.discharge[s] =
        inertial_discharge(state.discharge[s], area, area / perimeter, fall / a.way, manning_n_[s], dt);
  }
  find_discharges_over_sills(dt, state);
}

/// One after the other in the order of the network: each knows what all others bring and take, of sills that
/// come after it what they did in the sub-step before.
void StreamProcess::find_discharges_over_sills(double dt, StreamState& state) {
  const std::vector<Segment>& segments = network_.segments;
  const auto has_sill = [](const Segment& s) { return s.sill.width > 0.0 && s.downstream >= 0 && !s.dam; };
  if (std::ranges::none_of(segments, has_sill)) return;
  coming_.assign(segments.size(), 0.0);
  const auto book = [&](std::size_t s, double discharge) {
    coming_[s] -= discharge;
    if (segments[s].downstream >= 0) coming_[segments[s].downstream] += discharge;
  };
  for (std::size_t s = 0; s < segments.size(); ++s) book(s, state.discharge[s]);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    if (!has_sill(segments[s])) continue;
    book(s, -state.discharge[s]);
    state.discharge[s] = discharge_over_sill(dt, state, s);
    book(s, state.discharge[s]);
  }
}

/// A bed that has silted above the sill is the sill; it closes an opening from below.
double StreamProcess::discharge_over_sill(double dt, const StreamState& state, std::size_t s) const {
  const Segment& a = network_.segments[s];
  const double sill = std::max(a.sill.level, state.bed[s]);
  const auto below = static_cast<std::size_t>(a.downstream);
  // [m] of its level for each m3 s-1; below the sill, where nothing depends on it, as at the sill. A pool
  // takes all.
  const auto moves = [&](std::size_t n) {
    const Segment& segment = network_.segments[n];
    if (segment.dam) return 0.0;
    const double at_sill = bank_height(state, n) - (bank_[n] - sill);
    const double width =
        network_.sections[segment.section].width(std::max(depth_[n], at_sill), state.widened[n]);
    return dt / (segment.length * std::max(width, least_surface));
  };
  SillSides sides{level_[s] + (bank_[s] - sill), level_[below] + (bank_[below] - sill), moves(s),
                  moves(below)};
  sides.upper += coming_[s] * sides.upper_falls;
  sides.lower += coming_[below] * sides.lower_rises;
  if (!(a.sill.rise > 0.0)) {
    return settled_discharge(sides, [&](double upper, double lower) {
      return drowned_weir_discharge(a.sill.coefficient, a.sill.width, upper, lower);
    });
  }
  Sill opening = a.sill;
  opening.rise = a.sill.level + a.sill.rise - sill;
  const double over = a.sill.deck - sill;
  return settled_discharge(sides, [&](double upper, double lower) {
    const double through = opening.rise > 0.0 ? opening_discharge(opening, upper, lower) : 0.0;
    return through + drowned_weir_discharge(deck_weir, a.sill.deck_length, upper - over, lower - over);
  });
}

/// No segment gives more than it has (after Bollermann et al. 2011, as on the land).
void StreamProcess::limit_discharges(double dt, StreamState& state) {
  std::fill(taken_.begin(), taken_.end(), 0.0);
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const int donor = state.discharge[s] >= 0.0 ? static_cast<int>(s) : network_.segments[s].downstream;
    taken_[donor] += dt * std::fabs(state.discharge[s]);
  }
  for (std::size_t s = 0; s < taken_.size(); ++s) {
    const double holds = state.volume[s] * keep;
    share_[s] = taken_[s] > holds ? holds / taken_[s] : 1.0;
  }
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const int donor = state.discharge[s] >= 0.0 ? static_cast<int>(s) : network_.segments[s].downstream;
    state.discharge[s] *= share_[donor];
  }
}

void StreamProcess::move(double dt, StreamState& state) {
  const std::size_t count = network_.segments.size();
  for (int k = 0; k < state.classes(); ++k) {
    std::vector<double>& mass = state.suspended[k];
    for (std::size_t s = 0; s < count; ++s)
      share_[s] = state.volume[s] > 0.0 ? mass[s] / state.volume[s] : 0.0;
    for (std::size_t s = 0; s < count; ++s) {
      const int below = network_.segments[s].downstream;
      const double moved =
          dt * state.discharge[s] * share_[state.discharge[s] >= 0.0 ? static_cast<int>(s) : below];
      mass[s] -= moved;
      step_classes_[k][s] += moved;
      if (below >= 0) {
        mass[below] += moved;
      } else {
        books_.step_outflow_classes[k] += moved;
      }
    }
  }
  for (std::size_t s = 0; s < count; ++s) {
    const int below = network_.segments[s].downstream;
    const double moved = dt * state.discharge[s];
    state.volume[s] -= moved;
    step_volume_[s] += moved;
    if (below >= 0) {
      state.volume[below] += moved;
    } else {
      books_.step_outflow += moved;
    }
  }
}

}  // namespace qingliu::stream
