// The light scheme inertial: what it keeps, and where it fails (docs/decisions/029-inertial.md).
#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

using chart::number_text;

// A rain-fed plane turned on the raster, as in V14.
constexpr int plane_cells = 60, rim = 5;
constexpr double plane_dx = 10.0, plane_n = 0.1, plane_rain = 100.0 / 3.6e6;

double plane_error(const surface::SurfaceParameters& parameters, double slope, double degrees) {
  const double angle = degrees * constants::pi / 180.0, c = std::cos(angle), s = std::sin(angle);
  SurfaceCase plane(SurfaceCase::rectangle(plane_cells, plane_cells, plane_dx));
  plane.parameters = parameters;
  plane.terrain([&](double x, double y) { return slope * (1200.0 - (x * c + y * s)); }).manning(plane_n);
  for (int j = 0; j < plane_cells; ++j)
    plane.outlet_face({surface::Face::Axis::x, plane_cells, j}, 1, slope * c);
  if (degrees > 0.0)
    for (int i = 0; i < plane_cells; ++i)
      plane.outlet_face({surface::Face::Axis::y, i, plane_cells}, 1, slope * s);
  plane.start();
  plane.rain = plane_rain;
  plane.run_until(3000.0);
  RelativeError error;
  for (int j = rim; j < plane_cells - rim; ++j) {
    for (int i = rim; i < plane_cells - rim; ++i) {
      const double x = plane.grid.x_centre(i), y = plane.grid.y_centre(j);
      const double way = degrees > 0.0 ? std::min(x / c, y / s) : x;
      error.add(plane.state.depth[plane.grid.index(i, j)],
                std::pow(plane_n * plane_rain * way / std::sqrt(slope), 0.6));
    }
  }
  return error.value();
}

Table planes(const Scheme& scheme, double& worst) {
  Table table{"Rain-fed planes at 10 m, relative depth error, " + scheme.name,
              {"turned by [°]", "slope 0.1", "slope 0.4"},
              {}};
  for (const double degrees : {0.0, 30.0, 45.0}) {
    std::vector<std::string> row{number_text(degrees)};
    for (const double slope : {0.1, 0.4}) {
      const double error = plane_error(scheme.parameters, slope, degrees);
      raise_to(worst, error);
      row.push_back(number_text(error));
    }
    table.rows.push_back(row);
  }
  return table;
}

// Ritter's dam break: 1 m of water on the left half of 400 m, 20 s.
constexpr double dam_time = 20.0, dam_place = 200.0;

double ritter_depth(double x) {
  const double c = std::sqrt(constants::gravity), way = x - dam_place;
  if (way < -c * dam_time) return 1.0;
  if (way > 2.0 * c * dam_time) return 0.0;
  return std::pow(2.0 * c - way / dam_time, 2) / (9.0 * constants::gravity);
}

chart::Series dam_break(const Scheme& scheme, double& front, double& error) {
  SurfaceCase dam(SurfaceCase::rectangle(400, 1, 1.0));
  dam.parameters = scheme.parameters;
  dam.terrain([](double, double) { return 0.0; }).manning(0.0);
  dam.water([](double x, double) { return x < dam_place ? 1.0 : 0.0; });
  dam.start();
  dam.run_until(dam_time);
  RelativeError depth;
  dam.each([&](std::size_t k, int i, int) {
    const double x = dam.grid.x_centre(i);
    depth.add(dam.state.depth[k], ritter_depth(x));
    if (dam.state.depth[k] > 1e-3) front = x - dam_place;
  });
  error = depth.value();
  return row_series(dam, dam.state.depth, scheme);
}

// A smooth, steep brook: 2 m2/s down 5 %, n = 0.015.
constexpr double brook_slope = 0.05, brook_n = 0.015, brook_flow = 2.0;
constexpr double greatest_froude = 1.5;  ///< what the scheme holds the flow to

double normal_depth() { return std::pow(brook_flow * brook_n / std::sqrt(brook_slope), 0.6); }
/// [m] in which the discharge runs at a Froude number F: q = F sqrt(g) h^1.5.
double depth_at_froude(double froude) {
  return std::pow(brook_flow / (froude * std::sqrt(constants::gravity)), 2.0 / 3.0);
}
double froude_of(double depth) { return brook_flow / std::sqrt(constants::gravity * depth * depth * depth); }

