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

Report run_spin_up(Resolution) {
  Report report;
  chart::LineChart chart;
  chart.title = "Velocity of a film that starts from rest";
  chart.x.title = "time [s]";
  chart.y.title = "velocity [m/s]";
  chart.series.push_back(exact_line(0.0, 1.0, 200, exact_velocity));
  report.at_most("exact velocity after 0.5 s against 0.2734999 m/s [relative]",
                 std::fabs(exact_velocity(0.5) / 0.2734999 - 1.0), 1e-6);
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    for (const double dt : {0.04, 0.02, 0.01, 0.005}) {
      const chart::Series series = spin_up(dt, 1.0, scheme);
      errors.add(dt, worst_error(series));
      if (dt == 0.02) chart.series.push_back(series);
    }
    const chart::Series coarse = spin_up(10.0, 50.0, scheme);
    double fastest = 0.0;
    for (const double u : coarse.y) raise_to(fastest, u);
    accuracy_at_most(report, scheme, "worst error from 0.1 to 1 s at a step of 0.01 s [relative]",
                     errors.errors[2], 0.02);
    accuracy_at_least(report, scheme, "order in the step", errors.last_order(), 0.9);
    accuracy_at_most(report, scheme, "steps of 10 s: velocity over its limit", fastest / exact_velocity(1e3),
                     1.0 + 1e-9);
    runs.push_back(errors);
  }
  report.figures.push_back(chart);
  report.tables.push_back(convergence_table("Worst relative error of velocity", "step [s]", runs));
  return report;
}

Report run_decay(Resolution) {
  Report report;
  double least = 1.0, most = 0.0, error = 0.0;
  Table table{
      "Velocity left of 2 m/s in 1 mm of water, n = 0.2, in one step", {"step [s]", "engine", "exact"}, {}};
  const double depth = 1e-3, speed = 2.0, roughness = gravity * 0.2 * 0.2;
  for (const double dt : {1e-8, 1e-4, 0.01, 1.0, 100.0, 1e4}) {
    const double factor = flow::friction_factor(roughness, inverse_cbrt(depth), speed, dt);
    const double exact = 1.0 / (1.0 + dt * roughness / std::pow(depth, 4.0 / 3.0) * speed);
    lower_to(least, factor);
    raise_to(most, factor);
    if (dt == 1e-8) error = std::fabs(factor / exact - 1.0);
    table.rows.push_back({chart::number_text(dt), chart::number_text(factor), chart::number_text(exact)});
  }
  report.at_least("least factor of the velocity, steps of 10⁻⁸ to 10⁴ s", least, 1e-12);
  report.at_most("largest factor", most, 1.0);
  report.at_most("error of the factor at a step of 10⁻⁸ s [relative]", error, 1e-8);
  report.tables.push_back(table);
  report.notes.push_back("The step is implicit: first order for short steps, and the right sign for any.");
  return report;
}

}  // namespace

extern const Case friction_spin_up{
    "V12", "Water", "A film on a slope speeds up against friction",
    R"(<p>Uniform flow from rest, no advection:</p><p class="eq">u′ = g S − C u², &nbsp; C = g n²/h<sup>4/3</sup>, &nbsp;
u = √(g S/C) tanh(√(g S C) t).</p><p>h = 0.01 m, n = 0.05, S = 0.1; a cell in the middle of 600 m.</p>)",
    run_spin_up};

extern const Case friction_decay{
    "V13", "Water", "Friction alone never turns the flow round",
    R"(<p class="eq">u′ = −C u|u|, &nbsp; u = u₀/(1 + C u₀ t).</p><p>The law that the kernel calls, in one step.</p>)",
    run_decay};

}  // namespace qingliu::verification
