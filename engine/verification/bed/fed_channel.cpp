#include <cmath>

#include "chart/number_text.hpp"
#include "verification/bedload_case.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr int cells = 20;
constexpr double dx = 5.0, discharge = 1.0, volume_load = 1e-4, stage = 0.939013, slope = 7.70858e-4;

struct Outcome {
  double slope = 0.0, depth = 0.0;       ///< of the middle, cells 5 to 13
  double load_out = 0.0, balance = 0.0;  ///< [m2 s-1] in the last tenth of the run; [-] of what was fed
  double saw_tooth = 0.0;  ///< [m] largest kink of the bed in the east, half a second difference
  chart::Series bed;
};

/// The engine's own boundaries: discharge in the west, stage in the east. Sand is laid into the first cell.
Outcome fed_channel(double start_slope, double end) {
  // A bed full of pores comes to the same slope ten times as fast.
  BedloadCase bed(SurfaceCase::rectangle(cells, 1, dx), {GrainClass{.diameter = 2e-3}}, 0.94);
  bed.parameters.law = bedload::BedloadLaw::wong_parker;
  SurfaceCase& flow = bed.flow;
  LandState& state = flow.state;
  flow.manning(0.025);
  bed.beds([](double, double) { return -3.0; },
           [&](double x, double) { return start_slope * (cells * dx - x); });
  flow.each([&](std::size_t cell, int, int) {
    state.depth[cell] = stage;
    state.velocity_x[cell] = discharge / stage;
  });
  surface::BoundaryMoment in, out;
  in.discharge = discharge * dx;
  out.level = stage;
  flow.hold(flow.edge(false, surface::BoundaryKind::discharge), in);
  flow.hold(flow.edge(true, surface::BoundaryKind::stage), out);
  bed.start();
  const double before = bed.deposit(0), feed = volume_load * 2650.0;
  const std::size_t first = flow.grid.index(0, 0);
  double fed = 0.0, out_at_nine_tenths = 0.0, begin = 0.0;
  while (flow.time < end) {
    const double dt = std::min(bed.max_step(), end - flow.time);
    bed.step(dt);
    state.deposited[0][first] += feed * dt / dx;
    fed += feed * dt * dx;
    if (flow.time < 0.9 * end) {
      begin = flow.time;
      out_at_nine_tenths = bed.out[0].value();
    }
  }
  Outcome outcome;
  const int from = 5, to = 13;
  const auto cell = [&](int i) { return flow.grid.index(i, 0); };
  outcome.slope = (state.bed[cell(from)] - state.bed[cell(to)]) / ((to - from) * dx);
  outcome.depth = state.depth[cell((from + to) / 2)];
  outcome.load_out = (bed.out[0].value() - out_at_nine_tenths) / (end - begin) / dx / 2650.0;
  outcome.balance = std::fabs(before + fed - bed.out[0].value() - bed.deposit(0)) / (before + fed);
  for (int i = to; i + 1 < cells; ++i)
    raise_to(outcome.saw_tooth,
             0.5 * std::fabs(state.bed[cell(i - 1)] - 2.0 * state.bed[cell(i)] + state.bed[cell(i + 1)]));
  outcome.bed = {"", {}, {}, chart::Mark::circles};
  for (int i = 0; i < cells; ++i) {
    outcome.bed.x.push_back(flow.grid.x_centre(i));
    outcome.bed.y.push_back(1e3 * state.bed[cell(i)]);
  }
  return outcome;
}

Report run() {
  Report report;
  chart::LineChart profile;
  profile.title = "The bed";
  profile.x.title = "x [m]";
  profile.y.title = "bed [mm]";
  profile.series.push_back(
      exact_line(0.0, cells * dx, 1, [](double x) { return 1e3 * slope * (cells * dx - x); }));
  const double q_star = volume_load / std::sqrt(1.65 * constants::gravity * 8e-9);
  const double shields = std::pow(q_star / 3.97, 2.0 / 3.0) + 0.0495;
  report
      .at_most("Shields number of the load against the design page's 0.219347 [relative]",
               std::fabs(shields / 0.219347 - 1.0), 1e-5)
      .is(Against::design);
  const double normal_slope = shields * 1.65 * 2e-3 / stage;
  report
      .at_most("Manning's discharge at that slope and the design page's depth against 1 m²/s [relative]",
               std::fabs(std::pow(stage, 5.0 / 3.0) * std::sqrt(normal_slope) / 0.025 - 1.0), 1e-5)
      .is(Against::design);
  double saw_tooth = 0.0;
  for (const double start : {0.0005, 0.001}) {
    Outcome outcome = fed_channel(start, 1e5);
    const std::string name = "from a slope of " + chart::number_text(start) + ": ";
    report.at_most(name + "slope [relative error]", std::fabs(outcome.slope / slope - 1.0), 1e-3);
    report.at_most(name + "depth [relative error]", std::fabs(outcome.depth / stage - 1.0), 1e-3);
    report.at_most(name + "load at the end of the channel [relative error]",
                   std::fabs(outcome.load_out / volume_load - 1.0), 1e-3);
    report.at_most(name + "sand that is missing [relative]", outcome.balance, balance_tolerance)
        .is(Against::consistency);
    raise_to(saw_tooth, outcome.saw_tooth);
    outcome.bed.name = "engine, from " + chart::number_text(start);
    if (start == 0.001) outcome.bed.mark = chart::Mark::triangles;
    profile.series.push_back(outcome.bed);
  }
  report.figures.push_back(profile);
  report.notes.push_back("Beside the stage in the east the bed keeps a standing saw-tooth of " +
                         chart::number_text(1e3 * saw_tooth, 2) +
                         " mm; slope and depth are those of the middle, 25 to 65 m from the inflow.");
  return report;
}

}  // namespace

extern const Case fed_channel_slope{
    "V38",
    "Bed",
    Against::closed_form,
    "A channel fed with sand comes to the slope that carries its load",
    R"(<p>Whatever the slope at the start, the bed builds or scours until the flow carries exactly what is fed.</p>
<p class="eq">q<sub>b</sub>/√(R g d³) = 3.97 (θ − 0.0495)<sup>3/2</sup> (Wong and Parker 2006), &nbsp; θ = h S/(R d), &nbsp;
q = h<sup>5/3</sup>√S/n.</p>
<p>q = 1 m²/s, q<sub>b</sub> = 10⁻⁴ m²/s of grains of 2 mm, n = 0.025: θ = 0.219347, h = 0.939013 m, S = 7.70858·10⁻⁴.
20 cells of 5 m, the discharge enters in the west, the stage stands in the east; 10⁵ s with 0.94 of the bed pores, which
only makes it faster.</p>)",
    run};

}  // namespace qingliu::verification
