#include <algorithm>
#include <cmath>

#include "process/shear_laws.hpp"
#include "process/stream/stream_process.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::stream {
namespace {

constexpr double sand_diameter = 2e-3;     ///< [m] of Wilcock & Crowe 2003
constexpr double bed_courant = 0.5;        ///< [-] segments that a bed wave may pass in a sub-step
constexpr double wave_exponent = 5.0;      ///< b of q ~ u^b, as on the land
constexpr double least_wave_depth = 0.01;  ///< [m]

}  // namespace

void StreamProcess::prepare_bedload() {
  double density = 0.0;  // [kg m-3] where it lies
  for (std::size_t k = 0; k < grains_.size(); ++k) {
    const double unit_volume = bed_bulk(grains_[k], bed_);
    bedload_scales_.push_back(bedload::make_class_scales(grains_[k], unit_volume));
    density += 1.0 / unit_volume / static_cast<double>(grains_.size());
    if (grains_[k].diameter >= parameters_.bedload->from_diameter)
      bedload_moving_.push_back(static_cast<int>(k));
  }
  active_mass_ = std::max(parameters_.bedload->active_layer * density, 1e-12);
  load_.assign(grains_.size(), std::vector<double>(full_.size(), 0.0));
  bedload_rate_.assign(full_.size(), 0.0);
}

/// Bedload of the step, class by class, in sub-steps that a bed wave does not pass a segment in.
void StreamProcess::move_bedload(double dt, StreamState& state) {
  std::fill(bedload_rate_.begin(), bedload_rate_.end(), 0.0);
  sort_layers(state);
  for (double rest = dt; rest > 0.0;) {
    const double stable = find_loads(state);
    const double step = stable >= rest ? rest : rest / std::ceil(rest / stable);
    hold_at_sills(step, state);
    for (const int k : bedload_moving_) move_load(step, k, state);
    sort_layers(state);
    rest = step >= rest ? 0.0 : rest - step;
  }
  for (double& rate : bedload_rate_) rate /= dt;
}

/// Where the active layer is thinner than it may be, the original bed shows through.
double StreamProcess::surface_diameter(const StreamState& state, int segment) const {
  double total = 0.0, log_diameter = 0.0;
  for (std::size_t k = 0; k < grains_.size(); ++k) total += state.deposited[k][segment];
  const double bare = std::max(0.0, active_mass_ - total), whole = total + bare;
  for (std::size_t k = 0; k < grains_.size(); ++k)
    log_diameter +=
        (state.deposited[k][segment] + bare * bed_.fraction[k]) / whole * log_of(grains_[k].diameter);
  return exp_of(log_diameter);
}

/// Loads [kg s-1] that each segment's flow carries over its bed; returns the longest sub-step [s].
double StreamProcess::find_loads(const StreamState& state) {
  const StreamBedload& law = *parameters_.bedload;
  const std::size_t classes = grains_.size();
  double stable = 1e9;
  for (std::size_t s = 0; s < full_.size(); ++s) {
    for (const int k : bedload_moving_) load_[k][s] = 0.0;
    const Flow flow = flow_in(state, s);
    if (!(flow.speed > 0.0)) continue;
    const double skin = skin_share(parameters_.grain_roughness, manning_n_[s]);
    const double shear =
        skin * constants::water_density * constants::gravity * flow.radius * flow.friction_slope;
    double total = 0.0, sand = 0.0, log_diameter = 0.0;
    for (std::size_t k = 0; k < classes; ++k) {
      const double mass = state.deposited[k][s];
      total += mass;
      if (grains_[k].diameter < sand_diameter) sand += mass;
      log_diameter += mass * log_of(grains_[k].diameter);
    }
    if (!(total > 0.0)) continue;
    const bedload::MeanGrain mean =
        bedload::mean_grain(sand / total, log_diameter / total, grains_.front().density);
    const double depth = std::max(flow.depth, least_wave_depth);
    double volume = 0.0;  // [m2 s-1] with pores
    for (const int k : bedload_moving_) {
      const double covered = state.deposited[k][s] / std::max(total, active_mass_);
      if (!(flow.depth > grains_[k].diameter) || !(covered > 0.0)) continue;
      const double load = covered * bedload::load_alone(law.law, bedload_scales_[k], shear, flow.speed, mean);
      load_[k][s] = load * bed_width_[s];
      volume += load * bedload_scales_[k].unit_volume;
    }
    const double wave = wave_exponent * volume / depth;
    if (wave > 0.0) stable = std::min(stable, bed_courant * network_.segments[s].length / wave);
  }
  return stable;
}

