#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 100.0, slope = 0.05, n = 0.05, rain = 50.0 / 3.6e6;

double alpha() { return std::sqrt(slope) / n; }
double equilibrium_time() { return std::pow(length / (alpha() * std::pow(rain, 2.0 / 3.0)), 0.6); }

/// Discharge at the foot t after the rain began, while it lasts.
double rising(double t) {
  return t >= equilibrium_time() ? rain * length : alpha() * std::pow(rain * t, 5.0 / 3.0);
}
/// Discharge at the foot t after the rain ended, from the steady state: L = alpha h^m/P + alpha m h^(m-1) t.
double falling(double t) {
  double low = 0.0, high = std::pow(rain * length / alpha(), 0.6);
  for (int k = 0; k < 100; ++k) {
    const double h = 0.5 * (low + high);
    const double reach =
        alpha() * std::pow(h, 5.0 / 3.0) / rain + alpha() * 5.0 / 3.0 * std::pow(h, 2.0 / 3.0) * t;
    (reach > length ? high : low) = h;
  }
  return alpha() * std::pow(0.5 * (low + high), 5.0 / 3.0);
}

struct Outcome {
  chart::Series hydrograph;  ///< [min], [l s-1 m-1]
  double depth_error = 0.0, efficiency = 0.0, water_error = 0.0;
};

Outcome run_plane(double dx, const Scheme& scheme) {
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(length / dx), 1, dx));
  plane.parameters = scheme.parameters;
  plane.terrain([](double x, double) { return slope * (length - x); }).manning(n);
  plane.east_outlet(slope);
  plane.start();
  Outcome outcome;
  outcome.hydrograph = {
      scheme.name + ", " + std::to_string(static_cast<int>(dx)) + " m", {}, {}, scheme.mark};
  const double rain_end = std::ceil(4.0 * equilibrium_time() / 60.0) * 60.0;
  std::vector<double> computed, exact;
  for (double t = 60.0; t <= rain_end + 2400.0; t += 60.0) {
    plane.rain = t <= rain_end ? rain : 0.0;
    plane.run_until(t, 2.0);
    computed.push_back(plane.process->sections()[0].step_water / (dx * plane.last_dt));
    exact.push_back(t <= rain_end ? rising(t) : falling(t - rain_end));
    outcome.hydrograph.x.push_back(t / 60.0);
    outcome.hydrograph.y.push_back(1e3 * computed.back());
    if (t != rain_end) continue;
    RelativeError error;
    plane.each([&](std::size_t k, int i, int) {
      error.add(plane.state.depth[k], std::pow(rain * plane.grid.x_centre(i) / alpha(), 0.6));
    });
    outcome.depth_error = error.value();
  }
  outcome.efficiency = nash_sutcliffe(computed, exact);
  outcome.water_error = std::fabs(plane.water_error());
  return outcome;
}

Report run() {
  Report report;
  report
      .at_most("time to equilibrium against the design page's 565.749 s [relative]",
               std::fabs(equilibrium_time() / 565.749 - 1.0), 1e-6)
      .is(Against::design);
  report
      .at_most("exact recession after 300 s against the design page's 0.392210 [relative]",
               std::fabs(falling(300.0) / (rain * length) / 0.392210 - 1.0), 2e-6)
      .is(Against::design);
  const double rain_end = std::ceil(4.0 * equilibrium_time() / 60.0) * 60.0;
  chart::LineChart chart;
  chart.title = "Discharge at the foot of the plane";
  chart.x.title = "time [min]";
  chart.y.title = "discharge [l/s per m]";
  chart.series.push_back(exact_line(0.0, (rain_end + 2400.0) / 60.0, 600, [&](double minutes) {
    const double t = 60.0 * minutes;
    return 1e3 * (t <= rain_end ? rising(t) : falling(t - rain_end));
  }));
  for (const Scheme& scheme : schemes()) {
    for (const double dx : {2.0, 10.0}) {
      const Outcome outcome = run_plane(dx, scheme);
      const std::string name = chart::number_text(dx) + " m cells: ";
      accuracy_at_most(report, scheme, name + "steady depth [relative error]", outcome.depth_error,
                       dx == 2.0 ? 0.01 : 0.03);
      accuracy_at_least(report, scheme, name + "efficiency of the hydrograph (Nash-Sutcliffe)",
                        outcome.efficiency, 0.995);
      report
          .at_most(scheme.name + ", " + name + "water that is missing [relative]", outcome.water_error,
                   balance_tolerance)
          .is(Against::consistency);
      chart.series.push_back(outcome.hydrograph);
      if (dx == 10.0) chart.series.back().mark = chart::Mark::triangles;
    }
  }
  report.figures.push_back(chart);
  return report;
}

}  // namespace

extern const Case kinematic_plane{
    "V10",
    "Water",
    Against::closed_form,
    "Rain on a plane: rise / steady state / recession",
    R"(<p>On a slope that friction balances the flow is kinematic, q = α h<sup>5/3</sup>, α = √S/n:</p>
<p class="eq">rise: q = α (P t)<sup>5/3</sup> until t<sub>e</sub> = (L/(α P<sup>2/3</sup>))<sup>3/5</sup>; &nbsp;
steady: h = (P x/α)<sup>3/5</sup>; &nbsp; recession: L = α h<sup>5/3</sup>/P + (5/3) α h<sup>2/3</sup> t.</p>
<p>L = 100 m, S = 0.05, n = 0.05, P = 50 mm/h for four times t<sub>e</sub>, then 40 minutes without rain. The engine
solves the full equations; the kinematic answer is their limit, so that a small difference is physical.</p>)",
    run};

}  // namespace qingliu::verification
