#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 50.0, gate = 25.0, end = 3.0, gravity = 9.81;

double exact_depth(double x, double t) {
  const double c0 = std::sqrt(gravity), xi = (x - gate) / t;
  if (xi < -c0) return 1.0;
  return xi > 2.0 * c0 ? 0.0 : (2.0 * c0 - xi) * (2.0 * c0 - xi) / (9.0 * gravity);
}

SurfaceCase dam_after(int cells, const surface::SurfaceParameters& parameters) {
  SurfaceCase dam(SurfaceCase::rectangle(cells, 1, length / cells));
  dam.parameters = parameters;
  dam.terrain([](double, double) { return 0.0; }).manning(0.0);
  dam.water([](double x, double) { return x < gate ? 1.0 : 0.0; });
  dam.start();
  dam.run_until(end);
  return dam;
}

Report run(Resolution resolution) {
  Report report;
  chart::LineChart profile;
  profile.title = "Depth after 3 s";
  profile.x.title = "x [m]";
  profile.y.title = "depth [m]";
  profile.series.push_back(exact_line(0.0, length, 400, [](double x) { return exact_depth(x, end); }));
  const int finest = resolution == Resolution::nightly ? 3200 : 800;
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    double lowest = 0.0;
    for (int cells = 100; cells <= finest; cells *= 2) {
      const SurfaceCase dam = dam_after(cells, scheme.parameters);
      RelativeError error;
      dam.each([&](std::size_t k, int i, int) {
        error.add(dam.state.depth[k], exact_depth(dam.grid.x_centre(i), end));
      });
      lower_to(lowest, dam.lowest_depth());
      errors.add(dam.grid.cell_size(), error.value());
      if (cells == 100) profile.series.push_back(row_series(dam, dam.state.depth, scheme));
    }
    accuracy_at_least(report, scheme, "order of the last doubling", errors.last_order(), 0.95);
    accuracy_at_least(report, scheme, "order over all grids", errors.mean_order(), 0.95);
    report.at_least(scheme.name + ": lowest depth [m]", lowest, 0.0).is(Against::consistency);
    runs.push_back(errors);
  }
  report.figures = {profile, convergence_chart("Error over the cell size", "cell size [m]", 1, runs)};
  report.tables.push_back(convergence_table("Relative error of depth", "cell size [m]", runs));
  report.notes.push_back(
      "The solution has kinks at both ends of the fan, so that first order is the best an L1 norm can show.");
  return report;
}

}  // namespace

extern const Case ritter{"V02",
                         "Water",
                         Against::closed_form,
                         "Dam break on a dry bed (Ritter 1892)",
                         R"(<p>A wall of water 1 m high lets go on a dry, smooth, level bed.</p>
<p class="eq">h = h₀ for ξ &lt; −c₀; &nbsp; (2c₀ − ξ)²/(9g) for −c₀ ≤ ξ ≤ 2c₀; &nbsp; 0 beyond; &nbsp; ξ = (x − x₀)/t,
c₀ = √(g h₀).</p><p>Length 50 m, gate in the middle, closed ends, no friction; after 3 s.</p>)",
                         run};

}  // namespace qingliu::verification