double brook_depth(const Scheme& scheme) {
  SurfaceCase brook(SurfaceCase::rectangle(100, 1, 5.0));
  brook.parameters = scheme.parameters;
  brook.terrain([](double x, double) { return brook_slope * (500.0 - x); }).manning(brook_n);
  brook.east_outlet(brook_slope);
  const auto entry = brook.edge(false, surface::BoundaryKind::discharge);
  brook.start();
  surface::BoundaryMoment moment;
  moment.discharge = brook_flow * 5.0;
  brook.hold(entry, moment);
  brook.run_until(600.0);
  return brook.state.depth[brook.grid.index(50, 0)];
}

Report run() {
  Report report;
  chart::LineChart waves;
  waves.title = "A dam breaks (Ritter): depth after 20 s";
  waves.x.title = "x [m]";
  waves.y.title = "h [m]";
  waves.series.push_back(exact_line(0.0, 400.0, 400, ritter_depth));
  Table failures{
      "Where inertia without advection is wrong",
      {"", "exact", "full", "inertial"},
      {{"dam break: front after 20 s [m]", number_text(2.0 * std::sqrt(constants::gravity) * dam_time)},
       {"dam break: relative error of depth", "0"},
       {"steep smooth brook: depth [m]", number_text(normal_depth())}}};
  for (const Scheme& scheme : std::vector<Scheme>{schemes().front(), light_scheme()}) {
    const bool full = scheme.name == "full";
    double worst = 0.0, front = 0.0, error = 0.0;
    report.tables.push_back(planes(scheme, worst));
    waves.series.push_back(dam_break(scheme, front, error));
    const double depth = brook_depth(scheme), film_bar = full ? 0.005 : 0.03;
    report.at_most(scheme.name + ": worst depth error on turned planes [relative]", worst, film_bar);
    if (full) {
      report.at_most("full: depth of the dam break [relative error]", error, 0.01);
      report.at_most("full: depth of the steep brook against its normal depth [relative]",
                     std::fabs(depth / normal_depth() - 1.0), 0.01);
    } else {
      report.at_most("inertial: depth of the dam break [relative error]", error, 0.03,
                     "without advection of momentum the front on dry ground lags");
      report.at_most("inertial: depth of the steep brook against its normal depth [relative]",
                     std::fabs(depth / normal_depth() - 1.0), 0.03,
                     "the scheme holds the flow to a Froude number of 1.5");
      report.at_most("inertial: the same against the depth at that Froude number [relative]",
                     std::fabs(depth / depth_at_froude(greatest_froude) - 1.0), 0.01);
    }
    failures.rows[0].push_back(number_text(front));
    failures.rows[1].push_back(number_text(error));
    failures.rows[2].push_back(number_text(depth));
  }
  report.figures.push_back(waves);
  report.tables.push_back(failures);
  report.notes = {
      "Use it for thin films and slow floods. A front on dry ground lags, and where the flow is faster than "
      "a "
      "Froude number of 1.5 (here " +
          number_text(froude_of(normal_depth())) +
          ") the scheme holds it to that and the water is too deep; full or lean are right there.",
      "The peak of the V-catchment by this scheme stands on page V11, the tests of rest, positive depths and "
      "water in tests/verification/inertial_test.cpp."};
  return report;
}

}  // namespace

extern const Case inertial_scheme{
    "V14c",
    "Water",
    Against::closed_form,
    "The light scheme inertial: rain-fed planes; and where it fails",
    R"(<p>Local inertia (Bates et al. 2010, de Almeida et al. 2012) leaves the advection of momentum out. On rain-fed planes
that is small (h = (n P ℓ/√S)<sup>3/5</sup>, set-up of V14); on a dam break (Ritter 1892, set-up of V02) and in a fast brook
(normal depth (q n/√S)<sup>3/5</sup>) it is not.</p>)",
    run};

}  // namespace qingliu::verification
