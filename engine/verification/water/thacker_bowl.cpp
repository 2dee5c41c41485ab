#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double a = 1.0, h0 = 0.1, eta0 = 0.5, r0 = 0.8, length = 4.0;

double bed(double x, double y) { return -h0 * (1.0 - (x * x + y * y) / (a * a)); }

/// A plane surface that goes round.
double turning_depth(double x, double y, double t) {
  const double omega = std::sqrt(2.0 * constants::gravity * h0) / a;
  const double level =
      eta0 * h0 / (a * a) * (2.0 * x * std::cos(omega * t) + 2.0 * y * std::sin(omega * t) - eta0);
  return std::max(0.0, level - bed(x, y));
}

/// A paraboloid that breathes.
double breathing_depth(double x, double y, double t) {
  const double omega = std::sqrt(8.0 * constants::gravity * h0) / a;
  const double A = (a * a - r0 * r0) / (a * a + r0 * r0), b = 1.0 - A * std::cos(omega * t);
  const double r2 = (x * x + y * y) / (a * a);
  const double level = h0 * (std::sqrt(1.0 - A * A) / b - 1.0 - r2 * ((1.0 - A * A) / (b * b) - 1.0));
  return std::max(0.0, level - bed(x, y));
}

using Exact = double (*)(double x, double y, double t);

SurfaceCase bowl_after(int cells, double end, Exact exact, bool turning,
                       const surface::SurfaceParameters& parameters) {
  SurfaceCase bowl(SurfaceCase::rectangle(cells, cells, length / cells));
  bowl.parameters = parameters;
  bowl.terrain([](double x, double y) { return bed(x - 2.0, y - 2.0); }).manning(0.0);
  bowl.water([&](double x, double y) { return exact(x - 2.0, y - 2.0, 0.0); });
  if (turning) {
    bowl.each([&](std::size_t k, int, int) {
      if (bowl.state.depth[k] > 0.0)
        bowl.state.velocity_y[k] = eta0 * std::sqrt(2.0 * constants::gravity * h0) / a;
    });
  }
  bowl.start();
  bowl.run_until(end);
  return bowl;
}

Report run(Resolution resolution) {
  Report report;
  const double end = 3.0 * 2.0 * constants::pi / (std::sqrt(2.0 * constants::gravity * h0) / a);
  std::vector<int> grids{32, 48, 64, 96, 128};
  if (resolution == Resolution::nightly) grids.insert(grids.end(), {192, 256});
  for (const bool turning : {true, false}) {
    const Exact exact = turning ? turning_depth : breathing_depth;
    const std::string name = turning ? "turning" : "breathing";
    chart::LineChart profile;
    profile.title = "Depth through the centre after three turns: " + name;
    profile.x.title = "x [m]";
    profile.y.title = "depth [m]";
    const double y = 0.5 * length / 128;
    profile.series.push_back(exact_line(0.0, length, 400, [&](double x) { return exact(x - 2.0, y, end); }));
    std::vector<Convergence> runs;
    for (const Scheme& scheme : schemes()) {
      Convergence errors{scheme.name, {}, {}};
      for (const int cells : grids) {
        const SurfaceCase bowl = bowl_after(cells, end, exact, turning, scheme.parameters);
        RelativeError error;
        bowl.each([&](std::size_t k, int i, int j) {
          error.add(bowl.state.depth[k],
                    exact(bowl.grid.x_centre(i) - 2.0, bowl.grid.y_centre(j) - 2.0, end));
        });
        errors.add(bowl.grid.cell_size(), error.value());
        if (cells == 128) profile.series.push_back(row_series(bowl, bowl.state.depth, scheme, 1.0, 64));
      }
      accuracy_at_most(report, scheme, name + ": depth error on the finest grid [relative]",
                       errors.errors.back(), 0.05);
      accuracy_at_least(report, scheme, name + ": order over all grids", errors.mean_order(), 1.0);
      runs.push_back(errors);
    }
    report.figures.push_back(profile);
    report.figures.push_back(
        convergence_chart("Error over the cell size: " + name, "cell size [m]", 1, runs));
    report.tables.push_back(convergence_table("Relative error of depth: " + name, "cell size [m]", runs));
  }
  return report;
}

}  // namespace

extern const Case thacker_bowl{
    "V06",
    "Water",
    Against::closed_form,
    "Water goes round and breathes in a bowl (Thacker 1981)",
    R"(<p>Two frictionless motions in z = −h₀(1 − r²/a²), with a shoreline that moves over the raster in every
direction. The turning plane surface:</p>
<p class="eq">η = η₀ h₀/a² (2x cos ωt + 2y sin ωt − η₀), &nbsp; u = −η₀ ω sin ωt, &nbsp; v = η₀ ω cos ωt, &nbsp;
ω = √(2 g h₀)/a;</p><p>and the breathing paraboloid, with A = (a² − r₀²)/(a² + r₀²), ω = √(8 g h₀)/a:</p>
<p class="eq">η = h₀ [√(1 − A²)/(1 − A cos ωt) − 1 − (r²/a²)((1 − A²)/(1 − A cos ωt)² − 1)].</p>
<p>a = 1 m, h₀ = 0.1 m, η₀ = 0.5 m, r₀ = 0.8 m; after three turns of 4.486 s.</p>)",
    run};

}  // namespace qingliu::verification
