#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double n = 0.1, rain = 100.0 / 3.6e6, dx = 10.0;
constexpr int cells = 60;

struct Outcome {
  double inner_error;  ///< 12 cells and more from the edge, a fifth of the side
  double depth_error;  ///< 5 cells and more
  double water_error;
};

/// With the steep-slope correction the reference has it too.
Outcome rotated(double slope, double degrees, bool corrected, const surface::SurfaceParameters& parameters) {
  const double angle = degrees * constants::pi / 180.0;
  const double c = std::cos(angle), s = std::sin(angle);
  const double cosine = 1.0 / std::sqrt(1.0 + slope * slope);
  const double root = std::sqrt(slope) * (corrected ? std::pow(cosine, 13.0 / 6.0) : 1.0);
  SurfaceCase plane(SurfaceCase::rectangle(cells, cells, dx));
  plane.parameters = parameters;
  plane.terrain([&](double x, double y) { return slope * (1200.0 - (x * c + y * s)); })
      .manning(n, corrected ? std::pow(cosine, -13.0 / 3.0) : 1.0);
  for (int j = 0; j < cells; ++j) plane.outlet_face({surface::Face::Axis::x, cells, j}, 1, slope * c);
  if (degrees > 0.0)
    for (int i = 0; i < cells; ++i) plane.outlet_face({surface::Face::Axis::y, i, cells}, 1, slope * s);
  plane.start();
  plane.rain = rain;
  plane.run_until(3000.0);
  RelativeError inner, error;
  for (int j = 5; j < cells - 5; ++j) {
    for (int i = 5; i < cells - 5; ++i) {
      const double x = plane.grid.x_centre(i), y = plane.grid.y_centre(j);
      const double way = degrees > 0.0 ? std::min(x / c, y / s) : x;
      const double depth = plane.state.depth[plane.grid.index(i, j)];
      const double exact = std::pow(n * rain * way / root, 0.6);
      error.add(depth, exact);
      if (std::min(i, j) >= 12 && std::max(i, j) < cells - 12) inner.add(depth, exact);
    }
  }
  return {inner.value(), error.value(), std::fabs(plane.water_error())};
}

Report run() {
  Report report;
  for (const Scheme& scheme : schemes()) {
    double missing = 0.0;
    for (const bool corrected : {false, true}) {
      const std::string correction = std::string("steep-slope correction ") + (corrected ? "on" : "off");
      Table table{"Relative depth error at 10 m, " + scheme.name + ", " + correction,
                  {"turned by [°]", "slope 0.1", "slope 0.4"},
                  {}};
      double worst = 0.0, worst_inner = 0.0;
      for (const double degrees : {0.0, 15.0, 30.0, 45.0}) {
        std::vector<std::string> row{chart::number_text(degrees)};
        for (const double slope : {0.1, 0.4}) {
          const Outcome outcome = rotated(slope, degrees, corrected, scheme.parameters);
          raise_to(worst, outcome.depth_error);
          raise_to(worst_inner, outcome.inner_error);
          raise_to(missing, outcome.water_error);
          row.push_back(chart::number_text(outcome.depth_error));
        }
        table.rows.push_back(row);
      }
      const std::string name = corrected ? "correction on: " : "correction off: ";
      accuracy_at_most(report, scheme,
                       name + "worst depth error 12 cells from the edge, 0° to 45° [relative]", worst_inner,
                       0.003);
      accuracy_at_most(report, scheme, name + "worst depth error 5 cells from the edge [relative]", worst,
                       0.005);
      report.tables.push_back(table);
    }
    report.at_most(scheme.name + ": water that is missing [relative]", missing, balance_tolerance)
        .is(Against::consistency);
  }
  report.notes.push_back(
      "Beside the walls in the west and south the exact depth rises from 0 within few cells, and the error "
      "gathers there; the table is for five cells and more from the edge.");
  return report;
}

}  // namespace

extern const Case rotated_planes{
    "V14",
    "Water",
    Against::closed_form,
    "Rain-fed planes turned on the raster keep their depth",
    R"(<p>The raster must not be felt: the same plane, turned by 0, 15, 30 and 45°.</p>
<p class="eq">h = (n P ℓ/√S)<sup>3/5</sup>, &nbsp; ℓ = min(x/cos α, y/sin α); &nbsp; with the steep-slope correction √S
cos<sup>13/6</sup>θ in place of √S.</p>
<p>600 m × 600 m, cells of 10 m, n = 0.1, P = 100 mm/h, slopes of 0.1 and 0.4; after 3000 s.</p>)",
    run};

}  // namespace qingliu::verification
