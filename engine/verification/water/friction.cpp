#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double h = 0.01, n = 0.05, slope = 0.1, gravity = constants::gravity;

double coefficient() { return gravity * n * n / std::pow(h, 4.0 / 3.0); }

/// u_n tanh(sqrt(g S C) t)
double exact_velocity(double t) {
  return std::sqrt(gravity * slope / coefficient()) *
         std::tanh(std::sqrt(gravity * slope * coefficient()) * t);
}

chart::Series spin_up(double dt, double end, const Scheme& scheme) {
  SurfaceCase plane(SurfaceCase::rectangle(60, 1, 10.0));
  plane.parameters = scheme.parameters;
  plane.terrain([](double x, double) { return slope * (600.0 - x); }).manning(n);
  plane.water([](double, double) { return h; });
  plane.east_outlet(slope);
  plane.start();
  chart::Series series{scheme.name + ", step " + chart::number_text(dt) + " s", {0.0}, {0.0}, scheme.mark};
  while (plane.time < end - 1e-9) {
    plane.step(dt);
    series.x.push_back(plane.time);
    series.y.push_back(plane.state.velocity_x[plane.grid.index(30, 0)]);
  }
  return series;
}

double worst_error(const chart::Series& series) {
  double worst = 0.0;
  for (std::size_t k = 1; k < series.x.size(); ++k)
    if (series.x[k] > 0.0999) raise_to(worst, std::fabs(series.y[k] / exact_velocity(series.x[k]) - 1.0));
  return worst;
}

Report run_spin_up() {
  Report report;
  chart::LineChart chart;
  chart.title = "Velocity of a film that starts from rest";
  chart.x.title = "time [s]";
  chart.y.title = "velocity [m/s]";
  chart.series.push_back(exact_line(0.0, 1.0, 200, exact_velocity));
  report
      .at_most("exact velocity after 0.5 s against the design page's 0.2734999 m/s [relative]",
               std::fabs(exact_velocity(0.5) / 0.2734999 - 1.0), 1e-6)
      .is(Against::design);
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    for (const double dt : {0.04, 0.02, 0.01, 0.005}) {
      const chart::Series series = spin_up(dt, 1.0, scheme);
      errors.add(dt, worst_error(series));
      if (dt == 0.02) chart.series.push_back(series);
    }
    const chart::Series coarse = spin_up(10.0, 100.0, scheme);
    double fastest = 0.0;
    for (const double u : coarse.y) raise_to(fastest, u);
    accuracy_at_most(report, scheme, "worst error from 0.1 to 1 s at a step of 0.01 s [relative]",
                     errors.errors[2], 0.02);
    accuracy_at_least(report, scheme, "order in the step", errors.last_order(), 0.9);
    const double limit = exact_velocity(1e3);
    report.at_most(scheme.name + ", steps of 10 s: largest velocity over its limit", fastest / limit,
                   1.0 + 1e-9);
    report.at_least(scheme.name + ", steps of 10 s: velocity after ten steps over its limit",
                    coarse.y.back() / limit, 0.99);
    runs.push_back(errors);
  }
  report.figures.push_back(chart);
  report.tables.push_back(convergence_table("Worst relative error of velocity", "step [s]", runs));
  report.notes.push_back(
      "A step of 10 s is far longer than the film needs to speed up. The two stages of full are averaged, so "
      "that half of what is missing to the limit is left after every such step; lean is there at once.");
  return report;
}

