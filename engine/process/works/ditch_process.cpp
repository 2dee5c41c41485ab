#include "process/works/ditch_process.hpp"

#include <algorithm>
#include <cmath>

#include "core/constants.hpp"
#include "process/works/ditch_laws.hpp"
#include "process/works/slope_works_laws.hpp"

namespace qingliu::works {

DitchProcess::DitchProcess(const Grid& grid, const Ditches& ditches)
    : grid_(grid), ditches_(ditches), come_(ditches.pieces.size(), 0.0) {}

std::vector<std::size_t> DitchProcess::cells() const {
  std::vector<std::size_t> cells;
  for (const DitchPiece& piece : ditches_.pieces) cells.push_back(piece.cell);
  for (const Ditch& ditch : ditches_.lines) cells.push_back(ditch.outlet);
  return cells;
}

void DitchProcess::advance(double t, double dt, LandState& land, DitchState& state) {
  land_wave_speed_ = 0.0;
  const auto classes = static_cast<std::size_t>(land.classes());
  moved_.resize(classes);
  come_classes_.resize(classes);
  std::ranges::fill(come_, 0.0);
  for (std::vector<double>& come : come_classes_) come.assign(come_.size(), 0.0);
  for (std::size_t line = 0; line < ditches_.lines.size(); ++line) {
    const Ditch& ditch = ditches_.lines[line];
    for (std::size_t n = ditch.begin; n < ditch.end; ++n) step_piece(ditch, line, n, t, dt, land, state);
  }
}

void DitchProcess::step_piece(const Ditch& ditch, std::size_t line, std::size_t n, double t, double dt,
                              LandState& land, DitchState& state) {
  double& water = state.water[n];
  water += come_[n];
  for (std::size_t k = 0; k < moved_.size(); ++k) state.suspended[k][n] += come_classes_[k][n];
  const double full = ditch_area(ditch.bottom, ditch.side, ditch.depth) * ditches_.pieces[n].length;
  const double room = full + dt * ditch_capacity(ditch) - water;
  if (room < 0.0) {  // more comes along it than it holds: the rest runs over its brim
    const double share = -room / water;
    for (std::size_t k = 0; k < moved_.size(); ++k) {
      moved_[k] = share * state.suspended[k][n];
      state.suspended[k][n] -= moved_[k];
    }
    water += room;
    onto_land(ditches_.pieces[n].cell, -room, moved_, land);
  } else if (ditch.stands(t)) {
    take_in(line, n, room, dt, land, state);
  }
  if (!(water > 0.0)) return;
  const double left = left_in_piece(ditch, water, ditches_.pieces[n].length, dt);
  const double out = water - left;
  const double share = out / water;
  for (std::size_t k = 0; k < moved_.size(); ++k) {
    moved_[k] = share * state.suspended[k][n];
    state.suspended[k][n] -= moved_[k];
  }
  water = left;
  hand_on(ditch, line, n, out, t, dt, land, state);
}

/// Of the water that runs through its cell, as much as there is room for.
void DitchProcess::take_in(std::size_t line, std::size_t n, double room, double dt, LandState& land,
                           DitchState& state) const {
  const DitchPiece& piece = ditches_.pieces[n];
  const double depth = land.depth[piece.cell];
  if (!(depth > 0.0)) return;
  const double u = land.velocity_x[piece.cell], v = land.velocity_y[piece.cell];
  const double area = grid_.cell_area();
  const double speed = std::sqrt(u * u + v * v), per_way = piece.crossed / grid_.cell_size();
  const double running = caught(depth, depth, speed, met_in_cell * per_way, dt);
  const double taken = std::min(running, room / area);
  for (std::size_t k = 0; k < moved_.size(); ++k)
    state.suspended[k][n] += taken * land.concentration[k][piece.cell] * area;
  land.depth[piece.cell] = depth - taken;
  state.water[n] += taken * area;
  if (taken < running) state.passed_over[line] += caught(depth - taken, depth, speed, per_way, dt) * area;
}

/// What leaves a piece, with the grains in moved_, into the next one, another ditch that stands, or onto the
/// land.
void DitchProcess::hand_on(const Ditch& ditch, std::size_t line, std::size_t n, double water, double t,
                           double dt, LandState& land, DitchState& state) {
  std::size_t next = n + 1;
  if (next == ditch.end) {
    state.led[line] += water;
    for (std::size_t k = 0; k < moved_.size(); ++k) state.led_classes[k][line] += moved_[k];
    state.peak[line] = std::max(state.peak[line], water / dt);
    const auto goal = std::ranges::find_if(
        ditch.into, [&](const DitchGoal& g) { return ditches_.lines[g.line].stands(t); });
    if (goal == ditch.into.end()) return onto_land(ditch.outlet, water, moved_, land);
    next = goal->piece;
  }
  come_[next] += water;
  for (std::size_t k = 0; k < moved_.size(); ++k) come_classes_[k][next] += moved_[k];
}

/// Comes without speed.
void DitchProcess::onto_land(std::size_t cell, double water, const std::vector<double>& masses,
                             LandState& land) {
  if (!(water > 0.0)) return;
  const double before = land.depth[cell], after = before + water / grid_.cell_area();
  for (std::size_t k = 0; k < masses.size(); ++k) {
    double& concentration = land.concentration[k][cell];
    concentration = (before * concentration + masses[k] / grid_.cell_area()) / after;
  }
  land.velocity_x[cell] *= before / after;
  land.velocity_y[cell] *= before / after;
  land.depth[cell] = after;
  land_wave_speed_ = std::max(land_wave_speed_,
                              std::max(std::fabs(land.velocity_x[cell]), std::fabs(land.velocity_y[cell])) +
                                  std::sqrt(constants::gravity * after));
}

}  // namespace qingliu::works
