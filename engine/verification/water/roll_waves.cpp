// V08b: waves grow on uniform flow beyond the limit of Vedernikov as the linear theory says.
#include <cmath>
#include <complex>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

using Complex = std::complex<double>;

constexpr double length = 60.0, n = 0.033, depth = 0.25, wavelength = 20.0, gravity = constants::gravity;
constexpr double height = 1e-6;  ///< [-] of the wave at the inflow, of the depth

/// Uniform flow and its wave exp(i (k x - w t)) that runs ahead of it, with a real frequency.
struct Wave {
  double speed, slope, frequency;
  Complex number;    ///< [rad m-1] k
  Complex velocity;  ///< [m s-1] per metre of depth

  explicit Wave(double froude) {
    const double celerity = std::sqrt(gravity * depth), pull = gravity;
    speed = froude * celerity;
    slope = n * n * speed * speed / std::pow(depth, 4.0 / 3.0);
    frequency = 2.0 * constants::pi * (speed + celerity) / wavelength;
    const Complex i(0.0, 1.0);
    const Complex a = gravity * depth - speed * speed;
    const Complex b = 2.0 * speed * frequency + i * (10.0 / 3.0) * pull * slope;
    const Complex c = -frequency * frequency - i * 2.0 * pull * slope * frequency / speed;
    const Complex root = std::sqrt(b * b - 4.0 * a * c);
    const Complex one = (-b + root) / (2.0 * a), other = (-b - root) / (2.0 * a);
    number = std::real(one) < std::real(other) ? one : other;
    velocity = -(number * speed - frequency) / (number * depth);
  }
  double growth() const { return -std::imag(number); }  ///< [m-1]
  /// Of the depth [m].
  Complex at(double x, double t) const {
    return height * depth * std::exp(Complex(0.0, 1.0) * (number * x - frequency * t));
  }
};

/// The flow after all disturbances of the start have left.
SurfaceCase run_flow(const Wave& wave, int cells, const surface::SurfaceParameters& parameters) {
  SurfaceCase flow(SurfaceCase::rectangle(cells, 1, length / cells));
  flow.parameters = parameters;
  flow.terrain([&](double x, double) { return wave.slope * (length - x); }).manning(n);
  const auto set = [&](int i, double share) {
    const std::size_t k = flow.grid.index(i, 0);
    const Complex rise = share * wave.at(flow.grid.x_centre(i), flow.time);
    flow.state.depth[k] = depth + std::real(rise);
    flow.state.velocity_x[k] = wave.speed + std::real(wave.velocity * rise);
  };
  const auto hold = [&] {
    for (int i = 0; i < 4; ++i) set(i, 1.0), set(cells - 1 - i, 0.0);
  };
  for (int i = 0; i < cells; ++i) set(i, 0.0);
  flow.start();
  const double end = 3.0 * length / (wave.speed - std::sqrt(gravity * depth));
  while (flow.time < end) {
    hold();
    flow.step(std::min(flow.process->max_step(), end - flow.time));
  }
  hold();
  return flow;
}

/// Growth [m-1]: the engine's wave over two stretches as a times the theory's, a by least squares.
double growth_of(const SurfaceCase& flow, const Wave& wave) {
  const auto amplitude = [&](double from) {
    double rr = 0.0, ri = 0.0, ii = 0.0, hr = 0.0, hi = 0.0;
    flow.each([&](std::size_t k, int i, int) {
      const double x = flow.grid.x_centre(i);
      if (x < from || x > from + wavelength) return;
      const Complex theory = wave.at(x, flow.time);
      const double rise = flow.state.depth[k] - depth, re = std::real(theory), im = -std::imag(theory);
      rr += re * re, ri += re * im, ii += im * im, hr += rise * re, hi += rise * im;
    });
    return std::abs(Complex(hr * ii - hi * ri, hi * rr - hr * ri)) / (rr * ii - ri * ri);
  };
  return wave.growth() + std::log(amplitude(30.0) / amplitude(10.0)) / 20.0;
}

