#include "process/works/slope_works_process.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/constants.hpp"
#include "process/works/slope_works_laws.hpp"

namespace qingliu::works {
namespace {

constexpr std::size_t block_size = 1024;  ///< [stores]

/// Bounds of about block_size works each, of those in the cells from first to last; works of one cell stay
/// together.
template <class Work>
std::vector<std::size_t> blocks_of(const std::vector<Work>& works, std::size_t first, std::size_t last) {
  const auto [begin, end] = works_in_cells(works, first, last);
  std::vector<std::size_t> bounds{begin};
  for (std::size_t n = begin + 1; n < end; ++n) {
    if (n - bounds.back() >= block_size && works[n].cell != works[n - 1].cell) bounds.push_back(n);
  }
  bounds.push_back(end);
  return bounds;
}

/// [m s-1] of the water on a cell.
double speed_of(const LandState& land, std::size_t cell) {
  return std::sqrt(land.velocity_x[cell] * land.velocity_x[cell] +
                   land.velocity_y[cell] * land.velocity_y[cell]);
}

}  // namespace

SlopeWorksProcess::SlopeWorksProcess(const SlopeWorks& works, const Grains& grains,
                                     const std::vector<double>& deposit_inverse_density)
    : works_(works), grains_(grains), inverse_density_(deposit_inverse_density) {
  take_cells(0, std::numeric_limits<std::size_t>::max());
}

void SlopeWorksProcess::take_cells(std::size_t first, std::size_t last) {
  store_blocks_ = blocks_of(works_.stores, first, last);
  strip_blocks_ = blocks_of(works_.strips, first, last);
}

double SlopeWorksProcess::silt_depth(const SlopeWorksState& state, std::size_t store) const {
  double depth = 0.0;
  for (std::size_t k = 0; k < state.silt.size(); ++k) depth += state.silt[k][store] * inverse_density_[k];
  return depth;
}

void SlopeWorksProcess::advance(double t, double dt, LandState& land, SlopeWorksState& state) {
  if (land.classes() > 0) {
    const int strips = static_cast<int>(strip_blocks_.size()) - 1;
#pragma omp parallel for schedule(static)
    for (int block = 0; block < strips; ++block) {
      for (std::size_t n = strip_blocks_[block]; n < strip_blocks_[block + 1]; ++n)
        step_strip(n, t, dt, land, state);
    }
  }
  const int blocks = static_cast<int>(store_blocks_.size()) - 1;
  double fastest = 0.0;
#pragma omp parallel for schedule(static) reduction(max : fastest)
  for (int block = 0; block < blocks; ++block) {
    for (std::size_t n = store_blocks_[block]; n < store_blocks_[block + 1]; ++n)
      fastest = std::max(fastest, step_store(n, t, dt, land, state));
  }
  land_wave_speed_ = fastest;
}

void SlopeWorksProcess::step_strip(std::size_t n, double t, double dt, LandState& land,
                                   SlopeWorksState& state) const {
  const PlantStrip& strip = works_.strips[n];
  if (!(t > strip.from && t <= strip.to)) return;
  const double depth = land.depth[strip.cell];
  const double speed = speed_of(land, strip.cell);
  const double met = speed * dt * strip.met_per_way;
  if (!(depth > 0.0) || !(met > 0.0)) return;
  for (int k = 0; k < land.classes(); ++k) {
    double& concentration = land.concentration[k][strip.cell];
    const double trap = strip_trap(grains_[k].settling_velocity, strip.width, depth * speed);
    const double kept =
        concentration * (1.0 - lost_to_strips(strip.alone ? trap_of_mixed_cell(trap) : trap, met));
    state.settled[k][n] += depth * (concentration - kept);
    concentration = kept;
  }
}

/// Returns the speed of waves on water that came back onto the land [m s-1].
double SlopeWorksProcess::step_store(std::size_t n, double t, double dt, LandState& land,
                                     SlopeWorksState& state) const {
  const SlopeStore& store = works_.stores[n];
  const std::size_t cell = store.cell;
  const bool there = t > store.from && t <= store.to;
  const double capacity = !there ? 0.0 : t < store.breaks_at ? store.capacity : store.broken_capacity;
  const double room = capacity - silt_depth(state, n);
  double& water = state.water[n];
  double wave = 0.0;
  const double too_much = water - std::max(0.0, room);
  if (too_much > 0.0) {  // broken, silted or gone: the water runs on, clear
    const double before = land.depth[cell], after = before + too_much;
    for (int k = 0; k < land.classes(); ++k) land.concentration[k][cell] *= before / after;
    land.velocity_x[cell] *= before / after;
    land.velocity_y[cell] *= before / after;
    land.depth[cell] = after;
    water -= too_much;
    wave = std::max(std::fabs(land.velocity_x[cell]), std::fabs(land.velocity_y[cell])) +
           std::sqrt(constants::gravity * after);
  } else if (land.depth[cell] > 0.0) {
    const double taken =
        caught(land.depth[cell], room - water, speed_of(land, cell), store.caught_per_way, dt);
    for (int k = 0; k < land.classes(); ++k) state.silt[k][n] += taken * land.concentration[k][cell];
    land.depth[cell] -= taken;
    water += taken;
  }
  const double seeped =
      std::max(0.0, std::min({water, store.seepage * dt, store.soil_room - land.infiltrated[cell]}));
  land.infiltrated[cell] += seeped;
  water -= seeped;
  return wave;
}

}  // namespace qingliu::works
