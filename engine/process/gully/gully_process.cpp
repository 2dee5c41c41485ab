#include "process/gully/gully_process.hpp"

#include <algorithm>
#include <cmath>

#include "process/gully/incision_laws.hpp"
#include "process/shear_laws.hpp"

namespace qingliu::gully {
namespace {

constexpr double least_depth = 1e-4;       ///< [m] of water that cuts
constexpr double least_slope = 1e-4;       ///< [-]
constexpr double fullest_water = 848.0;    ///< [kg m-3] as greatest_concentration of the capacity laws
constexpr double wall_shear_share = 0.75;  ///< as bank_shear_share

}  // namespace

GullyProcess::GullyProcess(const Grid& grid, const std::vector<Gully>& gullies, GullyLand land)
    : grid_(grid), gullies_(gullies), properties_(land) {
  std::vector<std::size_t> cells;
  for (const Gully& gully : gullies) cells.insert(cells.end(), gully.cells.begin(), gully.cells.end());
  std::ranges::sort(cells);
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  for (const std::size_t cell : cells) gullied_.push_back({cell});
  for (const Gully& gully : gullies) {
    place_.emplace_back();
    for (const std::size_t cell : gully.cells)
      place_.back().push_back(
          static_cast<std::size_t>(std::ranges::lower_bound(cells, cell) - cells.begin()));
  }
}

const std::vector<GulliedCell>& GullyProcess::gullied(const std::vector<GullyState>& states) {
  for (GulliedCell& left : gullied_) left.flow = left.rain = 1.0;
  for (std::size_t g = 0; g < gullies_.size(); ++g) {
    const Gully& gully = gullies_[g];
    const GullyState& state = states[g];
    double from = 0.0;  // [m] from the lower end
    for (std::size_t n = 0; n < gully.cells.size() && from < state.head; from += gully.lengths[n++]) {
      GulliedCell& left = gullied_[place_[g][n]];
      const double length = std::min(gully.lengths[n], state.head - from);
      const double width = state.depth[n] > 0.0 ? state.area[n] / state.depth[n] : 0.0;
      left.flow = std::min(left.flow, 1.0 - length / gully.lengths[n]);
      left.rain = std::max(0.0, left.rain - length * width / grid_.cell_area());
    }
  }
  return gullied_;
}

void GullyProcess::advance(double dt, LandState& land, std::vector<GullyState>& states) {
  for (std::size_t g = 0; g < gullies_.size(); ++g) {
    const Gully& gully = gullies_[g];
    GullyState& state = states[g];
    double from = 0.0;  // [m] from the lower end
    for (std::size_t n = 0; n < gully.cells.size() && from < state.head; ++n) {
      const double length = std::min(gully.lengths[n], state.head - from);
      advance_cell(gully, n, length, dt, land, state);
      from += gully.lengths[n];
    }
    if (gully.head_height > 0.0) advance_head(gully, dt, land, state);
  }
}

/// [m3 s-1] of the water on a cell.
double GullyProcess::discharge_in(const LandState& land, std::size_t cell) const {
  const double speed_squared =
      land.velocity_x[cell] * land.velocity_x[cell] + land.velocity_y[cell] * land.velocity_y[cell];
  return land.depth[cell] * std::sqrt(speed_squared) * grid_.cell_size();
}

/// Fall of the ground along the gully, over the cells beside this one.
double GullyProcess::slope_at(const Gully& gully, std::size_t n, const LandState& land) const {
  const std::size_t below = n > 0 ? n - 1 : n, above = std::min(n + 1, gully.cells.size() - 1);
  if (below == above) return least_slope;
  double way = 0.0;
  for (std::size_t m = below; m < above; ++m) way += 0.5 * (gully.lengths[m] + gully.lengths[m + 1]);
  return std::max(least_slope, (land.bed[gully.cells[above]] - land.bed[gully.cells[below]]) / way);
}

void GullyProcess::advance_cell(const Gully& gully, std::size_t n, double length, double dt, LandState& land,
                                GullyState& state) {
  const std::size_t cell = gully.cells[n];
  const double water = land.depth[cell] * grid_.cell_area();  // [m3]
  const double discharge = discharge_in(land, cell);
  if (land.depth[cell] < least_depth || !(discharge > 1e-9)) return;
  double& depth = state.depth[n];
  const bool cuts = depth < gully.base;
  const double cut_width = std::min(cutting_width(discharge), gully.greatest_width);
  const double width = cuts ? cut_width : state.area[n] / depth;
  const Channel flow = channel_flow(discharge, width, slope_at(gully, n, land), gully.manning_n);
  const double k_d = gully.erodibility / gully.density;  // [m3 N-1 s-1]
  double deeper = 0.0, area = 0.0;
  if (cuts) {
    deeper = dt * flow_detachment(k_d, flow.shear, gully.critical_shear);
    deeper = std::min(deeper, gully.base - depth);
    area = deeper * width;
  } else {
    const double both = 2.0 * dt * flow_detachment(k_d, wall_shear_share * flow.shear, gully.critical_shear);
    area =
        std::min(both * std::min(flow.depth, depth), std::max(0.0, (gully.greatest_width - width) * depth));
  }
  if (!(area > 0.0)) return;
  double carried = 0.0;  // [kg m-3]
  for (int k = 0; k < land.classes(); ++k) carried += land.concentration[k][cell];
  const double room = std::max(0.0, fullest_water - carried) * water;
  const double whole = area * length * gully.density;
  const double share = whole > room ? room / whole : 1.0;
  depth += deeper * share;
  state.area[n] += area * share;
  const double mass = whole * share;
  (cuts ? state.cut : state.widened).add(mass);
  take_ground(gully, cell, area * length * share, land);
  for (int k = 0; k < land.classes(); ++k) land.concentration[k][cell] += mass * gully.fraction[k] / water;
}

/// The head goes up its way; what falls lies loose in the cell that it leaves behind.
void GullyProcess::advance_head(const Gully& gully, double dt, LandState& land, GullyState& state) {
  double end = 0.0;
  std::size_t n = 0;
  while (n < gully.cells.size() && end + gully.lengths[n] <= state.head) end += gully.lengths[n++];
  if (n == gully.cells.size()) return;  // as far as it may
  const std::size_t cell = gully.cells[n];
  const double discharge = discharge_in(land, cell);
  state.peak = std::max(state.peak, discharge);
  if (land.depth[cell] < least_depth || !(discharge > 1e-9)) return;
  const double width = std::min(cutting_width(discharge), gully.greatest_width);
  const double speed =
      headcut_speed(gully.head_rate, discharge / width, gully.head_height, gully.head_threshold);
  const double back = std::min(speed * dt, end + gully.lengths[n] - state.head);
  if (!(back > 0.0)) return;
  state.head += back;
  const double volume = back * width * gully.head_height;
  const double mass = volume * gully.density;
  const double passed = state.head - end;  // [m] in this cell; the section is the mean of that part
  state.depth[n] = std::max(state.depth[n], gully.head_height);
  state.area[n] += (width * gully.head_height - state.area[n]) * (back / passed);
  state.headcut.add(mass);
  take_ground(gully, cell, volume, land);
  for (int k = 0; k < land.classes(); ++k) {
    const double part = mass * gully.fraction[k] / grid_.cell_area();
    land.deposited[k][cell] += part;
    if (properties_.bed_feedback) land.bed[cell] += part * properties_.deposit_inverse_density[k];
  }
}

void GullyProcess::take_ground(const Gully& gully, std::size_t cell, double volume, LandState& land) const {
  const double lower = volume / grid_.cell_area();
  land.fallen[cell] += lower;
  for (int k = 0; k < land.classes(); ++k) land.gullied[k][cell] += lower * gully.density * gully.fraction[k];
  if (!properties_.bed_feedback) return;
  land.initial_bed[cell] -= lower;
  land.bed[cell] -= lower;
}

}  // namespace qingliu::gully
