// V40: the ledger of land, stream and banks together.
#include <cmath>

#include "chart/number_text.hpp"
#include "verification/noise.hpp"
#include "verification/schemes.hpp"
#include "verification/sediment/sediment_case.hpp"
#include "verification/stream_case.hpp"

namespace qingliu::verification {
namespace {

/// Land and stream of a rough valley that falls to the east, with everything that moves grains switched on.
struct RoughValley {
  static constexpr int nx = 40, ny = 25, middle = 12;
  static constexpr double dx = 10.0;

  explicit RoughValley(const surface::SurfaceParameters& parameters)
      : land(SurfaceCase::rectangle(nx, ny, dx), grains()),
        stream(nx, dx, 0.02, Section::trapezoid(1.5, 0.3, 1.2), 0.045, 3) {
    land.parameters = parameters;
    land.terrain([](double x, double y) {
      const double rough = noise(static_cast<int>(x / dx), static_cast<int>(y / dx), 3);
      const bool in_stream = static_cast<int>(y / dx) == middle;
      return 0.02 * (nx * dx - x) + 0.15 * std::fabs(y - (middle + 0.5) * dx) +
             (in_stream ? 0.0 : 0.4 * rough);
    });
    land.manning(0.08);
    one_soil(land, {2.0, 1e-3, 1.0});
    for (int j = 0; j < ny; ++j) land.outlet_face({surface::Face::Axis::x, nx, j}, 1, 0.02);
    stream.grains = land.land.grains;
    stream.bed = {{0.2, 0.5, 0.3}, 2e-3, 1.0, 0.4, 0.4, {}};
    for (Segment& s : stream.network.segments) {
      s.j = middle;
      s.bank = land.state.bed[land.grid.index(s.i, middle)];
      s.bed = s.bank - 1.2;
    }
    stream::BankMaterial soft;
    soft.critical_shear = 0.5;
    soft.erodibility = 3e-6;
    soft.soil = {2e3, 0.4, std::sqrt(1.0 - 0.16), 18e3};
    soft.drain_time = 600.0;
    soft.fraction = {0.3, 0.4, 0.3};
    stream.bed.banks.materials = {soft};
    stream.bed.banks.material.fill(std::vector<int>(nx, 0));
    stream.state = StreamState(stream.network, 3);
    process = std::make_unique<stream::StreamProcess>(land.grid, stream.network, stream.grains, stream.bed,
                                                      stream::StreamParameters{}, stream.state);
    land.start();
  }

  static Grains grains() {
    return {{2e-6, 2650.0, 3.6e-6, -1.0}, {1e-4, 2650.0, 7.5e-3, -1.0}, {5e-4, 2650.0, 7.1e-2, -1.0}};
  }

  void step() {
    const double limit = std::min(10.0, land.process->max_step(land.rain, land.forcing, 10.0, land.state));
    land.step(limit);
    process->advance(limit, land.state, stream.state);
    land.process->raise_wave_speed(process->land_wave_speed());
  }

  double water_missing() const {
    double stored = land.volume();
    for (const double volume : stream.state.volume) stored += volume;
    const double out = land.water_out() + process->books().outflow.value();
    return (land.rained.value() - out - stored) / land.rained.value();
  }

  /// What a class lacks, of what was detached.
  double missing(int k) const {
    Sum moved, there;
    land.each([&](std::size_t c, int, int) {
      const double area = land.grid.cell_area();
      moved.add(area * land.land.erosion.class_mass(land.land.top_horizon[c], k, land.state.eroded[c]));
      there.add(area * (land.state.deposited[k][c] + land.state.depth[c] * land.state.concentration[k][c]));
    });
    for (std::size_t s = 0; s < nx; ++s) {
      const double bed = process->bed_area(static_cast<int>(s));
      moved.add(bed * stream.bed.fraction[k] * stream.state.eroded[s]);
      for (const BankState& bank : stream.state.banks)
        moved.add(bank.taken[s] * dx * soft().density * soft().fraction[k]);
      there.add(stream.state.suspended[k][s] + bed * stream.state.deposited[k][s]);
    }
    there.add(land.process->sections()[0].classes[k].value());
    there.add(process->books().outflow_classes[k].value());
    return (moved.value() + land.process->clipped()[k].value() - there.value()) / moved.value();
  }
  const stream::BankMaterial& soft() const { return stream.bed.banks.materials[0]; }

  SurfaceCase land;
  StreamCase stream;
  std::unique_ptr<stream::StreamProcess> process;
};

Report run() {
  Report report;
  for (const Scheme& scheme : schemes()) {
    RoughValley valley(scheme.parameters);
    double lowest = 0.0, water = 0.0;
    std::vector<double> worst(3, 0.0);
    for (int minute = 0; minute < 60; ++minute) {
      const double burst = std::max(0.0, noise(minute, 7, 1));
      valley.land.rain = minute < 40 ? 150.0 * burst / 3.6e6 : 0.0;
      while (valley.land.time < 60.0 * (minute + 1) - 1e-6) valley.step();
      if (!(valley.land.rained.value() > 0.0)) continue;
      raise_to(water, std::fabs(valley.water_missing()));
      for (int k = 0; k < 3; ++k) {
        raise_to(worst[k], std::fabs(valley.missing(k)));
        valley.land.each([&](std::size_t c, int, int) {
          lower_to(lowest, valley.land.state.concentration[k][c]);
          lower_to(lowest, valley.land.state.depth[c]);
        });
        for (const double mass : valley.stream.state.suspended[k]) lower_to(lowest, mass);
      }
    }
    double widened = 0.0;
    for (const double w : valley.stream.state.widened) raise_to(widened, w);
    report
        .at_most(scheme.name + ": water that is missing, at any minute [relative]", water, balance_tolerance)
        .is(Against::consistency);
    for (int k = 0; k < 3; ++k)
      report
          .at_most(scheme.name + ": class " + std::to_string(k + 1) + " that is missing [relative]", worst[k],
                   balance_tolerance)
          .is(Against::consistency);
    report.at_least(scheme.name + ": lowest depth, concentration or mass", lowest, 0.0)
        .is(Against::consistency);
    report.at_least(scheme.name + ": the stream grows wider, somewhere by [m]", widened, 0.05)
        .is(Against::consistency);
  }
  return report;
}

}  // namespace

extern const Case storm_ledger{
    "V40",
    "Sediment",
    Against::consistency,
    "The ledger of a storm over land and stream and banks",
    R"(<p>Bursts of rain for 40 minutes and 20 minutes without, on a rough valley of 400 m × 250 m with a stream whose bed and
banks give way; splash, detachment by flow, deposition, bed change, falling banks. Three classes. Every minute what was
detached is compared with what lies, is in the water and has left.</p>)",
    run};

}  // namespace qingliu::verification
