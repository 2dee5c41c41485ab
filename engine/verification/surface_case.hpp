#pragma once
// A small watershed for closed forms and tests: terrain from a function, one cover class, steps by the
// Courant limit.
#include <omp.h>

#include <cmath>
#include <functional>
#include <memory>
#include <vector>

#include "core/constants.hpp"
#include "core/hash.hpp"
#include "core/sum.hpp"
#include "process/flow/flow_laws.hpp"
#include "process/surface/surface_process.hpp"
#include "verification/worst.hpp"

namespace qingliu::verification {

using CellFunction = std::function<double(double x, double y)>;

struct SurfaceCase {
  Grid grid;
  surface::LandDescription land;
  LandState state;
  surface::SurfaceParameters parameters;
  std::vector<surface::OutletFace> outlet;
  std::vector<surface::Boundary> boundaries;  ///< beside the outlet: each has a section of its own
  std::vector<surface::Source> sources;
  std::vector<surface::Barrier> barriers;
  std::vector<std::vector<surface::SectionFace>> sections{{}};
  std::unique_ptr<surface::SurfaceProcess> process;
  surface::StepForcing forcing;
  double time = 0.0;
  double rain = 0.0;  ///< [m s-1]
  double last_dt = 0.0;
  long steps = 0;
  long limited = 0;
  Sum rained;  ///< [m3]

  explicit SurfaceCase(Grid g, Grains grains = {})
      : grid(std::move(g)), land(grid, 1), state(grid, grains.size()) {
    land.grains = std::move(grains);
    forcing.rain.assign(2, 0.0);
    forcing.splash_energy.assign(2, 0.0);
    land.erodibility_factor[0] = 1.0;
  }

  static Grid rectangle(int nx, int ny, double dx) {
    return Grid(nx, ny, dx, 0.0, 0.0, "", std::vector<std::uint8_t>(static_cast<std::size_t>(nx) * ny, 1));
  }

  template <class F>
  void each(F f) const {
    for (int j = 0; j < grid.ny(); ++j)
      for (int i = 0; i < grid.nx(); ++i)
        if (grid.active(i, j)) f(grid.index(i, j), i, j);
  }

  SurfaceCase& terrain(const CellFunction& z) {
    each([&](std::size_t k, int i, int j) {
      state.bed[k] = state.initial_bed[k] = z(grid.x_centre(i), grid.y_centre(j));
      land.cover[k] = 0;
    });
    return *this;
  }
  SurfaceCase& scheme(surface::Scheme s) {
    parameters.scheme = s;
    parameters.courant = s == surface::Scheme::full ? 0.45 : s == surface::Scheme::lean ? 0.30 : 0.70;
    return *this;
  }
  SurfaceCase& manning(double n, double slope_correction = 1.0) {
    land.n_film[0] = land.n_deep[0] = land.n_soil[0] = n;
    each([&](std::size_t k, int, int) { land.friction[k] = 9.81 * n * n * slope_correction; });
    return *this;
  }
  SurfaceCase& water(const CellFunction& h) {
    each([&](std::size_t k, int i, int j) {
      state.depth[k] = std::max(0.0, h(grid.x_centre(i), grid.y_centre(j)));
    });
    return *this;
  }
  void east_outlet(double slope) {
    for (int j = 0; j < grid.ny(); ++j) outlet_face({surface::Face::Axis::x, grid.nx(), j}, 1, slope);
  }
  /// A boundary over the whole west or east edge; returns its index in forcing.boundaries, which is also that
  /// of its section.
  std::size_t edge(bool east, surface::BoundaryKind kind, double slope = 0.01) {
    surface::Boundary b;
    b.kind = kind;
    sections.emplace_back();
    const int face_i = east ? grid.nx() : 0, sign = east ? 1 : -1;
    for (int j = 0; j < grid.ny(); ++j) {
      b.faces.push_back({{surface::Face::Axis::x, face_i, j}, sign, slope});
      sections.back().push_back({{surface::Face::Axis::x, face_i, j}, sign});
    }
    boundaries.push_back(b);
    forcing.boundaries.resize(boundaries.size() + 1);
    return boundaries.size();
  }
  void hold(std::size_t boundary, surface::BoundaryMoment moment) {
    forcing.boundaries[boundary] = {moment, moment};
  }
  void outlet_face(surface::Face face, int sign, double slope) {
    outlet.push_back({face, sign, slope});
    sections[0].push_back({face, sign});
  }

  /// threads: 1 unless the case is about them; tiny cases are slower with more.
  void start(int threads = 1) {
    omp_set_num_threads(threads);
    land.derive();
    std::vector<surface::Boundary> all{{.faces = outlet, .rating = {}}};
    all.insert(all.end(), boundaries.begin(), boundaries.end());
    process = std::make_unique<surface::SurfaceProcess>(grid, land, parameters, all, sections, state, sources,
                                                        barriers);
  }
  void step(double dt) {
    forcing.rain[0] = rain * dt;
    process->advance(dt, forcing, state);
    rained.add(rain * dt * grid.active_area());
    time += dt;
    last_dt = dt;
    ++steps;
    limited += process->report().limited_cells;
  }
  void run_until(double end, double longest = 60.0) {
    while (time < end - 1e-9) {
      const double limit = std::min(longest, end - time);
      step(std::min(limit, process->max_step(0.0, forcing, limit, state)));
    }
  }

  double volume() const {
    Sum sum;
    each([&](std::size_t k, int, int) { sum.add(state.depth[k] * grid.cell_area()); });
    return sum.value();
  }
  double lowest_depth() const {
    double lowest = 1e300;
    each([&](std::size_t k, int, int) { lower_to(lowest, state.depth[k]); });
    return lowest;
  }
  double fastest() const {
    double speed = 0.0;
    each([&](std::size_t k, int, int) {
      raise_to(speed, std::hypot(state.velocity_x[k], state.velocity_y[k]));
    });
    return speed;
  }
  double water_out() const { return process->sections()[0].water.value(); }
  /// Relative water error of everything so far, from a dry start.
  double water_error() const {
    return (rained.value() - water_out() - volume()) / std::max(rained.value(), 1e-300);
  }
  std::uint64_t hash() const {
    BitHash hash;
    each([&](std::size_t k, int, int) {
      hash.add(state.depth[k]);
      hash.add(state.velocity_x[k]);
      hash.add(state.velocity_y[k]);
      for (int c = 0; c < state.classes(); ++c) {
        hash.add(state.concentration[c][k]);
        hash.add(state.deposited[c][k]);
      }
      if (state.classes() > 0) hash.add(state.eroded[k]);
    });
    return hash.value();
  }
};

}  // namespace qingliu::verification