Report run_decay() {
  Report report;
  const double depth = 1e-3, speed = 2.0, roughness = gravity * 0.2 * 0.2;
  const double rate = roughness / std::pow(depth, 4.0 / 3.0) * speed;  // [s-1] C u0
  const auto engine = [&](double dt) {
    return flow::friction_factor(roughness, inverse_cbrt(depth), speed, dt);
  };
  // f = 1 - x f^2, x = C u0 dt: backward Euler. By the other form of the root, which is not the kernel's.
  const auto implicit = [&](double dt) {
    const double x = rate * dt;
    return x < 1e-3 ? 1.0 - x * (1.0 - x * (2.0 - x * (5.0 - x * (14.0 - 42.0 * x))))
                    : (std::sqrt(1.0 + 4.0 * x) - 1.0) / (2.0 * x);
  };
  const auto exact = [&](double dt) { return 1.0 / (1.0 + rate * dt); };

  Convergence errors{"one step", {}, {}};
  for (const double dt : {1e-5, 1e-6, 1e-7, 1e-8}) errors.add(dt, std::fabs(engine(dt) / exact(dt) - 1.0));
  double to_root = 0.0, least = 2.0, most = 0.0;
  Table table{"Velocity left of 2 m/s in 1 mm of water, n = 0.2, in one step",
              {"step [s]", "engine", "backward Euler", "exact", "engine over exact"},
              {}};
  chart::LineChart chart;
  chart.title = "Velocity left after one step";
  chart.x = {"step [s]", true, {}, {}};
  chart.y = {"of the velocity before", true, {}, {}};
  chart.height = 340;
  chart::Series marks{"engine", {}, {}, chart::Mark::circles}, line{"exact", {}, {}, chart::Mark::line};
  double longest = 0.0;
  for (int power = -8; power <= 4; ++power) {
    const double dt = std::pow(10.0, power), factor = engine(dt);
    raise_to(to_root, std::fabs(factor / implicit(dt) - 1.0));
    lower_to(least, factor / exact(dt));
    raise_to(most, factor);
    longest = factor / exact(dt);
    marks.x.push_back(dt);
    marks.y.push_back(factor);
    table.rows.push_back({chart::number_text(dt), chart::number_text(factor, 4),
                          chart::number_text(implicit(dt), 4), chart::number_text(exact(dt), 4),
                          chart::number_text(longest, 4)});
  }
  for (int k = -160; k <= 80; ++k) {
    line.x.push_back(std::pow(10.0, 0.05 * k));
    line.y.push_back(exact(line.x.back()));
  }
  chart.series = {line, marks};
  report.at_least("order of the error of one step, 10⁻⁵ to 10⁻⁸ s", errors.mean_order(), 1.9);
  report.at_most("factor against the root of backward Euler, steps of 10⁻⁸ to 10⁴ s [relative]", to_root,
                 1e-12);
  report.at_least("least of factor over exact factor", least, 1.0 - 1e-12);
  report.at_most("largest factor", most, 1.0);
  report.figures.push_back(chart);
  report.tables = {table, convergence_table("Relative error of one step", "step [s]", {errors})};
  report.notes.push_back(
      "The step is backward Euler, f = 1 − C u₀ Δt f²: its error in one step falls with the square of the "
      "step, so that a sequence of steps is of first order (V12). Of a long step it leaves more than the "
      "exact law does, √(C u₀ Δt) times as much in the end: " +
      chart::number_text(longest) + " times after one step of " + chart::number_text(1e4) +
      " s. A factor that is nowhere below the exact one, which is above 0, can never turn the flow round. "
      "The "
      "exact factor is not taken, since with it the steady velocity on a slope would depend on the step; "
      "with "
      "backward Euler a steady flow stays steady (V08). Steps of a run are bound by the Courant limit, and "
      "what a long one leaves is gone after the next few.");
  return report;
}

}  // namespace

extern const Case friction_spin_up{
    "V12",
    "Water",
    Against::closed_form,
    "A film on a slope speeds up against friction",
    R"(<p>Uniform flow from rest, no advection:</p><p class="eq">u′ = g S − C u², &nbsp; C = g n²/h<sup>4/3</sup>, &nbsp;
u = √(g S/C) tanh(√(g S C) t).</p><p>h = 0.01 m, n = 0.05, S = 0.1; a cell in the middle of 600 m.</p>)",
    run_spin_up};

extern const Case friction_decay{
    "V13",
    "Water",
    Against::closed_form,
    "Friction alone never turns the flow round",
    R"(<p class="eq">u′ = −C u|u|, &nbsp; u = u₀/(1 + C u₀ t).</p><p>The law that the kernel calls, in one step. It is the
root of backward Euler, 2/(1 + √(1 + 4 C u₀ Δt)); the page has the exact law and that root, by its other form, beside it.</p>)",
    run_decay};

}  // namespace qingliu::verification
