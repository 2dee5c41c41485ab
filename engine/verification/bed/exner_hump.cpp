#include <cmath>

#include "verification/bedload_case.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double pi = constants::pi;

struct BedError {
  double l1 = 0.0;     ///< [m] mean over the compared cells
  double crest = 0.0;  ///< distance of the crests in cells
};

/// V35, Hudson & Sweby 2003: q = 0.001 u^3, Q = 10 m2/s under a rigid lid at 10 m, porosity 0.4.
BedError hump_after(int n, double share_of_breaking, chart::Series& line) {
  const double length = 1000.0, dx = length / n, Q = 10.0, lid = 10.0, bulk = 0.001 / 0.6, base = -5.0;
  const auto start = [](double x) {
    if (x < 300.0 || x > 500.0) return 0.0;
    const double s = std::sin(pi * (x - 300.0) / 200.0);
    return s * s;
  };
  const auto celerity = [&](double z) { return 3.0 * bulk * Q * Q * Q / std::pow(lid - z, 4); };
  const double end = share_of_breaking * 238078.9;
  const auto exact = [&](double x) {
    double low = 0.0, high = length;  // where the characteristic through (x, end) started
    for (int it = 0; it < 100; ++it) {
      const double middle = 0.5 * (low + high);
      (middle + end * celerity(start(middle)) < x ? low : high) = middle;
    }
    return start(0.5 * (low + high));
  };
  BedloadCase bed(SurfaceCase::rectangle(n, 1, dx));
  bed.parameters.law = bedload::BedloadLaw::grass;
  bed.parameters.grass_coefficient = bulk;
  bed.parameters.gravity = 1e30;  // the lid
  bed.parameters.bed_step = 1e9;
  bed.beds([&](double, double) { return base; }, [&](double x, double) { return start(x); });
  LandState& state = bed.flow.state;
  const auto flow = [&] {
    bed.flow.each([&](std::size_t cell, int i, int) {
      if (i < 3) bed.set_bed(cell, 0.0);
      state.depth[cell] = lid - state.bed[cell];
      state.velocity_x[cell] = Q / state.depth[cell];
    });
  };
  bed.flow.outlet_face({surface::Face::Axis::x, n, 0}, 1, 0.01);
  flow();
  bed.start_bedload();
  for (double time = 0.0; time < end * (1.0 - 1e-12);) {
    // The bed is first order in time; a run has steps of the flow, a thousand times shorter than these.
    const double dt = std::min(bed.process->max_step().seconds * dx / 100.0, end - time);
    flow();
    bed.move_bed(dt);
    time += dt;
  }
  BedError error;
  double top = -1e3, crest = 0.0;
  bed.flow.each([&](std::size_t cell, int i, int) {
    const double x = bed.flow.grid.x_centre(i);
    if (i < 3) return;
    error.l1 += std::fabs(state.bed[cell] - exact(x)) / n;
    line.x.push_back(x);
    line.y.push_back(state.bed[cell]);
    if (state.bed[cell] <= top || i + 1 >= n) return;
    top = state.bed[cell];  // the crest of the parabola through three cells
    const double west = state.bed[cell - 1] - top, east = state.bed[cell + 1] - top;
    crest = x + 0.5 * dx * (west - east) / (west + east);
  });
  if (n == 50) line = exact_line(0.0, length, 400, exact);
  error.crest = std::fabs(crest - (400.0 + end * celerity(1.0))) / dx;
  return error;
}

Report run(Resolution resolution) {
  Report report;
  chart::LineChart profile;
  profile.title = "The hump at half the time of breaking";
  profile.x.title = "x [m]";
  profile.y.title = "bed [m]";
  Convergence errors{"upwind and limited slopes", {}, {}};
  double crest = 0.0;
  const int finest = resolution == Resolution::nightly ? 800 : 400;
  for (int n = 50; n <= finest; n *= 2) {
    chart::Series line{"", {}, {}};
    const BedError error = hump_after(n, 0.5, line);
    errors.add(1000.0 / n, error.l1);
    if (n == 50) profile.series.push_back(line);
    if (n != 100) continue;
    line.name = "cells of 10 m";
    profile.series.push_back(line);
    crest = error.crest;
  }
  report.at_least("order of the last doubling", errors.last_order(), 1.5);
  report.at_most("crest off its place in cells of 10 m", crest, 0.5);
  report.figures = {profile, convergence_chart("Error over the cell size", "cell size [m]", 2, {errors})};
  report.tables.push_back(convergence_table("Mean error of the bed [m]", "cell size [m]", {errors}));
  report.notes.push_back(
      "The update of the bed is first order in time; here its steps are short against the bed wave, as "
      "they are in every run, whose steps are those of the flow.");
  return report;
}

}  // namespace

extern const Case exner_hump{
    "V35",
    "Bed",
    Against::closed_form,
    "A hump of sand under a rigid lid (Hudson and Sweby 2003)",
    R"(<p>Sand moves as q = 0.001 u³ under a lid 10 m above the bed, u = Q/(10 − z), Q = 10 m²/s, porosity 0.4. The hump
sin²(π(x − 300)/200) on 300 to 500 m travels along its characteristics until it breaks at 238 079 s.</p>
<p class="eq">z(x, t) = z₀(x₀), &nbsp; x = x₀ + t · 3 · 0.001 Q³/(0.6 (10 − z₀)⁴).</p>)",
    run};

}  // namespace qingliu::verification
