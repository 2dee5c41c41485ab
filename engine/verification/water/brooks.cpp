// Streams narrower than a cell: V23 against Manning and against the same valley resolved, V24 with the land.
#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/stream_case.hpp"

namespace qingliu::verification {
namespace {

Report run_normal_depth() {
  Report report;
  Table table{"Depth of uniform flow", {"section", "discharge [m³/s]", "engine [m]", "exact [m]"}, {}};
  double worst = 0.0;
  const double slope = 0.01, n = 0.04;
  struct Shape {
    const char* name;
    double bottom, side, inflow;
  };
  for (const Shape& shape :
       {Shape{"rectangle 3 m", 3.0, 0.0, 8.0}, Shape{"trapezoid 3 m, 1:1", 3.0, 1.0, 8.0},
        Shape{"trapezoid 1 m, 1:2", 1.0, 2.0, 2.0}}) {
    StreamCase c(40, 20.0, slope, Section::trapezoid(shape.bottom, shape.side, 2.0), n);
    stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
    for (int step = 0; step < 4000; ++step) {
      c.state.volume[0] += 2.0 * shape.inflow;
      process.advance(2.0, c.land, c.state);
    }
    double low = 0.0, high = 2.0;
    for (int k = 0; k < 200; ++k) {
      const double y = 0.5 * (low + high), area = (shape.bottom + shape.side * y) * y;
      const double radius = area / (shape.bottom + 2.0 * std::sqrt(1.0 + shape.side * shape.side) * y);
      (area * std::pow(radius, 2.0 / 3.0) * std::sqrt(slope) / n < shape.inflow ? low : high) = y;
    }
    const double depth = process.depth(c.state, 20);
    raise_to(worst, std::fabs(depth / low - 1.0));
    table.rows.push_back({shape.name, chart::number_text(shape.inflow), chart::number_text(depth, 9),
                          chart::number_text(low, 9)});
  }
  report.at_most("depth against Manning's normal depth [relative]", worst, 1e-6);
  report.tables.push_back(table);
  return report;
}

// The valley of V23b: a flat floor of 20 m between walls of 1:5, along it a brook.
constexpr double brook_width = 4.0, brook_depth = 1.0, brook_n = 0.04, floor_n = 0.08;
constexpr double floor_width = 20.0, wall = 0.2, valley_slope = 0.01, valley_width = 60.0, end = 3600.0;

double ground(double length, double x, double y) {
  const double aside = std::fabs(y - 0.5 * valley_width) - 0.5 * floor_width;
  return 300.0 + valley_slope * (length - x) + wall * std::max(0.0, aside);
}

/// 1 m³/s, from 5 to 15 minutes up to the peak, at 30 minutes back again.
double inflow(double peak, double t) {
  if (t < 300.0 || t >= 1800.0) return 1.0;
  return t < 900.0 ? 1.0 + (peak - 1.0) * (t - 300.0) / 600.0 : peak - (peak - 1.0) * (t - 900.0) / 900.0;
}

struct Hydrograph {
  std::vector<double> time, discharge;  ///< [s] at the end of each minute, [m³/s] its mean
  double volume = 0.0;                  ///< [m³]
  double missing = 0.0;                 ///< [-] of the inflow

