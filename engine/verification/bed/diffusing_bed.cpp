#include <cmath>

#include "verification/bedload_case.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

/// V37: only the pull of the slope moves the bed; z = erfc(x / sqrt(4 K t)) from t0 on.
double diffusing_bed_after(int n) {
  const double K = 0.01, length = 20.0, dx = length / n, begin = 100.0, end = 400.0, u = 1.0;
  const auto exact = [&](double x, double t) { return std::erfc(x / std::sqrt(4.0 * K * t)); };
  BedloadCase bed(SurfaceCase::rectangle(n, 1, dx));
  bed.parameters.law = bedload::BedloadLaw::grass;
  bed.parameters.slope_factor = 1.3;
  bed.parameters.repose = 1e9;
  bed.parameters.grass_coefficient = K / 1.3;
  bed.parameters.gravity = 1e30;
  bed.parameters.bed_step = 1e9;
  bed.beds([](double, double) { return -5.0; }, [&](double x, double) { return exact(x, begin); });
  LandState& state = bed.flow.state;
  bed.flow.each([&](std::size_t cell, int, int) {
    state.depth[cell] = 1e9;  // no bed waves
    state.velocity_x[cell] = u;
  });
  bed.flow.outlet_face({surface::Face::Axis::x, n, 0}, 1, 0.01);
  bed.start_bedload();
  for (double time = begin; time < end * (1.0 - 1e-12);) {
    const double dt = std::min(bed.process->max_step().seconds, end - time);
    for (int i = 0; i < 2; ++i) bed.set_bed(bed.flow.grid.index(i, 0), exact((i + 0.5) * dx, time));
    bed.move_bed(dt);
    time += dt;
  }
  double error = 0.0;
  bed.flow.each([&](std::size_t cell, int i, int) {
    if (i >= 2) error += std::fabs(state.bed[cell] - exact((i + 0.5) * dx, end)) / n;
  });
  return error;
}

Report run(Resolution resolution) {
  Report report;
  Convergence errors{"pull of the slope", {}, {}};
  const int finest = resolution == Resolution::nightly ? 640 : 320;
  for (int n = 40; n <= finest; n *= 2) errors.add(20.0 / n, diffusing_bed_after(n));
  report.at_least("order of the last doubling", errors.last_order(), 1.8);
  report.at_most("mean error of the bed on the finest grid, of the 1 m that the inlet lies above [relative]",
                 errors.errors.back(), 1e-5);
  report.figures = {convergence_chart("Error over the cell size", "cell size [m]", 2, {errors})};
  report.tables.push_back(convergence_table("Mean error of the bed [m]", "cell size [m]", {errors}));
  return report;
}

}  // namespace

extern const Case diffusing_bed{
    "V37",
    "Bed",
    Against::closed_form,
    "A bed moved by its slope spreads as erfc",
    R"(<p>In a flow that is the same everywhere only the pull of the slope (Koch and Flokstra 1980) changes the bed:
∂z/∂t = K ∂²z/∂x², K = β<sub>s</sub> A u³ = 0.01 m²/s, the inlet held 1 m above the rest.</p>
<p class="eq">z = erfc(x/√(4 K t)), from 100 to 400 s.</p>)",
    run};

}  // namespace qingliu::verification
