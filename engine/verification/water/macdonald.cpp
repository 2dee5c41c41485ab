#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 1000.0, n = 0.033, gravity = constants::gravity;

struct Profile {
  const char* name;
  double base, rise;  ///< [m] h = base + rise exp(-((x/L - 1/2)/0.1)^2)
  double inflow;      ///< [m2 s-1] q0
  double rain;        ///< [m s-1]
  double bell(double x) const {
    const double s = (x / length - 0.5) / 0.1;
    return std::exp(-s * s);
  }
  double depth(double x) const { return base + rise * bell(x); }
  double discharge(double x) const { return inflow + rain * x; }
  /// The bed slope that this depth asks for.
  double bed_slope(double x) const {
    const double s = (x / length - 0.5) / 0.1, h = depth(x), q = discharge(x);
    const double dh = -rise * bell(x) * 2.0 * s / (0.1 * length);
    return -dh + q * q * dh / (gravity * h * h * h) - 2.0 * q * rain / (gravity * h * h) -
           n * n * q * q / std::pow(h, 10.0 / 3.0);
  }
};

/// Bed at the cell centres: the slope integrated upstream from the outlet by Simpson's rule on short pieces.
std::vector<double> beds(const Profile& profile, int cells) {
  const double dx = length / cells;
  std::vector<double> z(cells);
  double level = 0.0;
  const auto climb = [&](double from, double to) {  // from > to
    const int pieces = 16;
    const double w = (from - to) / pieces;
    for (int k = 0; k < pieces; ++k) {
      const double x = from - k * w;
      level -=
          w / 6.0 * (profile.bed_slope(x) + 4.0 * profile.bed_slope(x - 0.5 * w) + profile.bed_slope(x - w));
    }
  };
  for (int i = cells - 1; i >= 0; --i) {
    climb(i == cells - 1 ? length : (i + 1.5) * dx, (i + 0.5) * dx);
    z[i] = level;
  }
  return z;
}

SurfaceCase steady(const Profile& profile, int cells, const surface::SurfaceParameters& parameters) {
  const double dx = length / cells;
  SurfaceCase channel(SurfaceCase::rectangle(cells, 1, dx));
  channel.parameters = parameters;
  const std::vector<double> z = beds(profile, cells);
  channel.terrain([&](double x, double) { return z[static_cast<std::size_t>(x / dx)]; }).manning(n);
  channel.water([&](double x, double) { return profile.depth(x); });
  const auto set = [&](int i) {
    const std::size_t k = channel.grid.index(i, 0);
    const double x = channel.grid.x_centre(i);
    channel.state.depth[k] = profile.depth(x);
    channel.state.velocity_x[k] = profile.discharge(x) / profile.depth(x);
  };
  const auto hold = [&] {
    for (int i = 0; i < 4; ++i) set(i), set(cells - 1 - i);
  };
  for (int i = 0; i < cells; ++i) set(i);
  channel.start();
  channel.rain = profile.rain;
  while (channel.time < 3000.0) {
    hold();
    channel.step(channel.process->max_step());
  }
  hold();
  return channel;
}

Table froude_table(const std::vector<Profile>& profiles) {
  Table table{"Froude numbers of the exact flows", {"flow", "least", "largest"}, {}};
  for (const Profile& profile : profiles) {
    double least = 1e300, largest = 0.0;
    for (int k = 0; k <= 1000; ++k) {
      const double x = length * k / 1000.0, h = profile.depth(x);
      const double froude = profile.discharge(x) / std::sqrt(gravity * h * h * h);
      lower_to(least, froude);
      raise_to(largest, froude);
    }
    table.rows.push_back({profile.name, chart::number_text(least), chart::number_text(largest)});
  }
  return table;
}

Report run(Resolution resolution) {
  Report report;
  const std::vector<Profile> profiles{{"subcritical", 1.0, 0.3, 1.0, 1e-3},
                                      {"supercritical", 0.25, 0.01, 0.44, 5e-5},
                                      {"fast", 0.25, 0.05, 1.0, 1e-3}};
  report.tables.push_back(froude_table(profiles));
  for (const Profile& profile : profiles) {
    const std::string name = profile.name;
    chart::LineChart chart;
    chart.title = "Depth: " + name;
    chart.x.title = "x [m]";
    chart.y.title = "depth [m]";
    chart.height = 320;
    chart.series = {exact_line(0.0, length, 400, [&](double x) { return profile.depth(x); })};
    std::vector<Convergence> runs;
    for (const Scheme& scheme : schemes()) {
      Convergence errors{scheme.name, {}, {}}, upstream{scheme.name, {}, {}};
      for (int cells = 50; cells <= (resolution == Resolution::nightly ? 800 : 400); cells *= 2) {
        const SurfaceCase channel = steady(profile, cells, scheme.parameters);
        RelativeError error, above;
        for (int i = 4; i < cells - 4; ++i) {
          const double x = channel.grid.x_centre(i), h = channel.state.depth[channel.grid.index(i, 0)];
          error.add(h, profile.depth(x));
          if (x < 450.0) above.add(h, profile.depth(x));
        }
        upstream.add(channel.grid.cell_size(), above.value());
        errors.add(channel.grid.cell_size(), error.value());
        if (cells == 100) chart.series.push_back(row_series(channel, channel.state.depth, scheme));
      }
      const bool grows = profile.discharge(0.0) / std::pow(profile.base, 1.5) > 1.5 * std::sqrt(gravity);
      accuracy_at_least(report, scheme, name + ": order of the last doubling", errors.last_order(), 1.8,
                        grows ? "beyond the crest the error is roll waves of the flow itself: uniform flow "
                                "is unstable at these Froude numbers (V08b)"
                              : "");
      if (grows)
        accuracy_at_least(report, scheme, name + ": order of the last doubling above the crest (x < 450 m)",
                          upstream.last_order(), 1.8);
      accuracy_at_most(
          report, scheme, name + ": depth error on the finest grid [relative]", errors.errors.back(), 1e-3,
          grows && resolution == Resolution::nightly
              ? "uniform flow beyond a Froude number of 1.5 is unstable: disturbances grow on fine grids"
              : "");
      runs.push_back(errors);
    }
    report.figures.push_back(chart);
    report.figures.push_back(
        convergence_chart("Error over the cell size: " + name, "cell size [m]", 2, runs));
    report.tables.push_back(convergence_table("Relative error of depth: " + name, "cell size [m]", runs));
  }
  return report;
}

}  // namespace

extern const Case macdonald{
    "V08",
    "Water",
    Against::closed_form,
    "Steady flow with rain and friction over a bed made for it (MacDonald 1997)",
    R"(<p>Choose the depth, find the bed: with q = q₀ + R x the steady equations hold exactly on the bed</p>
<p class="eq">z′ = −h′ + q² h′/(g h³) − 2 q R/(g h²) − n² q²/h<sup>10/3</sup>.</p>
<p>1000 m, n = 0.033. Subcritical: h = 1 + 0.3 exp(−((x/L − ½)/0.1)²) m, q₀ = 1 m²/s, R = 10⁻³ m/s. Supercritical:
h = 0.25 + 0.01 exp(…) m, q₀ = 0.44 m²/s, R = 5·10⁻⁵ m/s, slower than the limit of roll waves. Fast: h = 0.25 + 0.05 exp(…) m,
q₀ = 1 m²/s, R = 10⁻³ m/s, where uniform flow is unstable and may break up into roll waves. Four cells at either end are held at the exact state; 3000 s. The rain
part follows Delestre et al. (2013).</p>)",
    run};

}  // namespace qingliu::verification