Report run(Resolution resolution) {
  Report report;
  for (const double froude : {3.0, 1.2}) {
    const Wave wave(froude);
    const std::string name = "Froude number " + chart::number_text(froude);
    chart::LineChart chart;
    chart.title = "Waves over the depth: " + name;
    chart.x.title = "x [m]";
    chart.y.title = "(h − h₀)/h₀ · 10⁶";
    chart.height = 320;
    std::vector<Convergence> runs;
    const bool fine = resolution == Resolution::nightly;
    std::vector<Scheme> all = schemes();
    all.push_back(all.front());
    all.back().name = "full, a quarter of the step";
    all.back().parameters.courant *= 0.25;
    for (const Scheme& scheme : all) {
      Convergence errors{scheme.name, {}, {}};
      double growth = 0.0;
      const bool quarter = scheme.name == all.back().name;
      for (int cells = 60; cells <= (fine ? 960 : 480); cells *= 2) {
        const SurfaceCase flow = run_flow(wave, cells, scheme.parameters);
        RelativeError error;
        chart::Series shape{scheme.name, {}, {}, scheme.mark};
        for (int i = 4; i < cells - 4; ++i) {
          const double x = flow.grid.x_centre(i);
          const double rise = flow.state.depth[flow.grid.index(i, 0)] - depth;
          error.add(rise, std::real(wave.at(x, flow.time)));
          shape.x.push_back(x);
          shape.y.push_back(1e6 * rise / depth);
        }
        errors.add(flow.grid.cell_size(), error.value());
        growth = growth_of(flow, wave);
        if (cells != 120 || quarter) continue;
        if (scheme.name == "full")
          chart.series = {exact_line(
              0.0, length, 400, [&](double x) { return 1e6 * std::real(wave.at(x, flow.time)) / depth; })};
        chart.series.push_back(shape);
      }
      runs.push_back(errors);
      if (quarter) {
        report.at_most(name + ": the wave itself with a quarter of the step, finest grid [relative error]",
                       errors.errors.back(), 0.01);
        continue;
      }
      accuracy_at_most(report, scheme,
                       name + ": growth against " + chart::number_text(wave.growth()) +
                           " per metre, finest grid [relative error]",
                       std::fabs(growth / wave.growth() - 1.0), 0.01);
      accuracy_at_most(report, scheme, name + ": the wave itself, finest grid [relative error]",
                       errors.errors.back(), 0.01,
                       fine ? ""
                            : "the friction of a step is of first order (V12); with a quarter of the step, "
                              "below, it is met");
      accuracy_at_least(
          report, scheme, name + ": order of the wave at the last doubling", errors.last_order(), 0.95,
          fine && froude > 1.5 ? "only the friction's error of first order is left (V12); with a quarter "
                                 "of the step the order is higher"
                               : "");
    }
    report.figures.push_back(chart);
    report.tables.push_back(convergence_table("Relative error of the wave: " + name, "cell size [m]", runs));
  }
  report.notes = {
      "The friction of a step is implicit and of first order (V12), so waves that friction drives are of "
      "first "
      "order too while the step goes with the cells; with a quarter of the step the error falls. Steady flow "
      "does "
      "not feel it (V08)."};
  return report;
}

}  // namespace

extern const Case roll_waves{
    "V08b",
    "Water",
    Against::closed_form,
    "Waves on a fast flow grow at the rate of the linear theory (Vedernikov 1945)",
    R"(<p>Uniform flow with Manning's friction is unstable beyond a Froude number of 1.5: roll waves. Small waves
exp(i(kx − ωt)) on a depth H with velocity U and slope S obey</p>
<p class="eq">(g H − U²) k² + (2 U ω + (10/3) i g S) k − ω² − 2 i g S ω/U = 0.</p>
<p>60 m, H = 0.25 m, n = 0.033; a wave of a millionth of the depth and about 20 m enters at the left. At a Froude number of
3 it must grow at the rate −Im k, at 1.2 die away. This is why the fast flow of V08 does not stay steady: what is no more than
rounding where it enters has grown to roll waves before it leaves.</p>)",
    run};

}  // namespace qingliu::verification
