#pragma once
// A small watershed whose loose deposit moves as bedload, over SurfaceCase.
#include <utility>

#include "process/bedload/bedload_process.hpp"
#include "verification/surface_case.hpp"

namespace qingliu::verification {

struct BedloadCase {
  SurfaceCase flow;
  bedload::BedloadParameters parameters;
  std::unique_ptr<bedload::BedloadProcess> process;
  std::vector<Sum> out;  ///< [kg] of each class through the outlet as bedload

  explicit BedloadCase(Grid grid, Grains grains = {GrainClass{.diameter = 2e-3}}, double porosity = 0.4)
      : flow(std::move(grid), std::move(grains)), out(flow.land.grains.size()) {
    Soil soil;
    SoilHorizon horizon;
    horizon.bottom = 1000.0;
    horizon.erodibility = 0.0;
    horizon.class_fractions.assign(flow.land.grains.size(), 1.0 / flow.land.grains.size());
    soil.horizons = {horizon};
    flow.land.erosion = erosion::make_erosion_table({soil}, flow.land.grains);
    for (GrainClass& grain : flow.land.grains) {
      grain.fixed_capacity = 0.0;  // never in suspension
      grain.settling_velocity = 1.0;
      flow.land.deposit_inverse_density.push_back(1.0 / ((1.0 - porosity) * grain.density));
    }
    parameters.slope_factor = 0.0;
    parameters.from_diameter = 0.0;
  }

  /// A fixed base with deposit of equal shares up to bed z.
  void beds(const CellFunction& base, const CellFunction& z) {
    flow.terrain(base);
    flow.each([&](std::size_t cell, int i, int j) {
      const double x = flow.grid.x_centre(i), y = flow.grid.y_centre(j);
      set_bed(cell, z(x, y));
    });
  }
  void set_bed(std::size_t cell, double z) {
    const double thickness = z - flow.state.initial_bed[cell];
    for (std::size_t k = 0; k < flow.land.grains.size(); ++k) {
      flow.state.deposited[k][cell] =
          thickness / (flow.land.deposit_inverse_density[k] * flow.land.grains.size());
    }
    flow.state.bed[cell] = z;
  }

  void start(int threads = 1) {
    flow.start(threads);
    start_bedload(threads);
  }
  /// Without flow: the case sets depth and velocity.
  void start_bedload(int threads = 1) {
    omp_set_num_threads(threads);
    flow.land.derive();
    std::vector<bedload::BedloadFace> faces;
    const auto add = [&](const surface::OutletFace& o) {
      faces.push_back({o.face.axis == surface::Face::Axis::x, o.face.i, o.face.j, o.sign});
    };
    for (const surface::OutletFace& o : flow.outlet) add(o);
    for (const surface::Boundary& b : flow.boundaries)  // as in a run: every open edge lets bedload out
      for (const surface::OutletFace& o : b.faces) add(o);
    const surface::LandDescription& land = flow.land;
    process = std::make_unique<bedload::BedloadProcess>(
        flow.grid,
        bedload::BedloadLand{land.friction, land.cover, land.cosine_squared, land.n_deep, land.n_difference,
                             land.inverse_decay_depth, land.n_soil, land.friction_depends_on_depth,
                             land.grains, land.deposit_inverse_density},
        parameters, faces, std::vector<std::vector<bedload::BedloadFace>>{faces}, flow.state);
  }
  double max_step() const { return std::min(flow.process->max_step(), process->max_step().seconds); }
  void step(double dt) {
    flow.step(dt);
    move_bed(dt);
  }
  void move_bed(double dt) {
    process->advance(dt, flow.state);
    for (std::size_t k = 0; k < out.size(); ++k) out[k].add(process->step_load(0, k));
  }
  double deposit(std::size_t k) const {
    Sum sum;
    flow.each(
        [&](std::size_t cell, int, int) { sum.add(flow.state.deposited[k][cell] * flow.grid.cell_area()); });
    return sum.value();
  }
};

}  // namespace qingliu::verification
