#include "process/surface/surface_buffers.hpp"

#include <omp.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/sum.hpp"

namespace qingliu::surface {
namespace {

/// The state after a stage needs only what moves.
LandState moving_state(const Grid& grid) {
  LandState state;
  state.depth = Field<Real>(grid);
  state.velocity_x = Field<Real>(grid);
  state.velocity_y = Field<Real>(grid);
  return state;
}

}  // namespace

SurfaceProcess::Buffers::Buffers(const Grid& grid, const LandDescription& land,
                                 const SurfaceParameters& parameters, std::vector<Boundary> boundaries,
                                 LandState& state)
    : next(moving_state(grid)),
      flow_bed(grid),
      edge(grid),
      patches(grid, land, parameters.gravity, std::move(boundaries), state),
      sources(grid.ny()),
      gullied(grid.ny()),
      watch_x(grid.ny()),
      watch_south(grid.ny()),
      watch_north(grid.ny()),
      row_results(grid.ny()),
      clipped_rows(static_cast<std::size_t>(grid.ny()) * land.grains.size()) {
  if (parameters.scheme == Scheme::inertial) {
    state.keep_discharges(grid);
    next.keep_discharges(grid);
  }
  const int classes = static_cast<int>(land.grains.size());
  const int threads = omp_get_max_threads();
  for (int t = 0; t < threads; ++t) rows.emplace_back(grid.nx(), classes);
  if (classes > 0 && parameters.scheme == Scheme::full) {
    for (Field<Real>* field : {&end_depth, &first_x, &first_y, &first_outflow}) *field = Field<Real>(grid);
  }
  if (classes > 0 && parameters.bed_feedback) {
    next_bed = Field<double>(grid, wall_elevation);
    std::copy(state.bed.data(), state.bed.data() + state.bed.size(), next_bed.data());
  }
}

void SurfaceProcess::Buffers::add_sources(const Grid& grid, const std::vector<Source>& all) {
  std::size_t slot = 0;
  for (std::size_t s = 0; s < all.size(); ++s) {
    for (const Source::Cell& c : all[s].cells) {
      assert(grid.active(c.i, c.j));
      sources[c.j].push_back({c.i, s, slot++});
    }
  }
  source_share.assign(slot, 0.0);
}

void SurfaceProcess::Buffers::share_out_sources(const Grid& grid, const std::vector<Source>& all,
                                                const LandState& state) {
  std::size_t slot = 0;
  for (const Source& source : all) {
    const std::size_t first = slot;
    Sum whole;
    std::size_t lowest = first;
    double lowest_bed = 1e300;
    for (const Source::Cell& c : source.cells) {
      const std::size_t cell = grid.index(c.i, c.j);
      source_share[slot] = patches.conveyance(cell, state.depth[cell]);
      whole.add(source_share[slot]);
      if (state.bed[cell] < lowest_bed) lowest_bed = state.bed[cell], lowest = slot;
      ++slot;
    }
    const bool dry = !(whole.value() > 0.0);
    for (std::size_t n = first; n < slot; ++n)
      source_share[n] = dry ? (n == lowest ? 1.0 : 0.0) : source_share[n] / whole.value();
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

void SurfaceProcess::Buffers::divide_rows(const Grid& grid, Rows all, int blocks, int classes) {
  double total = 0.0;
  for (int j = all.first; j < all.last; ++j) total += grid.span(j).size();
  block_begin.assign(1, all.first);
  double done = 0.0;
  for (int j = all.first; j < all.last && static_cast<int>(block_begin.size()) < blocks; ++j) {
    done += grid.span(j).size();
    if (done >= total * static_cast<double>(block_begin.size()) / blocks) block_begin.push_back(j + 1);
  }
  block_begin.push_back(all.last);
  const std::vector<std::vector<double>> rows(
      static_cast<std::size_t>(classes),
      std::vector<double>(static_cast<std::size_t>(grid.nx()) + 2 * Grid::pad_x, 0.0));
  borders.assign(block_begin.size() - 1, {rows, rows});
}

void SurfaceProcess::Buffers::copy_borders(int block, const LandState& state) {
  Borders& border = borders[static_cast<std::size_t>(block)];
  const auto copy = [&](std::vector<std::vector<double>>& rows, int j) {
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const double* from = state.concentration_before[k].row(j) - Grid::pad_x;
      std::copy(from, from + rows[k].size(), rows[k].begin());
    }
  };
  copy(border.below, block_begin[static_cast<std::size_t>(block)] - 1);
  copy(border.above, block_begin[static_cast<std::size_t>(block) + 1]);
}

void SurfaceProcess::Buffers::swap_moving(LandState& state, Scheme scheme) {
  std::swap(state.concentration, state.concentration_before);
  if (scheme != Scheme::full) {
    std::swap(state.depth, next.depth);
    std::swap(state.velocity_x, next.velocity_x);
    std::swap(state.velocity_y, next.velocity_y);
    std::swap(state.discharge_x, next.discharge_x);
    std::swap(state.discharge_y, next.discharge_y);
  } else if (state.classes() > 0) {
    std::swap(state.depth, end_depth);
  }
}

void SurfaceProcess::Buffers::clear_books() {
  std::fill(slot_water.begin(), slot_water.end(), 0.0);
  std::fill(slot_classes.begin(), slot_classes.end(), 0.0);
  std::fill(row_results.begin(), row_results.end(), RowResult{});
  std::fill(clipped_rows.begin(), clipped_rows.end(), 0.0);
}

}  // namespace qingliu::surface
