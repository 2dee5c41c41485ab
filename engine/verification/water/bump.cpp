#include <cmath>

#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 25.0, gravity = constants::gravity;

double bump(double x) { return std::max(0.0, 0.2 - 0.05 * (x - 10.0) * (x - 10.0)); }

/// The depth of the wanted branch on which q^2/(2 g h^2) + h = energy; the critical depth where there is
/// none.
double depth_of(double q, double energy, bool subcritical) {
  const double critical = std::cbrt(q * q / gravity);
  double low = subcritical ? critical : 1e-6, high = subcritical ? energy : critical;
  if (energy <= 1.5 * critical) return critical;
  for (int k = 0; k < 100; ++k) {
    const double h = 0.5 * (low + high);
    const bool above = q * q / (2.0 * gravity * h * h) + h > energy;
    (above == subcritical ? high : low) = h;
  }
  return 0.5 * (low + high);
}

/// One of the three flows: exact depth at every x, 0 <= x <= length.
struct Flow {
  const char* name;
  double q;                         ///< [m2 s-1]
  double upstream_head;             ///< [m] above the level bed, before the crest and up to the jump
  double outlet_head;               ///< [m] behind the jump
  double supercritical_from, jump;  ///< [m]
  double depth(double x) const {
    const double head = x < jump ? upstream_head : outlet_head;
    return depth_of(q, head - bump(x), !(x > supercritical_from && x < jump));
  }
};

double head_of(double q, double depth) { return q * q / (2.0 * gravity * depth * depth) + depth; }
double critical_head(double q) { return 1.5 * std::cbrt(q * q / gravity) + 0.2; }

Flow subcritical() {
  const double head = head_of(4.42, 2.0);
  return {"subcritical", 4.42, head, head, 1e9, 1e9};
}
Flow transcritical() { return {"transcritical", 1.53, critical_head(1.53), 0.0, 10.0, 1e9}; }
Flow with_jump() {
  Flow flow{"with a jump", 0.18, critical_head(0.18), head_of(0.18, 0.33), 10.0, 0.0};
  double low = 10.0, high = 12.0;
  for (int k = 0; k < 100; ++k) {
    const double x = 0.5 * (low + high);
    const double h1 = depth_of(flow.q, flow.upstream_head - bump(x), false);
    const double h2 = depth_of(flow.q, flow.outlet_head - bump(x), true);
    const auto force = [&](double h) { return flow.q * flow.q / h + 0.5 * gravity * h * h; };
    (force(h1) > force(h2) ? low : high) = x;  // the stronger side pushes the jump on
  }
  flow.jump = 0.5 * (low + high);
  return flow;
}

/// Steady flow between four cells at either end that are held at the exact state before every step.
SurfaceCase steady(const Flow& flow, int cells, const surface::SurfaceParameters& parameters) {
  SurfaceCase channel(SurfaceCase::rectangle(cells, 1, length / cells));
  channel.parameters = parameters;
  channel.terrain([](double x, double) { return bump(x); }).manning(0.0);
  channel.water([&](double x, double) { return flow.depth(x); });
  const auto hold = [&] {
    for (int i = 0; i < cells; ++i) {
      if (i >= 4 && i < cells - 4) continue;
      const std::size_t k = channel.grid.index(i, 0);
      channel.state.depth[k] = flow.depth(channel.grid.x_centre(i));
      channel.state.velocity_x[k] = flow.q / channel.state.depth[k];
    }
  };
  channel.each(
      [&](std::size_t k, int, int) { channel.state.velocity_x[k] = flow.q / channel.state.depth[k]; });
  channel.start();
  while (channel.time < 150.0) {
    hold();
    channel.step(channel.process->max_step());
  }
  hold();
  return channel;
}

Report run(Resolution resolution) {
  Report report;
  for (const Flow& flow : {subcritical(), transcritical(), with_jump()}) {
    const std::string name = flow.name;
    const bool smooth = flow.jump > length && flow.supercritical_from > length;
    chart::LineChart profile;
    profile.title = "Water surface and bed: " + name;
    profile.x.title = "x [m]";
    profile.y.title = "level [m]";
    profile.height = 320;
    profile.series = {exact_line(0.0, length, 500, [&](double x) { return flow.depth(x) + bump(x); }),
                      exact_line(0.0, length, 500, bump)};
    profile.series[1].name = "bed";
    std::vector<Convergence> runs;
    for (const Scheme& scheme : schemes()) {
      Convergence errors{scheme.name, {}, {}};
      for (int cells = 50; cells <= (resolution == Resolution::nightly ? 800 : 400); cells *= 2) {
        const SurfaceCase channel = steady(flow, cells, scheme.parameters);
        RelativeError error;
        for (int i = 4; i < cells - 4; ++i)
          error.add(channel.state.depth[channel.grid.index(i, 0)], flow.depth(channel.grid.x_centre(i)));
        errors.add(channel.grid.cell_size(), error.value());
        if (cells != 200) continue;
        chart::Series surface = row_series(channel, channel.state.depth, scheme);
        for (std::size_t k = 0; k < surface.x.size(); ++k) surface.y[k] += bump(surface.x[k]);
        profile.series.push_back(surface);
      }
      accuracy_at_most(report, scheme, name + ": depth error on the finest grid [relative]",
                       errors.errors.back(), flow.jump > length ? 1e-3 : 5e-3);
      if (smooth)
        accuracy_at_least(report, scheme, name + ": order of the last doubling", errors.last_order(), 1.8);
      runs.push_back(errors);
    }
    report.figures.push_back(profile);
    report.figures.push_back(
        convergence_chart("Error over the cell size: " + name, "cell size [m]", smooth ? 2 : 1, runs));
    report.tables.push_back(convergence_table("Relative error of depth: " + name, "cell size [m]", runs));
  }
  report.notes.push_back(
      "The bed has corners at both feet of the bump, and the flow with a jump a discontinuity: there the "
      "order falls.");
  return report;
}

}  // namespace

extern const Case steady_bump{
    "V07",
    "Water",
    Against::closed_form,
    "Steady flow over a bump: subcritical / transcritical / with a jump",
    R"(<p>Without friction the head is constant along a steady flow, but for the loss in a hydraulic jump, where
q²/h + ½ g h² is continuous:</p><p class="eq">q²/(2 g h²) + h + z = H, &nbsp; z = max(0, 0.2 − 0.05 (x − 10)²).</p>
<p>25 m; q = 4.42 m²/s with 2 m at the outlet; q = 1.53 m²/s through the critical depth at the crest; q = 0.18 m²/s
with 0.33 m at the outlet and a jump behind the crest. Four cells at either end are held at the exact state; 150 s.</p>)",
    run};

}  // namespace qingliu::verification
