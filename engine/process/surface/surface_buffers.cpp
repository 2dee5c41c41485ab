#include "process/surface/surface_buffers.hpp"

#include <omp.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace qingliu::surface {
namespace {

/// The state after a stage needs only what moves.
LandState moving_state(const Grid& grid, int classes) {
  LandState state;
  state.depth = Field<double>(grid);
  state.velocity_x = Field<double>(grid);
  state.velocity_y = Field<double>(grid);
  for (int k = 0; k < classes; ++k) state.concentration.emplace_back(grid);
  return state;
}

}  // namespace

SurfaceProcess::Buffers::Buffers(const Grid& grid, int classes, const SurfaceParameters& parameters,
                                 const LandState& state)
    : next(moving_state(grid, classes)),
      outlet_x(grid.ny()),
      outlet_y(grid.ny() + 1),
      ghosts(grid.ny()),
      watch_x(grid.ny()),
      watch_south(grid.ny()),
      watch_north(grid.ny()),
      row_results(grid.ny()),
      clipped_rows(static_cast<std::size_t>(grid.ny()) * classes) {
  const int threads = omp_get_max_threads();
  for (int t = 0; t < threads; ++t) rows.emplace_back(grid.nx(), classes);
  if (classes > 0 && parameters.bed_feedback) {
    next_bed = Field<double>(grid, wall_elevation);
    std::copy(state.bed.data(), state.bed.data() + state.bed.size(), next_bed.data());
  }
}

void SurfaceProcess::Buffers::add_outlet(const Grid& grid, const std::vector<OutletFace>& outlet,
                                         LandState& state) {
  for (const OutletFace& o : outlet) {
    const bool along_x = o.face.axis == Face::Axis::x;
    const int cell_i = along_x && o.sign > 0 ? o.face.i - 1 : o.face.i;
    const int cell_j = !along_x && o.sign > 0 ? o.face.j - 1 : o.face.j;
    const int ghost_i = along_x ? cell_i + o.sign : cell_i;
    const int ghost_j = along_x ? cell_j : cell_j + o.sign;
    const OutletPlace place{o.face.i, cell_i, o.sign, std::sqrt(o.slope)};
    (along_x ? outlet_x[cell_j] : outlet_y[o.face.j]).push_back(place);
    state.bed[grid.index(ghost_i, ghost_j)] = outlet_elevation;
    state.initial_bed[grid.index(ghost_i, ghost_j)] = outlet_elevation;
    assert(grid.active(cell_i, cell_j) && !grid.active(ghost_i, ghost_j));
    if (grid.inside(ghost_i, ghost_j)) ghosts[ghost_j].push_back(ghost_i);
    if (!next_bed.empty()) next_bed[grid.index(ghost_i, ghost_j)] = outlet_elevation;
  }
}

void SurfaceProcess::Buffers::add_sections(const Grid& grid,
                                           const std::vector<std::vector<SectionFace>>& sections,
                                           std::size_t classes) {
  for (std::size_t s = 0; s < sections.size(); ++s) {
    for (const SectionFace& f : sections[s]) {
      const WatchedFace watched{f.face.i, f.sign, slot_section.size()};
      slot_section.push_back(s);
      if (f.face.axis == Face::Axis::x) {
        watch_x[f.face.j].push_back(watched);
      } else if (f.face.j < grid.ny() && grid.active(f.face.i, f.face.j)) {
        watch_south[f.face.j].push_back(watched);
      } else {
        watch_north[f.face.j - 1].push_back(watched);
      }
    }
  }
  slot_water.assign(slot_section.size(), 0.0);
  slot_classes.assign(slot_section.size() * classes, 0.0);
}

void SurfaceProcess::Buffers::divide_rows(const Grid& grid, int blocks) {
  double total = 0.0;
  for (int j = 0; j < grid.ny(); ++j) total += grid.span(j).size();
  block_begin.assign(1, 0);
  double done = 0.0;
  for (int j = 0; j < grid.ny() && static_cast<int>(block_begin.size()) < blocks; ++j) {
    done += grid.span(j).size();
    if (done >= total * static_cast<double>(block_begin.size()) / blocks) block_begin.push_back(j + 1);
  }
  block_begin.push_back(grid.ny());
}

void SurfaceProcess::Buffers::swap_moving(LandState& state) {
  std::swap(state.depth, next.depth);
  std::swap(state.velocity_x, next.velocity_x);
  std::swap(state.velocity_y, next.velocity_y);
  std::swap(state.concentration, next.concentration);
}

void SurfaceProcess::Buffers::clear_books() {
  std::fill(slot_water.begin(), slot_water.end(), 0.0);
  std::fill(slot_classes.begin(), slot_classes.end(), 0.0);
  std::fill(row_results.begin(), row_results.end(), RowResult{});
  std::fill(clipped_rows.begin(), clipped_rows.end(), 0.0);
}

}  // namespace qingliu::surface
