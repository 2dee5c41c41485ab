#include <fmt/format.h>

#include <cmath>

#include "chart/number_text.hpp"
#include "verification/bedload_case.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

struct BedError {
  double l1 = 0.0, depth = 0.0, speed = 0.0;  ///< mean errors of bed [m], depth [m], velocity [m s-1]
};

constexpr double A = 0.005, alpha = 0.005, beta = 0.005, q = 1.0, g = 9.81, west = 2.0, length = 5.0;
constexpr double end = 10.0;  ///< [s]

double speed_at(double x) { return std::cbrt((alpha * x + beta) / A); }
double froude_at(double x) { return speed_at(x) / std::sqrt(g * q / speed_at(x)); }

/// V36, after Berthon, Cordier, Delestre & Le 2012: a steady flow over a bed that sinks everywhere alike.
BedError sinking_bed_after(int n) {
  const int held = 6;  // cells beside the closed ends that are set to the solution before every step
  const double dx = length / n;
  const auto z = [&](double x, double t) {
    const double u = speed_at(x);
    return -(u * u * u + 2.0 * g * q) / (2.0 * g * u) - alpha * t;
  };
  Grid grid(n + 2 * held, 1, dx, west - held * dx, 0.0, "",
            std::vector<std::uint8_t>(static_cast<std::size_t>(n + 2 * held), 1));
  BedloadCase bed(std::move(grid));
  bed.parameters.law = bedload::BedloadLaw::grass;
  bed.parameters.grass_coefficient = A;
  bed.flow.manning(0.0);
  bed.beds([](double, double) { return -5.0; }, [&](double x, double) { return z(x, 0.0); });
  LandState& state = bed.flow.state;
  const auto set = [&](std::size_t cell, int i, double t) {
    const double x = bed.flow.grid.x_centre(i);
    bed.set_bed(cell, z(x, t));
    state.depth[cell] = q / speed_at(x);
    state.velocity_x[cell] = speed_at(x);
  };
  bed.flow.each([&](std::size_t cell, int i, int) { set(cell, i, 0.0); });
  bed.start();
  while (bed.flow.time < end * (1.0 - 1e-12)) {
    bed.flow.each([&](std::size_t cell, int i, int) {
      if (i < held || i >= n + held) set(cell, i, bed.flow.time);
    });
    bed.step(std::min(bed.max_step(), end - bed.flow.time));
  }
  BedError error;
  bed.flow.each([&](std::size_t cell, int i, int) {
    if (i < held || i >= n + held) return;
    const double x = bed.flow.grid.x_centre(i);
    error.l1 += std::fabs(state.bed[cell] - z(x, end)) / n;
    error.depth += std::fabs(state.depth[cell] - q / speed_at(x)) / n;
    error.speed += std::fabs(state.velocity_x[cell] - speed_at(x)) / n;
  });
  return error;
}

Report run(Resolution resolution) {
  Report report;
  Convergence bed{"bed", {}, {}}, depth{"depth", {}, {}}, speed{"velocity", {}, {}};
  const int finest = resolution == Resolution::nightly ? 400 : 200;
  for (int n = 25; n <= finest; n *= 2) {
    const BedError error = sinking_bed_after(n);
    bed.add(5.0 / n, error.l1);
    depth.add(5.0 / n, error.depth);
    speed.add(5.0 / n, error.speed);
  }
  for (const Convergence* one : {&bed, &depth, &speed})
    report.at_least("order of the " + one->name + " at the last doubling", one->last_order(), 1.5);
  const double sunk = alpha * end;
  report.at_most("mean error of the bed at 2.5 cm, of the " + chart::number_text(100.0 * sunk) +
                     " cm by which it has sunk [relative]",
                 bed.errors[3] / sunk, 1e-3);
  report.figures = {convergence_chart("Error over the cell size", "cell size [m]", 2, {bed, depth, speed})};
  report.tables.push_back(convergence_table("Mean errors [m, m/s]", "cell size [m]", {bed, depth, speed}));
  report.notes.push_back(
      fmt::format("Towards the east the Froude number rises from {} to {}: there flow and bed waves drive "
                  "each other, and "
                  "upwinding each by its own waves is unstable (Cordier, Le and Morales de Luna 2011).",
                  chart::number_text(froude_at(west)), chart::number_text(froude_at(west + length))));
  return report;
}

}  // namespace

extern const Case sinking_bed{
    "V36",
    "Bed",
    Against::closed_form,
    "Steady flow over a bed that sinks everywhere alike (Berthon et al. 2012)",
    R"(<p>Shallow water without friction over sand that moves as q = A u³ (volume with pores), q = 1 m²/s,
A = α = β = 0.005.</p>
<p class="eq">u³ = (α x + β)/A, &nbsp; h = q/u, &nbsp; z = −(u³ + 2 g q)/(2 g u) − α t.</p>
<p>x from 2 to 7 m, six cells at either end held at the solution, after 10 s.</p>)",
    run};

}  // namespace qingliu::verification
