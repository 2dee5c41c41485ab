#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 10.0, gate = 5.0, end = 6.0, gravity = 9.81;
constexpr double left_depth = 0.005, right_depth = 0.001;

/// The state behind the shock: depth, velocity, speed of the shock.
struct Middle {
  double depth, velocity, shock;
};

/// 2 (√(g h_l) − √(g h_m)) = (h_m − h_r) √(g (h_m + h_r)/(2 h_m h_r)) by bisection.
Middle middle_state() {
  double low = right_depth, high = left_depth;
  for (int k = 0; k < 200; ++k) {
    const double h = 0.5 * (low + high);
    const double fan = 2.0 * (std::sqrt(gravity * left_depth) - std::sqrt(gravity * h));
    const double jump = (h - right_depth) * std::sqrt(gravity * (h + right_depth) / (2.0 * h * right_depth));
    (fan > jump ? low : high) = h;
  }
  const double h = 0.5 * (low + high);
  const double u = 2.0 * (std::sqrt(gravity * left_depth) - std::sqrt(gravity * h));
  return {h, u, h * u / (h - right_depth)};
}

double exact_depth(const Middle& m, double x) {
  const double xi = (x - gate) / end, c = std::sqrt(gravity * left_depth);
  if (xi < -c) return left_depth;
  if (xi < m.velocity - std::sqrt(gravity * m.depth))
    return (2.0 * c - xi) * (2.0 * c - xi) / (9.0 * gravity);
  return xi < m.shock ? m.depth : right_depth;
}

Report run(Resolution resolution) {
  Report report;
  const Middle m = middle_state();
  report
      .at_most("exact middle depth against the design page's 2.539357 mm [relative]",
               std::fabs(m.depth / 2.539357e-3 - 1.0), 2e-7)
      .is(Against::design);
  chart::LineChart profile;
  profile.title = "Depth after 6 s";
  profile.x.title = "x [m]";
  profile.y.title = "depth [mm]";
  profile.series.push_back(exact_line(0.0, length, 1000, [&](double x) { return 1e3 * exact_depth(m, x); }));
  const int finest = resolution == Resolution::nightly ? 3200 : 800;
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    double middle_error = 0.0, front_error = 0.0;
    for (int cells = 100; cells <= finest; cells *= 2) {
      SurfaceCase dam(SurfaceCase::rectangle(cells, 1, length / cells));
      dam.parameters = scheme.parameters;
      dam.terrain([](double, double) { return 0.0; }).manning(0.0);
      dam.water([](double x, double) { return x < gate ? left_depth : right_depth; });
      dam.start();
      dam.run_until(end);
      RelativeError error;
      dam.each([&](std::size_t k, int i, int) {
        error.add(dam.state.depth[k], exact_depth(m, dam.grid.x_centre(i)));
      });
      errors.add(dam.grid.cell_size(), error.value());
      const double between = gate + 0.5 * (m.velocity - std::sqrt(gravity * m.depth) + m.shock) * end;
      const std::size_t k = dam.grid.index(static_cast<int>(between / dam.grid.cell_size()), 0);
      middle_error = std::fabs(dam.state.depth[k] / m.depth - 1.0);
      raise_to(middle_error, std::fabs(dam.state.velocity_x[k] / m.velocity - 1.0));
      int front = cells - 1;
      while (dam.state.depth[dam.grid.index(front, 0)] < 0.5 * (m.depth + right_depth)) --front;
      const double position = dam.grid.x_centre(front) + 0.5 * dam.grid.cell_size();
      front_error = std::fabs(position - (gate + m.shock * end)) / dam.grid.cell_size();
      if (cells == 200) profile.series.push_back(row_series(dam, dam.state.depth, scheme, 1e3));
    }
    accuracy_at_most(report, scheme, "middle depth and velocity, finest grid [relative]", middle_error, 1e-4);
    accuracy_at_most(report, scheme, "position of the shock, finest grid [cells]", front_error, 1.5);
    accuracy_at_least(report, scheme, "order over all grids", errors.mean_order(), 0.95);
    runs.push_back(errors);
  }
  report.figures = {profile, convergence_chart("Error over the cell size", "cell size [m]", 1, runs)};
  report.tables.push_back(convergence_table("Relative error of depth", "cell size [m]", runs));
  return report;
}

}  // namespace

extern const Case stoker{
    "V03",
    "Water",
    Against::closed_form,
    "Dam break on a wet bed (Stoker 1957)",
    R"(<p>5 mm of water break into 1 mm: a fan runs upstream, a shock downstream, between them a state that follows
from</p><p class="eq">2(√(g h<sub>l</sub>) − √(g h<sub>m</sub>)) = (h<sub>m</sub> − h<sub>r</sub>)
√(g (h<sub>m</sub> + h<sub>r</sub>)/(2 h<sub>m</sub> h<sub>r</sub>)), &nbsp; u<sub>m</sub> = the left side, &nbsp;
s = h<sub>m</sub> u<sub>m</sub>/(h<sub>m</sub> − h<sub>r</sub>).</p>
<p>The setting of SWASHES (Delestre et al. 2013): 10 m, closed ends, no friction; after 6 s.</p>)",
    run};

}  // namespace qingliu::verification
