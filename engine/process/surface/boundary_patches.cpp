#include "process/surface/boundary_patches.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/sum.hpp"

namespace qingliu::surface {

double RatingCurve::at(double h) const {
  if (level.empty() || h <= level.front()) return level.empty() ? 0.0 : discharge.front();
  const auto next = std::upper_bound(level.begin(), level.end() - 1, h);
  const std::size_t k = static_cast<std::size_t>(next - level.begin());
  const double share = (h - level[k - 1]) / (level[k] - level[k - 1]);
  return discharge[k - 1] + share * (discharge[k] - discharge[k - 1]);
}

BoundaryPatches::BoundaryPatches(const Grid& grid, const LandDescription& land, double gravity,
                                 std::vector<Boundary> boundaries, LandState& state)
    : grid_(grid),
      land_(land),
      gravity_(gravity),
      boundaries_(std::move(boundaries)),
      cells_(boundaries_.size()),
      moments_(boundaries_.size()),
      x_(grid.ny()),
      y_(grid.ny() + 1),
      ghosts_(grid.ny()) {
  int slot = 0;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    first_slot_.push_back(slot);
    for (const OutletFace& o : boundaries_[b].faces) {
      const bool along_x = o.face.axis == Face::Axis::x;
      const int cell_i = along_x && o.sign > 0 ? o.face.i - 1 : o.face.i;
      const int cell_j = !along_x && o.sign > 0 ? o.face.j - 1 : o.face.j;
      const int ghost_i = along_x ? cell_i + o.sign : cell_i;
      const int ghost_j = along_x ? cell_j : cell_j + o.sign;
      assert(grid.active(cell_i, cell_j) && !grid.active(ghost_i, ghost_j));
      const BoundaryPlace place{o.face.i, cell_i, o.sign, along_x, std::sqrt(o.slope), static_cast<int>(b),
                                slot++};
      (along_x ? x_[cell_j] : y_[o.face.j]).push_back(place);
      cells_[b].push_back({cell_i, cell_j});
      state.bed[grid.index(ghost_i, ghost_j)] = outlet_elevation;
      state.initial_bed[grid.index(ghost_i, ghost_j)] = outlet_elevation;
      if (grid.inside(ghost_i, ghost_j)) ghosts_[ghost_j].push_back(ghost_i);
    }
  }
  imposed_.assign(slot, 0.0);
}

std::vector<std::size_t> BoundaryPatches::cells() const {
  std::vector<std::size_t> all;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const BoundaryKind kind = boundaries_[b].kind;
    if (kind != BoundaryKind::discharge && kind != BoundaryKind::rating && kind != BoundaryKind::stage)
      continue;
    for (const Cell& c : cells_[b]) all.push_back(grid_.index(c.i, c.j));
  }
  return all;
}

double BoundaryPatches::manning_coefficient(std::size_t cell, double depth) const {
  double coefficient = land_.friction[cell];
  if (land_.friction_depends_on_depth) {
    const int k = land_.cover[cell];
    const double n =
        land_.n_deep[k] + (land_.n_film[k] - land_.n_deep[k]) * exp_of(-depth * land_.inverse_decay_depth[k]);
    coefficient *= n * n;
  }
  return coefficient;
}

double BoundaryPatches::conveyance(std::size_t cell, double depth) const {
  if (!(depth > Thresholds::dry)) return 0.0;
  const double root = cbrt_of(depth);
  return depth * (root * root) / std::sqrt(max_of(manning_coefficient(cell, depth), 1e-12));
}

/// The level at which the reach carries the discharge at critical depth: sum of sqrt(g) (level - z)^(3/2).
double BoundaryPatches::critical_level(const std::vector<Cell>& cells, const Field<double>& bed,
                                       double discharge) const {
  double low = 1e300;
  for (const Cell& c : cells) low = std::min(low, bed[grid_.index(c.i, c.j)]);
  const double width = grid_.cell_size();
  double high = low + flow::critical_depth(discharge / width, gravity_);  // the lowest cell alone
  const double bottom = low;
  for (int step = 0; step < 50; ++step) {
    const double level = 0.5 * (low + high);
    Sum carried;
    for (const Cell& c : cells) {
      const double h = std::max(0.0, level - bed[grid_.index(c.i, c.j)]);
      carried.add(width * h * std::sqrt(gravity_ * h));
    }
    (carried.value() < discharge ? low : high) = level;
  }
  return std::max(high, bottom);
}