  void add(double t, double left) {
    time.push_back(t);
    discharge.push_back((left - volume) / 60.0);
    volume = left;
  }
  double peak() const {
    double highest = 0.0;
    for (const double q : discharge) raise_to(highest, q);
    return highest;
  }
};

/// The brook as cells of dx. Flow in two dimensions knows no friction of upright walls: its n is raised by
/// (depth/radius)^(2/3) of the full brook, so that both carry the same up to the bank.
Hydrograph resolved(double dx, double length, double peak) {
  SurfaceCase c(
      SurfaceCase::rectangle(static_cast<int>(length / dx), static_cast<int>(valley_width / dx), dx));
  const auto in_brook = [](double y) { return std::fabs(y - 0.5 * valley_width) < 0.5 * brook_width; };
  c.terrain([&](double x, double y) { return ground(length, x, y) - (in_brook(y) ? brook_depth : 0.0); });
  c.manning(floor_n);
  const double n = brook_n * std::pow((brook_width + 2.0 * brook_depth) / brook_width, 2.0 / 3.0);
  c.sources.emplace_back();
  c.each([&](std::size_t k, int i, int j) {
    if (!in_brook(c.grid.y_centre(j))) return;
    c.land.friction[k] = constants::gravity * n * n;
    if (c.grid.x_centre(i) < 20.0) c.sources[0].cells.push_back({i, j});
  });
  c.forcing.sources.resize(1);
  c.east_outlet(valley_slope);
  c.start();
  Hydrograph out;
  double in = 0.0;
  for (double t = 60.0; t <= end; t += 60.0) {
    while (c.time < t - 1e-9) {
      const double limit = std::min(1.0, t - c.time);
      c.forcing.sources[0].water = inflow(peak, c.time) * limit;
      const double dt = std::min(limit, c.process->max_step(0.0, c.forcing, limit, c.state));
      c.forcing.sources[0].water = inflow(peak, c.time + 0.5 * dt) * dt;
      in += c.forcing.sources[0].water;
      c.step(dt);
    }
    out.add(t, c.water_out());
  }
  out.missing = (in - out.volume - c.volume()) / in;
  return out;
}

/// The brook below cells of 20 m.
Hydrograph below_cells(double length, double peak) {
  const double dx = 20.0;
  const int nx = static_cast<int>(length / dx), ny = static_cast<int>(valley_width / dx), middle = ny / 2;
  SurfaceCase c(SurfaceCase::rectangle(nx, ny, dx));
  c.terrain([&](double x, double y) {
    double mean = 0.0;
    for (int k = 0; k < 20; ++k) mean += ground(length, x, y - 9.5 + k) / 20.0;
    return mean;
  });
  c.manning(floor_n);
  StreamCase stream(nx, dx, valley_slope, Section::trapezoid(brook_width, 0.0, brook_depth), brook_n);
  for (Segment& s : stream.network.segments) {
    s.j = middle;
    s.bank = c.state.bed[c.grid.index(s.i, middle)];
    s.bed = s.bank - brook_depth;
    c.land.friction[c.grid.index(s.i, middle)] *=
        stream::friction_beside_stream(brook_width, dx, c.grid.cell_area());
  }
  stream.state = StreamState(stream.network, 0);
  stream::StreamProcess process(c.grid, stream.network, stream.grains, stream.bed, {}, stream.state);
  c.east_outlet(valley_slope);
  c.start();
  Hydrograph out;
  double in = 0.0;
  for (double t = 60.0; t <= end; t += 60.0) {
    while (c.time < t - 1e-9) {
      const double limit = std::min(1.0, t - c.time);  // all of the inflow enters one segment
      const double dt = std::min(limit, c.process->max_step(0.0, c.forcing, limit, c.state));
      stream.state.volume[0] += inflow(peak, c.time + 0.5 * dt) * dt;
      in += inflow(peak, c.time + 0.5 * dt) * dt;
      c.step(dt);
      process.advance(dt, c.state, stream.state);
      c.process->raise_wave_speed(process.land_wave_speed());
    }
    out.add(t, c.water_out() + process.books().outflow.value());
  }
  double stored = c.volume();
  for (const double volume : stream.state.volume) stored += volume;
  out.missing = (in - out.volume - stored) / in;
  return out;
}

Report run_brook(Resolution resolution) {
  const bool nightly = resolution == Resolution::nightly;
  const double dx = nightly ? 1.0 : 2.0, length = nightly ? 400.0 : 200.0;
  Report report;
  Table table{"Floods", {"inflow's peak [m³/s]", "", "peak [m³/s]", "volume [m³]"}, {}};
  for (const double peak : {6.0, 14.0}) {
    const Hydrograph fine = resolved(dx, length, peak), coarse = below_cells(length, peak);
    const std::string name = peak < 10.0 ? "within the banks" : "over the banks";
    report.at_most(name + ": peak against the resolved valley [relative]",
                   std::fabs(coarse.peak() / fine.peak() - 1.0), 0.05);
    report.at_most(name + ": volume against the resolved valley [relative]",
                   std::fabs(coarse.volume / fine.volume - 1.0), 0.01);
    double missing = std::fabs(coarse.missing);
    raise_to(missing, std::fabs(fine.missing));
    report.at_most(name + ": water that is missing in either [relative]", missing, balance_tolerance)
        .is(Against::consistency);
    chart::LineChart chart;
    chart.title = "Discharge at the lower end: flood " + name;
    chart.x.title = "time [min]";
    chart.y.title = "discharge [m³/s]";
    chart.height = 300;
    std::vector<double> minutes, entering;
    for (const double t : fine.time) {
      minutes.push_back(t / 60.0 - 0.5);
      entering.push_back(inflow(peak, t - 30.0));
    }
    const std::string cells = "resolved in cells of " + chart::number_text(dx) + " m";
    chart.series = {{"inflow", minutes, entering, chart::Mark::dashes},
                    {cells, minutes, fine.discharge, chart::Mark::line},
                    {"brook in cells of 20 m", minutes, coarse.discharge, chart::Mark::circles}};
    report.figures.push_back(chart);
    table.rows.push_back({chart::number_text(peak), cells, chart::number_text(fine.peak(), 4),
                          chart::number_text(fine.volume, 5)});
    table.rows.push_back({"", "brook in cells of 20 m", chart::number_text(coarse.peak(), 4),
                          chart::number_text(coarse.volume, 5)});
  }
  report.tables.push_back(table);
  return report;
}

/// A closed valley: water on the land beside an empty stream, until both stand level.
Report run_levels() {
  Report report;
  const int nx = 20, ny = 3;
  SurfaceCase c(SurfaceCase::rectangle(nx, ny, 10.0));
  c.terrain([](double, double) { return 300.0; }).manning(0.05);
  c.water([](double x, double) { return x < 100.0 ? 0.6 : 0.0; });
  StreamCase stream(nx, 10.0, 0.0, Section::trapezoid(2.0, 0.5, 1.0), 0.04);
  stream.network.segments.back().open = false;
  stream::StreamProcess process(c.grid, stream.network, stream.grains, stream.bed, {}, stream.state);
  c.start();
  const double before = c.volume();
  double missing = 0.0;
  const double full = 0.5 * (2.0 + 3.0) * 1.0 * nx * 10.0;  // [m3] of the stream up to its banks
  const double level = (before - full) / (nx * ny * c.grid.cell_area());
  while (c.time < 20000.0) {
    const double dt = c.process->max_step(0.0, c.forcing, 10.0, c.state);
    c.step(std::min(dt, 10.0));
    process.advance(c.last_dt, c.state, stream.state);
    c.process->raise_wave_speed(process.land_wave_speed());
    double stored = c.volume();
    for (const double volume : stream.state.volume) stored += volume;
    raise_to(missing, std::fabs(stored / before - 1.0));
  }
  double uneven = 0.0;
  c.each([&](std::size_t k, int, int) { raise_to(uneven, std::fabs(c.state.depth[k] - level)); });
  report.at_most("level of land and stream against the level of all water [m]", uneven, 1e-4);
  report
      .at_most("water that is missing, at any time [relative]", missing,
               single_state ? balance_tolerance : 1e-13)
      .is(Against::consistency);
  report.notes.push_back("A seiche of " + chart::number_text(1e3 * uneven, 2) + " mm is left after " +
                         chart::number_text(c.time / 3600.0, 2) + " h.");
  return report;
}

}  // namespace

extern const Case normal_depth{
    "V23",
    "Streams",
    Against::closed_form,
    "A uniform stream runs at Manning's normal depth",
    R"(<p>40 segments of 20 m fall by 1 %, n = 0.04; a constant inflow until nothing changes.</p>
<p class="eq">Q = A R<sup>2/3</sup> √S/n, solved for the depth by bisection.</p>)",
    run_normal_depth};

extern const Case brook_below_cells{
    "V23b",
    "Streams",
    Against::consistency,
    "A brook of 4 m in cells of 20 m beside the same valley resolved",
    R"(<p>A valley falls by 1 % between walls of 1:5 with a flat floor of 20 m (n = 0.08) and a brook of 4 m × 1 m
(n = 0.04). A flood enters at its upper end, one that the banks hold and one that they do not. The reference is the
two-dimensional flow in cells of 1 m (of 2 m, on half the length, every day). Flow in two dimensions feels no friction of
upright walls: in the reference the brook's n is raised by (h/R)<sup>2/3</sup> of the full brook, so that both carry the same
up to the bank.</p>)",
    run_brook};

extern const Case stream_and_land{
    "V24",
    "Streams",
    Against::closed_form,
    "Water of land and stream comes to one level",
    R"(<p>A closed flat strip of 200 m × 30 m with a stream of trapezoidal section (2 m at the bed, 3 m at the banks, 1 m deep) along its
middle, empty; 0.6 m of water
stand on the western half of the land. The level is that of all water together.</p>)",
    run_levels};

}  // namespace qingliu::verification
