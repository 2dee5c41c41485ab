// A cloud that moves along: V25b.
#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/sediment/sediment_case.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 100.0, depth = 0.02, velocity = 0.2;
constexpr double start = 30.0, end = 70.0,
                 spread = 10.0;  // [m] of the middle of the cloud; e-folding half width

double cloud(double x, double middle) {
  const double off = (x - middle) / spread;
  return 10.0 * std::exp(-off * off);
}

SurfaceCase carried(int cells, const Scheme& scheme) {
  SurfaceCase flow = uniform_flow(cells, length, depth, velocity, {settling_grain(0.0)});
  flow.parameters = scheme.parameters;
  flow.parameters.bed_feedback = false;
  flow.each([&](std::size_t k, int i, int) {
    flow.state.concentration[0][k] = cloud(flow.grid.x_centre(i), start);
  });
  flow.start();
  const double last = (end - start) / velocity;
  while (flow.time < last - 1e-9) {
    const double middle = start + velocity * flow.time;
    for (int i = 0; i < 4; ++i) {
      const std::size_t k = flow.grid.index(i, 0);
      flow.state.depth[k] = depth;
      flow.state.velocity_x[k] = velocity;
      flow.state.concentration[0][k] = cloud(flow.grid.x_centre(i), middle);
    }
    flow.step(std::min(last - flow.time, flow.process->max_step()));
  }
  return flow;
}

Report run_cloud(Resolution resolution) {
  Report report;
  chart::LineChart profile;
  profile.title = "Concentration after 40 m";
  profile.x.title = "x [m]";
  profile.y.title = "concentration [kg/m³]";
  profile.series.push_back(exact_line(0.0, length, 200, [](double x) { return cloud(x, end); }));
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    double highest = 0.0;
    for (int cells = 25; cells <= (resolution == Resolution::nightly ? 800 : 400); cells *= 2) {
      const SurfaceCase flow = carried(cells, scheme);
      RelativeError error;
      flow.each([&](std::size_t k, int i, int) {
        error.add(flow.state.concentration[0][k], cloud(flow.grid.x_centre(i), end));
        raise_to(highest, flow.state.concentration[0][k]);
      });
      errors.add(length / cells, error.value());
      if (cells == 50) profile.series.push_back(row_series(flow, flow.state.concentration[0], scheme));
    }
    accuracy_at_most(report, scheme, "error on the finest grid [relative]", errors.errors.back(), 0.01);
    accuracy_at_least(report, scheme, "order of the last doubling", errors.last_order(), 1.5);
    report
        .at_most(std::string(scheme.name) + ": highest concentration over that at the start", highest / 10.0,
                 1.0 + 1e-9)
        .is(Against::consistency);
    runs.push_back(errors);
  }
  report.figures = {profile, convergence_chart("Error over the cell size", "cell size [m]", 2, runs)};
  report.tables.push_back(convergence_table("Relative error of the concentration", "cell size [m]", runs));
  report.notes.push_back(
      "Limited profiles are flat at the crest: that is what keeps the order below the second.");
  return report;
}

}  // namespace

extern const Case moving_cloud{
    "V25b",
    "Sediment",
    Against::closed_form,
    "A cloud of silt rides along with uniform flow",
    R"(<p class="eq">c = 10 exp(−((x − 30 m − u t)/10 m)²) kg/m³.</p><p>h = 0.02 m, u = 0.2 m/s, grains that do not
settle, 200 s; four cells in the west are held at the solution.</p>)",
    run_cloud};

}  // namespace qingliu::verification
