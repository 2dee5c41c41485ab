#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/water/exact_riemann.hpp"

namespace qingliu::verification {
namespace {

constexpr double shown = 50.0, apron = 75.0, gravity = constants::gravity;

struct Problem {
  const char* name;
  WaterState left, right;
  double origin, end;
};

const Problem problems[] = {
    {"T1 fan and bore", {1.0, 2.5}, {0.1, 0.0}, 10.0, 7.0},
    {"T2 nearly dry", {1.0, -5.0}, {1.0, 5.0}, 25.0, 2.5},
    {"T3 dry right", {1.0, 0.0}, {0.0, 0.0}, 20.0, 4.0},
    {"T4 dry left", {0.0, 0.0}, {1.0, 0.0}, 30.0, 4.0},
    {"T5 dries out", {0.1, -3.0}, {0.1, 3.0}, 25.0, 5.0},
};

/// The shown 50 m lie between aprons so wide that no wave comes back from the walls.
SurfaceCase solved(const Problem& p, int cells, const surface::SurfaceParameters& parameters) {
  const double dx = shown / cells;
  const int more = static_cast<int>(apron / dx);
  SurfaceCase pipe(Grid(cells + 2 * more, 1, dx, -more * dx, 0.0, "",
                        std::vector<std::uint8_t>(static_cast<std::size_t>(cells + 2 * more), 1)));
  pipe.parameters = parameters;
  pipe.terrain([](double, double) { return 0.0; }).manning(0.0);
  pipe.each([&](std::size_t k, int i, int) {
    const WaterState side = pipe.grid.x_centre(i) < p.origin ? p.left : p.right;
    pipe.state.depth[k] = side.depth;
    pipe.state.velocity_x[k] = side.velocity;
  });
  pipe.start();
  pipe.run_until(p.end);
  return pipe;
}

Report run(Resolution resolution) {
  Report report;
  const ExactRiemann t1({1.0, 2.5}, {0.1, 0.0}, gravity);
  report
      .at_most("exact middle depth of T1 against the design page's 0.6116381 m [relative]",
               std::fabs(t1.middle().depth / 0.6116381 - 1.0), 1e-6)
      .is(Against::design);
  for (const Problem& p : problems) {
    const std::string name = p.name;
    const ExactRiemann exact(p.left, p.right, gravity);
    chart::LineChart profile;
    profile.title = "Depth: " + name;
    profile.x.title = "x [m]";
    profile.y.title = "depth [m]";
    profile.height = 280;
    profile.series = {
        exact_line(0.0, shown, 1000, [&](double x) { return exact.at((x - p.origin) / p.end).depth; })};
    std::vector<Convergence> runs;
    for (const Scheme& scheme : schemes()) {
      Convergence errors{scheme.name, {}, {}};
      double lowest = 0.0;
      for (int cells = 50; cells <= (resolution == Resolution::nightly ? 1600 : 400); cells *= 2) {
        const SurfaceCase pipe = solved(p, cells, scheme.parameters);
        RelativeError error;
        chart::Series computed{scheme.name, {}, {}, scheme.mark};
        pipe.each([&](std::size_t k, int i, int) {
          const double x = pipe.grid.x_centre(i);
          if (x < 0.0 || x > shown) return;
          error.add(pipe.state.depth[k], exact.at((x - p.origin) / p.end).depth);
          computed.x.push_back(x);
          computed.y.push_back(pipe.state.depth[k]);
        });
        lower_to(lowest, pipe.lowest_depth());
        errors.add(pipe.grid.cell_size(), error.value());
        if (cells == 200) profile.series.push_back(computed);
      }
      accuracy_at_most(report, scheme, name + ": depth error on the finest grid [relative]",
                       errors.errors.back(), 0.03);
      // A dam break, where water runs into shallower water or over dry ground, is asked for more than two
      // fans that leave the ground dry between them.
      const bool dam = p.left.velocity >= 0.0 && p.right.velocity <= 0.0;
      accuracy_at_least(report, scheme, name + ": order over all grids", errors.mean_order(),
                        dam ? 0.95 : 0.75);
      report.at_least(scheme.name + ", " + name + ": lowest depth [m]", lowest, 0.0).is(Against::consistency);
      runs.push_back(errors);
    }
    report.figures.push_back(profile);
    report.tables.push_back(convergence_table("Relative error of depth: " + name, "cell size [m]", runs));
  }
  report.notes.push_back(
      "Velocities of a wall of water on a dry bed are not compared: where there is no water there is "
      "none.");
  return report;
}

}  // namespace

extern const Case riemann_problems{
    "V04b",
    "Water",
    Against::closed_form,
    "Five Riemann problems with dry and nearly dry states (Toro 2001)",
    R"(<p>A jump of depth and velocity on a level, smooth bed. The exact solution joins fans and bores by
u<sub>r</sub> − u<sub>l</sub> + f(h, h<sub>l</sub>) + f(h, h<sub>r</sub>) = 0, with</p>
<p class="eq">f = 2(√(g h) − √(g h<sub>side</sub>)) in a fan, &nbsp; (h − h<sub>side</sub>)
√(½ g (h + h<sub>side</sub>)/(h h<sub>side</sub>)) across a bore.</p>
<p>50 m are shown; walls lie 75 m beyond, too far to be felt. Depths and velocities at left and right: 1|0.1 m, 2.5|0 m/s;
1|1, −5|5; 1|0, 0|0; 0|1, 0|0; 0.1|0.1, −3|3.</p>)",
    run};

}  // namespace qingliu::verification
