#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double length = 300.0, rain = 100.0 / 3.6e6;

/// Relative depth error of the steady state; with the steep-slope correction the reference has it too.
double depth_error(double slope, double n, double dx, bool corrected,
                   const surface::SurfaceParameters& parameters) {
  const double cosine = 1.0 / std::sqrt(1.0 + slope * slope);
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(length / dx), 1, dx));
  plane.parameters = parameters;
  plane.terrain([&](double x, double) { return slope * (length - x); })
      .manning(n, corrected ? std::pow(cosine, -13.0 / 3.0) : 1.0);
  plane.east_outlet(slope);
  plane.start();
  plane.rain = rain;
  const double root = std::sqrt(slope) * (corrected ? std::pow(cosine, 13.0 / 6.0) : 1.0);
  plane.run_until(4.0 * std::pow(length * n / root / std::pow(rain, 2.0 / 3.0), 0.6));
  RelativeError error;
  plane.each([&](std::size_t k, int i, int) {
    error.add(plane.state.depth[k], std::pow(n * rain * plane.grid.x_centre(i) / root, 0.6));
  });
  return error.value();
}

Report run() {
  Report report;
  struct Plane {
    double slope, n;
  };
  for (const Scheme& scheme : schemes()) {
    for (const bool corrected : {false, true}) {
      Table table{
          "Relative depth error, " + scheme.name + ", steep-slope correction " + (corrected ? "on" : "off"),
          {"slope", "n [s/m^1/3]", "2 m", "10 m", "30 m"},
          {}};
      double worst[3] = {0.0, 0.0, 0.0};
      for (const Plane& p :
           {Plane{0.02, 0.03}, {0.02, 0.2}, {0.3, 0.03}, {0.3, 0.2}, {0.6, 0.03}, {0.6, 0.2}}) {
        std::vector<std::string> row{chart::number_text(p.slope), chart::number_text(p.n)};
        int column = 0;
        for (const double dx : {2.0, 10.0, 30.0}) {
          const double error = depth_error(p.slope, p.n, dx, corrected, scheme.parameters);
          raise_to(worst[column], error);
          ++column;
          row.push_back(chart::number_text(error));
        }
        table.rows.push_back(row);
      }
      const std::string name = corrected ? "correction on: " : "correction off: ";
      accuracy_at_most(report, scheme, name + "worst depth error at 10 m [relative]", worst[1], 0.006);
      accuracy_at_most(report, scheme, name + "worst depth error at 30 m [relative]", worst[2], 0.031);
      report.tables.push_back(table);
    }
  }
  report.notes.push_back(
      "The correction slows the flow by cos^(13/6) of the slope's angle (depth measured across the slope, "
      "speed "
      "along it).");
  return report;
}

}  // namespace

extern const Case rain_fed_planes{
    "V10b",
    "Water",
    Against::closed_form,
    "Steady films on rain-fed planes from 2 % to 60 % at 2 to 30 m",
    R"(<p>The commonest place of a watershed: a film of rain on a steep hillside, thinner than the bed step between
two cells.</p><p class="eq">h = (n P x/√S)<sup>3/5</sup>; with the steep-slope correction √S cos<sup>13/6</sup>θ in place
of √S.</p><p>L = 300 m, P = 100 mm/h, to four times the time of equilibrium.</p>)",
    run};

}  // namespace qingliu::verification
