// Concentrations along uniform flow: V25, V27 and V28.
#include <cmath>
#include <functional>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/sediment/sediment_case.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 100.0;

/// One closed form along 100 m of uniform flow.
struct Reach {
  double depth, velocity;  ///< [m], [m s-1]
  GrainClass grain;
  SoilResponse response;
  double deposit;                       ///< [kg m-2] at the start
  std::function<double(double)> exact;  ///< [kg m-3] at x [m]
};

/// Steady state. The four westernmost cells are the inflow: held at the solution before every step.
SurfaceCase steady(const Reach& reach, int cells, const Scheme& scheme) {
  SurfaceCase flow = uniform_flow(cells, length, reach.depth, reach.velocity, {reach.grain}, reach.response);
  flow.parameters = scheme.parameters;
  flow.parameters.bed_feedback = false;
  flow.parameters.shielding_mass = 0.05;
  flow.each([&](std::size_t k, int, int) { flow.state.deposited[0][k] = reach.deposit; });
  flow.start();
  const double dx = flow.grid.cell_size();
  const double dt = 0.2 * dx / reach.velocity;
  while (flow.time < 2.5 * length / reach.velocity) {
    for (int i = 0; i < 4; ++i) {
      const std::size_t k = flow.grid.index(i, 0);
      flow.state.depth[k] = reach.depth;
      flow.state.velocity_x[k] = reach.velocity;
      flow.state.concentration[0][k] = reach.exact((i + 0.5) * dx);
    }
    flow.step(std::min(dt, flow.process->max_step()));
  }
  return flow;
}

double error_of(const SurfaceCase& flow, const Reach& reach) {
  RelativeError error;
  const int cells = flow.grid.nx();
  for (int i = cells / 5; i < cells - cells / 10; ++i)
    error.add(flow.state.concentration[0][flow.grid.index(i, 0)], reach.exact(flow.grid.x_centre(i)));
  return error.value();
}

/// Profile, errors and orders of a reach on four grids or more.
void add_reach(Report& report, const Reach& reach, Resolution resolution) {
  chart::LineChart profile;
  profile.title = "Concentration along the flow";
  profile.x.title = "x [m]";
  profile.y.title = "concentration [kg/m³]";
  profile.series.push_back(exact_line(0.0, length, 200, reach.exact));
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    for (int cells = 25; cells <= (resolution == Resolution::nightly ? 400 : 200); cells *= 2) {
      const SurfaceCase flow = steady(reach, cells, scheme);
      errors.add(length / cells, error_of(flow, reach));
      if (cells == 25) profile.series.push_back(row_series(flow, flow.state.concentration[0], scheme));
    }
    accuracy_at_most(report, scheme, "error on the finest grid [relative]", errors.errors.back(), 1e-4);
    accuracy_at_least(report, scheme, "order of the last doubling", errors.last_order(), 1.8);
    runs.push_back(errors);
  }
  report.figures = {profile, convergence_chart("Error over the cell size", "cell size [m]", 2, runs)};
  report.tables.push_back(convergence_table("Relative error of the concentration", "cell size [m]", runs));
  report.notes.push_back("Steps of a fifth of a cell of flow or the Courant limit.");
}

/// The closed form against figures of the design page.
void add_printed(Report& report, const char* what, const std::function<double(double)>& value,
                 const std::vector<std::pair<double, double>>& printed) {
  double worst = 0.0;
  for (const auto& [x, expected] : printed) raise_to(worst, std::fabs(value(x) / expected - 1.0));
  report.at_most(what, worst, 1e-6).is(Against::design);
}

Report run_settling(Resolution resolution) {
  const double u = 0.2, h = 0.02, w = 1e-4, c0 = 10.0;
  const auto exact = [=](double x) { return c0 * std::exp(-w * x / (u * h)); };
  Report report;
  add_printed(report, "closed form against figures of the design page [relative]", exact,
              {{10.0, 7.788008}, {50.0, 2.865048}, {100.0, 0.8208500}});
  add_reach(report, {h, u, settling_grain(w), {}, 0.0, exact}, resolution);
  return report;
}

Report run_adaptation(Resolution resolution) {
  const double u = 0.2, h = 0.02, w = 1e-4, capacity = 100.0;
  const auto exact = [=](double x) { return capacity * (1.0 - std::exp(-w * x / (u * h))); };
  Report report;
  add_reach(report, {h, u, settling_grain(w, capacity), {}, 1e4, exact}, resolution);
  return report;
}

Report run_rill(Resolution resolution) {
  const double u = 0.2, shear = 3.0, h = shear / (1000.0 * constants::gravity * 0.01), q = u * h;
  const double detachment = 0.01 * (shear - 1.0), carried = 0.5;  // D_c [kg m-2 s-1], T [kg m-1 s-1]
  const auto load = [=](double x) { return carried * (1.0 - std::exp(-detachment * x / carried)); };
  const auto exact = [=](double x) { return load(x) / q; };
  Report report;
  add_printed(
      report, "closed form against figures of the design page [relative]", load,
      {{5.0, .09063462}, {10.0, .16483998}, {25.0, .31606028}, {50.0, .43233236}, {100.0, .49084218}});
  add_reach(report, {h, u, settling_grain(1e-3, carried / q), {0.0, 0.01, 1.0}, 0.0, exact}, resolution);
  return report;
}

}  // namespace

extern const Case settling_flow{
    "V25",
    "Sediment",
    Against::closed_form,
    "Settling in uniform flow",
    R"(<p class="eq">c = c₀ exp(−w x/q).</p><p>h = 0.02 m, u = 0.2 m/s, w = 0.1 mm/s, c₀ = 10 kg/m³; four cells in the
west are held at the solution.</p>)",
    run_settling};

extern const Case capacity_flow{
    "V27",
    "Sediment",
    Against::closed_form,
    "Clear water over a loose bed takes up what it can carry",
    R"(<p class="eq">c = T (1 − exp(−w x/q)).</p><p>As V25 with clear inflow over a bed of 10⁴ kg/m² of deposit (H = 1)
and a capacity T of 100 kg/m³.</p>)",
    run_adaptation};

extern const Case rill_detachment{
    "V28",
    "Sediment",
    Against::closed_form,
    "Detachment in a rill that fills its capacity (Foster and Meyer 1972; WEPP)",
    R"(<p>WEPP lets detachment fall with the load, dG/dx = D<sub>c</sub> (1 − G/T). In the engine nothing is told to do so: a
deposit m forms that gives as much as it takes, w c = (m/m*) w T, and shields the soil by H = m/m* = c/T. In the steady
state that is the same equation, whatever w and m* are.</p>
<p class="eq">G = T (1 − exp(−D<sub>c</sub> x/T)), &nbsp; D<sub>c</sub> = K<sub>r</sub> (τ − τ<sub>c</sub>).</p>
<p>K<sub>r</sub> = 0.01 s/m, τ = 3 Pa, τ<sub>c</sub> = 1 Pa, T = 0.5 kg/(m s); u = 0.2 m/s on a slope of 0.01.</p>)",
    run_rill};

}  // namespace qingliu::verification