void BoundaryPatches::share_out_one(const LandState& from, const Field<double>& bed, std::size_t b,
                                    double discharge) {
  const std::vector<Cell>& cells = cells_[b];
  double* imposed = imposed_.data() + first_slot_[b];
  std::fill(imposed, imposed + cells.size(), 0.0);
  if (!(discharge > 0.0) || cells.empty()) return;
  const bool enters = boundaries_[b].kind == BoundaryKind::discharge;
  const double level = enters ? critical_level(cells, bed, discharge) : -1e300;
  Sum whole;
  for (std::size_t n = 0; n < cells.size(); ++n) {
    const std::size_t cell = grid_.index(cells[n].i, cells[n].j);
    imposed[n] = conveyance(cell, std::max<double>(from.depth[cell], level - bed[cell]));
    whole.add(imposed[n]);
  }
  if (!(whole.value() > 0.0)) return;
  for (std::size_t n = 0; n < cells.size(); ++n)
    imposed[n] *= discharge / (whole.value() * grid_.cell_size());
}

double BoundaryPatches::rated_discharge(const LandState& from, const Field<double>& bed,
                                        std::size_t b) const {
  Sum conveyed, weighted;
  for (const Cell& c : cells_[b]) {
    const std::size_t cell = grid_.index(c.i, c.j);
    const double k = conveyance(cell, from.depth[cell]);
    conveyed.add(k);
    weighted.add(k * (bed[cell] + from.depth[cell]));
  }
  if (!(conveyed.value() > 0.0)) return 0.0;
  return boundaries_[b].rating.at(weighted.value() / conveyed.value());
}

void BoundaryPatches::share_out(const LandState& from, const Field<double>& bed,
                                const std::vector<BoundaryForcing>& forcing, bool end_of_step) {
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    if (b < forcing.size()) moments_[b] = end_of_step ? forcing[b].end : forcing[b].begin;
    if (boundaries_[b].kind == BoundaryKind::discharge) share_out_one(from, bed, b, moments_[b].discharge);
    if (boundaries_[b].kind == BoundaryKind::rating)
      share_out_one(from, bed, b, rated_discharge(from, bed, b));
  }
}

flow::BoundaryFlux BoundaryPatches::flux(const BoundaryPlace& o, int j, const LandState& from,
                                         const Field<double>& bed, double half_surface) const {
  const std::size_t cell = grid_.index(o.cell_i, j);
  const Boundary& boundary = boundaries_[o.boundary];
  const double h = from.depth[cell];
  const double velocity = o.sign * (o.along_x ? from.velocity_x[cell] : from.velocity_y[cell]);
  switch (boundary.kind) {
    case BoundaryKind::normal_depth:
      return flow::normal_depth_outflow(h, manning_coefficient(cell, h), o.slope_root, gravity_);
    case BoundaryKind::critical:
      return flow::critical_outflow(h, velocity, gravity_);
    case BoundaryKind::free:
      return flow::free_outflow(h, velocity, gravity_);
    case BoundaryKind::stage: {
      const double face_bed = bed[cell] + o.sign * half_surface;  // depth slopes are 0 at an open face
      return flow::stage_flux(h, velocity, std::max(0.0, moments_[o.boundary].level - face_bed), gravity_);
    }
    case BoundaryKind::discharge:
      return flow::discharge_inflow(h, velocity, imposed_[o.slot], boundary.froude, gravity_);
    case BoundaryKind::rating:
      return flow::drawn_outflow(h, velocity, imposed_[o.slot], gravity_);
  }
  return {};
}

double BoundaryPatches::concentration(const BoundaryPlace& place, int k) const {
  const std::vector<double>& c = moments_[place.boundary].concentration;
  return c.empty() ? 0.0 : c[k];
}

double BoundaryPatches::fastest(const LandState& state) const {
  double speed = 0.0;
  const auto look = [&](const BoundaryPlace& o, int j) {
    const BoundaryKind kind = boundaries_[o.boundary].kind;
    if (kind != BoundaryKind::stage && kind != BoundaryKind::discharge) return;  // the others follow the cell
    speed = std::max(speed, flux(o, j, state, state.bed, 0.0).speed);
  };
  for (int j = 0; j < grid_.ny(); ++j)
    for (const BoundaryPlace& o : x_[j]) look(o, j);
  for (int f = 0; f <= grid_.ny(); ++f)
    for (const BoundaryPlace& o : y_[f]) look(o, o.sign > 0 ? f - 1 : f);
  return speed;
}

}  // namespace qingliu::surface