/// Only what lies above a sill passes it within dt.
void StreamProcess::hold_at_sills(double dt, const StreamState& state) {
  for (std::size_t s = 0; s < full_.size(); ++s) {
    const Sill& sill = network_.segments[s].sill;
    if (!(sill.width > 0.0)) continue;
    double volume = 0.0;  // [m3] that would pass
    for (const int k : bedload_moving_) volume += dt * load_[k][s] * bedload_scales_[k].unit_volume;
    const double above = std::max(0.0, bed_level(state, s) - sill.level) * bed_area(static_cast<int>(s));
    if (!(volume > above)) continue;
    for (const int k : bedload_moving_) load_[k][s] *= above / volume;
  }
}

/// Segment whose bed gives the load that passes the lower end of segment s; -1 where none does: nothing
/// flows, or back over a sill.
int StreamProcess::load_donor(std::size_t s, const StreamState& state) const {
  const Segment& at = network_.segments[s];
  if (state.discharge[s] > 0.0) return static_cast<int>(s);
  return state.discharge[s] < 0.0 && !(at.sill.width > 0.0) ? at.downstream : -1;
}

/// A segment that gives to several shares its load out as it does its water; none gives more than lies there.
void StreamProcess::move_load(double dt, int k, StreamState& state) {
  const std::size_t count = full_.size();
  std::vector<double>& lies = state.deposited[k];
  std::fill(taken_.begin(), taken_.end(), 0.0);  // [m3 s-1] of water that carries it on
  for (std::size_t s = 0; s < count; ++s) {
    const int donor = load_donor(s, state);
    if (donor >= 0) taken_[donor] += std::fabs(state.discharge[s]);
  }
  for (std::size_t s = 0; s < count; ++s) {  // [kg] that it gives
    const double mass = lies[s] * bed_area(static_cast<int>(s)), asked = dt * load_[k][s];
    share_[s] = 0.0;
    if (!(asked > 0.0) || !(taken_[s] > 0.0)) continue;
    const double part = asked < mass ? asked / mass : 1.0;
    share_[s] = part * mass;
    lies[s] *= 1.0 - part;
  }
  for (std::size_t s = 0; s < count; ++s) {
    const int donor = load_donor(s, state);
    if (donor < 0 || !(share_[donor] > 0.0)) continue;
    const double moved = share_[donor] * (std::fabs(state.discharge[s]) / taken_[donor]);
    const bool down = donor == static_cast<int>(s);
    const int receiver = down ? network_.segments[s].downstream : static_cast<int>(s);
    step_classes_[k][s] += down ? moved : -moved;
    bedload_rate_[s] += down ? moved : -moved;
    if (receiver < 0) {
      books_.step_outflow_classes[k] += moved;
    } else if (network_.segments[receiver].dam) {
      state.suspended[k][receiver] += moved;  // it sinks in the pool
    } else {
      lies[receiver] += moved / bed_area(receiver);
    }
  }
}

/// What is more than the active layer is buried, mixed as it lies; what it lacks comes up from below (Hirano
/// 1971).
void StreamProcess::sort_layers(StreamState& state) const {
  for (std::size_t s = 0; s < full_.size(); ++s) {
    double top = 0.0, below = 0.0;
    for (std::size_t k = 0; k < grains_.size(); ++k) {
      top += state.deposited[k][s];
      below += state.buried[k][s];
    }
    if (top > active_mass_) {
      const double share = (top - active_mass_) / top;
      for (std::size_t k = 0; k < grains_.size(); ++k) {
        const double moved = share * state.deposited[k][s];
        state.deposited[k][s] -= moved;
        state.buried[k][s] += moved;
      }
    } else if (below > 0.0) {
      const double share = std::min(1.0, (active_mass_ - top) / below);
      for (std::size_t k = 0; k < grains_.size(); ++k) {
        const double moved = share < 1.0 ? share * state.buried[k][s] : state.buried[k][s];
        state.buried[k][s] = share < 1.0 ? state.buried[k][s] - moved : 0.0;
        state.deposited[k][s] += moved;
      }
    }
  }
}

}  // namespace qingliu::stream
